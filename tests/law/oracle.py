"""The ladder of 59/2020 once more, by its plain definition and nothing from the library's own."""

from spbe_lib.law.instrument import Indicator


def codes(indicator: Indicator, *levels: int) -> set[str]:
    """The codes of all requirements on some levels."""
    return {r.code for level in indicator.levels if level.value in levels for r in level.requirements}


def holds(number: int, level: int, ticked: set[str], own: dict[int, set[str]]) -> bool:
    """Say whether a level holds: its own requirements are ticked, and so is what it rests on."""
    if level == 0:
        return True
    rests_on = 2 if (number, level) == (3, 4) else level - 1
    return own[level] <= ticked and holds(number, rests_on, ticked, own)


def oracle(indicator: Indicator, ticked: set[str]) -> int:
    """The level by the plain definition, where level 1 is counted even with nothing fulfilled."""
    own = {value: codes(indicator, value) for value in range(1, 6)}
    return max([1, *(value for value in own if holds(indicator.number, value, ticked, own))])
