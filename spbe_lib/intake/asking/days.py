"""Days and times as people write them: on what day something is due, when a document was made."""

import re
from datetime import date

from babel.dates import get_month_names

from spbe_lib.intake.asking.spellings import simple
from spbe_lib.strict_yaml import clipped

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})")
_DATED_ALLOWED = "12 Maret 2024, 12/03/2024, 2024-03-12, Maret 2024, atau 2024"
_PART = re.compile(r"(?:tahun |ta )?(\d{4})|(?:(?:triwulan|tw|semester) (?:i{1,3}|iv|[1-4])) \d{4}")
_MONTH = re.compile(r"([a-z]+)\.? (\d{4})")
_START = re.compile(r"\d{1,2}(?: [a-z]+)?|[a-z]+")
_UNTIL = re.compile(r" ?(?:s\.?/?d\.?|sampai(?: dengan)?|hingga|–|—) ?| - ")
_UNDATED = frozenset({"", "-", "tanpa tanggal"})
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_MONTHS = tuple(get_month_names("wide", locale="id")[month].lower() for month in range(1, 13))
_OTHER_SHORT = {"ags": "agu", "agt": "agu", "nop": "nov", "nopember": "nov"}


def read_day(text: str) -> date:
    """Read a day as people write it: ``2024-03-12``, ``12/03/2024``, ``12-3-2024``, ``12 Maret 2024``.

    Raises:
        ValueError: It is none of these, or there is no such day.
    """
    text = simple(text)
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        raise ValueError(text)
    return date(year, month, day)


def dated_fault(text: str) -> tuple[str, str, str] | None:
    """What is wrong with the date of a document as typed, what is allowed, what to do; None if right."""
    if is_dated(text):
        return None
    return f"'{clipped(text)}' bukan tanggal", _DATED_ALLOWED, "Kosongkan bila dokumennya tidak bertanggal"


def is_dated(text: str) -> bool:
    """Whether a text says when a document was made: a day, a month, a year, or from one to another.

    >>> [is_dated(text) for text in ("12 Maret 2024", "Mei 2024", "2024", "12 s.d. 14 Maret 2024", "")]
    [True, True, True, True, True]
    >>> [is_dated(text) for text in ("31 Februari 2024", "besok", "12/2024", "50%")]
    [False, False, False, False]
    """
    told = simple(text)
    if told in _UNDATED or _names_a_time(told):
        return True
    first, *last = _UNTIL.split(told, maxsplit=1)
    return bool(last) and _names_a_time(last[0]) and (_names_a_time(first) or _begins(first))


def _names_a_time(text: str) -> bool:
    try:
        read_day(text)
    except ValueError:
        year = _PART.fullmatch(text)
        month = _MONTH.fullmatch(text)
        if month and _is_month(month[1]):
            return _FIRST_YEAR <= int(month[2]) <= _LAST_YEAR
        return bool(year) and (not year[1] or _FIRST_YEAR <= int(year[1]) <= _LAST_YEAR)  # type: ignore[index]
    return True


def _begins(text: str) -> bool:
    """Whether a text may begin a time that another one ends: ``12``, ``12 Maret``, ``Maret``."""
    return bool(_START.fullmatch(text)) and all(_is_month(word) for word in text.split() if word.isalpha())


def _is_month(word: str) -> bool:
    try:
        _month(word)
    except ValueError:
        return False
    return True


def _month(word: str) -> int:
    """The number of a month by its first three letters or its whole name.

    Raises:
        ValueError: There is no such month.
    """
    short = _OTHER_SHORT.get(word, word)
    name = next((each for each in _MONTHS if short in (each, each[:3])), None)
    if name is None:
        raise ValueError(word)
    return _MONTHS.index(name) + 1
