"""What a plan assumes under each edition: complete, inferred from what the edition says, apart from any value."""

from pathlib import Path

import pytest

from spbe_lib.errors import EditionError
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.planning import load_planning, read_planning
from spbe_lib.law.planning_rules import Rung

LAW = load_edition("permenpanrb-59-2020")


@pytest.mark.parametrize("code", edition_codes())
def test_every_edition_says_what_a_step_takes_and_that_it_is_our_assumption(code: str) -> None:
    """An effort for each level above the lowest, of every scale in use."""
    rules, scales = (
        load_planning(code),
        {each.scale.code: each.scale for each in load_edition(code).indicators},
    )

    assert {scale: set(steps) for scale, steps in rules.efforts.items()} == {
        each.code: {level.value for level in each.levels[1:]} for each in scales.values()
    }
    assert rules.ground.startswith("Anggapan kami")
    assert rules.most_each_ground.startswith("Anggapan kami")


@pytest.mark.parametrize("code", edition_codes())
def test_the_prerequisites_are_the_pairs_of_policy_and_practice_that_the_edition_notes(code: str) -> None:
    """No pair more and none less, each with a reason and the word that it is inferred."""
    pairs = {(i.number, other) for i in load_edition(code).indicators for other in i.policy_of}
    rules = load_planning(code).prerequisites

    assert {(rule.before.indicator, rule.reach.indicator) for rule in rules} == pairs
    assert all(rule.ground.startswith("Inferensi kami") and rule.reason for rule in rules)


def test_a_rule_is_read_as_it_is_written() -> None:
    """Policy 5 at 2 before practice 16 at 3."""
    rule = next(each for each in load_planning(LAW.code).prerequisites if each.reach.indicator == 16)

    assert (rule.before, rule.reach) == (Rung(indicator=5, level=2), Rung(indicator=16, level=3))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """An unknown scale, a missing level, a share above one, an unknown indicator, an unknown level."""
    (tmp_path / "planning.yaml").write_text(
        'effort:\n  unit: poin\n  ground: anggapan\n  least_share: "1/4"\n'
        '  steps:\n    process: {2: "1", 3: "1"}\n    lain: {2: "1"}\n'
        "prerequisites:\n- reason: x\n  ground: y\n  pairs:\n"
        "  - {before: {indicator: 99, level: 2}, for: {indicator: 1, level: 9}}\n",
        encoding="utf-8",
    )
    with pytest.raises(EditionError) as fault:
        read_planning(tmp_path / "planning.yaml", LAW)

    told = str(fault.value)
    for words in (
        "skala 'lain' tidak ada",
        "(effort.steps.process): usaha harus ada untuk setiap tingkat",
        "(effort.steps.service)",
        "indikator 99 tidak ada",
        "indikator 1 tidak mempunyai tingkat 9",
    ):
        assert words in told
