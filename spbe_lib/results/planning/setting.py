"""From a cycle, its values and its terms to what decides a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.planning_rules import PlanningRules
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.planning.model import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a plan is made from.

    Attributes:
        cycle: Whose leads, target and terms (``cycle.plan``).
        instrument: Its edition.
        rules: The edition's ``planning.yaml``.
        values: Where the government stands (0–5), by item; of a range its low end counts; a missing item is
            unanswered and takes no step.
        records: Whose ticks say how much of a step is fulfilled already.
    """

    cycle: Cycle
    instrument: Instrument
    rules: PlanningRules
    values: Mapping[str, Span]
    records: Records


def problem_of(ground: Ground) -> Problem:
    """Everything that decides the plan.

    Raises:
        ValueError: A value belongs to no item of the edition.
    """
    raise NotImplementedError
