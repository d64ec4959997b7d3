"""Killed in the middle of a freeze: a round is whole, or it is not there."""

import sys
from pathlib import Path
from random import Random

import pytest

from spbe_lib.intake.rounds.names import rounds_in
from spbe_lib.intake.rounds.opened import read_round, round_problems
from tests.dying import heard_before_death, started
from tests.intake.archive.conftest import busy  # noqa: F401  the busy cycle
from tests.intake.rounds.freezing import copied, freeze_until_killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL at a moment is POSIX")
DEATHS = 8
MOMENTS = Random(27112026)  # noqa: S311 no secret, only moments


def test_killed_while_freezing_no_round_is_half_a_state(busy: Path, tmp_path: Path) -> None:  # noqa: F811
    """What has a name opens, and what was told is there."""
    cut = 0
    for number in range(DEATHS):
        folder = copied(busy, tmp_path / str(number))
        victim, hearing = started(freeze_until_killed, folder)
        told = heard_before_death(victim, hearing, MOMENTS.uniform(0, 0.6))

        made = rounds_in(folder)
        assert {name for name in told if name} <= {each.name for each in made}
        assert list(round_problems(folder)) == []
        cut += len(made) < 99
        for each in made:
            assert read_round(each).records.submissions

    assert cut == DEATHS
