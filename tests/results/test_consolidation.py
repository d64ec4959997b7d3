"""From the answers of the OPDs to the values of the government: who counts, what holds back, who reads."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument, ScopeRule
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Answer, Entry, Records, Response, Status
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.records.scope import ScopeCount
from spbe_lib.results.consolidation import Direction, claim, consolidate, departures, self_reviewed
from tests.results.office import codes, office, recorded, register, says, ticks

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
NEW = load_edition("permenpanrb-8-2026")
DATA_CENTRE = "I16-L3-01"
FIVE = register(5)


def data_centre(*entries: Entry, level: int = 4, **others: list[Entry]) -> tuple[Cycle, Records]:
    """An office of five in which opd-01 claims a level for indicator 16."""
    response = ticks("opd-01", "16", codes(LAW, 16, *range(1, level + 1)))
    return office(LAW, FIVE, {16: "opd-01"}), recorded(response, *entries, **others)


def everyone_says(answer: Answer, *, but: tuple[str, ...] = ()) -> list[Entry]:
    """The same statement about the data centre by all five, but some."""
    return [says(opd.code, DATA_CENTRE, answer) for opd in FIVE if opd.code not in but]


def the_count(cycle: Cycle, records: Records, requirement: str = DATA_CENTRE) -> ScopeCount:
    """The count of one obligation."""
    found = consolidate(cycle, LAW, records).scopes
    return next(count for count in found if count.rule.requirement == requirement)


@pytest.mark.failure(3)
@pytest.mark.parametrize("edition", [LAW, OLD, NEW], ids=lambda each: each.code)
def test_nothing_handed_in_yields_no_value_at_all(edition: Instrument) -> None:
    """Every item is there, unanswered, with no level; the values are empty and never 0 or 1.

    An item that another index judges is asked of nobody; it has what the edition counts meanwhile.
    """
    result = consolidate(office(edition, FIVE, {1: "opd-01"}), edition, Records())

    assert tuple(result.items) == tuple(item.code for item in edition.items)
    assert not any(outcome.answered for outcome in result.items.values())
    assert set(result.values) == {code for code, outcome in result.items.items() if outcome.external}


@pytest.mark.failure(3)
def test_who_has_not_answered_is_missing_and_never_a_no() -> None:
    """An empty record and an answer left open are missing; a no is a no."""
    statements = [says("opd-02", DATA_CENTRE, Answer.NO), says("opd-03", DATA_CENTRE, None)]
    count = the_count(*data_centre(*statements, says("opd-01", DATA_CENTRE, Answer.YES)))

    assert count.no == ("opd-02",)
    assert count.missing == ("opd-03", "opd-04", "opd-05")
    assert count.lacking == ("opd-02", "opd-03", "opd-04", "opd-05")
    assert not count.holds


@pytest.mark.failure(3)
def test_an_explanation_without_tick_or_level_is_no_answer() -> None:
    """The lead wrote something but claimed nothing: unanswered, though it was handed in."""
    response = Response(opd="opd-01", item="16", fact="Sedang disusun.")
    outcome = consolidate(office(LAW, FIVE, {16: "opd-01"}), LAW, recorded(response)).items["16"]

    assert not outcome.answered
    assert outcome.value is None
    assert outcome.status is Status.SUBMITTED


def test_only_the_leads_response_counts() -> None:
    """A level that another OPD writes for the same indicator is ignored, also where nobody leads."""
    records = recorded(ticks("opd-02", "16", codes(LAW, 16, 2), level=5))

    for leads in ({16: "opd-01"}, {}):
        result = consolidate(office(LAW, FIVE, leads), LAW, records)
        assert result.values == {}
        assert result.items["16"].lead == leads.get(16)


def test_ticks_of_another_indicator_are_no_answer() -> None:
    """What is ticked must belong to the indicator, else nothing was claimed."""
    records = recorded(ticks("opd-01", "16", codes(LAW, 17, 2)))

    assert consolidate(office(LAW, FIVE, {16: "opd-01"}), LAW, records).values == {}


def test_a_level_given_directly_that_differs_from_the_ticks_is_told() -> None:
    """The ticks count; the level beside them is compared and not used."""
    cycle = office(LAW, FIVE, {3: "opd-01", 4: "opd-01"})
    records = recorded(
        ticks("opd-01", "3", codes(LAW, 3, 2), level=4), ticks("opd-01", "4", codes(LAW, 4, 2), level=2)
    )
    result = consolidate(cycle, LAW, records)

    assert result.items["3"].value == Span.exactly(2)
    assert [result.items[code].differs for code in ("3", "4")] == [True, False]


def test_a_level_without_what_it_rests_on_is_told_and_not_summed() -> None:
    """Level 4 ticked without level 3 stays at 2 and is to be asked about."""
    records = recorded(ticks("opd-01", "4", codes(LAW, 4, 2, 4)))
    outcome = consolidate(office(LAW, FIVE, {4: "opd-01"}), LAW, records).items["4"]

    assert outcome.value == Span.exactly(2)
    assert outcome.unsupported == (4,)


def test_the_lowest_level_given_directly_proves_nothing() -> None:
    """Level 1 is what is given with nothing fulfilled: the very first requirement is asked for."""
    records = recorded(ticks("opd-01", "32", [], level=1))
    outcome = consolidate(office(LAW, FIVE, {32: "opd-01"}), LAW, records).items["32"]

    assert outcome.value == Span.exactly(1)
    assert outcome.first_missing == LAW.indicator(32).levels[0].requirements[0]


def test_one_no_of_five_holds_the_claimed_level_back() -> None:
    """Level 4 falls to 2, for level 3 asks all OPDs; the requirement is the first that is missing."""
    others = everyone_says(Answer.YES, but=("opd-05",))
    cycle, records = data_centre(*others, says("opd-05", DATA_CENTRE, Answer.NO))
    outcome = consolidate(cycle, LAW, records).items["16"]

    assert (outcome.claimed, outcome.value) == (Span.exactly(4), Span.exactly(2))
    assert [count.lacking for count in outcome.held_back_by] == [("opd-05",)]
    assert outcome.first_missing is not None
    assert outcome.first_missing.code == DATA_CENTRE


def test_levels_that_only_an_obligation_keeps_from_holding_are_not_called_unsupported() -> None:
    """The lead ticked everything that it rests on; what is lacking is the others' word, told apart."""
    cycle, records = data_centre()
    outcome = consolidate(cycle, LAW, records).items["16"]

    assert outcome.held_back_by
    assert outcome.unsupported == ()


