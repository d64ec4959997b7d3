"""The plan that reaches the target even when the assessor takes off what is expected, laid out as rows."""

from collections.abc import Mapping

from spbe_lib.figures import Span, printed
from spbe_lib.law.planning import load_planning
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.forecast_document import SureFacts, SureStepRow
from spbe_lib.reporting.points import points
from spbe_lib.results.forecast import Forecast
from spbe_lib.results.habit import Habit
from spbe_lib.results.planning.model import Move
from spbe_lib.results.planning.setting import Ground
from spbe_lib.results.sure_plan import SurePlan, sure_plan


def sure_facts(case: Case, values: Mapping[str, Span], known: Habit, ahead: Forecast) -> SureFacts | None:
    """The steps with which the lower end of the range reaches the target; None where none do.

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
    found = sure_plan(ground, known, ahead)
    return None if found is None else _facts(case, found, rules.unit)


def _facts(case: Case, found: SurePlan, unit: str) -> SureFacts:
    digits = case.instrument.digits
    return SureFacts(
        steps=tuple(_step(case, move) for move in found.way.moves),
        effort=f"{printed(found.way.effort, 1)} {unit}",
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
