"""What a higher target costs: the next hundredths one by one, then coarser up to the highest within reach."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from spbe_lib.results.planning.model import Price, Problem, Way
from spbe_lib.results.planning.optimum import effort_for

NEXT = 3
"""So many of the next units are priced one by one."""

_ROUND = 5
"""Figures farther away are multiples of so many units."""

_FAR = 5
"""About so many of them."""


def prices(problem: Problem, best: Way, highest: Fraction, digits: int) -> tuple[Price, ...]:
    """The price of a higher index in the last year.

    Args:
        problem: What the plan keeps.
        best: The plan.
        highest: The highest index within reach.
        digits: How many digits are printed; the last one is the unit (0,01).

    Returns:
        By index, lowest first. What the plan reaches anyway costs nothing more; the first index beyond
        what can be reached ends the list, without an effort.
    """
    last = problem.floors.get(problem.years[-1])
    found: list[Price] = []
    reached = best
    for index in _asked(last.index if last else best.index, highest, digits):
        if index > highest:
            found.append(Price(index=index, effort=None, more=None))
            break
        if index > reached.index:
            reached = effort_for(problem, index) or reached
        found.append(Price(index=index, effort=reached.effort, more=reached.effort - best.effort))
    return tuple(found)


def _asked(start: Fraction, highest: Fraction, digits: int) -> Iterator[Fraction]:
    """The next units one by one, then round figures far enough apart that few tell the whole curve."""
    unit = Fraction(1, 10**digits)
    near = [start + place * unit for place in range(1, NEXT + 1)]
    yield from near
    top = floor(highest / unit)
    stride = _ROUND * max(1, ceil((top - near[-1] / unit) / (_ROUND * _FAR)))
    yield from (place * unit for place in range(stride, top, stride) if place * unit > near[-1])
    if top * unit > near[-1]:
        yield top * unit
