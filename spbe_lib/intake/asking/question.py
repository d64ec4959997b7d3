"""What is asked about one item, in the words of the law and of the chosen service."""

from dataclasses import dataclass

from spbe_lib.intake.asking.words import item_title
from spbe_lib.law.instrument import Indicator, Instrument, Item
from spbe_lib.records.answers import Response, Standing
from spbe_lib.records.register import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One item, the answer that is known already (empty if none), and where that stands."""

    cycle: Cycle
    instrument: Instrument
    item: Item
    answer: Response
    standing: Standing | None

    @property
    def indicator(self) -> Indicator:
        """The indicator that the item belongs to."""
        return self.instrument.indicator(self.item.indicator)

    @property
    def title(self) -> str:
        """What the item is called, after the chosen service where there is one."""
        return item_title(self.cycle, self.instrument, self.item)

    @property
    def wish(self) -> str:
        """Last year's recommendation for the item; empty where there was none."""
        return self.cycle.recommendation(self.item.code)

    @property
    def follows_up(self) -> bool:
        """Whether it is asked what became of a recommendation."""
        return bool(self.wish or self.answer.follow_up)

    def told(self, text: str) -> str:
        """A text of the law with the chosen service in place of its stand-in ("layanan publik sektor 1")."""
        return self.cycle.said(self.item.code, self.indicator.short_name, text)
