"""What a change of levels would do (*simulasi*): scorecards before and after, the difference shared out.

A simulation changes values, never records. What it yields is no result: whoever shows it says so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Aspect, Indicator, Instrument, Item, Level
from spbe_lib.law.ladder import is_above, stands_at
from spbe_lib.results.scorecard import Scorecard, score


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One item under another value.

    Attributes:
        item: The item.
        before: Its value; None where it is unanswered.
        after: Its value in the simulation.
        gain: What the change does to the figure that is shared out, in points (0–5); negative where it falls.
    """

    item: Item
    before: Span | None
    after: Span
    gain: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """The scorecards before and after some changes, and the difference shared out among the changed items.

    ``of_index`` says what is shared out: the index, or, while an item of the base is unanswered, the lowest
    index that is still possible (which is the index once nothing is open). The gains of all ``shifts`` add
    up to the change of that figure, exactly.
    """

    before: Scorecard
    after: Scorecard
    shifts: tuple[Shift, ...]
    of_index: bool

    @property
    def gain(self) -> Span:
        """The change of the index, or of the lowest one, in points."""
        return total(shift.gain for shift in self.shifts)

    @property
    def by_aspect(self) -> tuple[tuple[Aspect, Span], ...]:
        """The change of every aspect that has a changed item, in points of the whole, in legal order."""
        found = {shift.item.aspect for shift in self.shifts}
        return tuple(
            (aspect, total(shift.gain for shift in self.shifts if shift.item.aspect == aspect.number))
            for aspect in self.before.instrument.aspects
            if aspect.number in found
        )


def simulate(
    instrument: Instrument, base: Mapping[str, Span], changes: Mapping[str, Span], year: int | None = None
) -> Simulation:
    """Work out what some changes of values would do.

    Args:
        instrument: The edition.
        base: Value (0–5) by item code; a missing item is unanswered.
        changes: Another value by item code; one that equals the base's is no change. An unanswered item
            stays unanswered unless it stands here.
        year: Year of the evaluation, for the basis of the predicate.

    Raises:
        ValueError: A value belongs to no item of the edition.

    >>> from spbe_lib.law.editions import load_edition
    >>> edition = load_edition("permenpanrb-59-2020")
    >>> base = {item.code: Span.exactly(3) for item in edition.items}
    >>> simulation = simulate(edition, base, {"1": Span.exactly(4)})
    >>> str(simulation.gain.exact), simulation.after.index.shown(edition.digits)
    ('13/1000', '3,01')
    """
    before = score(instrument, base, year)
    after = score(instrument, {**base, **changes}, year)
    of_index = before.index.complete
    return Simulation(
        before=before,
        after=after,
        of_index=of_index,
        shifts=tuple(
            Shift(
                item=item,
                before=base.get(item.code),
                after=changes[item.code],
                gain=_gain(instrument, item, base.get(item.code), changes[item.code], of_index=of_index),
            )
            for item in instrument.items
            if item.code in changes and changes[item.code] != base.get(item.code)
        ),
    )


def next_levels(instrument: Instrument, base: Mapping[str, Span]) -> dict[str, Span]:
    """Every answered item at the first level above its value, as far as its scale goes."""
    found = {}
    for item in instrument.items:
        if above := next_level(instrument, item, base.get(item.code)):
            found[item.code] = Span.exactly(above)
    return found


def next_level(instrument: Instrument, item: Item, value: Span | None) -> int | None:
    """The first level of an item's scale above a value; None at the top, and where there is no value."""
    if value is None:
        return None
    levels = (level.value for level in instrument.indicator(item.indicator).scale.levels)
    return next((each for each in levels if is_above(each, value)), None)


def climbed(indicator: Indicator, before: Span | None, after: Span) -> tuple[Level, ...]:
    """The levels whose requirements are new on the way up from one value to another, lowest first.

    Along what each level rests on; empty on the way down, and where the requirements are not known.
    """
    reached = Fraction(-1) if before is None else stands_at(indicator, before)
    found, level = list[Level](), indicator.level(floor(stands_at(indicator, after)))
    while level is not None and level.value > reached:
        found.append(level)
        level = None if level.prerequisite is None else indicator.level(level.prerequisite)
    return tuple(reversed(found))


def base_code(instrument: Instrument, base: Mapping[str, Span]) -> str:
    """One number for the values that a simulation begins with: the SHA-256 of edition and values."""
    told = [instrument.code]
    told += [f"{each.code} {_spelt(base[each.code])}" for each in instrument.items if each.code in base]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def total(spans: Iterable[Span]) -> Span:
    """The sum of some ranges; nothing of none."""
    known = tuple(spans)
    low = sum((span.low for span in known), Fraction(0))
    high = sum((span.high for span in known), Fraction(0))
    return Span(low, high, any(span.open_end for span in known))


def _gain(instrument: Instrument, item: Item, before: Span | None, after: Span, *, of_index: bool) -> Span:
    share = item.weight / instrument.whole_weight
    if of_index and before is not None:
        # What is not known of an unchanged item does not matter to the difference. A base whose upper end
        # is out leaves the lower end of the gain out; the one point too many stays on the safe side.
        low, high = after.low - before.high, after.high - before.low
        return Span(low * share, high * share, after.open_end)
    counted = instrument.unanswered.value if before is None else before.low
    return Span.exactly((after.low - counted) * share)


def _spelt(span: Span) -> str:
    return f"{span.low}" if span.exact is not None else f"{span.low}..{span.high}{'<' * span.open_end}"
