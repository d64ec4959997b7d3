"""A folder or zip of files from anybody: read safely, told file by file, and never written anywhere."""

import os
import stat
import struct
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.evidence import sources
from spbe_lib.intake.evidence.sources import SentFile, UnreadableError, opened
from spbe_lib.records.register import EVIDENCE_RULES

RULES = replace(EVIDENCE_RULES, largest_mb=1)
STRANGE = b"dikemas dengan cara lain"


def packed(place: Path, parts: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """A zip with these parts."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            method = zipfile.ZIP_LZMA if content == STRANGE else None
            archive.writestr(name, content, method)
    return place


def read(sent: SentFile) -> bytes | str:
    """The content of a file, or why it is not read."""
    try:
        return sent.read()
    except UnreadableError as fault:
        return str(fault)


def contents(place: Path) -> dict[str, bytes | str]:
    """Every file that was sent, with its content or why it is not read."""
    return {each.name: read(each) for each in opened(place, RULES).files}


def refusal(place: Path) -> str:
    """What is said of something that is not looked at."""
    with pytest.raises(InputError) as refused:
        opened(place, RULES)
    return str(refused.value)


def test_files_of_a_folder_and_of_a_zip_are_the_same(tmp_path: Path) -> None:
    """By their names with folders; what programs leave behind is passed over and counted."""
    folder = tmp_path / "kiriman"
    names = (
        "13/RKA.pdf",
        "13/Thumbs.db",
        "desktop.ini",
        "~$SK.docx",
        ".DS_Store",
        "__MACOSX/13/._RKA.pdf",
        "SK.pdf",
    )
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())

    archive = packed(tmp_path / "kiriman.zip", [(each, each.encode()) for each in names])

    for place in (folder, archive):
        assert contents(place) == {"13/RKA.pdf": b"13/RKA.pdf", "SK.pdf": b"SK.pdf"}
        assert opened(place, RULES).skipped == 5


def test_a_zip_of_another_program_keeps_its_names(tmp_path: Path) -> None:
    """The command zip writes UTF-8; old programs write it and do not say so; some write backslashes."""
    (tmp_path / "13 Rencana – Ekspedisi.pdf").write_bytes(b"isi")
    subprocess.run(
        ["python3", "-m", "zipfile", "-c", "satu.zip", "13 Rencana – Ekspedisi.pdf"], cwd=tmp_path, check=True
    )
    silent = tmp_path / "dua.zip"
    content = (tmp_path / "satu.zip").read_bytes()
    flags = struct.pack("<H", 0x800)
    silent.write_bytes(
        content.replace(flags + b"\0\0", b"\0\0\0\0").replace(flags + b"\x08\0", b"\0\0\x08\0")
    )
    windows = packed(tmp_path / "tiga.zip", [(zipfile.ZipInfo("13\\RKA.pdf"), b"isi")])

    assert list(contents(tmp_path / "satu.zip")) == ["13 Rencana – Ekspedisi.pdf"]
    assert list(contents(silent)) == ["13 Rencana – Ekspedisi.pdf"]
    assert list(contents(windows)) == ["13/RKA.pdf"]


@pytest.mark.parametrize(
    "name",
    ["../../13 jahat.pdf", "/etc/13.pdf", "13/../../x.pdf", "C:/13.pdf", "C:13.pdf", "..\\13.pdf", "."],
)
def test_a_name_that_points_elsewhere_is_told_and_not_read(name: str, tmp_path: Path) -> None:
    """Nothing is ever unpacked to a name of the sender's choice."""
    place = packed(tmp_path / "x.zip", [(zipfile.ZipInfo(name), b"isi")])
    before = sorted(tmp_path.rglob("*"))

    assert "menunjuk ke luar folder" in str(*contents(place).values())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    """Neither in a folder nor in a zip: a file or a folder outside stays outside."""
    secret = tmp_path / "rahasia"
    secret.mkdir()
    (secret / "13.pdf").write_bytes(b"rahasia")
    folder = tmp_path / "kiriman"
    folder.mkdir()
    (folder / "13 a.pdf").symlink_to(secret / "13.pdf")
    (folder / "13").symlink_to(secret, target_is_directory=True)
    link = zipfile.ZipInfo("13 a.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive = packed(tmp_path / "x.zip", [(link, str(secret / "13.pdf").encode())])

    for place in (folder, archive):
        found = contents(place)
        assert found
        assert all("pintasan" in str(each) for each in found.values())
    assert set(contents(folder)) == {"13", "13 a.pdf"}


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A pipe would keep the reader waiting for ever."""
    os.mkfifo(tmp_path / "13 pipa.pdf")

    assert contents(tmp_path) == {"13 pipa.pdf": "bukan berkas biasa; tidak dibaca"}


def test_a_file_that_unpacks_to_far_more_is_not_opened(tmp_path: Path) -> None:
    """By what the zip says, and by what comes out when it lies."""
    honest = packed(tmp_path / "a.zip", [("13.pdf", b"0" * 5_000_000)])
    content = bytearray(honest.read_bytes())
    for at in (22, content.index(b"PK\x01\x02") + 24):
        content[at : at + 4] = struct.pack("<I", 10)
    liar = tmp_path / "b.zip"
    liar.write_bytes(content)
    ratio = packed(tmp_path / "c.zip", [("13.pdf", b"0" * 999_999)])

    assert contents(honest) == {"13.pdf": "berkas lebih besar dari 1 MB"}
    assert "rusak di dalam zip" in str(contents(liar)["13.pdf"])
    assert contents(ratio) == {"13.pdf": b"0" * 999_999}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_SMALL", 10_000)
        assert "jauh lebih besar daripada ukurannya" in str(contents(ratio)["13.pdf"])


def test_too_many_files_and_too_much_in_all_are_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    many = packed(tmp_path / "a.zip", [(f"{n}.pdf", b"") for n in range(2_001)])
    heavy = packed(tmp_path / "b.zip", [(f"{n}.pdf", b"x" * 10) for n in range(3)])
    content = bytearray(heavy.read_bytes())
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)
        at = content.find(b"PK\x01\x02", at + 4)
    heavy.write_bytes(content)

    assert "lebih dari 2000 berkas" in refusal(many)
    assert "lebih dari 4 GB" in refusal(heavy)


def test_a_locked_or_strangely_packed_file_is_told(tmp_path: Path) -> None:
    """With what to do; the others are read."""
    place = packed(
        tmp_path / "x.zip",
        [("13.pdf", b"isi"), ("14.pdf", STRANGE)],
    )
    content = bytearray(place.read_bytes())
    first = content.index(b"PK\x01\x02")
    content[first + 8] |= 1
    content[6] |= 1
    place.write_bytes(content)

    assert contents(place) == {
        "13.pdf": "terkunci kata sandi di dalam zip; kirim tanpa kata sandi",
        "14.pdf": "cara pemampatan zip ini tidak dikenal; kirim sebagai zip biasa",
    }


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """A zip may hold both; neither hides the other."""
    with pytest.warns(UserWarning, match="Duplicate"):
        place = packed(tmp_path / "x.zip", [("13.pdf", b"a"), ("13.pdf", b"b")])

    assert contents(place) == {"13.pdf": b"a", "13.pdf [2]": b"b"}


def test_signs_that_cannot_be_seen_do_not_reach_a_list(tmp_path: Path) -> None:
    """A name that turns its own reading direction is shown with a mark."""
    place = packed(tmp_path / "x.zip", [("13 \u202efdp.exe", b"isi")])

    assert list(contents(place)) == ["13 ·fdp.exe"]


def test_what_is_no_parcel_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Nothing there, nothing in it, no zip, half a zip."""
    (tmp_path / "kosong").mkdir()
    (tmp_path / "x.rar").write_bytes(b"Rar!")
    whole = packed(tmp_path / "a.zip", [("13.pdf", b"isi")]).read_bytes()
    (tmp_path / "b.zip").write_bytes(whole[:-10])

    assert (
        refusal(tmp_path / "tiada")
        == "tiada: tidak ada folder atau zip dengan nama ini. Periksa nama dan letaknya."
    )
    assert "tidak ada satu berkas pun" in refusal(tmp_path / "kosong")
    assert "bukan zip" in refusal(tmp_path / "x.rar")
    assert "bukan zip, atau zip yang rusak" in refusal(tmp_path / "b.zip")
