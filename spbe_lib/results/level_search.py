"""The levels from which a published result may come, searched by what moves and not by who.

Items that are alike are one group: the search says how many of them move by how many levels, and only who
asks for the sets gets them item by item.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.results.alike_items import Alike, alike_items
from spbe_lib.results.integer_program import least
from spbe_lib.results.published_figures import Published
from spbe_lib.results.scoring import frame
from spbe_lib.results.whole_numbers import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """``count`` of some items that are alike move by ``step`` levels, downwards if negative."""

    items: tuple[str, ...]
    step: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to explain a result: moves that happen together.

    ``sets`` counts the sets of changed items with their new levels that this way stands for.
    """

    moves: tuple[Move, ...]
    sets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """One variable: the ``rank``-th item of a group that moves by ``step``; step 0: levels of free items."""

    group: int
    step: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSearch:
    """The integer program: groups of items that are alike, and how many of each move by how much.

    Unanswered items have one variable for a whole group: their levels together, above the lowest.
    """

    groups: tuple[Alike, ...]
    units: tuple[_Unit, ...]

    @property
    def ceilings(self) -> tuple[int, ...]:
        """The highest value of each variable."""
        return tuple(1 if unit.step else self._room(unit.group) for unit in self.units)

    @property
    def costs(self) -> tuple[int, ...]:
        """One more changed item costs more than all levels that can be moved."""
        dear = 1 + sum(len(group.codes) * (group.high - group.low) for group in self.groups)
        return tuple(dear + abs(unit.step) if unit.step else 0 for unit in self.units)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Ranks in order, and no more moves in a group than it has items that can make them."""
        return tuple(row for place in range(len(self.groups)) for row in self._group_rows(place))

    def figure_rows(self, instrument: Instrument, figures: Sequence[Published]) -> tuple[Row, ...]:
        """One row for every published figure."""
        places = {(part.kind, part.number): place for place, part in enumerate(frame(instrument).parts)}
        return tuple(self._figure_row(places[each.part.kind, each.part.number], each) for each in figures)

    def size(self, found: Sequence[int]) -> tuple[int, int]:
        """How many items change, and by how many levels together."""
        moves = [unit.step for unit, value in zip(self.units, found, strict=True) if unit.step and value]
        return len(moves), sum(map(abs, moves))

    def like(self, rows: Sequence[Row], changed: int, moved: int) -> Iterator[dict[tuple[int, int], int]]:
        """Every solution of this size, each once: how many items of a group move by a step."""
        stepped = [place for place, unit in enumerate(self.units) if unit.step]
        within = [
            *rows,
            Row(terms=dict.fromkeys(stepped, 1), low=changed, high=changed),
            Row(terms={place: abs(self.units[place].step) for place in stepped}, low=moved, high=moved),
        ]
        while (found := least([0] * len(self.units), self.ceilings, within)) is not None:
            counts: dict[tuple[int, int], int] = {}
            for unit, value in zip(self.units, found, strict=True):
                if unit.step and value:
                    counts[unit.group, unit.step] = counts.get((unit.group, unit.step), 0) + 1
            yield counts
            # Another solution of the same size has fewer of at least one of these moves.
            last = [self.units.index(_Unit(group=g, step=s, rank=n)) for (g, s), n in counts.items()]
            within.append(Row(terms=dict.fromkeys(last, 1), high=len(last) - 1))

    def way(self, counts: Mapping[tuple[int, int], int]) -> Way:
        """A solution as moves."""
        moves = tuple(
            Move(items=self.groups[group].able(step), step=step, count=count)
            for (group, step), count in sorted(counts.items())
        )
        return Way(
            moves=moves,
            sets=prod(_ways_in(self.groups[group], counts, group) for group, _ in _firsts(counts)),
        )

    def _room(self, group: int) -> int:
        return len(self.groups[group].codes) * (self.groups[group].high - self.groups[group].low)

    def _figure_row(self, place: int, each: Published) -> Row:
        base = sum(
            group.factors[place] * (sum(group.levels) if group.levels else len(group.codes) * group.low)
            for group in self.groups
        )
        factors = {
            column: self.groups[unit.group].factors[place] * (unit.step or 1)
            for column, unit in enumerate(self.units)
            if self.groups[unit.group].factors[place]
        }
        return Row(terms=factors, low=each.low - base, high=each.high - base)

    def _group_rows(self, place: int) -> Iterator[Row]:
        group = self.groups[place]
        mine = {column: unit for column, unit in enumerate(self.units) if unit.group == place and unit.step}
        for column, unit in mine.items():
            if unit.rank > 1:
                yield Row(terms={column: 1, column - 1: -1}, high=0)
        # By Hall's theorem: moves of at least so many levels up or down need as many items that can make one.
        reach = range(1, group.high - group.low + 2)
        for up, down in product(reach, reach):
            wide = [column for column, unit in mine.items() if unit.step >= up or unit.step <= -down]
            able = sum(group.high - level >= up or level - group.low >= down for level in group.levels)
            if len(wide) > able:
                yield Row(terms=dict.fromkeys(wide, 1), high=able)


def search_levels(instrument: Instrument, values: Mapping[str, Span]) -> LevelSearch:
    """Lay out the search among the levels of an edition, from whole levels by item."""
    groups = alike_items(instrument, values)
    units = [
        _Unit(group=place, step=step, rank=rank)
        for place, group in enumerate(groups)
        for step in (group.steps if group.levels else ())
        for rank in range(1, len(group.able(step)) + 1)
    ]
    free = [_Unit(group=place, step=0, rank=0) for place, group in enumerate(groups) if not group.levels]
    return LevelSearch(groups=groups, units=(*units, *free))


def _firsts(counts: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    for group, step in counts:
        if group not in seen:
            seen.add(group)
            yield group, step


def _ways_in(group: Alike, counts: Mapping[tuple[int, int], int], place: int) -> int:
    """How many ways there are to hand out the moves of a group among its items."""
    wanted = {step: count for (owner, step), count in counts.items() if owner == place}
    steps = tuple(wanted)
    ways = {tuple(wanted.values()): 1}
    for level in group.levels:
        after = dict(ways)
        for left, number in ways.items():
            for column, step in enumerate(steps):
                if left[column] and group.low <= level + step <= group.high:
                    taken = (*left[:column], left[column] - 1, *left[column + 1 :])
                    after[taken] = after.get(taken, 0) + number
        ways = after
    return ways[(0,) * len(steps)]
