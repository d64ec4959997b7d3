"""What the head of an OPD should have prepared next."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Item, ScaleLevel
from spbe_lib.records.answers import Answer, Recorded, Status
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Step
from spbe_lib.reporting.opd.desk import Desk, due_words, gained, level_words
from spbe_lib.reporting.opd.document import StepRow
from spbe_lib.reporting.opd.evidence import bare_statements, told_statements
from spbe_lib.reporting.opd.follow_up_rows import late_steps
from spbe_lib.reporting.working_rows import gain_working
from spbe_lib.results.external_level import needed_figure
from spbe_lib.results.planning.tasks import Task
from spbe_lib.results.repairs import Kind, Repair, returned_due

_STEPS = 3
_EXAMPLES = 3
_TOPICS = 6


def steps(desk: Desk, planned: Mapping[str, Task] = MappingProxyType({})) -> tuple[StepRow, ...]:
    """The at most three things to prepare.

    What the Tim sent back comes first, then what is late of the recommendations, then what the government's
    plan counts on, soonest first, then what adds most to the index; an answer that is still owed keeps its
    place among the three, and what nobody proved yet comes last.

    Args:
        desk: The OPD.
        planned: The first step of the plan for each item that the OPD leads.
    """
    ways = [(item, above) for item in desk.items if (above := _above(desk, item)) and not _owed(desk, item)]
    ways.sort(key=lambda way: (*_turn(planned.get(way[0].code)), -_gain(desk, *way)))
    owed = (*_unanswered_items(desk), *_unanswered(desk))
    late = tuple(late_steps(desk))[: _STEPS - len(owed)]
    left = _STEPS - len(owed) - len(late)
    repairs = _repairs(desk, [item.code for item, _ in ways[:left]])
    rises = [
        _counted_on(desk, item, _rise(desk, item, above), planned.get(item.code))
        for item, above in ways[: max(left - len(repairs), 0)]
    ]
    return (*repairs, *late[: _STEPS - len(owed) - len(repairs)], *rises, *owed, *_unproven(desk))[:_STEPS]


def _turn(task: Task | None) -> tuple[int, int, int]:
    """What the plan counts on comes in the order of its years and quarters, before the rest."""
    return (0, task.year, task.quarter) if task else (1, 0, 0)


def _counted_on(desk: Desk, item: Item, step: StepRow, task: Task | None) -> StepRow:
    """The step with when the plan counts on it (``2025, triwulan 2``), and with one deadline only.

    What the plan places after the day is bound by the plan; an answer that is owed or came back by its day.
    """
    if task is None:
        return step
    recorded = desk.response(item)
    due, begins = _due(desk, recorded), date(task.year, 3 * task.quarter - 2, 1)
    if step.due and due and due < begins:
        if recorded is None or recorded.standing.status is Status.RETURNED:
            return step
        step = dataclasses.replace(step, due=None)
    return dataclasses.replace(step, planned=f"{task.year}, triwulan {task.quarter}")


def _repairs(desk: Desk, told: list[str]) -> tuple[StepRow, ...]:
    """One step for what came back or was promised, but for answers that are told among the rises anyway."""
    back = [each for each in desk.repairs.open if each.kind is not Kind.ANSWER or each.topic not in told]
    if not back:
        return ()
    topics = _in_legal_order(desk, back)
    one = back[0].kind is Kind.ANSWER and len(back) == 1
    step = StepRow(
        what=(one and back[0].wanted.strip()) or _asked_for(back),
        subject=desk.subject(topics[0]) if len(topics) == 1 else _first(desk, topics),
        goal=None,
        gain=None,
        due=due_words(min((each.due for each in back if each.due), default=None), desk.today),
        examples=(),
        note=_by_whom(back),
    )
    return (step,)


def _in_legal_order(desk: Desk, back: Sequence[Repair]) -> list[str]:
    """What the repairs are about: led items, shared obligations, items of others for which was promised."""
    topics = {each.topic for each in back}
    known = [item.code for item in desk.items] + list(desk.obligations)
    others = [item.code for item in desk.instrument.items if item.code not in known]
    return [topic for topic in (*known, *others) if topic in topics]


def _asked_for(back: Sequence[Repair]) -> str:
    count = sum(each.kind is not Kind.PROMISE for each in back)
    whole = all(each.kind in (Kind.ANSWER, Kind.PROMISE) for each in back)
    repair = f"Perbaiki {count} {'isian' if whole else 'hal'} yang dikembalikan" if count else ""
    promises = len(back) - count
    keep = f"tepati {promises} janji kepada asesor" if promises else ""
    told = " dan ".join(part for part in (repair, keep) if part)
    return told[0].upper() + told[1:]


def _by_whom(back: Sequence[Repair]) -> str:
    by_team = all(each.stage is Stage.MANDIRI and each.kind is not Kind.PROMISE for each in back)
    return f"{'Dikembalikan Tim; alasannya' if by_team else 'Alasan dan tenggatnya'} ada di bawah."


def _owed(desk: Desk, item: Item) -> bool:
    """Whether the Tim gave a value and the OPD's answer is still owed."""
    outcome = desk.outcomes[item.code]
    return outcome.claimed is None and outcome.external is None and desk.counted(item) is not None


def _unanswered_items(desk: Desk) -> Iterator[StepRow]:
    """One step for all items to which the Tim gave a value without an answer of the OPD."""
    open_ones = [item for item in desk.items if _owed(desk, item)]
    if open_ones:
        one = len(open_ones) == 1
        yield dataclasses.replace(
            _plain(
                desk,
                f"Isi jawaban {'indikator ' + open_ones[0].code if one else f'{len(open_ones)} indikator'}",
                desk.subject(open_ones[0].code) if one else _first(desk, [item.code for item in open_ones]),
            ),
            note="Sudah dinilai tanpa jawaban OPD; jawaban dan data dukungnya tetap diperlukan.",
        )


