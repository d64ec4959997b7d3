"""What a Kuesioner workbook is made of, for its writer and its reader alike: keys, columns, words.

Column A of every sheet and its first row are hidden and carry keys: A1 says which sheet it is,
row 1 names the columns, column A the rows. So a sheet may be renamed or moved, and rows inserted.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from babel.dates import get_month_names

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Item, ScopeRule
from spbe_lib.records.answers import Answer
from spbe_lib.records.register import Cycle

LABEL = "-"
"""The key of a row that holds words of ours in the columns of answers."""

FORMAT = "1"
"""Version of this lay-out; a workbook of another one is refused with a sentence."""

MANIFEST = "_spbe"
"""Name of the hidden sheet that says what was handed out."""

HELP, APPROVAL, LIST, SHARED = "Petunjuk", "Pengesahan", "Daftar", "Kewajiban Bersama"

SHEET = "sheet:"
SHARED_KEY, APPROVAL_KEY = f"{SHEET}obligations", f"{SHEET}approval"

VALUE, NOTE, TITLE, NUMBER, DATED, PAGE = "value", "note", "title", "number", "dated", "page"
EVIDENCE = (TITLE, NUMBER, DATED, PAGE)
EXTRA = "evidence-"
LEVEL, FOLLOW_UP = "level", "follow_up"
NEW = "Minta Kuesioner baru, lalu salin isinya ke sana"
"""The remedy where a workbook itself is no longer right."""

LONGEST = 32_000
"""Most signs in one answer; Excel itself ends at 32,767."""

TICK = "ya"
TICKED = frozenset({"ya", "y", "x", "v", "✓", "✔", "true", "1"})
UNTICKED = frozenset({"", "tidak", "belum", "-", "false", "0"})

FIELDS: Mapping[str, tuple[str, str]] = {
    "fact": ("Fakta", "Apa yang sudah ada dan berjalan, dengan nama dokumen dan tahunnya."),
    "analysis": ("Analisis", "Bagaimana fakta itu memenuhi syarat di atas."),
    "justification": ("Justifikasi tingkat", "Mengapa tingkat ini, dan mengapa belum tingkat berikutnya."),
    "services": ("Nama layanan", "Layanan yang dinilai, bila ada."),
    "applications": ("Nama aplikasi", "Aplikasi yang dipakai, bila ada."),
    FOLLOW_UP: ("Tindak lanjut rekomendasi tahun lalu", "Apa yang sudah dilakukan, kapan, dan buktinya."),
}
"""Answers in words of an item sheet, by field of Response: what stands before the cell, and a hint."""

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

ANSWERS: Mapping[str, Answer] = {
    **{answer.label: answer for answer in Answer},
    "y": Answer.YES,
    "t": Answer.NO,
    "n/a": Answer.NOT_APPLICABLE,
    "na": Answer.NOT_APPLICABLE,
    "tdk": Answer.NO,
    "belum": Answer.NO,
    "tb": Answer.NOT_APPLICABLE,
    "t/b": Answer.NOT_APPLICABLE,
    "n-a": Answer.NOT_APPLICABLE,
    "tdk berlaku": Answer.NOT_APPLICABLE,
}
"""What people write for an answer to an obligation, in lower case."""

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\.?\s+(\d{4})")
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
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2].lower()), int(found[3])
    else:
        raise ValueError(text)
    return date(year, month, day)


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