def test_a_fraction_stands_as_it_was_given_even_where_requirements_are_known() -> None:
    """3,5 is not level 3 and proves no list of requirements; nothing is taken from it."""
    given_level = Span.exactly(Fraction(7, 2))
    records = recorded(ticks("opd-01", "16", [], level=given_level))
    outcome = consolidate(office(LAW, FIVE, {16: "opd-01"}), LAW, records).items["16"]

    assert outcome.value == outcome.claimed == given_level
    assert outcome.held_back_by == ()


def test_a_rule_above_the_claimed_level_keeps_nothing_away_but_is_what_is_missing_next() -> None:
    """At level 2 nobody's silence costs anything yet."""
    cycle, records = data_centre(level=2)
    extra = ticks("opd-01", "16", codes(LAW, 16, 2) | {DATA_CENTRE})
    plain = consolidate(cycle, LAW, records).items["16"]
    eager = consolidate(cycle, LAW, recorded(extra)).items["16"]

    for outcome in (plain, eager):
        assert outcome.value == outcome.claimed == Span.exactly(2)
        assert outcome.held_back_by == ()
        assert outcome.first_missing is not None
        assert outcome.first_missing.code == DATA_CENTRE


def test_a_returned_statement_does_not_hold_and_an_accepted_one_does() -> None:
    """What the Tim sent back counts for nothing until it is handed in again; it stays counted."""
    rest = everyone_says(Answer.YES, but=("opd-05",))
    mine: list[Entry] = [says("opd-05", DATA_CENTRE, Answer.YES)]

    returned = the_count(*data_centre(*rest, returned=mine))
    accepted = the_count(*data_centre(*rest, accepted=mine))

    assert (returned.returned, len(returned.counted), returned.holds) == (("opd-05",), 5, False)
    assert (len(accepted.yes), accepted.holds) == (5, True)


