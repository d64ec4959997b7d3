"""The working words of the Tim: data of the edition, apart from what a level means."""

from pathlib import Path

import pytest

from spbe_lib.errors import EditionError
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.review import REVIEW_FILE, load_review, read_review
from spbe_lib.workspace import EDITIONS

NEWEST, LAW, OLD = "permenpanrb-8-2026", "permenpanrb-59-2020", "permenpanrb-5-2018"


def test_the_tim_of_59_2020_comes_from_fifteen_functions() -> None:
    """As the regulation lists them (pp. 82-84); those of the other editions are not known."""
    functions = load_review(LAW).functions

    assert len(functions.names) == len(set(functions.names)) == 15
    assert functions.names[4] == "hukum"
    assert load_review(OLD).functions.names == load_review(NEWEST).functions.names == ()


@pytest.mark.parametrize("code", edition_codes())
def test_every_edition_has_reasons_with_what_is_wanted_and_their_source(code: str) -> None:
    """Those that no regulation lists are marked as our own wording."""
    reasons = load_review(code).reasons

    assert reasons.reasons
    assert reasons.reference
    assert reasons.own_wording is (code != NEWEST)
    assert all(reasons.wanted(each.text) == each.wanted for each in reasons.reasons)
    assert reasons.wanted("kata sendiri") == ""


@pytest.mark.parametrize("code", edition_codes())
def test_services_are_chosen_for_items_that_exist(code: str) -> None:
    """45 to 47, and 35a to 35c."""
    items = {item.code for item in load_edition(code).items}

    assert set(load_review(code).chosen.items) <= items
    assert load_review(OLD).chosen.items == ("35a", "35b", "35c")


def test_every_bundled_edition_has_the_file() -> None:
    """Else a page would have no words, in silence."""
    assert all((EDITIONS / code / REVIEW_FILE).exists() for code in edition_codes())


def test_a_misspelt_key_is_told_with_its_line(tmp_path: Path) -> None:
    """The file is read as strictly as the edition."""
    path = tmp_path / REVIEW_FILE
    path.write_text("reason: []\n", encoding="utf-8")

    with pytest.raises(EditionError, match="reason"):
        read_review(path)
