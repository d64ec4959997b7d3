"""What a filled cell says: a text, a tick, a level, an answer, a day; or a problem with its place."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from spbe_lib.errors import Problem, Spot
from spbe_lib.figures import Span
from spbe_lib.intake.asking.days import dated_fault, read_day
from spbe_lib.intake.asking.plain_text import plain, unescaped
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, HAND_OVER, looks_secret
from spbe_lib.intake.asking.spellings import answer_word, level_for, plain_spelling, simple, tick_word
from spbe_lib.intake.asking.words import DATED, EVIDENCE, NUMBER, PAGE, TICK, nip_fault, text_fault
from spbe_lib.intake.excel.opened import RawCell
from spbe_lib.intake.excel.rows import KeyedSheet
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.answers import Answer
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.strict_yaml import clipped

_AS_VALUE = "Ketik isinya, atau salin lalu tempel sebagai nilai (Paste Values)"
_EXACT_DIGITS = 10**15
_EMPTY_IF = "Kosongkan bila belum dijawab"
_VISIBLE = "B2"
"""The first cell of a sheet of ours that is not hidden: its title."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet while it is read: how people find it, and all that was found wrong, strange or unusual in it.

    Attributes:
        where: How a sentence names it: OPD and sheet.
        title: Its present title, so that every fault has its spot; empty where faults need none.
        column: Letter of its first column of answers: where a fault of a whole row is shown.
        strict: Whether what names no time, or what a spreadsheet program put in the place of words, is
            refused. A workbook of the first lay-out may hold such things: it was accepted with them.
        problems: What is wrong.
        questions: What is strange but no fault.
        understood: What was typed in another spelling than ours, and how it was taken.
    """

    where: str
    title: str = ""
    column: str = _VISIBLE[0]
    strict: bool = True
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
    understood: list[Problem] = field(default_factory=list)

    def fault(
        self, place: str, what: str, allowed: str = "", remedy: str = "", *, secret: bool = False
    ) -> None:
        """Note a fault, once: of a cell (``sel D7``), a row, a column, or of the sheet as a whole."""
        spot = Spot(sheet=self.title, cell=self._cell(place), secret=secret) if self.title else None
        found = Problem(where=self._at(place), what=what, allowed=allowed, remedy=remedy, spot=spot)
        if found not in self.problems:
            self.problems.append(found)

    def ask(self, place: str, what: str) -> None:
        """Note something strange that is no fault."""
        self.questions.append(Problem(where=self._at(place), what=what))

    def understand(self, place: str, typed: str, taken: str) -> None:
        """Note what was taken for what: it was not our spelling, but clear."""
        self.understood.append(Problem(where=self._at(place), what=f"{typed} dibaca sebagai {taken}"))

    @classmethod
    def of(cls, keyed: KeyedSheet, where: str, *, strict: bool = True) -> "Sheet":
        """A sheet of a workbook, at the place that sentences name."""
        return cls(where=where, title=keyed.title, column=keyed.first_column, strict=strict)

    def _at(self, place: str) -> str:
        return f"{self.where}, {place}" if place else self.where

    def _cell(self, place: str) -> str:
        kind, _, name = place.partition(" ")
        named = {"sel": name, "baris": f"{self.column}{name}", "kolom": f"{name}{_VISIBLE[1:]}"}
        return named.get(kind, _VISIBLE)


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
    if isinstance(value, str) and looks_secret(value):
        sheet.fault(place, GIVEN_AWAY, remedy=HAND_OVER, secret=True)
        return ""
    return _readable(sheet, place, _per_cent(value) if cell.percent else shown(value))


def read_words(sheet: Sheet, cell: RawCell | None, *, number: bool = False) -> str:
    """The words that a person typed; what a spreadsheet program put in their place is refused.

    Args:
        sheet: Where faults are noted.
        cell: The cell.
        number: Whether a number or page is asked for, in whose place a real date says nothing.
    """
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not sheet.strict or len(sheet.problems) > before:
        return text
    place = f"sel {cell.address}"
    if isinstance(cell.value, bool):
        sheet.fault(place, f"sel ini berisi nilai logika ({text.upper()}), bukan teks", remedy="Ketik isinya")
    elif number and isinstance(cell.value, date | time):
        what = f"di sini tertulis tanggal {text}, mungkin diubah sendiri oleh Excel"
        sheet.fault(place, what, remedy="Ketik nomor atau halamannya dengan tanda petik (') di depannya")
    return text


def read_dated(sheet: Sheet, cell: RawCell | None) -> str:
    """When a document was made, as typed; what names no time is refused."""
    return _checked_by(sheet, cell, dated_fault)


def read_nip(sheet: Sheet, cell: RawCell | None) -> str:
    """The number of a civil servant, as typed; what is none is refused."""
    return _checked_by(sheet, cell, nip_fault)


def read_cited(sheet: Sheet, row: Mapping[str, RawCell]) -> dict[str, str]:
    """Title, number, date and page of a document, as typed."""
    return {
        key: read_dated(sheet, row.get(key))
        if key == DATED
        else read_words(sheet, row.get(key), number=key in (NUMBER, PAGE))
        for key in EVIDENCE
    }


def _checked_by(
    sheet: Sheet, cell: RawCell | None, fault: Callable[[str], tuple[str, str, str] | None]
) -> str:
    before, text = len(sheet.problems), read_words(sheet, cell)
    if cell and sheet.strict and len(sheet.problems) == before and (found := fault(text)):
        sheet.fault(f"sel {cell.address}", *found)
    return text


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
    if cell is None or not text or len(sheet.problems) > before:
        return False
    place, ticked = f"sel {cell.address}", tick_word(text)
    if ticked is None:
        what = f"'{clipped(text)}' bukan centang"
        sheet.fault(place, what, "ya, atau kosong", "Pilih 'ya' bila syarat terpenuhi")
    elif not plain_spelling(text, TICK if ticked else Answer.NO.label):
        taken = TICK if ticked else "belum terpenuhi"
        sheet.understand(place, f"'{clipped(text)}'", taken)
    return bool(ticked)


def read_level(sheet: Sheet, cell: RawCell | None, instrument: Instrument, item: Item) -> Span | None:
    """The level that was given directly, None where none was."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    place, word = f"sel {cell.address}", level_for(instrument, text)
    try:
        level = read_value(instrument, item, "" if isinstance(cell.value, bool | date | time) else word)
    except ValueError as refusal:
        what = f"'{clipped(text)}' bukan tingkat"
        sheet.fault(place, what, str(refusal), _EMPTY_IF)
        return None
    if not plain_spelling(text, word):
        sheet.understand(place, f"'{clipped(text)}'", f"tingkat {word}")
    return level


