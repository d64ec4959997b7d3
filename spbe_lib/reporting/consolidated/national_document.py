"""What the consolidated report knows of other governments: published results, the place among them; frozen.

Every rank stands in a row that says among whom it was counted. Figures are printed strings.
"""

from dataclasses import dataclass
from typing import Literal

Ground = Literal["published", "final", "projection"]
"""The spelling of ``results.comparison.Ground``."""

Obstacle = Literal["no_list", "incomplete", "range"]
"""The spelling of ``results.comparison.Obstacle``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A rank, how many were counted with it, and how many others have the same figure."""

    rank: int
    count: int
    tied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """The place of the index in one group, and how the indices of that group lie."""

    among: str
    place: PlaceRow
    lowest: str
    lower: str
    median: str
    upper: str
    highest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """One figure beside printed averages, and its place in each of ``NationalFacts.columns``.

    ``number`` is None for the index; a figure or place that is not known is None.
    """

    number: int | None
    name: str
    value: str | None
    national: str | None
    of_kind: str | None
    places: tuple[PlaceRow | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateRow:
    """How many have one printed predicate, in each of ``NationalFacts.columns``."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BinRow:
    """One bar: from ``low`` to ``high``, both as printed; all of the first column, and those of the province.

    ``start`` and ``end`` are the exact ends as fractions.
    """

    low: str
    high: str
    start: str
    end: str
    count: int
    of_table: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRow:
    """A predicate, and the index from which it holds, exact as a fraction."""

    name: str
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnYearRow:
    """What was published of the government itself in one year, with its place in each group of that year."""

    year: int
    index: str
    predicate: str
    places: tuple[tuple[str, PlaceRow], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalFacts:
    """One government beside all others.

    Attributes:
        ground: On what the place stands; None where there is none, for which ``obstacle`` is the reason.
        reference: The year of the list that is compared with; None without one.
        listed: Whether the government itself stands in that list.
        index: The printed index that is placed, ``exact`` the same as a fraction; None without a place.
        table: Its province; None where it is not known.
        groups: The place in each group; empty where there is none.
        columns: The groups of the other tables, few enough for a page.
        averages_year: The year of the printed averages; None where none are known.
        kind_name: Of which kind of government ``StandingRow.of_kind`` is the average; None without one.
        target: The national target of that year.
        history: The government's own published results.
        sources: Where the figures were printed.
        notes: What is odd about them.
    """

    ground: Ground | None
    obstacle: Obstacle | None
    reference: int | None
    listed: bool
    index: str | None
    exact: str | None
    table: str | None
    groups: tuple[GroupRow, ...]
    columns: tuple[str, ...]
    averages_year: int | None
    kind_name: str | None
    target: str | None
    standings: tuple[StandingRow, ...]
    predicates: tuple[PredicateRow, ...]
    bins: tuple[BinRow, ...]
    bounds: tuple[BoundRow, ...]
    history: tuple[OwnYearRow, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
