"""The frozen input of the report of simulations: one base, and one or more scenarios on it."""

from dataclasses import dataclass
from typing import Literal

from spbe_lib.reporting.rows import EditionFacts, PartRow, PredicateFacts, RoundFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """A changed item, or an aspect with changed items: what it adds to the figure or takes from it.

    ``gain`` is printed with its sign; ``begins`` and ``ends`` are the figure before and after this step, as
    exact fractions (the middle of a range), in the order in which the rows stand.
    """

    code: str
    name: str
    gain: str
    rises: bool | None
    begins: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """A changed item: its value before and after as printed, who leads it, and what its new levels ask."""

    code: str
    name: str
    aspect: int
    lead: str | None
    before: str | None
    after: str
    gain: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPart:
    """The index, a domain or an aspect before and after, as printed; None while incomplete."""

    kind: Literal["aspect", "domain", "index"]
    number: int
    name: str
    before: str | None
    after: str | None
    difference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFacts:
    """What one scenario would do.

    Attributes:
        name: How somebody called it; None for one that was not kept.
        by: Who kept it, ``day`` when; None for one that was not kept.
        caution: What is to be said of its base; None where it is the one on which it was kept.
        of_index: Whether the changes are those of the index, else of the lowest index still possible.
        figure_before: That figure before and after, as printed, and its change with its sign.
        rounded: Whether a change is printed rounded, so that a sum by hand may differ in the last digit.
        predicate_before: The predicate of the base; None while it is incomplete or its range crosses a bound.
        index: The index in the simulation; ``predicate`` what follows from it.
        effort: What the steps would take, with its unit; None where that is not known.
        warnings: What should come before a raised level and does not.
        reaches: Whether the target index is reached; None without a target, and while incomplete.
    """

    name: str | None
    by: str | None
    day: str | None
    caution: str | None
    of_index: bool
    figure_before: str
    figure_after: str
    gain: str
    rounded: bool
    predicate_before: str | None
    index: PartRow
    predicate: PredicateFacts
    effort: str | None
    warnings: tuple[str, ...]
    reaches: bool | None
    parts: tuple[MovedPart, ...]
    items: tuple[ShiftRow, ...]
    aspects: tuple[ShiftRow, ...]
    needs: tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationInput:
    """All that the report of simulations knows.

    ``base`` says whose values are changed, ``base_stamp`` how official they are; ``target`` is the target
    index of the cycle as printed. ``frozen_round`` is the round of the base; None for today's records.
    """

    kind: Literal["simulasi"]
    cycle: str
    government: str
    year: int
    sample: bool
    base: str
    base_stamp: str | None
    as_of: str | None
    source: str
    edition: EditionFacts
    index: PartRow
    predicate: PredicateFacts
    target: str | None
    scenarios: tuple[ScenarioFacts, ...]
    frozen_round: RoundFacts | None = None
