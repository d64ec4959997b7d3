"""What roster and records say to a judgement: may these readers decide, and is every departure reasoned?

These checks stand at the door, so that no page and no hand-made file can pass them by.
"""

from collections.abc import Iterator

from spbe_lib.errors import Problem
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.judgement.writing import typed_level
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.accepted import following, judged, lead_answer
from spbe_lib.records.answers import Records, Status
from spbe_lib.records.candidates import same_service
from spbe_lib.records.model import Assessment
from spbe_lib.records.readers import Reading, reading_faults, roster_faults
from spbe_lib.records.register import Cycle


def judgement_faults(
    read: AssessmentFile, name: str, cycle: Cycle, instrument: Instrument, records: Records
) -> Iterator[Problem]:
    """Every fault of a judgement that only the roster and the records can tell."""
    for what, remedy in roster_faults(cycle, read.readers) if read.readers else ():
        yield Problem(where=f"{name}, pembaca", what=what, remedy=remedy)
    answers = records.answers
    unknown = [key for key in read.bases if key not in answers]
    for opd, topic in unknown:
        where = f"{name}, {cycle.opd(opd).name}, {topic}"
        yield Problem(
            where=where, what="tidak ada jawaban seperti ini", remedy="Muat ulang halaman penilaian"
        )
    yield from _reader_faults(read, name, cycle, instrument, records)
    if not unknown:
        yield from _level_faults(
            read, name, cycle, instrument, judged(records, read.decisions, read.verdicts)
        )
    yield from _candidate_faults(read, name, cycle, records)


def _reader_faults(
    read: AssessmentFile, name: str, cycle: Cycle, instrument: Instrument, records: Records
) -> Iterator[Problem]:
    """Nobody decides alone on what his own OPD, or he himself, answered."""
    answers = records.answers
    about = dict.fromkeys(
        [(each.opd, each.topic) for each in read.decisions]
        + [(each.opd, each.topic) for each in read.verdicts]
        + _led(read, cycle, instrument)
    )
    for opd, topic in about:
        answer = answers.get((opd, topic))
        reading = Reading(opd=opd, standing=answer.standing if answer else None)
        for what, remedy in reading_faults(cycle, records, reading, read.readers) if read.readers else ():
            yield Problem(where=f"{name}, {topic} ({cycle.opd(opd).name})", what=what, remedy=remedy)


def _led(read: AssessmentFile, cycle: Cycle, instrument: Instrument) -> list[tuple[str, str]]:
    """The answers behind the items that get a value: those of their leads."""
    return [
        (cycle.leads[item.indicator], item.code)
        for item in instrument.items
        if item.code in read.assessment.notes and item.indicator in cycle.leads
    ]


def _level_faults(
    read: AssessmentFile, name: str, cycle: Cycle, instrument: Instrument, after: Records
) -> Iterator[Problem]:
    """A level needs its reason where another one follows from what is accepted once the file is recorded."""
    stage = read.assessment.stage
    for item in instrument.items if stage else ():
        told = _standing_value(read, cycle, after, item)
        if stage is None or told is None or told.notes.get(item.code):
            continue
        value, follows = told.values.get(item.code), following(cycle, instrument, after, item, stage).value
        if value is not None and value != follows:
            why = f"dari syarat yang diterima mengikuti {typed_level(instrument, follows)}"
            if follows is None:
                answered = lead_answer(cycle, after, item) is not None
                why = "jawaban OPD belum diterima" if answered else "tidak ada jawaban OPD"
            given = typed_level(instrument, value)
            yield Problem(
                where=f"{name}, indikator {item.code}, alasan",
                what=f"tingkat {given} diberikan tanpa alasan, padahal {why}",
                remedy="Tulis alasannya, atau pakai tingkat yang mengikuti",
            )


def _standing_value(read: AssessmentFile, cycle: Cycle, after: Records, item: Item) -> Assessment | None:
    """Where the level of an item stands that a file gives, or leaves while it accepts or rules on the answer.

    None where the file says nothing of either, and where the answer is not accepted: then it is read again.
    """
    if item.code in read.assessment.notes:
        return read.assessment
    answer, stage = lead_answer(cycle, after, item), read.assessment.stage
    if answer is None or stage is None or answer.standing.status is not Status.ACCEPTED:
        return None
    about = (answer.content.opd, item.code)
    decided = any((each.opd, each.topic) == about for each in read.decisions)
    ruled = any((each.opd, each.topic) == about for each in read.verdicts)
    return after.assessments.get(stage) if decided or ruled else None


def _candidate_faults(read: AssessmentFile, name: str, cycle: Cycle, records: Records) -> Iterator[Problem]:
    """No two items are assessed by the same service."""
    new = {(each.item, each.name): each for each in read.candidates}
    kept = [each for each in records.candidates if (each.item, each.name) not in new]
    replaced = {each.item for each in read.candidates if each.chosen}
    standing = [each for each in kept if each.chosen and each.item not in replaced]
    chosen = [*standing, *(each for each in read.candidates if each.chosen)]
    told = {each.item: each.name for each in chosen}
    titles = {**{item: title for item, title in cycle.services.items() if item not in told}, **told}
    for each in read.candidates:
        twin = [i for i, title in titles.items() if i != each.item and same_service(title, each.name)]
        if each.chosen and twin:
            what = f"'{each.name}' sudah dipilih untuk indikator {twin[0]}"
            remedy = "Satu layanan hanya untuk satu indikator; pilih layanan lain"
            yield Problem(where=f"{name}, layanan indikator {each.item}", what=what, remedy=remedy)
