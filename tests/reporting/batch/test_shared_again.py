"""Report, share, report again: sharing makes nothing stale, and what changed since is on the page."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from spbe_lib.reporting.batch import recipe
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.reporting.changes.rows import ConsolidatedChanges, OpdChanges
from spbe_lib.reporting.document import read_report_input
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.sharing.packages import Wishes, share
from spbe_lib.workspace import Workspace, open_workspace, shared
from tests.intake.desks import BUNDLED, OPD, asked, desk_in, hand_in, later
from tests.reporting.batch.in_this_process import InThisProcess, Nobody
from tests.reporting.batch.tiny_letters import tiny_office
from tests.reporting.sharing.handing_out import NOON

CYCLE = BUNDLED.name
SOME = (CONSOLIDATED, OPD, "pupr")
SHOWS_ITS_INPUT = (
    "import hashlib, pathlib; hashlib.sha256(pathlib.Path(report_input).read_bytes()).hexdigest()"
)


@pytest.fixture(autouse=True)
def _recipe_anew() -> Iterator[None]:
    recipe._kitchen.cache_clear()  # noqa: SLF001 a process keeps it for good
    yield
    recipe._kitchen.cache_clear()  # noqa: SLF001


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office to which one OPD answered."""
    root = tiny_office(tmp_path, SHOWS_ITS_INPUT)
    with desk_in(root / "inputs" / CYCLE) as desk:
        hand_in(desk, root, asked(desk, OPD), OPD)
    return open_workspace(root)


def made(workspace: Workspace) -> list[str]:
    """Run, and tell which reports were made."""
    makers = InThisProcess()
    run(workspace, Wish(cycle=CYCLE, only=SOME), makers, Nobody())
    return makers.asked


def sent(workspace: Workspace, days: int) -> list[str]:
    """Share what changed, so many days after 23 November 2026, and tell what that was."""
    done = share(workspace, CYCLE, Wishes(), NOON + timedelta(days=days))
    return [each.made.report for each in done.packages]


def changes(workspace: Workspace, report: str) -> ConsolidatedChanges | OpdChanges:
    """What a report that was made says of what changed."""
    stem = report if report == CONSOLIDATED else f"opd/{report}"
    told = read_report_input(workspace.outputs(CYCLE) / "inputs" / f"{stem}.json")
    assert told.kind != "simulasi"
    assert told.changes is not None
    return told.changes


def answered(workspace: Workspace, opd: str, place: int) -> None:
    """Another OPD hands in all that it is asked."""
    with desk_in(workspace.cycle(CYCLE)) as desk:
        hand_in(later(desk, place), workspace.root, asked(desk, opd), opd)


@pytest.mark.failure(18)
@pytest.mark.failure(19)
def test_from_report_to_share_and_back_only_what_changed_is_made_and_told(workspace: Workspace) -> None:
    """Shared as it is: nothing is stale. Changed: told since then. Shared again: it stays told."""
    assert sorted(made(workspace)) == sorted(SOME)
    assert [changes(workspace, each).since for each in SOME] == [None] * 3
    assert sent(workspace, 0) == list(SOME)
    assert made(workspace) == []
    assert sent(workspace, 1) == []

    answered(workspace, "pupr", 60)
    assert sorted(made(workspace)) == [CONSOLIDATED, "pupr"]
    whole, one = changes(workspace, CONSOLIDATED), changes(workspace, "pupr")
    assert (whole.since, one.since) == ("23 November 2026",) * 2
    assert isinstance(whole, ConsolidatedChanges)
    assert whole.complete == ("Dinas Pekerjaan Umum dan Penataan Ruang",)
    assert isinstance(one, OpdChanges)
    assert len(one.answered) == len(one.answered + one.accepted) > 1
    assert changes(workspace, OPD).since is None

    assert sent(workspace, 2) == [CONSOLIDATED, "pupr"]
    assert made(workspace) == []
    assert sent(workspace, 3) == []

    answered(workspace, "dinsos", 120)
    assert made(workspace) == [CONSOLIDATED]
    again = changes(workspace, CONSOLIDATED)
    assert again.since == "25 November 2026"
    assert isinstance(again, ConsolidatedChanges)
    assert again.complete == ("Dinas Sosial",)


def test_a_history_that_came_along_or_went_is_noticed(workspace: Workspace) -> None:
    """An archive brought the record of what was shared: the reports tell of it; without it they do not."""
    made(workspace)
    sent(workspace, 0)
    answered(workspace, "pupr", 60)
    made(workspace)
    folder = shared(workspace.cycle(CYCLE))
    away = workspace.root / "lain"
    shutil.move(folder, away)

    assert sorted(made(workspace)) == [CONSOLIDATED, "pupr"]
    assert changes(workspace, "pupr").since is None
    shutil.move(away, folder)
    assert sorted(made(workspace)) == [CONSOLIDATED, "pupr"]
    assert changes(workspace, "pupr").since == "23 November 2026"


@pytest.mark.failure(16)
def test_a_damaged_record_of_what_was_shared_keeps_no_report_from_being_made(workspace: Workspace) -> None:
    """The reports say nothing of changes; what is wrong is told beside them."""
    made(workspace)
    sent(workspace, 0)
    (record,) = shared(workspace.cycle(CYCLE)).iterdir()
    record.write_bytes(b"{}")

    assert sorted(made(workspace)) == sorted(SOME)
    told = read_report_input(workspace.outputs(CYCLE) / "inputs" / "opd" / f"{OPD}.json")
    assert told.kind == "opd"
    assert told.changes is None
