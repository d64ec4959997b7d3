"""Which files are meant: folders, files named twice, and what spreadsheet programs leave lying about."""

from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.arrivals import arrivals


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a messenger fills it."""
    for name in (
        "b.xlsx",
        "A.csv",
        "c.XLSM",
        "~$b.xlsx",
        ".~lock.b.xlsx#",
        ".DS_Store",
        "foto.jpg",
        "surat.pdf",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "lama").mkdir()
    (tmp_path / "lama" / "d.xlsx").write_bytes(b"x")
    return tmp_path


def test_a_folder_means_the_answer_files_in_it(folder: Path) -> None:
    """By name; what is no answer is told, and what is below is not looked at unasked."""
    found = arrivals([folder])

    assert [file.name for file in found.files] == ["A.csv", "b.xlsx", "c.XLSM"]
    assert found.aside == ("foto.jpg", "lama", "surat.pdf", "~$b.xlsx")


def test_a_file_that_was_named_counts_whatever_it_is_called(folder: Path) -> None:
    """Its content tells what it is; but a lock file never holds answers."""
    found = arrivals([folder / "foto.jpg", folder / "~$b.xlsx", folder / "tidak-ada.xlsx"])

    assert [file.name for file in found.files] == ["foto.jpg", "tidak-ada.xlsx"]
    assert found.aside == ("~$b.xlsx",)


@pytest.mark.failure(6)
def test_what_was_named_twice_is_one_file(folder: Path) -> None:
    """Alone, in its folder, and by another way to it."""
    found = arrivals([folder / "b.xlsx", folder, folder / "lama" / ".." / "b.xlsx"])

    assert [file.name for file in found.files] == ["b.xlsx", "A.csv", "c.XLSM"]


@pytest.mark.failure(8)
def test_a_folder_without_answers_is_an_error(folder: Path) -> None:
    """Nothing to take in is not the same as all is in."""
    (folder / "lama" / "d.xlsx").rename(folder / "lama" / "~$d.xlsx")

    with pytest.raises(InputError, match=r"^lama: tidak ada berkas jawaban di sini"):
        arrivals([folder / "lama"])
