"""What a government says of its plan (``rencana.yaml``): target, years, budget, what is fixed; pure.

Everything is optional; what is not said is not assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from spbe_lib.law.planning_rules import Prerequisite


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be reached: an index (0–5) as printed, or a predicate by its name; one of the two."""

    index: Fraction | None = None
    predicate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """An indicator that takes no step (*dikunci*), and why."""

    indicator: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDue:
    """A level that an indicator must have reached by the end of a year."""

    indicator: int
    level: int
    year: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEffort:
    """An effort that the government sets itself, in the unit of the edition's rules.

    It holds for every step that fits what is named; where several fit, the last one counts.
    """

    effort: Fraction
    indicator: int | None = None
    level: int | None = None
    opd: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTerms:
    """The terms of a plan.

    Attributes:
        years: How many years the plan has.
        first_year: Its first year; None for the year after the cycle's.
        aims: What is to be reached by the end of a year; without any, the cycle's target in the last year.
        budgets: The most effort that may be spent in a year, by year.
        most_all: At most so many steps in a year, over all indicators.
        most_each: At most so many steps of one item in a year; None for what the edition's rules say.
        fixed: Indicators that take no step.
        dues: Levels that must be reached by a year.
        efforts: Efforts that the government sets itself, in the order of the file.
        prerequisites: What comes before what, besides the edition's rules.
        persons: Who prepares it in an OPD (a name or a position), by code.
    """

    years: int = 1
    first_year: int | None = None
    aims: Mapping[int, Aim] = field(default_factory=dict)
    budgets: Mapping[int, Fraction] = field(default_factory=dict)
    most_all: int | None = None
    most_each: int | None = None
    fixed: tuple[Fixed, ...] = ()
    dues: tuple[LevelDue, ...] = ()
    efforts: tuple[OwnEffort, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    persons: Mapping[str, str] = field(default_factory=dict)

    def span(self, year: int) -> range:
        """The years of the plan of a cycle of this year."""
        first = year + 1 if self.first_year is None else self.first_year
        return range(first, first + self.years)

    def over(self, years: int, year: int, budget: Fraction | None = None) -> "PlanTerms":
        """The same terms for so many years; what lies beyond them is left out.

        Args:
            years: How many years the plan has instead.
            year: Year of the cycle.
            budget: What may be spent in each year, instead of what the terms say; None for these.
        """
        terms = replace(self, years=years)
        span = terms.span(year)
        spent = terms.budgets if budget is None else dict.fromkeys(span, budget)
        return replace(
            terms,
            aims={each: aim for each, aim in terms.aims.items() if each in span},
            budgets={each: spent[each] for each in span if each in spent},
            dues=tuple(due for due in terms.dues if due.year in span),
        )
