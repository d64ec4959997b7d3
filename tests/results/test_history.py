"""The series of years: figures, breaks between regulations, and the comparable core."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.model import Stage
from spbe_lib.records.past_years import Grade, YearResult
from spbe_lib.results.history import History, YearPoint, core_mean, core_weight, history, printed_index

CODES = edition_codes()
OLD, LAW, NEW = CODES
EDITIONS = {code: load_edition(code) for code in CODES}
CONTINUITIES = {
    (before, after): found
    for before in CODES
    for after in CODES
    if before != after and (found := continuity_between(before, after))
}


def core(before: str, after: str) -> Continuity:
    """The continuity of two editions."""
    return CONTINUITIES[before, after]


def laid_out(*years: YearResult, own: YearPoint | None = None) -> History:
    """The history of these years under the bundled editions."""
    return history(years, EDITIONS, CONTINUITIES, own)


def known(year: int, code: str, index: str | None = None, **more: object) -> YearResult:
    """A year with a printed index, or with nothing but its regulation."""
    figure = Fraction(index.replace(",", ".")) if index else None
    grade = Grade.PRIMARY if index else None
    return YearResult(year=year, edition=code, index=figure, grade=grade, **more)  # type: ignore[arg-type]


def all_alike(code: str, level: int) -> dict[str, Span]:
    """Every item of an edition at one level."""
    return {item.code: Span.exactly(level) for item in EDITIONS[code].items}


def test_years_come_in_order_and_a_year_without_a_source_is_empty() -> None:
    """2019 and 2022 are known; 2020 and 2021 stand between them with nothing."""
    told = laid_out(known(2022, LAW, "3,31"), known(2019, OLD, "3,01"))

    assert [each.year for each in told.points] == [2019, 2020, 2021, 2022]
    assert [each.index is None for each in told.points] == [False, True, True, False]
    assert told.points[1] == YearPoint(year=2020)


def test_no_years_give_no_series() -> None:
    """Nothing is made up to have something to draw."""
    assert laid_out() == History(points=(), breaks=(), cores=())


def test_a_printed_index_is_known_to_half_a_unit() -> None:
    """4,30 is anything from 4.295 up to, but without, 4.305; it prints as 4,30 again."""
    (point,) = laid_out(known(2023, LAW, "4,30")).points

    assert point.index == Span(Fraction("4.295"), Fraction("4.305"), open_end=True)
    assert point.index.printed(2) == "4,30"
    assert printed_index(Fraction(0), 2).low == 0


def test_levels_give_the_exact_index_and_tell_where_it_is_printed_otherwise() -> None:
    """All threes are 3 exactly; printed as 3,10 the printed figure stands, and the other one is told."""
    threes = all_alike(LAW, 3)
    alone, agreed, other = (
        laid_out(known(2023, LAW, index, values=threes)).points[0] for index in (None, "3,00", "3,10")
    )

    assert alone.index == agreed.index == Span.exactly(3)
    assert (alone.predicate, agreed.recomputed) == ("Baik", None)
    assert other.index == printed_index(Fraction("3.1"), 2)
    assert other.recomputed == Span.exactly(3)


def test_a_predicate_is_worked_out_only_where_the_printed_figure_leaves_no_doubt() -> None:
    """3,00 is Baik under 59/2020; 3,50 may be 3.4951, so that nobody knows, unless the source says."""
    sure, unsure, told = (
        laid_out(each).points[0]
        for each in (
            known(2022, LAW, "3,00"),
            known(2022, LAW, "3,50"),
            known(2022, LAW, "3,50", predicate="Sangat Baik"),
        )
    )

    assert (sure.predicate, unsure.predicate, told.predicate) == ("Baik", None, "Sangat Baik")


def almost() -> dict[str, Span]:
    """Levels of 59/2020 that make 4.199 exactly: printed 4,20, where Memuaskan begins."""
    fives = {str(number): Span.exactly(5) for number in range(11, 20)}
    return all_alike(LAW, 4) | fives | {"1": Span.exactly(3), "2": Span.exactly(3)}


def enough() -> dict[str, Span]:
    """Levels of 59/2020 that make 4.20 exactly."""
    return all_alike(LAW, 4) | {str(number): Span.exactly(5) for number in range(11, 19)}


@pytest.mark.parametrize(
    ("year", "levels", "predicate"),
    [
        (2023, almost(), "Memuaskan"),
        (2024, almost(), "Sangat Baik"),
        (2024, enough(), "Memuaskan"),
        (2023, {}, "Memuaskan"),
        (2024, {}, None),
    ],
)
def test_a_printed_index_has_the_predicate_of_its_levels_or_of_its_years_rule(
    year: int, levels: dict[str, Span], predicate: str | None
) -> None:
    """In 2023 the printed 4,20 decided, in 2024 the exact index: without levels nobody knows that one."""
    (point,) = laid_out(known(year, LAW, "4,20", values=levels)).points

    assert (point.recomputed, point.predicate) == (None, predicate)


def test_the_same_index_has_another_predicate_under_another_regulation() -> None:
    """4,10 was Sangat Baik and is Memuaskan: each year by its own law."""
    told = laid_out(known(2025, LAW, "4,10"), known(2026, NEW, "4,10"))

    assert [each.predicate for each in told.points] == ["Sangat Baik", "Memuaskan"]


def test_figures_are_compared_within_one_regulation_only() -> None:
    """Over an empty year yes, over a break never, and never with a year that is not known."""
    told = laid_out(
        known(2019, OLD, "3,01"),
        known(2020, OLD, "3,30"),
        known(2021, LAW, "2,48"),
        known(2023, LAW, "4,30"),
        known(2024, LAW),
        known(2025, NEW, "2,00"),
    )

    assert {each.year: each.since for each in told.points if each.since} == {2020: 2019, 2023: 2021}


def test_a_break_stands_where_a_regulation_is_first_known() -> None:
    """A year whose regulation is not known belongs to neither side."""
    told = laid_out(known(2020, OLD, "3,30"), known(2022, LAW, "3,31"), known(2026, NEW))

    assert [(each.year, each.before.code, each.after.code) for each in told.breaks] == [
        (2022, OLD, LAW),
        (2026, LAW, NEW),
    ]


def test_the_cycles_own_year_gives_way_to_what_the_history_says() -> None:
    """An official figure stands; an empty year takes the value of the Tim, and keeps its note."""
    own = YearPoint(year=2024, edition=EDITIONS[LAW], index=Span.exactly(4), stage=Stage.MANDIRI)
    official = laid_out(known(2024, LAW, "4,31"), own=own)
    empty = laid_out(known(2023, LAW, "4,30"), known(2024, LAW, note="belum terbit"), own=own)

    assert [each.stage for each in official.points] == [None]
    assert [(each.index, each.note) for each in empty.points[1:]] == [(Span.exactly(4), "belum terbit")]


def test_what_the_history_knows_of_a_year_without_an_index_stands_beside_the_cycles_own_value() -> None:
    """A predicate from a news page is not lost to the value of the Tim."""
    own = YearPoint(year=2024, edition=EDITIONS[LAW], index=Span.exactly(4), predicate="Sangat Baik")
    told = YearResult(
        year=2024, edition=LAW, predicate="Memuaskan", source="Berita daerah", grade=Grade.SECONDARY
    )
    (point,) = laid_out(told, own=own).points

    assert (point.index, point.predicate) == (Span.exactly(4), "Memuaskan")
    assert (point.source, point.grade) == ("Berita daerah", Grade.SECONDARY)


def test_the_core_is_weighed_by_the_newer_regulation_on_both_sides() -> None:
    """All fours before and all threes after, and one item worked out by hand."""
    two = core(LAW, NEW)
    one_higher = all_alike(LAW, 2) | {"28": Span.exactly(4)}
    weights = {item.code: item.weight for item in EDITIONS[NEW].items}

    assert core_mean(two, EDITIONS[LAW], all_alike(LAW, 4)) == Span.exactly(4)
    assert core_mean(two, EDITIONS[NEW], all_alike(NEW, 3)) == Span.exactly(3)
    assert core_weight(two) == sum(weights[code] for code in ("2", "3", "4", "15")) == 19
    assert core_mean(two, EDITIONS[LAW], one_higher) == Span.exactly(2 + 2 * weights["2"] / 19)


def test_a_core_stands_only_where_levels_are_known_on_both_sides_of_the_break() -> None:
    """An index without levels gives no core; with levels on one side there is nothing to compare."""
    index_only = laid_out(known(2020, OLD, "3,30"), known(2021, LAW, "2,48"))
    one_side = laid_out(known(2020, OLD, values=all_alike(OLD, 3)), known(2021, LAW, "2,48"))
    both = laid_out(
        known(2020, OLD, values=all_alike(OLD, 3)),
        known(2021, LAW, "2,48"),
        known(2022, LAW, values=all_alike(LAW, 4)),
    )

    assert (index_only.cores, one_side.cores) == ((), ())
    assert [dict(each.means) for each in both.cores] == [{2020: Span.exactly(3), 2022: Span.exactly(4)}]


def test_where_no_levels_are_known_in_between_the_core_is_chained_over_the_regulation_in_between() -> None:
    """Levels of 2020 and 2026 only: what 5/2018 and 8/2026 share by way of 59/2020."""
    told = laid_out(
        known(2020, OLD, values=all_alike(OLD, 3)),
        known(2024, LAW, "4,31"),
        known(2026, NEW, values=all_alike(NEW, 2)),
    )

    assert [dict(each.continuity.counterparts) for each in told.cores] == [{"15": "19"}]
    assert told.cores[0].share == Fraction(4, 100)


def test_a_year_of_neither_regulation_has_no_place_in_their_core() -> None:
    """Asking for it is a mistake of the caller."""
    with pytest.raises(ValueError, match="neither"):
        core_mean(core(OLD, LAW), EDITIONS[NEW], {})


@st.composite
def some_values(draw: st.DrawFn, code: str) -> dict[str, Span]:
    """Levels of some items of an edition."""
    values = {}
    for item in EDITIONS[code].items:
        scale = EDITIONS[code].indicator(item.indicator).scale.levels
        level = draw(st.sampled_from([None, *(each.value for each in scale)]))
        if level is not None:
            values[item.code] = Span.exactly(level)
    return values


@given(st.sampled_from(sorted(CONTINUITIES)), st.booleans(), st.data())
def test_the_core_never_uses_an_unanswered_item_nor_one_outside(
    pair: tuple[str, str], newer: bool, data: st.DataObject
) -> None:
    """One missing item of the core leaves no mean; an item outside changes nothing."""
    continuity, code = CONTINUITIES[pair], pair[1] if newer else pair[0]
    wanted = set(continuity.counterparts) if newer else set(continuity.counterparts.values())
    values = data.draw(some_values(code))
    mean = core_mean(continuity, EDITIONS[code], values)
    inside = {item: span for item, span in values.items() if item in wanted}

    assert (mean is None) == (not wanted <= set(values))
    assert mean == core_mean(continuity, EDITIONS[code], inside)
    if mean is not None:
        levels = [span.low for span in inside.values()]
        assert min(levels) <= mean.low == mean.high <= max(levels)


@given(
    st.lists(
        st.tuples(st.sampled_from([*CODES, None]), st.sampled_from([None, "2,50", "3,00", "4,31"])),
        max_size=9,
    )
)
def test_no_two_figures_of_different_regulations_are_ever_compared(
    rows: list[tuple[str | None, str | None]],
) -> None:
    """The year that a figure is compared with is earlier, known, of the same law without another between."""
    years = [
        known(2018 + place, code, index) if code else YearResult(year=2018 + place)
        for place, (code, index) in enumerate(rows)
    ]
    points = {each.year: each for each in laid_out(*years).points}

    for point in points.values():
        if point.since is None:
            continue
        other = points[point.since]
        between = [points[year].edition for year in range(point.since, point.year)]
        assert other.index is not None
        assert other.year < point.year
        assert {each.code for each in between if each} == {point.edition.code if point.edition else ""}


@given(st.data())
def test_a_difference_of_the_core_comes_from_levels_alone(data: st.DataObject) -> None:
    """The same levels on both sides of a break give the same mean, whatever the weights were before."""
    pair = data.draw(st.sampled_from(sorted(CONTINUITIES)))
    continuity = CONTINUITIES[pair]
    levels = {code: Span.exactly(data.draw(st.integers(1, 5))) for code in continuity.counterparts}
    before = {continuity.counterparts[code]: span for code, span in levels.items()}

    assert core_mean(continuity, EDITIONS[pair[0]], before) == core_mean(
        continuity, EDITIONS[pair[1]], levels
    )
