"""``spbe reconcile``: a file or a cycle beside published figures, in words and tables."""

from pathlib import Path

import pytest

from tests.cli.typing import ROOT, office, typed, workspace_with

MADIUN = ROOT / "inputs" / "kab-madiun-2020" / "penilaian-akhir.yaml"


def written(folder: Path, text: str) -> Path:
    """An assessment file."""
    path = folder / "penilaian.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_official_file_agrees() -> None:
    """Every figure beside the printed one, and nothing to explain."""
    done = typed("reconcile", MADIUN)

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "Domain 3: Layanan SPBE                                              3,42    3,42  sama"
        in done.stdout
    )
    assert "Cocok: tidak ada tingkat yang perlu berubah." in done.stdout
    assert "HiGHS" not in done.stdout


def test_a_mistyped_level_is_found(tmp_path: Path) -> None:
    """Indicator 33 typed 4 instead of 2: two levels too many in aspect 7."""
    text = MADIUN.read_text(encoding="utf-8").replace("33: 2", "33: 4")

    told = typed("reconcile", written(tmp_path, text)).stdout

    assert "Indeks SPBE                                                         3,37    3,30  BEDA" in told
    assert "mengubah 1 butir, seluruhnya 2 tingkat; tidak ada susunan yang lebih kecil." in told
    assert "33 (4 → 2)" in told


def test_published_figures_alone_tell_what_is_certain(tmp_path: Path) -> None:
    """Kabupaten Madiun 2024: 1–10 and 42–47 are all 5, aspect 7 is 4,60, domain 2 sums to 40 and 3 to 33."""
    path = written(tmp_path, "edition: permenpanrb-59-2020\nyear: 2024\nlevels: {}\n")
    figures = ("--index", "4,31", "--domain", "1=5,00", "--domain", "2=4,00", "--domain", "3=3,00")

    told = typed("reconcile", path, *figures, "--domain", "4=4,76").stdout
    lines = [line.split() for line in told.splitlines()]

    assert ["1–10", "5", "50"] in lines
    assert ["42–47", "5", "30"] in lines
    assert ["11–14", "0–5", "10–20"] in lines
    ends = {" ".join(line[:2]): line[-2:] for line in lines if line}
    assert ends["Aspek 7:"] == ["4,60", "46"]
    assert ends["Domain 2:"] == ["4,00", "40"]
    assert ends["Domain 3:"] == ["3,00", "33"]


def test_contradicting_figures_are_told_also_without_a_level(tmp_path: Path) -> None:
    """Domain 1 has one aspect only."""
    path = written(tmp_path, "edition: permenpanrb-59-2020\nlevels: {}\n")

    told = typed("reconcile", path, "--domain", "1=5,00", "--aspect", "1=4,00").stdout

    assert "Tidak ada tingkat pada skala yang menghasilkan semua angka terbit sekaligus." in told
    assert "  - Domain 1: Kebijakan Internal SPBE 5,00" in told
    assert "Yang pasti" not in told


def test_a_cycle_is_held_against_what_is_typed_or_what_its_files_say(tmp_path: Path) -> None:
    """The official cycle has published figures; a typed one takes the place of one of them."""
    root = workspace_with(tmp_path, "kab-madiun-2020")
    typed("import", "kab-madiun-2020", folder=root)

    same = typed("reconcile", "kab-madiun-2020", folder=root).stdout
    other = typed("reconcile", "kab-madiun-2020", "--domain", "3=3,41", folder=root).stdout

    assert "Hitungan dari nilai asesor eksternal – akhir" in same
    assert "Cocok" in same
    assert "Angka terbit yang disebut di bawah ini tidak mungkin keluar dari tingkat mana pun." in other


def test_all_faults_of_the_command_line_are_told_at_once(tmp_path: Path) -> None:
    """A number that is no part, a figure that is none, one with too many digits, one beyond the scale."""
    path = written(tmp_path, "edition: permenpanrb-59-2020\nlevels: {}\n")
    wrong = ("--index", "6,00", "--aspect", "9=3,00", "--aspect", "7=tiga", "--domain", "1=4,555")

    done = typed("reconcile", path, *wrong)

    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert len(told) == len(wrong) // 2
    assert (
        "--aspect 9=3,00: bagian ini tidak dikenal. Yang boleh: NOMOR=ANGKA dengan nomor 1 sampai 8." in told
    )
    assert any(line.startswith("--domain 1=4,555: '4,555' bukan angka terbit.") for line in told)


def test_a_cycle_without_a_published_figure_is_told_how_to_name_one(tmp_path: Path) -> None:
    """Nothing can be reconciled with nothing."""
    root = office(tmp_path)

    done = typed("reconcile", "contoh-2024", folder=root)

    assert done.returncode == 2
    assert "Belum ada angka terbit. Sebut misalnya --index 4,31 atau --aspect 7=4,60." in done.stderr


@pytest.mark.failure(15)
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--aspect", "7=4,60", "--aspect", "7=4,50"), "--aspect 7=4,50: nomor 7 disebut dua kali."),
        (("--domain", "2"), "--domain 2: isian ini tidak terbaca. Yang boleh: NOMOR=ANGKA, misalnya 1=4,60."),
        (("--index", ""), "--index: '' bukan angka terbit."),
    ],
)
def test_a_published_figure_that_is_not_clear_is_refused(arguments: tuple[str, ...], told: str) -> None:
    """Twice, without its figure, or empty: none of them is passed over."""
    done = typed("reconcile", MADIUN, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.failure(15)
def test_what_is_neither_cycle_nor_file_is_repeated_as_it_was_typed() -> None:
    """With what would be right; other commands say it likewise."""
    done, empty = typed("reconcile", "/etc/passwd"), typed("plan", "")

    assert (done.returncode, empty.returncode) == (2, 2)
    assert done.stderr.startswith(
        "'/etc/passwd' bukan siklus dan bukan berkas .yaml. Yang boleh: nama siklus ("
    )
    assert empty.stderr.startswith("'': ini bukan nama siklus. Siklus yang ada: ")
