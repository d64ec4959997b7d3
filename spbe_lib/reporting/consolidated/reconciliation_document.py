"""How a published result and values go together, as the consolidated report knows it; frozen."""

from dataclasses import dataclass

from spbe_lib.reporting.working import Working
from spbe_lib.results.reconciliation import State


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """One published figure beside the computed one; None while a value is lacking.

    ``agrees`` says whether the computed figure is the published one or may be; None while it is not known.
    """

    label: str
    computed: str | None
    published: str
    agrees: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """One way to explain the published figures: its moves in words, and for how many sets it stands."""

    moves: tuple[str, ...]
    sets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationFacts:
    """A published result beside values, and the fewest changes that explain it.

    ``whose`` names whose values they are, ``verdict`` says in sentences what came of the search,
    ``conflict`` names the published figures that contradict each other.
    """

    whose: str
    state: State
    figures: tuple[PublishedRow, ...]
    verdict: tuple[str, ...]
    ways: tuple[WayRow, ...]
    conflict: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """An item that got another value at the later stage, and what that adds to the index, with its sign.

    ``working`` is how the points arise.
    """

    code: str
    title: str
    before: str
    after: str
    points: str
    working: Working


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFacts:
    """What makes up the difference between the Tim's index and the external assessor's, item by item.

    ``total`` is the sum of the points; ``indices`` are both indices, so that a reader can subtract; ``kept``
    counts the items that are equal as far as print tells, ``kept_points`` is what they may add; ``rounded``
    says that points are printed rounded.
    """

    before: str
    after: str
    indices: tuple[str, str]
    rows: tuple[DifferenceRow, ...]
    kept: int
    kept_points: str
    total: str
    rounded: bool
