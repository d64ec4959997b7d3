"""Where a figure stands among others: rank, ties, spread, and the regency's published statement."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.records.files.national_file import national_results
from spbe_lib.records.national_results import NationalRow, NationalYear
from spbe_lib.results.standing import (
    Standing,
    bins,
    groups,
    notes_of,
    peers,
    predicates,
    spread,
    standing,
    standing_in,
)

NATIONAL = national_results()
FIGURES = st.integers(0, 500).map(lambda units: Fraction(units, 100))
LISTS = st.lists(FIGURES, max_size=40)


def year_of(year: int) -> NationalYear:
    """A year that has a list."""
    return next(each for each in NATIONAL.listed if each.year == year)


def row_of(year: int, name: str) -> NationalRow:
    """The row of one institution in one year."""
    return next(row for row in NATIONAL.of(name) if row.year == year)


def places(year: int, name: str) -> dict[str, tuple[int, int, int]]:
    """Rank, count and ties of an institution's index in every group of a year."""
    own = row_of(year, name)
    among = groups(year_of(year), own.kind, own.table, NATIONAL.regional)
    found = {group.name: standing_in(group, own.index, own) for group in among}
    return {name: (each.rank, each.count, each.tied) for name, each in found.items()}


@pytest.mark.parametrize(
    ("year", "index", "expected"),
    [
        (2023, "4.30", [(6, 529, 0), (4, 398, 0), (4, 39, 0), (2, 29, 0), (10, 621, 0)]),
        (2024, "4.31", [(19, 523, 0), (8, 392, 0), (8, 39, 0), (4, 29, 0), (33, 615, 1)]),
    ],
)
def test_the_regencys_published_statement_comes_out(
    year: int, index: str, expected: list[tuple[int, int, int]]
) -> None:
    """Kabupaten Madiun 2023: 6th of the regional governments, 4th of Jawa Timur's 39; 2024 likewise."""
    assert row_of(year, "Pemerintah Kabupaten Madiun").index == Fraction(index)
    assert places(year, "Pemerintah Kabupaten Madiun") == dict(
        zip(
            [
                "seluruh pemerintah daerah",
                "pemerintah kabupaten",
                "pemerintah daerah di Jawa Timur",
                "pemerintah kabupaten di Jawa Timur",
                "semua instansi pusat dan pemerintah daerah",
            ],
            expected,
            strict=True,
        )
    )


def test_the_kota_of_the_same_name_is_another_government() -> None:
    """Kota Madiun 2023: 4,45, and 3rd of Jawa Timur where the kabupaten is 4th."""
    assert row_of(2023, "Kota Madiun").index == Fraction("4.45")
    assert places(2023, "Kota Madiun")["pemerintah daerah di Jawa Timur"] == (3, 39, 0)
    assert "pemerintah kabupaten" not in places(2023, "Kota Madiun")


def test_a_group_of_one_is_none() -> None:
    """DKI Jakarta stands alone in its table: nobody is first among himself."""
    assert list(places(2024, "Provinsi DKI Jakarta")) == [
        "seluruh pemerintah daerah",
        "pemerintah provinsi",
        "semua instansi pusat dan pemerintah daerah",
    ]


def test_a_central_institution_is_counted_among_its_kind() -> None:
    """A ministry is no local government."""
    assert places(2024, "Kementerian Keuangan").keys() == {
        "semua instansi pusat dan pemerintah daerah",
        "Kementerian",
    }


def test_who_has_no_legible_figure_is_not_counted() -> None:
    """Two ministries of 2024 lack domain 1: 613 are left of 615."""
    own = row_of(2024, "Pemerintah Kabupaten Madiun")
    everyone = groups(year_of(2024), None, None, NATIONAL.regional)[0]

    assert standing_in(everyone, own.domains[1], own, 1).count == 613
    assert standing_in(everyone, own.domains[2], own, 2).count == 615


@given(FIGURES, LISTS)
def test_a_rank_is_one_more_than_the_number_of_higher_figures(
    figure: Fraction, others: list[Fraction]
) -> None:
    """It lies in the group, and higher, tied and lower ones are everybody."""
    found = standing(figure, others)
    lower = sum(other < figure for other in others)

    assert 1 <= found.rank <= found.count == len(others) + 1
    assert (found.rank - 1) + found.tied + lower == len(others)


@given(FIGURES, LISTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    figure: Fraction, others: list[Fraction], random: object
) -> None:
    """A list may be sorted by name, number or not at all."""
    mixed = list(others)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    assert standing(figure, mixed) == standing(figure, others)
    assert bins(mixed) == bins(others)
    assert not others or spread(mixed) == spread(others)


@given(LISTS.filter(bool))
def test_all_ranks_of_a_list_fit_together(figures: list[Fraction]) -> None:
    """Equal figures share a rank, a higher one has a smaller rank, and somebody is first."""
    ranks = [
        standing(each, figures[:place] + figures[place + 1 :]).rank for place, each in enumerate(figures)
    ]

    assert min(ranks) == 1
    for mine, rank in zip(figures, ranks, strict=True):
        for theirs, other in zip(figures, ranks, strict=True):
            assert (mine > theirs) == (rank < other)


def test_those_of_the_same_figure_share_the_place() -> None:
    """Three at 4,00 below one at 4,50: each is second, together with two others."""
    four = Fraction(4)

    assert standing(four, [Fraction("4.5"), four, four]) == Standing(rank=2, count=4, tied=2)


@given(LISTS.filter(bool))
def test_the_spread_lies_within_the_figures_in_order(figures: list[Fraction]) -> None:
    """From the lowest to the highest, and half of them on either side of the median."""
    lie = spread(figures)

    assert min(figures) == lie.lowest <= lie.lower <= lie.median <= lie.upper <= lie.highest == max(figures)
    assert sum(each < lie.median for each in figures) <= len(figures) / 2
    assert sum(each > lie.median for each in figures) <= len(figures) / 2


def test_quartiles_are_interpolated_exactly() -> None:
    """1, 2, 3, 4: a quarter of the way from first to last is 7/4."""
    lie = spread([Fraction(each) for each in (4, 1, 3, 2)])

    assert (lie.lower, lie.median, lie.upper) == (Fraction(7, 4), Fraction(5, 2), Fraction(13, 4))
    with pytest.raises(ValueError, match="no figures"):
        spread([])


@given(LISTS)
def test_every_figure_falls_into_one_bar(figures: list[Fraction]) -> None:
    """Bars touch each other, and their counts add up."""
    found = bins(figures)

    assert sum(each.count for each in found) == len(figures)
    assert [each.high for each in found[:-1]] == [each.low for each in found[1:]]
    for each in found:
        assert each.count == sum(each.low <= figure < each.high for figure in figures)


def test_predicates_are_counted_as_printed() -> None:
    """Pacitan 2024 prints 3,50 and *Baik*; it counts there, not where 3,50 would put it."""
    pacitan = row_of(2024, "Kabupaten Pacitan")

    assert predicates([pacitan]) == {"Baik": 1}
    assert list(notes_of([pacitan])) == [
        f"{pacitan.name}: Predikat tercetak mengikuti indeks yang belum dibulatkan, bukan indeks tercetak."
    ]


def test_peers_are_of_the_same_kind_and_province_and_nearest_in_index() -> None:
    """Highest first, the government among them."""
    found = peers(row_of(2023, "Kabupaten Madiun"), year_of(2023), 2)

    assert [row.name for row in found] == [
        "Pemerintah Kab. Madiun",
        "Pemerintah Kab. Gresik",
        "Pemerintah Kab. Kediri",
    ]
