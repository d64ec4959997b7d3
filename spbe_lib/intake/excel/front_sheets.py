"""The sheets around the questions: help, approval, the list of sheets, and what was handed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.figures import printed_date
from spbe_lib.intake.asking.words import SIGNERS, VALUE
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.item_sheet import ItemPage
from spbe_lib.intake.excel.layout import APPROVAL, APPROVAL_KEY, LIST
from spbe_lib.intake.excel.style import put, put_formula
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle, Opd, Step

_HELP = (
    "Isinya: indikator yang diampu perangkat daerah Saudara, dan kewajiban bersama seluruh perangkat daerah.",
    "Mulai dari lembar Daftar. Klik nomor lembar untuk membuka isiannya.",
    "Isi hanya sel berwarna kuning. Sel lain terkunci supaya tidak terhapus.",
    "Baca syarat dari tingkat terendah. Pilih 'ya' bila syarat itu sudah terpenuhi; kosongkan bila belum.",
    "Di baris yang sama, tulis dokumen buktinya: judul, nomor, tanggal, dan halaman atau pasalnya.",
    "Tulis Fakta, Analisis, dan Justifikasi dengan kalimat sendiri.",
    "Lengkapi lembar Data Dukung: setiap dokumen satu baris, dengan status, tahun, dan masa berlakunya.",
    "Isi Kewajiban Bersama dengan ya, tidak, atau tidak berlaku, menurut keadaan di tempat Saudara sendiri.",
    "Terakhir, isi lembar Pengesahan setelah disetujui Kepala atau Sekretaris Perangkat Daerah.",
    "Simpan sebagai .xlsx dan kirim kembali berkas ini. Nama berkas dan nama lembar boleh diubah.",
)
_SAFE = (
    "Yang belum diisi dihitung belum dijawab, bukan nol dan bukan tingkat 1.",
    "Jangan menulis kata sandi atau akun uji di sini; sampaikan langsung kepada Tim Asesor Internal.",
    "Jangan memakai rumus di sel isian. Bila menyalin dari berkas lain, tempel sebagai nilai (Paste Values).",
)
_EXAMPLE = (
    ("Terpenuhi?", "ya"),
    ("Data dukung: judul", "Peraturan Bupati tentang Penyelenggaraan SPBE"),
    ("Nomor", "12 Tahun 2024"),
    ("Tanggal", "12 Maret 2024"),
    ("Halaman/pasal", "Pasal 5 ayat (2)"),
    ("Fakta", "Peraturan Bupati Nomor 12 Tahun 2024 mengatur hal ini untuk semua perangkat daerah."),
    ("Analisis", "Pasal 5 memuat semua unsur yang diminta syarat tingkat 3."),
    ("Justifikasi tingkat", "Tingkat 3 terpenuhi. Tingkat 4 belum, karena peninjauan belum dilakukan."),
)
_WIDE = (3, 34, 100)
_LIST_HEADS = ("Nomor", "Indikator", "Lembar", "Terisi", "Tingkat", "Status di Tim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the list of sheets; ``answers`` or ``documents`` is the range that it counts."""

    number: str
    name: str
    page: ItemPage | None
    sheet: str
    status: str
    answers: str | None = None
    documents: str | None = None


def write_help(sheet: Worksheet, cycle: Cycle, opd: Opd, instrument: Instrument) -> None:
    """Write what this is, until when, whom to ask, and how to fill it in."""
    _top(sheet, f"Kuesioner {instrument.subject} {cycle.year}", opd.name, cycle)
    row = 5
    edition = f"{instrument.short_name} – {instrument.name}"
    facts = [("Peraturan", edition), ("Siklus", f"{cycle.government}, {cycle.year}"), *_dates(cycle, opd)]
    if cycle.requested:
        facts.append(
            ("Diminta dengan surat", f"{cycle.requested.letter}, {printed_date(cycle.requested.day)}")
        )
    if cycle.contact:
        facts.append(("Pertanyaan kepada", cycle.contact))
    facts += [("Catatan", notice) for notice in instrument.notices]
    row = _pairs(sheet, row, facts) + 1
    row = _steps(sheet, row, "Cara mengisi", _HELP, numbered=True) + 1
    row = _steps(sheet, row, "Harap diperhatikan", _SAFE, numbered=False) + 1
    put(sheet, row, 2, "Contoh satu syarat yang terisi", style.SECTION)
    _pairs(sheet, row + 1, _EXAMPLE)
    style.set_up(sheet, _WIDE, freeze="A5", heads=None, footer=f"Kuesioner {cycle.name} – {opd.name}")
    sheet.page_setup.fitToHeight = 1


