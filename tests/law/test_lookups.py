"""What is looked up in an edition by number or code is what stands there."""

from dataclasses import replace
from fractions import Fraction

import pytest

from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument

EDITIONS = [load_edition(code) for code in edition_codes()]
LAW = load_edition("permenpanrb-59-2020")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.code)
def test_every_item_and_requirement_is_found_where_it_stands(edition: Instrument) -> None:
    """Items by code, indicators by number, requirements with their level and label."""
    assert all(edition.item(item.code) is item for item in edition.items)
    for indicator in edition.indicators:
        assert edition.indicator(indicator.number) is indicator
        for level in indicator.levels:
            for number, requirement in enumerate(level.requirements, 1):
                place = edition.place(requirement.code)
                assert place
                assert (place.indicator, place.level, place.requirement) == (indicator, level, requirement)
                assert indicator.label_of(requirement.code) == f"syarat {level.value}.{number}"
                assert requirement.code in indicator.codes


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.code)
def test_all_weights_together_are_the_weight_of_the_whole(edition: Instrument) -> None:
    """In percent, as far as the edition's own table adds up to it."""
    assert edition.whole_weight == sum((item.weight for item in edition.items), Fraction(0))


def test_what_the_edition_does_not_know_is_nowhere() -> None:
    """An unknown code is None, an unknown number an error, and a label is that of the own indicator alone."""
    assert (LAW.item("99"), LAW.place("I99-L1-01")) == (None, None)
    assert LAW.indicator(1).label_of("I02-L1-01") is None
    with pytest.raises(KeyError):
        LAW.indicator(99)


def test_another_edition_made_from_one_has_lookups_of_its_own() -> None:
    """What was looked up before a change is not carried over."""
    assert LAW.item("1")
    shorter = replace(LAW, aspects=LAW.aspects[1:])

    assert shorter.item("1") is None
    assert LAW.item("1")
