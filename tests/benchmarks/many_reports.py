"""A thousand reports: whether the last takes what the first took, what stays behind, what a second run costs.

The report of the OPD that leads most indicators, a thousand times in the same processes; then the whole of a
cycle with a thousand reports by the command, as an office runs it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import uuid4

import numpy as np
import psutil  # type: ignore[import-untyped]

from spbe_lib.reporting.batch.making import make
from spbe_lib.reporting.batch.orders import Order
from spbe_lib.reporting.batch.outcome import Outcome, State
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.workspace import Workspace
from tests.benchmarks.figure import Figure, below, stated, within
from tests.benchmarks.office import CYCLE, command, copies, given, heaviest, office
from tests.benchmarks.scoring import seconds

REPORTS, FEW, WARM = 1000, 10, 200
ROUNDS = 5
GROWTH = 2
"""Megabytes per thousand reports: what a process of some 200 may seem to grow by, or shrink, from nothing."""

_MARK = "SPBE_BENCHMARK"
_MEGA = 1024 * 1024


def figures() -> Iterator[Figure]:
    """Measure all on one office with a thousand reports."""
    with office(REPORTS) as workspace:
        yield from _same_processes(given(heaviest(workspace)))
        yield from _whole_cycle(workspace)


def _same_processes(order: Order) -> Iterator[Figure]:
    few, many = list[float](), list[float]()
    with LocalMakers() as makers:
        _made(order, FEW, makers)
        memory = _Memory(_makers_of_reports())
        for _ in range(ROUNDS):
            few.append(_in_new_processes(order))
            many.append(_made(order, REPORTS // ROUNDS, makers, memory))
    name, peer_name = f"median time of {REPORTS} reports in the same processes", f"of {FEW}, in new ones"
    yield within(name, many, few, peer_name, bar=1.2)
    name = f"growth of each process over reports {WARM}-{REPORTS}"
    yield below(name, [memory.slope()], "MB/1000 reports", bar=GROWTH)


def _in_new_processes(order: Order) -> float:
    """Seconds per report in processes that made hardly any, at the same hour as the others."""
    with LocalMakers() as makers:
        _made(order, FEW, makers)
        return _made(order, FEW, makers)


def _makers_of_reports() -> list[psutil.Process]:
    """The processes that make reports: all come from one, where there is a forkserver."""
    children = psutil.Process().children()
    return [each for child in children for each in child.children()] or children


def _made(order: Order, count: int, makers: LocalMakers, memory: "_Memory | None" = None) -> float:
    """Make the report so many times; the median of the seconds that each took."""
    taken = []
    for outcome in make(copies(order, count), {}, makers):
        if outcome.state is not State.MADE:
            raise AssertionError(outcome.refusal)
        taken.append(outcome.seconds)
        if memory:
            memory.look()
    return median(taken)


class _Memory:
    """Resident memory of the processes that make reports, in megabytes, report by report."""

    def __init__(self, workers: Sequence[psutil.Process]) -> None:
        self._workers = workers
        self._sizes = list[float]()

    def look(self) -> None:
        sizes = [each.memory_info().rss for each in self._workers]
        self._sizes.append(sum(sizes) / len(sizes) / _MEGA)

    def slope(self) -> float:
        """By least squares over all but the first, per thousand reports."""
        later = self._sizes[WARM:]
        return 1000 * float(np.polyfit(range(len(later)), later, 1)[0])


def _whole_cycle(workspace: Workspace) -> Iterator[Figure]:
    with TemporaryDirectory() as temporary:
        mark, before = uuid4().hex, set(_shared_memory())
        more = {_MARK: mark, "TMPDIR": temporary, "TEMP": temporary}
        full = seconds(lambda: _commanded(workspace, "dibuat", more))
        left = [*_marked(mark), *Path(temporary).iterdir(), *(set(_shared_memory()) - before)]
        left += workspace.outputs(CYCLE).rglob(".*")
    again = [seconds(lambda: _commanded(workspace, "tidak berubah", {})) for _ in range(ROUNDS)]
    inside = [100 * each / full for each in _runs(workspace)]
    yield stated(f"`spbe report`, a cycle with {REPORTS} reports", [full], "s")
    name = f"processes, sockets, files that {REPORTS} reports leave behind"
    yield below(name, [len(left)], "", bar=0, peer_name=", ".join(map(str, left)))
    name = f"`spbe report` again, {REPORTS} reports, nothing changed"
    yield below(name, [100 * each / full for each in again], "% of the first", bar=2)
    name = "the same as a function, without the start of Python"
    yield below(name, inside, "% of the first", bar=2)


def _commanded(workspace: Workspace, word: str, more: dict[str, str]) -> None:
    told = command("spbe", "report", CYCLE, cwd=workspace.root, more=more)
    if f"{REPORTS} {word}" not in told:
        raise AssertionError(told[:500])


def _runs(workspace: Workspace) -> Iterator[float]:
    with LocalMakers() as makers:
        for _ in range(ROUNDS):
            yield seconds(lambda: run(workspace, Wish(cycle=CYCLE), makers, _Nobody()))


class _Nobody:
    """Looks on, and away."""

    def begins(self, count: int) -> None:
        pass

    def ended(self, outcome: Outcome) -> None:
        pass


def _marked(mark: str) -> Iterator[str]:
    """Processes that come from the command: the mark goes from each to the next."""
    for process in psutil.process_iter():
        try:
            if process.environ().get(_MARK) == mark:
                yield f"process {process.pid}"
        except psutil.Error:
            continue


def _shared_memory() -> Sequence[Path]:
    place = Path("/dev/shm")  # noqa: S108 looked at, not written to
    return list(place.iterdir()) if place.is_dir() else []
