"""Frozen report inputs: complete, exact, and always spelled the same."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import GuidelineChange
from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import data_code, read_report_input, to_bytes
from spbe_lib.reporting.score_rows import change_line
from tests.cycles import frozen, typed
from tests.hostile import made_hostile


def test_the_frozen_input_of_madiun_holds_the_published_result(madiun: ConsolidatedInput) -> None:
    """Index, predicate and distance of 2020, exact and as printed."""
    assert madiun.index.exact == "991/300"
    assert madiun.index.shown == madiun.index.published == "3,30"
    assert (madiun.predicate.name, madiun.predicate.published) == ("Baik", "Baik")
    assert (madiun.predicate.next_name, madiun.predicate.next_bound) == ("Sangat Baik", "3,50")
    assert madiun.predicate.distance == "0,20"
    assert madiun.as_of == "20 Januari 2021"


@pytest.mark.failure(21)
@pytest.mark.failure(31)
def test_items_carry_legal_numbers(madiun: ConsolidatedInput, bandar_lampung: ConsolidatedInput) -> None:
    """1–34, 35a, 35b, 35c in 5/2018; 1–47 in 59/2020; no row number anywhere."""
    assert [item.code for item in madiun.items] == [*map(str, range(1, 35)), "35a", "35b", "35c"]
    assert [item.code for item in bandar_lampung.items] == [*map(str, range(1, 48))]


def test_each_item_names_the_first_requirement_that_its_value_does_not_prove(
    bandar_lampung: ConsolidatedInput,
) -> None:
    """Level 1 proves nothing, level 2 proves what is below, and the gain is weight ÷ 100."""
    items = {item.code: item for item in bandar_lampung.items}

    assert items["1"].next_requirement_code == "I01-L2-01"
    assert items["3"].next_requirement_code == "I03-L3-01"
    assert items["39"].next_requirement_code == "I39-L1-01"
    assert items["32"].next_requirement_code == "I32-L5-01"
    assert items["32"].step_shown == "0,0275"
    assert items["39"].unproven
    assert not items["32"].unproven
    assert items["10"].fulfilled
    assert not items["1"].fulfilled


def test_where_requirements_are_unknown_none_is_invented(madiun: ConsolidatedInput) -> None:
    """5/2018: the next level is named, its requirement is not."""
    assert not madiun.edition.requirements_known
    assert all(item.next_requirement is None for item in madiun.items)
    assert madiun.items[0].next_level == 4


@pytest.mark.failure(3)
def test_an_incomplete_input_has_neither_index_nor_predicate(incomplete: ConsolidatedInput) -> None:
    """What is still possible is there, and which value stands for what is missing."""
    assert incomplete.index.shown is None
    assert incomplete.index.exact is None
    assert incomplete.predicate.name is None
    assert incomplete.predicate.distance is None
    assert (incomplete.index.answered, incomplete.index.items) == (41, 47)
    assert incomplete.edition.unanswered_means == "not_submitted"
    assert incomplete.edition.unanswered_counts == "0"
    assert incomplete.items[-1].height is None
    assert not incomplete.items[-1].fulfilled


def test_exact_and_shown_agree_everywhere(bandar_lampung: ConsolidatedInput) -> None:
    """No figure on the page has another origin than its exact value."""
    for part in (*bandar_lampung.domains, *bandar_lampung.aspects, bandar_lampung.index):
        assert part.exact is not None
        assert part.shown is not None
        shown = Fraction(part.shown.replace(",", "."))
        assert abs(Fraction(part.exact) - shown) <= Fraction(1, 200)


def test_a_document_comes_back_from_its_bytes_unchanged(madiun: ConsolidatedInput, tmp_path: Path) -> None:
    """Freeze, write, read: equal, also with hostile text, and with the same data code."""
    for document in (madiun, made_hostile(madiun)):
        path = tmp_path / "masukan.json"
        path.write_bytes(to_bytes(document))

        assert read_report_input(path) == document
        assert data_code(read_report_input(path)) == data_code(document)


def test_the_data_code_changes_with_the_content(
    madiun: ConsolidatedInput, bandar_lampung: ConsolidatedInput
) -> None:
    """Other data, other code; sorted keys make it independent of their order."""
    assert data_code(madiun) != data_code(bandar_lampung)
    content = json.loads(to_bytes(madiun))
    assert list(content) == sorted(content)


def test_a_file_that_is_no_report_input_is_refused_in_words(tmp_path: Path) -> None:
    """A missing file and an old one both say what to do."""
    (tmp_path / "lama.json").write_text('{"kind": "konsolidasi"}', encoding="utf-8")

    with pytest.raises(InputError, match="sekali lagi"):
        read_report_input(tmp_path / "lama.json")
    with pytest.raises(InputError, match="spbe report"):
        read_report_input(tmp_path / "tidak-ada.json")


def at_index(index: str, year: int) -> ConsolidatedInput:
    """A report input of 59/2020 whose exact index is the given one."""
    edition = load_edition("permenpanrb-59-2020")
    values = {item.code: Span.exactly(Fraction(index)) for item in edition.items}
    return frozen(edition, values, year, Stage.AKHIR)


@pytest.mark.parametrize(
    ("index", "year", "distance"),
    [
        ("3.4985", 2024, "kurang dari 0,01"),
        ("2.594", 2023, "0,01"),
        ("2.594", 2024, "kurang dari 0,01"),
        ("1.8", 2024, "0,80"),
        ("4.2", 2024, None),
    ],
)
def test_the_distance_is_measured_as_the_predicate_sees_the_index(
    index: str, year: int, distance: str | None
) -> None:
    """2023 measures from the printed index, 2024 from the unrounded one; a distance is never 0,00."""
    assert at_index(index, year).predicate.distance == distance


def test_published_figures_agree_when_they_are_the_computed_ones(madiun: ConsolidatedInput) -> None:
    """Every printed figure of 2020 is the computed one; where nothing was printed, nothing is compared."""
    assert all(part.agrees for part in (*madiun.domains, *madiun.aspects, madiun.index))
    assert at_index("3", 2024).index.agrees is None


def under_the_newest(texts: dict[str, str], rest: str = "1") -> ConsolidatedInput:
    """A report input of 8/2026 with some values as typed and the rest alike."""
    edition = load_edition("permenpanrb-8-2026")
    return frozen(edition, typed(edition, texts, rest), 2026, Stage.AKHIR)


@pytest.mark.parametrize(
    ("text", "next_level", "step", "fulfilled"),
    [
        ("2", 3, "0,05", True),
        ("2,00", 3, "0,050", True),
        ("1,99", 2, "0,000–0,001", True),
        ("1,00", 2, "0,050", False),
        ("7/6", 2, "0,042", True),
        ("1,17", 2, "0,041–0,042", True),
        ("5,00", None, None, True),
    ],
)
def test_the_next_level_is_above_what_is_printed(
    text: str, next_level: int | None, step: str | None, fulfilled: bool
) -> None:
    """2,00 as printed leads to 3, not to 2; a rounded value's gain is a range."""
    item = under_the_newest({"1": text}).items[0]

    assert (item.next_level, item.step_shown, item.fulfilled) == (next_level, step, fulfilled)


def test_the_distance_of_a_range_never_promises_too_little() -> None:
    """From 1,485 to just under 1,495 the next bound 1,50 is at most 0,02 away; far below it is a range."""
    assert under_the_newest({}, rest="1,49").predicate.distance == "paling banyak 0,02"
    assert under_the_newest({}, rest="1,17").predicate.distance == "0,33–0,34"


def test_a_change_of_the_yardstick_names_its_indicators() -> None:
    """A row of numbers is shortened, a single one and scattered ones are not."""
    names = [
        change_line(GuidelineChange(indicators=which, text="x")) for which in ((5,), (45, 46, 47), (1, 3))
    ]

    assert names == ["Indikator 5: x", "Indikator 45–47: x", "Indikator 1, 3: x"]


def test_while_incomplete_a_published_figure_is_neither_equal_nor_different(
    incomplete: ConsolidatedInput,
) -> None:
    """Nothing was computed, so nothing is compared; a figure one digit off is different."""
    assert incomplete.index.agrees is None
    assert at_index("3", 2024).aspects[0].agrees is None
