"""A Dask cluster makes the same reports, byte by byte; whatever dies there, hangs or differs is told."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import distributed
import nbformat
import psutil  # type: ignore[import-untyped]
import pytest
from distributed import KilledWorker

from spbe_lib.cli import main
from spbe_lib.errors import ReportError
from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.cluster import link as cluster_link
from spbe_lib.reporting.cluster.makers import ClusterMakers
from spbe_lib.reporting.cluster.worker import Brought, Errand, kitchen, make_report
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import to_bytes
from tests.cli.typing import office, typed
from tests.reporting.batch.tiny_letters import QUICK, alive, jobs, tiny_office, told, until
from tests.reporting.cluster.clusters import (
    Cluster,
    cluster_of_two,
    empty_house,
    other_house,
    report_processes,
    running_worker,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and TMPDIR are POSIX")
NAME = "contoh-2024"
REPORTS = ("konsolidasi", "dinkes", "perkim", "pupr", "dlh")
HOSTILE = '<script>alert(1)</script> "Dinas" & $a_$ {{ 7*7 }}'
TRAPS = """import os, time
assert "perkim" not in report_input, "tidak mau"
os._exit(5) if "dlh" in report_input else time.sleep(60 if "pupr" in report_input else 0)"""
LIMIT = 4


@dataclass(frozen=True, kw_only=True)
class _Two:
    """The cluster that most tests use, and its two workers."""

    cluster: Cluster
    under_nanny: psutil.Popen
    with_threads: psutil.Popen


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Two]:
    """A scheduler and two workers."""
    with cluster_of_two(tmp_path_factory.mktemp("klaster")) as (cluster, first, second):
        yield _Two(cluster=cluster, under_nanny=first, with_threads=second)


@pytest.fixture(scope="module")
def frozen(newest: ConsolidatedInput) -> bytes:
    """A report input that is right."""
    return to_bytes(newest)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a cluster that is not there."""
    for name in ("_PATIENCE", "_ALONE"):
        monkeypatch.setattr(cluster_link, name, 1)
    monkeypatch.setattr(cluster_link, "_LOOK_SECONDS", 0.2)


def _trapped(root: Path) -> Path:
    """The example, where an OPD has a hostile name, and the letter fails, hangs or dies for one OPD each."""
    root.mkdir()
    office(root)
    register = root / "inputs" / NAME / "opd.csv"
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    register.write_text(
        register.read_text(encoding="utf-8").replace("Dinas Kesehatan", quoted, 1), encoding="utf-8"
    )
    letter = root / "notebooks" / "laporan" / "laporan_opd.ipynb"
    notebook = nbformat.read(letter, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(TRAPS))
    nbformat.write(notebook, letter)
    return root


def _report(root: Path, *options: str) -> "subprocess.Popen[str]":
    only = [word for report in REPORTS for word in ("--only", report)]
    code = "from spbe_lib.cli import main; main()"
    command = [sys.executable, "-c", code, "report", NAME, *only, "--time-limit", str(LIMIT), *options]
    return subprocess.Popen(
        command, cwd=root, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _files(root: Path) -> dict[str, bytes]:
    """Pages, executed copies and inputs; what tells of the run holds the seconds that it took."""
    folder = root / "outputs" / NAME
    found = [each for kind in ("*.html", "*.ipynb", "*.json") for each in folder.rglob(kind)]
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in found
        if each.name not in ("index.html", "run.json")
    }


@pytest.mark.failure(16)
def test_a_cluster_leaves_what_this_computer_would_have_left(two: _Two, tmp_path: Path) -> None:
    """Pages, copies, inputs and refusals are equal, also of a hostile name; a letter that hangs is ended."""
    here, there = _trapped(tmp_path / "di-sini"), _trapped(tmp_path / "di-sana")

    both = _report(here, "--workers", "2"), _report(there, "--scheduler", two.cluster.address)
    (_, local), (out, remote) = (each.communicate(timeout=60) for each in both)

    files = _files(there)
    assert [each.returncode for each in both] == [1, 1], remote
    assert files == _files(here)
    assert {"konsolidasi.html", "opd/dinkes.html", "notebooks/opd/perkim.ipynb"} <= files.keys()
    assert not {"opd/perkim.html", "opd/pupr.html", "notebooks/opd/dlh.ipynb"} & files.keys()
    assert remote.replace(there.name, here.name) == local
    for word in ("tidak mau", f"belum selesai sesudah {LIMIT} detik", "mati (kode 5)"):
        assert word in remote
    assert "2 dibuat, 3 gagal" in out


