"""Warm processes: whatever happens to one of them, its report is told as failed and the others are made."""

import os
import random
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from jupyter_client.manager import start_new_kernel

from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.batch.making import make
from spbe_lib.reporting.batch.orders import plan
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.reporting.batch.run_file import read_run
from spbe_lib.reporting.batch.run_record import RunRecord
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import to_bytes
from spbe_lib.workspace import Workspace, open_workspace
from tests.cli.typing import ROOT, office
from tests.reporting.batch.in_this_process import Nobody
from tests.reporting.batch.tiny_letters import (
    QUICK,
    alive,
    contents,
    family,
    jobs,
    own_forkserver,
    server_pid,
    started_report,
    tiny_office,
    told,
    until,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and their numbers are POSIX")
LIMIT = 1
HANGS = "import time; time.sleep(60)"
LOOPS_IN_C = "sum(range(10**12))"
IGNORES = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + HANGS


@pytest.fixture(scope="module")
def frozen(newest: ConsolidatedInput) -> bytes:
    """A report input that is right."""
    return to_bytes(newest)


@pytest.fixture
def _hasty_threads() -> Iterator[None]:
    pace = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(pace)


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    with own_forkserver():
        yield


@pytest.fixture(scope="module")
def makers(_server: None) -> Iterator[LocalMakers]:
    """Two processes that give a report a second."""
    with LocalMakers(2, LIMIT) as pool:
        yield pool


@pytest.mark.failure(16)
@pytest.mark.parametrize(
    ("source", "words"),
    [
        (HANGS, "belum selesai sesudah 1 detik dan dihentikan"),
        (LOOPS_IN_C, "belum selesai sesudah 1 detik dan dihentikan"),
        (IGNORES, "belum selesai sesudah 1 detik dan dihentikan"),
        ("import os; os._exit(3)", "proses pembuatnya mati (kode 3)"),
        ("import os; os._exit(0)", "proses pembuatnya mati (kode 0)"),
        ("import ctypes; ctypes.string_at(0)", "proses pembuatnya mati (kode -11)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "proses pembuatnya mati (kode -9)"),
        ("import os; os.closerange(3, 256)", "laporan gagal dibuat"),
        ("import os; os.fork() or os.setsid() or __import__('time').sleep(3); os._exit(4)", "(kode 4)"),
        ("raise MemoryError('penuh')", "MemoryError: penuh"),
    ],
    ids=[
        "sleeps",
        "loops in C",
        "ignores",
        "exits",
        "exits well",
        "crashes",
        "killed",
        "deaf",
        "twin",
        "full",
    ],
)
def test_a_letter_that_misbehaves_fails_alone(
    makers: LocalMakers, frozen: bytes, tmp_path: Path, source: str, words: str
) -> None:
    """In words, with its name first; the reports beside it and after it are made."""
    said = told(makers, *jobs(tmp_path, frozen, {"a": QUICK, "buruk": source, "b": QUICK, "c": QUICK}))

    assert "buruk" in str(said["buruk"])
    assert words in str(said["buruk"])
    assert [type(said[name]) for name in "abc"] == [Made, Made, Made]
    assert {file.name for file in tmp_path.glob("*.html")} == {"a.html", "b.html", "c.html"}


@pytest.mark.failure(16)
def test_a_process_killed_from_outside_is_the_failure_of_its_report(
    makers: LocalMakers, frozen: bytes, tmp_path: Path
) -> None:
    """As the kernel does when memory is short."""
    tells = f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); " + HANGS
    bad, good = jobs(tmp_path, frozen, {"mati": tells, "baik": QUICK})
    begun = makers.begin(bad)
    until(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text())
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)

    assert "proses pembuatnya mati (kode -9)" in str(begun.result(timeout=10))
    assert isinstance(told(makers, good)["baik"], Made)


@pytest.mark.failure(16)
def test_processes_that_die_while_they_rest_are_nobodys_failure(
    makers: LocalMakers, frozen: bytes, tmp_path: Path
) -> None:
    """One of them, or all at once: the next reports come from others."""
    work = jobs(tmp_path, frozen, dict.fromkeys("abcd", QUICK))
    told(makers, *work)
    for victims in (slice(1), slice(None)):
        for process in list(makers._all)[victims]:  # noqa: SLF001 nobody else knows which they are
            process.kill()

        assert {type(each) for each in told(makers, *work).values()} == {Made}


