"""The plan as a whole: the best way, the next ones, what more costs, what is out of reach."""

from spbe_lib.results.planning.model import Plan
from spbe_lib.results.planning.setting import Ground


def make_plan(ground: Ground, *, others: int = 2) -> Plan:
    """Plan the way to the target of a cycle.

    With an aim, the least effort that reaches it in its year; without an aim but with budgets, the most index
    for them; with neither, no plan. Every way that is returned was verified in exact fractions.

    Args:
        ground: What the plan is made from; its terms are ``ground.cycle.plan``.
        others: How many next-best ways are looked for.

    Raises:
        RuntimeError: The solver gave an answer that is none.
    """
    raise NotImplementedError
