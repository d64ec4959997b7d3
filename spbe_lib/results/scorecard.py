"""The scorecard (*lembar nilai*) of one government: exact figures, and what is still possible.

While an item is unanswered there is no index and no predicate. There is the average of what is
filled, and the lowest and the highest index that are still possible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Basis, Instrument, Predicate
from spbe_lib.results.scoring import UNANSWERED, Part, Scores, frame, score_many


@dataclass(frozen=True, slots=True, kw_only=True)
class PartScore:
    """The figure (0–5) of an aspect, a domain or the index.

    Attributes:
        part: What is scored.
        items: Number of its items.
        answered: Number of its items that have a value.
        possible: From the lowest to the highest figure still possible; None for a part without items.
        average: Weighted average of what is filled, a range where values are; None while nothing is.
    """

    part: Part
    items: int
    answered: int
    possible: Span | None
    average: Span | None

    @property
    def complete(self) -> bool:
        """Whether there are items and all of them are answered."""
        return 0 < self.items == self.answered

    @property
    def known(self) -> Span | None:
        """The figure, or the range where values were given rounded; None while incomplete."""
        return self.possible if self.complete else None

    @property
    def exact(self) -> Fraction | None:
        """The exact figure; None while incomplete, or when only a range is known."""
        return self.known.exact if self.known else None

    def shown(self, digits: int) -> str | None:
        """The printed figure or range; None while incomplete."""
        return self.known.printed(digits) if self.known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The predicate of a complete index.

    Attributes:
        predicate: The one predicate; None while the index is incomplete or its range crosses a bound.
        basis: Which index the predicate follows here.
        basis_known: False where no rule is known for the year and the edition's default is used.
        on_other_basis: The predicate that the other basis would give, where that differs.
    """

    predicate: Predicate | None
    basis: Basis
    basis_known: bool
    on_other_basis: Predicate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """All figures that follow from one set of values under one edition."""

    instrument: Instrument
    year: int | None
    aspects: tuple[PartScore, ...]
    domains: tuple[PartScore, ...]
    index: PartScore
    verdict: Verdict


def score(instrument: Instrument, values: Mapping[str, Span], year: int | None = None) -> Scorecard:
    """Score one assessment.

    Args:
        instrument: The edition.
        values: Value (0–5) by item code; a missing item is unanswered.
        year: Year of the evaluation, for the basis of the predicate.

    Raises:
        ValueError: A value belongs to no item of the edition.

    >>> from spbe_lib.law.editions import load_edition
    >>> edition = load_edition("permenpanrb-59-2020")
    >>> card = score(edition, {item.code: Span.exactly(3) for item in edition.items})
    >>> card.index.shown(edition.digits), card.verdict.predicate.name
    ('3,00', 'Baik')
    """
    codes = [item.code for item in instrument.items]
    if unknown := sorted(set(values) - set(codes)):
        raise ValueError(f"{instrument.code} has no items {unknown}")
    known = [values.get(code) for code in codes]
    counted = instrument.unanswered.value
    ends = [span.low for span in values.values()] + [span.high for span in values.values()]
    unit = lcm(instrument.level_denominator, counted.denominator, *(end.denominator for end in ends))
    low = [int(counted * unit) if span is None else int(span.low * unit) for span in known]
    ceilings = frame(instrument).ceilings
    high = [
        int(top) * unit if span is None else int(span.high * unit)
        for span, top in zip(known, ceilings, strict=True)
    ]
    filled = [
        [UNANSWERED if span is None else end for span, end in zip(known, row, strict=True)]
        for row in (low, high)
    ]
    # Python's own integers: one row has time, and no denominator is too large for them.
    scores = score_many(instrument, np.array([low, high, *filled], dtype=object), denominator=unit)
    parts = [_part_score(scores, place, known) for place in range(len(scores.parts))]
    return Scorecard(
        instrument=instrument,
        year=year,
        aspects=tuple(each for each in parts if each.part.kind == "aspect"),
        domains=tuple(each for each in parts if each.part.kind == "domain"),
        index=parts[-1],
        verdict=_verdict(instrument, parts[-1], year),
    )


def _part_score(scores: Scores, place: int, known: list[Span | None]) -> PartScore:
    member = frame(scores.instrument).weights[:, place] > 0
    mine = [span for span, belongs in zip(known, member, strict=True) if belongs]
    open_end = any(span is not None and span.open_end for span in mine)
    lowest, highest, *filled = (int(total) for total in scores.sums[:, place])
    answered = int(scores.answered[-1, place]) * scores.denominator
    whole = int(scores.full[place]) * scores.denominator
    return PartScore(
        part=scores.parts[place],
        items=len(mine),
        answered=sum(span is not None for span in mine),
        possible=Span(Fraction(lowest, whole), Fraction(highest, whole), open_end) if whole else None,
        average=_average(filled, answered, open_end) if answered else None,
    )


def _average(filled: list[int], answered: int, open_end: bool) -> Span:
    low, high = (Fraction(total, answered) for total in filled)
    return Span(low, high, open_end)


def _verdict(instrument: Instrument, index: PartScore, year: int | None) -> Verdict:
    known = instrument.predicate_basis(year)
    basis = known or instrument.predicate_basis_otherwise
    other: Basis = "exact" if basis == "shown" else "shown"
    mine, theirs = _predicate(instrument, index, basis), _predicate(instrument, index, other)
    return Verdict(
        predicate=mine,
        basis=basis,
        basis_known=known is not None,
        on_other_basis=theirs if theirs != mine else None,
    )


def _predicate(instrument: Instrument, index: PartScore, basis: Basis) -> Predicate | None:
    if index.known is None:
        return None
    if basis == "shown":
        low, high = (instrument.predicate(end) for end in index.known.printed_ends(instrument.digits))
    else:
        low = instrument.predicate(index.known.low)
        above = instrument.predicate_below if index.known.open_end else instrument.predicate
        high = above(index.known.high)
    return low if low == high else None
