"""The rounding rule and the predicate's basis, proved on the printed national results of 2023 and 2024.

The national tables print four domain values, the index and the predicate, but no levels.
A *reading* of a row is one exact index that levels of the 47 items can have while their domain values
print as the row's. Within a domain only the sum of the levels of equal weight counts, so all readings
of all rows are found by going through those sums; every sum is scored by ``score_many``.

A row is *complete* when its four domain values are legible, and *usable* when it also has a reading
with levels 1–5. The index plays no part in that.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spbe_lib.figures import half_up_units, read_printed
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Basis
from spbe_lib.results.scoring import UNANSWERED, Scores, frame, score_many

TABLE = Path(__file__).parents[1] / "data" / "national_results_2023_2024.csv.gz"
EDITION = load_edition("permenpanrb-59-2020")
LAYOUT = frame(EDITION)
DOMAINS = [column for column, part in enumerate(LAYOUT.parts) if part.kind == "domain"]
LOWEST = int(EDITION.nothing_fulfilled.value)
HUNDREDTHS = 10**EDITION.digits
OTHER: dict[Basis, Basis] = {"shown": "exact", "exact": "shown"}

Levels = NDArray[np.int64]
Rounding = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Row:
    """One institution in one year, as printed; figures in hundredths, None where illegible."""

    year: int
    institution: str
    domains: tuple[int | None, ...]
    index: int
    predicate: str

    @property
    def basis(self) -> Basis:
        basis = EDITION.predicate_basis(self.year)
        assert basis is not None
        return basis


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Readings of many rows, scored together; ``rows`` names the row of each reading."""

    rows: list[Row]
    scores: Scores

    def indices(self) -> Iterable[tuple[Row, int, int]]:
        """Each reading's row and exact index, as numerator and denominator."""
        unit = int(self.scores.full[-1])
        return ((row, int(whole), unit) for row, whole in zip(self.rows, self.scores.sums[:, -1], strict=True))

    def predicates(self, basis_of: Callable[[Row], Basis]) -> dict[Row, set[str]]:
        """The predicates that each row can have, by those of its readings that print its index."""
        places = {basis: self.scores.predicates(basis) for basis in OTHER}
        found: dict[Row, set[str]] = defaultdict(set)
        for reading, (row, shown) in enumerate(zip(self.rows, self.scores.shown()[:, -1], strict=True)):
            if shown == row.index:
                found[row].add(EDITION.predicates[places[basis_of(row)][reading]].name)
        return found


def half_up(numerator: int, denominator: int) -> int:
    return half_up_units(numerator, denominator, EDITION.digits)


def half_even(numerator: int, denominator: int) -> int:
    return round(Fraction(numerator * HUNDREDTHS, denominator))


def truncated(numerator: int, denominator: int) -> int:
    return numerator * HUNDREDTHS // denominator


@cache
def table() -> tuple[Row, ...]:
    def hundredths(text: str) -> int:
        return int(read_printed(text) * HUNDREDTHS)

    with gzip.open(TABLE, "rt", encoding="utf-8", newline="") as file:
        return tuple(
            Row(
                year=int(line["year"]),
                institution=line["institution"],
                domains=tuple(
                    hundredths(line[f"domain_{d.number}"]) if line[f"domain_{d.number}"] else None
                    for d in EDITION.domains
                ),
                index=hundredths(line["index"]),
                predicate=line["predicate"],
            )
            for line in csv.DictReader(file)
        )


def complete_rows() -> list[Row]:
    return [row for row in table() if None not in row.domains]


def usable_rows() -> list[Row]:
    return list(dict.fromkeys(readings().rows))


def row_of(year: int, government: str) -> Row:
    (row,) = (row for row in table() if (row.year, row.institution) == (year, f"Pemerintah Kab. {government}"))
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
        domains = [found.get(shown or 0, []) for found, shown in zip(by_print, row.domains, strict=True)]
        for reading in product(*domains):
            rows.append(row)
            levels.append(np.max(reading, axis=0))
    return Readings(rows, score_many(EDITION, np.array(levels)))


def explained(found: Readings, rounding: Rounding) -> set[Row]:
    """The rows that have a reading whose index, rounded this way, is the printed one."""
    return {row for row, whole, unit in found.indices() if rounding(whole, unit) == row.index}


def index_from_printed_domains(row: Row) -> int:
    weights = [domain.weight for domain in EDITION.domains]
    whole = sum((weight * (shown or 0) for weight, shown in zip(weights, row.domains, strict=True)), Fraction(0))
    index = whole / sum(weights) / HUNDREDTHS
    return half_up(index.numerator, index.denominator)


