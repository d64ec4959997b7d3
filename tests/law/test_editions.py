"""What the three bundled editions must hold, number by number."""

import re
from itertools import chain

import pytest

from spbe_lib.errors import EditionError
from spbe_lib.law.editions import edition_codes, load_edition

E2018, E2020, E2026 = "permenpanrb-5-2018", "permenpanrb-59-2020", "permenpanrb-8-2026"
EDITIONS = (E2018, E2020, E2026)


def test_exactly_the_three_known_editions_are_bundled() -> None:
    """The editions that a file may name are 5/2018, 59/2020 and 8/2026."""
    assert edition_codes() == EDITIONS


@pytest.mark.parametrize(
    ("code", "domains", "aspects", "indicators", "items"),
    [(E2018, 3, 7, 35, 37), (E2020, 4, 8, 47, 47), (E2026, 0, 7, 20, 20)],
)
def test_an_edition_has_its_legal_number_of_parts(
    code: str, domains: int, aspects: int, indicators: int, items: int
) -> None:
    """Domains, aspects, indicators and items are as many as the regulation names."""
    edition = load_edition(code)

    assert edition.code == code
    assert (len(edition.domains), len(edition.aspects)) == (domains, aspects)
    assert (len(edition.indicators), len(edition.items)) == (indicators, items)


@pytest.mark.failure(21)
@pytest.mark.parametrize("code", EDITIONS)
def test_legal_numbers_run_from_one_without_gap(code: str) -> None:
    """Aspects, domains and indicators stand in legal order, each number once."""
    edition = load_edition(code)

    for parts in (edition.domains, edition.aspects, edition.indicators):
        assert [part.number for part in parts] == list(range(1, len(parts) + 1))


@pytest.mark.failure(31)
def test_5_2018_counts_indicator_35_as_three_services_and_knows_no_36() -> None:
    """The last items of 5/2018 are 34, 35a, 35b and 35c; 36 and 37 do not exist."""
    codes = [item.code for item in load_edition(E2018).items]

    assert codes == [*(str(number) for number in range(1, 35)), "35a", "35b", "35c"]


@pytest.mark.parametrize("code", EDITIONS)
def test_every_part_says_where_it_is_written(code: str) -> None:
    """No indicator, scale or special value stands without its reference."""
    edition = load_edition(code)

    special = (edition.nothing_fulfilled, edition.not_submitted, edition.external_missing)
    references = [
        *(indicator.reference for indicator in edition.indicators),
        *(indicator.scale.reference for indicator in edition.indicators),
        *(value.reference for value in special if value),
    ]

    assert all(reference.strip() for reference in references)
    assert all(text.strip() for text in (edition.legal_basis, edition.used_for, edition.confidence))


def test_8_2026_says_that_it_comes_from_secondary_sources() -> None:
    """A notice warns the reader, and every indicator's reference repeats it."""
    edition = load_edition(E2026)

    assert any("sumber sekunder" in notice for notice in edition.notices)
    assert all("sekunder" in indicator.reference for indicator in edition.indicators)


@pytest.mark.parametrize("code", [E2018, E2026])
def test_what_is_not_known_of_an_edition_is_left_out(code: str) -> None:
    """5/2018 and 8/2026 carry no requirements and no value for what was not handed in."""
    edition = load_edition(code)

    assert all(indicator.levels == () for indicator in edition.indicators)
    assert edition.not_submitted is None
    assert edition.unanswered == edition.nothing_fulfilled


def test_8_2026_takes_only_four_indicators_from_other_ministries() -> None:
    """Indicators 5, 6, 7 and 18 have an external index; the thresholds of 18 are not known."""
    external = {i.number: i.external_index for i in load_edition(E2026).indicators if i.external_index}

    assert list(external) == [5, 6, 7, 18]
    assert {number: len(index.thresholds) for number, index in external.items()} == {5: 4, 6: 4, 7: 4, 18: 0}
    for index in external.values():
        assert list(index.thresholds) == sorted(set(index.thresholds))


@pytest.mark.parametrize("code", [E2018, E2020])
def test_older_editions_take_nothing_from_other_ministries(code: str) -> None:
    """No indicator before 8/2026 has an external index or a value for a missing one."""
    edition = load_edition(code)

    assert all(indicator.external_index is None for indicator in edition.indicators)
    assert edition.external_missing is None


@pytest.mark.parametrize(("code", "nothing", "silence"), [(E2018, 0, None), (E2020, 1, 0), (E2026, 1, None)])
def test_special_values_are_those_of_the_edition(code: str, nothing: int, silence: int | None) -> None:
    """Nothing fulfilled counts 0 in 5/2018 and 1 later; not handed in is known for 59/2020 only."""
    edition = load_edition(code)

    assert edition.nothing_fulfilled.value == nothing
    assert (edition.not_submitted and edition.not_submitted.value) == silence


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2021, "KepmenPANRB Nomor 962 Tahun 2021"),
        (2022, "KepmenPANRB Nomor 962 Tahun 2021"),
        (2023, "Pedoman Menteri PANRB Nomor 6 Tahun 2023"),
        (2024, "Pedoman Menteri PANRB Nomor 3 Tahun 2024"),
        (2025, None),
        (None, None),
    ],
)
def test_the_guideline_follows_the_year(year: int | None, name: str | None) -> None:
    """The yardstick of 59/2020 is the guideline of the year, and none is known for 2025."""
    guideline = load_edition(E2020).guideline(year)

    assert (guideline.name if guideline else None) == name


def test_guidelines_whose_text_is_missing_say_what_they_changed() -> None:
    """2023 changed indicators 45 to 47, 2024 changed 32 to 47; neither text was found."""
    guidelines = load_edition(E2020).guidelines

    assert [guideline.text_available for guideline in guidelines] == [True, False, False]
    changed = [tuple(chain(*(c.indicators for c in guideline.changes))) for guideline in guidelines]
    assert changed == [(), (45, 46, 47), tuple(range(32, 48))]


def test_an_unknown_edition_is_refused_with_the_known_ones() -> None:
    """A misspelt edition is answered with the list of codes that exist."""
    with pytest.raises(EditionError, match=re.escape("permenpanrb-59-2021")) as refusal:
        load_edition("permenpanrb-59-2021")

    assert all(code in str(refusal.value) for code in EDITIONS)


@pytest.mark.parametrize("code", EDITIONS)
def test_an_unknown_indicator_number_is_a_key_error(code: str) -> None:
    """Legal numbers are looked up as they are; 48 exists nowhere."""
    edition = load_edition(code)

    assert edition.indicator(20).number == 20
    with pytest.raises(KeyError):
        edition.indicator(48)
