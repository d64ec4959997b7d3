"""What both reports are made of: facts of the edition, figures, items; frozen, ready to be printed.

Figures are carried twice: exact, as a fraction string, and shown, as printed.
"""

from dataclasses import dataclass
from typing import Literal

from spbe_lib.reporting.working import Working

StageName = Literal["mandiri", "dokumen", "interviu", "visitasi", "akhir"]
"""Whose figures a page shows; the spelling of ``records.model.Stage``."""

OTHER_LAW = "*"
"""Marks a value of last year that was given under another regulation, for the item that it was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """The frozen round from which a report is made: its name, and the day on which it was frozen."""

    name: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """What the report says of its regulation.

    ``top`` is the highest level (5), ``digits`` are those of the printed index;
    ``judges_items`` says that evidence items are judged one by one, and only accepted ones count.
    """

    code: str
    short_name: str
    legal_basis: str
    index_name: str
    confidence: str
    notices: tuple[str, ...]
    guideline: str | None
    guideline_text_available: bool
    guideline_changes: tuple[str, ...]
    criteria_vintage: str | None
    judges_items: bool
    requirements_known: bool
    unanswered_counts: str
    unanswered_means: Literal["not_submitted", "nothing_fulfilled"]
    nothing_fulfilled_counts: str
    top: int
    digits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """An aspect, a domain or the index: what is known of its figure (0–5).

    ``height`` is the exact lower end of the figure as a fraction, for bars; like ``shown`` and
    ``exact`` it is None while incomplete. ``agrees`` says whether the published figure is the
    computed one, or lies in its range; None while incomplete and where nothing was published.
    ``working`` is how the figure arises, None for a part without items.
    """

    kind: Literal["aspect", "domain", "index"]
    number: int
    name: str
    domain: int | None
    weight: str
    height: str | None
    exact: str | None
    shown: str | None
    lowest_shown: str | None
    highest_shown: str | None
    average_shown: str | None
    items: int
    answered: int
    published: str | None
    agrees: bool | None
    working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item: its value, the level's name, and what comes next.

    ``height`` is the exact lower end of the value, None while unanswered. ``fulfilled`` says that
    the value is above *nothing fulfilled*; ``level`` is the level that it exactly is.
    ``next_requirement`` is the first one that the value does not prove (its label: "syarat 5.1"), or the
    figure that another index must reach, which has no label;
    ``unproven`` marks it where it belongs to the level itself, which the lowest value leaves open.
    ``step_shown`` is what one more level adds to the index, ``step_working`` how.
    """

    code: str
    name: str
    short_name: str
    aspect: int
    weight: str
    height: str | None
    shown: str | None
    fulfilled: bool
    level: int | None
    level_name: str | None
    level_description: str | None
    next_level: int | None
    next_level_name: str | None
    next_requirement: str | None
    next_requirement_code: str | None
    next_requirement_label: str | None
    unproven: bool
    step_shown: str | None
    step_working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateFacts:
    """The predicate, what it follows, and the way to the next one; ``working`` is how ``distance`` arises."""

    name: str | None
    term: str | None
    basis: Literal["exact", "shown"]
    basis_known: bool
    on_other_basis: str | None
    published: str | None
    next_name: str | None
    next_bound: str | None
    distance: str | None
    working: Working | None = None
