"""What a Kuesioner workbook is made of, for its writer and its reader alike: keys, columns, words.

Column A of every sheet and its first row are hidden and carry keys: A1 says which sheet it is,
row 1 names the columns, column A the rows. So a sheet may be renamed or moved, and rows inserted.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from babel.dates import get_month_names

from spbe_lib.figures import Span
from spbe_lib.intake.spellings import simple
from spbe_lib.law.instrument import Indicator, Instrument, Item, ScopeRule
from spbe_lib.records.documents import Access, DocumentStatus
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

LABEL = "-"
"""The key of a row that holds words of ours in the columns of answers."""

FORMAT = "2"
"""Version of this lay-out; a workbook of one that is not among `READABLE` is refused with a sentence."""

READABLE = frozenset({"1", FORMAT})
"""Lay-outs that can be read; the first one had no sheet of documents."""

MANIFEST = "_spbe"
"""Name of the hidden sheet that says what was handed out."""

HELP, APPROVAL, LIST, SHARED = "Petunjuk", "Pengesahan", "Daftar", "Kewajiban Bersama"
DOCUMENTS = "Data Dukung"

SHEET = "sheet:"
SHARED_KEY, APPROVAL_KEY = f"{SHEET}obligations", f"{SHEET}approval"
DOCUMENTS_KEY = f"{SHEET}documents"

VALUE, NOTE, TITLE, NUMBER, DATED, PAGE = "value", "note", "title", "number", "dated", "page"
EVIDENCE = (TITLE, NUMBER, DATED, PAGE)
EXTRA = "evidence-"
LEVEL, FOLLOW_UP = "level", "follow_up"
NEW = "Minta Kuesioner baru, lalu salin isinya ke sana"
"""The remedy where a workbook itself is no longer right."""

LONGEST = 32_000
"""Most signs in one answer; Excel itself ends at 32,767."""

TICK = "ya"
FIELDS: Mapping[str, tuple[str, str]] = {
    "fact": ("Fakta", "Apa yang sudah ada dan berjalan, dengan nama dokumen dan tahunnya."),
    "analysis": ("Analisis", "Bagaimana fakta itu memenuhi syarat di atas."),
    "justification": ("Justifikasi tingkat", "Mengapa tingkat ini, dan mengapa belum tingkat berikutnya."),
    "services": ("Nama layanan", "Layanan yang dinilai, bila ada."),
    "applications": ("Nama aplikasi", "Aplikasi yang dipakai, bila ada."),
    FOLLOW_UP: ("Tindak lanjut rekomendasi tahun lalu", "Apa yang sudah dilakukan, kapan, dan buktinya."),
}
"""Answers in words of an item sheet, by field of Response: what stands before the cell, and a hint."""

NEW_DOCUMENT = "document-"
"""How the key of a row for another document begins."""

DOCUMENT_FIELDS: Mapping[str, tuple[str, str]] = {
    "title": ("Judul", "Seperti disebut di samping syarat."),
    "number": ("Nomor", ""),
    "dated": ("Tanggal", ""),
    "subject": ("Perihal", "Tentang apa."),
    "signatory": ("Penanda tangan", "Jabatan."),
    "status": ("Status", ", ".join(each.label for each in DocumentStatus)),
    "year": ("Tahun yang dibuktikan", "Misalnya 2024."),
    "valid_until": ("Berlaku sampai", "Kosongkan bila tanpa batas."),
    "access": ("Sifat", ", ".join(each.label for each in Access)),
    "link": ("Tautan", "Bila ada; berkasnya tetap perlu dikirim."),
}
"""What is asked of a document, by field of Document: the head of the column, and a hint."""

STATUSES: Mapping[str, DocumentStatus] = {
    **{status.label: status for status in DocumentStatus},
    "ttd": DocumentStatus.SIGNED,
    "sah": DocumentStatus.SIGNED,
    "final": DocumentStatus.SIGNED,
    "berlaku": DocumentStatus.SIGNED,
    "draf": DocumentStatus.DRAFT,
    "draft": DocumentStatus.DRAFT,
    "rancangan": DocumentStatus.DRAFT,
    "tidak berlaku": DocumentStatus.REVOKED,
}
"""What people write for the status of a document, in lower case."""

CLASSES: Mapping[str, Access] = {
    **{access.label: access for access in Access},
    "umum": Access.OPEN,
    "publik": Access.OPEN,
    "rahasia": Access.RESTRICTED,
    "dikecualikan": Access.RESTRICTED,
}
"""What people write for the class of a document, in lower case."""

SIGNERS: Mapping[str, tuple[str, str]] = {
    "filled_by": ("Diisi oleh", "Nama dan jabatan petugas yang mengisi."),
    "on_behalf_of": (
        "Sumber, bila diisikan orang lain",
        "Misalnya: surat Kepala Dinas tanggal 12 Juli 2027, atau hari pendampingan.",
    ),
    "name": ("Disetujui oleh (nama)", "Kepala atau Sekretaris Perangkat Daerah."),
    "nip": ("NIP", "18 angka."),
    "position": ("Jabatan", "Misalnya: Kepala Dinas Kesehatan."),
    "day": ("Tanggal persetujuan", "Misalnya: 12 Juli 2027 atau 12/07/2027."),
}
"""What the sheet of approval asks, by key."""

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})")
_NIP = re.compile("[0-9]{18}")
_DATED_ALLOWED = "12 Maret 2024, 12/03/2024, 2024-03-12, Maret 2024, atau 2024"
_PART = re.compile(r"(?:tahun |ta )?(\d{4})|(?:(?:triwulan|tw|semester) (?:i{1,3}|iv|[1-4])) \d{4}")
_MONTH = re.compile(r"([a-z]+)\.? (\d{4})")
_START = re.compile(r"\d{1,2}(?: [a-z]+)?|[a-z]+")
_UNTIL = re.compile(r" ?(?:s\.?/?d\.?|sampai(?: dengan)?|hingga|–|—) ?| - ")
_UNDATED = frozenset({"", "-", "tanpa tanggal"})
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_MONTHS = tuple(get_month_names("wide", locale="id")[month].lower() for month in range(1, 13))
_OTHER_SHORT = {"ags": "agu", "agt": "agu", "nop": "nov", "nopember": "nov"}


def sheet_key(item: Item) -> str:
    """The key that an item's sheet carries."""
    return f"{SHEET}{item.code}"


