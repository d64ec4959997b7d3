"""What changed is made again, and only that: every other page keeps its bytes and its time."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.reporting.batch import recipe, worker
from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.batch.manifest import check_folder
from spbe_lib.reporting.batch.orders import plan
from spbe_lib.reporting.batch.outcome import State
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.reporting.batch.run_file import read_run
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.job import CONSOLIDATED, Job, run_folder
from spbe_lib.workspace import PACKAGE, Workspace, open_workspace, submissions, write_whole
from tests.intake.desks import BUNDLED, OPD, asked, desk_in, hand_in, later, saying
from tests.reporting.batch.in_this_process import InThisProcess, Nobody
from tests.reporting.batch.tiny_letters import started_report, tiny_letter, tiny_office, until

CYCLE, ROUND = BUNDLED.name, "pra-penilaian"
SOME = (CONSOLIDATED, OPD, "pupr")
SHOWS_ITS_INPUT = (
    "import hashlib, pathlib; hashlib.sha256(pathlib.Path(report_input).read_bytes()).hexdigest()"
)


@pytest.fixture(autouse=True)
def _recipe_anew() -> Iterator[None]:
    recipe._kitchen.cache_clear()  # noqa: SLF001 a process keeps it for good
    yield
    recipe._kitchen.cache_clear()  # noqa: SLF001


@pytest.fixture(scope="module")
def reported_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with answers of two OPDs and a round, all reports made; a page shows which input it is of."""
    root = tiny_office(tmp_path_factory.mktemp("kantor"), SHOWS_ITS_INPUT)
    with desk_in(root / "inputs" / CYCLE) as desk:
        for place, opd in enumerate((OPD, "pupr")):
            hand_in(later(desk, place), root, asked(desk, opd), opd)
        freeze(later(desk, 60), ROUND)
    workspace = open_workspace(root)
    made(workspace)
    made(workspace, frozen_round=ROUND)
    return root


