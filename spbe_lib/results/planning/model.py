"""The values of a plan: possible steps, what binds them, and the ways that were found."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from spbe_lib.law.instrument import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One level more for one item, as far as the law lets it be made in one go.

    Attributes:
        item: Code of the item.
        indicator: Its legal number.
        level: The level that is reached.
        rests_on: The step of the same item that must be made before, by its level; None where the item
            stands high enough already.
        effort: In the unit of the edition's rules; zero or more.
    """

    item: str
    indicator: int
    level: int
    rests_on: int | None
    effort: Fraction

    @property
    def key(self) -> tuple[str, int]:
        """Item and level: what a step is called by."""
        return self.item, self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A step that must not be made before another one (in the same year at the earliest).

    ``needs`` lists the steps of which at least one must be made: those that reach the level asked for. It is
    empty where none can, so that the step is never made.
    """

    step: tuple[str, int]
    needs: tuple[tuple[str, int], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The exact index (0–5) that must be reached by the end of a year, and how people call it.

    ``shown`` is "indeks 4,35" or "predikat Memuaskan"; ``basis`` says which index is compared, the exact or
    the printed one. ``index`` is the bound of the exact index either way.
    """

    index: Fraction
    shown: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Steps of an item of which at least one must be made by a year: those that reach a level."""

    item: str
    level: int
    year: int
    steps: tuple[tuple[str, int], ...]
    reason: str


class Limit(StrEnum):
    """What can bind a plan; each can be taken away to see what it costs."""

    EACH = "each"
    ALL = "all"
    BUDGET = "budget"
    FIXED = "fixed"
    ORDER = "order"
    DUE = "due"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that decides a plan, in exact numbers.

    Attributes:
        years: The years, in order.
        values: Where each item stands (0–5), by code in legal order: the lowest that is certain.
        weights: What a value of one adds to the index, by item: weight over the whole weight.
        steps: The possible steps in legal order, by item and level; also those of fixed items.
        fixed: Why an item takes no step, by item.
        orders: Prerequisites between indicators, and between steps.
        floors: What must be reached, by year.
        dues: Levels that must be reached by a year.
        budgets: The most effort in a year, by year.
        most_each: At most so many steps of an item in a year.
        most_all: At most so many steps in a year.
    """

    years: tuple[int, ...]
    values: Mapping[str, Fraction]
    weights: Mapping[str, Fraction]
    steps: tuple[Step, ...]
    fixed: Mapping[str, str]
    orders: tuple[Order, ...]
    floors: Mapping[int, Floor]
    dues: tuple[Due, ...]
    budgets: Mapping[int, Fraction]
    most_each: int | None
    most_all: int | None

    @property
    def start(self) -> Fraction:
        """The exact index before any step."""
        return sum((self.weights[code] * value for code, value in self.values.items()), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step that is made in a year. ``gain`` is what it adds to the index when made in this order."""

    step: Step
    year: int
    gain: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to the target: its moves by year and in legal order, its effort, the index after each year."""

    moves: tuple[Move, ...]
    effort: Fraction
    indexes: Mapping[int, Fraction]

    @property
    def index(self) -> Fraction:
        """The exact index at the end."""
        return self.indexes[max(self.indexes)]

    @property
    def steps(self) -> frozenset[tuple[str, int]]:
        """Which steps are made, in whatever year."""
        return frozenset(move.step.key for move in self.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a higher index costs: the least effort for it in all, and what that is more than the plan's.

    ``index`` is the printed one. ``effort`` is None where no way leads to ``index``.
    """

    index: Fraction
    effort: Fraction | None
    more: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """What taking limits away would give: the highest index within reach then, and whether it suffices.

    ``item`` names the one fixed item that is let go; empty where all of a kind are meant.
    ``index`` is None where there is still no way at all.
    """

    limits: tuple[Limit, ...]
    item: str
    index: Fraction | None
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A deadline that cannot be kept even alone, and which limits stand in its way: each of them by itself.

    ``limits`` is empty where taking no single one away helps.
    """

    due: Due
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far it can go at all.

    Attributes:
        highest: The highest index that all limits leave open in the last year, its target aside, and where
            there is no way those of the other years too; None where the limits contradict each other.
        by_year: The same for the end of each year that has a target; only where there is no way.
        ceiling: The index with every item that has a value at its highest level.
        relaxed: What taking each limit alone away would give, where it gives anything.
        fewest: The fewest limits that suffice together, where no single one does; empty where none do.
        blocked: Deadlines that cannot be kept even alone.
    """

    highest: Fraction | None
    by_year: Mapping[int, Fraction | None]
    ceiling: Fraction
    relaxed: tuple[Relaxed, ...] = ()
    fewest: tuple[Limit, ...] = ()
    blocked: tuple[Blocked, ...] = ()


class Outcome(StrEnum):
    """How a plan ends."""

    NO_VALUES = "no_values"
    NO_AIM = "no_aim"
    REACHED = "reached"
    PLANNED = "planned"
    OUT_OF_REACH = "out_of_reach"
    UNSOLVED = "unsolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of one government.

    Attributes:
        outcome: Whether there is a way, and if not, why not.
        problem: What decided it.
        unanswered: Items without a value, in legal order: they count their lowest and take no step.
        best: The way of least effort, or with the highest index for the budget; None without one.
        others: The next-best ways, best first; each leaves out at least one step of every way before it.
        prices: What a higher target costs: the next hundredths, then up to the highest that can be reached.
        reach: What is out of reach and why.
        refusal: Why it could not be worked out for certain, as people read it; empty where it could.
    """

    outcome: Outcome
    problem: Problem
    unanswered: tuple[str, ...] = ()
    best: Way | None = None
    others: tuple[Way, ...] = ()
    prices: tuple[Price, ...] = ()
    reach: Reach | None = None
    refusal: str = ""
