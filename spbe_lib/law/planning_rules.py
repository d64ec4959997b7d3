"""What ``law.planning`` reads, as frozen values: the effort of a step, and what comes before what.

All of it binds the plan only and never a value: no level or index changes with anything here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rung:
    """A level of an indicator, by its legal number."""

    indicator: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """What a plan does first: no step leads to ``reach`` or above it before ``before`` is reached.

    A level that is held already stays. ``reason`` is told to people, ``ground`` names where it is written, or
    says that it is an inference of ours.
    """

    before: Rung
    reach: Rung
    reason: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningRules:
    """What a plan assumes under one edition.

    Attributes:
        unit: What effort is counted in ("poin usaha").
        ground: Where the efforts come from; told on every page with a plan.
        efforts: Effort of the step to a level, by code of the scale and level.
        least_share: The least share of its effort that a step keeps, however much of it is fulfilled already.
        most_each: At most so many steps of one item in a year; None without such a limit.
        most_each_ground: Where that limit comes from.
        prerequisites: What comes before what, in the order of the file.
    """

    unit: str = "poin usaha"
    ground: str = ""
    efforts: Mapping[str, Mapping[int, Fraction]] = field(default_factory=dict)
    least_share: Fraction = Fraction(0)
    most_each: int | None = None
    most_each_ground: str = ""
    prerequisites: tuple[Prerequisite, ...] = ()
