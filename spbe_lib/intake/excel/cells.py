"""What a filled cell says: a text, a tick, a level, an answer, a day; or a problem with its place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from spbe_lib.errors import Problem
from spbe_lib.figures import Span
from spbe_lib.intake.excel.layout import ANSWERS, LONGEST, TICKED, UNTICKED, read_day
from spbe_lib.intake.excel.opened import RawCell
from spbe_lib.intake.excel.plain_text import hidden_signs, plain, unescaped
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.answers import Answer
from spbe_lib.records.assessment_file import read_value
from spbe_lib.strict_yaml import clipped

_AS_VALUE = "Ketik isinya, atau salin lalu tempel sebagai nilai (Paste Values)"
_EXACT_DIGITS = 10**15
_EMPTY_IF = "Kosongkan bila belum dijawab"


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet while it is read: how people find it, and all that was found wrong or strange in it."""

    where: str
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)

    def fault(self, place: str, what: str, allowed: str = "", remedy: str = "") -> None:
        """Note a fault."""
        self.problems.append(Problem(where=self._at(place), what=what, allowed=allowed, remedy=remedy))

    def ask(self, place: str, what: str) -> None:
        """Note something strange that is no fault."""
        self.questions.append(Problem(where=self._at(place), what=what))

    def _at(self, place: str) -> str:
        return f"{self.where}, {place}" if place else self.where


def read_text(sheet: Sheet, cell: RawCell | None) -> str:
    """The text that a person sees in a cell: ``12`` and never ``12.0``, a real date as ``2024-03-12``."""
    if cell is None or cell.value is None:
        return ""
    place, value = f"sel {cell.address}", cell.value
    if cell.formula:
        sheet.fault(place, "sel isian berisi rumus", remedy=_AS_VALUE)
        return ""
    if cell.error:
        sheet.fault(place, f"sel isian berisi galat {clipped(value)}", remedy=_AS_VALUE)
        return ""
    if isinstance(value, int | float) and abs(value) >= _EXACT_DIGITS:
        what = "angka ini lebih dari 15 digit, sehingga Excel sudah membulatkannya"
        sheet.fault(place, what, remedy="Ketik ulang dengan tanda petik (') di depannya")
        return ""
    return _readable(sheet, place, shown(value))


def shown(value: object) -> str:
    """A cell's value as text."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(repr(value)).normalize():f}".replace(".", ",")
    return unescaped(str(value))


def read_tick(sheet: Sheet, cell: RawCell | None) -> bool:
    """Whether a requirement is ticked."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if text.lower() in TICKED:
        return True
    if cell and text.lower() not in UNTICKED and len(sheet.problems) == before:
        what = f"'{clipped(text)}' bukan centang"
        sheet.fault(f"sel {cell.address}", what, "ya, atau kosong", "Pilih 'ya' bila syarat terpenuhi")
    return False


def read_level(sheet: Sheet, cell: RawCell | None, instrument: Instrument, item: Item) -> Span | None:
    """The level that was given directly, None where none was."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    try:
        return read_value(instrument, item, "" if isinstance(cell.value, bool | date | time) else text)
    except ValueError as refusal:
        what = f"'{clipped(text)}' bukan tingkat"
        sheet.fault(f"sel {cell.address}", what, str(refusal), _EMPTY_IF)
        return None


def read_answer(sheet: Sheet, cell: RawCell | None) -> Answer | None:
    """The answer to an obligation, None where there is none yet."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    if found := ANSWERS.get(" ".join(text.lower().split())):
        return found
    what = f"'{clipped(text)}' bukan jawaban"
    sheet.fault(f"sel {cell.address}", what, ", ".join(each.label for each in Answer), _EMPTY_IF)
    return None


def read_day_cell(sheet: Sheet, cell: RawCell | None) -> date | None:
    """A day, None where there is none yet."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    try:
        return read_day(text)
    except ValueError:
        what = f"'{clipped(text)}' bukan tanggal yang ada"
        sheet.fault(f"sel {cell.address}", what, "12 Maret 2024, 12/03/2024, atau 2024-03-12")
        return None


def read_choice(sheet: Sheet, cell: RawCell | None, labels: Mapping[str, str]) -> str | None:
    """What was chosen from a list of labels by code: the code, None where nothing was."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    found = [
        code for code, label in labels.items() if text.lower() in (label.lower(), label.lower().split()[-1])
    ]
    if len(found) == 1:
        return found[0]
    what = f"'{clipped(text)}' tidak ada dalam daftar"
    sheet.fault(f"sel {cell.address}", what, ", ".join(labels.values()) or "kosong")
    return None


def _readable(sheet: Sheet, place: str, text: str) -> str:
    if hidden := hidden_signs(text):
        what = f"ada tanda tak terlihat yang mengendalikan atau membalik teks ({', '.join(hidden[:3])})"
        sheet.fault(place, what, remedy="Ketik ulang isinya")
    elif len(text) > LONGEST:
        what = f"teks ini {len(text)} huruf, terlalu panjang"
        sheet.fault(place, what, f"sampai {LONGEST} huruf", "Ringkas, dan rujuk dokumennya")
    return plain(text)
