"""The final index to expect: a range that holds what it promises, on data drawn from its own model."""

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.pairs import Pair
from spbe_lib.results.forecast import CERTAINTY, ENOUGH, Forecast, forecast, missing
from spbe_lib.results.habit import habit
from spbe_lib.results.scorecard import score
from tests.results.test_habit import pair

LAW = load_edition("permenpanrb-59-2020")
NOW = load_edition("permenpanrb-8-2026")
CHANGES = (0, -1, -2, 1)
Levels = Mapping[str, int]


def level(edition: Instrument, value: int | str) -> dict[str, Span]:
    """The same value for every item."""
    return {item.code: Span.exactly(Fraction(value)) for item in edition.items}


def years(edition: Instrument, *changes: int | Fraction) -> list[Pair]:
    """Pairs of all items, one year after the other, with these changes in turn."""
    return [
        pair(item.code, changes[(place + year) % len(changes)], year=2020 + year, law=edition.code)
        for year in range(3)
        for place, item in enumerate(edition.items)
    ]


def projected(edition: Instrument, values: Mapping[str, Span], pairs: list[Pair]) -> Forecast:
    """A projection that there is."""
    found = forecast(edition, values, habit(edition, pairs), 2024)
    assert found is not None
    return found


def index(edition: Instrument, values: Mapping[str, Span]) -> Fraction:
    """The exact index of these values, by the scorecard."""
    exact = score(edition, values).index.exact
    assert exact is not None
    return exact


def test_one_pair_too_few_gives_no_projection() -> None:
    """28 pairs lack one; 29 give a range; pairs of another edition do not count."""
    pairs = years(LAW, 0, -1)
    foreign = years(NOW, -2)
    values = level(LAW, 3)

    assert missing(habit(LAW, pairs[: ENOUGH - 1] + foreign)) == 1
    assert forecast(LAW, values, habit(LAW, pairs[: ENOUGH - 1] + foreign)) is None
    assert forecast(LAW, values, habit(LAW, pairs[:ENOUGH])) is not None
    assert projected(LAW, values, pairs) == projected(LAW, values, pairs + foreign)


def test_the_number_of_pairs_is_what_its_reason_says() -> None:
    """The fewest with which a change of one in ten is missed in no more than one case of twenty."""
    assert Fraction(9, 10) ** ENOUGH < Fraction(1, 20) <= Fraction(9, 10) ** (ENOUGH - 1)


def test_while_the_tim_has_not_valued_everything_there_is_no_projection() -> None:
    """No index, no projection of it."""
    values = level(LAW, 3)
    del values["30"]

    assert forecast(LAW, values, habit(LAW, years(LAW, 0, -1))) is None


@pytest.mark.parametrize("code", edition_codes())
def test_identical_pairs_mean_no_loss_and_no_range(code: str) -> None:
    """Nothing was ever changed: the final index is the Tim's, for sure, and nothing is at risk."""
    edition = load_edition(code)
    found = projected(edition, level(edition, 3), years(edition, 0))

    assert found.low == found.high == found.expected == found.start == 3
    assert found.items == ()
    assert found.margin == 0
    assert [chance for _, chance in found.predicates] == [1]


@pytest.mark.parametrize("value", [1, 2, 5])
def test_no_end_of_the_range_leaves_the_scale(value: int) -> None:
    """Who is at the lowest level loses nothing; who is at the top gains nothing."""
    found = projected(LAW, level(LAW, value), years(LAW, -2, 1, -2, 1))

    assert 1 <= found.low <= found.expected <= found.high <= 5
    assert (found.items == ()) == (value == 1)
    assert value < 5 or found.expected < 5


