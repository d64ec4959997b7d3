"""The printed national results of 2023 and 2024, and what levels could have given them.

The national tables print four domain values, the index and the predicate, but no levels.
A *reading* of a row is one exact index that levels of the 47 items can have while their domain values
print as the row's. Within a domain only the sum of the levels of equal weight counts, so all readings
of all rows are found by going through those sums; every sum is scored by ``score_many``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from spbe_lib.figures import half_up_units
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Basis
from spbe_lib.records.files.national_file import national_results
from spbe_lib.results.scoring import UNANSWERED, Scores, frame, score_many

EDITION = load_edition("permenpanrb-59-2020")
LAYOUT = frame(EDITION)
DOMAINS = [column for column, part in enumerate(LAYOUT.parts) if part.kind == "domain"]
LOWEST = int(EDITION.nothing_fulfilled.value)
HUNDREDTHS: int = 10**EDITION.digits
OTHER: dict[Basis, Basis] = {"shown": "exact", "exact": "shown"}

Levels = NDArray[np.int64]
Rounding = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Row:
    """One institution in one year, as printed; figures in hundredths, illegible ones left out."""

    year: int
    institution: str
    domains: tuple[int, ...]
    index: int
    predicate: str

    @property
    def basis(self) -> Basis:
        """The basis of the predicate in the row's year."""
        basis = EDITION.predicate_basis(self.year)
        assert basis is not None
        return basis


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Readings of many rows, scored together; ``rows`` names the row of each reading."""

    rows: list[Row]
    scores: Scores

    def indices(self) -> Iterator[tuple[Row, int, int]]:
        """Each reading's row and exact index, as numerator and denominator."""
        unit = int(self.scores.full[-1])
        for row, whole in zip(self.rows, self.scores.sums[:, -1], strict=True):
            yield row, int(whole), unit

    def predicates(self, basis_of: Callable[[Row], Basis]) -> dict[Row, set[str]]:
        """The predicates that each row can have, by those of its readings that print its index."""
        places = {basis: self.scores.predicates(basis) for basis in OTHER}
        found: dict[Row, set[str]] = defaultdict(set)
        for reading, (row, shown) in enumerate(zip(self.rows, self.scores.shown()[:, -1], strict=True)):
            if shown == row.index:
                found[row].add(EDITION.predicates[places[basis_of(row)][reading]].name)
        return found


def half_up(numerator: int, denominator: int) -> int:
    """Round as the library does."""
    return half_up_units(numerator, denominator, EDITION.digits)


def half_even(numerator: int, denominator: int) -> int:
    """Round ties to the even digit."""
    return round(Fraction(numerator * HUNDREDTHS, denominator))


def truncated(numerator: int, denominator: int) -> int:
    """Cut off the digits that are not printed."""
    return numerator * HUNDREDTHS // denominator


def hundredths(figure: Fraction) -> int:
    """A printed figure as whole hundredths."""
    return int(figure * HUNDREDTHS)


@cache
def table() -> tuple[Row, ...]:
    """All rows of the national tables of both years."""
    return tuple(
        Row(
            year=row.year,
            institution=row.name,
            domains=tuple(hundredths(row.domains[number]) for number in sorted(row.domains)),
            index=hundredths(row.index),
            predicate=row.predicate,
        )
        for year in national_results().listed
        for row in year.rows
    )


def complete_rows() -> list[Row]:
    """The rows with four legible domain values."""
    return [row for row in table() if len(row.domains) == len(DOMAINS)]


def usable_rows() -> list[Row]:
    """The complete rows whose domain values can come from levels 1–5."""
    return list(dict.fromkeys(readings().rows))


def row_of(year: int, government: str) -> Row:
    """The one row of a kabupaten in a year."""
    name = f"Pemerintah Kab. {government}"
    (row,) = (row for row in table() if (row.year, row.institution) == (year, name))
    return row


def spread(total: int, items: int) -> list[int]:
    """Levels as equal as possible, with this total."""
    level, higher = divmod(total, items)
    return [level + 1] * higher + [level] * (items - higher)


def domain_levels(column: int, lowest: int) -> Levels:
    """Levels of one domain's items (all others unanswered), one row per sum in each group of equal weight."""
    weights = LAYOUT.weights[:, column]
    groups = [np.flatnonzero(weights == weight) for weight in np.unique(weights[weights > 0])]
    totals = [range(lowest * len(group), int(LAYOUT.ceilings[group].sum()) + 1) for group in groups]
    combinations = list(product(*totals))
    levels = np.full((len(combinations), len(weights)), UNANSWERED, dtype=np.int64)
    for filled, combination in zip(levels, combinations, strict=True):
        for group, total in zip(groups, combination, strict=True):
            filled[group] = spread(total, len(group))
    return levels


@cache
def levels_by_print(column: int, rounding: Rounding, lowest: int) -> dict[int, list[Levels]]:
    """For each printed value of a domain: levels for every exact value that prints so."""
    levels = domain_levels(column, lowest)
    scores = score_many(EDITION, levels)
    found: dict[int, list[Levels]] = defaultdict(list)
    for exact, place in zip(*np.unique(scores.sums[:, column], return_index=True), strict=True):
        found[rounding(int(exact), int(scores.full[column]))].append(levels[place])
    return dict(found)


@cache
def readings(rounding: Rounding = half_up, lowest: int = LOWEST) -> Readings:
    """All readings of all rows whose domain values are rounded this way, from the lowest level up."""
    by_print = [levels_by_print(column, rounding, lowest) for column in DOMAINS]
    rows, levels = [], []
    for row in complete_rows():
        domains = [found.get(shown, []) for found, shown in zip(by_print, row.domains, strict=True)]
        for reading in product(*domains):
            rows.append(row)
            levels.append(np.max(reading, axis=0))
    return Readings(rows, score_many(EDITION, np.array(levels)))


def explained(found: Readings, rounding: Rounding) -> set[Row]:
    """The rows that have a reading whose index, rounded this way, is the printed one."""
    return {row for row, whole, unit in found.indices() if rounding(whole, unit) == row.index}


def index_from_printed_domains(row: Row) -> int:
    """The index that follows from the printed, already rounded, domain values."""
    weights = [domain.weight for domain in EDITION.domains]
    points = [weight * shown for weight, shown in zip(weights, row.domains, strict=True)]
    index = sum(points, Fraction(0)) / sum(weights, Fraction(0)) / HUNDREDTHS
    return half_up(index.numerator, index.denominator)