def test_a_returned_not_applicable_does_not_leave_the_count() -> None:
    """Nobody leaves the count by a statement that the Tim did not believe."""
    rest = everyone_says(Answer.YES, but=("opd-05",))
    returned: list[Entry] = [says("opd-05", DATA_CENTRE, Answer.NOT_APPLICABLE)]
    count = the_count(*data_centre(*rest, returned=returned))

    assert len(count.counted) == 5
    assert not count.holds


def test_nobody_counted_does_not_hold() -> None:
    """Where all say that it does not apply to them, nothing is proven."""
    count = the_count(*data_centre(*everyone_says(Answer.NOT_APPLICABLE)))

    assert count.counted == ()
    assert not count.holds


def test_the_share_of_the_rule_decides_exactly() -> None:
    """Two of three reach 66 2/3 percent and not one bit more."""
    rule = ScopeRule(requirement="X", level=3, kind="practice", extent="all", share=Fraction(200, 3))
    count = ScopeCount(indicator=16, rule=rule, members=("a", "b", "c"), yes=("a", "b"), no=("c",))
    more = dataclasses.replace(rule, share=Fraction(200, 3) + Fraction(1, 10**9))

    assert count.holds
    assert not dataclasses.replace(count, rule=more).holds


def test_who_is_out_of_scope_is_not_asked() -> None:
    """A unit that is no perangkat daerah of its own neither helps nor hinders."""
    section = Opd(code="bagian", name="Bagian", kind="bagian", parent="opd-01", in_scope=False)
    cycle, records = data_centre(*everyone_says(Answer.YES), says("bagian", DATA_CENTRE, Answer.NO))
    count = the_count(dataclasses.replace(cycle, opds=(section, *cycle.opds)), records)

    assert count.members == tuple(opd.code for opd in FIVE)
    assert count.holds


def test_a_returned_response_keeps_its_value_and_says_so() -> None:
    """The Tim and the OPD speak about the level that was claimed."""
    response = ticks("opd-01", "4", codes(LAW, 4, 2))
    outcome = consolidate(office(LAW, FIVE, {4: "opd-01"}), LAW, recorded(returned=[response])).items["4"]

    assert outcome.value == Span.exactly(2)
    assert outcome.returned


def test_the_counts_are_those_of_practice_in_legal_order() -> None:
    """59/2020 has twelve obligations of practice; the five about the text of a policy are not counted."""
    scopes = consolidate(office(LAW, FIVE, {}), LAW, Records()).scopes

    assert [count.indicator for count in scopes] == [13, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 27]
    assert {count.rule.kind for count in scopes} == {"practice"}


@st.composite
def offices(draw: st.DrawFn) -> tuple[Cycle, Records]:
    """An office of up to five OPDs in which opd-01 leads all rules, with any ticks and statements."""
    opds = register(draw(st.integers(1, 5)))
    ruled = [each for each in LAW.indicators if any(rule.kind == "practice" for rule in each.scope)]
    chosen = draw(st.lists(st.sampled_from(ruled), min_size=1, max_size=3, unique=True))
    groups: dict[str, list[Entry]] = {status.value: [] for status in Status}
    status, answer = st.sampled_from(list(Status)), st.sampled_from([None, *Answer])
    for indicator in chosen:
        own = sorted(codes(LAW, indicator.number, 1, 2, 3, 4, 5))
        ticked = draw(st.sets(st.sampled_from(own)) | st.just(set(own)))
        groups[draw(status)].append(ticks("opd-01", str(indicator.number), ticked))
        for opd in opds:
            statement = says(opd.code, indicator.scope[0].requirement, draw(answer))
            groups[draw(status)].append(statement)
    concerned = dict.fromkeys((19, 27), ("opd-01",))
    leads = {indicator.number: "opd-01" for indicator in ruled}
    return office(LAW, opds, leads, concerned=concerned), recorded(**groups)


