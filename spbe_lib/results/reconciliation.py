"""Reconciliation (*rekonsiliasi*) with a published result: the fewest changes of levels that explain it.

The published figures of index, domains and aspects are intervals of whole numbers for the sums behind them.
Among all levels on the scale that keep these intervals, those are looked for that change the fewest items,
and among these the ones that move the fewest levels. Often several sets do it equally well: items of the
same aspect and weight cannot be told apart by any published figure. All of them are counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Literal

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.integer_program import least
from spbe_lib.results.level_search import LevelSearch, Way, search_levels
from spbe_lib.results.published_figures import Published, published_figures
from spbe_lib.results.scorecard import Scorecard, score

MOST = 24
"""How many ways of explaining a result are looked for; a way can stand for many sets of items."""

State = Literal["agrees", "explained", "contradicts", "fractions"]
"""Nothing to explain; explained by changes; impossible on the scale; values are no whole levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What explains the difference between values and a published result.

    Attributes:
        state: Whether there is anything to explain, and whether it can be.
        figures: Every published figure beside the computed one.
        changed: How many items change at least.
        moved: By how many levels together, among all that change so few items.
        ways: The ways to do so, in legal order of what changes.
        complete: Whether these are all ways there are.
        conflict: Published figures that no levels on the scale give together; leave out any one of them
            and the others can be had.
    """

    state: State
    figures: tuple[Published, ...]
    changed: int = 0
    moved: int = 0
    ways: tuple[Way, ...] = ()
    complete: bool = True
    conflict: tuple[Published, ...] = ()

    @property
    def sets(self) -> int:
        """How many sets of changes explain the result equally well, as far as ways were looked for."""
        return sum(way.sets for way in self.ways)


def reconcile(
    card: Scorecard, values: Mapping[str, Span], published: PublishedResult, *, most: int = MOST
) -> Reconciliation:
    """Find the smallest sets of changes of levels after which every published figure comes out.

    Args:
        card: What the values give.
        values: The values by item; an unanswered item may have any level of its scale, which is no change.
        published: What was printed.
        most: How many ways are looked for.

    Raises:
        ArithmeticError: The solver failed, or a way does not give the published figures.

    Reference:
        59/2020, pp. 21–24: the index is the weighted sum over all indicators.
    """
    instrument = card.instrument
    figures = published_figures(card, published)
    if instrument.level_denominator > 1:
        return Reconciliation(state="fractions", figures=figures)
    search = search_levels(instrument, values)
    rows = (*search.rows, *search.figure_rows(instrument, figures))
    found = least(search.costs, search.ceilings, rows)
    if found is None:
        return Reconciliation(
            state="contradicts", figures=figures, conflict=_conflict(search, instrument, figures)
        )
    changed, moved = search.size(found)
    if not changed:
        return Reconciliation(state="agrees", figures=figures)
    listed = list(islice(search.like(rows, changed, moved), most + 1))
    ways = sorted((search.way(each) for each in listed[:most]), key=lambda way: _order(instrument, way))
    _prove(card, values, figures, ways)
    return Reconciliation(
        state="explained",
        figures=figures,
        changed=changed,
        moved=moved,
        ways=tuple(ways),
        complete=len(listed) <= most,
    )


def expanded(way: Way, values: Mapping[str, Span]) -> Iterator[dict[str, int]]:
    """Every set of changes that a way stands for: the new level of each changed item."""
    level = {code: int(span.low) for code, span in values.items()}
    choices = [list(combinations(move.items, move.count)) for move in way.moves]
    for chosen in product(*choices):
        codes = [code for group in chosen for code in group]
        if len(codes) == len(set(codes)):
            steps = {code: move.step for move, group in zip(way.moves, chosen, strict=True) for code in group}
            yield {code: level[code] + step for code, step in steps.items()}


def _conflict(
    search: LevelSearch, instrument: Instrument, figures: Sequence[Published]
) -> tuple[Published, ...]:
    """Leave out one figure after the other as long as the rest stays impossible."""
    kept = list(figures)
    for each in figures:
        rest = [other for other in kept if other is not each]
        rows = (*search.rows, *search.figure_rows(instrument, rest))
        if least([0] * len(search.units), search.ceilings, rows) is None:
            kept = rest
    return tuple(kept)


def _order(instrument: Instrument, way: Way) -> tuple[tuple[int, int], ...]:
    places = {item.code: place for place, item in enumerate(instrument.items)}
    return tuple((places[move.items[0]], move.step) for move in way.moves)


def _prove(
    card: Scorecard, values: Mapping[str, Span], figures: Sequence[Published], ways: Sequence[Way]
) -> None:
    """Score one set of every way again, exactly; where items are unanswered their parts cannot be."""
    digits = card.instrument.digits
    for way in ways:
        changed = next(expanded(way, values))
        after = score(card.instrument, {**values, **{code: Span.exactly(n) for code, n in changed.items()}})
        scores = {(s.part.kind, s.part.number): s for s in (after.index, *after.domains, *after.aspects)}
        for each in figures:
            known = scores[each.part.kind, each.part.number].known
            if known is not None and known.printed_ends(digits) != (each.figure, each.figure):
                raise ArithmeticError(f"{way} does not give {each}")
