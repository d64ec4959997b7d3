"""Killed in the middle of an unpacking: a cycle is whole, or it is not there."""

import sys
from pathlib import Path
from random import Random

import pytest

from tests.dying import heard_before_death, started
from tests.intake.archive.packing import members, packed, unpack_until_killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL at a moment is POSIX")
ROUNDS = 12
MOMENTS = Random(26112026)  # noqa: S311 no secret, only moments


@pytest.mark.failure(9)
def test_killed_while_unpacking_no_folder_is_half_a_cycle(
    archive: Path, inputs: Path, tmp_path: Path
) -> None:
    """What has a name packs to the same archive again; what was told is there; the rest has no name."""
    whole, cut = members(archive), 0
    for number in range(ROUNDS):
        place = inputs / str(number)
        place.mkdir()
        victim, hearing = started(unpack_until_killed, place, archive)
        told = heard_before_death(victim, hearing, MOMENTS.uniform(0, 0.6))

        named = {each.name for each in place.glob("[!.]*")}
        hidden = [each.name for each in place.glob(".*")]
        assert set(told) <= named
        assert len(named - set(told)) <= 1
        assert all(name.startswith(".arsip-") for name in hidden)
        cut += bool(hidden)
        for name in sorted(named)[-1:]:
            again = members(packed(place / name, tmp_path / f"{number}.zip"))
            assert again.keys() == whole.keys()
            assert {n for n in whole if again[n] != whole[n]} == {"manifest.json", "records/cycle.jsonl"}

    assert cut > ROUNDS // 3
