"""Item → aspect → domain → index, exactly, for one government or for many rows at once.

Weights and values are scaled to integers by their own common denominators, summed as integers,
and become fractions again at the end: there is no float on the way and one implementation for all.

Reference:
    59/2020, pp. 21–24 (formulas and worked examples).
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from spbe_lib.figures import half_up_units
from spbe_lib.law.instrument import Basis, Instrument

UNANSWERED = -1
"""Marks an item without an answer in a matrix of values; never a level."""

Integers = NDArray[Any]
"""Integers of numpy's 64 bits, or Python's own where a value has an unusual denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What gets a figure: an aspect, a domain, or the index. Weight in percent."""

    kind: Literal["aspect", "domain", "index"]
    number: int
    name: str
    weight: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """An edition's weights as integers: items × parts, in units of ``1 / denominator`` percent."""

    parts: tuple[Part, ...]
    weights: NDArray[np.int64]
    ceilings: NDArray[np.int64]
    denominator: int


@lru_cache
def frame(instrument: Instrument) -> Frame:
    """Lay out an edition for integer arithmetic; items in legal order, the index as last part."""
    items = instrument.items
    denominator = lcm(*(item.weight.denominator for item in items))
    parts = [Part(kind="aspect", number=a.number, name=a.name, weight=a.weight) for a in instrument.aspects]
    parts += [Part(kind="domain", number=d.number, name=d.name, weight=d.weight) for d in instrument.domains]
    parts.append(Part(kind="index", number=0, name=instrument.index_name, weight=instrument.whole_weight))
    domain_of = {aspect.number: aspect.domain for aspect in instrument.aspects}
    weights = np.zeros((len(items), len(parts)), dtype=np.int64)
    for row, item in enumerate(items):
        for column, part in enumerate(parts):
            mine = {"aspect": item.aspect, "domain": domain_of[item.aspect], "index": 0}[part.kind]
            weights[row, column] = int(item.weight * denominator) if mine == part.number else 0
    ceilings = [instrument.indicator(item.indicator).scale.levels[-1].value for item in items]
    return Frame(tuple(parts), weights, np.array(ceilings, dtype=np.int64), denominator)


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Exact scores of many rows.

    Attributes:
        instrument: The edition.
        parts: The columns: aspects, domains, and the index last.
        sums: Rows × parts: sum of weight × value over the answered items, as integers.
        answered: Rows × parts: sum of the weights of the answered items, as integers.
        full: Parts: sum of all weights, as integers; zero for an aspect without items.
        denominator: A value of one (level 1) is this integer.
    """

    instrument: Instrument
    parts: tuple[Part, ...]
    sums: Integers
    answered: Integers
    full: Integers
    denominator: int

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Rows × parts: whether every item of the part is answered, and there is one."""
        return np.asarray((self.answered == self.full) & (self.full > 0), dtype=bool)

    def shown(self) -> Integers:
        """Rows × parts: figures in whole units of the last printed digit (330 for 3,30).

        Incomplete parts and parts without items are ``UNANSWERED``: they have no figure.
        """
        whole = np.where(self.full > 0, self.full, 1) * self.denominator
        rounded = half_up_units(self.sums, whole, self.instrument.digits)
        return np.where(self.complete, rounded, UNANSWERED)

    def predicates(self, basis: Basis) -> NDArray[np.intp]:
        """Rows: place of the predicate in ``instrument.predicates``; ``UNANSWERED`` while incomplete."""
        index, unit = self.sums[:, -1], self.full[-1] * self.denominator
        if basis == "shown":
            index, unit = self.shown()[:, -1], 10**self.instrument.digits
        place = np.zeros(len(index), dtype=np.intp)
        for predicate in self.instrument.predicates[1:]:
            bound = predicate.lower or Fraction(0)
            place += np.asarray(index * bound.denominator >= bound.numerator * unit, dtype=np.intp)
        return np.where(self.complete[:, -1], place, UNANSWERED)


def score_many(instrument: Instrument, values: Integers, *, denominator: int = 1) -> Scores:
    """Score many rows of values at once.

    Args:
        instrument: The edition.
        values: Rows × items in legal order, each value times ``denominator``
            (levels themselves when it is 1), or ``UNANSWERED``.
        denominator: What a value of one is stored as.

    Raises:
        ValueError: The number of columns is not the edition's number of items.
    """
    layout = frame(instrument)
    if values.ndim != 2 or values.shape[1] != len(layout.weights):
        raise ValueError(f"values must be rows × {len(layout.weights)} items, not {values.shape}")
    weights = layout.weights.astype(values.dtype)
    given = values != UNANSWERED
    return Scores(
        instrument=instrument,
        parts=layout.parts,
        sums=np.where(given, values, 0) @ weights,
        answered=given.astype(values.dtype) @ weights,
        full=weights.sum(axis=0),
        denominator=denominator,
    )
