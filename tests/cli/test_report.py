"""``spbe report``: what is made, what is told, and what a failure leaves alone."""

import json
from pathlib import Path

import pytest

from spbe_lib.workspace import Workspace
from tests.cli.typing import office, typed, workspace_with


def test_report_outside_a_workspace_says_where_to_go(tmp_path: Path) -> None:
    """Started in the wrong folder, nothing is written there."""
    done = typed("report", folder=tmp_path)

    assert done.returncode == 2
    assert "Pindah dahulu ke folder proyek" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_two_commands_of_the_quick_start_make_the_report(tmp_path: Path) -> None:
    """Import, report; page, executed copy, frozen input, list and record are there, and the place is told."""
    root = workspace_with(tmp_path, "kab-madiun-2020")
    folder = root / "outputs" / "kab-madiun-2020"

    taken = typed("import", folder=root)
    done = typed("report", folder=root)

    assert taken.returncode == done.returncode == 0, taken.stderr + done.stderr
    assert "penilaian-akhir.yaml: diterima, Pemerintah Kabupaten Madiun, 37 perubahan." in taken.stdout
    assert f"Laporan siap dibuka: {folder / 'konsolidasi.html'}" in done.stdout
    assert done.stderr == ""
    for name in ("konsolidasi.html", "inputs/konsolidasi.json", "notebooks/konsolidasi.ipynb", "index.html"):
        assert (folder / name).stat().st_size > 0
    assert [each["outcome"] for each in json.loads((folder / "run.json").read_text())["reports"]] == ["made"]


def test_a_report_before_the_import_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    """What lies in the folder and is not recorded would be missing on the page: nothing is made."""
    root = workspace_with(tmp_path, "lengkap")

    done = typed("report", folder=root)

    assert done.returncode == 2
    assert "inputs/lengkap/penilaian-akhir.yaml: berkas ini belum dimasukkan" in done.stderr
    assert "spbe import lengkap" in done.stderr
    assert not (root / "outputs").exists()


@pytest.mark.failure(16)
def test_a_faulty_cycle_leaves_the_others_complete_and_exits_with_2(tmp_path: Path) -> None:
    """The fault is told under its cycle's name, and the cycle after it is made all the same."""
    root = workspace_with(tmp_path, "keliru", "lengkap")

    taken = typed("import", folder=root)
    done = typed("report", folder=root)

    assert taken.returncode == done.returncode == 2
    assert "Siklus keliru: tidak ada yang dimasukkan." in taken.stderr
    assert str(root / "outputs" / "lengkap" / "konsolidasi.html") in done.stdout
    assert "Siklus keliru: laporan tidak dibuat." in done.stderr
    assert "(year): isian ini belum ada" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.failure(16)
def test_whatever_breaks_in_one_report_is_that_reports_failure(tmp_path: Path) -> None:
    """Where nothing can be written, one report ends with a reason; the other is made; the exit code is 1."""
    root = workspace_with(tmp_path, "a", "b")
    typed("import", folder=root)
    (root / "outputs" / "a" / "konsolidasi.html").mkdir(parents=True)

    done = typed("report", folder=root)

    assert done.returncode == 1
    assert "konsolidasi.html: berkas tidak dapat ditulis" in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "outputs" / "b" / "konsolidasi.html").is_file()


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

    typed("import", folder=workspace_with(root, "lengkap"))
    done = typed("report", folder=root)

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


@pytest.mark.failure(16)
@pytest.mark.failure(8)
def test_one_failing_opd_report_leaves_the_others_and_is_listed_with_its_cell(tmp_path: Path) -> None:
    """A letter that breaks for one OPD: the other page is made; cell and reason are told; exit 1."""
    root = office(tmp_path)
    letter = root / "notebooks" / "laporan" / "laporan_opd.ipynb"
    marked = letter.read_text(encoding="utf-8").replace(
        "report = read_report_input(report_input)",
        "report = read_report_input(report_input); 1 / (report.opd != 'dinkes')",
    )
    letter.write_text(marked, encoding="utf-8")

    done = typed("report", "contoh-2024", "--only", "dinkes", "--only", "kec-utara", folder=root)
    folder = root / "outputs" / "contoh-2024"
    copy = (folder / "notebooks" / "opd" / "dinkes.ipynb").read_text(encoding="utf-8")
    rows = {row["report"]: row for row in json.loads((folder / "run.json").read_text())["reports"]}
    index = (folder / "index.html").read_text(encoding="utf-8")

    assert done.returncode == 1
    assert "Gagal: Dinas Kesehatan – dinkes.html: sel" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert (folder / "opd" / "kec-utara.html").is_file()
    assert not (folder / "opd" / "dinkes.html").exists()
    assert "papermill-error-cell-tag" in copy
    assert (rows["dinkes"]["outcome"], rows["kec-utara"]["outcome"]) == ("failed", "made")
    assert "ZeroDivisionError" in rows["dinkes"]["reason"]
    assert "1 laporan gagal dibuat" in index
    assert 'href="opd/kec-utara.html"' in index
    assert 'href="opd/dinkes.html"' not in index


@pytest.mark.failure(15)
def test_an_unknown_opd_stops_the_run_before_anything_is_made(tmp_path: Path) -> None:
    """A code that no filling OPD has, and one that never fills: told with the codes that exist."""
    root = office(tmp_path)

    done = typed("report", "contoh-2024", "--only", "dinkse", "--only", "dinkes", folder=root)

    assert done.returncode == 2
    assert "'dinkse' bukan OPD yang mengisi pada siklus ini" in done.stderr
    assert "dinkes" in done.stderr
    assert not (root / "outputs").exists()


def test_a_run_over_one_report_keeps_what_is_known_of_the_others(tmp_path: Path) -> None:
    """The list stays whole when a single report is made again."""
    root = office(tmp_path)
    typed("report", "contoh-2024", "--only", "kec-utara", folder=root)

    typed("report", "contoh-2024", "--only", "kec-timur", folder=root)
    index = (root / "outputs" / "contoh-2024" / "index.html").read_text(encoding="utf-8")

    assert 'href="opd/kec-utara.html"' in index
    assert 'href="opd/kec-timur.html"' in index


def test_official_results_come_before_the_cycles_with_a_register(workspace: Workspace) -> None:
    """One page each, so they are there while the many reports of a whole cycle are still made."""
    assert workspace.cycles() == ["kab-madiun-2020", "kota-bandar-lampung-2023", "contoh-2024", "contoh-2026"]


@pytest.mark.failure(8)
def test_a_missing_letter_stops_the_run_and_is_named(tmp_path: Path) -> None:
    """Before anything is made, without a path of this machine, with what to do."""
    root = office(tmp_path)
    (root / "notebooks" / "laporan" / "laporan_opd.ipynb").unlink()

    done = typed("report", "contoh-2024", folder=root)

    assert done.returncode == 2
    assert "notebooks/laporan/laporan_opd.ipynb: naskah laporan ini tidak ada" in done.stderr
    assert str(root) not in done.stderr
    assert not (root / "outputs").exists()
