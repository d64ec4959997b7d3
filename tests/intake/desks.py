"""A desk of the example cycle in a folder of its own, where tests hand in what they filled in themselves."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spbe_lib.errors import InputError
from spbe_lib.intake.assessment.workbook import assessment_template
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.intake import receive_assessment, receive_questionnaire
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Decision, Entry, Records, Response, Status
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import obligations
from spbe_lib.workspace import Workspace, open_workspace, submissions
from tests.example.answers import facts, responses
from tests.intake.filling import fill
from tests.intake.filling_assessment import fill_assessment

BUNDLED = Path(__file__).parents[2] / "inputs" / "contoh-2024"
NOW = datetime(2024, 6, 3, 2, 30, tzinfo=UTC)
OPD, ITEM, SMALL = "dinkes", "47", "pupr"
"""An OPD that leads one item and has a dozen obligations, and one that has obligations only."""

RETURNED = Decision(opd=OPD, topic=ITEM, status=Status.RETURNED, reason="SK belum ditandatangani")


def copy_register(folder: Path) -> Path:
    """The example cycle without anything received."""
    ignored = shutil.ignore_patterns("spbe.db*", "submissions", "backups")
    return Path(shutil.copytree(BUNDLED, folder / BUNDLED.name, ignore=ignored))


def empty_office(root: Path) -> Workspace:
    """A workspace with the register of the example and nothing received."""
    (root / "notebooks" / "laporan").mkdir(parents=True)
    (root / "inputs").mkdir()
    copy_register(root / "inputs")
    return open_workspace(root)


@contextmanager
def desk_in(folder: Path, actor: str = "operator") -> Iterator[Desk]:
    """The desk of a cycle's folder."""
    cycle = read_cycle(folder)
    instrument = load_edition(cycle.edition)
    with open_store(folder, cycle=cycle.name, instrument=instrument) as store:
        yield Desk(folder=folder, cycle=cycle, instrument=instrument, store=store, actor=actor, now=NOW)


def later(desk: Desk, minutes: int = 5, actor: str = "operator") -> Desk:
    """The same desk some minutes later, with somebody sitting there."""
    return replace(desk, now=desk.now + timedelta(minutes=minutes), actor=actor)


def template(desk: Desk, opd: str = OPD) -> bytes:
    """The Kuesioner of an OPD as it is handed out now."""
    return questionnaire_template(desk.cycle, desk.instrument, desk.cycle.opd(opd), desk.store.read())


def asked(desk: Desk, opd: str = OPD) -> list[Entry]:
    """Made-up answers of an OPD to everything that it is asked."""
    unit, rules = desk.cycle.opd(opd), obligations(desk.cycle, desk.instrument, opd)
    return [*responses(desk.cycle, desk.instrument, unit), *facts(unit, rules, desk.instrument)]


def saying(fact: str) -> Response:
    """An answer to the led item that says just this."""
    return Response(opd=OPD, item=ITEM, ticked=frozenset({"I47-L1-01"}), fact=fact)


def sent(folder: Path, content: bytes, name: str = "dinkes.xlsx") -> Path:
    """A file as somebody sends it, outside the cycle."""
    place = folder / "kiriman" / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(content)
    return place


def hand_in(desk: Desk, folder: Path, entries: Sequence[Entry], opd: str = OPD) -> None:
    """Hand out a Kuesioner, fill it in and receive it."""
    filled = fill(template(desk, opd), entries=entries)
    receive_questionnaire(desk, sent(folder, filled, f"{opd}-{desk.now:%H%M}.xlsx"))


def review(desk: Desk) -> bytes:
    """The Tim's workbook as it is handed out now."""
    return assessment_template(desk.cycle, desk.instrument, desk.store.read(), Stage.MANDIRI, {})


def decide(desk: Desk, folder: Path, *decisions: Decision, **levels: str) -> None:
    """Fill in the Tim's workbook (levels as ``i47="3"``) and receive it."""
    told = {item.removeprefix("i"): level for item, level in levels.items()}
    filled = fill_assessment(review(desk), levels=told, notes={}, recommendations={}, decisions=decisions)
    receive_assessment(desk, sent(folder, filled, "tinjauan.xlsx"), Stage.MANDIRI)


def state(desk: Desk) -> tuple[Records, dict[str, bytes]]:
    """All that is recorded, and every kept file with its content."""
    kept = submissions(desk.folder)
    return desk.store.read(), {file.name: file.read_bytes() for file in sorted(kept.glob("*"))}


def refusal(desk: Desk, file: Path) -> str:
    """What is said of a Kuesioner that is refused; fails when it is taken, or when anything changed."""
    before = state(desk)
    try:
        receive_questionnaire(desk, file)
    except InputError as refused:
        assert state(desk) == before
        return str(refused)
    raise AssertionError(file.name)