def test_the_reports_of_a_worker_that_is_killed_are_made_by_another(
    two: _Two, frozen: bytes, tmp_path: Path
) -> None:
    """All of them, one of them begun twice; nobody is left of the processes that the dead worker had."""
    marks = tmp_path / "marks"
    marks.mkdir()
    slow = "import time; open('{}', 'a').write('x'); time.sleep(1)"
    letters = {name: slow.format(marks / name) for name in "abcdef"}
    with ClusterMakers(two.cluster.address) as makers:
        asked = jobs(tmp_path, frozen, letters)
        worker = running_worker(two.under_nanny)
        begun = {job.html.stem: (job, makers.begin(job)) for job in asked}
        until(lambda: report_processes(worker))
        until(lambda: len(list(marks.iterdir())) >= makers.slots)
        orphans = report_processes(worker)
        worker.kill()
        wait([future for _, future in begun.values()], timeout=60)
        made = {name: makers.end(job, future) for name, (job, future) in begun.items()}

    assert all(isinstance(each, Made) for each in made.values())
    assert max(len(mark.read_text()) for mark in marks.iterdir()) == 2
    assert all(job.html.read_bytes() and job.notebook.read_bytes() for job in asked)
    until(lambda: not any(alive(each.pid) for each in orphans))


def test_a_worker_that_would_make_other_pages_is_refused_by_name(
    two: _Two, frozen: bytes, tmp_path: Path
) -> None:
    """Changed code, or none at all: each is named, with what to do; who joins later refuses by itself."""
    root = tmp_path / "kerja"
    root.mkdir()
    tiny_office(root)
    odd = [
        two.cluster.join(house=other_house(tmp_path / "lain")),
        two.cluster.join(house=empty_house(tmp_path / "kosong")),
    ]
    with two.cluster.client(workers=4) as client:
        home: dict[str, str] = client.run(os.getcwd)
        done = typed("report", NAME, "--scheduler", two.cluster.address, folder=root)
        changed = next(address for address, place in home.items() if place.endswith("lain"))
        errand = Errand(
            letter="a.ipynb",
            letter_content=b"",
            frozen=frozen,
            places=("a.json", "a.ipynb", "a.html"),
            notebook="a.ipynb",
            kitchen=kitchen(),
            limit=LIMIT,
        )
        brought = client.submit(make_report, errand, workers=[changed]).result(timeout=30)
    for each in odd:
        each.terminate()
        each.wait(30)

    refused = {address for address in home if f"{address}: program, peraturan" in done.stderr}
    assert done.returncode == 2
    assert refused == {a for a, place in home.items() if place.endswith(("lain", "kosong"))}
    assert "jalankan ulang `dask worker`" in done.stderr
    assert not (root / "outputs" / NAME / "konsolidasi.html").exists()
    assert brought.html is None
    assert brought.refusal.startswith(f"{changed}: program")


def test_a_report_that_kills_one_worker_after_another_is_given_up(frozen: bytes, tmp_path: Path) -> None:
    """Dask counts the deaths; the refusal names the report, and nothing is written."""
    (job,) = jobs(tmp_path, frozen, {"a": QUICK})
    begun = Future[Brought]()
    begun.set_exception(KilledWorker("a", None, 3))  # type: ignore[arg-type]

    with ClusterMakers("tcp://127.0.0.1:1") as makers, pytest.raises(ReportError) as refusal:
        makers.end(job, begun)

    assert str(refusal.value).startswith(
        "a: laporan gagal dibuat, pekerja klaster yang membuatnya berulang kali"
    )
    assert not job.html.exists()


