"""What the Tim would like to know of an OPD, as questions."""

from collections.abc import Iterator

from spbe_lib.law.instrument import Item
from spbe_lib.records.model import Stage
from spbe_lib.reporting.opd.desk import Desk, shown_value
from spbe_lib.reporting.opd.document import QuestionRow
from spbe_lib.reporting.opd.evidence import bare_statements, told_statements
from spbe_lib.results.consolidation import self_reviewed


def questions(desk: Desk) -> tuple[QuestionRow, ...]:
    """What the Tim would like to know, in the order of the items; a finding is asked, never charged."""
    found = [*_self_review(desk)]
    for item in desk.items:
        found += [*_levels(desk, item), *_difference(desk, item)]
    return (*found, *_proof(desk))


def led_and_reviewed(desk: Desk) -> tuple[int, ...]:
    """Numbers of the indicators whose answers the OPD's own people review."""
    own = {item.indicator for item in desk.items}
    return tuple(number for number in self_reviewed(desk.cycle, desk.instrument) if number in own)


def _self_review(desk: Desk) -> Iterator[QuestionRow]:
    if numbers := led_and_reviewed(desk):
        listed = ", ".join(map(str, numbers))
        yield QuestionRow(
            subject=f"Indikator {listed}",
            question="Penilai dan pengampu satu unit: perlu pembaca kedua. "
            "Siapa yang membaca ulang jawaban ini?",
            note=None,
        )


def _levels(desk: Desk, item: Item) -> Iterator[QuestionRow]:
    """The level that was given beside the ticks, and levels that rest on nothing."""
    recorded, outcome = desk.response(item), desk.outcomes[item.code]
    if recorded is None:
        return
    if outcome.differs:
        given = shown_value(recorded.content.level, desk.instrument.digits)
        claimed = shown_value(outcome.claimed, desk.instrument.digits)
        yield _question(
            desk,
            item,
            f"Tingkat yang diisi {given}, sedangkan syarat yang dicentang membawa sampai tingkat {claimed}. "
            "Mana yang benar?",
        )
    if outcome.unsupported:
        levels = ", ".join(map(str, outcome.unsupported))
        yield _question(
            desk,
            item,
            f"Syarat tingkat {levels} dicentang lengkap, tetapi tingkat yang mendasarinya belum. "
            "Apakah ada syarat di bawahnya yang sudah terpenuhi dan belum dicentang?",
        )


def _difference(desk: Desk, item: Item) -> Iterator[QuestionRow]:
    """The Tim's value beside the OPD's answer, with the Tim's own words."""
    team, answer = desk.value(item, Stage.MANDIRI), desk.outcomes[item.code].claimed
    if team is None or team == answer:
        return
    note = desk.own.assessments[Stage.MANDIRI].notes.get(item.code, "").strip()
    digits = desk.instrument.digits
    said = f"jawaban OPD {shown_value(answer, digits)}" if answer else "OPD belum menjawab"
    asked = "Apakah OPD mempunyai data dukung atau penjelasan yang belum disampaikan?"
    if answer is None:
        asked = "Dapatkah OPD mengisi jawabannya dan menyebut data dukungnya?"
    elif team.low > answer.high:
        asked = "Dapatkah OPD melengkapi jawaban dan data dukungnya sesuai nilai itu?"
    yield _question(desk, item, f"Nilai Tim {shown_value(team, digits)}, {said}. {asked}", note or None)


def _proof(desk: Desk) -> Iterator[QuestionRow]:
    if bare := bare_statements(desk):
        yield QuestionRow(
            subject=f"Pernyataan tanpa data dukung ({sum(len(codes) for codes in bare.values())})",
            question=f"Dokumen apa yang membuktikan {told_statements(desk, bare)}?",
            note=None,
        )


def _question(desk: Desk, item: Item, question: str, note: str | None = None) -> QuestionRow:
    return QuestionRow(subject=desk.subject(item.code), question=question, note=note)
