"""The list of conflicts of a merge, as a table that an analyst fills in, and what was chosen in it."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path

from spbe_lib.csv_file import CsvFile, parse_csv, text_cell
from spbe_lib.errors import InputError
from spbe_lib.figures import Span, printed_date
from spbe_lib.intake.asking.words import DOCUMENT_FIELDS, FIELDS, SIGNERS, level_text
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Approval, Entry, EvidenceReference
from spbe_lib.records.documents import Document
from spbe_lib.records.entry_parts import EVIDENCE, TICK, Part
from spbe_lib.records.merging import BASE, RECORDED, Choices, Conflict
from spbe_lib.strict_yaml import clipped

_CODE, _TOPIC, _PART, _HANDED_OUT, _NOW, _CHOICE = (
    "kode",
    "topik",
    "bagian",
    "yang dibagikan",
    "tercatat sekarang",
    "pilih",
)
_WORDS = {TICK: "syarat", EVIDENCE: "data dukung", "level": "tingkat", "answer": "jawaban", "note": "catatan"}
_SHORT, _LONGEST = 12, 4_000
_AGAIN = "Jalankan lagi tanpa --choices untuk mendapat daftar konflik yang baru"


def part_label(part: Part) -> str:
    """A part of an entry as people read it."""
    described = {"approval": ("Persetujuan", ""), **SIGNERS, **DOCUMENT_FIELDS, **FIELDS}
    word = _WORDS.get(part.field) or described[part.field][0].lower()
    return f"{word} {part.requirement}" if part.requirement else word


def topic_label(topic: str, instrument: Instrument, entry: Entry | None) -> str:
    """A topic as the Kuesioner calls it; a document by its title, and the approval by its own name."""
    if isinstance(entry, Document):
        return f"dokumen {', '.join(filter(None, (entry.title, entry.number)))}"
    if any(item.code == topic for item in instrument.items):
        return f"indikator {topic}"
    owners = (each for each in instrument.indicators if each.label_of(topic))
    return next((f"kewajiban bersama indikator {each.number}" for each in owners), topic)


def conflict_table(
    conflicts: Sequence[Conflict],
    names: Sequence[str],
    instrument: Instrument,
    picks: Mapping[str, str],
    labels: Mapping[str, str],
) -> bytes:
    """Write conflicts as CSV for a spreadsheet: semicolons, UTF-8 with its mark, no text that is a formula.

    Args:
        conflicts: What somebody must choose.
        names: The files' names, in the order of their numbers (from 1).
        instrument: How a level is printed.
        picks: What was chosen already, by the code of a conflict.
        labels: How each topic is called.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_CODE, _TOPIC, _PART, _HANDED_OUT, *_heads(names), _NOW, _CHOICE])
    for each in conflicts:
        said = [_said(each.options, str(number), instrument) for number, _ in enumerate(names, 1)]
        now, code = _said(each.options, RECORDED, instrument), code_of(each, names, instrument)
        row = [labels[each.topic], part_label(each.part), _handed_out(each, instrument), *said, now]
        writer.writerow([code, *map(_cell, row), _cell(picks.get(code, ""))])
    return text.getvalue().encode("utf-8-sig")


def read_picks(path: Path, names: Sequence[str]) -> Mapping[str, str]:
    """What is written in a list of conflicts so far, by code; nothing where it cannot be read."""
    file = _parsed(path, names)
    return {row.cells[_CODE]: row.cells[_CHOICE] for row in file.rows} if not file.problems else {}


def read_choices(
    path: Path, conflicts: Sequence[Conflict], names: Sequence[str], instrument: Instrument
) -> Choices:
    """Read what was chosen.

    Args:
        path: The list, filled in.
        conflicts: The conflicts as they are now.
        names: The files' names, in the order of their numbers.
        instrument: How a level is printed.

    Raises:
        InputError: A choice is missing or unknown, or the list is one of other conflicts; by line.
    """
    file, choices = _parsed(path, names), dict[tuple[str, Part], str]()
    known = {code_of(each, names, instrument): each for each in conflicts}
    seen = Counter(row.cells[_CODE] for row in file.rows)
    for row in file.rows:
        code = row.cells[_CODE]
        conflict = known.get(code)
        if conflict is None:
            file.add(row.line, _CODE, f"'{clipped(code)}' bukan konflik gabungan ini", remedy=_AGAIN)
        elif seen[code] > 1:
            file.add(row.line, _CODE, "konflik ini tertulis lebih dari sekali", remedy="Sisakan satu baris")
        elif word := _chosen(file, row.line, row.cells[_CHOICE], conflict, names):
            choices[conflict.topic, conflict.part] = word
    if file.whole:
        for code in known.keys() - seen.keys():
            file.add(1, _CODE, f"konflik '{code}' tidak ada dalam daftar ini", remedy=_AGAIN)
    if file.problems:
        raise InputError(sorted(file.problems))
    return choices


