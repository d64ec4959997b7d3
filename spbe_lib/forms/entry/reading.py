"""What is typed, read as the answer file of the offline form is: the same checks in the same words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from spbe_lib.errors import Problem
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import Typed, text_of
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import SIGNERS, nip_fault
from spbe_lib.intake.form.entries import read_date, read_document, read_fact, read_response
from spbe_lib.intake.form.notes import Notes, read_text
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Approval, Entry
from spbe_lib.records.documents import Document

_YEAR = re.compile("[0-9]{4}")
_STATED = ("kind", "opd", "item", "requirement", "key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that is wrong in an answer, or that is asked about it.

    ``place`` says beside which field it belongs, in the words of the form; empty for the answer as a whole.
    """

    topic: str
    place: str
    problem: Problem
    fault: bool

    @property
    def text(self) -> str:
        """The sentence as it stands beside the field."""
        parts = (self.problem.what, self.problem.allowed and f"Yang boleh: {self.problem.allowed}")
        every = [each for each in (*parts, self.problem.remedy) if each]
        sentence = " ".join(each if each.endswith((".", "?")) else f"{each}." for each in every)
        return sentence[:1].upper() + sentence[1:]


def said(told: Iterable[Told]) -> str:
    """What is wrong and what is asked, as HTML beside the field."""
    return "".join(_sentence(each) for each in told)


def _sentence(told: Told) -> str:
    kind, sign = ("isi-salah", "⚠ ") if told.fault else ("isi-tanya", "? ")
    return f'<div class="{kind}">{sign}{escape(told.text)}</div>'


def read_subject(
    instrument: Instrument, subject: Subject, content: Typed, opd: str
) -> tuple[Entry, tuple[Told, ...]]:
    """Read what is typed about one thing that is asked."""
    notes = Notes(where=subject.name)
    plain = {key: value for key, value in content.items() if key not in _STATED}
    if isinstance(subject.asked, Question):
        entry: Entry = read_response(notes, plain, instrument, subject.asked.item, opd)
    else:
        entry = read_fact(notes, plain, subject.topic, opd)
    return entry, _told(subject.topic, notes)


def read_described(content: Typed, key: str, opd: str) -> tuple[Document, tuple[Told, ...]]:
    """Read what is typed about a document."""
    notes = Notes(where=f"Data dukung '{text_of(content, 'title')[:40]}'")
    plain = {name: value for name, value in content.items() if name not in _STATED}
    year = text_of(content, "year").strip()
    plain |= {"year": int(year) if _YEAR.fullmatch(year) else year} if year else {}
    document = read_document(notes, plain, key, opd)
    return document, _told(key, notes)


def read_signed(content: Typed, topic: str) -> tuple[Mapping[str, str], Approval, tuple[Told, ...]]:
    """Read who filled in, for whom, and who approves."""
    notes = Notes(where="Pengesahan")
    texts = {key: read_text(notes, content, key, SIGNERS[key][0]) for key in SIGNERS if key != "day"}
    if found := nip_fault(texts["nip"]):
        notes.fault(SIGNERS["nip"][0], *found)
    day = read_date(notes, content, "day", SIGNERS["day"][0])
    approval = Approval(name=texts["name"], nip=texts["nip"], position=texts["position"], day=day)
    return texts, approval, _told(topic, notes)


def about_proof(told: Told, place: int) -> bool:
    """Whether something is told about the proof at a place (from 0)."""
    name = f"Data dukung {place + 1}"
    return told.place == name or told.place.startswith(f"{name},")


def _told(topic: str, notes: Notes) -> tuple[Told, ...]:
    found = [*((each, True) for each in notes.problems), *((each, False) for each in notes.questions)]
    return tuple(
        Told(topic=topic, place=_place(notes, problem), problem=problem, fault=fault)
        for problem, fault in found
    )


def _place(notes: Notes, problem: Problem) -> str:
    return problem.where.removeprefix(notes.where).removeprefix(", ")
