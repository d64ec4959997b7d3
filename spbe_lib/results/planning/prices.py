"""What a higher target costs: the next hundredths one by one, then coarser up to the highest within reach."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from spbe_lib.figures import half_up
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.plan_terms import Aim
from spbe_lib.results.planning.model import Price, Problem, Way
from spbe_lib.results.planning.optimum import effort_for
from spbe_lib.results.planning.setting import floor_of

NEXT = 3
"""So many of the next units are priced one by one."""

_ROUND = 5
"""Figures farther away are multiples of so many units."""

_FAR = 5
"""About so many of them."""


def prices(problem: Problem, best: Way, highest: Fraction, instrument: Instrument) -> tuple[Price, ...]:
    """The price of a higher index in the last year.

    Args:
        problem: What the plan keeps.
        best: The plan.
        highest: The highest index within reach.
        instrument: The edition: the last digit that it prints is the unit (0,01), and it says which exact
            index a printed one asks for.

    Returns:
        By index, lowest first. What the plan reaches anyway costs nothing more; the first index beyond
        what can be reached ends the list, without an effort.
    """

    def bound_of(index: Fraction) -> Fraction:
        """The exact index that a printed one asks for."""
        return floor_of(instrument, year, Aim(index=index)).index

    digits, year = instrument.digits, problem.years[-1]
    last, top = problem.floors.get(year), half_up(highest, digits)
    top -= Fraction(bound_of(top) > highest, 10**digits)
    found: list[Price] = []
    reached: Way | None = best
    for index in _asked(half_up(last.index if last else best.index, digits), top, digits):
        bound = bound_of(index)
        if reached is not None and bound > reached.index:
            reached = effort_for(problem, bound) if bound <= highest else None
        if reached is None:
            found.append(Price(index=index, effort=None, more=None))
            break
        found.append(Price(index=index, effort=reached.effort, more=reached.effort - best.effort))
    return tuple(found)


def _asked(start: Fraction, highest: Fraction, digits: int) -> Iterator[Fraction]:
    """Printed figures: the next units one by one, then round ones far enough apart that few tell all."""
    unit = Fraction(1, 10**digits)
    near = [start + place * unit for place in range(1, NEXT + 1)]
    yield from near
    top = int(highest / unit)
    stride = _ROUND * max(1, ceil((top - near[-1] / unit) / (_ROUND * _FAR)))
    yield from (place * unit for place in range(stride, top, stride) if place * unit > near[-1])
    if top * unit > near[-1]:
        yield top * unit
