"""One run of the batch over a cycle: what is stale is made, and what the run leaves beside the pages."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

from spbe_lib.errors import InputError, SpbeError
from spbe_lib.reporting.batch.makers import Makers
from spbe_lib.reporting.batch.manifest import MANIFEST, digest_of, read_manifest
from spbe_lib.reporting.batch.outcome import Outcome, State, unchanged_report
from spbe_lib.reporting.batch.run_file import INDEX, RUN, Row, files_of, is_intact, read_run
from spbe_lib.reporting.batch.source_key import source_key
from spbe_lib.reporting.job import run_folder
from spbe_lib.workspace import Workspace

_SAVE_SECONDS = 1.0
"""How much work a run that is killed may lose."""


class Watcher(Protocol):
    """Somebody who looks on while reports are made."""

    def begins(self, count: int) -> None:
        """So many reports are looked at."""

    def ended(self, outcome: Outcome) -> None:
        """One of them is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of every report of a run, and the page that lists them. ``planned`` counts all of them."""

    outcomes: tuple[Outcome, ...]
    index: Path
    planned: int

    def of(self, state: State) -> tuple[Outcome, ...]:
        """The reports of which this became."""
        return tuple(each for each in self.outcomes if each.state is state)

    @property
    def counts(self) -> str:
        """How many reports became what, as people read it: ``3 dibuat, 52 tidak berubah``."""
        shown = [state for state in State if self.of(state) or state is State.MADE]
        return ", ".join(f"{len(self.of(state))} {state.label}" for state in shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which reports of a cycle are wanted.

    Attributes:
        cycle: The cycle.
        only: Codes of the OPDs to report on, ``konsolidasi`` for the whole; all when empty.
        frozen_round: The round to report, instead of today's records.
        again: Whether reports are made again that are as they would be made now.
    """

    cycle: str
    only: tuple[str, ...] = ()
    frozen_round: str | None = None
    again: bool = False


def run(
    workspace: Workspace,
    wish: Wish,
    makers: Makers,
    watcher: Watcher,
    stopping: Callable[[], bool] = lambda: False,
) -> Run:
    """Make the reports of a cycle that are stale; write the record of the run and the list of all reports.

    Args:
        workspace: Where the cycle lies.
        wish: Which reports.
        makers: Who makes them.
        watcher: Told of each report that is done.
        stopping: Asked before each report; once true, no other is begun.

    Raises:
        SpbeError: As ``plan``; nothing has run then. The record cannot be written; pages are whole then.
    """
    source = source_key(workspace, wish.cycle)
    if unchanged := _unchanged(workspace, wish, source):
        return unchanged
    makers.warm_up()
    # Imported here: reading a cycle takes what a run without anything to do needs not.
    from spbe_lib.reporting.batch.making import make  # noqa: PLC0415
    from spbe_lib.reporting.batch.orders import plan  # noqa: PLC0415
    from spbe_lib.reporting.batch.run_record import RunRecord  # noqa: PLC0415

    planned = plan(workspace, wish.cycle, wish.only, wish.frozen_round)
    record = RunRecord(workspace, planned)
    watcher.begins(len(planned.orders))
    outcomes: list[Outcome] = []
    saved = monotonic()
    try:
        for outcome in make(planned.orders, {} if wish.again else record.rows, makers, stopping):
            outcomes.append(outcome)
            record.add(outcome)
            watcher.ended(outcome)
            if monotonic() - saved > _SAVE_SECONDS:
                record.save()
                saved = monotonic()
    except BaseException:
        with suppress(SpbeError):  # what ended the run is told, and it goes on from here
            record.save()
        raise
    whole = planned.whole and len(outcomes) == len(planned.orders)
    same = source if whole and source == source_key(workspace, wish.cycle) else None
    place = {order.report: number for number, order in enumerate(planned.orders)}
    outcomes.sort(key=lambda outcome: place[outcome.report])
    return Run(outcomes=tuple(outcomes), index=record.close(same), planned=len(planned.orders))


def _unchanged(workspace: Workspace, wish: Wish, source: str | None) -> Run | None:
    """The run that has nothing to do, found without reading the records; None when there may be something."""
    folder = run_folder(workspace, wish.cycle, wish.frozen_round)
    former = read_run(folder)
    if wish.again or source is None or former.get("source") != source:
        return None
    # A cycle that was renamed or copied has files that count the same; its pages tell another name.
    if (former.get("cycle"), former.get("round")) != (wish.cycle, wish.frozen_round):
        return None
    rows = {row["report"]: row for row in former["reports"]}
    wanted = wish.only or tuple(rows)
    if not all(report in rows and is_intact(folder, rows[report]) for report in wanted):
        return None
    if not _is_listed(folder, rows.values()):
        return None
    outcomes = tuple(unchanged_report(folder, rows[report]) for report in rows if report in wanted)
    return Run(outcomes=outcomes, index=folder / INDEX, planned=len(outcomes))


def _is_listed(folder: Path, rows: Iterable[Row]) -> bool:
    """Whether the record, the list of all reports and the manifest lie there as the run left them."""
    made = {name: digest for row in rows for name, digest in files_of(row).items()}
    try:
        return read_manifest(folder / MANIFEST) == made | {
            name: digest_of(folder / name) for name in (RUN, INDEX)
        }
    except (OSError, InputError):
        return False
