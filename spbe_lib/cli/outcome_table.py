"""What ``spbe report`` shows at the end: what became of each report."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_lib.figures import NOTHING, printed
from spbe_lib.reporting.batch.outcome import Outcome, State

_HEADS = ("Laporan", "Hasil", "Detik", "Ukuran")
_KB = 1024


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


def _cells(outcome: Outcome) -> tuple[str, str, str, str]:
    size = f"{max(1, round(outcome.size / _KB))} KB" if outcome.size else NOTHING
    return outcome.report, outcome.state.label, printed(Fraction(outcome.seconds), 2), size
