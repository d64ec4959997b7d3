"""The list for a person: what Excel leaves as it is, and what is understood when it comes back."""

import csv
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.evidence.lines import Line
from spbe_lib.intake.evidence.list_file import as_csv, read_list
from spbe_lib.intake.evidence.matching import matched
from spbe_lib.intake.evidence.reach import Reach, reach_of
from spbe_lib.records.documents import EvidenceFile
from tests.hostile import HOSTILE
from tests.intake.evidence.desk import DECREE, HOSTING, NUMBER, OPD, desk_with_citations

FILE = EvidenceFile(sha256="12345678e901" + "a" * 52, size=9, kind="pdf")
HEAD = "berkas;sha256;indikator;syarat;dokumen;nomor;halaman;tangkapan layar;alasan;masalah"


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reach]:
    """What the OPD can prove and cites."""
    with desk_with_citations(tmp_path_factory.mktemp("siklus")) as desk:
        yield reach_of(desk.cycle, desk.instrument, desk.store.read(), OPD)


def through_calc(content: bytes, folder: Path) -> bytes:
    """The list after LibreOffice read it in Indonesian, figures and days included, and saved it again."""
    place, out = folder / "lama.csv", folder / "baru"
    place.write_bytes(content)
    filter_ = "Text - txt - csv (StarCalc):59,34,76,1,,1057,false,true"
    command = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"]
    command += [f"--infilter={filter_}", "--convert-to", f"csv:{filter_}", "--outdir", str(out), str(place)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (out / "lama.csv").read_bytes()


def rows(content: bytes) -> list[list[str]]:
    """The cells of a list."""
    return [*csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]


def typed(tmp_path: Path, *lines: str) -> Path:
    """A list as somebody typed it."""
    place = tmp_path / "daftar.csv"
    place.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return place


def read(reach: Reach, tmp_path: Path, *lines: str) -> list[Line]:
    """What a list says."""
    return [*read_list(typed(tmp_path, *lines), reach, {"47 SK.pdf": FILE})]


def refusal(reach: Reach, tmp_path: Path, *lines: str) -> str:
    """What is said of a list with faults."""
    with pytest.raises(InputError) as refused:
        read(reach, tmp_path, *lines)
    return str(refused.value)


def lines_of(reach: Reach) -> list[Line]:
    """A list with every kind of cell."""
    (shared,) = matched(reach, "16 hosting.pdf", FILE)
    return [
        *matched(reach, "47 SK pendaftaran daring.pdf", FILE),
        replace(shared, captured=date(2024, 5, 13)),
        *matched(reach, "47 Foto.pdf", FILE),
    ]


def test_what_was_written_is_read_as_it_was(reach: Reach, tmp_path: Path) -> None:
    """Place, document, page and day; reasons and problems are for the eye alone."""
    place = tmp_path / "daftar.csv"
    written = lines_of(reach)
    place.write_bytes(as_csv(written))

    again = read_list(place, reach, {"x": FILE})

    assert [line.attachment(OPD) for line in again] == [line.attachment(OPD) for line in written]
    assert {line.page for line in again} >= {"3-5", "hlm. 7"}


def test_a_spreadsheet_program_changes_nothing(reach: Reach, tmp_path: Path) -> None:
    """LibreOffice reads the list and saves it again: no page turned into a day, no hash into a figure."""
    written = lines_of(reach)
    place = tmp_path / "daftar.csv"
    place.write_bytes(through_calc(as_csv(written), tmp_path))

    again = read_list(place, reach, {"x": FILE})

    assert [line.attachment(OPD) for line in again] == [line.attachment(OPD) for line in written]


@pytest.mark.failure(12)
@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "'=1",
        "3-5",
        "045/12",
        "x,=1+1,y",
        "naik;@A1",
        "Mei 2024",
        "1e5",
    ],
)
def test_no_cell_is_a_formula_and_none_is_turned(reach: Reach, tmp_path: Path, text: str) -> None:
    """A text that a spreadsheet would take for something else has an apostrophe, and loses it again."""
    (line,) = matched(reach, "47 Foto.pdf", FILE)
    place = tmp_path / "daftar.csv"
    place.write_bytes(as_csv([replace(line, title=text, page=text, number=text, name=text, reason=text)]))

    cells = rows(place.read_bytes())[1]
    (again,) = read_list(place, reach, {"x": FILE})

    assert all(not re.search(r"(?:^|[,;\t|])[=+\-@]", cell) for cell in cells)
    assert (again.title, again.page, again.number) == (text.strip(), text.strip(), text.strip())


