"""What published figures alone prove: the lowest and highest level of every item that is not known.

With a year of which only index, domains and aspects were printed, the levels behind them are not known, but
not free either: a domain at 5,00 leaves nothing but fives. What is said here holds whatever the levels were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.integer_program import least
from spbe_lib.results.published_figures import Published, published_figures
from spbe_lib.results.scorecard import Scorecard
from spbe_lib.results.scoring import Part, frame
from spbe_lib.results.whole_numbers import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBounds:
    """Unanswered items that nothing tells apart, and between which levels each of them is.

    ``together`` is what their levels add up to.
    """

    items: tuple[str, ...]
    level: Span
    together: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PartBounds:
    """A part: between which figures (0–5) it is exactly, and what the levels of its items add up to."""

    part: Part
    figure: Span
    together: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """What is certain of items and parts; nothing where the figures contradict each other."""

    items: tuple[ItemBounds, ...]
    parts: tuple[PartBounds, ...]


def certainty(card: Scorecard, values: Mapping[str, Span], published: PublishedResult) -> Certainty | None:
    """Find what is certain of all items without a value.

    Args:
        card: What the values give.
        values: The values that are known; they are held fast, ranges within their ends.
        published: What was printed.

    Returns:
        Bounds that are reached, each by some levels; None where no levels give the published figures.
        An unanswered item counts from the least that the edition says of it, even off its scale.

    Raises:
        ArithmeticError: The solver failed.
    """
    instrument = card.instrument
    unit = instrument.level_denominator
    model = _model(instrument, values, unit)
    rows = tuple(model.row(instrument, each) for each in published_figures(card, published, unit))
    if least([0] * len(model.sources), model.rooms, rows) is None:
        return None
    return Certainty(
        items=tuple(_item_bounds(model, place, rows, unit) for place in model.free),
        parts=tuple(
            _part_bounds(model, place, part, rows, unit)
            for place, part in enumerate(frame(instrument).parts)
            if model.full(place)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Items alike, with what their levels add up to at least and at most, in parts of a level."""

    codes: tuple[str, ...]
    factors: tuple[int, ...]
    low: int
    high: int
    free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    sources: tuple[_Source, ...]

    @property
    def rooms(self) -> tuple[int, ...]:
        """What each source can have above its least."""
        return tuple(source.high - source.low for source in self.sources)

    @property
    def free(self) -> tuple[int, ...]:
        """Places of the unanswered ones."""
        return tuple(place for place, source in enumerate(self.sources) if source.free)

    def full(self, place: int) -> int:
        """The whole weight of a part."""
        return sum(source.factors[place] * len(source.codes) for source in self.sources)

    def row(self, instrument: Instrument, each: Published) -> Row:
        """A published figure, as a row over what the sources have above their least."""
        parts = [(part.kind, part.number) for part in frame(instrument).parts]
        place = parts.index((each.part.kind, each.part.number))
        base = sum(source.factors[place] * source.low for source in self.sources)
        factors = {n: source.factors[place] for n, source in enumerate(self.sources) if source.factors[place]}
        return Row(terms=factors, low=each.low - base, high=each.high - base)

    def ends(self, factors: Mapping[int, int], rows: Sequence[Row]) -> tuple[int, int]:
        """The least and greatest sum over some sources, each times a factor."""
        ends = []
        for sign in (1, -1):
            costs = [sign * factors.get(place, 0) for place in range(len(self.sources))]
            found = least(costs, self.rooms, rows) or ()
            ends.append(
                sum(
                    factors.get(place, 0) * (source.low + value)
                    for place, (source, value) in enumerate(zip(self.sources, found, strict=True))
                )
            )
        return ends[0], ends[1]


def _model(instrument: Instrument, values: Mapping[str, Span], unit: int) -> _Model:
    weights, least_counted = frame(instrument).weights, instrument.unanswered.value
    free: dict[tuple[tuple[int, ...], int, int], list[str]] = {}
    known = []
    for place, item in enumerate(instrument.items):
        factors, value = tuple(int(weight) for weight in weights[place]), values.get(item.code)
        if value is None:
            levels = instrument.indicator(item.indicator).scale.levels
            low = int(min(least_counted, Fraction(levels[0].value)) * unit)
            free.setdefault((factors, low, levels[-1].value * unit), []).append(item.code)
        else:
            ends = int(value.low * unit), int(value.high * unit) - value.open_end
            known.append(_Source(codes=(item.code,), factors=factors, low=ends[0], high=ends[1], free=False))
    unknown = [
        _Source(codes=tuple(codes), factors=factors, low=low * len(codes), high=high * len(codes), free=True)
        for (factors, low, high), codes in free.items()
    ]
    return _Model(sources=(*unknown, *known))


def _item_bounds(model: _Model, place: int, rows: Sequence[Row], unit: int) -> ItemBounds:
    source = model.sources[place]
    count = len(source.codes)
    floor, ceiling = source.low // count, source.high // count
    low, high = model.ends({place: 1}, rows)
    # The others at the top leave one item the least, and at the bottom the most.
    level = max(floor, low - (count - 1) * ceiling), min(ceiling, high - (count - 1) * floor)
    return ItemBounds(items=source.codes, level=_span(level, unit), together=_span((low, high), unit))


def _part_bounds(model: _Model, place: int, part: Part, rows: Sequence[Row], unit: int) -> PartBounds:
    inside = [number for number, source in enumerate(model.sources) if source.factors[place]]
    weighted = {number: model.sources[number].factors[place] for number in inside}
    return PartBounds(
        part=part,
        figure=_span(model.ends(weighted, rows), unit * model.full(place)),
        together=_span(model.ends(dict.fromkeys(inside, 1), rows), unit),
    )


def _span(ends: tuple[int, int], unit: int) -> Span:
    return Span(Fraction(ends[0], unit), Fraction(ends[1], unit))