@pytest.fixture
def workspace(reported_office: Path, tmp_path: Path) -> Workspace:
    """A copy of it in which something is about to change."""
    return open_workspace(Path(shutil.copytree(reported_office, tmp_path / "kantor")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One run: which reports were made, how many looked at (None: not even the records were read)."""

    made: list[str]
    looked_at: int | None


def made(
    workspace: Workspace,
    *only: str,
    again: bool = False,
    frozen_round: str | None = None,
    work: Callable[[Job], Made | str] = worker.made,
) -> Seen:
    """Run, and see that every page that was not made is as it was, and that all are known to the record."""
    folder = run_folder(workspace, CYCLE, frozen_round)
    before = moments(folder)
    makers, watcher = InThisProcess(work), Nobody()
    wish = Wish(cycle=CYCLE, only=only, frozen_round=frozen_round, again=again)
    done = run(workspace, wish, makers, watcher)
    assert {name for name, at in moments(folder).items() if at != before.get(name)} == set(makers.asked)
    assert {each.report for each in done.of(State.MADE)} <= set(makers.asked)
    assert {each.report for each in done.of(State.UNCHANGED)}.isdisjoint(makers.asked)
    return Seen(made=makers.asked, looked_at=watcher.count or None)


def moments(folder: Path) -> dict[str, int]:
    """When each page was written."""
    pages = [page for place in (folder, folder / "opd") for page in place.glob("*.html")]
    return {page.stem: page.stat().st_mtime_ns for page in pages if page.name != "index.html"}


def frozen(workspace: Workspace) -> dict[str, bytes]:
    """What every report would be made from now."""
    return {each.report: to_bytes(each.freeze()) for each in plan(workspace, CYCLE).orders}


def answer(workspace: Workspace, words: str = "Jawaban yang lain.") -> None:
    """An OPD says something else."""
    with desk_in(workspace.cycle(CYCLE)) as desk:
        hand_in(later(desk, 600), workspace.root, [saying(words)])


@pytest.mark.failure(19)
def test_after_a_run_nothing_is_made_again(workspace: Workspace) -> None:
    """Neither of all nor of some nor of a round; the records are not even read."""
    nothing = Seen(made=[], looked_at=None)

    assert made(workspace) == nothing
    assert made(workspace, OPD, CONSOLIDATED) == nothing
    assert made(workspace, frozen_round=ROUND) == nothing


@pytest.mark.failure(19)
def test_after_another_answer_those_whose_input_changed_are_made_and_no_other(workspace: Workspace) -> None:
    """The OPD and the whole, at least: what the frozen inputs say decides, and is on the page."""
    before = frozen(workspace)
    digests = {row["report"]: row["sha256"] for row in read_run(workspace.outputs(CYCLE))["reports"]}
    answer(workspace)
    changed = [report for report, content in frozen(workspace).items() if content != before[report]]

    seen = made(workspace)

    now = {row["report"]: row["sha256"] for row in read_run(workspace.outputs(CYCLE))["reports"]}
    assert seen == Seen(made=changed, looked_at=len(before))
    assert {CONSOLIDATED, OPD} <= set(changed)
    assert "pupr" not in changed
    assert [report for report in now if now[report] != digests[report]] == changed
    assert made(workspace).looked_at is None


@pytest.mark.failure(19)
def test_after_a_change_of_a_letter_all_of_its_reports_are_made(workspace: Workspace) -> None:
    """Those of the other letter are not."""
    write_whole(workspace.letters / "laporan_konsolidasi.ipynb", tiny_letter("'lain'", SHOWS_ITS_INPUT))
    assert made(workspace).made == [CONSOLIDATED]

    write_whole(workspace.letters / "laporan_opd.ipynb", tiny_letter("'lain'", SHOWS_ITS_INPUT))
    assert len(made(workspace).made) == len(moments(workspace.outputs(CYCLE))) - 1
    assert made(workspace).looked_at is None


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house."""
    return Path(shutil.copytree(PACKAGE, tmp_path_factory.mktemp("rumah") / PACKAGE.name))


@pytest.mark.failure(19)
@pytest.mark.parametrize(
    "part",
    [
        "reporting/templates/laporan/page.css",
        "reporting/templates/prose/cover.html.j2",
        "law/regulations/permenpanrb-59-2020/edition.yaml",
        "results/entries.py",
    ],
)
def test_after_a_change_of_what_reports_are_made_with_all_are_made(
    workspace: Workspace, package: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """A template, a number of the regulation, a line of code; a counter or command makes no report."""
    monkeypatch.setattr(recipe, "PACKAGE", package)
    (package / "forms" / "opening.py").write_text("lain", encoding="utf-8")
    (package / "cli" / "group.py").write_text("lain", encoding="utf-8")
    assert made(workspace, again=False).made == []

    content = (package / part).read_bytes()
    (package / part).write_bytes(content + b"\n")
    recipe._kitchen.cache_clear()  # noqa: SLF001
    assert made(workspace, *SOME) == Seen(made=[*SOME], looked_at=len(SOME))
    (package / part).write_bytes(content)


@pytest.mark.failure(19)
def test_a_page_that_is_not_the_one_that_was_made_is_made_again(workspace: Workspace) -> None:
    """Changed by hand, cut off, or gone; and where what lies beside it is gone or another."""
    folder = workspace.outputs(CYCLE)
    page, copy = folder / "opd" / "pupr.html", folder / "notebooks" / "opd" / "pupr.ipynb"
    good = page.read_bytes()
    for spoilt in (good.replace(b"</html>", b"lain</html>"), good[:-9], b""):
        page.write_bytes(spoilt)
        assert made(workspace).made == ["pupr"]
        assert page.read_bytes() == good
    frozen_input = folder / "inputs" / "opd" / "pupr.json"
    for gone in (page, copy, frozen_input):
        gone.unlink()
        assert made(workspace).made == ["pupr"]
    for changed in (frozen_input, copy):
        changed.write_text("{}", encoding="utf-8")
        assert made(workspace).made == ["pupr"]
    assert made(workspace).looked_at is None


@pytest.mark.failure(19)
@pytest.mark.parametrize("name", ["index.html", "SHA256SUMS"])
def test_a_list_that_is_not_as_the_run_left_it_is_written_again(workspace: Workspace, name: str) -> None:
    """Changed, cut off or gone; no report is made for that."""
    listed = workspace.outputs(CYCLE) / name
    good = listed.read_bytes()
    for spoilt in (good + b"x", good[:-9], b"", None):
        if spoilt is None:
            listed.unlink()
        else:
            listed.write_bytes(spoilt)
        assert made(workspace).made == []
        assert listed.read_bytes() == good


@pytest.mark.failure(19)
def test_a_record_that_was_changed_by_hand_is_put_back_into_the_manifest(workspace: Workspace) -> None:
    """What `spbe verify` finds changed, `spbe report` mends."""
    folder = workspace.outputs(CYCLE)
    record = folder / "run.json"
    record.write_bytes(record.read_bytes().replace(b'"seconds": 0', b'"seconds": 7'))

    assert check_folder(folder).faults
    assert made(workspace).made == []
    assert not check_folder(folder).faults


@pytest.mark.failure(19)
def test_a_cycle_under_another_name_has_no_reports_yet(workspace: Workspace) -> None:
    """A copy has the same files, but its pages tell the name that the cycle had."""
    for room in (workspace.inputs, workspace.outputs("")):
        shutil.copytree(room / CYCLE, room / "salinan")

    done = run(workspace, Wish(cycle="salinan", only=SOME), InThisProcess(), Nobody())

    assert len(done.of(State.MADE)) == len(SOME)
    assert read_run(workspace.outputs("salinan"))["cycle"] == "salinan"


@pytest.mark.failure(19)
def test_a_round_is_a_name_and_no_way_to_the_reports_of_today(workspace: Workspace) -> None:
    """``..`` leads from the rounds to the reports of today; it is no round."""
    with pytest.raises(InputError, match=r"'\.\.'"):
        made(workspace, frozen_round="..")


@pytest.mark.failure(19)
def test_a_file_that_was_only_touched_makes_nothing_stale(workspace: Workspace) -> None:
    """Another time of change, another comment: the records are read, every report's own input decides."""
    folder = workspace.cycle(CYCLE)
    os.utime(next(submissions(folder).iterdir()), (0, 0))
    assert made(workspace) == Seen(made=[], looked_at=55)
    assert made(workspace).looked_at is None

    with (folder / "cycle.yaml").open("a", encoding="utf-8") as file:
        file.write("# sebuah catatan\n")
    assert made(workspace, OPD) == Seen(made=[], looked_at=1)
    assert made(workspace) == Seen(made=[], looked_at=55)
    assert made(workspace).looked_at is None


def test_all_are_made_again_where_that_is_wanted(workspace: Workspace) -> None:
    """All, or those that are named; with equal bytes."""
    pages = {page: page.read_bytes() for page in workspace.outputs(CYCLE).rglob("*.html")}

    assert made(workspace, "pupr", again=True).made == ["pupr"]
    assert len(made(workspace, again=True).made) == len(moments(workspace.outputs(CYCLE)))
    assert {page: page.read_bytes() for page in pages} == pages


def _without_names(run: dict[str, object]) -> object:
    return run | {"reports": [{"outcome": "made"}]}


def _strange_rows(run: dict[str, object]) -> object:
    return run | {"reports": [5, None, "made", {"report": ["x"]}]}


def _strange_pages(run: dict[str, object]) -> object:
    rows = run["reports"]
    assert isinstance(rows, list)
    return run | {"reports": [row | {"page": 7, "sha256": []} for row in rows]}


def _nameless_rows(run: dict[str, object]) -> object:
    rows = run["reports"]
    assert isinstance(rows, list)
    return run | {"reports": [{key: row[key] for key in row if key != "title"} for row in rows]}


def _foreign_edition(run: dict[str, object]) -> object:
    return run | {"edition_hash": "lain", "source": None}


@pytest.mark.failure(19)
@pytest.mark.parametrize(
    "spoilt",
    [
        lambda _: 5,
        lambda _: [],
        lambda _: {"reports": 3},
        _without_names,
        _strange_rows,
        _strange_pages,
        _nameless_rows,
        _foreign_edition,
    ],
)
def test_a_record_that_cannot_be_understood_is_no_record(
    workspace: Workspace, spoilt: Callable[[dict[str, object]], object]
) -> None:
    """Whatever is asked for is made again, and the record is right afterwards."""
    folder = workspace.outputs(CYCLE)
    right = read_run(folder)
    (folder / "run.json").write_text(json.dumps(spoilt(right)), encoding="utf-8")

    assert made(workspace, *SOME).made == [*SOME]
    digests = {row["report"]: row["sha256"] for row in right["reports"]}
    assert {row["report"]: row["sha256"] for row in read_run(folder)["reports"]} == {
        report: digests[report] for report in SOME
    }


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_record_of_noise_is_no_record(workspace: Workspace, text: bytes) -> None:
    """As a full disk or another program leaves it."""
    (workspace.outputs(CYCLE) / "run.json").write_bytes(text)

    assert read_run(workspace.outputs(CYCLE)) == {}
    assert made(workspace, "pupr").made == ["pupr"]


@pytest.mark.failure(19)
def test_a_run_that_is_killed_is_gone_on_with(workspace: Workspace) -> None:
    """What it noted is not made again; what it made and did not note is."""
    shutil.rmtree(workspace.outputs(CYCLE))
    slow = tiny_letter("import time; time.sleep(0.05)", SHOWS_ITS_INPUT)
    for letter in workspace.letters.iterdir():
        write_whole(letter, slow)
    running = started_report(workspace.root)
    until(lambda: len(read_run(workspace.outputs(CYCLE)).get("reports", [])) > 4)
    running.kill()
    running.communicate()
    noted = [row["report"] for row in read_run(workspace.outputs(CYCLE))["reports"]]

    seen = made(workspace)

    assert 4 < len(noted) < 55
    assert set(seen.made) == {each.report for each in plan(workspace, CYCLE).orders} - set(noted)


@pytest.mark.failure(19)
def test_some_reports_made_after_a_change_hide_the_change_from_nobody(workspace: Workspace) -> None:
    """Neither when it is undone meanwhile: the next run over all looks at every report."""
    answer(workspace)
    assert made(workspace, OPD) == Seen(made=[OPD], looked_at=1)
    assert made(workspace, OPD) == Seen(made=[], looked_at=1)
    assert CONSOLIDATED in (seen := made(workspace)).made
    assert OPD not in seen.made
    assert made(workspace).looked_at is None

    assert made(workspace, OPD, again=True).made == [OPD]
    assert made(workspace) == Seen(made=[], looked_at=55)


@pytest.mark.failure(19)
def test_what_changes_while_a_run_goes_on_is_seen_by_the_next_one(workspace: Workspace) -> None:
    """The run reports what it read; the key of what lies there now is not taken for it."""
    times = iter([lambda: answer(workspace)])

    def work(job: Job) -> Made | str:
        next(times, lambda: None)()
        return worker.made(job)

    made(workspace, again=True, work=work)

    assert OPD in made(workspace).made
    assert made(workspace).looked_at is None


@pytest.mark.failure(16)
def test_what_failed_is_made_again_and_the_rest_is_not(workspace: Workspace) -> None:
    """Until it succeeds."""

    def fails(job: Job) -> Made | str:
        return "gagal" if job.html.stem == "pupr" else worker.made(job)

    (workspace.outputs(CYCLE) / "opd" / "pupr.html").unlink()
    for _ in range(2):
        assert made_but_for_time(workspace, fails) == ["pupr"]
    assert made(workspace).made == ["pupr"]
    assert made(workspace).looked_at is None


def made_but_for_time(workspace: Workspace, work: Callable[[Job], Made | str]) -> list[str]:
    """Which reports were begun."""
    makers = InThisProcess(work)
    run(workspace, Wish(cycle=CYCLE), makers, Nobody())
    return makers.asked


def test_what_waits_to_be_imported_refuses_even_where_nothing_else_changed(workspace: Workspace) -> None:
    """A page would be without it."""
    write_whole(submissions(workspace.cycle(CYCLE)) / "surat.xlsx", b"isi")

    with pytest.raises(InputError, match=r"surat\.xlsx: berkas ini belum dimasukkan"):
        made(workspace)


@pytest.mark.failure(19)
def test_a_round_stays_as_it_was_made_whatever_becomes_of_the_cycle(workspace: Workspace) -> None:
    """Its frozen inputs are the same; only what it is made with can make it stale."""
    answer(workspace)
    assert OPD in made(workspace).made
    assert made(workspace, frozen_round=ROUND) == Seen(made=[], looked_at=55)
    assert made(workspace, frozen_round=ROUND).looked_at is None
    assert made(workspace).looked_at is None

    write_whole(workspace.letters / "laporan_konsolidasi.ipynb", tiny_letter("'lain'", SHOWS_ITS_INPUT))
    assert made(workspace, frozen_round=ROUND).made == [CONSOLIDATED]
    assert made(workspace).made == [CONSOLIDATED]
