"""A report of the OPD that leads most indicators, made by the batch and by every other way there is, in turn.

All are given the same input: ours as a document, which it freezes; the others as a file.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from spbe_lib.reporting.batch.making import make
from spbe_lib.reporting.batch.orders import Order
from spbe_lib.reporting.batch.outcome import State
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.worker import start_work
from spbe_lib.reporting.job import Job
from tests.benchmarks import ways
from tests.benchmarks.figure import Figure, below, faster, stated, within
from tests.benchmarks.office import copies, frozen_jobs, given, heaviest, office

ROUNDS, OURS, CPU_TIMES = 5, 40, 40
PLOOMBER = find_spec("ploomber_engine") is not None

_TITLE = "one OPD report, all cores; against"


class Course:
    """The ways, ready to be measured in turn; all processes come from the same warm one and stay."""

    def __init__(self, stack: ExitStack, order: Order) -> None:
        self._stack, self._anew, self._order = stack, order, given(order)
        self.makers = stack.enter_context(LocalMakers())
        self.makers.warm_up()
        self.one, self.many = self.processes(1), self.processes(self.makers.slots)

    def processes(self, count: int) -> ProcessPoolExecutor:
        """So many processes as makers of reports are."""
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        return self._stack.enter_context(ProcessPoolExecutor(count, context, initializer=start_work))

    def ours(self, count: int = OURS, *, anew: bool = False) -> float:
        """Seconds per report by the batch; with the input worked out anew from the records, too."""
        orders = copies(self._anew if anew else self._order, count)
        begun = perf_counter()
        outcomes = list(make(orders, {}, self.makers))
        passed = perf_counter() - begun
        if bad := [each.refusal for each in outcomes if each.state is not State.MADE]:
            raise AssertionError(bad[0])
        return passed / count

    def theirs(self, work: Callable[[Job], None], count: int, pool: ProcessPoolExecutor) -> float:
        """Seconds per report by another way."""
        jobs = frozen_jobs(self._order, work.__name__, count)
        begun = perf_counter()
        list(pool.map(work, jobs))
        return (perf_counter() - begun) / count

    def page(self) -> Path:
        """One of our pages."""
        return copies(self._order, 1)[0].job.html

    def check_same(self, work: Callable[[Job], None]) -> None:
        """Make a page by another way and compare it with ours.

        Raises:
            AssertionError: It is not the same.
        """
        [job] = frozen_jobs(self._order, work.__name__, 1)
        self.one.submit(work, job).result()
        if not ways.is_same_page(self.page(), job.html):
            raise AssertionError(f"{work.__name__} makes another page")

    def cpu(self) -> list[float]:
        """Milliseconds of the processor outside the cells, report by report."""
        jobs = [each.job for each in copies(self._order, 1)] * CPU_TIMES
        return [1000 * each for each in self.one.map(ways.cpu_outside_the_cells, jobs)]


def figures() -> Iterator[Figure]:
    """Measure all ways in turn, after checking that all make the same page."""
    with ExitStack() as stack:
        course = Course(stack, heaviest(stack.enter_context(office())))
        course.ours()
        works = [ways.by_exec, ways.by_papermill, ways.by_commands, *([ways.by_ploomber] if PLOOMBER else [])]
        for work in works:
            course.check_same(work)
        for work in (ways.by_exec, ways.by_papermill):
            course.theirs(work, 2 * course.makers.slots, course.many)
        yield from _compared([_round(course) for _ in range(ROUNDS)])
        cpu = course.cpu()
    yield below("CPU of one OPD report outside its cells", cpu, "ms", bar=40)


def _round(course: Course) -> dict[str, float]:
    """Every way once; seconds per report."""
    slots = course.makers.slots
    seconds = {
        "ours": course.ours(),
        "anew": course.ours(anew=True),
        "floor": course.theirs(ways.by_exec, OURS, course.many),
        "many": course.theirs(ways.by_papermill, 3 * slots, course.many),
        "one": course.theirs(ways.by_papermill, 3, course.one),
        "commands": course.theirs(ways.by_commands, 1, course.one),
    }
    if PLOOMBER:
        seconds["ploomber"] = course.theirs(ways.by_ploomber, 10 * slots, course.many)
    return seconds


def _compared(rounds: Sequence[dict[str, float]]) -> Iterator[Figure]:
    taken = {way: [each[way] for each in rounds] for way in rounds[0]}
    ours, anew = taken["ours"], taken["anew"]
    yield faster(f"{_TITLE} the commands", ours, taken["commands"], "papermill, jupyter nbconvert", bar=40)
    yield faster(f"{_TITLE} papermill in one process", ours, taken["one"], "one after another", bar=15)
    yield faster(f"{_TITLE} papermill in as many processes", ours, taken["many"], "persistent", bar=8)
    if PLOOMBER:
        yield faster(f"{_TITLE} ploomber-engine", ours, taken["ploomber"], "as many persistent processes")
    else:
        yield stated(f"{_TITLE} ploomber-engine", ours, "s", "not installed")
    yield within(f"{_TITLE} the floor", ours, taken["floor"], "cells by exec, and the template", bar=1.15)
    yield stated("the same, its input worked out from the records each time", anew, "s")
