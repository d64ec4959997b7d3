"""A government's results over the years (*riwayat*), and what of them can be compared. Pure.

Figures of different regulations are never subtracted: their scales, weights and questions differ. What two
regulations share is their *comparable core*: the items that the concordance calls the same or only renamed.
Its mean is no index.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from spbe_lib.figures import Span
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.instrument import Instrument, Predicate
from spbe_lib.records.model import Stage
from spbe_lib.records.past_years import Grade, YearResult
from spbe_lib.results.scorecard import score


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPoint:
    """One year of the series.

    Attributes:
        year: The year; every year from the first to the last has a point.
        edition: Its regulation; None where that is not known.
        index: The index, a half unit wide where only its printed figure is known; None without one.
        predicate: Its predicate under its own regulation; None without one, or where it is not certain.
        grade: How good the source is; None where there is no figure.
        source: Where the figure is from.
        note: What a reader should know of the year.
        stage: Whose value it is where it is not a final result; None for a final one.
        since: The year, under the same regulation, with which the index may be compared; None without one.
        recomputed: The index that the known levels yield, where it is printed otherwise.
        domains: Figures of domains as printed, by number; empty where they are not known.
        values: Final levels by item; empty where they are not known.
    """

    year: int
    edition: Instrument | None = None
    index: Span | None = None
    predicate: str | None = None
    grade: Grade | None = None
    source: str | None = None
    note: str | None = None
    stage: Stage | None = None
    since: int | None = None
    recomputed: Span | None = None
    domains: Mapping[int, Fraction] = field(default_factory=dict)
    values: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where one regulation gives way to another: ``year`` is the first known to be under ``after``."""

    year: int
    before: Instrument
    after: Instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What two regulations share, and its mean in every year in which all of it is known.

    Attributes:
        continuity: From the older to the newer regulation.
        means: Mean (0–5) by year; a year in which one item of the core has no level has none.
    """

    continuity: Continuity
    means: Mapping[int, Span]

    @property
    def share(self) -> Fraction:
        """The weight of the core in the newer regulation, as a part of the whole (0–1)."""
        return core_weight(self.continuity) / self.continuity.after.whole_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The series of years, the breaks in it, and the comparable core at each break that has levels."""

    points: tuple[YearPoint, ...]
    breaks: tuple[Break, ...]
    cores: tuple[Core, ...]


Continuities = Mapping[tuple[str, str], Continuity]
"""By code of the older and of the newer edition; a pair without a concordance is left out."""


def history(
    years: Sequence[YearResult],
    editions: Mapping[str, Instrument],
    continuities: Continuities,
    own: YearPoint | None = None,
) -> History:
    """Lay out the years of one government.

    Args:
        years: What is known of each year, in any order.
        editions: The regulations that they name, by code.
        continuities: What leads from one of them to a later one.
        own: What the cycle itself knows of its own year; it gives way to a figure of ``years``.

    Returns:
        All years from the first to the last; a year of which nothing is known is empty.
    """
    known = {each.year: _point(each, editions.get(each.edition or "")) for each in years}
    told = known.get(own.year) if own else None
    if own and (told is None or told.index is None):
        known[own.year] = _kept(own, told) if told else own
    first, last = min(known, default=0), max(known, default=-1)
    points = [known.get(year, YearPoint(year=year)) for year in range(first, last + 1)]
    return History(
        points=tuple(replace(each, since=_since(points, place)) for place, each in enumerate(points)),
        breaks=tuple(_breaks(points)),
        cores=tuple(_cores(points, continuities)),
    )


def core_weight(continuity: Continuity) -> Fraction:
    """The weight (percent) of the comparable core in the newer regulation."""
    core = (item.weight for item in continuity.after.items if _in_core(continuity, item.code))
    return sum(core, Fraction(0))


