"""A way read as work: who does what until when, which document proves it, what it adds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import printed
from spbe_lib.law.instrument import ExternalIndex, Indicator, Instrument, Item, Requirement
from spbe_lib.results.planning.model import Move, Problem, Way
from spbe_lib.results.planning.schedule import quarters
from spbe_lib.results.planning.setting import Ground, needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One step of a plan as work for one OPD.

    Attributes:
        year: In which year.
        quarter: In which quarter of it (1–4) it is done.
        opd: Code of the lead; None where nobody leads the indicator.
        person: Who prepares it there, where the terms or the register say so.
        item: Code of the item.
        level: The level that is reached.
        requirements: What is still to be fulfilled, in legal order; empty where it is not known.
        other: What is to be done where no requirement is known.
        documents: What can prove it, as the edition suggests; each once.
        missing: By requirement of all OPDs, who has not said yes yet, in the order of the register.
        gain: What it adds to the index (0–5).
        effort: In the unit of the edition's rules.
        recommendations: What was recommended for the item, each with who did.
        reason: Why something else comes before it, or why it has a deadline; empty where neither is so.
    """

    year: int
    quarter: int
    opd: str | None
    person: str | None
    item: str
    level: int
    requirements: tuple[Requirement, ...]
    other: str
    documents: tuple[str, ...]
    missing: Mapping[str, tuple[str, ...]]
    gain: Fraction
    effort: Fraction
    recommendations: tuple[str, ...] = ()
    reason: str = ""


def tasks(
    ground: Ground, problem: Problem, way: Way, recommendations: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Task, ...]:
    """Every step of a way as work, by year, quarter and in legal order.

    Args:
        ground: What the plan is made from.
        problem: What decided it.
        way: One way of the plan.
        recommendations: What is recommended by item, each with who does.
    """
    leads = {item.code: ground.cycle.leads.get(item.indicator) for item in ground.instrument.items}
    when, told = quarters(problem, way, leads), recommendations or {}
    found = [_task(ground, problem, move, when[move.step.key], told) for move in way.moves]
    return tuple(sorted(found, key=lambda task: (task.year, task.quarter)))


def _task(
    ground: Ground, problem: Problem, move: Move, quarter: int, told: Mapping[str, tuple[str, ...]]
) -> Task:
    item = ground.instrument.item(move.step.item)
    if item is None:
        raise KeyError(move.step.item)
    indicator, lead = ground.instrument.indicator(item.indicator), ground.cycle.leads.get(item.indicator)
    asked = needed(ground, item, move.step.level)
    own = indicator.level(move.step.level)
    return Task(
        year=move.year,
        quarter=quarter,
        opd=lead,
        person=_person(ground, lead),
        item=item.code,
        level=move.step.level,
        requirements=asked,
        other=_other(ground.instrument, indicator, move.step.level, ground, item),
        documents=tuple(_documents(indicator, asked or (own.requirements if own else ()))),
        missing=_missing(ground, asked),
        gain=move.gain,
        effort=move.step.effort,
        recommendations=told.get(item.code, ()),
        reason=_reason(problem, move),
    )


def _person(ground: Ground, lead: str | None) -> str | None:
    if lead is None:
        return None
    return ground.cycle.plan.persons.get(lead) or ground.cycle.opd(lead).contact


def _other(instrument: Instrument, indicator: Indicator, level: int, ground: Ground, item: Item) -> str:
    """What a step is where no requirement of it is left or known."""
    own = indicator.level(level)
    if own is not None and own.requirements:
        whole = not needed(ground, item, level)
        return "Semua syaratnya sudah dinyatakan OPD tetapi belum diakui; lengkapi buktinya." if whole else ""
    if indicator.external_index:
        place = [each.value for each in indicator.scale.levels].index(level) - 1
        return _raised(instrument, indicator.external_index, level, place)
    return f"Bukti untuk tingkat {level}; syaratnya tidak tersedia di sini, tanyakan kepada Tim."


def _raised(instrument: Instrument, index: ExternalIndex, level: int, place: int) -> str:
    """A level that another index gives: up to which figure, its threshold at a place, that one must rise."""
    rule = instrument.external_threshold
    if not 0 <= place < len(index.thresholds):
        return f"Naikkan {index.name} ({index.steward}); ambang tingkat {level} tidak diketahui."
    how, bound = rule.label if rule else "memenuhi", printed(index.thresholds[place], instrument.digits)
    return f"Naikkan {index.name} ({index.steward}) sampai {how} {bound}, ambang tingkat {level}."


def _documents(indicator: Indicator, asked: tuple[Requirement, ...]) -> Iterator[str]:
    proofs = [each for requirement in asked for each in requirement.evidence]
    yield from dict.fromkeys(proofs or indicator.evidence)


def _missing(ground: Ground, asked: tuple[Requirement, ...]) -> Mapping[str, tuple[str, ...]]:
    codes = {each.code for each in asked}
    return {
        count.rule.requirement: count.lacking
        for count in ground.scopes
        if count.rule.requirement in codes and count.lacking
    }


def _reason(problem: Problem, move: Move) -> str:
    """Why it stands where it stands."""
    step = move.step
    first = [due for due in problem.dues if step.rests_on is None or step.rests_on < due.level]
    due = [each.reason for each in first if step.key in each.steps and each.reason]
    before = [each.reason for each in problem.orders if each.step == step.key]
    return next(iter((*due, *before)), "")
