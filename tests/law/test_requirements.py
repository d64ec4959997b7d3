"""The requirements of 59/2020: how many, how they are coded, and whom the law asks."""

import re
from collections import Counter
from typing import Literal

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Indicator, Level, Requirement, ScopeRule

LAW = load_edition("permenpanrb-59-2020")
REQUIREMENTS: list[tuple[Indicator, Level, Requirement]] = [
    (indicator, level, requirement)
    for indicator in LAW.indicators
    for level in indicator.levels
    for requirement in level.requirements
]
RULES: list[tuple[int, ScopeRule]] = [(i.number, rule) for i in LAW.indicators for rule in i.scope]

CODE = re.compile(r"I(\d\d)-L([1-5])-(\d\d)")
READS_LIKE_A_LIMIT = re.compile(r"\bbaru sebagian\b|\bbelum\b|\btidak\b|\btanpa\b|\bhanya\b", re.IGNORECASE)


def test_the_282_requirements_stand_on_their_levels() -> None:
    """16, 60, 56, 84 and 66 requirements stand on levels 1 to 5."""
    per_level = Counter(level.value for _, level, _ in REQUIREMENTS)

    assert len(REQUIREMENTS) == 282
    assert per_level == {1: 16, 2: 60, 3: 56, 4: 84, 5: 66}


def test_every_indicator_has_all_five_levels_of_its_scale() -> None:
    """Levels 1 to 5 exist for each of the 47 indicators, lowest first."""
    for indicator in LAW.indicators:
        values = [level.value for level in indicator.levels]
        assert values == [level.value for level in indicator.scale.levels] == [1, 2, 3, 4, 5]


def test_only_services_have_a_requirement_on_level_one() -> None:
    """Level 1 of indicators 32 to 47 has one requirement, of 1 to 31 none."""
    first = {i.number: len(i.levels[0].requirements) for i in LAW.indicators}

    assert first == {number: int(number >= 32) for number in range(1, 48)}


def test_scales_follow_the_domains() -> None:
    """Indicators 1 to 31 are judged as processes, 32 to 47 as services."""
    scales = [indicator.scale.code for indicator in LAW.indicators]

    assert scales == ["process"] * 31 + ["service"] * 16


def test_codes_name_their_indicator_level_and_place() -> None:
    """I03-L4-01 is the first requirement on level 4 of indicator 3, and so on, each code once."""
    for indicator, level, requirement in REQUIREMENTS:
        matched = CODE.fullmatch(requirement.code)
        assert matched, requirement.code
        place = level.requirements.index(requirement) + 1
        assert tuple(map(int, matched.groups())) == (indicator.number, level.value, place)
    assert len({requirement.code for _, _, requirement in REQUIREMENTS}) == 282


@pytest.mark.failure(5)
def test_no_requirement_reads_like_a_limit() -> None:
    """A requirement is a positive fact: nothing partial, missing or excluding is ever ticked."""
    suspects = [r.code for _, _, r in REQUIREMENTS if READS_LIKE_A_LIMIT.search(r.text)]

    assert suspects == []


@pytest.mark.failure(5)
def test_no_limit_is_a_requirement() -> None:
    """A limit is text beside a level; none of the 282 requirements repeats one."""
    limits = {level.limit for indicator in LAW.indicators for level in indicator.levels if level.limit}

    assert len(limits) > 47
    assert limits.isdisjoint(requirement.text for _, _, requirement in REQUIREMENTS)


def test_every_requirement_suggests_evidence() -> None:
    """No requirement leaves the reader without a hint how to prove it."""
    assert all(requirement.evidence and all(requirement.evidence) for _, _, requirement in REQUIREMENTS)


def test_only_indicator_3_leaves_the_ladder() -> None:
    """Every level rests on the one below, except that level 4 of indicator 3 rests on level 2."""
    departures = [
        (indicator.number, level.value, level.prerequisite)
        for indicator in LAW.indicators
        for level in indicator.levels
        if level.prerequisite != (level.value - 1 or None)
    ]

    assert departures == [(3, 4, 2)]


@pytest.mark.parametrize(
    ("level", "kind", "numbers"),
    [
        (3, "policy", [5, 6, 7, 10]),
        (3, "practice", [13, 16, 17, 18, 22, 27]),
        (4, "policy", [8]),
        (4, "practice", [19, 20, 21, 23, 24, 26]),
    ],
)
def test_the_law_asks_all_opds_in_exactly_these_indicators(
    level: int, kind: Literal["policy", "practice"], numbers: list[int]
) -> None:
    """The lists of indicators whose level depends on every OPD are those of the regulation."""
    assert [n for n, rule in RULES if (rule.level, rule.kind) == (level, kind)] == numbers


def test_there_is_no_other_scope_rule() -> None:
    """Seventeen rules, all asking the whole share of one of the indicator's own requirements."""
    assert len(RULES) == 17
    for number, rule in RULES:
        assert rule.share == 100
        level = LAW.indicator(number).level(rule.level)
        assert level
        assert rule.requirement in {requirement.code for requirement in level.requirements}


def test_only_indicators_19_and_27_ask_just_the_opds_concerned() -> None:
    """Everywhere else the law means all OPDs."""
    assert [number for number, rule in RULES if rule.extent == "concerned"] == [19, 27]


def test_substantive_relations_point_to_other_indicators_that_exist() -> None:
    """A related indicator is another legal number of the same edition."""
    numbers = {indicator.number for indicator in LAW.indicators}

    for indicator in LAW.indicators:
        assert set(indicator.related) <= numbers - {indicator.number}


def test_every_requirement_has_one_label_in_its_indicator() -> None:
    """Level and place, as on the sheets: ``syarat 3.1``; a code of another indicator has none here."""
    for indicator in LAW.indicators:
        codes = [each.code for level in indicator.levels for each in level.requirements]
        labels = [indicator.label_of(code) for code in codes]
        assert None not in labels
        assert len(set(labels)) == len(codes)
    assert LAW.indicator(47).label_of("I47-L3-01") == "syarat 3.1"
    assert LAW.indicator(46).label_of("I47-L3-01") is None
