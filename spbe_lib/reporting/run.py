"""One run of the batch: report after report, and what the run leaves beside the pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.reporting.batch import Order, Outcome, make
from spbe_lib.reporting.run_record import write_run
from spbe_lib.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of every report of a run, and the page that lists them."""

    outcomes: tuple[Outcome, ...]
    index: Path

    @property
    def made(self) -> tuple[Path, ...]:
        """The pages that were made."""
        return tuple(each.html for each in self.outcomes if each.html)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The reports that could not be made."""
        return tuple(each for each in self.outcomes if each.html is None)


def run(workspace: Workspace, planned: Iterable[Order], begins: Callable[[Order], object]) -> Run:
    """Make planned reports of one cycle and write the record of the run and the list of all reports.

    Args:
        workspace: Where the cycle lies.
        planned: The reports, one at least; an iterable that ends early ends the run early.
        begins: Told of each report before it is made.
    """
    outcomes = []
    for order in planned:
        begins(order)
        outcomes.append(make(order))
    index = write_run(workspace, outcomes[0].order.cycle, outcomes)
    return Run(outcomes=tuple(outcomes), index=index)
