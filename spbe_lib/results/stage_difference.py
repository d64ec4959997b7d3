"""What makes up the difference between two complete sets of values: item by item, adding up exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDifference:
    """An item with another value (0–5) afterwards, and what that adds to the index, negative where it takes.

    The points of all items together are the difference of the two exact indices.
    """

    item: Item
    before: Span
    after: Span
    points: Span

    @property
    def may_be_none(self) -> bool:
        """Whether both values may be the same one, of which print keeps a few digits only (2 and 2,00)."""
        return self.points.low <= 0 <= self.points.high


def item_differences(
    instrument: Instrument, before: Mapping[str, Span], after: Mapping[str, Span]
) -> tuple[ItemDifference, ...]:
    """The items whose value changed, in legal order.

    Args:
        instrument: The edition of both.
        before: The earlier values by item.
        after: The later ones.

    Raises:
        KeyError: One of them lacks an item; only complete indices have a difference.
    """
    pairs = ((item, before[item.code], after[item.code]) for item in instrument.items)
    return tuple(
        ItemDifference(
            item=item,
            before=earlier,
            after=later,
            points=_times(earlier, later, item.weight / instrument.whole_weight),
        )
        for item, earlier, later in pairs
        if earlier != later
    )


def _times(before: Span, after: Span, share: Fraction) -> Span:
    return Span((after.low - before.high) * share, (after.high - before.low) * share, after.open_end)
