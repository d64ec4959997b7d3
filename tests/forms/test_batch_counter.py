"""The batch counter without a browser: what is chosen is made, watched, stopped, and told."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from spbe_lib.forms.batch_counter import BatchCounter, Which, batch_counter, in_background
from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.job import Job
from spbe_lib.workspace import Workspace, open_workspace
from tests.cli.typing import office
from tests.forms.seen import shown
from tests.reporting.batch.in_this_process import InThisProcess, short_page
from tests.reporting.batch.tiny_letters import own_forkserver

CYCLE = "contoh-2024"
Work = Callable[[], None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office in which nothing was received yet."""
    return open_workspace(office(tmp_path))


@pytest.fixture
def pages() -> InThisProcess:
    """Reports that take no time: a page with a word on it; it remembers what it was asked for."""
    return InThisProcess(short_page)


def at_once(work: Work) -> None:
    """Work before the button comes back, so that a test sees the end."""
    work()


def test_a_chosen_opd_gets_its_report_beside_the_page(workspace: Workspace) -> None:
    """The real work, in the background: page, list and record are there as ``spbe report`` leaves them."""
    done = Event()

    def work_and_tell(work: Work) -> None:
        def all_of_it() -> None:
            work()
            done.set()

        in_background(all_of_it)

    with own_forkserver():
        seat = BatchCounter(workspace, CYCLE, start=work_and_tell)
        seat.which.value, seat.opds.value = Which.SOME, ("dinkes",)
        seat.go.click()
        assert done.wait(120)

    folder = workspace.outputs(CYCLE)
    assert (folder / "opd" / "dinkes.html").stat().st_size > 10_000
    assert [each["report"] for each in json.loads((folder / "run.json").read_text())["reports"]] == ["dinkes"]
    assert "1 laporan: 1 dibuat." in seat.state.value
    assert 'href="/files/outputs/contoh-2024/opd/dinkes.html"' in seat.result.value
    assert 'href="/files/outputs/contoh-2024/index.html"' in seat.result.value


def test_all_reports_or_only_the_consolidated_one(workspace: Workspace, pages: InThisProcess) -> None:
    """Three ways to choose; the list of OPDs is only there where it is needed."""
    seat = BatchCounter(workspace, CYCLE, start=at_once, makers=lambda: pages)
    assert not shown(seat.opds)

    seat.which.value = Which.WHOLE
    seat.go.click()
    assert pages.asked == ["konsolidasi"]

    seat.which.value = Which.ALL
    seat.go.click()
    assert len(pages.asked) == 1 + 1 + len(seat.opds.options)
    assert "55 laporan: 55 dibuat." in seat.state.value

    seat.which.value = Which.SOME
    assert shown(seat.opds)
    seat.go.click()
    assert "Pilih dahulu OPD" in seat.state.value
    assert len(pages.asked) == 56


def test_how_far_it_is_and_how_long_it_takes_is_told(workspace: Workspace, pages: InThisProcess) -> None:
    """While it runs nothing else can be started; the page counts, names, and estimates the rest."""
    waiting: list[Work] = []
    seat = BatchCounter(workspace, CYCLE, start=waiting.append, makers=lambda: pages)
    seat.which.value, seat.opds.value = Which.SOME, ("dinkes", "disdikbud")
    told: list[str] = []
    seat.state.observe(lambda change: told.append(change["new"]), "value")

    seat.go.click()
    assert seat.go.disabled
    assert seat.cycle.disabled
    assert seat.progress.value == 0
    waiting[0]()

    assert len(pages.asked) == 2
    assert "Menyiapkan …" in told[0]
    assert "0 dari 2 selesai<" in told[1]
    assert re.search(r"1 dari 2 selesai, [\d,]+ per detik, sisa sekitar 1 detik: Dinas Pendidikan", told[2])
    assert re.search(r"2 dari 2 selesai, [\d,]+ per detik: Dinas Kesehatan", told[3])
    assert (seat.progress.value, seat.progress.max) == (2, 2)
    assert not seat.go.disabled


