"""What explains a published result: found where it was planted, and never larger than it must be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.reconciliation import Reconciliation, expanded, reconcile
from spbe_lib.results.scorecard import score
from tests.results.small_instruments import as_published, every_way, printed, published_cases
from tests.results.test_cases import CASES, read_case, values_of

OFFICIAL = [path for path in CASES if path.stem.startswith("resmi-")]


def official(path: Path) -> tuple[Instrument, dict[str, Span], PublishedResult]:
    """An official result: its edition, its levels, and every figure that was printed."""
    case = read_case(path)
    instrument, printed_ = load_edition(case.edition), case.expected
    published = PublishedResult(aspects=printed_.aspects, domains=printed_.domains, index=printed_.index)
    return instrument, values_of(case, instrument), published


def planted(instrument: Instrument, values: Mapping[str, Span]) -> Iterator[tuple[str, dict[str, Span]]]:
    """Copies of a case in which one item is one level too high or too low."""
    for item in instrument.items:
        levels = [level.value for level in instrument.indicator(item.indicator).scale.levels]
        for wrong in (int(values[item.code].low) + 1, int(values[item.code].low) - 1):
            if wrong in levels:
                yield item.code, {**values, item.code: Span.exactly(wrong)}


def explained(
    instrument: Instrument, values: Mapping[str, Span], published: PublishedResult
) -> Reconciliation:
    """Reconcile values with a published result."""
    return reconcile(score(instrument, values), values, published)


def sets_of(found: Reconciliation, values: Mapping[str, Span]) -> list[dict[str, int]]:
    """Every set of changes that was found."""
    return [each for way in found.ways for each in expanded(way, values)]


@pytest.mark.parametrize("path", OFFICIAL, ids=lambda path: path.stem)
def test_an_official_result_agrees_with_its_own_levels(path: Path) -> None:
    """Nothing to explain: no change, no way."""
    found = explained(*official(path))

    assert (found.state, found.changed, found.ways) == ("agrees", 0, ())


@pytest.mark.parametrize(
    ("name", "plants", "unique"),
    [
        ("resmi-bandar-lampung-2021", 51, 31),
        ("resmi-bandar-lampung-2023", 67, 12),
        ("resmi-kab-madiun-2020", 74, 0),
    ],
)
def test_a_wrong_level_planted_in_an_official_case_is_always_among_the_smallest_sets(
    name: str, plants: int, unique: int
) -> None:
    """Every item, one level up and down: 192 plants, 192 found, 43 of them as the only explanation.

    Where it is not the only one, the others are items of the same aspect and weight, which no published
    figure tells apart.
    """
    instrument, values, published = official(next(path for path in OFFICIAL if path.stem == name))
    sizes: Counter[bool] = Counter()
    for code, wrong in planted(instrument, values):
        found = explained(instrument, wrong, published)
        sets = sets_of(found, wrong)

        assert {code: int(values[code].low)} in sets
        assert (found.state, found.changed, found.moved, found.complete) == ("explained", 1, 1, True)
        assert len(sets) == found.sets
        aspects = {instrument.item(each).aspect for one in sets for each in one}  # type: ignore[union-attr]
        assert len(aspects) == 1
        sizes[found.sets == 1] += 1

    assert (sizes.total(), sizes[True]) == (plants, unique)


def test_two_wrong_levels_in_different_aspects_are_found_together() -> None:
    """Indicators 36 and 44 of Bandar Lampung 2021, whose levels nobody else of their aspects has."""
    instrument, values, published = official(OFFICIAL[0])
    wrong = {**values, "36": Span.exactly(5), "44": Span.exactly(1)}

    found = explained(instrument, wrong, published)

    assert (found.changed, found.moved) == (2, 3)
    assert {"36": 3, "44": 2} in sets_of(found, wrong)


def test_a_figure_reckoned_with_the_misprinted_weights_of_2020_is_named_as_the_contradiction() -> None:
    """The 2020 reports print 33 and 22 for aspects 6 and 7; with 35 and 20 no levels give 3,41."""
    instrument, values, published = official(next(path for path in OFFICIAL if "madiun" in path.stem))
    with_misprint = (published.aspects[6] * 33 + published.aspects[7] * 22) / 55
    assert Fraction("3.405") <= with_misprint < Fraction("3.415")

    misprinted = replace(published, domains={**published.domains, 3: Fraction("3.41")})
    found = explained(instrument, values, misprinted)

    assert found.state == "contradicts"
    assert [(each.part.kind, each.part.number) for each in found.conflict] == [("domain", 3)]


def test_an_edition_with_fractional_values_is_only_compared() -> None:
    """8/2026: no level by level search, and still every published figure beside its range."""
    instrument = load_edition("permenpanrb-8-2026")
    values = {
        item.code: Span(Fraction("1.165"), Fraction("1.175"), open_end=True) for item in instrument.items
    }
    published = PublishedResult(index=Fraction("1.17"), aspects={1: Fraction("1.50")})

    found = explained(instrument, values, published)

    assert found.state == "fractions"
    assert [each.agrees(instrument.digits) for each in found.figures] == [True, False]


def test_an_unanswered_item_explains_what_it_can_before_anything_else_changes() -> None:
    """Its level is free: filling it is no change of a level."""
    instrument, values, published = official(OFFICIAL[0])
    part = {code: span for code, span in values.items() if code not in {"36", "41"}}

    assert explained(instrument, part, published).state == "agrees"
    wrong = {**part, "1": Span.exactly(2)}
    found = explained(instrument, wrong, published)
    assert (found.changed, sets_of(found, wrong)) == (1, [{"1": 1}])


@settings(max_examples=150)
@given(case=published_cases())
def test_the_search_finds_what_trying_every_level_finds(
    case: tuple[Instrument, dict[str, int], dict[tuple[str, int], Fraction]],
) -> None:
    """State, number of changes, number of levels and every smallest set, against brute force."""
    small, levels, figures = case
    values = {code: Span.exactly(level) for code, level in levels.items()}
    found = reconcile(score(small, values), values, as_published(figures), most=10**6)

    fitting = [way for way in every_way(small) if _fits(printed(small, way), figures)]
    if not fitting:
        assert found.state == "contradicts"
        conflict = {(each.part.kind, each.part.number) for each in found.conflict}
        _is_irreducible(small, {part: figures[part] for part in conflict})
        return
    size = min(_size(levels, way) for way in fitting)
    smallest = [_changes(levels, way) for way in fitting if _size(levels, way) == size]
    assert (found.state, found.changed, found.moved) == ("explained" if size[0] else "agrees", *size)
    if size[0]:
        sets = sets_of(found, values)
        assert sorted(map(sorted, map(dict.items, sets))) == sorted(map(sorted, map(dict.items, smallest)))
        assert found.sets == len(smallest)


def test_more_ways_than_are_looked_for_are_not_told_as_all() -> None:
    """With one way asked for, the answer says that there are others."""
    instrument, values, _ = official(next(path for path in OFFICIAL if "2023" in path.stem))
    published = PublishedResult(index=Fraction("2.25"))

    few = reconcile(score(instrument, values), values, published, most=1)
    all_ = reconcile(score(instrument, values), values, published)

    assert (few.complete, len(few.ways)) == (False, 1)
    assert (few.changed, few.moved) == (all_.changed, all_.moved)
    assert len(all_.ways) > 1


def _fits(shown: Mapping[tuple[str, int], Fraction], figures: Mapping[tuple[str, int], Fraction]) -> bool:
    return all(shown[part] == figure for part, figure in figures.items())


def _changes(levels: Mapping[str, int], way: Mapping[str, int]) -> dict[str, int]:
    return {code: way[code] for code in levels if way[code] != levels[code]}


def _size(levels: Mapping[str, int], way: Mapping[str, int]) -> tuple[int, int]:
    changed = _changes(levels, way)
    return len(changed), sum(abs(level - levels[code]) for code, level in changed.items())


def _is_irreducible(small: Instrument, conflict: Mapping[tuple[str, int], Fraction]) -> None:
    """No levels give all of these figures, but some give all of them save any one."""
    shown = [printed(small, way) for way in every_way(small)]
    assert not any(_fits(each, conflict) for each in shown)
    for part in conflict:
        rest = {other: figure for other, figure in conflict.items() if other != part}
        assert any(_fits(each, rest) for each in shown)
