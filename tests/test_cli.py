"""The command ``spbe`` as a person types it: output, errors and exit codes."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from spbe_lib.cli import main, spbe
from spbe_lib.reporting import batch
from spbe_lib.reporting.render import Job, render
from spbe_lib.workspace import Workspace

ROOT = Path(__file__).parents[1]
MADIUN = ROOT / "inputs" / "kab-madiun-2020" / "penilaian-akhir.yaml"


def typed(*arguments: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run ``spbe`` in a process of its own."""
    command = [sys.executable, "-c", "from spbe_lib.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False)


def test_score_tells_the_published_result_of_madiun() -> None:
    """Every figure and the predicate, in Indonesian, on standard output."""
    done = typed("score", MADIUN)

    assert done.returncode == 0
    assert done.stderr == ""
    assert "Indeks SPBE: 3,30" in done.stdout
    assert "Predikat: Baik" in done.stdout
    assert "3,57  Layanan Administrasi Pemerintahan Berbasis Elektronik" in done.stdout


def test_score_as_json_has_exact_and_shown_figures() -> None:
    """The promised keys, fractions as text, printed figures with a comma."""
    told = json.loads(typed("score", MADIUN, "--json").stdout)

    assert set(told) == {"edition", "aspects", "domains", "index", "filled_average", "predicate", "complete"}
    assert told["aspects"]["6"] == {"exact": "25/7", "shown": "3,57"}
    assert told["domains"]["3"] == {"exact": "113/33", "shown": "3,42"}
    assert told["index"] == {"exact": "991/300", "shown": "3,30", "lowest": "3,30", "highest": "3,30"}
    assert (told["filled_average"], told["predicate"], told["complete"]) == ("3,30", "Baik", True)


@pytest.mark.failure(3)
def test_score_of_an_incomplete_file_has_nulls_and_says_what_is_possible(tmp_path: Path) -> None:
    """No index and no predicate; average, lowest and highest instead."""
    path = tmp_path / "sebagian.yaml"
    path.write_text("edition: permenpanrb-5-2018\nlevels: {1: 3, 2: 4}\n", encoding="utf-8")

    told = json.loads(typed("score", path, "--json").stdout)
    words = typed("score", path).stdout

    assert told["index"]["exact"] is told["index"]["shown"] is told["predicate"] is None
    assert (told["index"]["lowest"], told["index"]["highest"]) == ("0,07", "4,97")
    assert told["filled_average"] == "3,50"
    assert told["complete"] is False
    assert "Belum lengkap: 2 dari 37 butir terisi; indeks dan predikat belum ada." in words
    assert "Predikat:" not in words


def test_score_warns_where_the_editions_facts_are_secondary(tmp_path: Path) -> None:
    """8/2026 says on every output that its facts come from secondary sources."""
    path = tmp_path / "baru.yaml"
    path.write_text("edition: permenpanrb-8-2026\nlevels: {1: '1,17'}\n", encoding="utf-8")

    assert "sumber sekunder" in typed("score", path).stdout


def test_a_bad_file_gives_all_its_faults_on_stderr_and_exit_code_2(tmp_path: Path) -> None:
    """Nothing on standard output, every fault on standard error."""
    path = tmp_path / "keliru.yaml"
    path.write_text("edition: permenpanrb-59-2020\nlevels: {1: 9, 50: 3}\nthn: 1\n", encoding="utf-8")

    done = typed("score", path, "--json")

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score",), "Belum ada BERKAS.yaml"),
        (("score", "a", "b"), "terlalu banyak"),
        (("score", "--jsn", "a"), "Pilihan --jsn tidak dikenal"),
        (("hitung",), "Yang ada: report, score"),
        (("score", "tidak-ada.yaml"), "berkas tidak dapat dibuka"),
        (("report", "kab-antah-berantah"), "siklus ini tidak ada"),
        ((), "Pemakaian: spbe"),
    ],
)
@pytest.mark.failure(15)
def test_a_wrong_command_line_is_answered_in_indonesian_with_exit_code_2(
    arguments: tuple[str, ...],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No traceback and no English: what is wrong, and where help is."""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        main(arguments)

    told = capsys.readouterr()
    assert left.value.code == 2
    assert words in told.err
    assert "Error" not in told.err
    assert told.out == ""


def test_report_outside_a_workspace_says_where_to_go(tmp_path: Path) -> None:
    """Started in the wrong folder, nothing is written there."""
    done = typed("report", folder=tmp_path)

    assert done.returncode == 2
    assert "Pindah dahulu ke folder proyek" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_report_writes_page_copy_and_frozen_input_and_says_where(workspace: Workspace) -> None:
    """One command, and the place to look is printed."""
    done = typed("report", "kab-madiun-2020", folder=workspace.root)
    folder = workspace.outputs("kab-madiun-2020")

    assert done.returncode == 0, done.stderr
    assert f"Laporan siap dibuka: {folder / 'konsolidasi.html'}" in done.stdout
    assert done.stderr == ""
    for name in ("konsolidasi.html", "inputs/konsolidasi.json", "notebooks/konsolidasi.ipynb"):
        assert (folder / name).stat().st_size > 0


def workspace_with(root: Path, *cycles: str) -> Path:
    """A working folder with some cycles of which ``keliru`` has a faulty file."""
    (root / "inputs").mkdir()
    for name in cycles:
        shutil.copytree(ROOT / "inputs" / "kab-madiun-2020", root / "inputs" / name)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    if "keliru" in cycles:
        (root / "inputs" / "keliru" / "cycle.yaml").write_text("government: x\n", encoding="utf-8")
    return root


@pytest.mark.failure(16)
def test_a_faulty_cycle_leaves_the_others_complete_and_exits_with_2(tmp_path: Path) -> None:
    """The fault is told under its cycle's name, and the cycle after it is made all the same."""
    root = workspace_with(tmp_path, "keliru", "lengkap")

    done = typed("report", folder=root)

    assert done.returncode == 2
    assert str(root / "outputs" / "lengkap" / "konsolidasi.html") in done.stdout
    assert "Siklus keliru: laporan tidak dibuat." in done.stderr
    assert "(year): isian ini belum ada" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.failure(16)
def test_whatever_breaks_in_one_report_is_that_reports_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dead kernel or a full disk ends one report with a reason; the other is made; the exit code is 1."""
    real = render

    def one_breaks(job: Job) -> Path:
        if job.folder.name == "a":
            raise OSError("disk penuh")
        return real(job)

    monkeypatch.chdir(workspace_with(tmp_path, "a", "b"))
    monkeypatch.setattr(batch, "render", one_breaks)
    with pytest.raises(SystemExit) as left:
        main(["report"])

    told = capsys.readouterr()
    assert left.value.code == 1
    assert "a: laporan gagal dibuat, OSError: disk penuh" in told.err
    assert (tmp_path / "outputs" / "b" / "konsolidasi.html").is_file()


@pytest.mark.failure(8)
def test_a_workspace_without_a_cycle_is_an_error(tmp_path: Path) -> None:
    """Nothing to do is told, not passed over in silence."""
    done = typed("report", folder=workspace_with(tmp_path))

    assert done.returncode == 2
    assert "belum ada siklus" in done.stderr


def test_a_report_is_made_in_a_folder_with_an_awkward_name(tmp_path: Path) -> None:
    """Braces, blanks, quotes and signs in the path are only a path."""
    root = tmp_path / "ruang {kerja} 'a' & 100%"
    root.mkdir()

    done = typed("report", folder=workspace_with(root, "lengkap"))

    assert done.returncode == 0, done.stderr
    assert (root / "outputs" / "lengkap" / "konsolidasi.html").is_file()


@pytest.mark.failure(15)
def test_a_misspelt_cycle_stops_the_run_before_anything_is_made(tmp_path: Path) -> None:
    """One wrong name among right ones: nothing runs."""
    root = workspace_with(tmp_path, "lengkap")

    done = typed("report", "lengkap", "lengakp", folder=root)

    assert done.returncode == 2
    assert "inputs/lengakp: siklus ini tidak ada. Siklus yang ada: lengkap." in done.stderr
    assert not (root / "outputs").exists()


def test_score_near_a_bound_names_the_other_predicate(tmp_path: Path) -> None:
    """An index of 3,4985 in 2024: Baik, and Sangat Baik by the other reading."""
    (case,) = (ROOT / "tests" / "cases").glob("tepi-*-2024.yaml")
    kept = [line for line in case.read_text(encoding="utf-8").splitlines() if not line.startswith("name:")]
    text = "\n".join(kept).split("expected:")[0]
    path = tmp_path / "tepi.yaml"
    path.write_text(re.sub(r"^reference:.*$", "", text, flags=re.MULTILINE), encoding="utf-8")

    told = typed("score", path).stdout

    assert "Indeks SPBE: 3,50" in told
    assert "Predikat: Baik" in told
    assert "menurut dasar pembulatan yang lain: Sangat Baik" in told


@pytest.mark.failure(25)
@pytest.mark.parametrize("path", [(), ("score",), ("report",)], ids=["spbe", "score", "report"])
def test_the_help_is_indonesian_and_has_an_example(path: tuple[str, ...]) -> None:
    """Every help page has Indonesian headings, an example to copy, and no English left over."""
    shown = CliRunner().invoke(spbe, [*path, "--help"])

    assert shown.exit_code == 0
    assert "Pemakaian: " in shown.output
    assert "Contoh:" in shown.output
    assert "Tampilkan bantuan ini." in shown.output
    assert "\\b" not in shown.output
    for english in ("Usage", "Options", "Commands", "Show this", "exit."):
        assert english not in shown.output


def test_every_command_has_help_of_its_own() -> None:
    """No command without a sentence for the list and a text for its page."""
    for name, command in spbe.commands.items():
        assert command.short_help, name
        assert command.help, name
        assert all(each.help for each in command.params if isinstance(each, click.Option)), name
