"""Candidate services of an item side by side, where the government chooses which is assessed; pure."""

from dataclasses import dataclass

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Records
from spbe_lib.records.judgements import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One candidate and what follows from what it fulfils.

    ``level`` is None where the edition's requirements are not known; ``missing`` is the first requirement
    that keeps the next level away, as people call it, empty at the top.
    """

    candidate: Candidate
    level: Span | None
    missing: str


def compared(instrument: Instrument, records: Records, item: Item) -> tuple[Compared, ...]:
    """The candidates of an item, the one that reaches furthest first, then by name."""
    found = [_compared(instrument, item, each) for each in records.candidates if each.item == item.code]
    return tuple(
        sorted(found, key=lambda each: (-(each.level.low if each.level else 0), each.candidate.name))
    )


def _compared(instrument: Instrument, item: Item, candidate: Candidate) -> Compared:
    indicator = instrument.indicator(item.indicator)
    if not indicator.levels:
        return Compared(candidate=candidate, level=None, missing="")
    reached = climb(instrument, indicator, candidate.ticked)
    missing = reached.first_missing
    return Compared(
        candidate=candidate,
        level=Span.exactly(reached.value),
        missing=(indicator.label_of(missing.code) or missing.code) if missing else "",
    )