def write_approval(sheet: Worksheet, cycle: Cycle, opd: Opd) -> None:
    """Write who fills in and who approves; it starts empty each time, for a signature is not carried over."""
    put(sheet, 1, 1, APPROVAL_KEY, style.KEY)
    put(sheet, 1, 3, VALUE, style.KEY)
    _top(sheet, APPROVAL, opd.name, cycle)
    for row, (key, (label, hint)) in enumerate(SIGNERS.items(), 5):
        put(sheet, row, 1, key, style.KEY)
        put(sheet, row, 2, label, style.LEVEL)
        put(sheet, row, 3, "", style.INPUT_LINE)
        put(sheet, row, 4, hint, style.HINT_LINE)
        sheet.row_dimensions[row].height = 24
    style.set_up(
        sheet, (3, 34, 60, 56), freeze="A5", heads=None, footer=f"Kuesioner {cycle.name} – {opd.name}"
    )


def write_list(sheet: Worksheet, cycle: Cycle, opd: Opd, lines: Sequence[Line]) -> None:
    """Write the list of sheets with live figures: what is ticked, and which level follows."""
    _top(sheet, LIST, opd.name, cycle)
    for column, head in enumerate(_LIST_HEADS, 2):
        put(sheet, 4, column, head, style.HEAD)
    for row, line in enumerate(lines, 5):
        put(sheet, row, 2, line.number, style.CENTRED)
        put(sheet, row, 3, line.name, style.TEXT)
        style.link(sheet, row, 4, "buka", f"'{line.sheet}'!B2")
        _figures(sheet, row, line)
        put(sheet, row, 7, line.status, style.TEXT)
        style.tall(sheet, row, (line.name, 90), least=21)
    widths = (3, 10, 78, 10, 18, 18, 34)
    style.set_up(sheet, widths, freeze="A5", heads=4, footer=f"Kuesioner {cycle.name} – {opd.name}")


def write_manifest(
    sheet: Worksheet, facts: Mapping[str, str], topics: Sequence[tuple[str, int, str]]
) -> None:
    """Write what was handed out: of which edition and cycle, to whom, each topic's version and digest."""
    rows = [*facts.items(), *((f"topic:{topic}", f"{version}:{digest}") for topic, version, digest in topics)]
    for row, (key, value) in enumerate(rows, 1):
        put(sheet, row, 1, key, style.KEY)
        put(sheet, row, 2, value, style.KEY)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _top(sheet: Worksheet, title: str, name: str, cycle: Cycle) -> None:
    put(sheet, 2, 2, title, style.TITLE)
    sample = " · DATA CONTOH" if cycle.sample else ""
    put(sheet, 3, 2, f"{name} · {cycle.government} {cycle.year}{sample}", style.SUBTITLE)


def _dates(cycle: Cycle, opd: Opd) -> list[tuple[str, str]]:
    found = [(f"Batas {step.label}", cycle.due(opd.code, step)) for step in Step]
    return [(label, printed_date(day)) for label, day in found if day]


def _pairs(sheet: Worksheet, row: int, pairs: Sequence[tuple[str, str]]) -> int:
    for label, text in pairs:
        put(sheet, row, 2, label, style.LEVEL)
        put(sheet, row, 3, text, style.TEXT)
        style.tall(sheet, row, (text, 100), (label, 32), least=18)
        row += 1
    return row


def _steps(sheet: Worksheet, row: int, title: str, steps: Sequence[str], *, numbered: bool) -> int:
    put(sheet, row, 2, title, style.SECTION)
    for place, step in enumerate(steps, 1):
        text = f"{place}. {step}" if numbered else f"• {step}"
        put(sheet, row + place, 2, text, style.PLAIN)
        style.merge(sheet, row + place, 2, 3, style.PLAIN)
        style.tall(sheet, row + place, (text, 134))
    return row + len(steps) + 1


def _figures(sheet: Worksheet, row: int, line: Line) -> None:
    there = f"'{line.sheet}'!"
    if line.page is None:
        first, last = (line.answers or line.documents or "D5:D5").split(":")
        area = f"{there}${first[0]}${first[1:]}:${last[0]}${last[1:]}"
        told = '" dokumen"' if line.documents else f'" dari "&ROWS({area})'
        put_formula(sheet, row, 5, f"=COUNTA({area})&{told}", style.CENTRED)
        put(sheet, row, 6, "", style.CENTRED)
        return
    direct = f'IF({there}{line.page.direct}="","belum dijawab",{there}{line.page.direct})'
    if line.page.result is None:
        put(sheet, row, 5, "", style.CENTRED)
        put_formula(sheet, row, 6, f"={direct}", style.CENTRED)
        return
    ticks = ",".join(f"{there}{cell}" for cell in line.page.ticks)
    put_formula(sheet, row, 5, f'=SUM({ticks})&" dari {len(line.page.ticks)}"', style.CENTRED)
    put_formula(sheet, row, 6, f"=IF(SUM({ticks})=0,{direct},{there}{line.page.result})", style.CENTRED)
