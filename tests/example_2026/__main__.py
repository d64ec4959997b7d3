"""Make the submissions of ``inputs/contoh-2026`` anew, through the product's own door.

The edition in force, with the cycle's own list of evidence items: the OPDs answer, the Tim returns, accepts
and assesses, the external assessor rules on single items and gives decimal values. Run it after a change of
the Kuesioner: ``python -m tests.example_2026``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spbe_lib.intake.assessment.workbook import assessment_template
from spbe_lib.intake.desk import Desk
from spbe_lib.records.answers import Decision, Entry, Status
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import asked_items
from spbe_lib.records.register import Opd
from spbe_lib.results.consolidation import consolidate
from tests.example.door import at, made_anew, receive_filled, receive_values
from tests.example_2026.answers import (
    AGAIN,
    INTERVIEW,
    PROMISED,
    REASONS,
    RECOMMENDATIONS,
    REPAIRING,
    RETURNED,
    TEAM,
    answered_again,
    documents,
    repaired,
    responses,
    rulings,
)
from tests.intake.assessment.judging import written
from tests.intake.filling_assessment import fill_assessment

ROOT = Path(__file__).parents[2]
CYCLE = ROOT / "inputs" / "contoh-2026"
FIRST = datetime(2026, 7, 13, 2, 15, tzinfo=UTC)
LAST, LATE = 7, 7
RETURNING, REPAIR, VALUES, RULING, ANEW, READ_AGAIN, INTERVIU, PROMISES = (
    datetime(2026, 8, 4, 3, 0, tzinfo=UTC),
    datetime(2026, 8, 11, 2, 30, tzinfo=UTC),
    datetime(2026, 8, 14, 6, 40, tzinfo=UTC),
    datetime(2026, 9, 21, 1, 20, tzinfo=UTC),
    datetime(2026, 9, 25, 3, 10, tzinfo=UTC),
    datetime(2026, 9, 25, 8, 30, tzinfo=UTC),
    datetime(2026, 9, 28, 7, 0, tzinfo=UTC),
    datetime(2026, 9, 29, 2, 0, tzinfo=UTC),
)


def make(folder: Path) -> None:
    """Hand out, fill in, receive, return, repair and assess, in a folder that holds the register."""
    cycle = read_cycle(folder)
    instrument = edition_of(cycle)
    with open_store(folder, cycle=cycle.name, instrument=instrument) as store:
        desk = Desk(
            folder=folder, cycle=cycle, instrument=instrument, store=store, actor="operator", now=FIRST
        )
        answering = [opd for opd in cycle.filling if asked_items(cycle, instrument, opd.code)]
        for place, opd in enumerate(answering):
            receive_filled(at(desk, office_hour(place)), opd, asked(desk, opd))
        assess(at(desk, RETURNING), Stage.MANDIRI, {}, list(RETURNED))
        mending = cycle.opd(REPAIRING)
        receive_filled(at(desk, REPAIR), mending, [repaired(each) for each in asked(desk, mending)])
        assess(at(desk, VALUES), Stage.MANDIRI, TEAM, list(accepted(desk)), REASONS)
        rule(at(desk, RULING))
        anew = cycle.opd(AGAIN)
        receive_filled(at(desk, ANEW), anew, [answered_again(each) for each in asked(desk, anew)])
        assess(at(desk, READ_AGAIN), Stage.MANDIRI, {}, list(accepted(desk)))
        assess(at(desk, INTERVIU), Stage.INTERVIU, INTERVIEW, [], recommendations=RECOMMENDATIONS)
        promise(at(desk, PROMISES))


def office_hour(place: int) -> datetime:
    """When the n-th Kuesioner comes in: two a day, the last one after the weekend and too late."""
    days, turn = divmod(place, 2)
    return FIRST + timedelta(days=LATE if place == LAST else days, hours=3 * turn)


def asked(desk: Desk, opd: Opd) -> list[Entry]:
    """Everything that an OPD answers."""
    answers = list(responses(desk.cycle, desk.instrument, opd))
    return [*answers, *documents(opd, answers)]


def assess(  # noqa: PLR0917 - a workbook of a stage, as it is filled in
    desk: Desk,
    stage: Stage,
    levels: Mapping[int, int | str],
    decisions: Sequence[Decision],
    notes: Mapping[int, str] | None = None,
    recommendations: Mapping[int, str] | None = None,
) -> None:
    """Fill in the workbook of a stage and receive it."""
    records = desk.store.read()
    yields = consolidate(desk.cycle, desk.instrument, records).values
    content = assessment_template(desk.cycle, desk.instrument, records, stage, yields)
    filled = fill_assessment(
        content,
        levels={str(item): str(level) for item, level in levels.items()},
        notes={str(item): text for item, text in (notes or {}).items()},
        recommendations={str(item): text for item, text in (recommendations or {}).items()},
        decisions=decisions,
    )
    receive_values(desk, stage, filled)


def rule(desk: Desk) -> None:
    """Rule about single evidence items, as the external assessor does after reading the documents."""
    content = assessment_template(desk.cycle, desk.instrument, desk.store.read(), Stage.DOKUMEN, {})
    receive_values(desk, Stage.DOKUMEN, written(content, list(rulings(desk.cycle, desk.instrument))))


def promise(desk: Desk) -> None:
    """Note what was promised in the interview."""
    content = assessment_template(desk.cycle, desk.instrument, desk.store.read(), Stage.INTERVIU, {})
    told = {f"new-{place}": each for place, each in enumerate(PROMISED, 1)}
    receive_values(desk, Stage.INTERVIU, written(content, (), told))


def accepted(desk: Desk) -> Iterator[Decision]:
    """What the Tim accepts in the end: everything that was not left returned."""
    for entry in desk.store.read().entries:
        if entry.standing.status is Status.SUBMITTED:
            yield Decision(opd=entry.content.opd, topic=entry.content.topic, status=Status.ACCEPTED)


if __name__ == "__main__":
    made_anew(CYCLE, make)
