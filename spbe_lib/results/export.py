"""A scorecard as plain values, for machines: the content of ``spbe score --json``."""

from collections.abc import Sequence
from typing import Any

from spbe_lib.figures import printed, printed_range
from spbe_lib.results.scorecard import PartScore, Scorecard


def as_plain(card: Scorecard) -> dict[str, Any]:
    """Lay a scorecard out as JSON-ready values.

    ``exact`` is a fraction as text, every other figure is printed (4,30); figures that do not
    exist (incomplete, or known only as a range) are None. ``lowest`` and ``highest`` are the
    lowest and highest index still possible.
    """
    digits, index = card.instrument.digits, card.index
    return {
        "edition": card.instrument.code,
        "aspects": _parts(card.aspects, digits),
        "domains": _parts(card.domains, digits),
        "index": {
            **_figure(index, digits),
            "lowest": None if index.lowest is None else printed(index.lowest, digits),
            "highest": None if index.highest is None else printed(index.highest, digits),
        },
        "filled_average": None
        if index.average is None
        else printed_range(index.average.low, index.average.high, digits),
        "predicate": card.verdict.predicate.name if card.verdict.predicate else None,
        "complete": index.complete,
    }


def _parts(scores: Sequence[PartScore], digits: int) -> dict[str, dict[str, str | None]]:
    return {str(score.part.number): _figure(score, digits) for score in scores}


def _figure(score: PartScore, digits: int) -> dict[str, str | None]:
    return {"exact": None if score.exact is None else str(score.exact), "shown": score.shown(digits)}
