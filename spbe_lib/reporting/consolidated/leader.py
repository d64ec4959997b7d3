"""What the leader reads first: the steps that matter most, and what is to be decided."""

from dataclasses import dataclass
from typing import Any

from spbe_lib.reporting.consolidated.document import ConsolidatedInput, StepRow
from spbe_lib.reporting.consolidated.office_document import OfficeFacts, ScopeRow

MOST = 5
"""How many steps a leader is shown."""


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
    """The five steps that matter most: those that add most to the index today."""
    return tuple(map(_of_today, report.steps[:MOST]))


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
    found = _of_office(report, office)
    found["beyond"] = report.target is not None and report.target.state == "out_of_reach"
    return found | {"any": any(found.values())}


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
    }


def _is_named(row: ScopeRow) -> bool:
    return bool(row.counted or row.not_applicable)


def _to_send(report: ConsolidatedInput) -> str | None:
    """Until when the Tim's own assessment is to be signed and sent; None once somebody else assessed it."""
    if report.stage != "mandiri" or not report.deadlines:
        return None
    last = report.deadlines[-1]
    return last.day if last.national and not last.past else None