@pytest.mark.failure(17)
def test_the_line_is_not_cut_while_a_page_is_fetched(
    two: _Two, frozen: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask would wait for it without an end, and so would Python; what is done later is not fetched."""
    fetching, fetched, cut = Event(), list[str](), list[bool]()
    result: Any = distributed.Future.result
    close: Any = distributed.Client.close

    def slow_result(asked: Any, timeout: Any = None) -> Any:
        fetching.set()
        sleep(0.5)
        fetched.append(asked.key)
        try:
            return result(asked, timeout)
        finally:
            fetching.clear()

    def watched_close(client: Any) -> Any:
        cut.append(fetching.is_set())
        return close(client)

    monkeypatch.setattr(distributed.Future, "result", slow_result)
    monkeypatch.setattr(distributed.Client, "close", watched_close)
    with ClusterMakers(two.cluster.address) as makers:
        begun = [makers.begin(job) for job in jobs(tmp_path, frozen, dict.fromkeys("abcd", QUICK))]
        assert fetching.wait(30)

    assert cut  # perhaps more than once: clients of earlier tests close themselves
    assert not any(cut)
    assert len(fetched) < len(begun)
    assert all(each.done() for each in begun)


@pytest.mark.usefixtures("impatient")
def test_whoever_leaves_the_cluster_is_missed_in_a_sentence(frozen: bytes, tmp_path: Path) -> None:
    """No worker yet, no worker any more, no scheduler any more: nobody waits for ever, what is made stays."""
    said: list[str] = []
    hangs = jobs(tmp_path, frozen, {"a": QUICK, "b": "import time; time.sleep(60)"})
    with Cluster(tmp_path / "klaster") as cluster:
        with ClusterMakers(cluster.address) as makers, pytest.raises(ReportError) as nobody:
            makers.begin(hangs[0])
        worker = cluster.join()
        with cluster.client(workers=1):
            pass
        with ClusterMakers(cluster.address) as makers:
            assert isinstance(told(makers, hangs[0])["a"], Made)
            begun = makers.begin(hangs[1])
            until(lambda: report_processes(worker))
            worker.kill()
            said += [str(begun.exception(timeout=30))]
        cluster.join()
        with cluster.client(workers=1):
            pass
        with ClusterMakers(cluster.address) as makers:
            begun = makers.begin(hangs[1])
            cluster.scheduler.kill()
            said += [str(begun.exception(timeout=30))]
            with pytest.raises(ReportError, match="terputus"):
                makers.begin(hangs[0])

    assert str(nobody.value).startswith(f"{cluster.address}: penjadwal ini tidak mempunyai pekerja")
    assert said[0].startswith(f"{cluster.address}: penjadwal ini tidak mempunyai pekerja")
    assert said[1].startswith(f"{cluster.address}: hubungan dengan penjadwal klaster terputus")
    assert hangs[0].html.read_bytes()
    assert not hangs[1].html.exists()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "10.0.0.5 8786", "gopher://127.0.0.1:{port}"])
def test_an_address_where_nobody_answers_is_told(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence that begins with the address; exit code 2, and no page."""
    root = tiny_office(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = address.format(port=free.getsockname()[1])
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", ["spbe", "report", NAME, "--scheduler", address])

    with pytest.raises(SystemExit) as end:
        main()

    assert end.value.code == 2
    assert f"{address}: di alamat ini tidak ada penjadwal Dask yang menjawab." in capsys.readouterr().err
    assert not list(root.rglob("outputs/**/*.html"))


def test_without_dask_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    """The rest of the workbench needs none."""
    root = tiny_office(tmp_path)
    code = "import sys; sys.modules['distributed'] = None; from spbe_lib.cli import main; main()"
    command = [sys.executable, "-c", code, "report", NAME, "--scheduler", "tcp://127.0.0.1:1"]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)

    assert done.returncode == 2
    assert "pip install -e .[cluster]" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_left_on_the_computers_of_the_cluster(two: _Two) -> None:
    """Idle, a worker has no processes for reports; stopped, no process and no file of a report is there."""
    workers = [running_worker(two.under_nanny), two.with_threads]
    until(lambda: not [each for worker in workers for each in report_processes(worker)])
    everybody = two.cluster.everybody
    two.cluster.stop()

    until(lambda: not any(alive(pid) for pid in everybody))
    left = {each.suffix for each in two.cluster.folder.rglob("*") if each.is_file()}
    assert len(everybody) > 3
    assert not left & {".ipynb", ".html"}
    assert [each.name for each in two.cluster.folder.rglob("worker-*") if each.is_dir()] == []
