"""``spbe simulate``, as an operator types it."""

from pathlib import Path

import pytest

from spbe_lib.workspace import scenarios
from tests.cli.typing import typed, workspace_with

CYCLE = "kab-madiun-2020"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with an official result in its records."""
    made = workspace_with(tmp_path_factory.mktemp("kantor"), CYCLE)
    assert typed("import", CYCLE, folder=made).returncode == 0
    return made


@pytest.mark.failure(27)
def test_the_index_before_and_after_with_every_step(root: Path) -> None:
    """Signed steps that add up, the predicate on both sides, and that it is no official value."""
    done = typed("simulate", CYCLE, "35a=5", "1=1", folder=root)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("SIMULASI – BUKAN NILAI RESMI\n")
    assert "Indeks SPBE: 3,30 → simulasi 3,35 (+0,047)" in done.stdout
    assert "Predikat: Baik → simulasi Baik" in done.stdout
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("  ")]
    assert [(row[0], row[4]) for row in rows] == [("1", "\u22120,02"), ("35a", "+0,067")]


def test_a_scenario_is_kept_listed_compared_and_reported(root: Path) -> None:
    """The second of the same name is refused; two of them stand on one page that says what it is."""
    empty = typed("simulate", CYCLE, folder=root)
    first = typed("simulate", CYCLE, "1=5", "--save", "Satu <b>", "--actor", "Sari", "--report", folder=root)
    again = typed("simulate", CYCLE, "1=4", "--save", "satu (b)", folder=root)
    second = typed("simulate", CYCLE, "2=5", "--save", "Dua", folder=root)
    listed = typed("simulate", CYCLE, folder=root)
    both = typed("simulate", CYCLE, "--scenario", "Satu b", "--scenario", "Dua", "--report", folder=root)

    assert "Belum ada skenario" in empty.stdout
    assert {each.stderr for each in (first, second, listed, both)} == {""}
    assert (again.returncode, "sudah dipakai: 'Satu <b>' oleh Sari" in again.stderr) == (2, True)
    assert [line.split(":")[0] for line in listed.stdout.splitlines()] == ["Dua", "Satu <b>"]
    page = root / "outputs" / CYCLE / "simulasi" / "simulasi-satu-b-dan-dua.html"
    assert f"Laporan simulasi siap dibuka: {page}" in both.stdout
    told = page.read_text(encoding="utf-8")
    assert "<title>SIMULASI – BUKAN NILAI RESMI: Satu &lt;b&gt;, Dua" in told
    assert "Perbandingan Skenario" in told
    assert "Satu <b>" not in told


def test_a_page_of_a_simulation_is_known_as_ours_and_as_no_result(root: Path, tmp_path: Path) -> None:
    """Wherever it is by now; a changed copy is unknown, a page that was replaced too."""
    typed("simulate", CYCLE, "1=5", "--save", "Dikirim", "--report", folder=root)
    typed("simulate", CYCLE, "2=5", "--save", "Disimpan", "--report", folder=root)
    folder = root / "outputs" / CYCLE / "simulasi"
    copy, forged = tmp_path / "unduhan (1).html", tmp_path / "palsu.html"
    text = (folder / "simulasi-dikirim.html").read_text(encoding="utf-8")
    copy.write_text(text, encoding="utf-8")
    forged.write_text(text.replace("SIMULASI", "RESMI"), encoding="utf-8")

    ours, whole = typed("verify", str(copy), folder=root), typed("verify", str(folder), folder=root)
    strange = typed("verify", str(forged), folder=root)
    typed("simulate", CYCLE, "1=4", "--save", "Dikirim", "--replace", "--report", folder=root)
    former, newest = typed("verify", str(copy), folder=root), typed("verify", str(folder), folder=root)

    said = f"asli, tetapi simulasi, bukan hasil evaluasi: berkas simulasi-dikirim.html, siklus {CYCLE}\n"
    assert (ours.returncode, ours.stdout) == (0, said)
    pages = len(list(folder.glob("*.html")))
    assert (whole.returncode, whole.stdout) == (0, f"asli: {pages} berkas\n")
    assert (strange.returncode, strange.stdout.split(":")[0]) == (1, "tidak dikenal")
    assert (former.returncode, newest.returncode, newest.stdout) == (1, 0, whole.stdout)


def test_a_scenario_on_other_values_says_so(root: Path) -> None:
    """What was kept on other values is worked out on today's, and told."""
    typed("simulate", CYCLE, "3=5", "--save", "Lama", folder=root)
    file = scenarios(root / "inputs" / CYCLE) / "lama.yaml"
    text = file.read_text(encoding="utf-8")
    code = next(line for line in text.splitlines() if "code:" in line)
    file.write_text(text.replace(code, f"  code: '{'0' * 64}'"), encoding="utf-8")

    done = typed("simulate", CYCLE, "--scenario", "Lama", folder=root)

    assert "Nilai dasar sudah berubah sejak skenario ini disimpan." in done.stdout


