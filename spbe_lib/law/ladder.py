"""The level that follows from ticked requirements, and the first one that is missing."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Level, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """How far the ticked requirements of one indicator carry.

    Attributes:
        value: The level reached (0–5); the edition's lowest value when no level holds.
        first_missing: The first requirement that keeps the next level away; None at the top.
        unsupported: Levels whose own requirements are all ticked but that rest on a level
            that does not hold: to be asked about, never counted.
    """

    value: Fraction
    first_missing: Requirement | None
    unsupported: tuple[int, ...]


def climb(instrument: Instrument, indicator: Indicator, ticked: AbstractSet[str]) -> Climb:
    """Derive the level of an indicator from its ticked requirements.

    A level holds when all its own requirements are ticked and the level that it rests on holds;
    the value is the highest level that holds. Limits are text and play no part.

    Args:
        instrument: The edition, for the value of *nothing fulfilled*.
        indicator: One of its indicators.
        ticked: Codes of the fulfilled requirements; codes of other indicators are ignored.

    Raises:
        ValueError: The edition does not know this indicator's requirements.

    Reference:
        59/2020, pp. 30–77; indicator 3, p. 32: level 4 rests on level 2.
    """
    if not indicator.levels:
        raise ValueError(f"{instrument.code}: indikator {indicator.number} tidak mempunyai daftar syarat")
    held: list[int] = []
    unsupported: list[int] = []
    for level in indicator.levels:
        if not _missing(level, ticked):
            (held if _rests(level, held) else unsupported).append(level.value)
    value = Fraction(max(held)) if held else instrument.nothing_fulfilled.value
    return Climb(
        value=value,
        first_missing=_first_missing(indicator, held, ticked),
        unsupported=tuple(unsupported),
    )


def next_requirement(instrument: Instrument, indicator: Indicator, value: Fraction) -> Requirement | None:
    """The first requirement that a value does not prove, when only the value is known.

    A value above the lowest proves every level that it rests on;
    the lowest value proves nothing, for it is given with nothing fulfilled.
    None at the top, and where the edition's requirements are not known.
    """
    proven = value if value > instrument.nothing_fulfilled.value else Fraction(-1)
    for level in indicator.levels:
        if level.value > proven and level.requirements:
            return level.requirements[0]
    return None


def stands_at(indicator: Indicator, span: Span) -> Fraction:
    """The value that an indicator's value proves, also where it was printed rounded.

    What is printed 2,00 stands at level 2, and not a little below it; 1,17 proves its lower end.
    """
    levels = (level.value for level in indicator.scale.levels)
    reached = [each for each in levels if not is_above(each, span)]
    return max(span.low, Fraction(max(reached, default=0)))


def is_above(level: int, span: Span) -> bool:
    """Whether a value has still to climb to a level: what is printed 2,00 stands at 2, not below it."""
    return level > span.high or (span.open_end and level == span.high)


def _rests(level: Level, held: list[int]) -> bool:
    return level.prerequisite is None or level.prerequisite in held


def _missing(level: Level, ticked: AbstractSet[str]) -> list[Requirement]:
    return [requirement for requirement in level.requirements if requirement.code not in ticked]


def _first_missing(indicator: Indicator, held: list[int], ticked: AbstractSet[str]) -> Requirement | None:
    top = max(held, default=-1)
    level = next((each for each in indicator.levels if each.value > top), None)
    first: Requirement | None = None
    while level is not None and level.value not in held:
        first = next(iter(_missing(level, ticked)), first)
        level = indicator.level(level.prerequisite) if level.prerequisite is not None else None
    return first
