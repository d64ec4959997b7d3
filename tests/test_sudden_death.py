"""Killed at whatever moment: what was told as done is there, and nothing by halves."""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from random import Random

import nbformat
import pytest

from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Receipt
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.kept_files import fingerprint, is_content_of, kept_name, received_files
from spbe_lib.records.answers import Entry, Recorded, Records
from spbe_lib.records.cycle import read_cycle
from spbe_lib.records.store import Store, open_store
from spbe_lib.reporting.batch import CONSOLIDATED, Outcome, make, make_reports, orders
from spbe_lib.reporting.run_record import write_run
from spbe_lib.workspace import Workspace, open_workspace, submissions, write_whole
from tests.dying import EDITION, heard_before_death, receive_until_killed, report_until_killed, started
from tests.intake.desks import BUNDLED, asked, copy_register, desk_in, later, sent, template
from tests.intake.filling import fill

posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL at a moment is POSIX")
NAME = BUNDLED.name
OPDS = ("dinkes", "pupr", "perkim", "dinsos", "dlh", "bpbd")
REPORTS = (CONSOLIDATED, "dinkes", "pupr")
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


@pytest.fixture
def workspaces(full: Path, tmp_path: Path) -> list[Workspace]:
    """Two workspaces whose letters do hardly more than read their report input."""
    letter = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell('report_input: str = ""', metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell("open(report_input).read()[:40]"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    made = []
    for name in ("a", "b"):
        root = tmp_path / name
        shutil.copytree(full, root / "inputs" / NAME)
        for each in ("laporan_opd", "laporan_konsolidasi"):
            write_whole(root / "notebooks" / "laporan" / f"{each}.ipynb", nbformat.writes(letter).encode())
        made.append(open_workspace(root))
    return made


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
        else:
            assert file.suffix in {".json", ".ipynb"}
            json.loads(text)
    for page, digest in told.items():
        assert hashlib.sha256((workspace.root / page).read_bytes()).hexdigest() == digest


@posix
@pytest.mark.failure(8)
def test_killed_while_reporting_no_page_is_a_half_page(workspaces: list[Workspace]) -> None:
    """Fifty kills, two batches at a time, kernels and all; the next run makes every report."""
    told: list[dict[str, str]] = [{} for _ in workspaces]
    for number in range(ROUNDS // len(workspaces)):
        batches = [
            started(report_until_killed, workspace.root, NAME, REPORTS, number) for workspace in workspaces
        ]
        for place, (victim, hearing) in enumerate(batches):
            told[place] |= dict(heard_before_death(victim, hearing, MOMENTS.uniform(0, 1.0)))
            check_outputs(workspaces[place], told[place])

    for place, workspace in enumerate(workspaces):
        outcomes = list(make_reports(workspace, NAME, REPORTS))
        assert [str(each.refusal) for each in outcomes if each.refusal] == []
        assert sorted(each.order.report for each in outcomes if each.html) == sorted(REPORTS)
        write_run(workspace, outcomes[0].order.cycle, outcomes)
        check_outputs(workspace, told[place])
    assert len(told[0] | told[1]) > 0


@pytest.mark.failure(16)
@pytest.mark.failure(13)
def test_a_kernel_that_dies_is_the_failure_of_one_report(workspaces: list[Workspace]) -> None:
    """The others are made; the list says which one failed and why, without a path of this machine."""
    workspace = workspaces[0]
    letter = workspace.letters / "laporan_opd.ipynb"
    notebook = nbformat.read(letter, as_version=4)
    dies = 'import os\n"dinkes" in report_input and os._exit(1)'
    notebook.cells.append(nbformat.v4.new_code_cell(dies))
    fails = 'assert "pupr" not in report_input, os.getcwd()'
    notebook.cells.append(nbformat.v4.new_code_cell(fails))
    nbformat.write(notebook, letter)

    outcomes: list[Outcome] = [make(order) for order in orders(workspace, NAME, [*OPDS[:3], CONSOLIDATED])]
    index = write_run(workspace, outcomes[0].order.cycle, outcomes)

    made = {each.order.report for each in outcomes if each.html}
    run = json.loads((workspace.outputs(NAME) / "run.json").read_text(encoding="utf-8"))
    reasons = {row["report"]: row["reason"] for row in run["reports"]}
    assert made == {CONSOLIDATED, "perkim"}
    assert {report for report, reason in reasons.items() if reason} == {"dinkes", "pupr"}
    assert "AssertionError" in reasons["pupr"]
    for file in (index, index.parent / "run.json"):
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
