"""Small cycles for the list of documents asked for: what last year proved, and what is known of it."""

import dataclasses
from datetime import UTC, date, datetime

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Answer,
    Entry,
    EvidenceReference,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
)
from spbe_lib.records.documents import Document, DocumentStatus, document_key
from spbe_lib.records.files.entry_file import as_recorded
from spbe_lib.records.model import Assessment
from spbe_lib.records.register import Cycle, Deadlines, Opd, Request

EDITION = load_edition("permenpanrb-59-2020")
MINE, OTHER, MARK = "diskominfo", "dinkes", "RAHASIA-TETANGGA"


def cycle(**more: object) -> Cycle:
    """A made-up cycle of 2024: one OPD leads 3, 13 and 45, another leads 20."""
    plain = Cycle(
        name="uji-2024",
        government="Pemerintah Kabupaten Uji",
        year=2024,
        edition=EDITION.code,
        sample=True,
        opds=(
            Opd(code=MINE, name="Dinas Komunikasi & Informatika", kind="dinas", contact="Siti, Kasubbag"),
            Opd(code=OTHER, name=f"Dinas {MARK}", kind="dinas", contact=MARK),
            Opd(code="umum", name="Bagian Umum", kind="bagian", in_scope=False),
            Opd(code="dprd", name="DPRD", kind="lembaga", fills=False, in_scope=False),
        ),
        leads={3: MINE, 13: MINE, 45: MINE, 20: OTHER},
        concerned={19: (OTHER,)},
        contact="Sekretariat Tim, ruang 2",
        requested=Request(letter="000.1/12/2024", day=date(2024, 4, 22)),
        deadlines=Deadlines(opd=date(2024, 5, 31), national=date(2024, 7, 31)),
        services={"45": "Layanan Antrean Puskesmas"},
    )
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]


def last_year(**levels: int) -> Assessment:
    """Last year's final values: ``i13=3``."""
    values = {code.removeprefix("i"): Span.exactly(level) for code, level in levels.items()}
    return Assessment(edition=EDITION.code, values=values, year=2023)


def standing(status: Status = Status.ACCEPTED) -> Standing:
    """Where an entry stands."""
    moment = datetime(2024, 5, 20, tzinfo=UTC)
    return Standing(version=1, status=status, changed_at=moment, actor="tim", submission="ab")


def recorded(*entries: Entry, status: Status = Status.ACCEPTED) -> Records:
    """Records that hold these entries."""
    return as_recorded(entries, standing(status))


def proof(title: str, requirement: str | None = None, number: str = "", page: str = "") -> EvidenceReference:
    """A cited document."""
    return EvidenceReference(title=title, number=number, page=page, requirement=requirement)


def answer(item: str, *proofs: EvidenceReference, opd: str = MINE) -> Response:
    """An answer that cites documents."""
    ticked = frozenset(each.requirement for each in proofs if each.requirement)
    return Response(opd=opd, item=item, ticked=ticked, evidence=proofs)


def yes(requirement: str, *proofs: EvidenceReference, opd: str = MINE) -> ScopeFact:
    """A shared obligation answered with yes."""
    return ScopeFact(opd=opd, requirement=requirement, answer=Answer.YES, evidence=proofs)


def document(title: str, number: str = "", opd: str = MINE, **more: object) -> Document:
    """What an OPD says of a document; signed unless something else is said."""
    facts: dict[str, object] = {"status": DocumentStatus.SIGNED} | more
    return Document(opd=opd, key=document_key(title, number), title=title, number=number, **facts)  # type: ignore[arg-type]
