"""What is asked for next where only the value of an indicator is known."""

from fractions import Fraction

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Indicator
from spbe_lib.law.ladder import next_requirement

LAW = load_edition("permenpanrb-59-2020")
CASES = [(indicator, value) for indicator in LAW.indicators for value in range(1, 6)]


@pytest.mark.parametrize(
    ("indicator", "value"), CASES, ids=[f"I{indicator.number:02d}-L{value}" for indicator, value in CASES]
)
def test_a_value_asks_for_the_first_requirement_of_the_next_level(indicator: Indicator, value: int) -> None:
    """A value above the lowest proves its level; the lowest proves nothing; the top asks nothing."""
    asked = next_requirement(LAW, indicator, Fraction(value))

    lowest = 1 if indicator.number >= 32 else 2
    expected = {1: f"L{lowest}-01", 2: "L3-01", 3: "L4-01", 4: "L5-01", 5: None}[value]
    assert (asked.code[4:] if asked else None) == expected


@pytest.mark.parametrize("indicator", LAW.indicators, ids=lambda each: f"I{each.number:02d}")
def test_not_handed_in_asks_for_the_very_first_requirement(indicator: Indicator) -> None:
    """The value of what was never handed in proves no more than nothing fulfilled."""
    lowest = next_requirement(LAW, indicator, LAW.nothing_fulfilled.value)

    assert lowest
    assert next_requirement(LAW, indicator, Fraction(0)) == lowest


@pytest.mark.parametrize("code", ["permenpanrb-5-2018", "permenpanrb-8-2026"])
def test_nothing_is_asked_where_the_requirements_are_not_known(code: str) -> None:
    """An edition without requirements has no next one, whatever the value."""
    edition = load_edition(code)

    for indicator in edition.indicators:
        assert [next_requirement(edition, indicator, Fraction(value)) for value in range(6)] == [None] * 6
