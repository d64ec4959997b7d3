"""A whole season as a coordinator types it: init, check, template, import, status, assess, report, backup."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from spbe_lib.records.answers import Answer, Approval, Entry, Response, ScopeFact
from tests.cli.typing import office, typed
from tests.intake.filling import fill


def filled(template: Path, opd: str) -> Path:
    """The Kuesioner of an OPD as its officer sends it back: one indicator and one obligation answered."""
    ticks = frozenset({"I47-L1-01", "I47-L2-01", "I47-L3-01"})
    entries: list[Entry] = [
        Response(opd=opd, item="47", ticked=ticks, fact="Pendaftaran daring dipakai sejak 2023."),
        ScopeFact(opd=opd, requirement="I16-L3-01", answer=Answer.YES),
    ]
    sent = template.with_name(f"kiriman {opd}.xlsx")
    sent.write_bytes(fill(template.read_bytes(), entries=entries, approval=Approval(name="Kepala")))
    return sent


def test_a_season_from_the_first_day_to_the_last(tmp_path: Path) -> None:
    """Every command does its part, says what it did, and ends with 0."""
    root = office(tmp_path)
    outputs = root / "outputs" / "kab-saya-2025"

    begun = typed("init", "kab-saya-2025", folder=root)
    checked = typed("check", "kab-saya-2025", folder=root)
    handed = typed("template", "kab-saya-2025", "dinkes", "kec-utara", folder=root)
    sent = filled(outputs / "kuesioner" / "dinkes.xlsx", "dinkes")
    taken = typed("import", "kab-saya-2025", sent, "--actor", "Rina", folder=root)
    again = typed("import", "kab-saya-2025", sent, folder=root)
    shown = typed("status", "kab-saya-2025", folder=root)
    sheet = typed("template", "kab-saya-2025", "--stage", "mandiri", folder=root)
    values = root / "nilai.csv"
    values.write_text("item;level;note\n47;3;sesuai bukti\n1;4;\n", encoding="utf-8")
    assessed = typed("import-assessment", "kab-saya-2025", values, "--stage", "mandiri", folder=root)
    reported = typed("report", "kab-saya-2025", "--only", "dinkes", folder=root)
    saved = typed("backup", "kab-saya-2025", folder=root)
    sound = typed("check", "kab-saya-2025", folder=root)
    (copy,) = (root / "inputs" / "kab-saya-2025" / "backups").iterdir()

    for done in (begun, checked, handed, taken, again, shown, sheet, assessed, reported, saved, sound):
        assert (done.returncode, done.stderr) == (0, "")
    assert "spbe check kab-saya-2025" in begun.stdout
    assert "2 berkas siap dibagikan" in handed.stdout
    assert "kiriman dinkes.xlsx: diterima, Dinas Kesehatan, 2 perubahan." in taken.stdout
    assert "sudah diterima sebelumnya; tidak ada yang berubah" in again.stdout
    assert re.search(r"^dinkes +2/13 ", shown.stdout, re.MULTILINE)
    assert "0 dari 46 OPD yang diminta sudah menjawab semuanya." in shown.stdout
    assert (outputs / "penilaian" / "penilaian-mandiri.xlsx").is_file()
    assert "nilai.csv: diterima, Pemerintah Kabupaten Contoh, 2 perubahan." in assessed.stdout
    assert "Pendaftaran daring dipakai sejak 2023." in (outputs / "opd" / "dinkes.html").read_text("utf-8")
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("select count(*) from entry").fetchone() == (2,)


def test_a_refused_workbook_is_told_and_the_good_one_beside_it_is_taken(tmp_path: Path) -> None:
    """Exit code 2, the reason on standard error, and the other OPD's answers are in."""
    root = office(tmp_path)
    typed("template", "contoh-2024", "dinkes", folder=root)
    good = filled(root / "outputs" / "contoh-2024" / "kuesioner" / "dinkes.xlsx", "dinkes")
    bad = root / "kosong.xlsx"
    bad.write_bytes(b"")

    done = typed("import", "contoh-2024", bad, good, folder=root)

    assert done.returncode == 2
    assert "Ditolak, tidak ada yang berubah:\nkosong.xlsx:" in done.stderr
    assert re.search(r"^kiriman dinkes\.xlsx +dinkes +diterima +2 ", done.stdout, re.MULTILINE)
    assert re.search(r"^kosong\.xlsx +— +ditolak ", done.stdout, re.MULTILINE)
    assert "1 dari 2 berkas diterima" in done.stdout


@pytest.mark.failure(8)
def test_a_cycle_in_which_nobody_is_asked_has_no_template(tmp_path: Path) -> None:
    """An official result without a register: no file is made, and that is said."""
    root = office(tmp_path)
    cycle = root / "inputs" / "resmi"
    cycle.mkdir()
    source = Path(__file__).parents[2] / "inputs" / "kab-madiun-2020"
    for name in ("cycle.yaml", "penilaian-akhir.yaml", "riwayat.yaml"):
        (cycle / name).write_bytes((source / name).read_bytes())

    done = typed("template", "resmi", folder=root)

    assert done.returncode == 2
    assert "tidak ada OPD yang diminta mengisi" in done.stderr
    assert not (root / "outputs").exists()


def test_check_names_what_does_not_fit_together(tmp_path: Path) -> None:
    """A file that nobody took in is found, with what to do."""
    root = office(tmp_path)
    kept = root / "inputs" / "contoh-2024" / "submissions"
    kept.mkdir()
    (kept / "dari-wa.xlsx").write_bytes(b"x")

    done = typed("check", "contoh-2024", folder=root)

    assert done.returncode == 2
    assert "inputs/contoh-2024/submissions/dari-wa.xlsx: berkas ini belum dimasukkan" in done.stderr


@pytest.mark.parametrize("edition", ["8/2026", "PermenPANRB 8/2026"])
def test_an_edition_may_be_named_as_every_page_names_it(tmp_path: Path, edition: str) -> None:
    """The short name, or its number alone."""
    root = office(tmp_path)

    done = typed("init", "kab-saya-2026", "--edition", edition, folder=root)

    assert (done.returncode, done.stderr) == (0, "")
    text = (root / "inputs" / "kab-saya-2026" / "cycle.yaml").read_text("utf-8")
    assert "\nedition: permenpanrb-8-2026" in text


def test_an_unknown_edition_lists_codes_with_their_short_names(tmp_path: Path) -> None:
    """An empty one is unknown too, not that of the source."""
    done = typed("init", "kab-saya-2026", "--edition", "", folder=office(tmp_path))

    assert done.returncode == 2
    assert "'': peraturan ini tidak dikenal." in done.stderr
    assert "permenpanrb-8-2026 (PermenPANRB 8/2026)" in done.stderr
