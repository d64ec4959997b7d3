"""From what is written about each item to the values of a stage, whatever kind of file it stood in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spbe_lib.errors import Problem
from spbe_lib.figures import Span
from spbe_lib.intake.asking.plain_text import hidden_signs, plain
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, HAND_OVER, looks_secret
from spbe_lib.intake.asking.words import LONGEST
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import item_codes, read_value
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

ITEM, LEVEL, NOTE, RECOMMENDATION = "item", "level", "note", "recommendation"

_TEXTS = (NOTE, RECOMMENDATION)


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
    if looks_secret(text):
        yield Problem(where=where, what=GIVEN_AWAY, remedy=HAND_OVER)
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
    told, values = dict[str, Line](), dict[str, Span]()
    for line in lines:
        code, before = line.item.lower(), len(problems)
        problems += _item_problems(line, instrument, told)
        if len(problems) == before:
            told[code] = line
            value = _value(instrument, line, problems)
            values |= {} if value is None else {code: value}
            for column in _TEXTS:
                problems += text_problems(line.place(column), getattr(line, column))
    notes = {code: text for code, line in told.items() if (text := one_paragraph(line.note))}
    wishes = {code: text for code, line in told.items() if (text := one_paragraph(line.recommendation))}
    return replace(empty, values=values, notes=notes, recommendations=wishes)


def _item_problems(line: Line, instrument: Instrument, told: Mapping[str, Line]) -> Iterator[Problem]:
    """What keeps a row from saying something of one item: none is named, an unknown one, or one of above."""
    code, where = line.item.lower(), line.place(ITEM)
    if not code:
        what = "baris ini berisi, tetapi butirnya tidak disebut"
        yield Problem(where=where, what=what, remedy="Isi nomor butir atau hapus baris ini")
    elif all(item.code != code for item in instrument.items):
        what = f"{instrument.short_name} tidak mempunyai butir '{clipped(line.item)}'"
        yield Problem(where=where, what=what, allowed=item_codes(instrument))
    elif code in told:
        what = f"butir {code} sudah tertulis di {told[code].place('')}"
        yield Problem(where=where, what=what, remedy="Hapus salah satunya")


def _value(instrument: Instrument, line: Line, problems: list[Problem]) -> Span | None:
    item = next(item for item in instrument.items if item.code == line.item.lower())
    try:
        return read_value(instrument, item, line.level) if line.level else None
    except ValueError as allowed:
        formula = line.level.startswith(("=", "+", "@"))
        told = "adalah rumus, bukan tingkat" if formula else "bukan tingkat yang dikenal"
        what, remedy = f"'{clipped(line.level)}' {told}", "Kosongkan bila belum dinilai"
        problems.append(Problem(where=line.place(LEVEL), what=what, allowed=str(allowed), remedy=remedy))
    return None
