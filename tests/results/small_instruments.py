"""Instruments so small that every way to answer them can be tried, and what was published of one."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from spbe_lib.figures import half_up
from spbe_lib.law.instrument import (
    Aspect,
    CountedAs,
    Domain,
    Indicator,
    Instrument,
    Item,
    Predicate,
    Scale,
    ScaleLevel,
)
from spbe_lib.records.model import PublishedResult

Levels = Mapping[str, int]

_WEIGHTS = ["5", "2.75", "10/3", "1.3"]
_OF_ASPECT = {1: 1, 2: 1, 3: 2}
"""The domain of each of three aspects."""


def instrument(weights: list[list[str]], lowest: int, top: int, digits: int) -> Instrument:
    """Three aspects in two domains, each with items of these weights, all on one scale."""
    levels = tuple(ScaleLevel(value=value) for value in range(lowest, top + 1))
    scale = Scale(code="s", name="Skala", reference="contoh", levels=levels)
    aspects, number = [], 0
    for place, mine in enumerate(weights, 1):
        indicators = []
        for weight in map(Fraction, mine):
            number += 1
            item = Item(code=str(number), weight=weight, indicator=number, aspect=place)
            indicators.append(
                Indicator(
                    number=number,
                    name=f"Indikator {number}",
                    short_name=f"Indikator {number}",
                    aspect=place,
                    weight=weight,
                    scale=scale,
                    reference="contoh",
                    items=(item,),
                )
            )
        whole = sum(map(Fraction, mine), Fraction(0))
        aspects.append(
            Aspect(
                number=place,
                name=f"Aspek {place}",
                weight=whole,
                domain=_OF_ASPECT[place],
                indicators=tuple(indicators),
            )
        )
    domains = tuple(
        Domain(
            number=domain,
            name=f"Domain {domain}",
            weight=sum((a.weight for a in aspects if a.domain == domain), Fraction(0)),
        )
        for domain in (1, 2)
    )
    counted = CountedAs(value=Fraction(lowest), reference="contoh")
    return Instrument(
        code="mungil",
        name="Mungil",
        short_name="Mungil",
        index_name="Indeks Mungil",
        legal_basis="contoh",
        used_for="contoh",
        confidence="contoh",
        notices=(),
        in_force=None,
        repealed=None,
        digits=digits,
        level_denominator=1,
        nothing_fulfilled=counted,
        not_submitted=None,
        external_missing=None,
        external_threshold=None,
        evidence_items=None,
        predicate_basis_by_year=(),
        predicate_basis_otherwise="exact",
        predicates=(Predicate(name="Kurang", lower=None),),
        guidelines=(),
        criteria_vintage=None,
        domains=domains,
        aspects=tuple(aspects),
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Small instruments: three to five items, two or three levels above the lowest, one or two digits."""
    weights = [draw(st.lists(st.sampled_from(_WEIGHTS), min_size=1, max_size=2)) for _ in range(3)]
    lowest = draw(st.integers(0, 1))
    top = lowest + (3 if sum(map(len, weights)) < 5 else 2)
    return instrument(weights, lowest, top, draw(st.integers(1, 2)))


def scale_of(small: Instrument) -> tuple[int, ...]:
    """The levels of its one scale."""
    return tuple(level.value for level in small.indicators[0].scale.levels)


def levels_of(small: Instrument) -> st.SearchStrategy[dict[str, int]]:
    """Any levels of all its items."""
    return st.fixed_dictionaries({item.code: st.sampled_from(scale_of(small)) for item in small.items})


def every_way(small: Instrument) -> Iterator[dict[str, int]]:
    """All levels that there are."""
    codes = [item.code for item in small.items]
    for levels in product(scale_of(small), repeat=len(codes)):
        yield dict(zip(codes, levels, strict=True))


def printed(small: Instrument, levels: Levels) -> dict[tuple[str, int], Fraction]:
    """Every figure as it would be printed: by kind and number of its part, worked out item by item."""
    members: dict[tuple[str, int], list[Item]] = {}
    for item in small.items:
        for part in (("index", 0), ("domain", _OF_ASPECT[item.aspect]), ("aspect", item.aspect)):
            members.setdefault(part, []).append(item)
    return {
        part: half_up(
            sum((item.weight * levels[item.code] for item in items), Fraction(0))
            / sum((item.weight for item in items), Fraction(0)),
            small.digits,
        )
        for part, items in members.items()
    }


def as_published(figures: Mapping[tuple[str, int], Fraction]) -> PublishedResult:
    """Figures by part as a published result."""
    return PublishedResult(
        index=figures.get(("index", 0)),
        domains={number: figure for (kind, number), figure in figures.items() if kind == "domain"},
        aspects={number: figure for (kind, number), figure in figures.items() if kind == "aspect"},
    )


@st.composite
def published_cases(draw: st.DrawFn) -> tuple[Instrument, dict[str, int], dict[tuple[str, int], Fraction]]:
    """An instrument, levels, and some figures of other levels, now and then with a misprint."""
    small = draw(instruments())
    figures = printed(small, draw(levels_of(small)))
    kept = draw(st.sets(st.sampled_from(sorted(figures)), min_size=1))
    shown = {part: figures[part] for part in sorted(kept)}
    if draw(st.booleans()) and draw(st.booleans()):
        part = draw(st.sampled_from(sorted(shown)))
        shown[part] += Fraction(draw(st.sampled_from([1, 3])), 10**small.digits)
    return small, draw(levels_of(small)), shown
