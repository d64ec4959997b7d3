"""Read a judgement file as the words of a stranger: every fault of it, at its place, in Indonesian."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from spbe_lib.errors import InputError
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.values import nothing_assessed
from spbe_lib.intake.form.notes import Notes, known_keys, read_text, read_word
from spbe_lib.intake.judgement import spelling
from spbe_lib.intake.judgement.candidates import read_candidates
from spbe_lib.intake.judgement.envelope import AGAIN, read_envelope
from spbe_lib.intake.judgement.items import assessed, read_items
from spbe_lib.intake.judgement.reading import Reading
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Decision, Status
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Readers, Stage
from spbe_lib.records.register import Cycle, Step
from spbe_lib.strict_yaml import clipped

_NO_REASON = "Tulis alasannya, agar OPD tahu apa yang diperbaiki"
_NO_DAY = "Isi tenggatnya, atau tetapkan batas perbaikan (deadlines.repair) di cycle.yaml"


def read_judgement(  # noqa: PLR0913 - one door for every kind of file
    content: bytes, name: str, cycle: Cycle, instrument: Instrument, stage: Stage, *, source: str
) -> AssessmentFile:
    """Read what the Tim decided at its counter.

    Args:
        content: A judgement file, see ``spelling``.
        name: The file's name, for sentences.
        cycle: The cycle that it must belong to.
        instrument: The cycle's edition.
        stage: Whose values and decisions they must be.
        source: Where they come from, in words.

    Raises:
        InputError: All faults: of the file, of its origin, of single judgements. Then nothing of it counts.
    """
    told = read_envelope(content, name, cycle, instrument, stage)
    reading = Reading(name=name, cycle=cycle, instrument=instrument, stage=stage)
    readers = _readers(reading, told["readers"])
    items = read_items(reading, told["items"])
    decisions = tuple(_decision(reading, each, place) for place, each in enumerate(told["decisions"], 1))
    verdicts = tuple(_verdict(reading, each, place) for place, each in enumerate(told["verdicts"], 1))
    candidates = read_candidates(reading, told["candidates"])
    _check_repeats(reading, decisions)
    if reading.problems:
        raise InputError(reading.problems)
    return AssessmentFile(
        assessment=assessed(nothing_assessed(cycle, stage, source), items, readers),
        decisions=tuple(replace(each, readers=readers) for each in decisions),
        verdicts=verdicts,
        candidates=candidates,
        readers=readers,
        bases=reading.bases,
        places=reading.places,
    )


def _readers(reading: Reading, told: Mapping[str, Any]) -> Readers:
    notes = reading.notes("pembaca")
    return Readers(
        read_text(notes, told, "first", "pembaca pertama"), read_text(notes, told, "second", "pembaca kedua")
    )


def _decision(reading: Reading, content: Mapping[str, Any], place: int) -> Decision:
    notes = reading.notes(f"keputusan ke-{place}")
    known_keys(notes, content, spelling.DECISION)
    opd, topic = reading.names_opd(notes, content), reading.names_topic(notes, content)
    reading.saw(notes, content, opd, topic)
    status = read_word(notes, content, "status", "keputusan", (Status.ACCEPTED, Status.RETURNED))
    reason = read_text(notes, content, "reason", "alasan")
    wanted, due = read_text(notes, content, "wanted", "yang diminta"), reading.due(notes, content)
    if not status:
        notes.fault("keputusan", "belum ada keputusan", f"{Status.ACCEPTED}, {Status.RETURNED}")
    if status == Status.RETURNED:
        due = due or (reading.cycle.due(opd, Step.REPAIR) if opd else None)
        if not reason:
            notes.fault("alasan", "jawaban dikembalikan tanpa alasan", remedy=_NO_REASON)
        if due is None:
            notes.fault("tenggat", "jawaban dikembalikan tanpa tenggat", remedy=_NO_DAY)
    return Decision(
        opd=opd,
        topic=topic,
        status=Status(status or Status.ACCEPTED),
        reason=reason,
        wanted=wanted,
        due=due,
    )


def _check_repeats(reading: Reading, decisions: tuple[Decision, ...]) -> None:
    about = [(each.opd, each.topic) for each in decisions]
    for opd, topic in sorted({each for each in about if about.count(each) > 1}):
        place = f"keputusan atas {clipped(topic)} dari {clipped(opd)}"
        reading.notes(place).fault("", "ada dua kali di dalam berkas", remedy=AGAIN)


def _verdict(reading: Reading, content: Mapping[str, Any], place: int) -> Verdict:
    notes, before = reading.notes(f"putusan ke-{place}"), len(reading.problems)
    known_keys(notes, content, spelling.VERDICT)
    opd, topic = reading.names_opd(notes, content), reading.names_topic(notes, content)
    reading.saw(notes, content, opd, topic)
    subject = _subject(notes, content)
    ruling = read_word(notes, content, "ruling", "putusan", tuple(Ruling))
    reason = read_text(notes, content, "reason", "alasan")
    if not ruling:
        notes.fault("putusan", "belum ada putusan", ", ".join(Ruling))
    if ruling == Ruling.REVISE and not reason:
        notes.fault("alasan", "putusan diperbaiki tanpa alasan", remedy=_NO_REASON)
    if (opd, topic, subject) in reading.places and len(reading.problems) == before:
        notes.fault("", "syarat atau dokumen ini diputuskan dua kali", remedy=AGAIN)
    reading.places[opd, topic, subject] = notes.where
    return Verdict(
        stage=reading.stage,
        opd=opd,
        topic=topic,
        subject=subject,
        ruling=Ruling(ruling or Ruling.ACCEPTED),
        reason=reason,
        due=reading.due(notes, content),
    )


def _subject(notes: Notes, content: Mapping[str, Any]) -> str:
    subject = content.get("subject")
    if isinstance(subject, str) and subject:
        return subject
    notes.fault("", f"'{clipped(subject)}' bukan syarat atau dokumen", remedy=AGAIN)
    return ""
