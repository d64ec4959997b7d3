"""Killed at whatever moment: what was told as done is there, and nothing by halves."""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Timer
from time import monotonic

import pytest

from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Receipt
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.kept_files import fingerprint, is_content_of, kept_name, received_files
from spbe_lib.records.answers import Entry, Recorded, Records
from spbe_lib.records.database.store import Store, open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.reporting.batch import making as batch
from spbe_lib.reporting.batch import run_record
from spbe_lib.reporting.batch.outcome import State
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.reporting.batch.run_file import read_run
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.workspace import Workspace, open_workspace, submissions, write_whole
from tests import dying
from tests.dying import EDITION, heard_before_death, receive_until_killed, report_until_killed, started
from tests.intake.desks import BUNDLED, asked, copy_register, desk_in, later, sent, template
from tests.intake.filling import fill
from tests.reporting.batch.in_this_process import Nobody
from tests.reporting.batch.tiny_letters import (
    QUICK,
    contents,
    family,
    own_forkserver,
    server_pid,
    tiny_letter,
    until,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL at a moment is POSIX")
NAME = BUNDLED.name
OPDS = ("dinkes", "pupr", "perkim", "dinsos", "dlh", "bpbd")
REPORTS = (CONSOLIDATED, *OPDS)
WISH = Wish(cycle=NAME, only=REPORTS)
ROUNDS = 50
MOMENTS = Random(23112026)  # noqa: S311 no secret, only moments


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cycle with an empty database."""
    folder = copy_register(tmp_path_factory.mktemp("kosong"))
    with desk_in(folder):
        return folder


@pytest.fixture(scope="module")
def mail(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What six OPDs send."""
    folder = tmp_path_factory.mktemp("pos")
    with desk_in(empty) as desk:
        return [
            sent(folder, fill(template(desk, opd), entries=asked(desk, opd)), f"{opd}.xlsx") for opd in OPDS
        ]


@pytest.fixture(scope="module")
def full(empty: Path, mail: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same cycle after everything was received and nobody was killed."""
    folder = Path(shutil.copytree(empty, tmp_path_factory.mktemp("penuh") / NAME))
    with desk_in(folder) as desk:
        for place, file in enumerate(mail):
            receive_questionnaire(later(desk, place), file)
    return folder


@pytest.fixture(scope="module")
def reporting(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose letters do hardly more than read their report input."""
    root = tmp_path_factory.mktemp("ruang")
    shutil.copytree(full, root / "inputs" / NAME)
    for each in ("laporan_opd", "laporan_konsolidasi"):
        write_whole(root / "notebooks" / "laporan" / f"{each}.ipynb", tiny_letter(QUICK))
    return open_workspace(root)


@pytest.fixture(scope="module")
def makers() -> Iterator[LocalMakers]:
    """Two processes, from a server that has loaded what the victims need, too."""
    with own_forkserver(dying.__name__, run_record.__name__, batch.__name__), LocalMakers(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def undisturbed(reporting: Workspace, makers: LocalMakers) -> tuple[dict[str, bytes], float]:
    """What a run leaves behind that nobody disturbs, and how long it takes."""
    run(reporting, WISH, makers, Nobody())
    shutil.rmtree(reporting.outputs(NAME))
    start = monotonic()
    run(reporting, WISH, makers, Nobody())
    return contents(reporting.outputs(NAME)), monotonic() - start


@pytest.fixture
def workspace(reporting: Workspace, tmp_path: Path) -> Workspace:
    """Another place of the same, in which nothing was made yet."""
    ignored = shutil.ignore_patterns("outputs")
    return open_workspace(Path(shutil.copytree(reporting.root, tmp_path / "ruang", ignore=ignored)))


def entries(records: Records, opd: str | None) -> list[Entry]:
    """What one OPD is recorded with."""
    recorded: list[Recorded] = [*records.responses.values(), *records.facts.values()]
    return [each.content for each in recorded if each.content.opd == opd]


def reference(folder: Path) -> Records:
    """The records of a cycle."""
    with stored(folder) as store:
        return store.read()


def stored(folder: Path) -> Store:
    """The store of a cycle."""
    return open_store(folder, cycle=NAME, instrument=EDITION)


def check_records(folder: Path, whole: Records, told: set[str]) -> None:
    """Every submission is whole, with its file, or absent; what was told is there."""
    with stored(folder) as store:
        assert store.damage() == []
        records = store.read()
    present = {each.opd for each in records.submissions}
    assert told - {""} <= {each.sha256 for each in records.submissions}
    for opd in OPDS:
        assert entries(records, opd) == (entries(whole, opd) if opd in present else [])
        assert len([each for each in records.events if each.opd == opd]) == len(entries(records, opd))
    for each in records.submissions:
        assert fingerprint((folder / each.kept_as).read_bytes()) == each.sha256
    for file in received_files(folder):
        name = kept_name(file.name)
        assert name is not None
        assert is_content_of(name, file.read_bytes())


@posix
@pytest.mark.failure(6)
def test_killed_while_importing_every_submission_is_whole_or_absent(
    empty: Path, full: Path, mail: list[Path], tmp_path: Path
) -> None:
    """Fifty kills, now of what is sent, now of what lies in the folder; the next import completes it."""
    cycle, whole = read_cycle(full), reference(full)
    folder, cut, finished = Path(shutil.copytree(empty, tmp_path / "0" / NAME)), 0, 0
    for number in range(ROUNDS):
        files = mail if finished % 2 == 0 else []
        victim, hearing = started(receive_until_killed, folder, cycle, files)
        told = heard_before_death(victim, hearing, MOMENTS.uniform(0, 0.12))
        check_records(folder, whole, set(told))
        cut += len(told) == 0 or told[-1] != ""
        if len(reference(folder).submissions) == len(OPDS):
            finished += 1
            folder = Path(shutil.copytree(empty, tmp_path / str(number + 1) / NAME))
            if finished % 2:
                shutil.copytree(submissions(full), submissions(folder))

    with desk_in(folder) as desk:
        for file in mail:
            receive_questionnaire(desk, file)
        assert {type(each) for each in receive_kept(desk)} == {Receipt}
    records = reference(folder)
    assert cut > ROUNDS // 2
    assert finished > 1
    assert [entries(records, opd) for opd in OPDS] == [entries(whole, opd) for opd in OPDS]
    assert len(received_files(folder)) == len(records.submissions) == len(OPDS)


def check_outputs(workspace: Workspace, told: dict[str, str]) -> None:
    """Nothing lies by halves under its own name; what was told as done is there, unchanged."""
    outputs = workspace.root / "outputs"
    files = [file for file in outputs.rglob("[!.]*") if file.is_file()]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".html":
            assert text.rstrip().endswith("</html>")
        elif file.name == "SHA256SUMS":
            assert text.endswith("\n")
        else:
            assert file.suffix in {".json", ".ipynb"}
            json.loads(text)
    for page, digest in told.items():
        assert hashlib.sha256((workspace.root / page).read_bytes()).hexdigest() == digest


def check_next_run(workspace: Workspace, makers: LocalMakers, whole: dict[str, bytes]) -> int:
    """The next run leaves what an undisturbed one would, byte by byte, and no process; how many it made."""
    done = run(workspace, WISH, makers, Nobody())
    assert [str(each.refusal) for each in done.of(State.FAILED)] == []
    left = contents(workspace.outputs(NAME))
    assert left.keys() - whole.keys() == {name for name in left if Path(name).name.startswith(".")}
    assert [name for name in whole if left[name] != whole[name]] == []
    until(lambda: len(family(server_pid())) <= makers.slots)  # those of the victim end by themselves
    return len(done.of(State.MADE))


@posix
@pytest.mark.failure(8)
def test_killed_while_reporting_no_page_is_a_half_page(
    workspace: Workspace, makers: LocalMakers, undisturbed: tuple[dict[str, bytes], float]
) -> None:
    """Killed at many moments, each time anew: the next run makes what is missing; all is as it would be."""
    whole, seconds = undisturbed
    made = []
    for number in range(ROUNDS // 2):
        victim, hearing = started(report_until_killed, workspace.root, WISH)
        wait = MOMENTS.uniform(0, seconds / len(REPORTS))
        told = dict(heard_before_death(victim, hearing, wait, number % (len(REPORTS) + 1)))
        check_outputs(workspace, told)
        made.append(check_next_run(workspace, makers, whole))
        shutil.rmtree(workspace.outputs(NAME))

    assert len(set(made)) > 2


@posix
@pytest.mark.failure(16)
@pytest.mark.failure(8)
def test_whichever_process_is_killed_its_report_fails_and_the_next_run_makes_it(
    workspace: Workspace, makers: LocalMakers, undisturbed: tuple[dict[str, bytes], float]
) -> None:
    """One of the two, at many moments: at most one report is told as failed, and none is half made."""
    whole, seconds = undisturbed
    failed = 0
    for _ in range(ROUNDS // 2):
        watcher = Nobody()
        killer = Timer(MOMENTS.uniform(0, seconds), lambda: MOMENTS.choice([*makers._all]).kill())  # noqa: SLF001
        killer.start()
        done = run(workspace, WISH, makers, watcher)
        killer.join()
        lost = {each.report: str(each.refusal) for each in done.of(State.FAILED)}
        told = {row.page: row.sha256 for row in watcher.seen if row.page}
        check_outputs(workspace, {page.as_posix(): digest or "" for page, digest in told.items()})
        assert all(words.count("proses pembuatnya mati (kode -9)") for words in lost.values())
        assert check_next_run(workspace, makers, whole) == len(lost) <= 1
        failed += len(lost)
        shutil.rmtree(workspace.outputs(NAME))

    assert failed > 0


@pytest.mark.failure(16)
@pytest.mark.failure(13)
def test_a_process_that_dies_is_the_failure_of_one_report(workspace: Workspace, makers: LocalMakers) -> None:
    """The others are made; the list says which one failed and why, without a path of this machine."""
    dies = 'import os\n"dinkes" in report_input and os._exit(1)'
    fails = 'assert "pupr" not in report_input, os.getcwd()'
    write_whole(workspace.letters / "laporan_opd.ipynb", tiny_letter(QUICK, dies, fails))

    done = run(workspace, WISH, makers, Nobody())

    reasons = {row["report"]: row["reason"] for row in read_run(workspace.outputs(NAME))["reports"]}
    assert {each.report for each in done.of(State.MADE)} == set(REPORTS) - {"dinkes", "pupr"}
    assert {report for report, reason in reasons.items() if reason} == {"dinkes", "pupr"}
    assert "kode 1" in reasons["dinkes"]
    assert "AssertionError" in reasons["pupr"]
    for file in (done.index, done.index.parent / "run.json"):
        assert str(workspace.root) not in file.read_text(encoding="utf-8")


def test_a_draft_of_a_killed_process_is_thrown_away_when_nobody_can_be_writing_it(tmp_path: Path) -> None:
    """One that is older than an hour goes; a younger one, and any other hidden file, stays."""
    page = tmp_path / "laporan [1].html"
    old, young, other = (
        tmp_path / f".{name}" for name in (f"{page.name}.41", f"{page.name}.42", "x.html.43")
    )
    for file in (old, young, other):
        file.write_bytes(b"<ht")
    for file in (old, other):
        os.utime(file, (0, 0))

    write_whole(page, b"<html></html>")

    assert sorted(tmp_path.iterdir()) == sorted([young, other, page])