@settings(max_examples=15)
@given(data=st.data(), code=st.sampled_from(edition_codes()))
def test_whatever_is_given_the_range_holds_its_mean_and_its_promises(data: st.DataObject, code: str) -> None:
    """Low below high, a chance for every predicate named, and items that cost most first."""
    edition = load_edition(code)
    scale = st.integers(1, 5)
    values = {item.code: Span.exactly(data.draw(scale)) for item in edition.items}
    changes = data.draw(st.lists(st.integers(-2, 1), min_size=1, max_size=5))
    found = projected(edition, values, years(edition, *changes))

    assert found.start == index(edition, values)
    assert 0 <= found.low <= found.high <= 5
    assert 0 < sum(chance for _, chance in found.predicates) <= 1
    assert [each.loss for each in found.items] == sorted((each.loss for each in found.items), reverse=True)
    assert all(0 < each.chance <= 1 and each.loss > 0 for each in found.items)


def test_the_mean_is_the_sum_of_the_items_means() -> None:
    """At level 3 nothing is cut off by the scale: the index less what every aspect loses on average."""
    pairs = years(LAW, 0, 0, -1, 0, -2, 1)
    known = habit(LAW, pairs)
    shrunk = {each.aspect: each.shrunk for each in known.aspects}
    found = projected(LAW, level(LAW, 3), pairs)

    assert found.expected == 3 - sum(
        item.weight / LAW.whole_weight * shrunk[item.aspect] for item in LAW.items
    )


def test_what_costs_most_is_chance_times_weight_times_loss() -> None:
    """Every item falls by one level in one of two cases: the heaviest one costs half its weight."""
    found = projected(LAW, level(LAW, 3), years(LAW, 0, -1))
    heaviest = max(item.weight for item in LAW.items)
    known = {each.aspect: each.chances[Fraction(-1)] for each in habit(LAW, years(LAW, 0, -1)).aspects}
    first = found.items[0]
    item = LAW.item(first.item)
    assert item is not None

    assert item.weight == heaviest
    assert first.loss == first.chance * heaviest / LAW.whole_weight
    assert first.chance == known[item.aspect]


def test_a_range_that_crosses_a_bound_names_both_predicates() -> None:
    """The more probable one first."""
    values = level(LAW, 3) | {item.code: Span.exactly(4) for item in LAW.items if item.aspect in (2, 3, 4, 5)}
    found = projected(LAW, values, years(LAW, 0, 0, -1, 0, 0, 1, -1))
    chances = [chance for _, chance in found.predicates]
    bounds = [p.lower for p, _ in found.predicates if p.lower]

    assert chances == sorted(chances, reverse=True)
    for bound in bounds[1:]:
        assert bound <= found.high


def test_the_range_is_no_narrower_than_all_ways_counted_one_by_one() -> None:
    """A small case by brute force: four items may fall, all others are at the bottom of their scale.

    The mean is exactly theirs; the doubt about the mean only widens the range.
    """
    pairs, loose = years(LAW, 0, -1), {"11": 3, "12": 3, "29": 3, "40": 2}
    values = level(LAW, 1) | {code: Span.exactly(value) for code, value in loose.items()}
    known = {each.aspect: each.chances for each in habit(LAW, pairs).aspects}
    ways: list[tuple[Fraction, Fraction]] = []
    for falls in product((0, -1), repeat=len(loose)):
        chance, total = Fraction(1), index(LAW, values)
        for code, change in zip(loose, falls, strict=True):
            item = LAW.item(code)
            assert item is not None
            chance *= known[item.aspect][Fraction(change)]
            total += item.weight / LAW.whole_weight * change
        ways.append((total, chance))
    found = projected(LAW, values, pairs)

    def quantile(share: Fraction) -> Fraction:
        return min(end for end, _ in ways if sum(c for total, c in ways if total <= end) >= share)

    assert sum(chance for _, chance in ways) == 1
    assert found.expected == sum(total * chance for total, chance in ways)
    assert 1 <= found.low <= quantile(Fraction(1, 10))
    assert quantile(Fraction(9, 10)) <= found.high <= found.start + Fraction(1, 10)


def drawn(dice: random.Random, truth: Mapping[int, list[float]], levels: Levels) -> dict[str, int]:
    """What a made-up assessor leaves of some levels, by the true chances of each aspect."""
    return {
        item.code: min(max(levels[item.code] + dice.choices(CHANGES, truth[item.aspect])[0], 1), 5)
        for item in LAW.items
    }


