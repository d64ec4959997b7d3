"""The plan that reaches the target even when the assessor takes off what is expected, laid out as rows."""

from collections.abc import Mapping

from spbe_lib.errors import PlanError
from spbe_lib.figures import Span, printed
from spbe_lib.law.planning import load_planning
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.forecast_document import SureFacts, SureStepRow
from spbe_lib.reporting.points import points
from spbe_lib.results.forecast import Forecast
from spbe_lib.results.habit import Habit
from spbe_lib.results.planning.model import Move
from spbe_lib.results.planning.setting import Ground, problem_of
from spbe_lib.results.planning.words import effort_words
from spbe_lib.results.sure_plan import SurePlan, last_target, sure_plan


def sure_facts(case: Case, values: Mapping[str, Span], known: Habit, ahead: Forecast) -> SureFacts | None:
    """The steps with which the lower end of the range reaches the last target of the plan.

    None without a target, and where the lower end reaches it already.

    Args:
        case: The cycle.
        values: The Tim's value of every item.
        known: What former years say.
        ahead: What they lead to expect of these values.
    """
    rules = load_planning(case.instrument.code)
    ground = Ground(
        cycle=case.cycle,
        instrument=case.instrument,
        rules=rules,
        values=values,
        records=case.records,
        scopes=case.consolidation.scopes,
    )
    target = last_target(problem_of(ground))
    if target is None or ahead.low >= target[1].index:
        return None
    named = f"{target[1].shown} pada {target[0]}"
    try:
        found = sure_plan(ground, known, ahead)
    except PlanError as refusal:
        return SureFacts(target=named, refusal=str(refusal))
    return SureFacts(target=named) if found is None else _facts(case, found, named, rules.unit)


def _facts(case: Case, found: SurePlan, target: str, unit: str) -> SureFacts:
    digits = case.instrument.digits
    return SureFacts(
        target=target,
        steps=tuple(_step(case, move) for move in found.way.moves),
        effort=f"{effort_words(found.way.effort)} {unit}",
        index=printed(found.index, digits),
        low=printed(found.ahead.low, digits),
        high=printed(found.ahead.high, digits),
    )


def _step(case: Case, move: Move) -> SureStepRow:
    item = next(item for item in case.instrument.items if item.code == move.step.item)
    return SureStepRow(
        code=item.code,
        title=case.title(item),
        lead=case.lead(item),
        level=move.step.level,
        year=move.year,
        gain=points(Span.exactly(move.gain), case.instrument.digits),
    )
