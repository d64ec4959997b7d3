"""``spbe forecast`` and ``spbe follow-up``: what former years say, and what became of what they asked for."""

import shutil
from pathlib import Path

import pytest

from tests.cli.typing import office, typed, workspace_with

CYCLE = "contoh-2024"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which the Tim valued every item 4."""
    folder = office(tmp_path_factory.mktemp("kerja"))
    lines = "".join(f"{number};4\n" for number in range(1, 48))
    (folder / "nilai.csv").write_text(f"item;level\n{lines}", encoding="utf-8")
    done = typed("import-assessment", CYCLE, "nilai.csv", "--stage", "mandiri", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.failure(24, 27)
def test_the_projection_is_called_one_and_names_what_is_at_risk(root: Path) -> None:
    """Pairs by aspect, range, predicates, items with who answers."""
    told = typed("forecast", CYCLE, folder=root)

    assert (told.returncode, told.stderr) == (0, "")
    assert (
        "Pasangan nilai Tim dan nilai akhir menurut peraturan ini: 141 (tahun 2021, 2022, 2023)."
        in told.stdout
    )
    assert "\nPROYEKSI – BUKAN NILAI RESMI: indeks akhir 3," in told.stdout
    assert "Butir yang paling rawan turun (proyeksi):" in told.stdout
    assert "peluang turun" in told.stdout.splitlines()[-1]


@pytest.mark.failure(24)
def test_without_values_and_pairs_it_says_what_is_lacking(tmp_path: Path) -> None:
    """No figure is projected; a cycle with an official result has nothing to project."""
    folder = office(tmp_path)
    file = folder / "inputs" / CYCLE / "cycle.yaml"
    file.write_text(file.read_text("utf-8").replace("pairs: pasangan.csv", "#"), encoding="utf-8")

    told = typed("forecast", CYCLE, folder=folder).stdout

    assert told.splitlines() == [
        "Pasangan nilai Tim dan nilai akhir menurut peraturan ini: 0.",
        "Belum ada proyeksi: dibutuhkan 29 pasangan, kurang 29.",
        "Belum ada proyeksi: Tim belum menilai 47 butir.",
    ]


def test_recommendations_are_listed_with_what_is_done_about_them(root: Path) -> None:
    """All of them, or only those still to be done; counted at the end, which is the same."""
    every, some = typed("follow-up", CYCLE, folder=root), typed("follow-up", CYCLE, "--open", folder=root)

    for told in (every, some):
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.splitlines()[-1].startswith(
            "10 rekomendasi: 1 belum, 4 berjalan, 3 selesai, 1 tidak"
        )
    assert "R2022-01 – umum – Sekretariat Daerah – berjalan" in some.stdout
    assert (
        "R2023-27 – butir 27 – Bagian Organisasi Sekretariat Daerah – belum ada tindak lanjut" in some.stdout
    )
    assert "Anggaran: 2.21.02.2.01 Penyelenggaraan Persandian (rekaan)" in some.stdout
    assert "R2023-29" in every.stdout
    assert "Alasan: Anggaran 2024 tidak tersedia" in every.stdout
    assert "R2023-29" not in some.stdout


def test_a_cycle_of_an_official_result_says_why_it_has_neither(tmp_path: Path) -> None:
    """No row of zeros, and one reason instead of two."""
    folder = workspace_with(tmp_path, "kab-madiun-2020")
    asked, projected = (
        typed(command, "kab-madiun-2020", folder=folder) for command in ("follow-up", "forecast")
    )

    assert (asked.returncode, asked.stdout) == (
        0,
        "Siklus kab-madiun-2020 hanya memuat hasil resmi, tanpa daftar OPD; tidak ada tindak lanjut.\n",
    )
    assert projected.stdout == "Siklus ini tidak mempunyai daftar OPD; tidak ada proyeksi.\n"


def test_without_recommendations_it_says_where_they_are_named(tmp_path: Path) -> None:
    """Neither a list nor last year's result: which keys of cycle.yaml give them."""
    folder = office(tmp_path)
    file = folder / "inputs" / CYCLE / "cycle.yaml"
    bare = file.read_text("utf-8").replace("\nfollow_up:", "\n#").replace("\nprevious:", "\n#")
    file.write_text(bare, encoding="utf-8")

    told = typed("follow-up", CYCLE, folder=folder)

    assert told.returncode == 0
    assert "belum memuat rekomendasi tahun-tahun sebelumnya" in told.stdout
    assert "follow_up: tindak-lanjut.csv" in told.stdout
    assert "0 rekomendasi" not in told.stdout


def test_once_the_final_values_are_known_nothing_is_projected(root: Path, tmp_path: Path) -> None:
    """It is said to be so."""
    folder = tmp_path / "selesai"
    shutil.copytree(root, folder)
    (folder / "akhir.csv").write_text(
        (folder / "nilai.csv").read_text("utf-8").replace(";4", ";3"), encoding="utf-8"
    )
    done = typed("import-assessment", CYCLE, "akhir.csv", "--stage", "akhir", folder=folder)

    assert done.returncode == 0, done.stderr
    assert typed("forecast", CYCLE, folder=folder).stdout == "Nilai akhir sudah ada; tidak ada proyeksi.\n"


@pytest.mark.failure(15)
def test_a_faulty_file_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    """Both files at once, each with its line; exit code 2."""
    folder = office(tmp_path)
    cycle = folder / "inputs" / CYCLE
    for name, line in (("pasangan.csv", "2030,lain,1,3,3\n"), ("tindak-lanjut.csv", "X,,99,a,b,,,,c,,,\n")):
        with (cycle / name).open("a", encoding="utf-8") as file:
            file.write(line)

    told = typed("check", CYCLE, folder=folder)

    assert told.returncode == 2
    for place in ("143 (year)", "143 (edition)"):
        assert f"pasangan.csv baris {place}" in told.stderr
    for place in ("11 (item)", "11 (opd)", "11 (status)"):
        assert f"tindak-lanjut.csv baris {place}" in told.stderr
