"""The scorecard of one government: complete, incomplete, near a bound, and known only as a range."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Aspect, Instrument
from spbe_lib.results.export import as_plain
from spbe_lib.results.scorecard import Scorecard, score

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
NEW = load_edition("permenpanrb-8-2026")


def everywhere(
    instrument: Instrument, value: Fraction | int, *, but: tuple[str, ...] = ()
) -> dict[str, Span]:
    """The same value for every item but some."""
    return {item.code: Span.exactly(value) for item in instrument.items if item.code not in but}


@pytest.mark.failure(3)
def test_while_incomplete_there_is_no_index_and_no_predicate_but_what_is_still_possible() -> None:
    """One unanswered item of weight 3: average of the rest, and 0 to 5 for the missing one."""
    card = score(LAW, everywhere(LAW, 4, but=("47",)), 2023)

    assert card.index.exact is None
    assert card.verdict.predicate is None
    assert card.index.average == Span.exactly(4)
    assert card.index.possible == Span(Fraction(4 * 97 + 0, 100), Fraction(4 * 97 + 5 * 3, 100))
    assert (card.index.answered, card.index.items) == (46, 47)


def test_the_lowest_possible_uses_what_the_edition_counts_for_not_handed_in() -> None:
    """59/2020 counts 0 by the ministry's figures; the others are silent, so *nothing fulfilled* counts."""
    possible = {each.code: score(each, {}).index.possible for each in (LAW, OLD, NEW)}

    assert {code: span.low for code, span in possible.items() if span} == {
        LAW.code: 0,
        OLD.code: 0,
        NEW.code: 1,
    }
    assert {span.high for span in possible.values() if span} == {5}


@given(data=st.data())
def test_every_completion_lies_between_lowest_and_highest(data: st.DataObject) -> None:
    """Whatever the missing answers turn out to be, the index stays in the stated range."""
    codes = [item.code for item in LAW.items]
    full = {code: Span.exactly(data.draw(st.integers(1, 5))) for code in codes}
    known = data.draw(st.sets(st.sampled_from(codes)))

    partial = score(LAW, {code: full[code] for code in known})
    whole = score(LAW, full)

    assert partial.index.possible is not None
    assert whole.index.exact is not None
    assert partial.index.possible.low <= whole.index.exact <= partial.index.possible.high


@given(levels=st.lists(st.integers(0, 5), min_size=37, max_size=37), seed=st.randoms())
def test_the_order_of_the_answers_is_irrelevant(levels: list[int], seed: object) -> None:
    """Answers come in any order; the figures do not notice."""
    values = {item.code: Span.exactly(level) for item, level in zip(OLD.items, levels, strict=True)}
    shuffled = list(values.items())
    seed.shuffle(shuffled)  # type: ignore[attr-defined]

    assert as_plain(score(OLD, dict(shuffled))) == as_plain(score(OLD, values))


def edge(index: str, year: int) -> Scorecard:
    """A complete scorecard whose exact index is the given one."""
    return score(LAW, everywhere(LAW, Fraction(index)), year)


@pytest.mark.parametrize(
    ("index", "year", "predicate", "other"),
    [
        ("1.7995", 2023, "Cukup", "Kurang"),
        ("3.4985", 2024, "Baik", "Sangat Baik"),
        ("3.4985", 2022, "Baik", "Sangat Baik"),
        ("3.50", 2023, "Sangat Baik", None),
        ("4.45", 2024, "Memuaskan", None),
    ],
)
def test_near_a_bound_the_year_decides_and_the_other_reading_is_told(
    index: str, year: int, predicate: str, other: str | None
) -> None:
    """The basis of the predicate is data with a year; a card near a bound names what the other would give."""
    verdict = edge(index, year).verdict

    assert verdict.predicate is not None
    assert verdict.predicate.name == predicate
    assert (verdict.on_other_basis.name if verdict.on_other_basis else None) == other
    assert verdict.basis_known == (year in (2023, 2024))


def everyone(low: str, high: str, *, open_end: bool = True) -> Scorecard:
    """All items of 8/2026 known from low up to high."""
    span = Span(Fraction(low), Fraction(high), open_end)
    return score(NEW, {item.code: span for item in NEW.items}, 2026)


def predicate_of(card: Scorecard) -> str | None:
    """The predicate's name, if there is one."""
    return card.verdict.predicate.name if card.verdict.predicate else None


def test_rounded_input_is_printed_as_it_was_typed_and_is_never_called_exact() -> None:
    """1,17 is not 117/100; yet 1,17 everywhere reads 1,17 again, for the upper end is out of reach."""
    card = everyone("1.165", "1.175")

    assert card.index.exact is None
    assert card.index.shown(NEW.digits) == "1,17"
    assert card.index.average == Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    assert as_plain(card)["filled_average"] == "1,17"
    assert predicate_of(card) == "Kurang"


def test_a_range_has_a_predicate_only_inside_one_word() -> None:
    """A range that crosses a bound has none; one that ends just under it has the lower word."""
    assert predicate_of(everyone("1.4", "1.6")) is None
    assert predicate_of(everyone("1.45", "1.5")) == "Kurang"
    assert predicate_of(everyone("1.45", "1.5", open_end=False)) is None
    assert as_plain(everyone("1.4", "1.6"))["index"]["shown"] == "1,40–1,60"


def test_one_rounded_answer_opens_the_range_of_its_parts_only() -> None:
    """Aspect 1 becomes a range, aspect 2 stays exact, and lowest and highest keep the half unit."""
    values = everywhere(NEW, 2) | {"1": Span(Fraction("1.165"), Fraction("1.175"), open_end=True)}
    card = score(NEW, values, 2026)
    partial = as_plain(score(NEW, {"1": values["1"]}, 2026))

    assert card.aspects[0].possible == Span(Fraction("1.5825"), Fraction("1.5875"), open_end=True)
    assert card.aspects[1].exact == 2
    assert partial["filled_average"] == "1,17"


def test_an_aspect_without_items_shows_no_figure() -> None:
    """An empty aspect has neither figure nor average, and the index is not touched by it."""
    empty = Aspect(number=99, name="Kosong", weight=Fraction(0), domain=1, indicators=())
    wider = dataclasses.replace(LAW, aspects=(*LAW.aspects, empty))
    card = score(wider, everywhere(wider, 3), 2024)

    assert card.aspects[-1].shown(LAW.digits) is None
    assert card.aspects[-1].average is None
    assert card.index.exact == 3


def test_a_value_for_an_item_that_does_not_exist_is_refused() -> None:
    """35 is no item of 5/2018: its three services are."""
    with pytest.raises(ValueError, match="35"):
        score(OLD, {"35": Span.exactly(3)})


def test_the_plain_form_has_the_promised_keys_and_nulls_while_incomplete() -> None:
    """Machines find exact and shown figures, and null where there is none."""
    values = everywhere(LAW, 4, but=("47",)) | {"11": Span.exactly(3)}
    plain = as_plain(score(LAW, values))

    assert plain["aspects"]["2"] == {"exact": "15/4", "shown": "3,75"}
    assert plain["aspects"]["8"] == {"exact": None, "shown": None}
    assert plain["index"] == {"exact": None, "shown": None, "lowest": "3,86", "highest": "4,01"}
    assert plain["filled_average"] == "3,97"
    assert plain["predicate"] is None
    assert plain["complete"] is False
