"""Last year's documents, judged for this year: still in force, or to be renewed. Pure.

Nothing is guessed from a date or a number that somebody typed; what is not known is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spbe_lib.figures import printed_date, printed_day
from spbe_lib.records.answers import EvidenceReference, Records
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from spbe_lib.records.register import Cycle

_LAST_MONTH, _LAST_DAY = 12, 31


class Validity(StrEnum):
    """What a document of last year is worth this year."""

    VALID = "valid"
    RENEW = "renew"

    @property
    def label(self) -> str:
        """The judgement as people read it."""
        return {"valid": "masih berlaku", "renew": "perlu diperbarui"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerDocument:
    """A document that an OPD cited last year.

    Attributes:
        key: Under which it is known, see ``document_key``.
        title: Its title, as cited.
        number: Its number, as cited; empty where it is restricted.
        dated: Its date, as cited; empty where it is restricted.
        restricted: Whether only its title may be shown.
        validity: Still in force, or to be renewed.
        reason: Why it is to be renewed, or what to look at before it is used again.
    """

    key: str
    title: str
    number: str = ""
    dated: str = ""
    restricted: bool = False
    validity: Validity
    reason: str = ""


def former_document(cycle: Cycle, records: Records, opd: str, cited: EvidenceReference) -> FormerDocument:
    """Judge a document that an OPD cited, by what the OPD said of it this year, else last year."""
    key = document_key(cited.title, cited.number)
    known = _known(records, opd, key) or _known(cycle.before, opd, key)
    validity, reason = judged(known, cycle)
    restricted = known is not None and known.access is Access.RESTRICTED
    return FormerDocument(
        key=key,
        title=cited.title.strip() or "(tanpa judul)",
        number="" if restricted else cited.number.strip(),
        dated="" if restricted else printed_day(cited.dated.strip()),
        restricted=restricted,
        validity=validity,
        reason=reason,
    )


def judged(document: Document | None, cycle: Cycle) -> tuple[Validity, str]:
    """What a document is worth in a cycle, and why, or what is to be checked.

    One that was revoked, was never signed, or lapses before the evaluation is over must be renewed.
    Without an end, the year that it proves decides, where somebody said it.

    Args:
        document: What is known of it; None where nobody described it.
        cycle: The cycle in which it is to prove something.
    """
    status = document.status if document else None
    if status is DocumentStatus.REVOKED:
        return Validity.RENEW, status.label
    if status is DocumentStatus.DRAFT:
        return Validity.RENEW, f"masih {status.label}"
    end, year = (document.valid_until, document.year) if document else (None, None)
    if end:
        validity = Validity.RENEW if end < evaluated_until(cycle) else Validity.VALID
        return validity, "; ".join(_remarks(cycle, status, end, year))
    if year not in (None, cycle.year):
        return Validity.RENEW, f"membuktikan tahun {year}, sedangkan yang dinilai tahun {cycle.year}"
    return Validity.VALID, "; ".join(_remarks(cycle, status, end, year))


def evaluated_until(cycle: Cycle) -> date:
    """Until when a document must hold: the last deadline, without any the end of the year."""
    deadlines = cycle.deadlines
    days = (deadlines.opd, deadlines.head, deadlines.team, deadlines.repair, deadlines.national)
    return max((day for day in days if day), default=date(cycle.year, _LAST_MONTH, _LAST_DAY))


def _remarks(
    cycle: Cycle, status: DocumentStatus | None, end: date | None, year: int | None
) -> Iterator[str]:
    """What the reader should know of a document that is neither revoked nor a draft."""
    if end:
        yield f"berakhir {printed_date(end)}"
        if end < evaluated_until(cycle):
            return
        if year not in (None, cycle.year):
            yield f"membuktikan tahun {year}; periksa apakah syarat meminta kegiatan tahun {cycle.year}"
    elif year is None:
        yield "periksa tahunnya"
    if status is None:
        yield "periksa apakah sudah ditandatangani"


def _known(records: Records, opd: str, key: str) -> Document | None:
    """The document under a key, or the one whose title and number were mended into it later."""
    found = records.documents.get((opd, key))
    return found.content if found else records.mended.get((opd, key))
