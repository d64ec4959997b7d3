"""The shape of ``rencana.yaml``: which keys it may have, and what kind of text each one takes."""

from typing import Annotated

from pydantic import Field

from spbe_lib.law.planning import PairSheet
from spbe_lib.sheets import Figure, Number, Sheet, Text, Whole

Effort = Annotated[Number, Field(ge=0)]

MOST_YEARS = 5
"""A longer plan is not read: what is proven to be best takes minutes to find then, for every report anew."""


class AimSheet(Sheet):
    """What is to be reached by the end of a year: an index or a predicate."""

    index: Figure | None = None
    predicate: Text | None = None


class MostSheet(Sheet):
    """How many steps a year may hold."""

    all: Annotated[Whole, Field(ge=1)] | None = None
    each: Annotated[Whole, Field(ge=1)] | None = None


class FixedSheet(Sheet):
    """An indicator that takes no step."""

    indicator: Whole
    reason: Text


class DueSheet(Sheet):
    """A level that must be reached by a year."""

    indicator: Whole
    level: Whole
    year: Whole
    reason: Text | None = None


class OwnEffortSheet(Sheet):
    """An effort of the government's own."""

    effort: Effort
    indicator: Whole | None = None
    level: Whole | None = None
    opd: Text | None = None


class OwnPairSheet(PairSheet):
    """What comes before what, with its reason."""

    reason: Text


class PlanSheet(Sheet):
    """The keys of ``rencana.yaml``, all of them optional."""

    years: Annotated[Whole, Field(ge=1, le=MOST_YEARS)] = 1
    first_year: Annotated[Whole, Field(ge=2018, le=2100)] | None = None
    targets: dict[str, AimSheet] = Field(default_factory=dict)
    budgets: dict[str, Effort] = Field(default_factory=dict)
    most_steps_per_year: MostSheet = MostSheet()
    fixed: tuple[FixedSheet, ...] = ()
    deadlines: tuple[DueSheet, ...] = ()
    efforts: tuple[OwnEffortSheet, ...] = ()
    prerequisites: tuple[OwnPairSheet, ...] = ()
    persons: dict[str, Text] = Field(default_factory=dict)
