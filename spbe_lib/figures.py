"""Exact numbers and how Indonesia prints them.

Everything inside the library is an exact fraction;
a figure is rounded, half up, at the one moment when it is shown (4,30) and never before.
"""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import numpy as np
from babel.dates import format_date
from babel.numbers import format_decimal

NOTHING = "—"
"""What is printed where there is no figure: unanswered, incomplete, or an aspect without items."""

_PRINTED = re.compile(r"[0-9]+([.,][0-9]+)?")
_LOCALE = "id"

Whole = TypeVar("Whole", int, np.ndarray)


def half_up_units(numerator: Whole, denominator: Whole, digits: int) -> Whole:
    """Round ``numerator / denominator`` half up to whole units of the last printed digit.

    Works on single integers and on integer arrays alike, so that one figure and a million
    figures are rounded by the same rule.

    Args:
        numerator: Zero or positive; arrays of 64-bit or Python's own integers, lest they overflow.
        denominator: Positive.
        digits: Number of decimal digits that are printed.

    Returns:
        The rounded figure times ``10 ** digits``: 991/300 with two digits gives 330.
    """
    rounded: Whole = (2 * numerator * 10**digits + denominator) // (2 * denominator)
    return rounded


def half_up(value: Fraction, digits: int) -> Fraction:
    """Round an exact figure half up, staying exact.

    >>> half_up(Fraction("4.295"), 2)
    Fraction(43, 10)
    """
    return Fraction(half_up_units(value.numerator, value.denominator, digits), 10**digits)


def printed(value: Fraction, digits: int) -> str:
    """Print a figure as an Indonesian reader expects it: rounded half up, with a decimal comma.

    >>> printed(Fraction(991, 300), 2)
    '3,30'
    """
    units = half_up_units(value.numerator, value.denominator, digits)
    pattern = "0." + "0" * digits if digits else "0"
    return format_decimal(Decimal(units).scaleb(-digits), format=pattern, locale=_LOCALE)


def printed_range(low: Fraction, high: Fraction, digits: int) -> str:
    """Print what is known of a figure: one number when both ends print alike, else the range.

    >>> printed_range(Fraction("1.0825"), Fraction("1.0875"), 2)
    '1,08–1,09'
    """
    ends = printed(low, digits), printed(high, digits)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def read_printed(text: str) -> Fraction:
    """Read a printed figure in comma or dot notation, exactly.

    >>> read_printed("4,45") == read_printed("4.45") == Fraction(89, 20)
    True

    Raises:
        ValueError: The text is not a plain decimal number.
    """
    if not _PRINTED.fullmatch(text.strip()):
        raise ValueError(text)
    return Fraction(text.strip().replace(",", "."))


def printed_date(day: date) -> str:
    """Print a date in Indonesian.

    >>> printed_date(date(2026, 11, 23))
    '23 November 2026'
    """
    return format_date(day, format="d MMMM y", locale=_LOCALE)
