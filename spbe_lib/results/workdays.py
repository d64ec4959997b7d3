"""Working days: Monday to Friday. Public holidays are not known here."""

from datetime import date, timedelta

_WEEKEND = 5


def workdays(start: date, end: date) -> int:
    """Working days after a day, up to and with another; 0 where the other is not later.

    >>> workdays(date(2026, 11, 20), date(2026, 11, 23))
    1
    """
    span = max((end - start).days, 0)
    return sum((start + timedelta(days=each)).weekday() < _WEEKEND for each in range(1, span + 1))


def days_ahead(start: date, count: int) -> date:
    """The day on which so many working days have passed after a day."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _WEEKEND
    return day


def days_back(end: date, count: int) -> date:
    """The day after which so many working days pass up to and with another."""
    day = end
    while count > 0:
        count -= day.weekday() < _WEEKEND
        day -= timedelta(days=1)
    return day
