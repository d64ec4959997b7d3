"""How remarks name what they are about: legal numbers and names, never a code or a row."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.records.register import Cycle

_MOST = 6
"""So many are named one by one; of the others it is said how many they are."""


def listed(names: Sequence[str], between: str = ", ") -> str:
    """Names in a sentence: "3.1, 3.2 dan 4.1"; a long list is cut and counted.

    >>> listed(["3.1", "3.2", "4.1"])
    '3.1, 3.2 dan 4.1'
    """
    cut = list(names) if len(names) <= _MOST else [*names[: _MOST - 1], f"{len(names) - _MOST + 1} lagi"]
    return " dan ".join([between.join(cut[:-1]), cut[-1]]) if len(cut) > 1 else "".join(cut)


def shown(value: Span, digits: int) -> str:
    """A level or figure as people read it: 3, or 1,17."""
    return str(value.low) if value.exact is not None else value.printed(digits)


@lru_cache
def legal_places(instrument: Instrument) -> Mapping[str, int]:
    """Where every topic stands in the regulation: an item before the obligations of its indicator."""
    topics = [
        topic
        for indicator in instrument.indicators
        for topic in (*(item.code for item in indicator.items), *_requirements(indicator))
    ]
    return {topic: place for place, topic in enumerate(topics)}


def subject(cycle: Cycle, instrument: Instrument, topics: Sequence[str]) -> str:
    """What a remark is about: ``Indikator 47 – …``; several by their numbers, obligations apart."""
    if len(topics) == 1 and (item := instrument.item(topics[0])):
        name = cycle.services.get(item.code) or instrument.indicator(item.indicator).short_name
        return f"Indikator {item.code} – {name}"
    led = [topic for topic in topics if instrument.item(topic)]
    shared = [_number(instrument, topic) for topic in topics if topic not in led]
    parts = [f"indikator {listed(led)}"] if led else []
    parts += [f"kewajiban bersama indikator {listed(list(dict.fromkeys(shared)))}"] if shared else []
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}"


def _number(instrument: Instrument, requirement: str) -> str:
    """The legal number of an obligation's indicator, with its level where the indicator asks two."""
    for indicator in instrument.indicators:
        rules = [rule for rule in indicator.scope if rule.kind == "practice"]
        for rule in (each for each in rules if each.requirement == requirement):
            return str(indicator.number) if len(rules) == 1 else f"{indicator.number} tingkat {rule.level}"
    return requirement


def _requirements(indicator: Indicator) -> list[str]:
    return [each.code for level in indicator.levels for each in level.requirements]
