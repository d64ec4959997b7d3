"""On what ground a government is put beside all others, and why not."""

import dataclasses
from fractions import Fraction

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.national_file import national_results
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.results.comparison import Comparison, Ground, Obstacle, compare
from spbe_lib.results.scorecard import score

NATIONAL = national_results()
SPBE, BEFORE, NEWEST = "permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026"
MADIUN = "Pemerintah Kabupaten Madiun"


def compared(
    year: int,
    government: str = MADIUN,
    edition: str = SPBE,
    *,
    stage: Stage = Stage.MANDIRI,
    level: Fraction | int = 3,
    answered: int | None = None,
    sample: bool = False,
    national_name: str | None = None,
) -> Comparison:
    """A government whose items, as far as they are answered, all have one level."""
    instrument = load_edition(edition)
    values = {item.code: Span.exactly(level) for item in instrument.items[:answered]}
    cycle = Cycle(
        name="uji",
        government=government,
        year=year,
        edition=edition,
        sample=sample,
        national_name=national_name,
    )
    return compare(NATIONAL, cycle, score(instrument, values, year), stage)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("answered", [0, 46, 47])
def test_what_is_published_for_the_year_counts_whatever_the_cycle_holds(stage: Stage, answered: int) -> None:
    """Its own row of 2023, with the ministry's figures."""
    found = compared(2023, stage=stage, answered=answered)

    assert (found.ground, found.obstacle) == (Ground.PUBLISHED, None)
    assert found.index == Fraction("4.30")
    assert found.domains == {1: 5, 2: 4, 3: Fraction("3.27"), 4: Fraction("4.63")}
    assert found.table == "Jawa Timur"


def test_a_year_without_a_list_is_compared_with_the_last_one_before_it() -> None:
    """2025: with 2024, and however final the value is, it is a projection there."""
    found = compared(2025, stage=Stage.AKHIR)

    assert found.reference
    assert (found.reference.year, found.ground, found.own_year) == (2024, Ground.PROJECTION, None)
    assert found.index == 3
    assert [group.name for group in found.groups][2:4] == [
        "pemerintah daerah di Jawa Timur",
        "pemerintah kabupaten di Jawa Timur",
    ]


def test_no_year_is_compared_with_a_later_one() -> None:
    """2022 has averages and no list; that of 2023 says nothing about it."""
    found = compared(2022)

    assert (found.reference, found.ground, found.obstacle) == (None, None, Obstacle.NO_LIST)
    assert found.own_year
    assert found.own_year.national.index == Fraction("2.34")
    assert [row.year for row in found.history] == [2023, 2024]


@pytest.mark.parametrize(("edition", "year"), [(BEFORE, 2020), (NEWEST, 2026)])
def test_under_another_regulation_there_is_no_place(edition: str, year: int) -> None:
    """The lists follow 59/2020; a figure of another yardstick is nowhere in them."""
    found = compared(year, edition=edition, stage=Stage.AKHIR, level=2)

    assert (found.ground, found.obstacle, found.groups) == (None, Obstacle.NO_LIST, ())
    assert [row.year for row in found.history] == [2023, 2024]


def test_while_incomplete_there_is_no_place() -> None:
    """An average of what is filled is no index."""
    found = compared(2025, answered=46)

    assert (found.ground, found.obstacle, found.index) == (None, Obstacle.INCOMPLETE, None)


def test_an_index_that_may_be_several_figures_has_no_place() -> None:
    """A range has no one rank; where both ends print alike it has."""
    instrument = load_edition(SPBE)
    cycle = Cycle(name="uji", government=MADIUN, year=2025, edition=SPBE)
    for width, expected in (("0.5", Obstacle.RANGE), ("0.001", None)):
        wide = Span(Fraction(3), 3 + Fraction(width))
        card = score(instrument, dict.fromkeys((item.code for item in instrument.items), wide), 2025)
        assert compare(NATIONAL, cycle, card, Stage.AKHIR).obstacle is expected


@pytest.mark.parametrize(
    ("stage", "ground"), [(Stage.AKHIR, Ground.FINAL), (Stage.MANDIRI, Ground.PROJECTION)]
)
def test_a_government_that_is_not_listed_has_no_rank_of_its_own(stage: Stage, ground: Ground) -> None:
    """Its final value has a place among the others; anything before is a projection."""
    found = compared(2024, "Pemerintah Kabupaten Baru", stage=stage)

    assert (found.ground, found.own, found.table) == (ground, None, None)
    assert [len(group.rows) for group in found.groups] == [523, 392, 615]


def test_one_that_missed_the_year_keeps_its_province() -> None:
    """Nagekeo is in the list of 2023 only; its province is known from there."""
    found = compared(2024, "Pemerintah Kabupaten Nagekeo", stage=Stage.AKHIR)

    assert (found.ground, found.own, found.table) == (Ground.FINAL, None, "Nusa Tenggara Timur")
    assert [row.year for row in found.history] == [2023]


@pytest.mark.failure(27)
@pytest.mark.parametrize("stage", Stage)
def test_made_up_data_are_nobodys_and_never_more_than_a_projection(stage: Stage) -> None:
    """Even under the name of a real government: no published figure, no history, no final place."""
    found = compared(2024, sample=True, stage=stage)

    assert (found.ground, found.own, found.history, found.table) == (Ground.PROJECTION, None, (), None)
    assert found.index == 3


def test_a_cycle_may_say_how_the_list_calls_its_government() -> None:
    """The name on the pages stays its own."""
    found = compared(2024, "Pemda Madiun Raya", national_name="Pemerintah Kab. Madiun")

    assert found.own
    assert found.own.name == "Pemerintah Kab. Madiun"
    assert compared(2024, "Pemda Madiun Raya").own is None


def test_a_new_list_needs_no_new_code() -> None:
    """A year that is added to the data is what the next cycle is compared with."""
    last = NATIONAL.listed[-1]
    newer = dataclasses.replace(
        last, year=2025, rows=tuple(dataclasses.replace(row, year=2025) for row in last.rows)
    )
    national = dataclasses.replace(NATIONAL, years=(*NATIONAL.years, newer))
    cycle = Cycle(name="uji", government=MADIUN, year=2025, edition=SPBE)

    found = compare(national, cycle, score(load_edition(SPBE), {}, 2025), Stage.MANDIRI)

    assert (found.ground, found.reference) == (Ground.PUBLISHED, newer)
