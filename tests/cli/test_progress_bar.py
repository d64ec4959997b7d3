"""Whoever sits at a terminal sees how far an import is; a pipe stays free of it, as the other tests show."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.typing import office

pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")


def seen(root: Path, *files: str) -> str:
    """What an import writes to a terminal as its standard error."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 120))
    command = [sys.executable, "-c", "from spbe_lib.cli import main; main()", "import", "contoh-2024", *files]
    subprocess.run(command, cwd=root, stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    os.write(theirs, b"selesai")
    told = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    return told


def test_many_files_show_a_bar_and_one_does_not(tmp_path: Path) -> None:
    """With the name of the file that is at hand, and how many there are."""
    root = office(tmp_path)
    (root / "a.csv").write_text("OPD;Indikator;Tingkat\ndinkes;47;3\n", encoding="utf-8")
    (root / "b.csv").write_text("OPD;Indikator;Tingkat\nbapperida;13;3\n", encoding="utf-8")

    assert re.search(r"b\.csv: +100%.* 2/2 ", seen(root, "a.csv", "b.csv"))
    assert seen(root, "a.csv") == "selesai"
