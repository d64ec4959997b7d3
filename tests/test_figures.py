"""Exact figures: rounded half up at the one moment when they are shown, and read back exactly."""

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span, half_up, half_up_units, printed, printed_date, read_printed

INDICES = st.fractions(min_value=0, max_value=5, max_denominator=10**6)
DIGITS = st.integers(min_value=0, max_value=6)

TIES = [f"{units // 100}.{units % 100:02d}5" for units in range(500)]
"""Every figure from 0.005 to 4.995 that lies exactly between two printed ones."""

MONTHS = {
    1: "Januari",
    2: "Februari",
    3: "Maret",
    4: "April",
    5: "Mei",
    6: "Juni",
    7: "Juli",
    8: "Agustus",
    9: "September",
    10: "Oktober",
    11: "November",
    12: "Desember",
}


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("4.295", "4,30"),
        ("4.285", "4,29"),
        ("1.7995", "1,80"),
        ("3.4985", "3,50"),
        ("2.675", "2,68"),
        ("1.005", "1,01"),
        ("0.285", "0,29"),
        ("4.2949999999", "4,29"),
        ("991/300", "3,30"),
        ("4.995", "5,00"),
        ("5", "5,00"),
        ("0", "0,00"),
    ],
)
def test_a_figure_is_printed_half_up_with_a_decimal_comma(exact: str, shown: str) -> None:
    """Ties go up, also where floats or banker's rounding would go down."""
    assert printed(Fraction(exact), 2) == shown


def test_every_tie_of_two_digits_goes_up() -> None:
    """All 500 ties between 0 and 5 are rounded up; half-even would take every second one down."""
    up = [half_up(Fraction(tie), 2) for tie in TIES]

    assert up == [Fraction(tie) + Fraction(5, 1000) for tie in TIES]
    even = [Fraction(Decimal(tie).quantize(Decimal("0.01"), ROUND_HALF_EVEN)) for tie in TIES]
    assert sum(one != other for one, other in zip(up, even, strict=True)) == 250


@given(units=st.integers(min_value=0, max_value=5 * 10**8), digits=DIGITS)
def test_rounding_equals_decimal_half_up(units: int, digits: int) -> None:
    """Every figure of up to eight decimals is rounded as Decimal's ROUND_HALF_UP does."""
    value = Decimal(units).scaleb(-8)

    expected = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert half_up(Fraction(value), digits) == Fraction(expected)


@given(value=INDICES, digits=DIGITS)
def test_a_rounded_figure_is_at_most_half_a_unit_away(value: Fraction, digits: int) -> None:
    """Rounding moves a figure by half a unit of the last digit at most, and downwards by less."""
    moved = half_up(value, digits) - value

    half = Fraction(1, 2 * 10**digits)
    assert -half < moved <= half


@given(value=INDICES, digits=DIGITS)
def test_rounding_twice_changes_nothing_more(value: Fraction, digits: int) -> None:
    """A figure that was rounded stays as it is."""
    once = half_up(value, digits)

    assert half_up(once, digits) == once


@pytest.mark.failure(2)
@given(
    numerators=st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=20),
    denominator=st.integers(min_value=1, max_value=10**6),
    digits=st.integers(min_value=0, max_value=4),
)
def test_a_million_figures_are_rounded_like_one(numerators: list[int], denominator: int, digits: int) -> None:
    """An array is rounded to the same integers as its members one by one."""
    rounded = half_up_units(
        np.array(numerators, dtype=np.int64), np.full(len(numerators), denominator, dtype=np.int64), digits
    )

    assert rounded.dtype == np.int64
    assert rounded.tolist() == [half_up_units(each, denominator, digits) for each in numerators]


def test_no_figure_is_ever_a_float() -> None:
    """Figures are integers and fractions, exact also where a float has long lost its last digits."""
    assert type(half_up_units(991, 300, 2)) is int
    assert type(half_up(Fraction(991, 300), 2)) is Fraction
    assert type(read_printed("4,45")) is Fraction
    assert half_up(Fraction(10**40 * 4295 + 1, 10**43), 2) == Fraction("4.3")
    assert half_up(Fraction(10**40 * 4295 - 1, 10**43), 2) == Fraction("4.29")


@pytest.mark.parametrize(("digits", "shown"), [(0, "3"), (1, "3,3"), (2, "3,30"), (4, "3,3033")])
def test_the_number_of_printed_digits_is_chosen_by_the_edition(digits: int, shown: str) -> None:
    """Zeros at the end are kept, and no comma stands where no digit follows."""
    assert printed(Fraction(991, 300), digits) == shown


@pytest.mark.failure(25)
def test_a_large_figure_has_no_separator_of_thousands() -> None:
    """A figure that is printed can be read back; a dot for thousands could not."""
    assert printed(Fraction(12345), 2) == "12345,00"


@pytest.mark.failure(1)
@given(units=st.integers(min_value=0, max_value=10**7), digits=DIGITS)
def test_what_is_printed_reads_back_exactly_in_both_notations(units: int, digits: int) -> None:
    """Print and read again: the same figure, with a comma and with a dot."""
    value = Fraction(units, 10**digits)
    shown = printed(value, digits)

    assert read_printed(shown) == read_printed(shown.replace(",", ".")) == value


@pytest.mark.failure(1)
@pytest.mark.parametrize("text", ["4.45", "4,45", " 4,45 ", "4,450", "04.45"])
def test_both_notations_are_read_exactly(text: str) -> None:
    """Comma or dot, with spaces around or zeros at the ends, it is 89/20."""
    assert read_printed(text) == Fraction(89, 20)


@pytest.mark.parametrize(
    "text",
    [
        "4,5,1",
        "1.234,56",
        "",
        " ",
        "abc",
        "-1",
        "+1",
        "4 5",
        "½",
        "4²",
        "4,",
        ",5",
        "1e3",
        "89/20",
        "4_5",
        "nan",
    ],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    """Signs, fractions, powers, two separators or a half written as one sign are no printed figure."""
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        read_printed(text)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("1.0825", "1.0875", "1,08–1,09"),
        ("1.0825", "1.0849", "1,08"),
        ("4.295", "4.3", "4,30"),
        ("3", "3", "3,00"),
    ],
)
def test_a_range_is_one_figure_where_both_ends_print_alike(low: str, high: str, shown: str) -> None:
    """A range is printed only where the reader would see two different figures."""
    assert Span(Fraction(low), Fraction(high)).printed(2) == shown


@pytest.mark.failure(25)
def test_a_date_is_printed_in_indonesian() -> None:
    """The months have their Indonesian names, and the day no leading zero."""
    months = [printed_date(date(2026, month, 3)).removeprefix("3 ").removesuffix(" 2026") for month in MONTHS]

    assert months == list(MONTHS.values())
    assert printed_date(date(2026, 11, 23)) == "23 November 2026"
