"""The final index that the pairs of former years lead to expect (*proyeksi*): a range, never one figure.

Every item keeps its value or changes with the chances of its aspect, within its scale and apart from all
others; what that does to the index is added up exactly, over all ways in which it can come. That the items
are apart is an assumption: a strict assessor takes off here and there at once, so that the true range is
rather wider. That former years say something of this one is another.

No random number is drawn: equal values and pairs give an equal range.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt, lcm
from types import MappingProxyType

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Item, Predicate
from spbe_lib.results.habit import Habit
from spbe_lib.results.index_spread import CELL, IndexSpread, Spread, added, cells

ENOUGH = 29
"""How many pairs a projection needs: with so many, a change that befalls one item in ten is seen at least
once with a certainty of 95 % (0.9 to the 29th is below 0.05). An assumption of ours, in no regulation."""

CERTAINTY = Fraction(4, 5)
"""How probable the range is: one tenth lies below it, one tenth above."""

_NORMAL = ((-1, 1), (0, 4), (1, 1))
"""Three places and their weights, at 0 and the root of three deviations from it: the first five moments are
those of the normal distribution (Gauss and Hermite)."""

_NOTHING = Fraction(0)
_NO_FINALS: Mapping[str, Span] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRisk:
    """What may become of an item: how probable a fall is, and what falls cost on average, in index points."""

    item: str
    chance: Fraction
    loss: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The final index to expect.

    Attributes:
        start: The Tim's index, from which it starts; a printed value counts as printed.
        expected: The mean.
        low: One tenth of what can come lies below it.
        high: One tenth lies above it.
        predicates: Those that the range touches, and how probable each is; the most probable first.
        items: By what they cost on average, the most first; those that cannot fall are left out.
    """

    start: Fraction
    expected: Fraction
    low: Fraction
    high: Fraction
    predicates: tuple[tuple[Predicate, Fraction], ...]
    items: tuple[ItemRisk, ...]

    @property
    def margin(self) -> Fraction:
        """How far the Tim's index must lie above a target for the lower end to reach it; never below zero."""
        return max(self.start - self.low, _NOTHING)


def missing(known: Habit) -> int:
    """How many pairs a projection still lacks."""
    return max(ENOUGH - len(known.pairs), 0)


def forecast(
    instrument: Instrument,
    values: Mapping[str, Span],
    known: Habit,
    year: int | None = None,
    final: Mapping[str, Span] = _NO_FINALS,
) -> Forecast | None:
    """Project the final index from the Tim's values.

    Args:
        instrument: The edition.
        values: The Tim's value (0–5) by item.
        known: What former years say; of the same edition.
        year: Year of the evaluation, for what the predicate follows.
        final: The final values that are known already, by item: they hold fast and are at no risk.

    Returns:
        None while pairs or values are lacking.
    """
    if missing(known) or any(item.code not in values for item in instrument.items):
        return None
    at = {item: values[item.code].figure(instrument.digits) for item in instrument.items}
    ways = {
        item: {final[item.code].figure(instrument.digits) - value: Fraction(1)}
        if item.code in final
        else _ways(instrument, item, value, known)
        for item, value in at.items()
    }
    start = _sum(_worth(instrument, item) * value for item, value in at.items())
    changes = added(_in_steps(instrument, item, each) for item, each in ways.items())
    ahead = IndexSpread(
        start=start, ends=_ends(instrument), changes=_uncertain(changes, _doubt(instrument, known, final))
    )
    low, high = ahead.place((1 - CERTAINTY) / 2), ahead.place((1 + CERTAINTY) / 2)
    return Forecast(
        start=start,
        expected=start
        + _sum(_worth(instrument, item) * d * p for item, each in ways.items() for d, p in each.items()),
        low=ahead.index(low),
        high=ahead.index(high),
        predicates=_predicates(instrument, ahead, low, high, year),
        items=_at_risk(instrument, {item: each for item, each in ways.items() if item.code not in final}),
    )


