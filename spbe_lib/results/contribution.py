"""What each OPD contributes to the government's index (*kontribusi*): points, never an index of its own.

The index belongs to the government. An OPD is told what the indicators that it leads bring, and what
they can still add; all contributions together are the index.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.register import Cycle

_NOTHING = Span.exactly(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What the indicators of one lead bring to the index, in points of the index (0–5).

    Attributes:
        opd: Code of the lead; None for the indicators that nobody leads.
        items: Codes of its items, in legal order.
        answered: How many of them have a value.
        brings: What the values bring; a range where they are known as ranges.
        can_add: What is left up to the highest level of each scale. An unanswered item brings
            nothing and can add all.
    """

    opd: str | None
    items: tuple[str, ...]
    answered: int
    brings: Span
    can_add: Span


def contributions(
    cycle: Cycle, instrument: Instrument, values: Mapping[str, Span]
) -> tuple[Contribution, ...]:
    """Share out the index of one stage among the leads.

    Args:
        cycle: Whose leads; only they contribute, a supporting OPD does not.
        instrument: The edition.
        values: Values (0–5) of one stage by item; a missing item is unanswered.

    Returns:
        One contribution per lead in the order of the register, and last, if there are any, the
        indicators without a lead. While all items are answered, ``brings`` adds up to the exact index.

    Raises:
        ValueError: A value belongs to no item of the edition.

    Reference:
        59/2020, pp. 21–24: the index is the weighted sum over all indicators.
    """
    if unknown := sorted(set(values) - {item.code for item in instrument.items}):
        raise ValueError(f"{instrument.code} has no items {unknown}")
    places = cycle.places
    led: dict[str | None, list[Item]] = {}
    for item in instrument.items:
        led.setdefault(cycle.leads.get(item.indicator), []).append(item)
    leads = sorted(led, key=lambda code: (code is None, places.get(code or "", len(places)), code or ""))
    return tuple(_contribution(instrument, code, led[code], values) for code in leads)


def _contribution(
    instrument: Instrument, opd: str | None, items: list[Item], values: Mapping[str, Span]
) -> Contribution:
    whole = instrument.whole_weight
    brings, can_add = [], []
    for item in items:
        top = instrument.indicator(item.indicator).scale.levels[-1].value
        value = values.get(item.code, _NOTHING)
        # Where the upper end of a rounded value is out, so is the lower end of what is left; a Span
        # cannot say that, and the one point too many keeps the range on the safe side.
        left = Span(top - value.high, top - value.low)
        brings.append(_times(value, item.weight / whole))
        can_add.append(_times(left, item.weight / whole))
    return Contribution(
        opd=opd,
        items=tuple(item.code for item in items),
        answered=sum(item.code in values for item in items),
        brings=_total(brings),
        can_add=_total(can_add),
    )


def _times(span: Span, factor: Fraction) -> Span:
    return Span(span.low * factor, span.high * factor, span.open_end)


def _total(spans: Iterable[Span]) -> Span:
    known = tuple(spans)
    low = sum((span.low for span in known), Fraction(0))
    high = sum((span.high for span in known), Fraction(0))
    return Span(low, high, any(span.open_end for span in known))
