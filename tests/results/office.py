"""Small offices made by hand: a register, leads, and answers with where they stand."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import (
    Answer,
    Approval,
    Entry,
    EvidenceReference,
    RecordedFact,
    RecordedResponse,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
    Submission,
)
from spbe_lib.records.register import Cycle, Opd, Request


def register(count: int) -> tuple[Opd, ...]:
    """So many OPDs: ``opd-01``, ``opd-02`` …, all of them in scope and filling in."""
    return tuple(Opd(code=f"opd-{n:02d}", name=f"Dinas {n}", kind="dinas") for n in range(1, count + 1))


def office(
    instrument: Instrument,
    opds: tuple[Opd, ...],
    leads: Mapping[int, str],
    *,
    concerned: Mapping[int, tuple[str, ...]] | None = None,
    reviewer: str | None = None,
    requested: date | None = None,
) -> Cycle:
    """A made-up cycle with this register and these leads."""
    return Cycle(
        name="uji",
        government="Kabupaten Contoh",
        year=2026,
        edition=instrument.code,
        sample=True,
        opds=opds,
        leads=leads,
        concerned=concerned or {},
        reviewer=reviewer,
        requested=Request(letter="005/1/2026", day=requested) if requested else None,
    )


def codes(instrument: Instrument, number: int, *levels: int) -> frozenset[str]:
    """Codes of all requirements on some levels of an indicator."""
    found = instrument.indicator(number).levels
    return frozenset(r.code for level in found if level.value in levels for r in level.requirements)


def ticks(
    opd: str, item: str, ticked: Iterable[str], level: int | Span | None = None, proofs: Iterable[str] = ()
) -> Response:
    """A response with ticks, perhaps a level, and one document per proven requirement."""
    given = Span.exactly(level) if isinstance(level, int) else level
    return Response(opd=opd, item=item, ticked=frozenset(ticked), level=given, evidence=documents(proofs))


def says(opd: str, requirement: str, answer: Answer | None, *, proven: bool = False) -> ScopeFact:
    """A statement about a shared obligation."""
    return ScopeFact(
        opd=opd,
        requirement=requirement,
        answer=answer,
        note="catatan",
        evidence=documents([requirement] if proven else []),
    )


def documents(requirements: Iterable[str]) -> tuple[EvidenceReference, ...]:
    """One document for each requirement."""
    return tuple(EvidenceReference(title=f"Dokumen {code}", requirement=code) for code in requirements)


def standing(status: Status) -> Standing:
    """Where an entry stands, in its first version."""
    moment = datetime(2026, 6, 1, 3, tzinfo=UTC)
    return Standing(version=1, status=status, changed_at=moment, actor="uji", submission="0" * 64)


def recorded(*entries: Entry, **others: Iterable[Entry]) -> Records:
    """Records that hold these entries as submitted, and others ``returned`` or ``accepted``."""
    placed = [(entry, Status.SUBMITTED) for entry in entries]
    placed += [(entry, Status(name)) for name, group in others.items() for entry in group]
    return Records(
        responses={
            (entry.opd, entry.item): RecordedResponse(content=entry, standing=standing(status))
            for entry, status in placed
            if isinstance(entry, Response)
        },
        facts={
            (entry.opd, entry.requirement): RecordedFact(content=entry, standing=standing(status))
            for entry, status in placed
            if isinstance(entry, ScopeFact)
        },
    )


def received(opd: str, at: datetime, approval: Approval | None = None) -> Submission:
    """A file that came in from an OPD."""
    return Submission(
        sha256=hashlib.sha256(f"{opd} {at}".encode()).hexdigest(),
        original_name="kuesioner.xlsx",
        kept_as="kuesioner.xlsx",
        received_at=at,
        actor="uji",
        opd=opd,
        approval=approval,
    )