@pytest.mark.failure(15)
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("1=9", "99=1", "x"), "Yang boleh: angka bulat 0 sampai 5"),
        (("1=9", "99=1", "x"), "tidak mempunyai butir '99'"),
        (("--scenario", "tiada"), "skenario 'tiada' tidak ada"),
        (("1=5", "--report"), "Laporan memerlukan nama"),
        (("1=5", "--scenario", "Dua"), "tidak keduanya"),
        (("--save", "x"), "--save memerlukan BUTIR=TINGKAT"),
        (("1=5", "--round", "final"), f"dahulu dengan `spbe round freeze {CYCLE} pra-penilaian`"),
        (("1=5", "--round", ""), "putaran '' tidak ada"),
        (("1=5", "--save", ""), "nama skenario '': nama ini tidak dapat dipakai"),
        (("1=5", "--save", "x", "--actor", ""), "yang menyimpan '': nama ini tidak dapat dipakai"),
        (("--scenario", "Dua", "--scenario", "dua!"), "Skenario 'dua!' disebut dua kali."),
    ],
)
def test_what_cannot_be_simulated_is_told(root: Path, arguments: tuple[str, ...], words: str) -> None:
    """In Indonesian, all at once, with exit code 2."""
    done = typed("simulate", CYCLE, *arguments, folder=root)

    assert done.returncode == 2
    assert words in done.stderr


def test_a_taken_name_is_told_before_anything_is_worked_out(root: Path) -> None:
    """With the option that replaces; a scenario that cannot be read is not replaced."""
    typed("simulate", CYCLE, "4=5", "--save", "Dipakai", folder=root)
    taken = typed("simulate", CYCLE, "4=4", "--save", "dipakai", folder=root)
    file = scenarios(root / "inputs" / CYCLE) / "dipakai.yaml"
    file.write_text("name: [", encoding="utf-8")
    broken = typed("simulate", CYCLE, "4=4", "--save", "dipakai", "--replace", folder=root)
    file.unlink()

    assert (taken.returncode, taken.stdout, broken.returncode, broken.stdout) == (2, "", 2, "")
    assert "Pakai nama lain, atau ganti yang lama (pada spbe simulate: --replace)." in taken.stderr
    assert "Pakai nama lain, atau hapus berkas itu." in broken.stderr


def test_a_report_of_no_change_is_made_with_a_warning(root: Path) -> None:
    """Indicator 13 has level 4 already."""
    done = typed("simulate", CYCLE, "13=4", "--save", "Tetap", "--report", folder=root)

    assert done.returncode == 0
    assert "Laporan simulasi siap dibuka" in done.stdout
    assert (
        "Perhatian: tidak ada butir yang berubah: skenario Tetap sama dengan nilai dasarnya." in done.stderr
    )