def code_of(conflict: Conflict, names: Sequence[str], instrument: Instrument) -> str:
    """The code of a conflict: another one as soon as anything in it, or a file's number, is another."""
    told = {word: _told(value, instrument) for word, value in conflict.options.items()}
    handed_out = {name: _told(value, instrument) for name, value in conflict.bases.items()}
    part = [conflict.topic, conflict.part.field, conflict.part.requirement]
    content = json.dumps([part, list(names), told, handed_out], sort_keys=True)
    return f"k-{hashlib.sha256(content.encode()).hexdigest()[:_SHORT]}"


def _parsed(path: Path, names: Sequence[str]) -> CsvFile:
    return parse_csv(path, (_CODE, _CHOICE), optional=(_TOPIC, _PART, _HANDED_OUT, *_heads(names), _NOW))


def _heads(names: Sequence[str]) -> list[str]:
    """The head of each file's column, as a spreadsheet gives it back."""
    return [_cell(" ".join(f"{number} {name}".split())) for number, name in enumerate(names, 1)]


def _chosen(file: CsvFile, line: int, typed: str, conflict: Conflict, names: Sequence[str]) -> str | None:
    """The option that somebody meant: by number, by the file's name, or by our two words."""
    folded = [name.casefold() for name in names]
    word = typed.casefold()
    if word not in conflict.options and folded.count(word) == 1:
        word = str(folded.index(word) + 1)
    if word in conflict.options:
        return word
    what = f"'{clipped(typed)}' bukan pilihan" if typed else "belum dipilih"
    allowed = ", ".join(conflict.options)
    remedy = ""
    if word == BASE and typed:
        remedy = "Berkas-berkas ini dibagikan dengan isi yang berlainan, jadi 'dasar' tidak tertentu"
    file.add(line, _CHOICE, what, allowed=allowed, remedy=remedy)
    return None


def _said(options: Mapping[str, Hashable], word: str, instrument: Instrument) -> str:
    return _told(options[word], instrument) if word in options else ""


def _handed_out(conflict: Conflict, instrument: Instrument) -> str:
    if BASE in conflict.options:
        return _told(conflict.options[BASE], instrument)
    return "\n".join(f"{name}: {_told(value, instrument)}" for name, value in conflict.bases.items())


def _told(value: Hashable, instrument: Instrument) -> str:
    """A part as people read it, whole."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Span):
        return str(level_text(instrument, value))
    if isinstance(value, tuple):
        return "\n".join(_cited(each) for each in value)
    if isinstance(value, Approval):
        day = printed_date(value.day) if value.day else ""
        return "; ".join(filter(None, (value.name, value.nip, value.position, day)))
    return "" if value is None else str(getattr(value, "label", value))


def _cited(proof: EvidenceReference) -> str:
    return "; ".join(filter(None, (proof.title, proof.number, proof.dated, proof.page)))


def _cell(text: str) -> str:
    """A text as it may stand in a cell: nothing hidden in it, no formula, and not too long."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else "·" for sign in text[:_LONGEST])
    if len(text) > _LONGEST:
        shown += f"… ({len(text)} huruf seluruhnya)"
    return text_cell(shown)


def conflict_lines(
    conflicts: Sequence[Conflict], names: Sequence[str], labels: Mapping[str, str]
) -> Iterator[str]:
    """Each conflict in one line for the terminal: who changed it."""
    for each in conflicts:
        changed = [name for name, base in each.bases.items() if each.options[name] != base]
        told = [clipped(names[int(name) - 1]) for name in changed]
        if any(each.options.get(RECORDED, each.bases[name]) != each.bases[name] for name in changed):
            told.append("yang tercatat")
        topic = clipped(labels[each.topic])
        yield f"{topic}, {part_label(each.part)}: berbeda di {', '.join(told[:-1])} dan {told[-1]}"
