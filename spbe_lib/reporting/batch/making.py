"""Make reports, several at a time: each one frozen, made again where stale, its failure its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any

from spbe_lib.errors import ReportError, SpbeError
from spbe_lib.reporting.batch.makers import Made, Makers, not_made
from spbe_lib.reporting.batch.orders import Order
from spbe_lib.reporting.batch.outcome import Outcome, State, unchanged_report
from spbe_lib.reporting.batch.recipe import recipe
from spbe_lib.reporting.batch.run_file import Row, is_intact
from spbe_lib.reporting.document import to_bytes
from spbe_lib.workspace import write_again

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A report that somebody makes."""

    order: Order
    code: str
    recipe: str
    seconds: float
    tries: int = 1

    def told(self, made: Made) -> Outcome:
        """It was made."""
        return Outcome(
            report=self.order.report,
            title=self.order.title,
            state=State.MADE,
            page=self.order.job.html,
            code=self.code,
            recipe=self.recipe,
            sha256=made.sha256,
            copy_sha256=made.copy_sha256,
            seconds=self.seconds + made.seconds,
            size=made.size,
        )

    def failed(self, refusal: SpbeError) -> Outcome:
        """It could not be made."""
        return _failed(self.order, refusal, code=self.code, recipe=self.recipe, seconds=self.seconds)


def make(
    orders: Sequence[Order],
    former: Mapping[str, Row],
    makers: Makers,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Make the reports that are stale; whatever goes wrong with one becomes its outcome.

    A report is stale when its frozen input, its letter, or what it is made with changed since it was made, or
    its page is not the one that was made.

    Args:
        orders: The reports, in the order in which they are begun.
        former: What earlier runs say of each report, by report; empty to make all again.
        makers: Who makes them.
        stopping: Asked before each report; once true, no other is begun.

    Yields:
        Each outcome as soon as it is known.
    """
    begun: dict[Future[Any], _Begun] = {}
    for order in orders:
        while len(begun) >= 2 * makers.slots:  # one that is made and one that waits, for each slot
            yield from _ended(begun, makers)
        if stopping():
            break
        frozen = _frozen(order, former.get(order.report, {}))
        if isinstance(frozen, Outcome):
            yield frozen
        else:
            begun[makers.begin(order.job)] = frozen
    while begun:
        yield from _ended(begun, makers)


def _frozen(order: Order, row: Row) -> _Begun | Outcome:
    """Freeze the input of a report; an outcome when nothing is left to do, or it cannot be frozen."""
    start, job = perf_counter(), order.job
    try:
        content = to_bytes(order.freeze())
        code, made_with = sha256(content).hexdigest(), recipe(job.letter.read_bytes())
        unchanged = (row.get("data_code"), row.get("recipe")) == (code, made_with)
        if unchanged and is_intact(job.folder, row):
            return unchanged_report(job.folder, row)
        write_again(job.folder / job.report_input, content)
    except SpbeError as refusal:
        return _failed(order, refusal, seconds=perf_counter() - start)
    except Exception as fault:  # noqa: BLE001 a fault in one report's data is that report's failure
        return _failed(order, _unforeseen(order, fault), seconds=perf_counter() - start)
    return _Begun(order=order, code=code, recipe=made_with, seconds=perf_counter() - start)


def _ended(begun: dict[Future[Any], _Begun], makers: Makers) -> Iterator[Outcome]:
    """Wait until something is done; tell it, or begin it again where it was lost with others."""
    together = wait(begun, return_when=FIRST_COMPLETED).done
    for done in [each for each in begun if each in together]:  # a set keeps no order, and people watch
        report = begun.pop(done)
        try:
            made = makers.end(report.order.job, done)
            if made is None and report.tries < _TRIES:
                begun[makers.begin(report.order.job)] = replace(report, tries=report.tries + 1)
                continue
            yield report.told(made) if made else report.failed(_lost(report.order))
        except SpbeError as refusal:
            yield report.failed(refusal)
        except Exception as fault:  # noqa: BLE001 as above
            yield report.failed(_unforeseen(report.order, fault))


def _failed(order: Order, refusal: SpbeError, **known: Any) -> Outcome:
    return Outcome(report=order.report, title=order.title, state=State.FAILED, refusal=refusal, **known)


def _unforeseen(order: Order, fault: Exception) -> ReportError:
    return ReportError(not_made(order.job, f"{type(fault).__name__}: {fault}"))


def _lost(order: Order) -> ReportError:
    return ReportError(not_made(order.job, f"proses pembuatnya mati {_TRIES} kali"))
