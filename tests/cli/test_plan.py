"""``spbe plan``: the way to a target at the command line, and the rows for Renja and RKA."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_lib.results.planning.words import NO_PROJECTION, STAMP
from tests.cli.typing import ROOT, office, typed

CYCLE = "contoh-2024"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the bundled cycle imported."""
    root = office(tmp_path_factory.mktemp("rencana"))
    shutil.copytree(ROOT / "inputs" / CYCLE / "submissions", root / "inputs" / CYCLE / "submissions")
    assert typed("import", CYCLE, folder=root).returncode == 0
    return root


@pytest.mark.failure(27)
def test_the_plan_is_stamped_and_tells_steps_prices_and_other_ways(folder: Path) -> None:
    """Every part is there, in Indonesian, and the first line says that it is a projection."""
    shown = typed("plan", CYCLE, folder=folder)

    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[0] == STAMP
    for words in (
        "Target indeks 4,35 pada 2025; indeks 4,60 pada 2027 dapat dicapai dengan",
        "Harga tambahan indeks (poin usaha; proyeksi)",
        "Rencana lain yang hampir sama baiknya (proyeksi)",
        "Anggapan kami, bukan ketentuan peraturan",
        "13 Keterpaduan Rencana dan Anggaran SPBE ke tingkat 4",
        "Alasan: Janji kepada DPRD",
        "Rekomendasi asesor 2023, R2023-13: Lakukan pengendalian",
        "Rekomendasi asesor 2023, R2023-22: Laksanakan pengendalian",
        "Rekomendasi asesor 2023, R2023-27: Lakukan reviu",
        "Catatan Tim 2024: Susun manajemen keamanan informasi",
    ):
        assert words in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 120


def test_the_same_plan_is_the_same_text_twice(folder: Path) -> None:
    """Ties are settled, so that nothing depends on chance."""
    first, second = (typed("plan", CYCLE, "--more", "3", folder=folder) for _ in range(2))

    assert first.stdout == second.stdout
    assert "\n3. " in first.stdout


@pytest.mark.failure(24)
def test_a_target_out_of_reach_is_explained_and_holds_no_projection(folder: Path) -> None:
    """Why not, and what would have to give way; exit code 0, for the question was answered."""
    shown = typed("plan", CYCLE, "--target", "4,99", "--years", "1", folder=folder)

    assert shown.returncode == 0
    assert "Target indeks 4,99 pada 2025 tidak dapat dicapai" in shown.stdout
    assert NO_PROJECTION in shown.stdout.replace("\n", " ")
    assert "dilonggarkan bersama-sama" in shown.stdout.replace("\n", " ")


def test_a_predicate_and_a_budget_replace_the_terms_of_the_cycle(folder: Path) -> None:
    """Found by name whatever the capitals; the index is reached already, the deadline is not."""
    shown = typed("plan", CYCLE, "--predicate", "memuaskan", "--budget", "3,5", folder=folder)

    told = shown.stdout.replace("\n", " ")
    assert "Target predikat Memuaskan (indeks 4,20) pada 2027 sudah tercapai; tenggat" in told
    assert "meminta 1 langkah" in told


@pytest.mark.failure(8)
@pytest.mark.failure(12)
def test_rows_are_written_for_planners_and_stay_text(folder: Path) -> None:
    """A workbook and a CSV of the same rows: figures as numbers, no formula, planners have columns."""
    terms = folder / "inputs" / CYCLE / "rencana.yaml"
    kept = terms.read_text("utf-8")
    terms.write_text(kept.replace("Kepala Bidang Aplikasi", "=HYPERLINK(1) Bidang"), encoding="utf-8")
    done = typed("plan", CYCLE, "--out", "r.xlsx", folder=folder)
    again = typed("plan", CYCLE, "--out", "r.csv", folder=folder)
    terms.write_text(kept, encoding="utf-8")
    sheet = load_workbook(folder / "r.xlsx")["Renja dan RKA"]
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    listed = list(csv.reader(io.StringIO((folder / "r.csv").read_text("utf-8-sig")), delimiter=";"))

    assert (done.returncode, again.returncode) == (0, 0)
    assert "Ditulis: r.xlsx" in done.stdout
    assert sheet["A2"].value == STAMP
    assert heads == listed[0]
    assert [row[0] for row in rows] == [int(row[0]) for row in listed[1:]]
    assert sum(float(str(row[8])) for row in rows) == pytest.approx(0.29, abs=0.001)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert any(str(row[3]).startswith("=HYPERLINK") for row in rows)
    assert any(row[3].startswith("'=HYPERLINK") for row in listed[1:])
    assert any("R2023-22: " in str(row[10]) and "\nCatatan Tim 2024: " in str(row[10]) for row in rows)
    assert "Pagu indikatif, Rp (diisi perencana)" in heads
    assert all(row[13] is None for row in rows)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--target", "9"), "Target '9' tidak mungkin. Yang boleh: angka sampai 5,00, 2 desimal."),
        (("--target", "tinggi"), "Target 'tinggi' tidak mungkin"),
        (("--predicate", "Hebat"), "Predikat 'Hebat' tidak dikenal. Yang ada: Kurang, Cukup"),
        (("--target", "4", "--predicate", "Baik"), "Sebut --target atau --predicate, salah satu."),
        (("--budget", "banyak"), "Anggaran 'banyak' bukan angka"),
        (("--years", "0"), "--years"),
        (("--years", "6"), "--years"),
        (("--out", "tiada/r.xlsx"), "Folder 'tiada' tidak ada. Buat dahulu, atau sebut folder yang ada."),
        (("--out", "rencana.pdf"), "jenis berkas ini tidak dapat ditulis. Yang boleh: .xlsx, .csv."),
    ],
)
@pytest.mark.failure(15)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Place, fact, what is allowed; exit code 2."""
    refused = typed("plan", CYCLE, *arguments, folder=folder)

    assert refused.returncode == 2
    assert words in refused.stderr
