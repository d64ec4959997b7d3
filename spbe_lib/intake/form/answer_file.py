"""Read the answer file that a form saved: every answer that was touched, or all of its problems at once.

The file is the work of a stranger until every part of it was looked at: it may be cut off, edited, from
another cycle, or made by somebody who means no good.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.digest import digest
from spbe_lib.intake.asking.secret_text import looks_secret
from spbe_lib.intake.asking.words import SIGNERS, nip_fault, obligation_labels
from spbe_lib.intake.form.entries import read_date, read_document, read_fact, read_response
from spbe_lib.intake.form.envelope import NEW_FORM, Envelope, read_envelope
from spbe_lib.intake.form.notes import AGAIN, Notes, known_keys, read_text
from spbe_lib.intake.form.spelling import SCAN
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.intake.scans import scan_from_plain
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Approval, Entry
from spbe_lib.records.documents import EvidenceFile, document_key, is_document_key
from spbe_lib.records.obligations import asked_items, obligations
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_NOT_YOURS = "isian ini tidak (lagi) menjadi tugas perangkat daerah ini"
_TWICE = "isian ini ada dua kali di dalam berkas"
_UNNAMED = "NIP, jabatan, atau tanggal sudah diisi, tetapi nama yang menyetujui belum. Siapa yang menyetujui?"


@dataclass(slots=True, kw_only=True)
class _Reading:
    """An answer file while it is read."""

    cycle: Cycle
    instrument: Instrument
    envelope: Envelope
    asked: Mapping[tuple[str, str], str]
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)

    def notes(self, place: str) -> Notes:
        """A sheet for notes about one part: OPD and place."""
        return Notes(where=f"{self.cycle.opd(self.envelope.opd).name}, {place}")

    def done(self, notes: Notes) -> None:
        """Take over what was noted."""
        self.problems += notes.problems
        self.questions += notes.questions


def read_answer_file(
    content: bytes, name: str, cycle: Cycle, instrument: Instrument
) -> tuple[Questionnaire, ...]:
    """Read an answer file of the offline form.

    Answers that are as they were handed out are left away, as of a Kuesioner; one that was emptied
    is returned empty.

    Args:
        content: The ``.spbe.json`` file.
        name: The file's name, for sentences.
        cycle: The cycle that it must belong to.
        instrument: The cycle's edition.

    Raises:
        InputError: All faults: of the file, of its origin, of single answers. Then nothing of it counts.
    """
    envelope = read_envelope(content, name, cycle, instrument)
    reading = _Reading(
        cycle=cycle,
        instrument=instrument,
        envelope=envelope,
        asked=_asked(cycle, instrument, envelope.opd),
    )
    for place, entry in enumerate(reading.envelope.entries, 1):
        _read_entry(reading, entry, place)
    filled_by, on_behalf_of, approval = _read_signed(reading)
    if reading.problems:
        raise InputError(reading.problems)
    return (
        Questionnaire(
            opd=reading.envelope.opd,
            entries=tuple(reading.entries.values()),
            bases=reading.envelope.bases,
            places=reading.places,
            filled_by=filled_by,
            on_behalf_of=on_behalf_of,
            approval=approval,
            questions=tuple(reading.questions),
        ),
    )


def _asked(cycle: Cycle, instrument: Instrument, opd: str) -> Mapping[tuple[str, str], str]:
    """What an OPD may answer, by kind and topic, and how a sentence names it."""
    items = [item.code for item in asked_items(cycle, instrument, opd)]
    labels = obligation_labels(obligations(cycle, instrument, opd))
    found = {("response", code): f"indikator {code}" for code in items}
    return found | {("fact", code): f"kewajiban bersama {label.lower()}" for code, label in labels.items()}


def _read_entry(reading: _Reading, content: Mapping[str, Any], number: int) -> None:
    opd, kind = reading.envelope.opd, str(content.get("kind"))
    topic = str(content.get("item" if kind == "response" else "requirement"))
    where = f"{reading.cycle.opd(opd).name}, isian ke-{number}"
    if content.get("opd") != opd:
        what = f"isian ini milik perangkat daerah '{clipped(content.get('opd'))}'"
        reading.problems.append(Problem(where=where, what=what, remedy=AGAIN))
    elif kind == "document":
        _take_document(reading, content)
    elif place := reading.asked.get((kind, topic)):
        _take_answer(reading, content, topic, place)
    else:
        what = f"{_NOT_YOURS} ('{clipped(topic)}')"
        reading.problems.append(Problem(where=where, what=what, remedy=NEW_FORM))


def _take_answer(reading: _Reading, content: Mapping[str, Any], topic: str, place: str) -> None:
    notes, opd = reading.notes(place), reading.envelope.opd
    if topic not in reading.envelope.bases:
        notes.fault("", "isian ini tidak termasuk yang dibagikan dengan formulir ini", remedy=NEW_FORM)
    items = {item.code: item for item in reading.instrument.items}
    entry: Entry = (
        read_response(notes, content, reading.instrument, items[topic], opd)
        if topic in items
        else read_fact(notes, content, topic, opd)
    )
    _take(reading, notes, entry, place)


def _take_document(reading: _Reading, content: Mapping[str, Any]) -> None:
    title = content.get("title")
    told = isinstance(title, str) and not looks_secret(title)
    place = f"data dukung '{clipped(title)}'" if told else "data dukung"
    notes, handed_out = reading.notes(place), content.get("key")
    document = read_document(notes, content, "", reading.envelope.opd)
    key = document_key(document.title, document.number)
    if isinstance(handed_out, str) and is_document_key(handed_out) and handed_out in reading.envelope.bases:
        key = handed_out
    elif handed_out is not None:
        notes.fault("", "dokumen ini tidak termasuk yang dibagikan dengan formulir ini", remedy=NEW_FORM)
    _take(reading, notes, replace(document, key=key), place)


def _take(reading: _Reading, notes: Notes, entry: Entry, place: str) -> None:
    if entry.topic in reading.places:
        notes.fault("", _TWICE, remedy=AGAIN)
    reading.places[entry.topic] = place
    reading.done(notes)
    if digest(entry) != reading.envelope.digests.get(entry.topic):
        reading.entries[entry.topic] = entry


def _read_scan(notes: Notes, content: object) -> EvidenceFile | None:
    try:
        return None if content is None else scan_from_plain(content)
    except ValueError:
        notes.fault("Pindaian", "catatan tentang lembar yang ditandatangani tidak terbaca", remedy=AGAIN)
        return None


def _read_signed(reading: _Reading) -> tuple[str, str, Approval | None]:
    signed, notes = reading.envelope.signed, reading.notes("pengesahan")
    known_keys(notes, signed, (*SIGNERS, SCAN))
    texts = {key: read_text(notes, signed, key, SIGNERS[key][0]) for key in SIGNERS if key != "day"}
    if found := nip_fault(texts["nip"]):
        notes.fault(SIGNERS["nip"][0], *found)
    day = read_date(notes, signed, "day", SIGNERS["day"][0])
    approval = Approval(
        name=texts["name"],
        nip=texts["nip"],
        position=texts["position"],
        day=day,
        scan=_read_scan(notes, signed.get(SCAN)),
    )
    if not approval.name and (approval.nip or approval.position or day):
        notes.ask("", _UNNAMED)
    reading.done(notes)
    return texts["filled_by"], texts["on_behalf_of"], approval if approval.name else None
