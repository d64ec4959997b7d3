"""Simulations: the changes add up to the change of the index, exactly, under every edition."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.results.scenario import base_code, climbed, next_levels, simulate, total
from spbe_lib.results.scorecard import score

EDITIONS = [load_edition(code) for code in edition_codes()]
LAW = load_edition("permenpanrb-59-2020")
NEW = load_edition("permenpanrb-8-2026")
THREE = {item.code: Span.exactly(3) for item in LAW.items}
Case = tuple[Instrument, dict[str, Span], dict[str, Span]]


@st.composite
def moved(draw: st.DrawFn) -> Case:
    """Any edition with a value everywhere, exact or known as a range, and some other values."""
    edition = draw(st.sampled_from(EDITIONS))
    unit = edition.level_denominator
    exact = st.integers(unit, 5 * unit).map(lambda units: Span.exactly(Fraction(units, unit)))
    ranged = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
        lambda ends: Span(1 + Fraction(min(ends), 9), 1 + Fraction(max(ends), 9))
    )
    value = exact if unit == 1 else st.one_of(exact, ranged)
    base = {item.code: draw(value) for item in edition.items}
    codes = draw(st.sets(st.sampled_from(sorted(base))))
    return edition, base, {code: draw(exact) for code in codes}


@given(moved())
def test_the_gains_add_up_to_the_change_of_the_index(case: Case) -> None:
    """Item by item and aspect by aspect; where values are ranges, the sum is a range of the same middle."""
    edition, base, changes = case
    simulation = simulate(edition, base, changes)
    before, after = simulation.before.index.possible, simulation.after.index.possible
    assert before is not None
    assert after is not None

    gain = simulation.gain
    assert gain.low + gain.high == (after.low + after.high) - (before.low + before.high)
    assert total(part for _, part in simulation.by_aspect) == gain
    if simulation.before.index.exact is not None and simulation.after.index.exact is not None:
        assert gain.exact == simulation.after.index.exact - simulation.before.index.exact


@given(moved(), st.data())
def test_while_something_is_open_the_gains_are_those_of_the_lowest_index(
    case: Case, data: st.DataObject
) -> None:
    """An unanswered item counts as the edition says until it is set, and stays unanswered unless it is."""
    edition, base, changes = case
    opened = data.draw(st.sets(st.sampled_from(sorted(base)), min_size=1))
    known = {code: span for code, span in base.items() if code not in opened}
    simulation = simulate(edition, known, changes)
    before, after = simulation.before.index.possible, simulation.after.index.possible
    assert before is not None
    assert after is not None

    assert not simulation.of_index
    assert simulation.gain.exact == after.low - before.low
    assert simulation.after.index.answered == len({*known, *changes})


@given(moved())
def test_the_scorecards_are_those_of_scoring(case: Case) -> None:
    """A simulation has no arithmetic of its own; nothing changed is nothing gained."""
    edition, base, changes = case
    simulation = simulate(edition, base, changes)

    assert simulation.before == score(edition, base)
    assert simulation.after == score(edition, {**base, **changes})
    assert simulate(edition, base, base).shifts == ()


def test_a_value_of_no_item_is_refused() -> None:
    """A misspelt item is a mistake, never nothing."""
    with pytest.raises(ValueError, match="99"):
        simulate(LAW, THREE, {"99": Span.exactly(4)})


def test_every_item_goes_one_level_up_and_stops_at_the_top() -> None:
    """What is unanswered stays so; what stands between two levels goes to the upper one."""
    base = {"1": Span.exactly(5), "2": Span.exactly(1), "3": Span.exactly(Fraction(7, 6))}
    found = next_levels(NEW, base)

    assert found == {"2": Span.exactly(2), "3": Span.exactly(2)}
    printed_two = {"1": Span(Fraction("1.995"), Fraction("2.005"), open_end=True)}
    assert next_levels(NEW, printed_two) == {"1": Span.exactly(3)}


def test_the_way_up_follows_what_each_level_rests_on() -> None:
    """59/2020 indicator 3: level 4 rests on 2, so that nothing of level 3 is asked on the way to 4."""
    third, first = LAW.indicator(3), LAW.indicator(1)

    assert [level.value for level in climbed(third, Span.exactly(2), Span.exactly(4))] == [4]
    assert [level.value for level in climbed(first, Span.exactly(2), Span.exactly(4))] == [3, 4]
    assert [level.value for level in climbed(first, None, Span.exactly(2))] == [1, 2]
    shown_two = Span(Fraction("1.995"), Fraction("2.005"), open_end=True)
    assert [level.value for level in climbed(first, shown_two, Span.exactly(3))] == [3]
    assert [level.value for level in climbed(first, Span.exactly(1), shown_two)] == [2]
    assert climbed(first, Span.exactly(4), Span.exactly(2)) == ()
    old = load_edition("permenpanrb-5-2018").indicators[0]
    assert climbed(old, Span.exactly(1), Span.exactly(3)) == ()


def test_one_number_tells_a_base_from_another() -> None:
    """Another value, a range, an unanswered item, another edition: each is another base."""
    other = THREE | {"1": Span.exactly(4)}
    ranged = THREE | {"1": Span(Fraction(3), Fraction(4))}
    part = {code: span for code, span in THREE.items() if code != "1"}

    codes = {base_code(LAW, each) for each in (THREE, other, ranged, part)}
    assert len(codes) == 4
    assert base_code(LAW, dict(reversed(THREE.items()))) == base_code(LAW, THREE)
    assert base_code(LAW, {}) != base_code(NEW, {})
