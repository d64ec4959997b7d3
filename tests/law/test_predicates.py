"""The word for an index: exactly one, at every bound, in every edition and in both notations."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import read_printed
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Basis

E2018, E2020, E2026 = "permenpanrb-5-2018", "permenpanrb-59-2020", "permenpanrb-8-2026"
NAMES = ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]

BOUNDS = {
    E2018: ["1.80", "2.60", "3.50", "4.20"],
    E2020: ["1.80", "2.60", "3.50", "4.20"],
    E2026: ["1.50", "2.50", "3.50", "4.00"],
}
AT_BOUND = [
    (code, bound, NAMES[place], NAMES[place + 1])
    for code, bounds in BOUNDS.items()
    for place, bound in enumerate(bounds)
]

LAW = {code: load_edition(code) for code in BOUNDS}
editions = pytest.mark.parametrize("code", list(BOUNDS))


@pytest.mark.failure(1)
@editions
def test_an_edition_has_the_five_predicates_of_the_law(code: str) -> None:
    """Five predicates, the lowest without a bound, the others with the printed ones."""
    predicates = LAW[code].predicates

    assert [predicate.name for predicate in predicates] == NAMES
    assert [predicate.lower for predicate in predicates] == [None, *map(Fraction, BOUNDS[code])]


@pytest.mark.failure(1)
@pytest.mark.parametrize("notation", [".", ","])
@pytest.mark.parametrize(("code", "bound", "below", "above"), AT_BOUND)
def test_a_bound_belongs_to_the_predicate_above_it(
    code: str, bound: str, below: str, above: str, notation: str
) -> None:
    """At a bound the higher predicate holds, and a ten-thousandth below it the lower one."""
    edition = LAW[code]
    index = read_printed(bound.replace(".", notation))

    assert edition.predicate(index).name == above
    assert edition.predicate(index - Fraction(1, 10_000)).name == below
    assert edition.predicate(index + Fraction(1, 10_000)).name == above


@pytest.mark.failure(1)
@editions
@pytest.mark.parametrize("text", ["4.45", "4,45"])
def test_4_45_reads_memuaskan(code: str, text: str) -> None:
    """With a dot or with a comma, 4.45 is Memuaskan."""
    assert LAW[code].predicate(read_printed(text)).name == "Memuaskan"


@editions
@pytest.mark.parametrize(("index", "name"), [(0, "Kurang"), (1, "Kurang"), (5, "Memuaskan")])
def test_the_ends_of_the_range_have_a_predicate(code: str, index: int, name: str) -> None:
    """Neither the least nor the most that an index can be falls out."""
    assert LAW[code].predicate(Fraction(index)).name == name


@pytest.mark.failure(1)
@editions
@given(index=st.fractions(min_value=0, max_value=5))
def test_every_index_has_exactly_one_predicate(code: str, index: Fraction) -> None:
    """The ranges from one bound to the next cover 0 to 5 without gap or overlap."""
    edition = LAW[code]
    lows = [Fraction(0), *map(Fraction, BOUNDS[code])]
    ranges = zip(NAMES, lows, [*lows[1:], Fraction(6)], strict=True)

    fitting = [name for name, low, high in ranges if low <= index < high]

    assert fitting == [edition.predicate(index).name]


@editions
@given(one=st.fractions(min_value=0, max_value=5), other=st.fractions(min_value=0, max_value=5))
def test_a_higher_index_never_has_a_lower_predicate(code: str, one: Fraction, other: Fraction) -> None:
    """The predicate rises with the index."""
    edition = LAW[code]
    ranks = [edition.predicates.index(edition.predicate(index)) for index in sorted((one, other))]

    assert ranks == sorted(ranks)


@editions
def test_the_next_predicate_is_the_one_above_and_none_at_the_top(code: str) -> None:
    """From Kurang upwards every predicate names its successor; Memuaskan has none."""
    edition = LAW[code]

    above = [edition.next_predicate(predicate) for predicate in edition.predicates]

    assert above == [*edition.predicates[1:], None]


@pytest.mark.parametrize(
    ("code", "year", "basis"),
    [
        (E2020, 2022, None),
        (E2020, 2023, "shown"),
        (E2020, 2024, "exact"),
        (E2020, 2025, None),
        (E2020, None, None),
        (E2018, 2020, None),
        (E2026, 2026, None),
    ],
)
def test_the_basis_of_the_predicate_is_known_for_two_years_only(
    code: str, year: int | None, basis: Basis | None
) -> None:
    """In 2023 the predicate followed the printed index, in 2024 the exact one; else nothing is known."""
    assert LAW[code].predicate_basis(year) == basis


@editions
def test_where_no_basis_is_known_the_exact_index_is_used(code: str) -> None:
    """Every edition falls back to the index that is not rounded."""
    assert LAW[code].predicate_basis_otherwise == "exact"


@pytest.mark.failure(1)
@pytest.mark.parametrize(
    ("index", "exact", "shown"),
    [
        ("3.4985", "Baik", "Sangat Baik"),
        ("1.7995", "Kurang", "Cukup"),
        ("4.1949", "Sangat Baik", "Sangat Baik"),
    ],
)
def test_the_basis_decides_near_a_bound(index: str, exact: str, shown: str) -> None:
    """Pacitan 2024 (3.4985) was Baik by the exact index; Boven Digoel 2023 (1.7995) Cukup as printed."""
    edition = LAW[E2020]

    assert edition.predicate(edition.on_basis(Fraction(index), "exact")).name == exact
    assert edition.predicate(edition.on_basis(Fraction(index), "shown")).name == shown