@pytest.mark.failure(12)
def test_hostile_names_stay_text(reach: Reach, tmp_path: Path) -> None:
    """Quotes, separators, line breaks and signs that turn the reading direction keep to their cell."""
    (line,) = matched(reach, "47 Foto.pdf", FILE)
    place = tmp_path / "daftar.csv"
    place.write_bytes(as_csv([replace(line, title=HOSTILE + ';"\n', name=HOSTILE + "\r\n;x")]))

    head, only = rows(place.read_bytes())
    (again,) = read_list(place, reach, {"x": FILE})

    assert len(only) == len(head)
    assert "\u202e" not in again.title
    assert "<script>" in again.title


@pytest.mark.parametrize(
    ("topic", "requirement", "found"),
    [
        ("47", "syarat 2.1", ("47", "I47-L2-01")),
        ("Indikator 47", "2.1", ("47", "I47-L2-01")),
        ("047", "I47-L2-01", ("47", "I47-L2-01")),
        ("47", "2,1", ("47", "I47-L2-01")),
        ("47", "tingkat 2", ("47", "I47-L2-01")),
        ("47", "", ("47", None)),
        ("bersama 16", "", ("I16-L3-01", None)),
        ("16", "", ("I16-L3-01", None)),
        ("16", "syarat 3.1", ("I16-L3-01", None)),
        ("", "", None),
    ],
)
def test_a_person_may_type_a_place_in_many_ways(
    reach: Reach, tmp_path: Path, topic: str, requirement: str, found: tuple[str, str | None] | None
) -> None:
    """An empty indicator says that the file proves nothing."""
    (line,) = read(reach, tmp_path, f"47 SK.pdf;{FILE.sha256[:12]};{topic};{requirement};{DECREE};{NUMBER}")

    assert (line.target and (line.target.topic, line.requirement)) == found
    assert line.file == FILE


def test_a_line_is_found_by_the_hash_or_by_the_name(reach: Reach, tmp_path: Path) -> None:
    """The name is for the eye as long as the hash stands there."""
    assert read(reach, tmp_path, f"nama lain;{FILE.sha256};47;;SK;")[0].file == FILE
    assert read(reach, tmp_path, "47 SK.pdf;;47;;SK;")[0].file == FILE


def test_a_document_is_known_by_title_and_number_in_any_spelling(reach: Reach, tmp_path: Path) -> None:
    """So that the file is that of the document which the OPD cites."""
    (line,) = read(reach, tmp_path, f"47 SK.pdf;;16;;{HOSTING.upper()};52/2024;hlm. 3;tgl 2024-05-13")
    (written,) = matched(reach, "16 hosting.pdf", FILE)

    assert line.document == written.document
    assert (line.page, line.captured) == ("hlm. 3", date(2024, 5, 13))
    assert read(reach, tmp_path, "47 SK.pdf;;16;;x;;;13 Mei 2024")[0].captured == date(2024, 5, 13)
    assert read(reach, tmp_path, "47 SK.pdf;;16;;x;;;13/05/2024")[0].captured == date(2024, 5, 13)


def test_every_fault_is_told_by_line_and_column(reach: Reach, tmp_path: Path) -> None:
    """All at once, with what is allowed."""
    said = refusal(
        reach,
        tmp_path,
        "hilang.pdf;;47;;SK;",
        "47 SK.pdf;;2;;SK;",
        "47 SK.pdf;;47;03-Jan;SK;",
        "47 SK.pdf;;47;;;",
        "47 SK.pdf;;47;;SK;;;kemarin",
        "47 SK.pdf;;47;;Akun demo, kata sandi: x7y;",
    ).splitlines()

    assert len(said) == 6
    assert said[0].startswith("daftar.csv baris 2 (berkas): berkas 'hilang.pdf' tidak ada pada kiriman ini")
    assert said[1].startswith("daftar.csv baris 3 (indikator): '2' bukan tugas OPD ini")
    assert "bersama 16" in said[1]
    assert said[2].startswith("daftar.csv baris 4 (syarat): syarat '03-Jan' tidak dikenal pada indikator 47")
    assert "syarat 1.1" in said[2]
    assert said[3].startswith("daftar.csv baris 5 (dokumen): judul dokumen kosong")
    assert said[4].startswith("daftar.csv baris 6 (tangkapan layar): 'kemarin' bukan tanggal")
    assert said[5].startswith("daftar.csv baris 7 (dokumen): isinya tampak seperti kata sandi")
    assert "x7y" not in said[5]
