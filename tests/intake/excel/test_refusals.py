"""Files that are no Kuesioner of this cycle: one sentence each, never a stack trace."""

import dataclasses
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from spbe_lib.errors import InputError
from spbe_lib.intake.excel import opened
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from tests.intake.filling import edited

LEAD = "diskominfo"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], extra: bytes = b"") -> bytes:
    """The package with some of its parts changed, or left away, or with one more part of zeros."""
    new = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                package.writestr(name, part)
        if extra:
            package.writestr("xl/media/image1.png", extra)
    return new.getvalue()


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Replace bytes in every part of a package."""
    return lambda content: repacked(content, lambda _, part: part.replace(old, new))


def without(title: str) -> Callable[[bytes], bytes]:
    """Take a sheet out of a workbook."""
    return lambda content: edited(content, lambda book: book.remove(book[title]))


def noted(key: str, value: str) -> Callable[[bytes], bytes]:
    """Change what the hidden sheet says of a key."""

    def change(book: Workbook) -> None:
        row = next(row for row in book["_spbe"].iter_rows() if row[0].value == key)
        row[1].value = value

    return lambda content: edited(content, change)


def flipped(content: bytes) -> bytes:
    """Turn some bits in the middle of a file."""
    middle = len(content) // 2
    return (
        content[:middle]
        + bytes(255 - byte for byte in content[middle : middle + 40])
        + content[middle + 40 :]
    )


def other_workbook(_: bytes) -> bytes:
    """A workbook that somebody made himself."""
    written = io.BytesIO()
    Workbook().save(written)
    return written.getvalue()


FILES: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda _: b"", "berkas ini kosong"),
    (lambda _: b"nomor;tingkat\n1;2\n", "bukan buku kerja Excel"),
    (lambda _: b"%PDF-1.7 ...", "bukan buku kerja Excel"),
    (lambda _: OLE + bytes(2000), "Excel lama (.xls)"),
    (
        lambda _: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "dilindungi kata sandi",
    ),
    (lambda content: content[: len(content) // 2], "rusak atau terpotong"),
    (flipped, "rusak atau terpotong"),
    (lambda _: b"PK\x03\x04" + bytes(100), "rusak atau terpotong"),
    (
        lambda content: repacked(content, lambda name, part: None if name == "xl/workbook.xml" else part),
        "bukan buku kerja Excel",
    ),
    (
        lambda content: repacked(content, lambda name, part: part[:300] if "sheet5" in name else part),
        "rusak atau terpotong",
    ),
    (
        lambda content: repacked(content, lambda _, part: part, extra=bytes(60_000_000)),
        "jauh lebih besar daripada ukurannya",
    ),
    (swapped(b"<worksheet ", b'<!DOCTYPE x [<!ENTITY y "z">]><worksheet '), "rusak atau terpotong"),
    (lambda content: content + bytes(20_000_001), "lebih besar dari 20 MB"),
    (other_workbook, "bukan Kuesioner yang dibuat dengan"),
    (without("_spbe"), "bukan Kuesioner yang dibuat dengan"),
    (noted("format", "99"), "berformat 99, bukan"),
    (noted("edition_hash", "0" * 64), "rumusan PermenPANRB 59/2020 yang lain"),
    (noted("cycle", "lain-2026"), "untuk siklus lain-2026, bukan uji-2027"),
    (noted("opd", "dinas-lain"), "perangkat daerah 'dinas-lain' tidak ada"),
    (noted("opd", "dprd"), "DPRD tidak mengisi Kuesioner"),
    (noted("topic:13", "x"), "catatan tersembunyi"),
]


@pytest.mark.failure(10)
@pytest.mark.parametrize(("made", "sentence"), FILES)
def test_a_file_that_is_no_kuesioner_of_this_cycle_is_refused_with_a_sentence(
    made: Callable[[bytes], bytes], sentence: str, cycle: Cycle, edition: Instrument, blank: bytes
) -> None:
    """The file's name first, one fact, and what to do next."""
    with pytest.raises(InputError) as refusal:
        read_questionnaire(made(blank), "isian.xlsx", cycle, edition)
    (problem,) = refusal.value.problems
    assert problem.where == "isian.xlsx"
    assert sentence in problem.what
    assert problem.remedy


@pytest.mark.failure(10)
def test_a_kuesioner_of_another_edition_is_refused_with_a_sentence(cycle: Cycle, edition: Instrument) -> None:
    """It names both regulations."""
    old = dataclasses.replace(cycle, edition="permenpanrb-5-2018", leads={35: LEAD}, services={})
    content = questionnaire_template(old, load_edition(old.edition), old.opd(LEAD), Records())
    with pytest.raises(InputError, match=r"permenpanrb-5-2018, sedangkan .* permenpanrb-59-2020"):
        read_questionnaire(content, "isian.xlsx", cycle, edition)


def test_all_that_is_wrong_with_its_origin_is_told_at_once(
    cycle: Cycle, edition: Instrument, blank: bytes
) -> None:
    """Another cycle and an unknown OPD are two problems."""
    wrong = noted("opd", "dinas-lain")(noted("cycle", "lain-2026")(blank))
    with pytest.raises(InputError) as refusal:
        read_questionnaire(wrong, "isian.xlsx", cycle, edition)
    assert len(refusal.value.problems) == 2


def test_a_bomb_is_refused_before_anything_unpacks_it(
    cycle: Cycle, edition: Instrument, blank: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the workbook reader nor the check of sums sees it."""

    def never(*_: object, **__: object) -> None:
        pytest.fail("dibuka")

    bomb = repacked(blank, lambda _, part: part, extra=bytes(60_000_000))
    monkeypatch.setattr(opened, "open_book", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    with pytest.raises(InputError, match="jauh lebih besar"):
        read_questionnaire(bomb, "isian.xlsx", cycle, edition)


def test_a_workbook_with_macros_can_be_read(cycle: Cycle, edition: Instrument, blank: bytes) -> None:
    """Macros are neither run nor a reason to refuse."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    content = swapped(plain, macros)(blank)
    assert read_questionnaire(content, "isian.xlsm", cycle, edition).entries == ()