def core_mean(continuity: Continuity, edition: Instrument, values: Mapping[str, Span]) -> Span | None:
    """The weighted mean of the comparable core in one year: no index, and of no one regulation.

    In both years the weights are those of the newer regulation, restricted to the core. So a difference can
    only come from levels, never from a weight that changed; and what counts much today counts much in
    the look back. The older weights would answer how yesterday's regulation would have seen today.

    Args:
        continuity: From the older to the newer regulation.
        edition: The regulation of the year; one of the two.
        values: Levels (0–5) of the year by item.

    Returns:
        The mean (0–5), a range where values are; None where one item of the core is unanswered, for a mean
        of fewer items is another one, and where the two regulations share nothing.

    Raises:
        ValueError: The year follows neither of the two regulations.

    >>> from spbe_lib.law.concordance import continuity_between
    >>> core = continuity_between("permenpanrb-5-2018", "permenpanrb-59-2020")
    >>> threes = {code: Span.exactly(3) for code in core.counterparts.values()}
    >>> core_mean(core, core.before, threes).printed(2)
    '3,00'
    """
    if edition.code not in (continuity.before.code, continuity.after.code):
        raise ValueError(f"{edition.code} is neither of the two")
    whole, low, high, open_end = core_weight(continuity), Fraction(0), Fraction(0), False
    for item in continuity.after.items:
        if not _in_core(continuity, item.code):
            continue
        newer = edition.code == continuity.after.code
        value = values.get(item.code if newer else continuity.counterparts[item.code])
        if value is None:
            return None
        low, high = low + value.low * item.weight, high + value.high * item.weight
        open_end = open_end or value.open_end
    return Span(low / whole, high / whole, open_end) if whole else None


def _in_core(continuity: Continuity, item: str) -> bool:
    return item in continuity.counterparts


def printed_index(figure: Fraction, digits: int) -> Span:
    """What is known of an index from its printed figure: half a unit on either side."""
    half = Fraction(1, 2 * 10**digits)
    return Span(max(figure - half, Fraction(0)), figure + half, open_end=True)


def _point(year: YearResult, edition: Instrument | None) -> YearPoint:
    point = YearPoint(
        year=year.year,
        edition=edition,
        predicate=year.predicate,
        grade=year.grade,
        source=year.source,
        note=year.note,
        domains=year.domains,
        values=year.values,
    )
    if edition is None:
        return point
    card = score(edition, year.values, year.year)
    scored, named = card.index.known, card.verdict.predicate
    told = scored if year.index is None else printed_index(year.index, edition.digits)
    agrees = scored is None or (told and scored.printed(edition.digits) == told.printed(edition.digits))
    if scored is None or not agrees:
        named = _certain_predicate(edition, told, year.year) if told else None
    return replace(
        point,
        index=scored if scored and agrees else told,
        predicate=year.predicate or (named.name if named else None),
        recomputed=None if agrees else scored,
    )


def _certain_predicate(edition: Instrument, index: Span, year: int) -> Predicate | None:
    """The predicate of an index of which only the printed figure is known, where all that it may be agree."""
    if edition.predicate_basis(year) == "shown":
        ends = [edition.predicate(end) for end in index.printed_ends(edition.digits)]
    else:
        above = edition.predicate_below if index.open_end else edition.predicate
        ends = [edition.predicate(index.low), above(index.high)]
    return ends[0] if ends[0] == ends[1] else None


def _kept(own: YearPoint, told: YearPoint) -> YearPoint:
    """The cycle's own value of a year of which the history knows no index; what else it says of it stands."""
    return replace(
        own,
        predicate=told.predicate or own.predicate,
        source=told.source or own.source,
        grade=told.grade or own.grade,
        note=told.note or own.note,
    )


def _since(points: Sequence[YearPoint], place: int) -> int | None:
    """The last year before with an index under the same regulation, unless another one came between."""
    mine = points[place]
    if mine.index is None or mine.edition is None:
        return None
    for each in reversed(points[:place]):
        if each.edition is not None and each.edition.code != mine.edition.code:
            return None
        if each.index is not None and each.edition is not None:
            return each.year
    return None


def _breaks(points: Sequence[YearPoint]) -> Iterator[Break]:
    known = [(each.year, each.edition) for each in points if each.edition]
    for (_, before), (year, after) in pairwise(known):
        if before.code != after.code:
            yield Break(year=year, before=before, after=after)


def _cores(points: Sequence[YearPoint], continuities: Continuities) -> Iterator[Core]:
    """For each pair of neighbours among the regulations under which levels are known, what they share."""
    known = {each.edition.code: each.edition for each in points if each.edition and each.values}
    for pair in pairwise(known):
        continuity = continuities.get(pair)
        if continuity is None:
            continue
        means = {code: dict(_means(points, continuity, code)) for code in pair}
        if all(means.values()):
            yield Core(
                continuity=continuity, means=dict(sorted({**means[pair[0]], **means[pair[1]]}.items()))
            )


def _means(points: Sequence[YearPoint], continuity: Continuity, code: str) -> Iterator[tuple[int, Span]]:
    """The mean of the core in every year of one of the two regulations in which it is known."""
    for each in points:
        if each.edition and each.edition.code == code:
            mean = core_mean(continuity, each.edition, each.values)
            if mean is not None:
                yield each.year, mean