@pytest.mark.failure(16)
def test_when_even_the_server_of_processes_is_killed_the_work_goes_on(frozen: bytes, tmp_path: Path) -> None:
    """Together with all that it started: another is started."""
    work = jobs(tmp_path, frozen, dict.fromkeys("abcd", QUICK))
    with LocalMakers(2) as makers:
        told(makers, *work)
        for pid in [server_pid(), *family(server_pid())]:
            os.kill(pid, signal.SIGKILL)

        assert {type(each) for each in told(makers, *work).values()} == {Made}


def open_things() -> tuple[set[int], int, int]:
    """Of what a computer has too little: processes, open files, threads."""
    mine = psutil.Process()
    return family(mine.pid), mine.num_fds(), threading.active_count()


@pytest.mark.failure(17)
def test_nothing_is_left_behind(frozen: bytes, tmp_path: Path) -> None:
    """Neither by reports that were made, nor by those that hang when the block is left."""
    quick = jobs(tmp_path, frozen, {"a": QUICK, "b": QUICK})
    with LocalMakers(2, LIMIT) as first:
        told(first, *quick)
    before = open_things()

    with LocalMakers(2, LIMIT) as second:
        told(second, *quick, *jobs(tmp_path, frozen, {"mati": "import os; os._exit(1)", "lama": HANGS}))
    with LocalMakers(2) as third:
        for job in jobs(tmp_path, frozen, {"x": HANGS, "y": LOOPS_IN_C, "z": QUICK}):
            third.begin(job)
        until(lambda: len(family(os.getpid())) > len(before[0]) + 1)

    assert open_things() == before


def test_whoever_leaves_before_anything_began_waits_for_nothing(frozen: bytes, tmp_path: Path) -> None:
    """A pool that is closed at once, even with work in hand."""
    with LocalMakers(1) as makers:
        begun = makers.begin(*jobs(tmp_path, frozen, {"a": LOOPS_IN_C}))
    assert begun.done()


@pytest.mark.failure(17)
def test_processes_are_never_forks_of_the_one_that_asks(
    makers: LocalMakers, frozen: bytes, tmp_path: Path
) -> None:
    """They come from a server without threads; the one that asks may have as many as it likes."""
    place = tmp_path / "parent"
    tells = f"import os; open({str(place)!r}, 'w').write(str(os.getppid()))"
    stop = threading.Event()
    busy = [threading.Thread(target=stop.wait) for _ in range(3)]
    for thread in busy:
        thread.start()
    told(makers, *jobs(tmp_path, frozen, {"a": tells}))
    stop.set()

    assert int(place.read_text()) == server_pid()
    assert int(place.read_text()) != os.getpid()


@pytest.mark.failure(17)
@pytest.mark.parametrize("source", [HANGS, LOOPS_IN_C, IGNORES], ids=["sleeps", "loops in C", "ignores"])
def test_when_the_one_that_asks_is_killed_its_processes_end_by_themselves(
    tmp_path: Path, source: str
) -> None:
    """All of them, soon after the time limit at the latest, even one that no Python can reach."""
    root = tiny_office(tmp_path, "import os; open(f'pid-{os.getpid()}', 'w').close()", source)
    folder = root / "outputs" / "contoh-2024"
    asking = started_report(root, "--time-limit", "2", "--workers", "2")
    until(lambda: len(list(folder.glob("pid-*"))) == 2)
    others = family(asking.pid)
    asking.kill()
    asking.communicate()

    assert len(others) >= 4
    until(lambda: not any(map(alive, others)), 20)


FIVE_THEN_HANGS = """
import time
from pathlib import Path
if len(list(Path("opd").glob("*.html"))) > 4 and not Path("lanjut").exists():
    time.sleep(60)
"""
"""However slow the computer, the signal comes while reports are made."""