@pytest.mark.failure(16)
def test_a_failure_is_told_first_with_its_reason_and_no_path(workspace: Workspace) -> None:
    """The others are made all the same."""

    def broken(job: Job) -> Made | str:
        return f"{job.html}: <b>disk penuh</b>" if job.html.stem == "dinkes" else short_page(job)

    seat = BatchCounter(workspace, CYCLE, start=at_once, makers=lambda: InThisProcess(broken))
    seat.which.value, seat.opds.value = Which.SOME, ("disdikbud", "dinkes")
    seat.go.click()

    assert "2 laporan: 1 dibuat, 1 gagal." in seat.state.value
    assert seat.result.value.index("gagal") < seat.result.value.index("dibuat")
    assert "&lt;b&gt;disk penuh" in seat.result.value
    assert str(workspace.root) not in seat.result.value


def test_a_run_that_is_stopped_keeps_what_it_made(workspace: Workspace) -> None:
    """The reports that are under way are finished; what was not begun is counted; the next run goes on."""
    seat = BatchCounter(workspace, CYCLE, start=at_once, makers=lambda: InThisProcess(stopping))

    def stopping(job: Job) -> Made | str:
        seat.stop.click()
        return short_page(job)

    seat.go.click()

    assert "1 laporan: 1 dibuat. 54 belum dibuat karena dihentikan." in seat.state.value
    assert (workspace.outputs(CYCLE) / "run.json").is_file()


def test_what_did_not_change_is_counted_and_can_be_opened(workspace: Workspace) -> None:
    """A second click makes nothing, and says so."""
    seat = BatchCounter(workspace, CYCLE, start=at_once, makers=InThisProcess)
    seat.which.value = Which.WHOLE
    seat.go.click()
    assert "1 laporan: 1 dibuat." in seat.state.value

    seat.go.click()

    assert "1 laporan: 0 dibuat, 1 tidak berubah." in seat.state.value
    assert 'href="/files/outputs/contoh-2024/konsolidasi.html"' in seat.result.value
    assert not seat.go.disabled


def test_a_cycle_with_faults_is_told_and_nothing_can_be_started(workspace: Workspace) -> None:
    """All faults at once, as everywhere; another cycle can still be chosen."""
    folder = Path(shutil.copytree(workspace.inputs / CYCLE, workspace.inputs / "keliru"))
    (folder / "cycle.yaml").write_text("government: <i>x</i>\n", encoding="utf-8")

    seat = BatchCounter(workspace, "keliru", start=at_once)
    assert "cycle.yaml" in seat.state.value
    assert "<i>" not in seat.state.value
    assert seat.go.disabled

    seat.cycle.value = CYCLE
    assert not seat.go.disabled
    assert seat.state.value == ""


def test_what_waits_to_be_imported_stops_the_run_before_it_begins(workspace: Workspace) -> None:
    """As at the command line: a report would be without it."""
    shutil.copytree(Path("inputs") / CYCLE / "submissions", workspace.inputs / CYCLE / "submissions")
    seat = BatchCounter(workspace, CYCLE, start=at_once)

    seat.go.click()

    assert "Laporan tidak dibuat." in seat.state.value
    assert "belum dimasukkan" in seat.state.value
    assert not workspace.outputs(CYCLE).exists()


def test_the_notebook_finds_its_workspace(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """One call in the notebook's own folder; in Voilà the links go to its own server."""
    monkeypatch.chdir(workspace.letters.parent)
    box = batch_counter()

    assert "spbe-loket" in box._dom_classes  # noqa: SLF001


def test_in_voila_links_go_to_its_own_server(
    workspace: Workspace, pages: InThisProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There JupyterLab's address for files does not exist."""
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    seat = BatchCounter(workspace, CYCLE, start=at_once, makers=lambda: pages)
    seat.which.value = Which.WHOLE
    seat.go.click()

    assert pages.asked == ["konsolidasi"]
    assert 'href="/hasil/contoh-2024/konsolidasi.html"' in seat.result.value
