"""What the cells of a line say: a level, a tick, an answer, documents; or a fault with its place."""

import re
from collections.abc import Iterator

from spbe_lib.figures import Span
from spbe_lib.intake.asking.days import dated_fault, read_day
from spbe_lib.intake.asking.spellings import answer_word, level_for, plain_spelling, tick_word
from spbe_lib.intake.asking.words import DATED, LEVEL, NUMBER, PAGE, TITLE
from spbe_lib.intake.long_form.columns import ANSWER, COLUMNS, REQUIREMENT, TICK, Line
from spbe_lib.intake.long_form.reading import Reading
from spbe_lib.law.instrument import Item
from spbe_lib.records.answers import Answer, EvidenceReference
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.strict_yaml import clipped

_EMPTY_IF = "Kosongkan bila belum dijawab"
_PARTED = re.compile(r"[;|\n]")
_FORMULA, _SHOWN = ("=", "+", "@"), 5
_MONTH = r"(?:jan|feb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*"
_SHORT_DAY = re.compile(rf"\d{{1,2}}[ /-]{_MONTH}(?:[ /-]\d{{2,4}})?|{_MONTH}[ /-]\d{{2,4}}", re.IGNORECASE)
_MOMENT = re.compile(r"(\S+)[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?")
_SHORTENED = re.compile(r"\d[.,]?\d*E[+]?\d+", re.IGNORECASE)


def read_level(reading: Reading, line: Line, item: Item) -> Span | None:
    """The level that a line gives to its item, None where it gives none."""
    typed = line.cells.get(LEVEL, "")
    taken = level_for(reading.instrument, typed)
    try:
        level = read_value(reading.instrument, item, taken) if typed else None
    except ValueError as refusal:
        what = f"'{clipped(typed)}' {_no_level(typed)}"
        reading.fault(line, LEVEL, what, allowed=str(refusal), remedy=_EMPTY_IF)
        return None
    if typed and not plain_spelling(typed, taken):
        reading.took(line, LEVEL, f"tingkat {taken}")
    return level


def check_alone(reading: Reading, line: Line) -> None:
    """Note what is wrong in the cells of a line of which it is not clear whose it is, or about what."""
    read_level(reading, line, reading.instrument.items[0])
    read_tick(reading, line)
    read_answer(reading, line)


def read_tick(reading: Reading, line: Line) -> bool | None:
    """Whether the requirement of a line is fulfilled; None where nothing is said."""
    typed = line.cells.get(TICK, "")
    if not typed:
        return None
    if not line.cells.get(REQUIREMENT):
        what, remedy = "syarat mana yang terpenuhi belum disebut", "Isi kode syaratnya, seperti I13-L2-01"
        reading.fault(line, REQUIREMENT, what, remedy=remedy)
        return None
    ticked = tick_word(typed)
    if ticked is None:
        reading.fault(line, TICK, f"'{clipped(typed)}' bukan centang", allowed="ya, tidak, atau kosong")
    elif not plain_spelling(typed, word := "ya" if ticked else "tidak"):
        reading.took(line, TICK, f"'{word}'")
    return ticked


def read_answer(reading: Reading, line: Line) -> Answer | None:
    """The answer to an obligation, None where there is none."""
    typed = line.cells.get(ANSWER, "")
    answer = answer_word(typed)
    if typed and answer is None:
        allowed = ", ".join(each.label for each in Answer)
        reading.fault(line, ANSWER, f"'{clipped(typed)}' bukan jawaban", allowed=allowed, remedy=_EMPTY_IF)
    elif answer and not plain_spelling(typed, answer.label):
        reading.took(line, ANSWER, f"'{answer.label}'")
    return answer


def read_evidence(reading: Reading, line: Line, requirement: str | None) -> Iterator[EvidenceReference]:
    """The documents of a line: one for each line of the cell, or between ``;`` and ``|``."""
    titles = _parts(line.cells.get(TITLE, ""))
    for column in (NUMBER, PAGE):
        _ask_figure(reading, line, column)
    columns = [_beside(reading, line, column, len(titles)) for column in (NUMBER, DATED, PAGE)]
    for what, allowed, remedy in filter(None, map(dated_fault, columns[1])):
        reading.fault(line, DATED, what, allowed=allowed, remedy=remedy)
    if not titles:
        return
    if len(titles) > 1:
        shown = " | ".join(map(clipped, titles[:_SHOWN])) + (" | …" if len(titles) > _SHOWN else "")
        reading.took(line, TITLE, f"{len(titles)} data dukung: {shown}")
    for place, title in enumerate(titles):
        number, dated, page = (texts[place] if texts else "" for texts in columns)
        yield EvidenceReference(title=title, number=number, dated=dated, page=page, requirement=requirement)


def _no_level(typed: str) -> str:
    if typed.startswith(_FORMULA):
        return "adalah rumus, bukan tingkat"
    return "adalah tanggal, bukan tingkat" if _is_day(typed) else "bukan tingkat"


def _is_day(typed: str) -> bool:
    found = _MOMENT.fullmatch(typed)
    try:
        read_day(found[1] if found else typed)
    except ValueError:
        return _SHORT_DAY.fullmatch(typed) is not None
    return True


def _parts(cell: str) -> list[str]:
    return [part for each in _PARTED.split(cell) if (part := " ".join(each.split()))]


def _beside(reading: Reading, line: Line, column: str, titles: int) -> list[str]:
    """What stands beside each title: as many as there are titles, or nothing."""
    typed = line.cells.get(column, "")
    texts = _parts(typed) if titles > 1 else [typed] if typed else []
    if texts and not titles:
        remedy = f"Isi kolom {COLUMNS[TITLE][0]}"
        reading.fault(line, column, "judul data dukungnya masih kosong", remedy=remedy)
    elif texts and len(texts) != titles:
        what = f"{titles} data dukung di baris ini, tetapi {len(texts)} isian di kolom ini"
        reading.fault(line, column, what, remedy="Tulis satu baris untuk setiap data dukung")
    return texts if len(texts) == titles else []


def _ask_figure(reading: Reading, line: Line, column: str) -> None:
    """A spreadsheet turns ``1-3`` into a day and shortens long figures, by itself."""
    typed = line.cells.get(column, "")
    if _SHORTENED.fullmatch(typed):
        what = f"'{clipped(typed)}' angka yang disingkat program lembar kerja, sehingga digitnya hilang"
        reading.fault(line, column, what, remedy="Ketik ulang sebagai teks, lalu simpan lagi")
    elif _is_day(typed):
        what = f"di sini tertulis tanggal {clipped(typed)}, mungkin diubah sendiri oleh program lembar kerja"
        reading.ask(line, column, f"{what}. Nomor atau halaman apa yang dimaksud?")
