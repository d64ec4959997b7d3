"""What changed since an earlier report was shared, as a report tells it; frozen, ready to be printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Told = Mapping[str, Mapping[str, str]]
"""What a report said when it was shared: printed texts by the part of it (see ``told.Part``) and by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A report as it was shared: when, and what it said; both None where a record does not hold that.

    ``content`` is the code of all that it said but for what had changed then.
    """

    moment: datetime
    content: str | None
    told: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure or a count of the whole that reads otherwise now; None where there was or is none."""

    label: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """The value of an item that changed, and whose it is; None where nothing was or is said."""

    code: str
    name: str
    whose: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChange:
    """How many things of one OPD there were, and how many there are now."""

    opd: str
    before: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolidatedChanges:
    """What changed in the government's report.

    ``since`` is the day on which the earlier report was shared, None where none was; ``kept`` says whether
    it is known what that one said. ``complete`` names the OPDs that have answered everything since,
    ``returned`` those to whom more was returned, ``documents`` those from which documents came in,
    ``repairs`` those that have less to repair or to keep; ``decisions`` are values of the Tim that depart
    from the answers since, or no longer do.
    """

    since: str | None
    kept: bool = True
    figures: tuple[FigureChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    decisions: tuple[ValueChange, ...] = ()
    complete: tuple[str, ...] = ()
    returned: tuple[CountChange, ...] = ()
    documents: tuple[CountChange, ...] = ()
    repairs: tuple[CountChange, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything that is told of changed."""
        lists = (self.figures, self.values, self.decisions, self.complete, self.returned)
        return any((*lists, self.documents, self.repairs))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdChanges:
    """What changed in the report of one OPD; of no other OPD anything is known here.

    ``since`` and ``kept`` as above. ``answered``, ``accepted`` and ``returned`` name what of its own reached
    that state since; ``repaired`` counts what is no longer to be repaired, ``to_repair`` what came to it,
    ``questions`` and ``documents`` what is new, ``withdrawn`` how many documents are named no longer.
    """

    since: str | None
    kept: bool = True
    figures: tuple[FigureChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    answered: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    repaired: int = 0
    to_repair: int = 0
    questions: int = 0
    documents: tuple[str, ...] = ()
    withdrawn: int = 0

    @property
    def any(self) -> bool:
        """Whether anything that is told of changed."""
        lists = (self.figures, self.values, self.answered, self.accepted, self.returned, self.documents)
        counts = (self.repaired, self.to_repair, self.questions, self.withdrawn)
        return any((*lists, *counts))
