"""A cycle's folder: government, year, edition, and the assessment that belongs to it."""

from pathlib import Path

import pytest

from spbe_lib.errors import InputError, WorkspaceError
from spbe_lib.records.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.workspace import Workspace, open_workspace, write_whole

CYCLE = "government: Kabupaten Contoh\nyear: 2023\nedition: permenpanrb-59-2020\nassessment: nilai.yaml\n"
ASSESSMENT = "edition: permenpanrb-59-2020\nyear: 2023\nstage: mandiri\nsource: Tim\nlevels: {1: 3}\n"


def folder_with(root: Path, cycle: str = CYCLE, assessment: str = ASSESSMENT) -> Path:
    """Write a cycle's folder."""
    (root / "cycle.yaml").write_text(cycle, encoding="utf-8")
    (root / "nilai.yaml").write_text(assessment, encoding="utf-8")
    return root


def test_a_cycle_takes_its_name_from_the_folder(tmp_path: Path) -> None:
    """Copying the folder is moving the cycle."""
    folder = tmp_path / "kab-contoh-2023"
    folder.mkdir()

    assert read_cycle(folder_with(folder)).name == "kab-contoh-2023"


def test_contradictions_between_cycle_and_assessment_are_all_told(tmp_path: Path) -> None:
    """Another edition, another year, no stage and no source: four problems in one refusal."""
    folder = folder_with(tmp_path, assessment="edition: permenpanrb-5-2018\nyear: 2020\nlevels: {1: 3}\n")

    with pytest.raises(InputError) as refused:
        read_cycle(folder)

    told = str(refused.value)
    assert len(refused.value.problems) == 4
    for words in ("permenpanrb-5-2018", "2020", "(stage)", "(source)"):
        assert words in told


def test_faults_of_the_assessment_are_told_with_those_of_the_cycle(tmp_path: Path) -> None:
    """One look shows what is wrong in both files."""
    folder = folder_with(tmp_path, cycle=CYCLE + "wilayah: x\n", assessment=ASSESSMENT.replace("3}", "9}"))

    with pytest.raises(InputError) as refused:
        read_cycle(folder)

    assert "(wilayah)" in str(refused.value)
    assert "(levels.1)" in str(refused.value)


@pytest.mark.parametrize("name", ["../rahasia.yaml", "/etc/passwd", "sub/nilai.yaml"])
def test_an_assessment_outside_the_cycles_folder_is_refused(tmp_path: Path, name: str) -> None:
    """A cycle reads its own folder and no other."""
    with pytest.raises(InputError, match="tanpa folder"):
        read_cycle(folder_with(tmp_path, cycle=CYCLE.replace("nilai.yaml", name)))


@pytest.mark.failure(15)
def test_an_unknown_cycle_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    """A misspelt cycle fails before anything runs."""
    with pytest.raises(WorkspaceError, match="kab-madiun-2020, kota-bandar-lampung-2023"):
        workspace.cycle("kab-madiun-2019")


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    """Started in the wrong folder, the command says where it should be."""
    with pytest.raises(WorkspaceError, match="Pindah dahulu"):
        open_workspace(tmp_path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails in the middle, the old content stands and no draft is left behind."""
    path = tmp_path / "laporan.html"
    write_whole(path, b"lama")

    def broken(_: Path, __: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="disk penuh"):
        write_whole(path, b"baru")

    assert path.read_bytes() == b"lama"
    assert [each.name for each in tmp_path.iterdir()] == ["laporan.html"]


@pytest.mark.failure(20)
@pytest.mark.failure(27)
def test_every_stage_has_a_label_and_a_stamp_of_its_own() -> None:
    """Before the last stage, no stamp lets a figure look final."""
    assert len({stage.label for stage in Stage}) == len({stage.stamp for stage in Stage}) == len(Stage)
    assert Stage.MANDIRI.stamp == "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL"
    for stage in Stage:
        assert ("BELUM" in stage.stamp) == (stage is not Stage.AKHIR)