def read_answer(sheet: Sheet, cell: RawCell | None) -> Answer | None:
    """The answer to an obligation, None where there is none yet."""
    before, text = len(sheet.problems), read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    answer = answer_word(text)
    if answer is None:
        what = f"'{clipped(text)}' bukan jawaban"
        sheet.fault(f"sel {cell.address}", what, ", ".join(each.label for each in Answer), _EMPTY_IF)
    elif not plain_spelling(text, answer.label):
        sheet.understand(f"sel {cell.address}", f"'{clipped(text)}'", answer.label)
    return answer


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
    found = [code for code, label in labels.items() if _names(text, label)]
    if len(found) != 1:
        what = f"'{clipped(text)}' tidak ada dalam daftar"
        sheet.fault(f"sel {cell.address}", what, ", ".join(labels.values()) or "kosong")
        return None
    label = labels[found[0]]
    if not plain_spelling(text, label.casefold()):
        sheet.understand(f"sel {cell.address}", f"'{clipped(text)}'", label)
    return found[0]


def _names(text: str, label: str) -> bool:
    """Whether a text is a label, or the number in a label that consists of a word and a number."""
    typed, words = simple(text).replace(",", "."), simple(label).split()
    return typed in (" ".join(words), "".join(words)) or words[1:] == [typed]


def _per_cent(value: object) -> str:
    """A share as a person sees it: ``85%`` where the file has 0.85."""
    return f"{shown(float(Decimal(repr(value)) * 100))}%"


def _readable(sheet: Sheet, place: str, text: str) -> str:
    if found := text_fault(text, text):
        sheet.fault(place, *found)
    return plain(text)
