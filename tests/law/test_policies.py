"""Which practice rests on which policy: an inference of ours, kept as data and used to ask only."""

import pytest

from spbe_lib.law.editions import edition_codes, load_edition

LAW, OLD = load_edition("permenpanrb-59-2020"), load_edition("permenpanrb-5-2018")
OF_THE_INTERNAL_POLICY = "kebijakan internal"


@pytest.mark.parametrize("code", edition_codes())
def test_every_policy_indicator_names_its_practices_and_no_other_does(code: str) -> None:
    """The law calls them *Kebijakan Internal*; each practice has one policy."""
    edition = load_edition(code)
    named = [each.number for each in edition.indicators if each.policy_of]
    practices = [number for each in edition.indicators for number in each.policy_of]

    assert named == [
        each.number for each in edition.indicators if OF_THE_INTERNAL_POLICY in each.name.lower()
    ]
    assert len(set(practices)) == len(practices)
    assert not set(practices) & set(named)


def test_a_pair_of_59_2020_is_related_in_substance_too() -> None:
    """The directed pairs are among the relations that were transcribed before."""
    for indicator in LAW.indicators:
        assert set(indicator.policy_of) <= set(indicator.related)


def test_a_pair_of_5_2018_has_the_same_subject() -> None:
    """The practice's name stands in the policy's, up to "Perencanaan dan Penganggaran", which are two."""
    differing = {
        (policy.number, number)
        for policy in OLD.indicators
        for number in policy.policy_of
        if OLD.indicator(number).name not in policy.name
    }

    assert differing == {(10, 28)}
