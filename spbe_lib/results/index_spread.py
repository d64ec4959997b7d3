"""How the change of the index is spread: every way in which it can come about, added up exactly."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil

import numpy as np

from spbe_lib.figures import half_up_units

CELL = Fraction(1, 2000)
"""Changes of the index are added up in steps of this size: exactly for whole levels in 59/2020; elsewhere an
item is off by half a step at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Weights of neighbouring steps, the first of them ``first``; whole numbers of any length."""

    first: int
    weights: tuple[int, ...]


def added(parts: Iterable[Mapping[int, int]]) -> Spread:
    """How the sum of independent parts is spread: every way in which it comes, by its weight."""
    first, total = 0, np.array([1], dtype=object)
    for part in parts:
        lowest, highest = min(part), max(part)
        longer = np.zeros(len(total) + highest - lowest, dtype=object)
        for cell, weight in part.items():
            longer[cell - lowest : cell - lowest + len(total)] += weight * total
        first, total = first + lowest, longer
    return Spread(first=first, weights=tuple(total))


def cells(change: Fraction) -> int:
    """A change of the index in whole steps, rounded half up on either side of nothing."""
    steps = abs(change / CELL)
    rounded = half_up_units(steps.numerator, steps.denominator, 0)
    return rounded if change > 0 else -rounded


# No slots: the sums are added up once.
@dataclass(frozen=True, kw_only=True)
class IndexSpread:
    """What the index may become; a *place* is a step of its spread, in ascending order.

    ``ends`` are the lowest and the highest index that the scales allow.
    """

    start: Fraction
    ends: tuple[Fraction, Fraction]
    changes: Spread

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """The weights up to each place, itself counted."""
        return tuple(accumulate(self.changes.weights))

    def index(self, place: int) -> Fraction:
        """The index at a place, never below or above what the scales allow."""
        low, high = self.ends
        return min(max(self.start + (self.changes.first + place) * CELL, low), high)

    def place(self, share: Fraction) -> int:
        """The first place up to which this share lies, itself counted."""
        wanted = share * self.sums[-1]
        return bisect_left(self.sums, ceil(wanted))

    def chance(self, first: int, beyond: int) -> Fraction:
        """How probable it is to end from one place up to, but without, another one."""
        below = self.sums[first - 1] if first else 0
        return Fraction((self.sums[beyond - 1] if beyond else 0) - below, self.sums[-1])
