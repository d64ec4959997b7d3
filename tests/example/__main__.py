"""Make the submissions of ``inputs/contoh-2024`` anew, through the product's own door.

Templates are handed out, filled in, and received at fixed moments; the Tim returns some entries, one
OPD repairs them, the Tim assesses. Run it after a change of the Kuesioner: ``python -m tests.example``.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spbe_lib.intake.assessment.workbook import assessment_template
from spbe_lib.intake.desk import Desk
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Decision, Entry, Status
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Opd
from spbe_lib.results.consolidation import consolidate
from tests.example.answers import (
    PROMISED,
    REASONS,
    RECOMMENDATIONS,
    REPAIRED,
    RETURNED,
    RULINGS,
    TEAM,
    documents,
    facts,
    responses,
    silent,
)
from tests.example.door import at, made_anew, receive_filled, receive_values
from tests.example.former_years import write_pairs
from tests.example.last_year import write_last_year
from tests.intake.assessment.judging import written
from tests.intake.filling_assessment import fill_assessment

ROOT = Path(__file__).parents[2]
CYCLE = ROOT / "inputs" / "contoh-2024"
FIRST_DAY = datetime(2024, 5, 21, 1, 30, tzinfo=UTC)
A_DAY = 5
RETURNING, REPAIR, FINAL, RULING = (
    datetime(2024, 6, 20, 2, 0, tzinfo=UTC),
    datetime(2024, 7, 5, 3, 15, tzinfo=UTC),
    datetime(2024, 7, 22, 7, 45, tzinfo=UTC),
    datetime(2024, 7, 23, 4, 20, tzinfo=UTC),
)


def make(folder: Path) -> None:
    """Hand out, fill in, receive, return, repair and assess, in a folder that holds the register."""
    cycle = read_cycle(folder)
    instrument = load_edition(cycle.edition)
    with open_store(folder, cycle=cycle.name, instrument=instrument) as store:
        desk = Desk(
            folder=folder, cycle=cycle, instrument=instrument, store=store, actor="operator", now=FIRST_DAY
        )
        quiet = silent(cycle)
        answering = [opd for opd in cycle.filling if opd.code not in quiet and asked(desk, opd)]
        for place, opd in enumerate(answering):
            receive_filled(at(desk, office_hour(place)), opd, asked(desk, opd))
        decide(at(desk, RETURNING), Stage.MANDIRI, {}, list(RETURNED))
        for opd in (opd for opd in answering if opd.code in REPAIRED):
            receive_filled(at(desk, REPAIR), opd, [REPAIRED[opd.code](each) for each in asked(desk, opd)])
        decide(at(desk, FINAL), Stage.MANDIRI, TEAM, list(accepted(desk)))
        rule(at(desk, RULING))


def office_hour(place: int) -> datetime:
    """When the n-th Kuesioner comes in: a few on each working day, two weeks long."""
    days, turn = divmod(place, A_DAY)
    weeks, weekday = divmod(days + FIRST_DAY.weekday(), 5)
    return FIRST_DAY + timedelta(days=7 * weeks + weekday - FIRST_DAY.weekday(), minutes=83 * turn)


def asked(desk: Desk, opd: Opd) -> list[Entry]:
    """Everything that an OPD answers."""
    rules = obligations(desk.cycle, desk.instrument, opd.code)
    answers: list[Entry] = [
        *responses(desk.cycle, desk.instrument, opd),
        *facts(opd, rules, desk.instrument),
    ]
    return [*answers, *documents(opd, answers)]


def decide(desk: Desk, stage: Stage, levels: dict[int, int], decisions: list[Decision]) -> None:
    """Fill in the Tim's workbook and receive it."""
    records = desk.store.read()
    yields = consolidate(desk.cycle, desk.instrument, records).values
    content = assessment_template(desk.cycle, desk.instrument, records, stage, yields)
    filled = fill_assessment(
        content,
        levels={str(item): str(level) for item, level in levels.items()},
        notes={str(item): text for item, text in REASONS.items()} if levels else {},
        recommendations={str(item): text for item, text in RECOMMENDATIONS.items()} if levels else {},
        decisions=decisions,
    )
    receive_values(desk, stage, filled)


def rule(desk: Desk) -> None:
    """Rule about single requirements, and note what was promised."""
    content = assessment_template(desk.cycle, desk.instrument, desk.store.read(), Stage.MANDIRI, {})
    promises = {f"new-{place}": each for place, each in enumerate(PROMISED, 1)}
    receive_values(desk, Stage.MANDIRI, written(content, RULINGS, promises))


def accepted(desk: Desk) -> Iterator[Decision]:
    """What the Tim accepts in the end: everything that was not left returned, save a few still unread."""
    records = desk.store.read()
    for entry in records.entries:
        opd, topic = entry.content.opd, entry.content.topic
        unread = opd.startswith("kec-") and topic == "I26-L4-01"
        if entry.standing.status is Status.SUBMITTED and not unread:
            yield Decision(opd=opd, topic=topic, status=Status.ACCEPTED)


def main() -> None:
    """Make last year's answers and the submissions, and put them into the bundled cycle."""
    write_last_year(CYCLE)
    write_pairs(CYCLE)
    made_anew(CYCLE, make)


if __name__ == "__main__":
    main()
