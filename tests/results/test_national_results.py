"""The rounding rule and the predicate's basis, proved on the printed national results of 2023 and 2024.

A row is *complete* when its four domain values are legible, and *usable* when levels 1–5 can also give
these four values; the index plays no part in that.
"""

from collections import defaultdict
from fractions import Fraction

import pytest

from tests.results.national import (
    DOMAINS,
    EDITION,
    HUNDREDTHS,
    OTHER,
    Rounding,
    Row,
    complete_rows,
    explained,
    half_even,
    half_up,
    index_from_printed_domains,
    readings,
    row_of,
    table,
    truncated,
    usable_rows,
)


def test_all_but_three_rows_are_usable() -> None:
    """Two rows of 2024 lack a legible domain value, and no levels 1–5 give Banyuasin's of 2023."""
    illegible = ["Kementerian Pertanian", "Kementerian Energi dan Sumber Daya Mineral"]
    assert len(set(table())) == len(table()) == 1236
    assert [row.institution for row in table() if row not in complete_rows()] == illegible
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
    pairs = zip(readings().rows, figures, strict=True)
    assert len({row for row, mine in pairs if mine == [*row.domains, row.index]}) == 1233


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
