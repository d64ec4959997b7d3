"""What the leader reads first: the steps that matter most, and what is to be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spbe_lib.figures import Span
from spbe_lib.reporting.consolidated.document import ConsolidatedInput, StepRow
from spbe_lib.reporting.consolidated.office_document import OfficeFacts, ScopeRow
from spbe_lib.reporting.consolidated.plan_document import PlanFacts, PlanStepRow
from spbe_lib.reporting.points import points

MOST = 5
"""How many steps a leader is shown."""

_REASONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStep:
    """One step as a leader reads it: what, who, with which document, when, and what it adds to the index.

    ``what`` is None where the requirement is not known; ``unproven`` marks one that follows from the value
    alone. ``document`` and ``when`` are None without a plan.
    """

    code: str
    name: str
    level: int
    what: str | None
    unproven: bool
    opd: str | None
    document: str | None
    when: str | None
    gain: str


def key_steps(report: ConsolidatedInput) -> tuple[KeyStep, ...]:
    """The five steps that matter most: of the plan to the target, without one those that add most today."""
    plan = _plan(report)
    if plan is None or plan.outcome != "planned":
        return tuple(map(_of_today, report.steps[:MOST]))
    by_item: dict[str, list[PlanStepRow]] = {}
    for step in sorted(plan.steps, key=lambda step: (step.year, step.quarter, step.level)):
        by_item.setdefault(step.code, []).append(step)
    ordered = sorted(by_item.values(), key=lambda steps: -_gain(steps))
    return tuple(_of_plan(steps, report.edition.digits) for steps in ordered[:MOST])


def _gain(steps: Sequence[PlanStepRow]) -> Fraction:
    return sum((Fraction(step.exact) for step in steps), Fraction(0))


def _plan(report: ConsolidatedInput) -> PlanFacts | None:
    """The plan, once there is an index from which it can start."""
    return report.plan if report.index.shown else None


def _of_plan(steps: Sequence[PlanStepRow], digits: int) -> KeyStep:
    """All that the plan does for one item, from its first step to its last."""
    first, last = steps[0], steps[-1]
    days = dict.fromkeys(f"TW {step.quarter} {step.year}" for step in (first, last))
    return KeyStep(
        code=first.code,
        name=first.name,
        level=last.level,
        what=first.what[0] if first.what else None,
        unproven=False,
        opd=first.opd,
        document=first.documents[0] if first.documents else None,
        when=" – ".join(days),
        gain=points(Span.exactly(_gain(steps)), digits),
    )


def _of_today(step: StepRow) -> KeyStep:
    return KeyStep(
        code=step.code,
        name=step.name,
        level=step.next_level,
        what=step.requirement,
        unproven=step.unproven,
        opd=step.lead,
        document=None,
        when=None,
        gain=step.gain,
    )


def asked(report: ConsolidatedInput) -> dict[str, Any]:
    """What follows for the Sekretaris Daerah from the facts: the counts that ask for a decision."""
    office = report.office
    if office is None:
        return {"any": False}
    found = _of_office(report, office) | _of_plans(report)
    return found | {"any": any(found.values())}


def _of_plans(report: ConsolidatedInput) -> dict[str, Any]:
    """What is to be decided of target and plan: whether to follow it, or what to give up."""
    plan, target = _plan(report), report.target
    outcome = plan.outcome if plan else None
    return {
        "beyond": target is not None and target.state == "out_of_reach",
        "planned": outcome == "planned",
        "blocked": list(plan.reach[:_REASONS]) if plan and outcome == "out_of_reach" else [],
        "aimless": target is None and outcome == "no_aim",
    }


def _of_office(report: ConsolidatedInput, office: OfficeFacts) -> dict[str, Any]:
    unled = {code for row in office.contributions if row.opd is None for code in row.codes}
    return {
        "silent": len(office.waiting),
        "broken": [row.indicator for row in office.scopes if not row.holds and _is_named(row)],
        "unnamed": [row.indicator for row in office.scopes if not _is_named(row)],
        "unread": sum(row.second is None for row in office.self_reviewed),
        "unexplained": sum(row.reason is None for row in office.departures),
        "unled": [item.code for item in report.items if item.code in unled],
        "to_send": _to_send(report),
        "overdue": office.follow_up_count.overdue,
        "unplanned": office.follow_up_count.unplanned,
    }


def _is_named(row: ScopeRow) -> bool:
    return bool(row.counted or row.not_applicable)


def _to_send(report: ConsolidatedInput) -> str | None:
    """Until when the Tim's own assessment is to be signed and sent; None once somebody else assessed it."""
    if report.stage != "mandiri" or not report.deadlines:
        return None
    last = report.deadlines[-1]
    return last.day if last.national and not last.past else None
