"""``spbe status``: who is how far, who is late, and a reminder ready to paste."""

import re
from pathlib import Path

import pytest

from spbe_lib.intake.kept_files import fingerprint
from tests.cli.test_season import filled
from tests.cli.typing import office, typed

CYCLE = "kab-saya-2025"
WIDTH = 120
DAYS = (
    'requested: {letter: "000.1/7", day: 2025-01-06}\n'
    "deadlines: {opd: 2025-01-31, repair: 2025-02-28}\n"
    'extensions: [{opd: pupr, step: opd, until: 2025-02-14, letter: "000.1/9"}]\n'
)


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A real (not made-up) season in which one OPD answered two things, and all deadlines are long past."""
    root = office(tmp_path)
    typed("init", CYCLE, folder=root)
    file = root / "inputs" / CYCLE / "cycle.yaml"
    file.write_text(file.read_text(encoding="utf-8") + DAYS, encoding="utf-8")
    typed("template", CYCLE, "dinkes", folder=root)
    sent = filled(root / "outputs" / CYCLE / "kuesioner" / "dinkes.xlsx", "dinkes")
    assert typed("import", CYCLE, sent, folder=root).returncode == 0
    return root


@pytest.mark.failure(28)
def test_the_table_fits_a_screen_and_tells_documents_rather_than_levels(season: Path) -> None:
    """Every line within 120 signs; no index and no predicate of anybody."""
    done = typed("status", CYCLE, folder=season)
    lines = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, lines)) <= WIDTH
    assert re.search(r"^dinkes +2/13 +0 +0 +0 +0 +0/18 ", done.stdout, re.MULTILINE)
    assert "0 dari 46 OPD yang diminta sudah menjawab semuanya." in lines
    assert re.search(r"Dokumen: \d+ diminta, 0 disebut, 0 ada berkasnya, 0 diterima", done.stdout)
    assert not re.search("indeks OPD|predikat|peringkat|Baik|Cukup", done.stdout)


@pytest.mark.failure(24)
def test_without_enough_to_go_by_there_is_no_date_but_the_reason(season: Path) -> None:
    """Two entries on one day are no pace."""
    shown = " ".join(typed("status", CYCLE, folder=season).stdout.split())

    assert "Semua isian dijawab: belum ada perkiraan, karena baru 2 isian; diperlukan sedikitnya 10." in shown


def test_the_late_list_names_the_deadline_and_the_letter_that_moved_it(season: Path) -> None:
    """Each OPD with its own day, how long ago, and in whose hands the days went by."""
    done = typed("status", CYCLE, "--late", folder=season)

    assert (done.returncode, done.stderr) == (0, "")
    moved = r"^pupr .*tenggat 14 Februari 2025, diperpanjang dengan surat 000.1/9, lewat "
    assert re.search(moved, done.stdout, re.MULTILINE)
    assert re.search(r"^perkim .*tenggat 31 Januari 2025, lewat ", done.stdout, re.MULTILINE)


def test_a_reminder_is_written_for_one_or_for_all_who_owe_something(season: Path) -> None:
    """Whoever is asked nothing gets none."""
    one = typed("status", CYCLE, "--reminder", "DINKES", folder=season)
    every = typed("status", CYCLE, "--reminder", "semua", folder=season)
    free = typed("status", CYCLE, "--reminder", "setda-umum", folder=season)

    assert (one.returncode, every.returncode, free.returncode) == (0, 0, 0)
    assert one.stdout.startswith("Yth. Pimpinan Dinas Kesehatan\n")
    assert "- 11 dari 13 isian belum dijawab" in one.stdout
    assert every.stdout.count("Yth. Pimpinan") == 46
    assert "tidak ada yang perlu diingatkan." in free.stdout


@pytest.mark.failure(15)
def test_an_unknown_opd_is_told_with_the_known_ones(season: Path) -> None:
    """Exit code 2, and nothing written."""
    done = typed("status", CYCLE, "--reminder", "dinkess", folder=season)

    assert (done.returncode, done.stdout) == (2, "")
    assert "OPD 'dinkess' tidak ada di siklus ini. Yang ada: disdikbud, dinkes" in done.stderr


def test_a_made_up_cycle_is_told_as_of_its_last_event(tmp_path: Path) -> None:
    """Its days would else only tell how old the example is."""
    root = office(tmp_path)
    before = typed("status", "contoh-2024", folder=root)
    typed("template", "contoh-2024", "dinkes", folder=root)
    kept = root / "inputs" / "contoh-2024" / "submissions"
    kept.mkdir()
    sent = filled(root / "outputs" / "contoh-2024" / "kuesioner" / "dinkes.xlsx", "dinkes")
    name = f"20240520T010000Z_dinkes_{fingerprint(sent.read_bytes())[:12]}.xlsx"
    (kept / name).write_bytes(sent.read_bytes())
    assert typed("import", "contoh-2024", folder=root).returncode == 0

    assert before.returncode == 0
    assert typed("status", "contoh-2024", folder=root).stdout.startswith("Per 20 Mei 2024\n")