def _ways(instrument: Instrument, item: Item, at: Fraction, known: Habit) -> dict[Fraction, Fraction]:
    """The changes that can befall an item, within its scale, and how probable each is."""
    scale = instrument.indicator(item.indicator).scale.levels
    chances = next(each for each in known.aspects if each.aspect == item.aspect).chances
    found: dict[Fraction, Fraction] = {}
    for change, chance in chances.items():
        after = min(max(at + change, Fraction(scale[0].value)), Fraction(scale[-1].value))
        found[after - at] = found.get(after - at, _NOTHING) + chance
    return {change: chance for change, chance in found.items() if chance}


def _in_steps(instrument: Instrument, item: Item, ways: Mapping[Fraction, Fraction]) -> dict[int, int]:
    """The same in whole steps of the index, with whole weights in place of chances."""
    unit, worth = lcm(*(chance.denominator for chance in ways.values())), _worth(instrument, item)
    found: dict[int, int] = {}
    for change, chance in ways.items():
        cell = cells(worth * change)
        found[cell] = found.get(cell, 0) + int(chance * unit)
    return found


def _doubt(instrument: Instrument, known: Habit, final: Collection[str]) -> Fraction:
    """How far off the means themselves may be, as a variance of the index: they come from few pairs."""
    many = len(known.pairs)
    worth = {
        aspect.number: _sum(
            _worth(instrument, item)
            for each in aspect.indicators
            for item in each.items
            if item.code not in final
        )
        for aspect in instrument.aspects
    }
    sizes = {each.aspect: len(each.changes) for each in known.aspects}
    own = _sum(
        worth[each.aspect] ** 2 * each.weight * known.within / sizes[each.aspect]
        for each in known.aspects
        if sizes[each.aspect]
    )
    shared = _sum(worth[each.aspect] * (1 - each.weight) for each in known.aspects)
    middle = known.within / many + known.between * sum(size**2 for size in sizes.values()) / many**2
    return own + shared**2 * middle


def _uncertain(changes: Spread, variance: Fraction) -> Spread:
    """The same sums, widened by the doubt about the means."""
    # The root of three variances, in steps: exact up to the step itself, by whole numbers alone.
    steps = isqrt(int(3 * variance / CELL**2))
    sums = {changes.first + place: weight for place, weight in enumerate(changes.weights) if weight}
    return added(({place * steps: weight for place, weight in _NORMAL}, sums)) if steps else changes


def _ends(instrument: Instrument) -> tuple[Fraction, Fraction]:
    """The lowest and the highest index that the scales allow."""
    levels = {item: instrument.indicator(item.indicator).scale.levels for item in instrument.items}
    low, high = (
        _sum(_worth(instrument, item) * each[end].value for item, each in levels.items()) for end in (0, -1)
    )
    return low, high


def _predicates(
    instrument: Instrument, ahead: IndexSpread, low: int, high: int, year: int | None
) -> tuple[tuple[Predicate, Fraction], ...]:
    """The predicates of the range: each is reached from one place on, and left at the next one's."""
    basis = instrument.predicate_basis(year) or instrument.predicate_basis_otherwise
    order = {each.name: rank for rank, each in enumerate(instrument.predicates)}

    def rank(place: int) -> int:
        """Which predicate, from the lowest on, the index at a place has."""
        return order[instrument.predicate(instrument.on_basis(ahead.index(place), basis)).name]

    places = range(len(ahead.sums))
    starts = [bisect_left(places, each, key=rank) for each in range(len(order))] + [len(places)]
    found = [
        (predicate, ahead.chance(first, beyond))
        for predicate, (first, beyond) in zip(instrument.predicates, pairwise(starts), strict=True)
        if first <= high and beyond > low and first < beyond
    ]
    return tuple(sorted(found, key=lambda each: -each[1]))


def _at_risk(
    instrument: Instrument, ways: Mapping[Item, Mapping[Fraction, Fraction]]
) -> tuple[ItemRisk, ...]:
    found = [
        ItemRisk(
            item=item.code,
            chance=_sum(chance for change, chance in each.items() if change < 0),
            loss=_worth(instrument, item) * _sum(-change * p for change, p in each.items() if change < 0),
        )
        for item, each in ways.items()
    ]
    return tuple(sorted((each for each in found if each.loss), key=lambda each: -each.loss))


def _worth(instrument: Instrument, item: Item) -> Fraction:
    """What one level of an item is worth, in points of the index."""
    return item.weight / instrument.whole_weight


def _sum(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, _NOTHING)
