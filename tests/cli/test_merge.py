"""``spbe merge``, as an operator types it."""

import csv
from pathlib import Path

from spbe_lib.records.answers import Response
from tests.cli.typing import office, typed
from tests.intake.filling import fill

CYCLE = "contoh-2024"


def book(root: Path, name: str, fact: str, analysis: str = "") -> Path:
    """What somebody of the Dinas Kesehatan filled in."""
    blank = (root / "outputs" / CYCLE / "kuesioner" / "dinkes.xlsx").read_bytes()
    answer = Response(opd="dinkes", item="47", ticked=frozenset({"I47-L1-01"}), fact=fact, analysis=analysis)
    file = root / name
    file.write_bytes(fill(blank, entries=[answer]))
    return file


def test_a_conflict_is_told_chosen_and_then_recorded(tmp_path: Path) -> None:
    """Exit code 2 while something is open; the list is filled in; the second run takes it."""
    root = office(tmp_path)
    typed("template", CYCLE, "dinkes", folder=root)
    files = [book(root, "budi.xlsx", "Satu."), book(root, "siti.xlsx", "Dua.", "Lengkap.")]

    first = typed("merge", CYCLE, *files, folder=root)
    table = root / "outputs" / CYCLE / "gabungan" / "dinkes-konflik.csv"
    with table.open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file, delimiter=";")
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, [*row[:-1], "siti.xlsx"]])
    second = typed("merge", CYCLE, *reversed(files), "--choices", table, folder=root)
    third = typed("merge", CYCLE, files[1], folder=root)

    assert first.returncode == 2
    assert "Dinas Kesehatan: 1 konflik; tidak ada yang dicatat." in first.stderr
    assert "indikator 47, fakta: berbeda di budi.xlsx dan siti.xlsx" in first.stderr
    assert (second.returncode, second.stderr) == (0, "")
    assert "Dinas Kesehatan: 2 berkas digabung dan diterima, 1 perubahan." in second.stdout
    assert "semua isinya sudah tercatat; tidak ada yang berubah" in third.stdout
    assert "1/13" in typed("status", CYCLE, folder=root).stdout
    assert typed("check", CYCLE, folder=root).returncode == 0