@given(offices())
def test_holding_back_only_ever_lowers_and_names_why(drawn: tuple[Cycle, Records]) -> None:
    """The value is at most what is claimed, and lower exactly where an obligation is named."""
    for outcome in consolidate(drawn[0], LAW, drawn[1]).items.values():
        if outcome.claimed and outcome.value:
            assert outcome.value.low <= outcome.claimed.low
            assert (outcome.value != outcome.claimed) == bool(outcome.held_back_by)
            assert not any(count.holds for count in outcome.held_back_by)


@given(offices())
def test_a_claim_is_what_the_lead_says_whatever_the_others_state(drawn: tuple[Cycle, Records]) -> None:
    """What one lead claims is known without counting what all OPDs state; nothing is held back in it."""
    cycle, records = drawn
    for item in LAW.items:
        whole, alone = consolidate(cycle, LAW, records).items[item.code], claim(cycle, LAW, records, item)
        assert (alone.lead, alone.status, alone.claimed) == (whole.lead, whole.status, whole.claimed)
        assert (alone.differs, alone.unsupported) == (whole.differs, whole.unsupported)
        assert (alone.value, alone.held_back_by) == (whole.claimed, ())


@given(offices())
def test_the_value_is_what_the_ticks_that_hold_carry(drawn: tuple[Cycle, Records]) -> None:
    """Taking away every obligation that does not hold and climbing again gives the value."""
    cycle, records = drawn
    result = consolidate(cycle, LAW, records)
    broken = {count.rule.requirement for count in result.scopes if not count.holds}

    assert records.responses
    for (_, item), each in records.responses.items():
        kept = each.content.ticked - broken
        expected = climb(LAW, LAW.indicator(int(item)), kept).value if each.content.ticked else None
        value = result.items[item].value
        assert (value.exact if value else None) == expected


@given(offices())
def test_every_member_stands_in_exactly_one_group(drawn: tuple[Cycle, Records]) -> None:
    """Yes, no, not applicable, missing and returned part the OPDs in scope, in the register's order."""
    cycle, records = drawn
    for count in consolidate(cycle, LAW, records).scopes:
        groups = (count.yes, count.no, count.not_applicable, count.missing, count.returned)
        assert sorted(sum(groups, ())) == sorted(count.members)
        assert len(count.counted) == len(count.yes) + len(count.lacking)
        assert all(list(group) == sorted(group) for group in groups)


@given(offices(), st.data())
def test_one_more_yes_never_lowers_a_value(drawn: tuple[Cycle, Records], data: st.DataObject) -> None:
    """Nobody can harm the government by fulfilling an obligation and saying so."""
    cycle, records = drawn
    place = data.draw(st.sampled_from(sorted(records.facts)))
    better = recorded(says(*place, Answer.YES))
    more = dataclasses.replace(records, facts={**records.facts, **better.facts})
    before, after = (consolidate(cycle, LAW, each).values for each in (records, more))

    assert before.keys() == after.keys()
    assert all(before[item].low <= after[item].low for item in before)


