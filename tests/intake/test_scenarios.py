"""Simulations that a cycle keeps: nobody's is lost, they travel with the cycle, and change no report."""

from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.archive.unpack import unpack
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.scenarios import delete_scenario, keep_scenario, kept_scenario, kept_scenarios
from spbe_lib.reporting.batch.source_key import source_key
from spbe_lib.workspace import open_workspace, scenarios
from tests.intake.archive.packing import members, packed
from tests.intake.desks import copy_register, desk_in, empty_office
from tests.records.files.test_scenario_file import scenario

NAME = "Naik ke 4,35"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example's register."""
    return copy_register(tmp_path)


def refused(desk: Desk, name: str, over: str | None = None) -> str:
    """Why a simulation is not kept."""
    with pytest.raises(InputError) as refusal:
        keep_scenario(desk, scenario(name, i13="5"), over)
    return str(refusal.value)


def test_a_name_is_taken_once_and_replaced_by_whoever_has_seen_it(folder: Path) -> None:
    """The second one is told whose it is; what somebody else kept meanwhile is not written over."""
    with desk_in(folder) as desk:
        first = keep_scenario(desk, scenario(NAME, i13="4"))
        assert "sudah dipakai: 'Naik ke 4,35' oleh Sari" in refused(desk, NAME)
        assert "sudah dipakai" in refused(desk, "naik ke 4.35!")
        second = keep_scenario(desk, scenario(NAME, i22="4"), first.code)
        assert "sementara itu berubah" in refused(desk, NAME, first.code)

        assert kept_scenarios(folder) == (second,)
        assert keep_scenario(desk, scenario(NAME, i22="4")) == second
        with pytest.raises(InputError, match="sementara itu berubah"):
            delete_scenario(desk, first)
        delete_scenario(desk, second)
        delete_scenario(desk, second)
    assert kept_scenarios(folder) == ()


@pytest.mark.failure(12)
@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "🙈", "\u202e4", " depan"])
def test_a_name_that_hides_or_cannot_be_kept_is_refused(folder: Path, name: str) -> None:
    """Nothing is written, and the sentence says what would be right."""
    with desk_in(folder) as desk:
        assert "nama skenario" in refused(desk, name)
    assert not scenarios(folder).exists()


def test_a_name_that_is_not_there_lists_those_that_are(folder: Path) -> None:
    """With the names as they were given."""
    with desk_in(folder) as desk:
        keep_scenario(desk, scenario(NAME, i13="4"))

    with pytest.raises(InputError, match=r"'lain' tidak ada\. Skenario yang ada: Naik ke 4,35"):
        kept_scenario(folder, "lain")


def test_scenarios_travel_with_the_cycle(folder: Path, tmp_path: Path) -> None:
    """Packed, unpacked and looked over; a file that cannot be read is told of, there and here."""
    with desk_in(folder) as desk:
        kept = keep_scenario(desk, scenario(NAME, i13="4"))
        assert inspect(desk) == []
    (tmp_path / "inputs").mkdir()

    archive = packed(folder, tmp_path / "a.zip")
    made = unpack(tmp_path / "inputs", archive)

    assert "scenarios/naik-ke-4-35.yaml" in members(archive)
    assert kept_scenarios(made.folder) == (kept,)
    assert made.notes == ()
    (scenarios(folder) / "rusak.yaml").write_text("name: [", encoding="utf-8")
    (scenarios(folder) / "catatan.txt").write_text("x", encoding="utf-8")
    with desk_in(folder) as desk:
        told = "\n".join(map(str, inspect(desk)))
    assert "rusak.yaml" in told
    assert "scenarios/catatan.txt: ini bukan skenario" in told
    assert kept_scenarios(folder) == (kept,)


def test_a_kept_scenario_makes_no_report_stale(tmp_path: Path) -> None:
    """What is simulated is no record."""
    workspace = empty_office(tmp_path)
    with desk_in(workspace.inputs / "contoh-2024") as desk:
        before = source_key(open_workspace(tmp_path), "contoh-2024")
        keep_scenario(desk, replace(scenario(NAME, i13="4")))

    assert source_key(open_workspace(tmp_path), "contoh-2024") == before