def _above(desk: Desk, item: Item) -> ScaleLevel | None:
    """The level that the next requirement leads to: above the value, and not below the requirement's own."""
    missing, base = desk.first_missing(item), _base(desk, item)
    place = desk.instrument.place(missing.code) if missing else None
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
    indicator = desk.instrument.indicator(item.indicator)
    goal = level_words(indicator, above.value)
    figure = needed_figure(desk.instrument, indicator, above.value)
    unknown = figure or f"Bukti untuk {goal}; syaratnya tidak tersedia di sini, tanyakan kepada Tim."
    return StepRow(
        what=desk.said(item, missing.text) if missing else unknown,
        subject=desk.subject(item.code),
        goal=goal,
        gain=gained(_gain(desk, item, above), desk.instrument.digits),
        due=None if figure else due_words(_due(desk, desk.response(item)), desk.today),
        examples=missing.evidence[:_EXAMPLES] if missing else (),
        note=_caution(desk, item),
        working=gain_working(desk.instrument, item, Span.exactly(_base(desk, item).high), above.value),
    )


def _caution(desk: Desk, item: Item) -> str | None:
    """What the reader must know of a step besides: unanswered, or held up by an obligation of all."""
    missing, recorded = desk.first_missing(item), desk.response(item)
    if recorded and recorded.standing.status is Status.RETURNED:
        decision = recorded.standing.decision
        wanted = decision.wanted.strip().rstrip(".") if decision else ""
        return f"Dikembalikan Tim{'; yang diminta: ' + wanted if wanted else ''}."
    if external := desk.outcomes[item.code].external:
        return f"Nilainya dari indeks lain, tidak diisi pada Kuesioner: {external.words}."
    if desk.counted(item) is None:
        return f"Indikator ini belum dijawab dan sekarang dihitung {_base(desk, item).low}."
    if missing and desk.held_by_all(item):
        return _shared_caution(desk, missing.code)
    if desk.unrecognised(item):
        judge = "Tim" if desk.stage is Stage.MANDIRI else "asesor eksternal"
        return f"Sudah dicentang OPD, tetapi belum diakui {judge}."
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
            f"Kewajiban bersama indikator {_cut([desk.obligation_number(code) for code in open_ones])}",
        )


def _unproven(desk: Desk) -> Iterator[StepRow]:
    """One step for everything that is stated without a document."""
    if bare := bare_statements(desk):
        count = sum(len(codes) for codes in bare.values())
        accepted = sum(len(codes) for topic, codes in bare.items() if _accepted(desk, topic))
        which = "Sudah" if accepted == count else f"{accepted} di antaranya sudah"
        yield dataclasses.replace(
            _plain(desk, f"Sebutkan data dukung untuk {count} pernyataan", _first_statements(desk, bare)),
            due=due_words(_next_deadline(desk), desk.today),
            note=f"{which} diterima Tim, tetapi asesor eksternal akan meminta dokumennya."
            if accepted
            else None,
        )


def _accepted(desk: Desk, topic: str) -> bool:
    every = desk.own.answers
    return every[desk.opd.code, topic].standing.status is Status.ACCEPTED


def _first_statements(desk: Desk, bare: Mapping[str, tuple[str, ...]]) -> str:
    shown = dict(list(bare.items())[:_TOPICS])
    more = f"; dan {len(bare) - _TOPICS} isian lagi" if len(bare) > _TOPICS else ""
    said = told_statements(desk, shown)
    return said[0].upper() + said[1:] + more


def _first(desk: Desk, topics: list[str]) -> str:
    """The first of several topics by their labels, and how many more there are."""
    said = _cut([desk.label(topic) for topic in topics])
    return said[0].upper() + said[1:]


def _cut(labels: list[str]) -> str:
    more = f", dan {len(labels) - _TOPICS} lagi" if len(labels) > _TOPICS else ""
    return ", ".join(labels[:_TOPICS]) + more


def _plain(desk: Desk, what: str, subject: str) -> StepRow:
    return StepRow(
        what=what,
        subject=subject,
        goal=None,
        gain=None,
        due=due_words(desk.cycle.due(desk.opd.code, Step.OPD), desk.today),
        examples=(),
        note=None,
    )


def officer(desk: Desk) -> str | None:
    """Who prepares the answers in the OPD: its contact, else who filled in the last file."""
    named = [each.filled_by for each in desk.own.submissions if each.filled_by.strip()]
    return desk.opd.contact or (named[-1] if named else None)


def _due(desk: Desk, recorded: Recorded | None) -> date | None:
    """Until when a step can be made: what is owed or returned has its own day, the rest the next one open."""
    if recorded is None:
        return desk.cycle.due(desk.opd.code, Step.OPD)
    if recorded.standing.status is Status.RETURNED:
        return returned_due(desk.cycle, desk.opd.code, recorded.standing)
    return _next_deadline(desk)


def _next_deadline(desk: Desk) -> date | None:
    """The next day on which documents can still come in; who was in time is not told that he is late."""
    steps = (Step.OPD, Step.REPAIR, Step.NATIONAL)
    days = [day for step in steps if (day := desk.cycle.due(desk.opd.code, step))]
    return next((day for day in sorted(days) if desk.today is None or day >= desk.today), None)
