"""Items that no published figure tells apart: of one aspect, one weight and one scale.

What holds for one of them holds for each: whoever looks for the levels behind a figure need not try them
one by one, and has to name all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.results.scoring import frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Items that weigh the same everywhere.

    Attributes:
        codes: Their codes, in legal order.
        aspect: Number of their aspect.
        factors: The whole weight of each of them in every part, in the order of the frame's parts.
        levels: What each counts now; empty where they are unanswered.
        low: Their lowest level.
        high: Their highest.
    """

    codes: tuple[str, ...]
    aspect: int
    factors: tuple[int, ...]
    levels: tuple[int, ...]
    low: int
    high: int

    def able(self, step: int) -> tuple[str, ...]:
        """Which of them can move by so many levels and stay on the scale."""
        pairs = zip(self.codes, self.levels, strict=True)
        return tuple(code for code, level in pairs if self.low <= level + step <= self.high)

    @property
    def steps(self) -> tuple[int, ...]:
        """By how many levels at least one of them can move: downwards first."""
        reach = range(-(self.high - self.low), self.high - self.low + 1)
        return tuple(step for step in reach if step and self.able(step))


def alike_items(instrument: Instrument, values: Mapping[str, Span]) -> tuple[Alike, ...]:
    """Sort the items of an edition into those that are alike; answered and unanswered ones apart.

    Args:
        instrument: The edition.
        values: Whole levels by item; a missing item is unanswered.

    Raises:
        ValueError: A value is no whole level.
    """
    found: dict[tuple[int, tuple[int, ...], int, int, bool], list[tuple[str, int | None]]] = {}
    weights = frame(instrument).weights
    for place, item in enumerate(instrument.items):
        level, scale = _level(values.get(item.code)), instrument.indicator(item.indicator).scale.levels
        factors = tuple(int(weight) for weight in weights[place])
        key = (item.aspect, factors, scale[0].value, scale[-1].value, level is None)
        found.setdefault(key, []).append((item.code, level))
    return tuple(
        Alike(
            codes=tuple(code for code, _ in members),
            aspect=aspect,
            factors=factors,
            levels=tuple(level for _, level in members if level is not None),
            low=low,
            high=high,
        )
        for (aspect, factors, low, high, _), members in found.items()
    )


def _level(value: Span | None) -> int | None:
    if value is None:
        return None
    if value.exact is None or value.exact.denominator != 1:
        raise ValueError(f"{value} is no whole level")
    return int(value.exact)
