"""What several lines say of one topic, put together; two lines that contradict each other are a fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spbe_lib.intake.asking.digest import in_legal_order
from spbe_lib.intake.asking.words import LEVEL, NOTE, TITLE, level_text
from spbe_lib.intake.long_form import cells
from spbe_lib.intake.long_form.columns import ANSWER, JUSTIFICATION, TEXTS, TICK, Line
from spbe_lib.intake.long_form.reading import Reading
from spbe_lib.intake.long_form.subject import Subject
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Answer, EvidenceReference, Response, ScopeFact
from spbe_lib.strict_yaml import clipped

_SHOWN = 10


@dataclass(slots=True, kw_only=True)
class Draft:
    """One topic of one OPD: its lines, what they say by key, each with its line, and their documents."""

    subject: Subject
    lines: list[Line] = field(default_factory=list)
    said: dict[str, tuple[Any, Line]] = field(default_factory=dict)
    evidence: dict[EvidenceReference, Line] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the answer stands: ``baris 4, 9``; of many lines the first ones."""
        rest = len(self.lines) - _SHOWN
        told = ", ".join(str(line.number) for line in self.lines[:_SHOWN])
        return f"baris {told}" + (f" dan {rest} baris lain" if rest > 0 else "")


def take(reading: Reading, draft: Draft, line: Line, subject: Subject) -> None:
    """Take over what a line says of a topic."""
    draft.lines.append(line)
    if subject.item:
        _take_response(reading, draft, line, subject)
    else:
        _take_fact(reading, draft, line)
    for proof in cells.read_evidence(reading, line, subject.requirement if subject.item else None):
        if proof in draft.evidence:
            reading.took(line, TITLE, f"data dukung yang sama dengan baris {draft.evidence[proof].number}")
        draft.evidence.setdefault(proof, line)


def entry(reading: Reading, draft: Draft) -> Response | ScopeFact:
    """The answer that the lines give, in full: what no line says is empty."""
    said = {key: value for key, (value, _) in draft.said.items()}
    return _response(reading, draft, said) if draft.subject.item else _fact(reading, draft, said)


def _response(reading: Reading, draft: Draft, said: Mapping[str, Any]) -> Response:
    subject = draft.subject
    codes = [each.code for level in subject.indicator.levels for each in level.requirements]
    found = Response(
        opd=subject.opd.code,
        item=subject.topic,
        ticked=frozenset(code for code in codes if said.get(code)),
        level=said.get(LEVEL),
        evidence=in_legal_order(tuple(draft.evidence), subject.indicator),
        **{key: said.get(key, "") for key in TEXTS},
    )
    _ask(reading, draft, found)
    return found


def _fact(reading: Reading, draft: Draft, said: Mapping[str, Any]) -> ScopeFact:
    answer, note = said.get(ANSWER), said.get(NOTE, "")
    if answer is Answer.NOT_APPLICABLE and not note:
        what = f"jawabannya '{answer.label}', tetapi keterangannya kosong. Apa alasannya?"
        reading.ask(draft.said[ANSWER][1], ANSWER, what)
    return ScopeFact(
        opd=draft.subject.opd.code,
        requirement=draft.subject.topic,
        answer=answer,
        note=note,
        evidence=tuple(draft.evidence),
    )


def _take_response(reading: Reading, draft: Draft, line: Line, subject: Subject) -> None:
    if line.cells.get(NOTE):
        what = "keterangan hanya untuk kewajiban bersama"
        reading.fault(line, NOTE, what, remedy="Pindahkan ke justifikasi, fakta, atau analisis")
    item = next(each for each in subject.indicator.items if each.code == subject.item)
    _say(reading, draft, line, (LEVEL, LEVEL, cells.read_level(reading, line, item)))
    for key in TEXTS:
        _say(reading, draft, line, (key, key, line.cells.get(key) or None))
    if subject.requirement or line.cells.get(TICK):
        _say(reading, draft, line, (subject.requirement or "", TICK, cells.read_tick(reading, line)))


def _take_fact(reading: Reading, draft: Draft, line: Line) -> None:
    _say(reading, draft, line, (ANSWER, ANSWER, cells.read_answer(reading, line)))
    texts = [(column, text) for column in (NOTE, JUSTIFICATION) if (text := line.cells.get(column))]
    for column, text in texts:
        _say(reading, draft, line, (NOTE, column, text))
    if texts and texts[0][0] == JUSTIFICATION:
        reading.took(line, JUSTIFICATION, "keterangan")


def _say(reading: Reading, draft: Draft, line: Line, told: tuple[str, str, Any]) -> None:
    """Note what a line says under a key, in one of its columns, unless an earlier line says otherwise."""
    key, column, value = told
    earlier, where = draft.said.get(key, (value, line))
    if value is None:
        return
    if value != earlier:
        what = f"'{clipped(line.cells[column])}' bertentangan dengan baris {where.number}"
        remedy = f"Samakan keduanya, atau hapus salah satu ('{clipped(where.cells.get(column, ''))}' di sana)"
        reading.fault(line, column, what, remedy=remedy)
    draft.said.setdefault(key, (value, line))


def _ask(reading: Reading, draft: Draft, answer: Response) -> None:
    indicator, level = draft.subject.indicator, answer.level
    if not level or not answer.ticked or not indicator.levels:
        return
    value = climb(reading.instrument, indicator, answer.ticked).value
    if not level.low <= value <= level.high:
        given = f"tingkat {level_text(reading.instrument, level)} diisi langsung"
        what = f"{given}, sedangkan syarat yang terpenuhi menghasilkan {value}. Mana yang benar?"
        reading.ask(draft.said[LEVEL][1], LEVEL, f"{what} Yang dihitung ialah syaratnya.")
