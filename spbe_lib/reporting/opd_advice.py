"""What the head of an OPD should have prepared next, and what the Tim would like to know."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Item, ScaleLevel
from spbe_lib.records.answers import Answer, Recorded, Status
from spbe_lib.records.model import Stage
from spbe_lib.reporting.opd_desk import Desk, due_words, gained, level_words, place_of, shown_value
from spbe_lib.reporting.opd_document import QuestionRow, StepRow
from spbe_lib.results.consolidation import self_reviewed, stated_requirements

_STEPS = 3
_EXAMPLES = 3


def steps(desk: Desk) -> tuple[StepRow, ...]:
    """The at most three things to prepare: what adds most to the index first, then what nobody proved yet."""
    ways = [(item, above) for item in desk.items if (above := _above(desk, item))]
    ways.sort(key=lambda way: -_gain(desk, *way))
    rises = [_rise(desk, item, above) for item, above in ways[:_STEPS]]
    return (*rises, *_unanswered(desk), *_unproven(desk))[:_STEPS]


def _above(desk: Desk, item: Item) -> ScaleLevel | None:
    """The level that the next requirement leads to: above the value, and not below the requirement's own."""
    missing, base = desk.first_missing(item), _base(desk, item)
    place = place_of(desk.instrument, missing.code) if missing else None
    own = place.level.value if place else 0
    levels = desk.instrument.indicator(item.indicator).scale.levels
    return next((level for level in levels if level.value > base.high and level.value >= own), None)


def _base(desk: Desk, item: Item) -> Span:
    """The value from which an item rises; an unanswered one rises from what it counts now."""
    return desk.counted(item) or Span.exactly(desk.instrument.unanswered.value)


def _gain(desk: Desk, item: Item, above: ScaleLevel) -> Fraction:
    return (above.value - _base(desk, item).high) * item.weight / 100


def _rise(desk: Desk, item: Item, above: ScaleLevel) -> StepRow:
    missing = desk.first_missing(item)
    goal = level_words(desk.instrument.indicator(item.indicator), above.value)
    unknown = f"Bukti untuk {goal}; syaratnya tidak tersedia di sini, tanyakan kepada Tim."
    return StepRow(
        what=missing.text if missing else unknown,
        subject=desk.subject(item.code),
        goal=goal,
        gain=gained(_gain(desk, item, above), desk.instrument.digits),
        due=_due(desk, desk.response(item)),
        examples=missing.evidence[:_EXAMPLES] if missing else (),
        note=_caution(desk, item),
    )


def _caution(desk: Desk, item: Item) -> str | None:
    """What the reader must know of a step besides: unanswered, or held up by an obligation of all."""
    missing = desk.first_missing(item)
    if desk.counted(item) is None:
        return f"Indikator ini belum dijawab dan sekarang dihitung {_base(desk, item).low}."
    if missing and desk.held_by_all(item):
        return _shared_caution(desk, missing.code)
    if desk.unrecognised(item):
        return f"Sudah dicentang OPD, tetapi belum diakui oleh {desk.stage.label}."
    return None


def _shared_caution(desk: Desk, requirement: str) -> str:
    """An obligation of all that keeps a level away: whether this OPD said yes, and nothing of the others."""
    fact = desk.fact(requirement)
    said = "sudah" if fact and fact.content.answer is Answer.YES else "belum"
    return f"Belum lengkap di seluruh perangkat daerah; perangkat daerah ini sendiri {said} menyatakan ya."


def _unanswered(desk: Desk) -> Iterator[StepRow]:
    """One step for all shared obligations without an answer."""
    facts = {code: desk.fact(code) for code in desk.obligations}
    open_ones = [code for code, fact in facts.items() if fact is None or fact.content.answer is None]
    if open_ones:
        yield _plain(
            desk,
            f"Jawab {len(open_ones)} kewajiban bersama: ya, tidak, atau tidak berlaku",
            f"Kewajiban bersama {_listed(open_ones)}",
        )


def _unproven(desk: Desk) -> Iterator[StepRow]:
    """One step for everything that is stated without a document."""
    if bare := bare_statements(desk):
        yield _plain(
            desk, f"Sebutkan data dukung untuk {len(bare)} pernyataan", f"Pernyataan {_listed(bare)}"
        )


def bare_statements(desk: Desk) -> list[str]:
    """Codes of the requirements and obligations that the OPD states without naming a document."""
    bare: list[str] = []
    for item in desk.items:
        if recorded := desk.response(item):
            indicator = desk.instrument.indicator(item.indicator)
            proven = {each.requirement for each in recorded.content.evidence}
            stated = stated_requirements(desk.instrument, indicator, recorded.content)
            bare += sorted(stated - proven)
    for code in desk.obligations:
        fact = desk.fact(code)
        if fact and fact.content.answer is Answer.YES and not fact.content.evidence:
            bare.append(code)
    return bare


def _plain(desk: Desk, what: str, subject: str) -> StepRow:
    return StepRow(
        what=what,
        subject=subject,
        goal=None,
        gain=None,
        due=due_words(desk.cycle.deadlines.opd, desk.today),
        examples=(),
        note=None,
    )


def _listed(codes: list[str]) -> str:
    shown = ", ".join(codes[:_EXAMPLES])
    return f"{shown}, dan {len(codes) - _EXAMPLES} lagi" if len(codes) > _EXAMPLES else shown


def officer(desk: Desk) -> str | None:
    """Who prepares the answers in the OPD: its contact, else who filled in the last file."""
    named = [each.filled_by for each in desk.own.submissions if each.filled_by.strip()]
    return desk.opd.contact or (named[-1] if named else None)


def _due(desk: Desk, recorded: Recorded | None) -> str | None:
    due = repair_due(desk, recorded) if recorded else desk.cycle.deadlines.opd
    return due_words(due, desk.today)


def repair_due(desk: Desk, recorded: Recorded) -> date | None:
    """Until when an entry is to be handed in, again where it was returned."""
    deadlines, standing = desk.cycle.deadlines, recorded.standing
    if standing.status is not Status.RETURNED:
        return deadlines.opd
    asked = standing.decision.due if standing.decision else None
    return asked or deadlines.repair or deadlines.opd


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
    yield _question(
        desk,
        item,
        f"Nilai Tim {shown_value(team, digits)}, {said}. "
        "Apakah OPD mempunyai data dukung atau penjelasan yang belum disampaikan?",
        note or None,
    )


def _proof(desk: Desk) -> Iterator[QuestionRow]:
    if bare := bare_statements(desk):
        yield QuestionRow(
            subject=f"Pernyataan tanpa data dukung ({len(bare)})",
            question=f"Dokumen apa yang membuktikan {', '.join(bare)}?",
            note=None,
        )


def _question(desk: Desk, item: Item, question: str, note: str | None = None) -> QuestionRow:
    return QuestionRow(subject=desk.subject(item.code), question=question, note=note)
