"""What people hand in, made up for the tests of the store; and processes that work on it."""

import dataclasses
import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Literal

from spbe_lib.errors import StaleError
from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import (
    Answer,
    Approval,
    Decision,
    Entry,
    EvidenceReference,
    Response,
    ScopeFact,
    Status,
    Submission,
)
from spbe_lib.records.database.backup import backup
from spbe_lib.records.database.store import Store, open_store
from spbe_lib.records.model import Assessment, Stage

NEWEST, OLDEST = load_edition("permenpanrb-59-2020"), load_edition("permenpanrb-5-2018")
FRACTIONAL = load_edition("permenpanrb-8-2026")
MOMENT = datetime(2026, 11, 23, 3, 15, 30, 250, tzinfo=UTC)
OPD = "diskominfo"

_METHOD: Literal["forkserver", "spawn"] = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
CONTEXT: BaseContext = get_context(_METHOD)
"""How other processes are started; where it can be, the imports are paid once."""
CONTEXT.set_forkserver_preload([__name__])


def process(target: Callable[..., None], *task: object) -> BaseProcess:
    """Another process that will do a task."""
    made: BaseProcess = CONTEXT.Process(target=target, args=task)  # type: ignore[attr-defined]
    return made


def opened(folder: Path, instrument: Instrument = NEWEST) -> Store:
    """The store of a folder."""
    return open_store(folder, cycle="kab-contoh-2026", instrument=instrument)


def submission(name: str, opd: str | None = OPD, actor: str = "Analis A", minutes: int = 0) -> Submission:
    """A received file; another name is another content."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Submission(
        sha256=digest,
        original_name=f"{name}.xlsx",
        kept_as=f"{digest[:12]}.xlsx",
        received_at=MOMENT + timedelta(minutes=minutes),
        actor=actor,
        opd=opd,
        filled_by="Siti",
        on_behalf_of="surat 041/12",
        approval=Approval(name="Drs. Budi", nip="19700101", position="Kepala", day=MOMENT.date()),
    )


def response(item: str = "13", fact: str = "Sudah ada.", opd: str = OPD) -> Response:
    """An answer with everything that an answer can hold."""
    return Response(
        opd=opd,
        item=item,
        ticked=frozenset({f"I{item}-L1-01", f"I{item}-L2-01"}),
        level=Span.exactly(Fraction(2)),
        fact=fact,
        analysis="Baris satu\nbaris dua",
        justification="=HYPERLINK('x')",
        services="Pengaduan",
        applications="LAPOR!",
        follow_up="Renja",
        evidence=(
            EvidenceReference(title="Perbup 12/2024", number="12", dated="1 Mei 2024", page="Pasal 3"),
            EvidenceReference(title="SK Tim", requirement=f"I{item}-L2-01"),
        ),
    )


def fact(requirement: str = "I13-L3-01", answer: Answer | None = Answer.YES, opd: str = OPD) -> ScopeFact:
    """A statement about a shared obligation."""
    return ScopeFact(
        opd=opd,
        requirement=requirement,
        answer=answer,
        note="sejak 2024",
        evidence=(EvidenceReference(title="Surat"),),
    )


def handful(opd: str) -> list[Entry]:
    """Twelve entries of one OPD."""
    answers: list[Entry] = [response(str(number), opd=opd) for number in range(1, 11)]
    return [*answers, fact("I14-L3-01", opd=opd), fact("I15-L3-01", Answer.NO, opd=opd)]


def write_many(folder: Path, name: str, start: Barrier, times: int) -> None:
    """Open the store at the same moment as others do, and hand in many files in a row."""
    start.wait()
    with opened(folder) as store:
        for number in range(times):
            opd = f"{name}-{number}"
            store.take(submission(opd, opd), handful(opd), {}, replace=False)


def contest(folder: Path, actor: str, start: Barrier, tell: Connection) -> None:
    """Answer the same item as somebody else does at the same moment; tell what became of it."""
    with opened(folder) as store:
        start.wait()
        try:
            store.take(submission(actor, actor=actor), [response(fact=actor)], {}, replace=False)
            tell.send("")
        except StaleError as stale:
            tell.send(stale.topics[f"{OPD} 13"])


def take_until_killed(folder: Path, name: str, tell: Connection) -> None:
    """Hand in file after file, and tell each one that is recorded; a reading loads what is needed."""
    with opened(folder) as store:
        store.read()
        tell.send("")
        for number in range(10_000):
            opd = f"{name}-{number}"
            store.take(submission(opd, opd), handful(opd), {}, replace=False)
            tell.send(opd)


def back_up_until_killed(folder: Path, destination: Path, tell: Connection) -> None:
    """Make copy after copy, and tell each one that is done; the first, elsewhere, loads what is needed."""
    backup(folder, destination.with_name("percobaan.db"))
    tell.send("")
    for _ in range(10_000):
        tell.send(backup(folder, destination).name)


RETURNED = Decision(
    opd=OPD,
    topic="13",
    status=Status.RETURNED,
    reason="SK belum ditandatangani",
    wanted="SK yang sah",
    due=date(2026, 12, 1),
)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What the file itself holds."""
    connection = sqlite3.connect(folder / "spbe.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def changed(folder: Path, statement: str) -> None:
    """Change a store's file behind its back."""
    with closing(sqlite3.connect(folder / "spbe.db")) as connection, connection:
        connection.execute(statement)


def assessment(stage: Stage = Stage.MANDIRI, edition: Instrument = NEWEST, **more: object) -> Assessment:
    """Values of a stage."""
    plain = Assessment(edition=edition.code, values={}, stage=stage)
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]