@pytest.mark.failure(17)
@pytest.mark.usefixtures("heeding_ctrl_c")
def test_ctrl_c_keeps_what_was_made_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """Sent to all that belongs to the terminal: the record is written, nobody is left, exit code 1."""
    root = tiny_office(tmp_path, FIVE_THEN_HANGS, QUICK)
    folder = root / "outputs" / "contoh-2024"
    running = started_report(root, "--workers", "2")
    until(lambda: len(list(folder.rglob("*.html"))) > 4)
    others = family(running.pid)
    os.killpg(running.pid, signal.SIGINT)
    _, complaint = running.communicate(timeout=20)

    assert running.returncode == 1
    assert complaint == "\nDihentikan.\n"
    assert list((root / "tmp").iterdir()) == []
    until(lambda: not any(map(alive, others)), 5)
    made = {row["report"]: row["sha256"] for row in read_run(folder)["reports"]}
    assert len(made) > 2  # of five pages, each process may have made one that nobody was told of
    before = {page: page.stat().st_mtime_ns for page in folder.rglob("*.html")}
    (folder / "lanjut").touch()
    again, _ = started_report(root).communicate(timeout=60)
    assert f"{len(made)} tidak berubah" in again
    kept = {page for page, moment in before.items() if page.stat().st_mtime_ns == moment}
    assert {page.stem for page in kept} == set(made)


IN_A_KERNEL = """
import json, os, threading
from pathlib import Path
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.workspace import open_workspace
from tests.reporting.batch.in_this_process import Nobody
done = []
def work():
    with LocalMakers(2) as makers:
        done.append(run(open_workspace(Path({root!r})), Wish(cycle="contoh-2024"), makers, Nobody()))
thread = threading.Thread(target=work)
thread.start()
thread.join(60)
print(sorted({{each.state.value for each in done[0].outcomes}}), len(done[0].outcomes))
"""


@pytest.mark.failure(17)
def test_a_thread_of_a_notebook_makes_reports(tmp_path: Path) -> None:
    """As the counter in JupyterLab does, beside a page that stays usable."""
    root = tiny_office(tmp_path)
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT))
    try:
        heard: list[Any] = []
        client.execute_interactive(
            f"import sys; sys.path.insert(0, '.')\n{IN_A_KERNEL.format(root=str(root))}",
            output_hook=heard.append,
            timeout=60,
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    words = [each["content"].get("text", each) for each in heard if each["msg_type"] != "status"]

    assert words[-1] == "['made'] 55\n"


@pytest.mark.failure(17)
@pytest.mark.usefixtures("_hasty_threads")
def test_the_environment_of_the_one_that_asks_stays_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many threads start processes at once: a notebook would draw no figures any more."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)
    before, together = dict(os.environ), threading.Barrier(4)

    def starts(makers: LocalMakers) -> None:
        together.wait()
        for _ in range(300):
            makers.warm_up()

    with LocalMakers(1) as makers:
        threads = [threading.Thread(target=starts, args=(makers,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert dict(os.environ) == before


SOME = ("konsolidasi", "dinkes", "disdikbud", "diskominfo", "setda", "kec-utara")


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An office with the real letters."""
    return open_workspace(office(tmp_path_factory.mktemp("kantor")))


def reported(workspace: Workspace, workers: int) -> dict[str, bytes]:
    """What so many processes leave behind."""
    with LocalMakers(workers) as makers:
        run(workspace, Wish(cycle="contoh-2024", only=SOME, again=True), makers, Nobody())
    return contents(workspace.outputs("contoh-2024"))


def shuffled(workspace: Workspace, orders: Sequence[str]) -> dict[str, bytes]:
    """What is left behind when the reports are begun in this order."""
    planned = plan(workspace, "contoh-2024", SOME)
    record = RunRecord(workspace, planned)
    with LocalMakers(2) as makers:
        in_order = sorted(planned.orders, key=lambda order: orders.index(order.report))
        for outcome in make(in_order, {}, makers):
            record.add(outcome)
    record.close(None)
    return contents(workspace.outputs("contoh-2024"))


@pytest.mark.failure(18)
def test_how_many_work_and_in_which_order_changes_no_byte(offices: Workspace) -> None:
    """One, two and four processes, and any order of the reports: every file is the same."""
    alone = reported(offices, 1)
    orders = list(SOME)
    random.Random(18).shuffle(orders)  # noqa: S311 an order, no secret

    assert len(alone) == 3 * len(SOME) + 3
    for others in (reported(offices, 2), reported(offices, 4), shuffled(offices, orders)):
        assert others.keys() == alone.keys()
        assert [name for name in alone if others[name] != alone[name]] == []
