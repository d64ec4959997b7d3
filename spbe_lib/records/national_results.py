"""The published results of all institutions, year by year, and by which names they go.

What was printed stays as printed: a figure is one with two decimals, a predicate is not worked out again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property

_WORDS = re.compile(r"\w+")
_GOVERNMENT, _LOCAL = "pemerintah", "daerah"


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name without its spelling: ``kind`` of a local government (None for others), and the rest of it.

    Two governments of one place, a kabupaten and a kota, differ in their kind.
    """

    kind: str | None
    stem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How institutions are spelled.

    Attributes:
        spellings: The kind that a first word tells: ``kab`` is a Kabupaten.
        also_called: Another name of the same institution, both without "Pemerintah" and in small letters.
    """

    spellings: Mapping[str, str]
    also_called: Mapping[str, str]

    def key(self, name: str) -> NameKey:
        """The name without its spelling."""
        words = self._alias(_WORDS.findall(name.casefold()))
        if words[:1] == [_GOVERNMENT]:
            words = self._alias(words[1:])
        if words[:1] == [_LOCAL] and words[1:2] and words[1] in self.spellings:
            words = self._alias(words[1:])
        kind = self.spellings.get(words[0]) if len(words) > 1 else None
        return NameKey(kind, "".join(words[1:] if kind else words))

    def _alias(self, words: list[str]) -> list[str]:
        return self.also_called.get(plain(" ".join(words)), " ".join(words)).split()


def plain(name: str) -> str:
    """The words of a name in small letters, with single spaces.

    >>> plain("D.I. Yogyakarta")
    'd i yogyakarta'
    """
    return " ".join(_WORDS.findall(name.casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalRow:
    """One institution in one year, as printed.

    Attributes:
        key: Its name without the spelling, for names differ from year to year.
        kind: Kabupaten, Kota, Provinsi, or what kind of central institution.
        table: The table in which it stands: the province, or the group of central institutions.
        regional: Whether it is a local government (*pemerintah daerah*).
        domains: The legible figures by number of the domain.
        note: What is odd about the row; empty where nothing is.
    """

    year: int
    name: str
    key: NameKey
    kind: str
    table: str
    regional: bool
    domains: Mapping[int, Fraction]
    index: Fraction
    predicate: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """A printed average: index, and domains by number."""

    index: Fraction
    domains: Mapping[int, Fraction]


@dataclass(frozen=True, kw_only=True)  # no slots: rows by name are worked out once and lie beside the fields
class NationalYear:
    """What is published of one year.

    Attributes:
        edition: Code of the regulation by which was evaluated.
        source: Where the figures were printed; ``decree`` the minister's decision, None where none is known.
        target: The national target of the index; None where none is known.
        national: The national average.
        averages: Averages by kind of institution, as far as they were printed.
        rows: Every institution, in the order of the tables; empty where no list is known.
        notes: What a reader of the figures should know.
    """

    year: int
    edition: str
    source: str
    decree: str | None = None
    target: Fraction | None = None
    national: Average
    averages: Mapping[str, Average] = field(default_factory=dict)
    rows: tuple[NationalRow, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[NameKey, NationalRow]:
        """The rows by name."""
        return {row.key: row for row in self.rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalResults:
    """All years, oldest first, and the spellings of names."""

    years: tuple[NationalYear, ...]
    names: Names
    regional: tuple[str, ...]

    @property
    def listed(self) -> tuple[NationalYear, ...]:
        """The years of which every institution is known, oldest first."""
        return tuple(each for each in self.years if each.rows)

    def year(self, year: int) -> NationalYear | None:
        """One year; None where nothing is known of it."""
        return next((each for each in self.years if each.year == year), None)

    def of(self, name: str) -> tuple[NationalRow, ...]:
        """Every row of the institution with just this name, oldest first; its kind must be told too."""
        key = self.names.key(name)
        return tuple(each.by_key[key] for each in self.listed if key in each.by_key)

    def meant(self, name: str, year: NationalYear) -> tuple[NationalRow, ...]:
        """The rows of a year that a name may mean: one with its kind, maybe several without."""
        key = self.names.key(name)
        if key in year.by_key or key.kind:
            return (year.by_key[key],) if key in year.by_key else ()
        return tuple(row for row in year.rows if row.key.stem == key.stem)

    def nearest(self, name: str, year: NationalYear | None = None) -> tuple[str, ...]:
        """Printed names that are spelled most like a name, in one year or in all."""
        years = (year,) if year else self.listed
        known = {plain(row.name): row.name for each in years for row in each.rows}
        asked = plain(name)
        asked = asked if asked.startswith(_GOVERNMENT) else f"{_GOVERNMENT} {asked}"
        return tuple(known[each] for each in get_close_matches(asked, known, n=3))
