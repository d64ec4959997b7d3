"""A simulation laid out as rows: printed figures with their signs, and the steps of its waterfall."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span, office_day, printed_date
from spbe_lib.records.files.scenario_file import Scenario
from spbe_lib.records.model import PublishedResult
from spbe_lib.records.plan_terms import Aim
from spbe_lib.reporting.consolidated.before_rows import signed
from spbe_lib.reporting.consolidated.case import printed_value
from spbe_lib.reporting.points import is_rounded, signed_points
from spbe_lib.reporting.score_rows import part_row, predicate_facts
from spbe_lib.reporting.simulation.base import Base
from spbe_lib.reporting.simulation.document import MovedPart, NeedRow, ScenarioFacts, ShiftRow
from spbe_lib.results.planning.setting import floor_of
from spbe_lib.results.planning.simulated import effort_of, unmet
from spbe_lib.results.planning.words import effort_words
from spbe_lib.results.scenario import Shift, Simulation, climbed, total
from spbe_lib.results.scorecard import PartScore, Scorecard
from spbe_lib.results.scoring import Part

CHANGED = "Nilai dasar sudah berubah sejak skenario ini disimpan."
ELSEWHERE = "Skenario ini disimpan atas nilai dasar lain ({}); di sini dihitung atas dasar halaman ini."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One step of a waterfall before it is printed."""

    code: str
    name: str
    gain: Span


def scenario_facts(base: Base, simulation: Simulation, kept: Scenario | None = None) -> ScenarioFacts:
    """Lay out what a simulation does.

    Args:
        base: The values that it changes.
        simulation: What it works out.
        kept: Under which name it was kept; None for one that was not.
    """
    digits, card = base.instrument.digits, simulation.after
    gains = [shift.gain for shift in simulation.shifts]
    before = figure_of(simulation.before, of_index=simulation.of_index)
    after = figure_of(card, of_index=simulation.of_index)
    given = simulation.before.verdict.predicate
    effort = effort_of(base.problem, simulation)
    return ScenarioFacts(
        name=kept.name if kept else None,
        by=kept.by if kept else None,
        day=printed_date(office_day(kept.at)) if kept else None,
        caution=caution_of(base, kept) if kept else None,
        of_index=simulation.of_index,
        figure_before=before.printed(digits),
        figure_after=after.printed(digits),
        gain=signed_points(simulation.gain, digits),
        rounded=any(is_rounded(gain, digits) for gain in gains),
        predicate_before=given.name if given else None,
        index=part_row(card, card.index, None),
        predicate=predicate_facts(card, PublishedResult()),
        effort=f"{effort_words(effort)} {base.ground.rules.unit}" if effort is not None else None,
        warnings=unmet(base.problem, simulation, base.values),
        reaches=_reaches(base, card),
        parts=tuple(_moved(simulation)),
        items=_steps(simulation, (_of_item(base, shift) for shift in simulation.shifts)),
        aspects=_steps(
            simulation,
            (
                _Step(code=f"{aspect.number}", name=aspect.name, gain=gain)
                for aspect, gain in simulation.by_aspect
            ),
        ),
        needs=tuple(_need(base, shift) for shift in simulation.shifts),
    )


def caution_of(base: Base, kept: Scenario) -> str | None:
    """What is to be said of the values on which a kept simulation is worked out now; None if nothing is."""
    here = base.frozen_round.name if base.frozen_round else None
    if (kept.origin, kept.frozen_round) != (base.origin, here):
        when = f"putaran {kept.frozen_round}" if kept.frozen_round else "catatan hari itu"
        return ELSEWHERE.format(f"{kept.origin.label}, {when}")
    return CHANGED if kept.base_code != base.code else None


def figure_of(card: Scorecard, *, of_index: bool) -> Span:
    """What changes are told of: the index, or the lowest one that is still possible."""
    possible = card.index.possible or Span.exactly(0)
    return possible if of_index else Span.exactly(possible.low)


