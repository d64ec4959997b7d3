"""Read answers from CSV in long form: one line for each OPD and indicator, further lines for more proof.

UTF-8 with or without byte order mark, UTF-16 with it (Excel's "Unicode text"), or the encoding of Windows;
comma, semicolon or tab. Columns in any order, under Indonesian or English heads: OPD, indicator, level,
justification, evidence; if wanted also requirement and whether it is fulfilled, fact, analysis, services,
applications, number, date and page of the evidence, and the answer to a shared obligation.

A table does not say which answers its author had before his eyes. So every answer rests on nothing
(base 0): one that was recorded before is refused, unless the Tim returned it or whoever hands in insists.
It then goes in the place of the former one as a whole: what the table leaves empty is empty afterwards.
An OPD and indicator of which no line says anything stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spbe_lib.csv_file import UNICODE_TEXT, CsvFile, decoded, records
from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.spellings import told_in_short
from spbe_lib.intake.long_form.cells import check_alone
from spbe_lib.intake.long_form.columns import COLUMNS, KEYS, Line, read_heads, read_line
from spbe_lib.intake.long_form.draft import Draft, entry, take
from spbe_lib.intake.long_form.reading import Reading
from spbe_lib.intake.long_form.subject import subject_of
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_MOST_LINES = 10_000
_EMPTY = (
    "berkas ini kosong",
    "Isi baris pertama dengan judul kolom, lalu satu baris untuk setiap OPD dan indikator",
)
_NOTHING = (
    "tidak ada satu jawaban pun di bawah judul kolom",
    "Isi tingkat, penjelasan, atau data dukung di samping OPD dan indikatornya",
)
_TOO_LONG = (f"berkas mempunyai lebih dari {_MOST_LINES} baris berisi", "Bagi menjadi beberapa berkas")


def read_answers_csv(
    content: bytes, name: str, cycle: Cycle, instrument: Instrument
) -> tuple[Questionnaire, ...]:
    """Read what one table says, for each OPD that answers in it.

    Args:
        content: The file.
        name: Its name, for sentences.
        cycle: The cycle that it belongs to.
        instrument: The cycle's edition.

    Raises:
        InputError: All faults, each with its line and column. Then nothing of it counts.
    """
    file = CsvFile(Path(name))
    found = _records(file, content)
    heads = read_heads(file, *found[0]) if found else None
    parts: tuple[Questionnaire, ...] = ()
    if heads:
        reading = Reading(file=file, heads=heads, cycle=cycle, instrument=instrument)
        parts = _parts(reading, found[1:])
    if not file.problems and not parts:
        file.refuse(name, _NOTHING)
    if file.problems:
        raise InputError(file.problems)
    return parts


def _records(file: CsvFile, content: bytes) -> list[tuple[int, list[str]]]:
    text = decoded(file, content, UNICODE_TEXT)
    found = list(islice(records(file, text), _MOST_LINES + 2)) if text is not None else []
    if not found and file.whole:
        file.refuse(file.path.name, _EMPTY)
    if len(found) <= _MOST_LINES + 1:
        return found
    file.refuse(file.path.name, _TOO_LONG)
    return []


def _parts(reading: Reading, rows: list[tuple[int, list[str]]]) -> tuple[Questionnaire, ...]:
    drafts: dict[str, dict[str, Draft]] = {}
    for line in _lines(reading, rows):
        if subject := subject_of(reading, line):
            mine = drafts.setdefault(subject.opd.code, {})
            take(reading, mine.setdefault(subject.topic, Draft(subject=subject)), line, subject)
        else:
            check_alone(reading, line)
    parts = [_part(reading, opd, mine) for opd, mine in drafts.items()]
    if reading.heads.unread and parts:
        what = f"tidak dibaca, karena bukan jawaban: {', '.join(map(clipped, reading.heads.unread))}"
        reading.understood.append(Problem(where=f"{reading.file.path.name}, baris judul", what=what))
    # What was found of the file as a whole is told once, beside whatever answers come first.
    asked, understood = tuple(reading.questions), told_in_short(reading.understood)
    return tuple(
        part if place else replace(part, questions=asked, understood=understood)
        for place, part in enumerate(parts)
    )


def _lines(reading: Reading, rows: list[tuple[int, list[str]]]) -> Iterator[Line]:
    """The lines that say something; one that only names OPD and indicator is not answered yet."""
    for number, cells in rows:
        line = read_line(reading.file, reading.heads, number, cells)
        if line and line.of(*(column for column in COLUMNS if column not in KEYS)):
            yield line


def _part(reading: Reading, opd: str, drafts: Mapping[str, Draft]) -> Questionnaire:
    return Questionnaire(
        opd=opd,
        entries=tuple(entry(reading, draft) for draft in drafts.values()),
        bases=dict.fromkeys(drafts, 0),
        places={topic: draft.place for topic, draft in drafts.items()},
    )