def test_all_but_three_rows_are_usable() -> None:
    """Two rows of 2024 lack a legible domain value, and no levels 1–5 give Banyuasin's of 2023."""
    illegible = ["Kementerian Pertanian", "Kementerian Energi dan Sumber Daya Mineral"]
    assert len(set(table())) == len(table()) == 1236
    assert [row.institution for row in table() if None in row.domains] == illegible
    assert set(complete_rows()) - set(usable_rows()) == {row_of(2023, "Banyuasin")}
    assert len(usable_rows()) == 1233


@pytest.mark.parametrize(
    ("domains", "index", "rows"),
    [
        pytest.param(half_up, half_up, 1233, id="all half up"),
        pytest.param(half_even, half_even, 1194, id="all half even"),
        pytest.param(half_up, truncated, 730, id="index truncated"),
        pytest.param(truncated, truncated, 720, id="all truncated"),
    ],
)
def test_only_half_up_explains_every_row(domains: Rounding, index: Rounding, rows: int) -> None:
    """An exact index rounded half up is the printed one in every usable row; no other rounding is."""
    assert len(explained(readings(domains), index)) == rows


def test_levels_print_as_the_national_table() -> None:
    """The library shows all five printed figures of every usable row from one set of levels."""
    figures = readings().scores.shown()[:, [*DOMAINS, -1]].tolist()
    shown = {row for row, mine in zip(readings().rows, figures, strict=True) if mine == [*row.domains, row.index]}
    assert len(shown) == 1233


def test_printed_domain_values_do_not_give_the_index() -> None:
    """The index from printed domain values is another in 138 usable rows; Banyuasin's happens to agree."""
    agreeing = {row for row in complete_rows() if index_from_printed_domains(row) == row.index}
    assert len(agreeing) == 1096
    assert len(agreeing.intersection(usable_rows())) == 1233 - 138


def test_exact_ties_are_printed_up() -> None:
    """Where every reading within half a hundredth of the print, on either side, is a tie, it went up."""
    excess: dict[Row, set[Fraction]] = defaultdict(set)
    for row, whole, unit in readings().indices():
        difference = row.index - Fraction(whole * HUNDREDTHS, unit)
        if abs(difference) <= Fraction(1, 2):
            excess[row].add(difference)
    up, down = {Fraction(1, 2)}, {Fraction(-1, 2)}
    assert len([row for row, differences in excess.items() if differences == up]) == 73
    assert not [row for row, differences in excess.items() if differences <= up | down and differences != up]


def test_predicate_on_the_basis_of_its_year_is_right() -> None:
    """Every usable row has a reading with the printed predicate on the basis of its year."""
    found = readings().predicates(lambda row: row.basis)
    assert (EDITION.predicate_basis(2023), EDITION.predicate_basis(2024)) == ("shown", "exact")
    assert len([row for row, predicates in found.items() if row.predicate in predicates]) == 1233


def test_printed_index_alone_gives_the_predicate_of_2023() -> None:
    """Where the predicate follows the printed index, nothing else is needed to know it."""
    given = [row for row in usable_rows() if row.basis == "shown"]
    right = [row for row in given if EDITION.predicate(Fraction(row.index, HUNDREDTHS)).name == row.predicate]
    assert len(right) == len(given) == 620


@pytest.mark.parametrize(
    ("year", "government", "index", "predicate", "on_the_other_basis"),
    [
        (2023, "Boven Digoel", 180, "Cukup", {"Kurang"}),
        (2023, "Nias Barat", 180, "Cukup", {"Kurang"}),
        (2024, "Pacitan", 350, "Baik", {"Sangat Baik"}),
        (2024, "Nias Barat", 180, "Kurang", {"Cukup"}),
        (2024, "Luwu", 260, "Cukup", {"Baik"}),
    ],
)
def test_telling_row_refutes_the_other_basis(
    year: int, government: str, index: int, predicate: str, on_the_other_basis: set[str]
) -> None:
    """The other basis could not have given the predicate that this row prints."""
    row = row_of(year, government)
    assert (row.index, row.predicate) == (index, predicate)
    assert readings().predicates(lambda row: OTHER[row.basis])[row] == on_the_other_basis


def test_no_other_row_tells_the_basis() -> None:
    """Five rows, and only these, exclude the other basis."""
    found = readings().predicates(lambda row: OTHER[row.basis])
    assert len([row for row, predicates in found.items() if row.predicate not in predicates]) == 5


def test_banyuasin_was_counted_with_levels_of_zero() -> None:
    """Banyuasin's domain 4 of 0,30 is out of reach until items that were not handed in count 0."""
    banyuasin = row_of(2023, "Banyuasin")
    assert EDITION.not_submitted is not None
    with_zero = readings(lowest=int(EDITION.not_submitted.value))
    assert banyuasin.domains[-1] == 30
    assert banyuasin not in readings().rows
    assert banyuasin in explained(with_zero, half_up)
    assert with_zero.predicates(lambda row: row.basis)[banyuasin] == {banyuasin.predicate}