def title_of(base: Base, code: str) -> str:
    """Short name of an item: the chosen service's title where the law only says "sector 1"."""
    item = base.instrument.item(code)
    if item is None:
        return code
    return base.cycle.services.get(code) or base.instrument.indicator(item.indicator).short_name


def _reaches(base: Base, card: Scorecard) -> bool | None:
    known, target = card.index.known, base.cycle.target.index
    if known is None or target is None:
        return None
    return known.low >= floor_of(base.instrument, base.cycle.year, Aim(index=target)).index


def _moved(simulation: Simulation) -> Iterable[MovedPart]:
    digits, whole = simulation.before.instrument.digits, simulation.before.index.part.weight
    pairs = zip(_parts(simulation.before), _parts(simulation.after), strict=True)
    for before, after in pairs:
        if before.items:
            yield MovedPart(
                kind=before.part.kind,
                number=before.part.number,
                name=before.part.name,
                before=before.shown(digits),
                after=after.shown(digits),
                difference=_difference(
                    before.known, after.known, _gain_of(simulation, before.part, whole), digits
                ),
            )


def _gain_of(simulation: Simulation, part: Part, whole: Fraction) -> Span:
    """The change of a part on its own scale (0–5), from the changed items alone."""
    share = whole / part.weight
    inside = [
        gain
        for aspect, gain in simulation.by_aspect
        if part.kind == "index"
        or (part.kind == "domain" and aspect.domain == part.number)
        or (part.kind == "aspect" and aspect.number == part.number)
    ]
    gain = total(inside)
    return Span(gain.low * share, gain.high * share)


def _difference(before: Span | None, after: Span | None, gain: Span, digits: int) -> str | None:
    """As the printed figures are subtracted; where they are ranges, what the changed items add."""
    if before is None or after is None:
        return None
    if before == after:
        return signed(Span.exactly(0), Span.exactly(0), digits)
    now, then = Span(*after.printed_ends(digits)), Span(*before.printed_ends(digits))
    if now.exact is None or then.exact is None:
        return signed_points(gain, digits)
    return signed(now, then, digits)


def _parts(card: Scorecard) -> list[PartScore]:
    return [card.index, *card.domains, *card.aspects]


def _of_item(base: Base, shift: Shift) -> _Step:
    return _Step(code=shift.item.code, name=title_of(base, shift.item.code), gain=shift.gain)


def _steps(simulation: Simulation, steps: Iterable[_Step]) -> tuple[ShiftRow, ...]:
    """The steps one after the other, each from where the one before it ended."""
    digits = simulation.before.instrument.digits
    at = _middle(figure_of(simulation.before, of_index=simulation.of_index))
    rows = list[ShiftRow]()
    for step in steps:
        end = at + _middle(step.gain)
        rows.append(
            ShiftRow(
                code=step.code,
                name=step.name,
                gain=signed_points(step.gain, digits),
                rises=None if end == at else end > at,
                begins=str(at),
                ends=str(end),
            )
        )
        at = end
    return tuple(rows)


def _middle(span: Span) -> Fraction:
    return (span.low + span.high) / 2


def _need(base: Base, shift: Shift) -> NeedRow:
    indicator = base.instrument.indicator(shift.item.indicator)
    code, digits = shift.item.code, base.instrument.digits
    lead = base.cycle.leads.get(shift.item.indicator)
    return NeedRow(
        code=code,
        name=title_of(base, code),
        aspect=shift.item.aspect,
        lead=base.cycle.opd(lead).name if lead else None,
        before=printed_value(shift.before, digits),
        after=printed_value(shift.after, digits) or "",
        gain=signed_points(shift.gain, digits),
        needs=tuple(
            f"{indicator.label_of(each.code)}: {base.cycle.said(code, indicator.short_name, each.text)}"
            for level in climbed(indicator, shift.before, shift.after)
            for each in level.requirements
        ),
    )