def item_title(cycle: Cycle, instrument: Instrument, item: Item) -> str:
    """What an item is called: the service that the government chose, else the law's name."""
    return cycle.services.get(item.code) or instrument.indicator(item.indicator).name


def requirement_labels(indicator: Indicator) -> dict[str, str]:
    """How people call the requirements of an indicator, by code: ``Syarat 3.1``, level and place."""
    return {
        requirement.code: (indicator.label_of(requirement.code) or requirement.code).capitalize()
        for level in indicator.levels
        for requirement in level.requirements
    }


def obligation_labels(rules: Iterable[tuple[int, ScopeRule]]) -> dict[str, str]:
    """How people call the obligations, by requirement code: ``Indikator 13``, unless there are two of one."""
    rules = tuple(rules)
    numbers = [number for number, _ in rules]
    return {
        rule.requirement: f"Indikator {number}"
        + ("" if numbers.count(number) == 1 else f" tingkat {rule.level}")
        for number, rule in rules
    }


def level_text(instrument: Instrument, level: Span | None) -> str | int | None:
    """A level as somebody would type it, so that reading it gives the same level."""
    if level is None:
        return None
    if level.exact is None:
        return level.printed(instrument.digits)
    return int(level.exact) if level.exact.denominator == 1 else str(level.exact)


def read_day(text: str) -> date:
    """Read a day as people write it: ``2024-03-12``, ``12/03/2024``, ``12-3-2024``, ``12 Maret 2024``.

    Raises:
        ValueError: It is none of these, or there is no such day.
    """
    text = simple(text)
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        raise ValueError(text)
    return date(year, month, day)


def dated_fault(text: str) -> tuple[str, str, str] | None:
    """What is wrong with the date of a document as typed, what is allowed, what to do; None if right."""
    if is_dated(text):
        return None
    return f"'{clipped(text)}' bukan tanggal", _DATED_ALLOWED, "Kosongkan bila dokumennya tidak bertanggal"


def nip_fault(text: str) -> tuple[str, str, str] | None:
    """What is wrong with the number of a civil servant as typed; None when it is right or empty."""
    if not text or _NIP.fullmatch("".join(text.split())):
        return None
    return f"'{clipped(text)}' bukan NIP", SIGNERS["nip"][1].rstrip("."), "Kosongkan bila tidak ada"


def is_dated(text: str) -> bool:
    """Whether a text says when a document was made: a day, a month, a year, or from one to another.

    >>> [is_dated(text) for text in ("12 Maret 2024", "Mei 2024", "2024", "12 s.d. 14 Maret 2024", "")]
    [True, True, True, True, True]
    >>> [is_dated(text) for text in ("31 Februari 2024", "besok", "12/2024", "50%")]
    [False, False, False, False]
    """
    told = simple(text)
    if told in _UNDATED or _names_a_time(told):
        return True
    first, *last = _UNTIL.split(told, maxsplit=1)
    return bool(last) and _names_a_time(last[0]) and (_names_a_time(first) or _begins(first))


def _names_a_time(text: str) -> bool:
    try:
        read_day(text)
    except ValueError:
        year = _PART.fullmatch(text)
        month = _MONTH.fullmatch(text)
        if month and _is_month(month[1]):
            return _FIRST_YEAR <= int(month[2]) <= _LAST_YEAR
        return bool(year) and (not year[1] or _FIRST_YEAR <= int(year[1]) <= _LAST_YEAR)  # type: ignore[index]
    return True


def _begins(text: str) -> bool:
    """Whether a text may begin a time that another one ends: ``12``, ``12 Maret``, ``Maret``."""
    return bool(_START.fullmatch(text)) and all(_is_month(word) for word in text.split() if word.isalpha())


def _is_month(word: str) -> bool:
    try:
        _month(word)
    except ValueError:
        return False
    return True


def _month(word: str) -> int:
    """The number of a month by its first three letters or its whole name.

    Raises:
        ValueError: There is no such month.
    """
    short = _OTHER_SHORT.get(word, word)
    name = next((each for each in _MONTHS if short in (each, each[:3])), None)
    if name is None:
        raise ValueError(word)
    return _MONTHS.index(name) + 1
