"""What the assessor takes off, drawn to the whole: between the aspect's own mean and that of all, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Aspect
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.records.pairs import Pair
from spbe_lib.results.habit import AspectHabit, Habit, habit

LAW = load_edition("permenpanrb-59-2020")
NOW = load_edition("permenpanrb-8-2026")


def pair(item: str, change: int | Fraction, *, year: int = 2023, law: str = LAW.code) -> Pair:
    """An item that the Tim valued 3, and what became of it."""
    return Pair(
        year=year, edition=law, item=item, mandiri=Span.exactly(3), akhir=Span.exactly(Fraction(3) + change)
    )


def aspect_pairs(aspect: Aspect, changes: list[int]) -> list[Pair]:
    """Pairs of one aspect, over as many years as it takes."""
    items = [item.code for each in aspect.indicators for item in each.items]
    return [
        pair(items[place % len(items)], change, year=2018 + place // len(items))
        for place, change in enumerate(changes)
    ]


def of(found: Habit, number: int) -> AspectHabit:
    """What is known of one aspect."""
    return next(each for each in found.aspects if each.aspect == number)


pairs = st.lists(
    st.builds(
        pair,
        st.sampled_from([item.code for item in LAW.items]),
        st.integers(-2, 1),
        year=st.integers(2018, 2025),
    ),
    max_size=60,
)


def test_a_printed_value_at_an_end_of_the_scale_neither_falls_nor_rises() -> None:
    """A printed 5,00 says 4.995 to 5, and 1,00 says 1 to 1.005: kept at 5 and at 1, nothing was changed."""
    item = NOW.items[0]
    kept = [
        Pair(
            year=2025,
            edition=NOW.code,
            item=item.code,
            mandiri=Span.exactly(level),
            akhir=read_value(NOW, item, text),
        )
        for level, text in ((5, "5,00"), (1, "1,00"))
    ]

    assert set(of(habit(NOW, kept), item.aspect).changes) == {Fraction(0)}


@given(found=pairs)
def test_the_shrunk_mean_lies_between_the_aspects_own_and_that_of_all(found: list[Pair]) -> None:
    """Whatever the pairs; an aspect without any takes the mean of all, and chances are chances."""
    known = habit(LAW, found)
    whole = -sum((each.change(2) for each in found), Fraction(0)) / max(len(found), 1)

    for each in known.aspects:
        ends = [whole, whole if each.taken_off is None else each.taken_off]
        assert min(ends) <= each.shrunk <= max(ends)
        assert each.shrunk == each.weight * ends[1] + (1 - each.weight) * whole
        assert sum(each.chances.values()) == bool(found)
        assert all(0 <= chance <= 1 for chance in each.chances.values())


@given(found=pairs)
def test_the_order_of_the_pairs_does_not_show(found: list[Pair]) -> None:
    """Weights and chances come from counts alone."""
    one, other = habit(LAW, found), habit(LAW, reversed(found))

    assert [(e.weight, e.chances) for e in one.aspects] == [(e.weight, e.chances) for e in other.aspects]


def test_by_hand_two_aspects_of_two_pairs_each() -> None:
    """Losses 1, 1, 0, 1 in aspect 2 and 0, 0, 0, 0 in aspect 3, worked out with pencil and paper.

    Within: (1/16·3 + 9/16) / 6 = 1/8. Means 3/4 and 0 around 3/8: 8 · 9/64 = 9/8. Between:
    (9/8 - 1/8) / (8 - 32/8) = 1/4. The whole counts 1/8 : 1/4 = 1/2, rounded up to 1 pair.
    """
    two, three = LAW.aspects[1], LAW.aspects[2]
    known = habit(LAW, [*aspect_pairs(two, [-1, -1, 0, -1]), *aspect_pairs(three, [0, 0, 0, 0])])

    assert (known.within, known.between, known.against) == (Fraction(1, 8), Fraction(1, 4), 1)
    assert of(known, 2).weight == Fraction(4, 5)
    assert of(known, 2).shrunk == Fraction(4, 5) * Fraction(3, 4) + Fraction(1, 5) * Fraction(3, 8)
    assert of(known, 3).shrunk == Fraction(1, 5) * Fraction(3, 8)
    assert of(known, 1).shrunk == Fraction(3, 8)
    assert of(known, 1).taken_off is None


def test_aspects_that_differ_only_by_chance_are_taken_as_one() -> None:
    """The same losses in both: nothing between them, so that no aspect stands apart."""
    known = habit(
        LAW, [*aspect_pairs(LAW.aspects[1], [-1, 0, 0, 0]), *aspect_pairs(LAW.aspects[2], [0, -1, 0, 0])]
    )

    assert [known.between, known.against] == [0, None]
    assert {each.shrunk for each in known.aspects} == {Fraction(1, 4)}


def test_aspects_that_differ_for_sure_stand_for_themselves() -> None:
    """No difference within, one between: each keeps its own mean."""
    known = habit(LAW, [*aspect_pairs(LAW.aspects[1], [-1] * 4), *aspect_pairs(LAW.aspects[2], [0] * 4)])

    assert [known.within, known.against] == [0, 0]
    assert [of(known, 2).shrunk, of(known, 3).shrunk] == [1, 0]


@pytest.mark.parametrize("change", [0, -1, 1])
def test_identical_pairs_say_one_thing(change: int) -> None:
    """All of them unchanged: no loss anywhere."""
    known = habit(LAW, [pair(item.code, change) for item in LAW.items])

    assert {each.shrunk for each in known.aspects} == {-change}
    assert {tuple(each.chances.items()) for each in known.aspects} == {((Fraction(change), Fraction(1)),)}


def test_pairs_of_another_edition_are_counted_and_never_used() -> None:
    """Item 1 there is not item 1 here, whatever became of it."""
    known = habit(LAW, [pair("1", 0), pair("1", -2, law="permenpanrb-5-2018"), pair("1", -2, law=NOW.code)])

    assert (len(known.pairs), known.others) == (1, 2)
    assert {each.shrunk for each in known.aspects} == {0}


def test_fractional_values_are_taken_as_they_are() -> None:
    """8/2026: sixths, and a printed figure as printed."""
    items = [item.code for item in NOW.items]
    printed = Pair(
        year=2026,
        edition=NOW.code,
        item=items[1],
        mandiri=Span(Fraction("1.165"), Fraction("1.175"), open_end=True),
        akhir=Span.exactly(1),
    )
    known = habit(NOW, [pair(items[0], Fraction(-1, 6), law=NOW.code), printed])

    assert {change for each in known.aspects for change in each.changes} == {
        Fraction(-1, 6),
        Fraction("-0.17"),
    }
