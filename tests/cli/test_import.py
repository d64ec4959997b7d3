"""``spbe import`` as an operator types it: many files, a folder, a table; what is in, and what goes back."""

import re
from pathlib import Path

import pytest

from tests.cli.typing import office, typed
from tests.intake.filling import edited, fill, sheet_by_key, write

HEAD = r"^berkas +OPD +hasil +perubahan +pertanyaan +dibaca lain +kesalahan$"


@pytest.fixture(scope="module")
def blanks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Kuesioner of two OPDs as they were handed out."""
    root = office(tmp_path_factory.mktemp("kuesioner"))
    typed("template", "contoh-2024", "dinkes", "disdikbud", folder=root)
    return root / "outputs" / "contoh-2024" / "kuesioner"


def answered(blank: Path, item: str, level: str) -> bytes:
    """A Kuesioner in which a level was typed."""
    content = fill(blank.read_bytes(), filled_by="Siti")
    return edited(content, lambda book: write(sheet_by_key(book, f"sheet:{item}"), "level", "value", level))


def put(folder: Path, **files: bytes) -> Path:
    """A folder with files, named with their ending behind an underscore."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return folder


def row(text: str, name: str) -> list[str]:
    """The cells of a file's row in the table."""
    return re.split(" {2,}", next(line for line in text.splitlines() if line.startswith(f"{name}  ")))


def test_a_folder_with_good_and_bad_files_ends_in_a_table(tmp_path: Path, blanks: Path) -> None:
    """The good ones are in, the bad one goes back marked, what was read otherwise is shown, exit code 2."""
    root = office(tmp_path)
    sent = put(
        root / "kiriman",
        baik_xlsx=answered(blanks / "dinkes.xlsx", "47", "Level 3"),
        buruk_xlsx=answered(blanks / "dinkes.xlsx", "47", "6"),
        tabel_csv=b"OPD;Indikator;Tingkat\nbapperida;13;tiga\n",
        foto_jpg=b"x",
    )
    (sent / "~$baik.xlsx").write_bytes(b"Siti")

    done = typed("import", "contoh-2024", "kiriman", folder=root)
    again = typed("import", "contoh-2024", "kiriman", folder=root)

    assert done.returncode == again.returncode == 2
    assert re.search(HEAD, done.stdout, re.MULTILINE)
    assert row(done.stdout, "baik.xlsx")[1:4] == ["dinkes", "diterima", "1"]
    assert row(done.stdout, "buruk.xlsx")[1:] == ["dinkes", "ditolak", "—", "—", "—", "1"]
    assert row(done.stdout, "tabel.csv")[1:] == ["bapperida", "diterima", "1", "0", "1", "0"]
    assert "Siklus contoh-2024: 2 dari 3 berkas diterima." in done.stdout
    assert "Dilewati, bukan berkas jawaban: foto.jpg, ~$baik.xlsx" in done.stdout
    assert "Dibaca lain – tabel.csv baris 2 (Tingkat): 'tiga' dibaca sebagai tingkat 3." in done.stdout
    assert "Salinan bertanda untuk pengirimnya: outputs/contoh-2024/perbaikan/buruk.xlsx" in done.stderr
    assert [each.name for each in (root / "outputs/contoh-2024/perbaikan").iterdir()] == ["buruk.xlsx"]
    assert row(again.stdout, "baik.xlsx")[1:4] == ["dinkes", "sudah ada", "0"]
    assert str(root) not in done.stdout + done.stderr


@pytest.mark.failure(8)
def test_an_import_without_a_file_says_so(tmp_path: Path) -> None:
    """An empty folder is an error; a cycle in which nothing lies yet is none, and is told."""
    root = office(tmp_path)
    put(root / "kosong")

    nothing = typed("import", "contoh-2024", "kosong", folder=root)
    yet = typed("import", "contoh-2024", folder=root)

    assert nothing.returncode == 2
    assert "kosong: tidak ada berkas jawaban di sini" in nothing.stderr
    assert yet.returncode == 0
    assert "Siklus contoh-2024: belum ada berkas untuk dimasukkan." in yet.stdout


@pytest.mark.failure(6)
def test_a_file_named_twice_is_taken_once(tmp_path: Path, blanks: Path) -> None:
    """Alone it is one file, so there is one line and no table."""
    root = office(tmp_path)
    put(root / "kiriman", a_xlsx=answered(blanks / "dinkes.xlsx", "47", "3"))

    done = typed("import", "contoh-2024", "kiriman/a.xlsx", "kiriman", folder=root)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("a.xlsx: diterima, Dinas Kesehatan, 1 perubahan.\n")


def test_what_was_read_otherwise_is_told_in_ten_lines_at_most(tmp_path: Path) -> None:
    """A sender who writes everything his own way does not hide the rest from view."""
    root = office(tmp_path)
    lines = "".join(f"dinkes;47;;SK {number}|SK {number}a\n" for number in range(14))
    put(root, jawaban_csv=f"OPD;Indikator;Tingkat;Bukti\n{lines}".encode())

    done = typed("import", "contoh-2024", "jawaban.csv", folder=root)

    assert done.returncode == 0
    assert done.stdout.count("Dibaca lain – ") == 10
    assert "  … dan 4 lagi.\n" in done.stdout


def test_a_marked_copy_that_cannot_be_written_stops_nobody(tmp_path: Path, blanks: Path) -> None:
    """It is said, and the good file beside it is in."""
    root = office(tmp_path)
    sent = put(
        root / "kiriman",
        a_xlsx=answered(blanks / "dinkes.xlsx", "47", "6"),
        b_xlsx=answered(blanks / "dinkes.xlsx", "47", "3"),
    )
    put(root / "outputs" / "contoh-2024", perbaikan=b"bukan folder")

    done = typed("import", "contoh-2024", sent, folder=root)

    assert done.returncode == 2
    assert "Salinan bertanda tidak dibuat: perbaikan/a.xlsx" in done.stderr
    assert row(done.stdout, "b.xlsx")[2] == "diterima"
