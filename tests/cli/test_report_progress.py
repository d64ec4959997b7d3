"""Whoever sits at a terminal sees how far a run is, and at its end what became of every report."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from spbe_lib.workspace import write_whole
from tests.reporting.batch.tiny_letters import MAIN, QUICK, tiny_letter, tiny_office

pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
ONLY = ("--only", "konsolidasi", "--only", "dinkes", "--only", "setda")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which one of three reports fails."""
    root = tiny_office(tmp_path_factory.mktemp("kantor"))
    fails = tiny_letter(QUICK, "assert 'setda' not in report_input, 'rusak'")
    write_whole(root / "notebooks" / "laporan" / "laporan_opd.ipynb", fails)
    return root


def seen(root: Path, *options: str) -> tuple[str, str]:
    """What a run writes to standard output, and to a terminal as its standard error."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 120))
    done = subprocess.run(
        [*MAIN, "report", "contoh-2024", *options],
        cwd=root,
        stderr=theirs,
        stdout=subprocess.PIPE,
        check=False,
        text=True,
    )
    os.write(theirs, b"selesai")
    told = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    return done.stdout, told


def test_a_terminal_shows_a_bar_and_a_table(root: Path) -> None:
    """Cycle, report, how many, how fast, how long still; at its end outcome, seconds and size of each."""
    told, bar = seen(root, *ONLY, "--workers", "1")

    assert re.search(
        r"contoh-2024: \S+: +100%\|.*\| 3/3 \[\d\d:\d\d<00:00, +[\d.]+ *(laporan/s|s/laporan)\]", bar
    )
    assert "Gagal: Sekretariat Daerah – setda.html: sel" in bar
    assert "3 laporan, 2 dibuat, 1 gagal." in told
    head, *rows = [
        line.split() for line in told.splitlines() if line.startswith(("Laporan  ", "konsol", "dink", "set"))
    ]
    assert head == ["Laporan", "Hasil", "Detik", "Ukuran"]
    assert [row[:2] for row in rows] == [["konsolidasi", "dibuat"], ["dinkes", "dibuat"], ["setda", "gagal"]]
    assert all(re.fullmatch(r"\d+,\d\d", row[2]) for row in rows)
    assert [row[4:] for row in rows] == [["KB"], ["KB"], []]

    told, bar = seen(root, *ONLY)
    assert "3 laporan, 0 dibuat, 2 tidak berubah, 1 gagal." in told
    assert "2 laporan tidak berubah dan tidak dibuat ulang." in told
    assert re.search(r"3/3", bar)


def test_a_pipe_stays_free_of_it(root: Path) -> None:
    """Only what is to be read is written there."""
    command = [*MAIN, "report", "contoh-2024", "--only", "konsolidasi", "--again"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert "\r" not in done.stdout
    assert "100%" not in done.stdout
