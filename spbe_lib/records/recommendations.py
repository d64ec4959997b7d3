"""What an assessor recommended in a former year, and the coordinator's plan of action for it; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Progress(StrEnum):
    """How far a recommendation is; the spelling is that of the file."""

    NOT_BEGUN = "belum"
    UNDER_WAY = "berjalan"
    DONE = "selesai"
    DROPPED = "tidak dilanjutkan"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in (Progress.NOT_BEGUN, Progress.UNDER_WAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation with what is planned for it; texts as typed.

    Attributes:
        code: What it is called in the list of the government.
        text: What the assessor recommended.
        item: Code of the item that it is about; None for the government as a whole.
        opd: Code of the OPD that acts; None where nobody is named, then the lead of the item does.
        action: What is done.
        due: Until when; the last day that is still in time.
        budget: The budget line that pays for it, code or words.
        progress: How far it is.
        reason: Why it is not taken further.
        proof: Title of the document that proves it.
        proof_number: The number of that document.
        year: The year of the evaluation that gave it; None means the last one.
    """

    code: str
    text: str
    item: str | None = None
    opd: str | None = None
    action: str = ""
    due: date | None = None
    budget: str = ""
    progress: Progress = Progress.NOT_BEGUN
    reason: str = ""
    proof: str = ""
    proof_number: str = ""
    year: int | None = None
