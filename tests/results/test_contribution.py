"""What each OPD contributes to the government's index: all shares together are the index."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from spbe_lib.results.contribution import Contribution, contributions
from spbe_lib.results.scorecard import score
from tests.results.office import office, register

EDITIONS = [load_edition(code) for code in edition_codes()]
LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
NEW = load_edition("permenpanrb-8-2026")
Case = tuple[Instrument, Cycle, dict[str, Span]]


def sums(parts: tuple[Contribution, ...]) -> tuple[Fraction, Fraction]:
    """The sum of what all bring and of what all can add, where values are exact."""
    brings = sum((part.brings.exact or Fraction(0) for part in parts), Fraction(0))
    can_add = sum((part.can_add.exact or Fraction(0) for part in parts), Fraction(0))
    return brings, can_add


@st.composite
def shared_out(draw: st.DrawFn) -> Case:
    """Any edition, a register of up to eight, leads drawn at random and some indicators without one."""
    edition = draw(st.sampled_from(EDITIONS))
    opds = register(draw(st.integers(1, 8)))
    # The first OPD leads one indicator only; None leaves an indicator without a lead.
    one, others = edition.indicators[0].number, [None, *(opd.code for opd in opds[1:])]
    drawn = {each.number: draw(st.sampled_from(others)) for each in edition.indicators}
    leads = {number: lead for number, lead in drawn.items() if lead} | {one: opds[0].code}
    unit = edition.level_denominator
    value = st.integers(unit, 5 * unit).map(lambda units: Span.exactly(Fraction(units, unit)))
    return edition, office(edition, opds, leads), {item.code: draw(value) for item in edition.items}


@given(shared_out())
def test_all_contributions_together_are_the_exact_index(case: Case) -> None:
    """With every item answered, what the OPDs bring adds up to the index to the last digit."""
    edition, cycle, values = case

    assert sums(contributions(cycle, edition, values))[0] == score(edition, values).index.exact


@given(shared_out(), st.data())
def test_what_is_brought_and_what_can_be_added_are_the_highest_possible(
    case: Case, data: st.DataObject
) -> None:
    """Whatever is answered, the two sums are the index of the top level everywhere."""
    edition, cycle, values = case
    kept = data.draw(st.sets(st.sampled_from(sorted(values))))
    top = {item.code: Span.exactly(edition.top) for item in edition.items}
    brings, can_add = sums(contributions(cycle, edition, {code: values[code] for code in kept}))

    assert brings + can_add == score(edition, top).index.exact == edition.top


@given(shared_out())
def test_every_item_belongs_to_exactly_one_contribution(case: Case) -> None:
    """Each item stands once, with its lead, the leads in the register's order and nobody's items last."""
    edition, cycle, values = case
    parts = contributions(cycle, edition, values)
    codes = [opd.code for opd in cycle.opds if cycle.led_by(opd.code)]
    leaderless = [i.code for i in edition.items if i.indicator not in cycle.leads]

    assert sorted(code for part in parts for code in part.items) == sorted(i.code for i in edition.items)
    assert [part.opd for part in parts] == codes + ([None] if leaderless else [])
    assert [list(part.items) for part in parts if part.opd is None] == ([leaderless] if leaderless else [])


@pytest.mark.failure(3)
def test_an_unanswered_item_brings_nothing_and_can_add_all() -> None:
    """Nothing is answered: 0 brought, 5 to be added, and a lead without answers is there all the same."""
    cycle = office(LAW, register(2), {1: "opd-02"})
    first, rest = contributions(cycle, LAW, {})

    assert (first.opd, first.items, first.answered) == ("opd-02", ("1",), 0)
    assert first.brings == Span.exactly(0)
    assert first.can_add == Span.exactly(LAW.items[0].weight / 100 * 5)
    assert (rest.opd, len(rest.items)) == (None, 46)


@pytest.mark.failure(28)
def test_an_opd_with_one_indicator_at_level_4_is_told_points_and_never_an_index_of_four() -> None:
    """Weight 1,3 percent at level 4 brings 0,052 of the index; 4,00 stands nowhere."""
    cycle = office(LAW, register(1), {1: "opd-01"})
    mine, _ = contributions(cycle, LAW, {"1": Span.exactly(4)})

    assert LAW.items[0].weight == Fraction("1.3")
    assert mine.brings == Span.exactly(Fraction("0.052"))
    assert mine.can_add == Span.exactly(Fraction("0.013"))


@pytest.mark.failure(28)
def test_a_contribution_has_no_place_for_an_index_a_predicate_or_a_rank() -> None:
    """What the type cannot hold, no page can print."""
    assert [field.name for field in dataclasses.fields(Contribution)] == [
        "opd",
        "items",
        "answered",
        "brings",
        "can_add",
    ]


def test_the_three_services_of_one_indicator_go_to_its_lead() -> None:
    """In 5/2018 indicator 35 has three items; the lead of 35 leads all of them."""
    mine, _ = contributions(office(OLD, register(1), {35: "opd-01"}), OLD, {"35a": Span.exactly(3)})

    assert (mine.items, mine.answered) == (("35a", "35b", "35c"), 1)


def test_rounded_values_stay_ranges_that_add_up() -> None:
    """1,17 everywhere: the shares are ranges whose ends add up to the ends of the index."""
    value = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    values = {item.code: value for item in NEW.items}
    cycle = office(NEW, register(3), {1: "opd-01", 2: "opd-02", 3: "opd-03"})
    parts = contributions(cycle, NEW, values)
    index = score(NEW, values).index.known

    assert index is not None
    assert sum(part.brings.low for part in parts) == index.low
    assert sum(part.brings.high for part in parts) == index.high
    assert all(part.brings.open_end for part in parts)
    assert sum(part.can_add.low for part in parts) == 5 - index.high
    assert sum(part.can_add.high for part in parts) == 5 - index.low


def test_a_lead_that_the_register_does_not_know_still_keeps_its_share() -> None:
    """Nothing falls out of the sum because of a stale assignment."""
    values = {item.code: Span.exactly(3) for item in LAW.items}
    parts = contributions(office(LAW, register(1), {1: "lama", 2: "opd-01"}), LAW, values)

    assert [part.opd for part in parts] == ["opd-01", "lama", None]
    assert sums(parts)[0] == 3


def test_a_value_for_an_item_that_does_not_exist_is_refused() -> None:
    """35 is no item of 5/2018: its three services are."""
    with pytest.raises(ValueError, match="35"):
        contributions(office(OLD, register(1), {}), OLD, {"35": Span.exactly(3)})