def test_eight_of_ten_made_up_years_end_inside_the_range() -> None:
    """Three years are drawn from a known truth, a range is made of them, and the fourth year is drawn.

    60 governments: eight of ten are 48, and chance alone moves that by some six (two deviations); in
    levels that the scale hardly cuts off, so that the truth is the model's own.
    """
    inside = 0
    for seed in range(60):
        dice = random.Random(seed)  # noqa: S311 a simulation, no secret
        truth = {
            aspect.number: [0.75 - more, 0.15 + more / 2, 0.05 + more / 2, 0.05]
            for aspect, more in ((each, dice.choice((0.0, 0.0, 0.1, 0.2))) for each in LAW.aspects)
        }
        before = [
            (year, {item.code: dice.choice((3, 4)) for item in LAW.items}) for year in (2021, 2022, 2023)
        ]
        pairs = [
            Pair(
                year=year,
                edition=LAW.code,
                item=code,
                mandiri=Span.exactly(levels[code]),
                akhir=Span.exactly(after),
            )
            for year, levels in before
            for code, after in drawn(dice, truth, levels).items()
        ]
        now = {item.code: dice.choice((3, 4)) for item in LAW.items}
        found = projected(LAW, {code: Span.exactly(value) for code, value in now.items()}, pairs)
        final = {code: Span.exactly(value) for code, value in drawn(dice, truth, now).items()}
        inside += found.low <= index(LAW, final) <= found.high

    assert Fraction(4, 5) == CERTAINTY
    assert 42 <= inside <= 54


def test_fractional_values_project_alike() -> None:
    """8/2026: sixths and printed figures; the range is one of fractions, inside the scale."""
    changes = [Fraction(0), Fraction(-1, 6), Fraction(-1, 3), Fraction("-0.17"), Fraction(1, 6)]
    values = level(NOW, "7/6") | {
        NOW.items[0].code: Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    }
    found = projected(NOW, values, years(NOW, *changes))

    assert 1 <= found.low < found.expected < found.high < found.start + Fraction(1, 6)
    assert found.start < Fraction("1.17")


def test_the_same_values_and_pairs_give_the_same_range() -> None:
    """No random number is drawn, and the order of values and pairs does not show."""
    pairs, values = years(LAW, 0, -1, 0, 1), level(LAW, 4)
    turned = dict(reversed(values.items()))

    assert projected(LAW, values, pairs) == projected(LAW, turned, pairs[::-1])


def test_who_was_always_left_at_a_printed_five_risks_nothing() -> None:
    """40 pairs of 5 and 5,00: no item is at risk, whether the Tim's value is a 5 or a printed one."""
    printed_five = Span(Fraction("4.995"), Fraction(5))
    pairs = [
        Pair(
            year=2026 + number,
            edition=NOW.code,
            item=item.code,
            mandiri=Span.exactly(5),
            akhir=printed_five,
        )
        for number in range(2)
        for item in NOW.items
    ]

    for value in (Span.exactly(5), printed_five):
        found = projected(NOW, {item.code: value for item in NOW.items}, pairs)
        assert [found.start, found.low, len(found.items)] == [5, 5, 0]


def test_final_values_that_are_known_hold_fast() -> None:
    """They are at no risk and widen nothing; once all are known the range is the final index alone."""
    pairs, values = years(LAW, 0, -1), level(LAW, 4)
    ten = {item.code: Span.exactly(3) for item in LAW.items[:10]}
    known = habit(LAW, pairs)
    some, whole = (forecast(LAW, values, known, 2024, each) for each in (ten, level(LAW, 3)))
    assert some is not None
    assert whole is not None
    before = projected(LAW, values, pairs)

    assert not {each.item for each in some.items} & set(ten)
    assert some.start == before.start == 4
    assert some.high - some.low < before.high - before.low
    assert [whole.low, whole.expected, whole.high, len(whole.items)] == [3, 3, 3, 0]
