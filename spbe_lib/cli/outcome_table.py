"""What ``spbe report`` shows at the end: what became of each report, and which ones nobody was sent yet."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from spbe_lib.figures import NOTHING, printed
from spbe_lib.reporting.job import run_folder
from spbe_lib.reporting.outcome import Outcome, State
from spbe_lib.reporting.run_file import read_run
from spbe_lib.reporting.shared import News, changed_since_shared, read_shared
from spbe_lib.workspace import Workspace

_HEADS = ("Laporan", "Hasil", "Detik", "Ukuran")
_KB, _WIDTH = 1024, 118


def outcome_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Report, outcome, seconds and size, line by line; those that did not change are only counted."""
    rows = [_HEADS, *(_cells(each) for each in outcomes if each.state is not State.UNCHANGED)]
    if len(rows) > 1:
        widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADS))]
        for report, result, seconds, size in rows:
            yield (
                f"{report:<{widths[0]}}  {result:<{widths[1]}}  {seconds:>{widths[2]}}  {size:>{widths[3]}}"
            ).rstrip()
    if rest := sum(each.state is State.UNCHANGED for each in outcomes):
        yield f"{rest} laporan {State.UNCHANGED.label} dan tidak dibuat ulang."


def unshared_lines(workspace: Workspace, cycle: str, frozen_round: str | None) -> Iterator[str]:
    """Which reports changed since they were last shared, and how many were never shared.

    Raises:
        InputError: A record of what was shared cannot be read.
    """
    run = read_run(run_folder(workspace, cycle, frozen_round))
    history = read_shared(workspace.inputs / cycle)
    unshared = changed_since_shared(run.get("reports", []), history, frozen_round)
    changed = [each.report for each in unshared if each.news is News.CHANGED]
    new = len(unshared) - len(changed)
    if changed:
        yield from wrap(f"Berubah sejak terakhir dibagikan ({len(changed)}): {', '.join(changed)}.", _WIDTH)
    if new:
        yield f"Belum pernah dibagikan: {new} laporan."
    if unshared:
        of_round = f" --round {frozen_round}" if frozen_round else ""
        yield f"Kemas untuk dibagikan: `spbe share {cycle}{of_round}`."


def _cells(outcome: Outcome) -> tuple[str, str, str, str]:
    size = f"{max(1, round(outcome.size / _KB))} KB" if outcome.size else NOTHING
    return outcome.report, outcome.state.label, printed(Fraction(outcome.seconds), 2), size
