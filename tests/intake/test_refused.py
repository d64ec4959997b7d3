"""A refused workbook goes back to its sender, marked, under a name that harms nobody."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from spbe_lib.errors import InputError, Problem, SpbeError, Spot, StoreError, WorkspaceError
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.refused import write_correction
from tests.intake.desks import ITEM, OPD, asked, copy_register, desk_in, later, saying, sent, state, template
from tests.intake.filling import edited, fill, place, sheet_by_key, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of the example where nothing was handed in yet."""
    with desk_in(copy_register(tmp_path)) as made:
        yield made


def spoiled(desk: Desk, level: str = "6") -> bytes:
    """A Kuesioner with one fault among good answers."""
    filled = fill(template(desk), entries=asked(desk))
    return edited(filled, lambda book: write(sheet_by_key(book, f"sheet:{ITEM}"), "level", "value", level))


def refused(desk: Desk, file: Path) -> SpbeError:
    """Why a file is refused."""
    try:
        receive_questionnaire(desk, file)
    except SpbeError as refusal:
        return refusal
    raise AssertionError(file.name)


def test_the_sender_gets_back_what_can_be_mended_and_sent_again(desk: Desk, tmp_path: Path) -> None:
    """The copy has the sender's name and a mark at the fault; mended there, it is taken."""
    file = sent(tmp_path, spoiled(desk), "Kuesioner Dinkes.xlsx")
    before, content = state(desk), file.read_bytes()

    copy = write_correction(tmp_path / "keluar", file, refused(desk, file))

    assert copy == tmp_path / "keluar" / "perbaikan" / "Kuesioner Dinkes.xlsx"
    book = load_workbook(io.BytesIO(copy.read_bytes()))
    sheet = sheet_by_key(book, f"sheet:{ITEM}")
    assert "'6' bukan tingkat" in str(sheet.cell(*place(sheet, "level", "value")).comment)
    assert (state(desk), file.read_bytes()) == (before, content)
    write(sheet, "level", "value", "3")
    book.save(copy)
    assert receive_questionnaire(desk, copy).submission.opd == OPD


def test_only_a_workbook_with_faults_of_its_own_goes_back(desk: Desk, tmp_path: Path) -> None:
    """Not one that came too late, no table, nothing that is gone, nothing that the records refused."""
    blank = template(desk)
    receive_questionnaire(desk, sent(tmp_path, fill(blank, entries=[saying("Ani.")]), "ani.xlsx"))
    late = sent(tmp_path, fill(blank, entries=[saying("Budi.")]), "budi.xlsx")
    table = sent(tmp_path, b"OPD;Indikator;Tingkat\ndinkes;47;6\n", "jawaban.csv")
    broken = sent(tmp_path, b"PK\x03\x04", "rusak.xlsx")
    for file in (late, table, broken):
        assert write_correction(tmp_path, file, refused(later(desk), file)) is None
    fault = InputError([Problem(where="x", what="y", spot=Spot(sheet="x", cell="A1"))])

    assert write_correction(tmp_path, tmp_path / "tidak-ada.xlsx", fault) is None
    assert write_correction(tmp_path, late, StoreError("basis data terkunci")) is None
    assert not (tmp_path / "perbaikan").exists()


@pytest.mark.failure(12)
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("dinkes.xlsm", "dinkes.xlsx"),
        ("DINKES.XLSX", "DINKES.xlsx"),
        ("=cmd|calc.xlsx", "=cmd calc.xlsx"),
        ("<script>a<.xlsx", "script a.xlsx"),
        ("\u202exslx.exe.xlsx", "xslx.exe.xlsx"),
        ("baris\ndua\x1b[31m.xlsx", "baris dua [31m.xlsx"),
        ("con.xlsx", "berkas con.xlsx"),
        ("LPT1.a.xlsx", "berkas LPT1.a.xlsx"),
        ("-rf.xlsx", "rf.xlsx"),
        ("..xlsx", "berkas.xlsx"),
        (".xlsx", "xlsx.xlsx"),
        ("a" * 200 + ".xlsx", "a" * 80 + ".xlsx"),
        ("tanpa akhiran", "tanpa akhiran.xlsx"),
    ],
)
def test_a_hostile_name_stays_a_name(tmp_path: Path, name: str, safe: str) -> None:
    """No path, no sign that acts, no device, no length that a system refuses."""
    (folder := tmp_path / "kiriman").mkdir()
    (book := Workbook()).save(file := folder / name)
    fault = Problem(where="x", what="y", spot=Spot(sheet=book.worksheets[0].title, cell="B2"))

    copy = write_correction(tmp_path / "keluar", file, InputError([fault]))

    assert copy == tmp_path / "keluar" / "perbaikan" / safe


def test_two_files_of_one_name_get_two_copies(desk: Desk, tmp_path: Path) -> None:
    """From different folders in one go, also where only capitals differ; alone, a newer one replaces it."""
    files = []
    for folder, level, name in (("a", "6", "K.xlsx"), ("b", "7", "k.XLSX")):
        (tmp_path / folder).mkdir()
        files.append(sent(tmp_path / folder, spoiled(desk, level), name))

    copies = [write_correction(tmp_path, file, refused(desk, file), files) for file in files]
    again = [write_correction(tmp_path, file, refused(desk, file), files) for file in files]
    alone = [write_correction(tmp_path, file, refused(desk, file), [file]) for file in files[:1] * 2]

    assert copies == again
    assert len(set(copies)) == 2
    assert all(copy and copy.name.lower().startswith("k-") for copy in copies)
    assert alone == [tmp_path / "perbaikan" / "K.xlsx"] * 2


def test_a_copy_that_is_sent_again_with_faults_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    """The file itself is never changed, also where it lies among the copies."""
    file = tmp_path / "perbaikan" / "dinkes.xlsx"
    file.parent.mkdir()
    file.write_bytes(content := spoiled(desk))

    copy = write_correction(tmp_path, file, refused(desk, file))

    assert copy is not None
    assert copy.parent == file.parent
    assert copy != file
    assert file.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    """In words, as for every output."""
    file = sent(tmp_path, spoiled(desk))
    (tmp_path / "perbaikan").write_bytes(b"bukan folder")

    with pytest.raises(WorkspaceError, match="tidak dapat ditulis"):
        write_correction(tmp_path, file, refused(desk, file))
