"""From any ticked requirements to a level: properties that hold whatever is ticked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Indicator
from spbe_lib.law.ladder import climb
from tests.law.oracle import codes, oracle

LAW = load_edition("permenpanrb-59-2020")


@st.composite
def answers(draw: st.DrawFn) -> tuple[Indicator, set[str]]:
    """An indicator and any subset of its requirements, ticked."""
    indicator = draw(st.sampled_from(LAW.indicators))
    return indicator, draw(st.sets(st.sampled_from(sorted(codes(indicator, 1, 2, 3, 4, 5)))))


@pytest.mark.failure(5)
@given(answers())
def test_any_answer_yields_what_the_definition_says(answer: tuple[Indicator, set[str]]) -> None:
    """The level of a random set of ticks is that of the plain recursive definition."""
    indicator, ticked = answer

    assert climb(LAW, indicator, ticked).value == oracle(indicator, ticked)


@given(answers(), st.data())
def test_ticking_one_more_requirement_never_lowers_the_level(
    answer: tuple[Indicator, set[str]], data: st.DataObject
) -> None:
    """More fulfilled is never worth less."""
    indicator, ticked = answer
    more = data.draw(st.sampled_from(sorted(codes(indicator, 1, 2, 3, 4, 5))))

    assert climb(LAW, indicator, ticked | {more}).value >= climb(LAW, indicator, ticked).value


@given(answers(), answers())
def test_ticks_of_other_indicators_change_nothing(
    answer: tuple[Indicator, set[str]], other: tuple[Indicator, set[str]]
) -> None:
    """What is ticked elsewhere, or is no requirement at all, plays no part."""
    indicator, ticked = answer
    foreign = other[1] - codes(indicator, 1, 2, 3, 4, 5) | {"I99-L9-99", ""}

    assert climb(LAW, indicator, ticked | foreign) == climb(LAW, indicator, ticked)


@given(answers())
def test_the_first_missing_requirement_is_never_a_ticked_one(answer: tuple[Indicator, set[str]]) -> None:
    """Below the top something is missing, and it is one of the indicator's unticked requirements."""
    indicator, ticked = answer
    reached = climb(LAW, indicator, ticked)

    missing = reached.first_missing.code if reached.first_missing else None
    assert (missing is None) == (reached.value == 5)
    assert missing is None or missing in codes(indicator, 1, 2, 3, 4, 5) - ticked
