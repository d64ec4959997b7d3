"""How one OPD kept to the process, as both reports tell it: facts, with what the OPD says to them."""

from dataclasses import dataclass
from datetime import date

from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.compliance import Compliance, compliance


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceRow:
    """The facts about one OPD, as printed; no level and no index.

    ``due`` is its own deadline, ``letters`` the extensions that moved its days, ``returned`` on how many
    days something came back, ``repaired`` how many days a repair took, ``missing`` how many documents are
    still to come, ``reply`` what the OPD says.
    """

    opd: str
    due: str | None
    letters: tuple[str, ...]
    completed: str
    punctual: str
    returned: int
    repaired: str | None
    missing: int
    reply: str


def compliance_row(
    cycle: Cycle, instrument: Instrument, records: Records, opd: str, until: date
) -> ComplianceRow | None:
    """The facts about one OPD as of a day; None where nothing is asked of it."""
    found = compliance(cycle, instrument, records, opd, until)
    return told(cycle, found) if found else None


def told(cycle: Cycle, found: Compliance) -> ComplianceRow:
    """The facts about one OPD as printed."""
    return ComplianceRow(
        opd=cycle.opd(found.opd).name,
        due=printed_date(found.due) if found.due else None,
        letters=tuple(
            f"{each.step.label} sampai {printed_date(each.until)}, surat {each.letter}"
            for each in found.extensions
        ),
        completed=_completed(found),
        punctual=_punctual(found),
        returned=len(found.returned),
        repaired=_span(found.repaired),
        missing=found.missing,
        reply=found.reply,
    )


def _completed(found: Compliance) -> str:
    if found.completed:
        return printed_date(found.completed)
    return f"{found.answered} dari {found.asked} isian"


def _punctual(found: Compliance) -> str:
    """In time, or how late; while something is lacking, how long ago the day was."""
    if found.days_late is None:
        return "tanpa tenggat"
    if found.days_late == 0:
        return "tepat waktu" if found.completed else "belum jatuh tempo"
    return f"{found.days_late} hari" if found.completed else f"belum lengkap, lewat {found.days_late} hari"


def _span(days: tuple[int, ...]) -> str | None:
    if not days:
        return None
    low, high = min(days), max(days)
    return f"{low} hari" if low == high else f"{low}–{high} hari"
