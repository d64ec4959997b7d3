"""From what is written about each item to the values of a stage, whatever kind of file it stood in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from spbe_lib.errors import Problem
from spbe_lib.figures import Span
from spbe_lib.intake.excel_layout import LONGEST
from spbe_lib.intake.plain_text import hidden_signs, plain
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.assessment_file import item_codes, read_value
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

ITEM, LEVEL, NOTE, RECOMMENDATION = "item", "level", "note", "recommendation"

_TEXTS = {NOTE: "catatan", RECOMMENDATION: "rekomendasi"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row says of one item, as typed. ``place`` tells where one of its columns stands."""

    item: str
    level: str
    note: str
    recommendation: str
    place: Callable[[str], str]


def one_paragraph(text: str) -> str:
    """A text without line breaks and without what cannot be seen, as notes are kept."""
    return " ".join(plain(text).split())


def text_problems(where: str, text: str) -> Iterator[Problem]:
    """What keeps a text of somebody from being recorded."""
    if hidden_signs(text):
        what = f"ada tanda kendali yang tidak terlihat ({', '.join(hidden_signs(text)[:3])})"
        yield Problem(where=where, what=what, remedy="Ketik ulang teksnya")
    if len(text) > LONGEST:
        yield Problem(where=where, what="teks ini terlalu panjang", allowed=f"paling banyak {LONGEST} huruf")


def nothing_assessed(cycle: Cycle, stage: Stage, source: str) -> Assessment:
    """A stage of a cycle before anybody gave a value."""
    return Assessment(edition=cycle.edition, values={}, year=cycle.year, stage=stage, source=source or None)


def gathered(
    lines: Iterable[Line], instrument: Instrument, empty: Assessment, problems: list[Problem]
) -> Assessment:
    """Put the rows together to the values of a stage, adding every fault to ``problems``.

    An item with an empty level has no value: it is not assessed. Its texts are kept all the same.

    Args:
        lines: What stands in the file, row by row.
        instrument: The edition that the values belong to.
        empty: The stage without a value.
        problems: Where faults are told; the values are of use only when none was added.
    """
    told = _once(list(lines), instrument, problems)
    values = {code: _value(instrument, line, problems) for code, line in told.items() if line.level}
    problems += (
        problem
        for line in told.values()
        for column in _TEXTS
        for problem in text_problems(line.place(column), getattr(line, column))
    )
    notes = {code: text for code, line in told.items() if (text := one_paragraph(line.note))}
    wishes = {code: text for code, line in told.items() if (text := one_paragraph(line.recommendation))}
    known = {code: value for code, value in values.items() if value is not None}
    return replace(empty, values=known, notes=notes, recommendations=wishes)


def _once(lines: list[Line], instrument: Instrument, problems: list[Problem]) -> dict[str, Line]:
    """The rows by item code, without those that name no item or one that stands above already."""
    known, told = {item.code for item in instrument.items}, dict[str, Line]()
    for line in lines:
        code, where = line.item.lower(), line.place(ITEM)
        if not code:
            what = "baris ini berisi, tetapi butirnya tidak disebut"
            problems.append(Problem(where=where, what=what, remedy="Isi nomor butir atau hapus baris ini"))
        elif code not in known:
            what = f"{instrument.short_name} tidak mempunyai butir '{clipped(line.item)}'"
            problems.append(Problem(where=where, what=what, allowed=item_codes(instrument)))
        elif told.setdefault(code, line) is not line:
            what = f"butir {code} sudah tertulis di {told[code].place('')}"
            problems.append(Problem(where=where, what=what, remedy="Hapus salah satunya"))
    return told


def _value(instrument: Instrument, line: Line, problems: list[Problem]) -> Span | None:
    item = _item(instrument, line.item.lower())
    try:
        return read_value(instrument, item, line.level)
    except ValueError as allowed:
        shown, remedy = clipped(line.level), "Kosongkan bila belum dinilai"
        formula = line.level.startswith(("=", "+", "@"))
        what = f"'{shown}' adalah rumus, bukan tingkat" if formula else f"tingkat '{shown}' tidak dikenal"
        problems.append(Problem(where=line.place(LEVEL), what=what, allowed=str(allowed), remedy=remedy))
    return None


def _item(instrument: Instrument, code: str) -> Item:
    return next(item for item in instrument.items if item.code == code)
