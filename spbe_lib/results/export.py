"""A scorecard as plain values, for machines: the content of ``spbe score --json``."""

from collections.abc import Sequence
from typing import Any

from spbe_lib.figures import printed
from spbe_lib.results.scorecard import PartScore, Scorecard


def as_plain(card: Scorecard) -> dict[str, Any]:
    """Lay a scorecard out as JSON-ready values.

    ``exact`` is a fraction as text, every other figure is printed (4,30); figures that do not
    exist (incomplete, or known only as a range) are None. ``lowest`` and ``highest`` are the
    lowest and highest index still possible.
    """
    digits, index = card.instrument.digits, card.index
    ends = index.possible.printed_ends(digits) if index.possible else None
    return {
        "edition": card.instrument.code,
        "aspects": _parts(card.aspects, digits),
        "domains": _parts(card.domains, digits),
        "index": {
            **_figure(index, digits),
            "lowest": printed(ends[0], digits) if ends else None,
            "highest": printed(ends[1], digits) if ends else None,
        },
        "filled_average": index.average.printed(digits) if index.average else None,
        "predicate": card.verdict.predicate.name if card.verdict.predicate else None,
        "complete": index.complete,
    }


def _parts(scores: Sequence[PartScore], digits: int) -> dict[str, dict[str, str | None]]:
    return {str(score.part.number): _figure(score, digits) for score in scores}


def _figure(score: PartScore, digits: int) -> dict[str, str | None]:
    return {"exact": None if score.exact is None else str(score.exact), "shown": score.shown(digits)}
