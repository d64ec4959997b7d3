"""From ticked requirements to a level: every one of the 47 x 5 cases of 59/2020."""

import dataclasses
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.law.editions import load_edition, read_edition
from spbe_lib.law.instrument import Indicator
from spbe_lib.law.ladder import Climb, climb
from tests.law.oracle import codes, oracle

LAW = load_edition("permenpanrb-59-2020")
INDICATORS = LAW.indicators
WITHOUT_REQUIREMENTS = ("permenpanrb-5-2018", "permenpanrb-8-2026")
CASES = [(indicator, value) for indicator in INDICATORS for value in range(1, 6)]

each_indicator = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: f"I{each.number:02d}")
each_case = pytest.mark.parametrize(
    ("indicator", "value"), CASES, ids=[f"I{indicator.number:02d}-L{value}" for indicator, value in CASES]
)


@pytest.mark.failure(5)
@each_case
def test_everything_ticked_up_to_a_level_yields_that_level(indicator: Indicator, value: int) -> None:
    """Ticking every requirement of the levels up to one reaches it, and no level is left unsupported."""
    reached = climb(LAW, indicator, codes(indicator, *range(1, value + 1)))

    above = indicator.level(value + 1)
    first_missing = above.requirements[0] if above else None
    assert reached == Climb(value=Fraction(value), first_missing=first_missing, unsupported=())


def test_the_way_up_leads_through_what_the_next_level_rests_on() -> None:
    """Where level 5 rests on 3 and 4 on 2, who has 2, 4 and 5 lacks level 3 first."""
    model = LAW.indicator(3)
    rests = {5: 3}
    levels = tuple(
        dataclasses.replace(level, prerequisite=rests.get(level.value, level.prerequisite))
        for level in model.levels
    )
    indicator = dataclasses.replace(model, levels=levels)

    reached = climb(LAW, indicator, codes(indicator, 2, 4, 5))

    assert reached.value == 4
    assert reached.unsupported == (5,)
    assert reached.first_missing is not None
    assert reached.first_missing.code == "I03-L3-01"


@pytest.mark.failure(5)
@each_case
def test_one_requirement_left_out_yields_what_the_definition_says(indicator: Indicator, value: int) -> None:
    """Whichever requirement is missing, the level is that of the plain recursive definition."""
    everything = codes(indicator, *range(1, value + 1))

    for left_out in sorted(everything):
        ticked = everything - {left_out}
        reached = climb(LAW, indicator, ticked)

        assert reached.value == oracle(indicator, ticked), left_out
        assert (reached.value == value) == (value == 1 or (left_out == "I03-L3-01" and value > 3))


@pytest.mark.failure(5)
def test_indicator_3_reaches_level_4_from_level_2_without_level_3() -> None:
    """A policy that covers all six data processes is level 4 at once (p. 32)."""
    three = LAW.indicator(3)

    reached = climb(LAW, three, codes(three, 2, 4))

    assert reached.value == 4
    assert reached.unsupported == ()
    assert reached.first_missing == three.levels[4].requirements[0]


@pytest.mark.failure(5)
@each_indicator
def test_level_4_without_its_foundation_is_flagged_and_not_counted(indicator: Indicator) -> None:
    """Level 4 ticked with nothing under it is unsupported, and the value stays the lowest."""
    reached = climb(LAW, indicator, codes(indicator, 4))

    assert reached.value == 1
    assert reached.unsupported == (4,)


@pytest.mark.failure(5)
@each_indicator
def test_a_gap_leaves_everything_above_it_unsupported(indicator: Indicator) -> None:
    """With only level 2 unticked, levels 3, 4 and 5 are flagged and level 1 is what counts."""
    reached = climb(LAW, indicator, codes(indicator, 1, 3, 4, 5))

    assert reached.value == 1
    assert reached.unsupported == (3, 4, 5)
    assert reached.first_missing == indicator.levels[1].requirements[0]


@each_indicator
def test_nothing_ticked_counts_what_the_edition_says(indicator: Indicator) -> None:
    """Nothing fulfilled is the edition's own value, and the first requirement of all is missing."""
    reached = climb(LAW, indicator, set())

    assert reached.value == LAW.nothing_fulfilled.value == 1
    assert reached.unsupported == ()
    assert reached.first_missing
    assert reached.first_missing.code == f"I{indicator.number:02d}-L{1 if indicator.number >= 32 else 2}-01"


def test_the_first_missing_requirement_is_the_first_unticked_one_of_the_next_level() -> None:
    """With the first of two requirements ticked, the second is what is missing."""
    one = LAW.indicator(1)

    reached = climb(LAW, one, codes(one, 2) | {"I01-L3-01"})

    assert reached.first_missing
    assert reached.first_missing.code == "I01-L3-02"


def test_nothing_is_missing_at_the_top() -> None:
    """With everything ticked there is no first missing requirement."""
    for indicator in INDICATORS:
        assert climb(LAW, indicator, codes(indicator, 1, 2, 3, 4, 5)).first_missing is None


def test_another_edition_may_rest_its_levels_elsewhere() -> None:
    """The prerequisite is data: in the tiny edition level 3 of indicator 3 rests on level 1."""
    tiny = read_edition(Path(__file__).parent / "tiny")

    assert climb(tiny, tiny.indicator(3), {"I03-L3-01"}).value == 3
    assert climb(tiny, tiny.indicator(1), {"I01-L3-01"}).unsupported == (3,)


@pytest.mark.parametrize("code", WITHOUT_REQUIREMENTS)
def test_no_level_is_derived_where_the_requirements_are_not_known(code: str) -> None:
    """An edition without requirements refuses with its name and the indicator's number."""
    edition = load_edition(code)

    for indicator in edition.indicators:
        with pytest.raises(ValueError, match=f"{code}: indikator {indicator.number} "):
            climb(edition, indicator, {"I01-L2-01"})
