"""``spbe import-assessment`` with rulings and promises, and ``spbe repairs``: the list that follows."""

from pathlib import Path

import pytest

from tests.cli.test_season import filled
from tests.cli.typing import office, typed

CYCLE = "contoh-2024"
RULINGS = "indikator;syarat;putusan;alasan;tenggat\n47;3.1;diperbaiki;Hanya tangkapan layar;12 Agustus 2024\n"


def answered(root: Path) -> Path:
    """A working folder in which one OPD handed in its Kuesioner."""
    folder = office(root)
    typed("template", CYCLE, "dinkes", folder=folder)
    sent = filled(folder / "outputs" / CYCLE / "kuesioner" / "dinkes.xlsx", "dinkes")
    assert typed("import", CYCLE, sent, folder=folder).returncode == 0
    return folder


def test_rulings_and_promises_become_a_list_that_can_be_pasted(tmp_path: Path) -> None:
    """From the interview's notes to the message and the table of the OPD; nothing twice."""
    root = answered(tmp_path)
    (root / "putusan.csv").write_text(RULINGS, encoding="utf-8")
    (root / "janji.csv").write_text(
        "indikator;janji;tanggal\n47;Mengesahkan SK;2024-08-30\n", encoding="utf-8"
    )

    ruled = typed("import-assessment", CYCLE, "putusan.csv", "--stage", "interviu", folder=root)
    again = typed("import-assessment", CYCLE, "putusan.csv", "--stage", "interviu", folder=root)
    promised = typed("import-assessment", CYCLE, "janji.csv", "--stage", "interviu", folder=root)
    shown = typed("repairs", CYCLE, folder=root)
    one = typed("repairs", CYCLE, "PUPR", folder=root)
    table = root / "outputs" / CYCLE / "daftar-perbaikan" / "dinkes.csv"

    for done in (ruled, again, promised, shown, one):
        assert (done.returncode, done.stderr) == (0, "")
    assert "sudah diterima sebelumnya" in again.stdout
    assert "Dinas Kesehatan: 2 hal yang perlu diperbaiki atau ditepati" in shown.stdout
    assert "Alasan asesor eksternal (interviu): Hanya tangkapan layar" in shown.stdout
    assert "Janji: Mengesahkan SK" in shown.stdout
    assert "1 OPD mempunyai daftar perbaikan" in shown.stdout
    assert "tidak ada yang perlu diperbaiki." in one.stdout
    assert table.read_text("utf-8-sig").count("\n") == 3


@pytest.mark.failure(8)
def test_a_list_of_an_earlier_day_does_not_stay_when_nothing_is_open(tmp_path: Path) -> None:
    """Who finds a file there takes it for today's."""
    root = answered(tmp_path)
    (root / "putusan.csv").write_text(RULINGS, encoding="utf-8")
    typed("import-assessment", CYCLE, "putusan.csv", "--stage", "interviu", folder=root)
    typed("repairs", CYCLE, folder=root)
    (root / "beres.csv").write_text("indikator;syarat;putusan\n47;3.1;diterima\n", encoding="utf-8")
    typed("import-assessment", CYCLE, "beres.csv", "--stage", "interviu", folder=root)

    done = typed("repairs", CYCLE, folder=root)

    assert done.stdout == "0 OPD mempunyai daftar perbaikan.\n"
    assert list((root / "outputs" / CYCLE / "daftar-perbaikan").iterdir()) == []


@pytest.mark.failure(15)
def test_an_unknown_opd_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """With those that exist."""
    root = office(tmp_path)

    done = typed("repairs", CYCLE, "dinkes", "dinas-langit", folder=root)

    assert done.returncode == 2
    assert "OPD 'dinas-langit' tidak ada di siklus ini. Yang ada: " in done.stderr
    assert not (root / "outputs").exists()
