"""What can be the matter with one document: its file, its status, its years, its link; pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import Access, Attachment, Document, DocumentStatus, KeptFiles
from spbe_lib.records.register import Cycle
from spbe_lib.results.concern import Concern
from spbe_lib.results.documents import KnownDocument

_SOON = timedelta(days=90)
_WORTHLESS = {DocumentStatus.REVOKED: "sudah dicabut", DocumentStatus.DRAFT: "masih konsep"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the lists are made from; ``day`` is the day on which they are read.

    ``kept`` is None where nobody looked into the folder of files.
    """

    cycle: Cycle
    instrument: Instrument
    records: Records
    documents: tuple[KnownDocument, ...]
    kept: KeptFiles | None
    day: date


def _carries_much(case: Case, document: KnownDocument) -> str | None:
    if len(document.items) <= 1:
        return None
    told = f"menopang {len(document.items)} indikator"
    # While no file at all is kept, that this one is lacking says nothing.
    bare = "" if document.attachments or not case.records.attachments else "berkasnya belum ada"
    weak = (_WORTHLESS.get(document.status or DocumentStatus.SIGNED), _ends(case, document), bare)
    return " dan ".join([told, *(each for each in weak if each)])


def _ends(case: Case, document: KnownDocument) -> str | None:
    last = document.valid_until
    if last is None:
        return None
    return f"{'sudah berakhir' if last < case.day else 'berakhir'} {printed_date(last)}"


def _missing(_: Case, document: KnownDocument) -> str | None:
    return "" if document.uses and not document.attachments and not document.linked else None


def _lost(case: Case, document: KnownDocument) -> str | None:
    present = case.kept.present if case.kept else frozenset(hashes(document.attachments))
    return "" if hashes(document.attachments) - present else None


def _damaged(case: Case, document: KnownDocument) -> str | None:
    return "" if case.kept and hashes(document.attachments) & case.kept.damaged else None


def hashes(attachments: Collection[Attachment]) -> frozenset[str]:
    """The contents of files."""
    return frozenset(each.file.sha256 for each in attachments)


def _has_status(status: DocumentStatus) -> "Look":
    def _look(_: Case, document: KnownDocument) -> str | None:
        return "" if document.used and document.status is status else None

    return _look


def _not_in_year(case: Case, document: KnownDocument) -> str | None:
    last = document.valid_until
    return _ends(case, document) if document.used and last and last.year < case.cycle.year else None


def _expired(case: Case, document: KnownDocument) -> str | None:
    last = document.valid_until
    if not document.used or last is None or last.year < case.cycle.year or last >= case.day:
        return None
    return _ends(case, document)


def _expiring(case: Case, document: KnownDocument) -> str | None:
    """In force today, but not on the day of the national deadline, or not for long."""
    last, national = document.valid_until, case.cycle.deadlines.national
    if not document.used or last is None or last < case.day or last.year < case.cycle.year:
        return None
    if national and last < national:
        return f"{_ends(case, document)}, sebelum pengiriman nasional {printed_date(national)}"
    return _ends(case, document) if last - case.day <= _SOON else None


def _other_year(case: Case, document: KnownDocument) -> str | None:
    if not document.used or not document.years or case.cycle.year in document.years:
        return None
    return f"tahun {', '.join(map(str, document.years))}, yang dinilai {case.cycle.year}"


def _link_only(_: Case, document: KnownDocument) -> str | None:
    """A link is a risk, for what it shows can change; less of one where a dated screenshot shows it too."""
    if not document.used or not document.linked or document.files:
        return None
    days = [each.captured for each in document.captures if each.captured]
    return f"ada tangkapan layar {printed_date(max(days))}" if days else "isinya dapat berubah atau hilang"


def _scan(_: Case, document: KnownDocument) -> str | None:
    return "" if any(each.file.text_layer is False for each in document.attachments) else None


def _described_differently(_: Case, document: KnownDocument) -> str | None:
    fields = [name for name, word in _COMPARED.items() if len(_said(document.described, name)) > 1 and word]
    return ", ".join(_COMPARED[name] for name in fields) if fields else None


_COMPARED = {
    "number": "nomor",
    "dated": "tanggal",
    "signatory": "penanda tangan",
    "status": "status",
    "year": "tahun",
    "valid_until": "masa berlaku",
    "access": "sifat",
}


def _said(described: Sequence[Document], name: str) -> set[object]:
    """What was said in one field; that nothing was said is no other word."""
    values = {getattr(each, name) for each in described}
    if name == "access":
        return values if Access.RESTRICTED in values else set()
    return {" ".join(each.casefold().split()) if isinstance(each, str) else each for each in values if each}


def _uncited(_: Case, document: KnownDocument) -> str | None:
    return "" if document.described and not document.used and not document.attachments else None


Look = Callable[[Case, KnownDocument], str | None]
"""What is the matter with a document, for one list: in particular, or nothing more; None where nothing is."""

LOOKS: Mapping[Concern, Look] = {
    Concern.CARRIES_MUCH: _carries_much,
    Concern.MISSING: _missing,
    Concern.LOST: _lost,
    Concern.DAMAGED: _damaged,
    Concern.REVOKED: _has_status(DocumentStatus.REVOKED),
    Concern.DRAFT: _has_status(DocumentStatus.DRAFT),
    Concern.NOT_IN_YEAR: _not_in_year,
    Concern.EXPIRED: _expired,
    Concern.EXPIRING: _expiring,
    Concern.OTHER_YEAR: _other_year,
    Concern.LINK_ONLY: _link_only,
    Concern.SCAN: _scan,
    Concern.DESCRIBED_DIFFERENTLY: _described_differently,
    Concern.UNCITED: _uncited,
}
"""How a document is looked at for each list."""
