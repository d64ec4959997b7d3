"""How a figure arises: value × weight, item by item or part by part, their sum, and what it is divided by.

Everything is exact here; the last step, rounding half up, is the printer's. While items are unanswered a
figure is explained at both ends, lowest and highest, and with it the average of what is filled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.results.scorecard import PartScore, Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What one item or part adds to the whole above it: its value (0–5) times its weight (percent).

    Attributes:
        of: The item or part.
        value: From the lowest to the highest that it counts; equal ends where it is known exactly.
        weight: Its weight in percent.
        known: Whether the item is answered, the part complete.
    """

    of: Item | PartScore
    value: Span
    weight: Fraction
    known: bool

    @property
    def product(self) -> Span:
        """Value × weight, exactly."""
        return times(self.value, self.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How the figure of a part follows from what lies below it.

    Attributes:
        part: What is explained.
        terms: Items of an aspect; aspects of a domain; domains of the index, and aspects without a domain.
        filled: Sum of value × weight over the answered items alone, for the average of what is filled.
        filled_weight: Their weights together, in percent.
    """

    part: PartScore
    terms: tuple[Term, ...]
    filled: Span
    filled_weight: Fraction

    @property
    def total(self) -> Span:
        """The products together."""
        return total([term.product for term in self.terms])

    @property
    def weight(self) -> Fraction:
        """What the total is divided by: the weights of the terms together, in percent."""
        return sum((term.weight for term in self.terms), Fraction(0))


def explain(card: Scorecard, values: Mapping[str, Span]) -> tuple[Explanation, ...]:
    """Explain every figure of a scorecard.

    Args:
        card: The scorecard.
        values: The values (0–5) by item from which it was made.

    Returns:
        The index, then the domains, then the aspects, each in legal order. Parts without items have no terms.

    Reference:
        59/2020, pp. 21–24 (formulas and worked examples).

    >>> from spbe_lib.law.editions import load_edition
    >>> from spbe_lib.results.scorecard import score
    >>> edition = load_edition("permenpanrb-59-2020")
    >>> values = {item.code: Span.exactly(3) for item in edition.items}
    >>> index = explain(score(edition, values), values)[0]
    >>> index.total.exact, index.weight
    (Fraction(300, 1), Fraction(100, 1))
    """
    aspects = {score.part.number: score for score in card.aspects}
    domain_of = {aspect.number: aspect.domain for aspect in card.instrument.aspects}
    within = {
        domain.part.number: [
            score for number, score in aspects.items() if domain_of[number] == domain.part.number
        ]
        for domain in card.domains
    }
    top = [*card.domains, *(score for number, score in aspects.items() if domain_of[number] is None)]
    return (
        _of_parts(card, card.index, top, values),
        *(_of_parts(card, domain, within[domain.part.number], values) for domain in card.domains),
        *(_of_items(card.instrument, aspect, values) for aspect in card.aspects),
    )


def item_terms(instrument: Instrument, items: Sequence[Item], values: Mapping[str, Span]) -> tuple[Term, ...]:
    """Items with their values; an unanswered one from the least that it counts to the top of its scale."""
    return tuple(_item_term(instrument, item, values.get(item.code)) for item in items)


def gain(instrument: Instrument, item: Item, value: Span, level: int) -> Span:
    """What an item adds to the index when it rises from its value to a level, in points of the index."""
    return times(Span(level - value.high, level - value.low), item.weight / instrument.whole_weight)


def times(span: Span, factor: Fraction) -> Span:
    """A value times a weight; positive factors only."""
    return Span(span.low * factor, span.high * factor, span.open_end)


def total(spans: Sequence[Span]) -> Span:
    """The sum of figures, end by end."""
    low = sum((span.low for span in spans), Fraction(0))
    high = sum((span.high for span in spans), Fraction(0))
    return Span(low, high, any(span.open_end for span in spans))


def _item_term(instrument: Instrument, item: Item, value: Span | None) -> Term:
    top = instrument.indicator(item.indicator).scale.levels[-1].value
    possible = Span(instrument.unanswered.value, Fraction(top))
    return Term(of=item, value=value or possible, weight=item.weight, known=value is not None)


def _of_items(instrument: Instrument, part: PartScore, values: Mapping[str, Span]) -> Explanation:
    mine = [item for item in instrument.items if item.aspect == part.part.number]
    return _explanation(part, item_terms(instrument, mine, values), mine, values)


def _of_parts(
    card: Scorecard, part: PartScore, below: Sequence[PartScore], values: Mapping[str, Span]
) -> Explanation:
    terms = tuple(
        Term(of=each, value=each.possible, weight=each.part.weight, known=each.complete)
        for each in below
        if each.possible is not None
    )
    domain_of = {aspect.number: aspect.domain for aspect in card.instrument.aspects}
    mine = [
        item
        for item in card.instrument.items
        if part.part.kind == "index" or domain_of[item.aspect] == part.part.number
    ]
    return _explanation(part, terms, mine, values)


def _explanation(
    part: PartScore, terms: tuple[Term, ...], items: Sequence[Item], values: Mapping[str, Span]
) -> Explanation:
    answered = [item for item in items if item.code in values]
    return Explanation(
        part=part,
        terms=terms,
        filled=total([times(values[item.code], item.weight) for item in answered]),
        filled_weight=sum((item.weight for item in answered), Fraction(0)),
    )
