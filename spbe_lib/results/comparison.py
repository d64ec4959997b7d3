"""One government beside the published results of all: with which year, on what ground, or why not.

Only results of one regulation are compared. What is not a final value is no rank but a projection, and
made-up data are nobody's: a made-up government is looked up in no list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from spbe_lib.figures import half_up
from spbe_lib.records.model import Stage
from spbe_lib.records.national_results import NationalResults, NationalRow, NationalYear
from spbe_lib.records.register import Cycle
from spbe_lib.results.scorecard import PartScore, Scorecard
from spbe_lib.results.standing import Group, groups


class Ground(StrEnum):
    """On what a place stands: the published figure, a final value not in that list, or anything before."""

    PUBLISHED = "published"
    FINAL = "final"
    PROJECTION = "projection"


class Obstacle(StrEnum):
    """Why there is no place: no list of this regulation, or no index that is one figure."""

    NO_LIST = "no_list"
    INCOMPLETE = "incomplete"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What can be said of one government beside all others.

    Attributes:
        history: Its own published rows, oldest first.
        own_year: What is published of the year of the cycle, under the same regulation; else None.
        reference: The year whose list is compared with: the cycle's own, else the last one before it.
        own: Its own row of that list.
        kind: Its kind (Kabupaten); None where its name does not tell.
        table: Its province, as the reference's list has it; None where it is not known.
        ground: On what the place stands; None where there is none, for which ``obstacle`` gives the reason.
        index: The printed index that is placed; ``domains`` likewise, by number.
        groups: Among whom is counted.
    """

    history: tuple[NationalRow, ...]
    own_year: NationalYear | None
    reference: NationalYear | None
    own: NationalRow | None
    kind: str | None
    table: str | None
    ground: Ground | None
    obstacle: Obstacle | None
    index: Fraction | None
    domains: Mapping[int, Fraction]
    groups: tuple[Group, ...]


def compare(national: NationalResults, cycle: Cycle, card: Scorecard, stage: Stage) -> Comparison:
    """Put one government beside all others.

    Args:
        national: The published results.
        cycle: Which government and year.
        card: The figures of its stage.
        stage: Whose values these are.
    """
    name = cycle.national_name or cycle.government
    history = () if cycle.sample else national.of(name)
    same = [each for each in national.years if each.edition == cycle.edition]
    reference = next((each for each in reversed(same) if each.rows and each.year <= cycle.year), None)
    own = _in(history, reference)
    published = own if own and own.year == cycle.year else None
    obstacle = None if published else _obstacle(reference, card)
    kind = history[-1].kind if history else national.names.key(name).kind
    table = _table(history, reference) if reference else None
    return Comparison(
        history=history,
        own_year=next((each for each in same if each.year == cycle.year), None),
        reference=reference,
        own=own,
        kind=kind,
        table=table,
        ground=None if obstacle else _ground(cycle, reference, stage, published),
        obstacle=obstacle,
        index=published.index if published else _printed(card.index, card),
        domains=published.domains if published else _domains(card),
        groups=tuple(groups(reference, kind, table, national.regional)) if reference else (),
    )


def _in(history: tuple[NationalRow, ...], year: NationalYear | None) -> NationalRow | None:
    return next((row for row in history if year and row.year == year.year), None)


def _table(history: tuple[NationalRow, ...], year: NationalYear) -> str | None:
    """The province: that of the year, else the last one known that the year's list has too."""
    own = _in(history, year)
    known = {row.table for row in year.rows}
    later = [row.table for row in history if row.table in known]
    return own.table if own else next(reversed(later), None)


def _obstacle(reference: NationalYear | None, card: Scorecard) -> Obstacle | None:
    if reference is None:
        return Obstacle.NO_LIST
    if not card.index.complete:
        return Obstacle.INCOMPLETE
    return Obstacle.RANGE if _printed(card.index, card) is None else None


def _ground(
    cycle: Cycle, reference: NationalYear | None, stage: Stage, published: NationalRow | None
) -> Ground:
    """A final value of a listed year is one; a self-assessment, a made-up one or another year's is not."""
    if published:
        return Ground.PUBLISHED
    final = stage is Stage.AKHIR and not cycle.sample and reference and reference.year == cycle.year
    return Ground.FINAL if final else Ground.PROJECTION


def _domains(card: Scorecard) -> Mapping[int, Fraction]:
    figures = {each.part.number: _printed(each, card) for each in card.domains}
    return {number: figure for number, figure in figures.items() if figure is not None}


def _printed(part: PartScore, card: Scorecard) -> Fraction | None:
    """The figure as it is printed; None while there is none, and where it may be one of several."""
    if part.known is None:
        return None
    low, high = part.known.printed_ends(card.instrument.digits)
    return half_up(low, card.instrument.digits) if low == high else None
