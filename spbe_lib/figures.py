"""Exact numbers and days, and how Indonesia prints them.

Everything inside the library is an exact fraction;
a figure is rounded, half up, at the one moment when it is shown (4,30) and never before.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil
from typing import TypeVar

import numpy as np
from babel.dates import format_date
from babel.numbers import format_decimal

NOTHING = "—"
"""What is printed where there is no figure: unanswered, incomplete, or an aspect without items."""

MINUS = "\u2212"
"""The sign of a figure that fell; a hyphen could be read as a dash."""

_ENDS = 6
"""After how many digits a decimal that has not ended is told as a fraction."""

_PRINTED = re.compile(r"[0-9]+([.,][0-9]+)?")
_PAGES = re.compile(r"([0-9]+)(?: ?[-–] ?([0-9]+))?")
_LOCALE = "id"

OFFICE_TIME = timezone(timedelta(hours=7), "WIB")
"""Where a day begins. Indonesia's westernmost time: for an office further east a day ends an hour or
two late, so that nobody, wherever he sits, is counted a day late for what he handed in the same evening."""

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


def spelled_out(value: Fraction) -> str:
    """An exact figure, to be reckoned with by hand: a decimal where it soon ends, else a fraction.

    >>> spelled_out(Fraction("0.0275")), spelled_out(Fraction(10, 3)), spelled_out(Fraction("-1.5"))
    ('0,0275', '10/3', '−1,5')
    """
    sign, size = MINUS if value < 0 else "", abs(value)
    for digits in range(_ENDS + 1):
        if (size * 10**digits).denominator == 1:
            return sign + printed(size, digits)
    return f"{sign}{size.numerator}/{size.denominator}"


def decimals(value: Fraction) -> str:
    """A figure (0 or more) as a decimal that is cut off, not rounded, where it does not end.

    >>> decimals(Fraction(19, 6)), decimals(Fraction("3.905"))
    ('3,166666…', '3,905')
    """
    if "/" not in (exact := spelled_out(value)):
        return exact
    return f"{printed(Fraction(int(value * 10**_ENDS), 10**_ENDS), _ENDS)}…"


@dataclass(frozen=True, slots=True)
class Span:
    """What is known of a figure (0–5): two equal ends when it is exact.

    A printed figure that was rounded keeps its half unit: 1,17 is known to lie from 1.165 up to,
    but without, 1.175. ``open_end`` says that the upper end itself is out.
    """

    low: Fraction
    high: Fraction
    open_end: bool = False

    @classmethod
    def exactly(cls, value: Fraction | int) -> "Span":
        """A figure that is known exactly, such as a level."""
        return cls(Fraction(value), Fraction(value))

    @property
    def exact(self) -> Fraction | None:
        """The figure when both ends agree, else None."""
        return self.low if self.low == self.high else None

    def printed_ends(self, digits: int) -> tuple[Fraction, Fraction]:
        """The lowest and the highest figure that may stand in print, rounded half up."""
        if not self.open_end:
            return half_up(self.low, digits), half_up(self.high, digits)
        # Just under the upper end: the largest whole unit that a smaller number still rounds to.
        unit = 10**digits
        return half_up(self.low, digits), Fraction(ceil(self.high * unit + Fraction(1, 2)) - 1, unit)

    def figure(self, digits: int) -> Fraction:
        """The one figure to reckon with: the exact one, else the one that was printed, not the middle.

        >>> Span(Fraction("4.995"), Fraction(5)).figure(2)
        Fraction(5, 1)
        """
        low, high = self.printed_ends(digits)
        return (low + high) / 2 if self.exact is None else self.exact

    def printed(self, digits: int) -> str:
        """One number when both ends print alike, else the range.

        >>> Span(Fraction("1.0825"), Fraction("1.0875")).printed(2)
        '1,08–1,09'
        >>> Span(Fraction("1.165"), Fraction("1.175"), open_end=True).printed(2)
        '1,17'
        """
        low, high = self.printed_ends(digits)
        return printed(low, digits) if low == high else f"{printed(low, digits)}–{printed(high, digits)}"


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


def figure_or_none(text: str) -> Fraction | None:
    """The same; None where the text is no plain decimal number."""
    try:
        return read_printed(text)
    except ValueError:
        return None


def printed_page(typed: str) -> str:
    """A page or article as people read it: a bare number is told to be a page.

    >>> printed_page("2"), printed_page("3 - 5"), printed_page("Pasal 7")
    ('hlm. 2', 'hlm. 3–5', 'Pasal 7')
    """
    found = _PAGES.fullmatch(typed.strip())
    return f"hlm. {'–'.join(part for part in found.groups() if part)}" if found else typed


def printed_day(typed: str) -> str:
    """A date that was typed as year-month-day, as Indonesia prints it; anything else as typed.

    >>> printed_day("2026-11-23"), printed_day("Mei 2024")
    ('23 November 2026', 'Mei 2024')
    """
    try:
        return printed_date(date.fromisoformat(typed.strip()))
    except ValueError:
        return typed


@cache  # a season has few days, and its reports print them thousands of times
def printed_date(day: date) -> str:
    """Print a date in Indonesian.

    >>> printed_date(date(2026, 11, 23))
    '23 November 2026'
    """
    return format_date(day, format="d MMMM y", locale=_LOCALE)


def office_day(moment: datetime) -> date:
    """The day of a stored moment (UTC, also where it does not say so) in the office's time."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(OFFICE_TIME).date()
