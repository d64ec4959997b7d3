"""OPDs beside each other, kind by kind, as the consolidated report knows it; frozen.

The order is that of the register. Nothing here is a level, an index or a rank.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCell:
    """Who says yes, of those to whom it applies: "13/15"; ``rest`` names the others: "1 tidak, 1 kosong".

    ``lacking`` says whether a yes is lacking.
    """

    said: str
    rest: str
    lacking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """A kind of OPDs, how many are asked, and its answers in the order of the scope rows; None: not asked."""

    name: str
    opds: int
    cells: tuple[KindCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindProgressRow:
    """How a kind of OPDs kept to the process; ``dated`` says whether there is a deadline to keep."""

    name: str
    opds: int
    asked: int
    answered: int
    complete: int
    dated: bool
    in_time: int
    late: int
    overdue: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """Both comparisons; ``indicators`` are the legal numbers over the columns of the answers."""

    indicators: tuple[int, ...]
    answers: tuple[KindRow, ...]
    progress: tuple[KindProgressRow, ...]
