"""What one OPD has to prove in a cycle: requirements up to the level aimed at, and obligations. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spbe_lib.law.instrument import Indicator, Instrument, Item, Level, Requirement
from spbe_lib.records.obligations import asked_items, obligations
from spbe_lib.records.register import Cycle

_FURTHER = "Data dukung untuk indikator ini secara keseluruhan."
_UNKNOWN = "; syaratnya tidak tersedia di sini, tanyakan kepada Tim Asesor Internal."


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a document is to prove.

    Attributes:
        indicator: Legal number of the item (``13``, ``35a``).
        name: The indicator's name, or the title of the chosen service.
        level: The level that the requirement belongs to; None where only the item is known.
        requirement: Code of the requirement; None for the item as a whole.
        label: How people call it: ``syarat 3.1``.
        text: What must be the case.
        elements: What the fact must contain completely.
        examples: Documents that would fit.
        shared: Whether it is asked of the OPD because it is asked of all.
        further: Whether it only takes up documents of an item whose requirements are listed besides.
        page: Page or article of last year's document that proved it, as cited.
    """

    indicator: str
    name: str
    level: int | None = None
    requirement: str | None = None
    label: str = "seluruh indikator"
    text: str = ""
    elements: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    shared: bool = False
    further: bool = False
    page: str = ""

    @property
    def topic(self) -> str:
        """The topic of the answer that it belongs to: item code, or code of the shared obligation."""
        return self.requirement if self.shared and self.requirement else self.indicator


def purposes(cycle: Cycle, instrument: Instrument, opd: str) -> Iterator[Purpose]:
    """What one OPD has to prove, in legal order: as the lead, then as one of all.

    Beside the requirements of an item stands the item as a whole, see ``Purpose.further``.
    """
    for item in asked_items(cycle, instrument, opd):
        yield from _of_item(cycle, instrument, instrument.indicator(item.indicator), item)
    for number, rule in obligations(cycle, instrument, opd):
        indicator = instrument.indicator(number)
        level = indicator.level(rule.level)
        for requirement in level.requirements if level else ():
            if level and requirement.code == rule.requirement:
                item = indicator.items[0]
                yield replace(
                    _purpose(cycle, indicator, item, level, requirement), indicator=str(number), shared=True
                )


def aimed_level(cycle: Cycle, instrument: Instrument, item: Item) -> int | None:
    """The level that an item should reach: the cycle's target, else one above last year's final value.

    None where neither is known; never above the highest level of its scale.
    """
    levels = instrument.indicator(item.indicator).scale.levels
    if item.code in cycle.target.levels:
        return cycle.target.levels[item.code]
    previous = cycle.previous
    if previous is None or previous.edition != instrument.code or item.code not in previous.values:
        return None
    reached = previous.values[item.code].low
    return next((level.value for level in levels if level.value > reached), levels[-1].value)


def _of_item(cycle: Cycle, instrument: Instrument, indicator: Indicator, item: Item) -> Iterator[Purpose]:
    aim = aimed_level(cycle, instrument, item)
    name = cycle.services.get(item.code) or indicator.name
    whole = Purpose(indicator=item.code, name=name, examples=indicator.evidence)
    if not indicator.levels:
        goal = "yang dicapai" if aim is None else aim
        yield replace(whole, level=aim, text=f"Bukti tingkat {goal}{_UNKNOWN}")
        return
    for level in _way(indicator, aim):
        for requirement in level.requirements:
            yield _purpose(cycle, indicator, item, level, requirement)
    yield replace(whole, text=_FURTHER, further=True)


def _way(indicator: Indicator, aim: int | None) -> tuple[Level, ...]:
    """The levels that must hold for one to be reached, lowest first; all where no level is aimed at."""
    if aim is None:
        return indicator.levels
    way: list[Level] = []
    level = indicator.level(aim)
    while level is not None:
        way.insert(0, level)
        level = indicator.level(level.prerequisite) if level.prerequisite is not None else None
    return tuple(way)


def _purpose(
    cycle: Cycle, indicator: Indicator, item: Item, level: Level, requirement: Requirement
) -> Purpose:
    return Purpose(
        indicator=item.code,
        name=cycle.services.get(item.code) or indicator.name,
        level=level.value,
        requirement=requirement.code,
        label=indicator.label_of(requirement.code) or requirement.code,
        text=cycle.said(item.code, indicator.short_name, requirement.text),
        elements=requirement.elements,
        examples=requirement.evidence,
    )
