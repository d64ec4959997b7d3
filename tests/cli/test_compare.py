"""``spbe compare``: the place of one institution, its peers, and names that are not clear."""

from pathlib import Path

import pytest

from tests.cli.typing import ROOT, typed


def test_the_published_statement_is_printed(tmp_path: Path) -> None:
    """Ranks with their groups, in a folder that is no workspace: the results come with the house."""
    done = typed("compare", "Kabupaten Madiun", "--year", "2023", folder=tmp_path)
    lines = done.stdout.splitlines()

    assert done.returncode == 0, done.stderr
    assert lines[0] == "Pemerintah Kab. Madiun (Jawa Timur), hasil 2023: 4,30, Memuaskan"
    assert "  (3) pemerintah daerah di Jawa Timur" in lines
    (index,) = (line.split("  ") for line in lines if line.startswith("indeks"))
    assert [cell.strip() for cell in index if cell.strip()] == [
        "indeks",
        "4,30",
        "6 dari 529",
        "4 dari 398",
        "4 dari 39",
        "2 dari 29",
        "10 dari 621",
    ]
    assert "KepmenPANRB 13/2024" in lines[-1]
    assert max(map(len, lines)) <= 120


def test_peers_stand_beside_it_with_the_averages(tmp_path: Path) -> None:
    """By default the nearest of its kind and province; the government itself is marked."""
    told = typed("compare", "Kabupaten Madiun", "--year", "2023", folder=tmp_path).stdout

    assert "Indeks terdekat (Kabupaten, Jawa Timur)" in told
    assert "* Pemerintah Kab. Madiun" in told
    assert "  Pemerintah Kab. Banyuwangi  4,50" in told
    assert "rata-rata nasional          2,79" in told
    assert "rata-rata kabupaten         2,59" in told


def test_others_may_be_named(tmp_path: Path) -> None:
    """The last year when none is said, highest first, each once, with what is odd about them."""
    others = ["--against", "Kota Madiun", "--against", "Kab. Pacitan", "--against", "kota madiun"]
    told = typed("compare", "Ngawi", *others, folder=tmp_path).stdout

    assert "hasil 2024" in told
    shown = [line[2:].split("  ")[0] for line in told.splitlines() if line[2:12] == "Pemerintah"]
    assert shown == ["Pemerintah Kota Madiun", "Pemerintah Kab. Ngawi", "Pemerintah Kab. Pacitan"]
    assert "Catatan: Pemerintah Kab. Pacitan: Predikat tercetak mengikuti" in told


@pytest.mark.failure(15)
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Madiun"], "dapat berarti beberapa instansi: Pemerintah Kab. Madiun; Pemerintah Kota Madiun"),
        (
            ["Kab. Madium"],
            "tidak tercantum dalam hasil nasional 2024. Ejaan terdekat: Pemerintah Kab. Madiun",
        ),
        (["Ngawi", "--against", "Kota Ngawi"], "'Kota Ngawi' tidak tercantum dalam hasil nasional 2024"),
        (["Ngawi", "--year", "2022"], "Daftar hasil tahun 2022 tidak ada. Yang ada: 2023, 2024."),
        ([""], "'' bukan nama instansi. Sebut nama instansi, misalnya 'Kabupaten Madiun'."),
        (["kab-lain-2031"], "'kab-lain-2031' bukan nama instansi. Sebut nama instansi"),
        (["\x1b[31m\u202emerah"], "'·[31m·merah' tidak tercantum"),
    ],
)
def test_what_is_not_clear_is_refused_with_what_may_be_meant(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    """Nothing is guessed, and nothing typed steers the terminal."""
    done = typed("compare", *arguments, folder=tmp_path)

    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert "\x1b" not in done.stderr


def test_the_name_of_a_cycle_is_told_from_that_of_an_institution() -> None:
    """Whose cycle it is stands there, for that name may be looked up; a made-up government may not."""
    real, sample = (typed("compare", name, folder=ROOT) for name in ("kab-madiun-2020", "contoh-2024"))

    assert (real.returncode, sample.returncode) == (2, 2)
    assert "adalah siklus, bukan nama instansi" in real.stderr
    assert "misalnya 'Pemerintah Kabupaten Madiun'." in real.stderr
    assert "adalah siklus data contoh (Pemerintah Kabupaten Contoh)" in sample.stderr


def test_a_group_that_is_its_kind_is_named_once(tmp_path: Path) -> None:
    """A ministry stands in the table of the ministries."""
    told = typed("compare", "Kementerian Agama", folder=tmp_path).stdout

    assert "Indeks terdekat (Kementerian)\n" in told
