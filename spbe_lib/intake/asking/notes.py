"""What the Tim wrote about an answer, as a note on a sheet."""

from spbe_lib.figures import printed_date
from spbe_lib.records.answers import Standing, Status

UNANSWERED = "belum diserahkan"

RETURNED = "Dikembalikan untuk diperbaiki."
"""How every note of the Tim on a sheet begins."""


def returned_note(standing: Standing | None) -> str:
    """Why an answer came back, what is wanted and until when; empty where it did not come back."""
    if standing is None or standing.status is not Status.RETURNED:
        return ""
    decision, parts = standing.decision, [RETURNED]
    if decision and decision.reason:
        parts.append(f"Alasan: {decision.reason}")
    if decision and decision.wanted:
        parts.append(f"Yang diminta: {decision.wanted}")
    if decision and decision.due:
        parts.append(f"Tenggat perbaikan: {printed_date(decision.due)}")
    return "\n".join(parts)


def status_label(standing: Standing | None) -> str:
    """Where an answer stands, for the list of sheets."""
    return standing.status.label if standing else UNANSWERED
