"""The part of the frozen consolidated input that tells of the plan; every figure of it is a projection."""

from dataclasses import dataclass
from typing import Literal

PlanOutcome = Literal["no_values", "no_aim", "reached", "planned", "out_of_reach", "unsolved"]
"""How the plan ends; the spelling of ``results.planning.model.Outcome``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStepRow:
    """One step of the plan as work.

    ``what`` are the requirements that are still to be fulfilled, each with its label; ``documents`` what can
    prove them; ``missing`` names the OPDs of which a requirement still waits; ``why`` is a prerequisite or
    deadline. ``recommendations`` say who gave them. ``gain`` is in points of the index, ``exact`` the same
    as a fraction, ``effort`` in the unit of the edition.
    """

    year: int
    quarter: int
    code: str
    name: str
    level: int
    level_name: str | None
    opd: str | None
    person: str | None
    what: tuple[str, ...]
    documents: tuple[str, ...]
    missing: tuple[str, ...]
    gain: str
    exact: str
    effort: str
    why: str | None
    recommendations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYearRow:
    """One year of the plan: its steps and effort, the index at its end, and what was to be reached.

    ``shown`` is the index as printed, ``height`` the exact one as a fraction, for the chart, ``bar`` the
    exact target.
    """

    year: int
    steps: int
    effort: str
    budget: str | None
    shown: str
    height: str
    target: str | None
    bar: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """What a higher index takes: all effort, and how much more than the plan; None where out of reach."""

    index: str
    effort: str | None
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWayRow:
    """A next-best plan: how it differs from the best one, its effort and index."""

    change: str
    steps: int
    effort: str
    index: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The plan of the government.

    ``headline`` says how it ends, ``reach`` what is out of reach and why, ``assumptions`` what it takes for
    granted. ``start_shown`` is the figure before any step, ``start_name`` what it is called (no index while
    an item is unanswered), ``start_height`` the same as a fraction; ``unit`` is that of effort. Without a
    way, ``steps``, ``years``, ``prices`` and ``others`` are empty.
    """

    outcome: PlanOutcome
    stamp: str
    headline: str
    reach: tuple[str, ...]
    assumptions: tuple[str, ...]
    unit: str
    start_name: str
    start_shown: str
    start_height: str
    effort: str | None
    index: str | None
    gain: str | None
    steps: tuple[PlanStepRow, ...]
    years: tuple[PlanYearRow, ...]
    prices: tuple[PriceRow, ...]
    others: tuple[OtherWayRow, ...]