@pytest.mark.failure(29)
def test_a_second_reader_is_asked_for_where_the_reviewer_reviews_itself() -> None:
    """The reviewer's unit and all units below it, however deep; no other unit, and not the one above."""
    opds = (
        Opd(code="setda", name="Sekretariat Daerah", kind="sekretariat"),
        Opd(code="kominfo", name="Dinas Kominfo", kind="dinas", parent="setda"),
        Opd(code="upt", name="UPT Pusat Data", kind="upt", parent="kominfo"),
        Opd(code="seksi", name="Seksi Jaringan", kind="seksi", parent="upt"),
        Opd(code="bappeda", name="Bappeda", kind="badan"),
    )
    leads = {1: "kominfo", 2: "bappeda", 3: "setda", 16: "upt", 17: "seksi"}
    cycle = office(LAW, opds, leads, reviewer="kominfo")

    assert self_reviewed(cycle, LAW) == (1, 16, 17)
    assert self_reviewed(dataclasses.replace(cycle, reviewer=None), LAW) == ()


@pytest.mark.failure(29)
def test_units_that_are_each_others_parent_end_the_search_all_the_same() -> None:
    """A register with a ring in it does not hang the page."""
    ring = (Opd(code="a", name="A", kind="x", parent="b"), Opd(code="b", name="B", kind="x", parent="a"))

    assert self_reviewed(office(LAW, ring, {5: "b"}, reviewer="a"), LAW) == (5,)


def judged(values: dict[str, Span], notes: dict[str, str] | None = None) -> Assessment:
    """The Tim's values."""
    return Assessment(edition=LAW.code, values=values, notes=notes or {}, stage=Stage.MANDIRI)


def test_where_the_tim_departs_from_the_answers_it_says_so_item_by_item() -> None:
    """Higher, lower and without an answer; what agrees or is not assessed yet is no departure."""
    answers = [ticks("opd-01", str(number), [], level=3) for number in (1, 2, 4, 6)]
    result = consolidate(office(LAW, FIVE, dict.fromkeys(range(1, 48), "opd-01")), LAW, recorded(*answers))
    values = {"1": Span.exactly(4), "2": Span.exactly(2), "4": Span.exactly(3), "9": Span.exactly(1)}
    found = departures(result, judged(values, {"2": "SK belum ditandatangani.", "1": "  "}))

    assert [(each.item, each.direction, each.note) for each in found] == [
        ("1", Direction.HIGHER, None),
        ("2", Direction.LOWER, "SK belum ditandatangani."),
        ("9", Direction.WITHOUT_ANSWER, None),
    ]
    assert [each.answered for each in found] == [Span.exactly(3), Span.exactly(3), None]


def test_a_departure_is_measured_from_what_is_left_after_holding_back() -> None:
    """The lead claims 4, the answers of all yield 2: the Tim's 2 agrees, its 4 does not."""
    cycle, records = data_centre()
    result = consolidate(cycle, LAW, records)

    assert departures(result, judged({"16": Span.exactly(2)})) == ()
    assert [each.direction for each in departures(result, judged({"16": Span.exactly(4)}))] == [
        Direction.HIGHER
    ]


@pytest.mark.parametrize(
    ("assessed", "direction"),
    [
        (Span(Fraction("1.165"), Fraction("1.175"), open_end=True), None),
        (Span(Fraction("1.155"), Fraction("1.165"), open_end=True), Direction.LOWER),
        (Span(Fraction("1.175"), Fraction("1.185"), open_end=True), Direction.HIGHER),
        (Span.exactly(Fraction(7, 6)), None),
    ],
)
def test_a_rounded_value_departs_only_where_it_cannot_be_the_answered_one(
    assessed: Span, direction: Direction | None
) -> None:
    """1,17 in print may well be 7/6; its neighbours 1,16 and 1,18 cannot be 1,17."""
    printed_value = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    records = recorded(ticks("opd-01", "1", [], level=printed_value))
    result = consolidate(office(NEW, FIVE, {1: "opd-01"}), NEW, records)

    assert [each.direction for each in departures(result, judged({"1": assessed}))] == (
        [direction] if direction else []
    )


def test_an_assessment_under_another_edition_is_refused() -> None:
    """A value for an item that the answers' edition does not have is never dropped in silence."""
    result = consolidate(office(LAW, FIVE, {}), LAW, Records())

    with pytest.raises(ValueError, match="35a"):
        departures(result, judged({"35a": Span.exactly(3)}))
