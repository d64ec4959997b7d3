"""``spbe remarks``: what the Tim reads of what came in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_lib.records.answers import Entry, Response
from tests.cli.typing import office, typed
from tests.intake.filling import fill

COPIED = (
    "Pendaftaran daring dipakai semua pasien sejak tahun lalu dan setiap keluhan dibaca pada hari yang sama."
)


def hand_in(root: Path, opd: str, item: str, levels: int) -> None:
    """Take in an OPD's Kuesioner with one item ticked up to a level, and a text that others have too."""
    typed("template", "contoh-2024", opd, folder=root)
    place = root / "outputs" / "contoh-2024" / "kuesioner" / f"{opd}.xlsx"
    ticked = frozenset(f"I{item}-L{level}-01" for level in range(1, levels + 1))
    entries: list[Entry] = [Response(opd=opd, item=item, ticked=ticked, fact=COPIED)]
    place.write_bytes(fill(place.read_bytes(), entries=entries))
    assert typed("import", "contoh-2024", place, folder=root).returncode == 0


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which two OPDs answered with the same words and without a document."""
    folder = office(tmp_path_factory.mktemp("kerja"))
    hand_in(folder, "dinkes", "47", 4)
    hand_in(folder, "dpmptsp", "46", 2)
    return folder


def test_remarks_are_printed_the_most_severe_first(root: Path) -> None:
    """With urgency, OPD, topic and question; those for the Tim alone are marked, and all are counted."""
    told = typed("remarks", "contoh-2024", folder=root)
    heads = [line for line in told.stdout.splitlines() if line.startswith("[")]

    assert (told.returncode, told.stderr) == (0, "")
    assert heads[0].startswith("[tinggi] Dinas Kesehatan – Indikator 47 – ")
    assert sum("(hanya Tim)" in line for line in heads) == 1
    assert told.stdout.splitlines()[-1].endswith("Tidak satu pun mengubah nilai.")


def test_one_opd_is_shown_with_what_it_shares_with_others(root: Path) -> None:
    """Also where another one stands first."""
    told = typed("remarks", "contoh-2024", "DPMPTSP", folder=root).stdout

    assert "Indikator 46" in told
    assert "(hanya Tim)" in told
    assert "[tinggi]" not in told


@pytest.mark.failure(15)
def test_an_unknown_opd_is_refused_with_those_that_are_known(root: Path) -> None:
    """Before anything is printed."""
    told = typed("remarks", "contoh-2024", "dinkess", folder=root)

    assert told.returncode == 2
    assert told.stdout == ""
    assert "OPD 'dinkess' tidak ada di siklus ini. Yang ada: disdikbud, dinkes," in told.stderr


def test_the_tims_workbook_carries_them_and_an_external_stage_does_not(root: Path) -> None:
    """What would tell one OPD of another stays with the Tim."""
    for stage in ("mandiri", "dokumen"):
        assert typed("template", "contoh-2024", "--stage", stage, folder=root).returncode == 0
    folder = root / "outputs" / "contoh-2024" / "penilaian"
    mine, theirs = (load_workbook(folder / f"penilaian-{stage}.xlsx") for stage in ("mandiri", "dokumen"))

    assert "Pertanyaan" in mine.sheetnames
    assert "hanya Tim" in [row[6].value for row in mine["Pertanyaan"].iter_rows(min_row=5)]
    assert "Pertanyaan" not in theirs.sheetnames
