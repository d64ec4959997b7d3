"""What published figures alone prove of the levels behind them."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.certainty import Certainty, certainty
from spbe_lib.results.scorecard import score
from tests.results.small_instruments import as_published, every_way, printed, published_cases

EDITION = load_edition("permenpanrb-59-2020")
MADIUN_2024 = {"domains": {1: "5.00", 2: "4.00", 3: "3.00", 4: "4.76"}, "index": "4.31"}
MADIUN_2023 = {"domains": {1: "5.00", 2: "4.00", 3: "3.27", 4: "4.63"}, "index": "4.30"}


def proven(figures: Mapping[str, object]) -> Certainty:
    """What is certain under 59/2020 when nothing but these figures is known."""
    domains: Mapping[int, str] = figures["domains"]  # type: ignore[assignment]
    published = PublishedResult(
        domains={number: Fraction(each) for number, each in domains.items()},
        index=Fraction(str(figures["index"])),
    )
    found = certainty(score(EDITION, {}), {}, published)
    assert found is not None
    return found


def test_kabupaten_madiun_2024_has_fives_on_1_to_10_and_42_to_47_and_aspect_7_at_4_60() -> None:
    """So much follows from five printed figures: also that domain 2 sums to 40 and domain 3 to 33."""
    found = proven(MADIUN_2024)
    levels = {code: each.level for each in found.items for code in each.items}
    parts = {(each.part.kind, each.part.number): each for each in found.parts}

    fives = [code for code, level in levels.items() if level.exact == 5]
    assert fives == [str(number) for number in (*range(1, 11), *range(42, 48))]
    assert parts["aspect", 7].figure.exact == Fraction("4.6")
    assert parts["aspect", 8].figure.exact == 5
    assert parts["domain", 2].together.exact == 40
    assert parts["domain", 3].together.exact == 33
    assert all(level.exact is None for code, level in levels.items() if code not in fives)


def test_kabupaten_madiun_2023_leaves_two_exact_indices() -> None:
    """4,2950 and 4,2975, the candidates that are known for that year."""
    index = {(each.part.kind, each.part.number): each for each in proven(MADIUN_2023).parts}["index", 0]

    assert (index.figure.low, index.figure.high) == (Fraction("4.295"), Fraction("4.2975"))


def test_figures_that_contradict_each_other_prove_nothing() -> None:
    """Domain 1 has one aspect: both cannot be printed differently."""
    published = PublishedResult(domains={1: Fraction(5)}, aspects={1: Fraction(4)})

    assert certainty(score(EDITION, {}), {}, published) is None


def test_fractional_values_are_bounded_too() -> None:
    """8/2026, two equal items at 1,50 together: one is known at 1, the other is 2, give or take a digit."""
    edition = load_edition("permenpanrb-8-2026")
    known = {item.code: Span.exactly(1) for item in edition.items if item.code != "2"}

    found = certainty(score(edition, known), known, PublishedResult(aspects={1: Fraction("1.50")}))

    assert found is not None
    (bounds,) = found.items
    assert bounds.items == ("2",)
    assert Fraction("1.99") <= bounds.level.low <= bounds.level.high < Fraction("2.01")


@settings(max_examples=80)
@given(case=published_cases())
def test_bounds_are_those_that_trying_every_level_gives(
    case: tuple[Instrument, dict[str, int], dict[tuple[str, int], Fraction]],
) -> None:
    """Lowest and highest level of every item, and what it adds up to, against brute force."""
    small, _, figures = case
    shown = [(way, printed(small, way)) for way in every_way(small)]
    ways = [way for way, all_ in shown if all(all_[part] == figure for part, figure in figures.items())]
    found = certainty(score(small, {}), {}, as_published(figures))

    assert (found is None) == (not ways)
    for each in found.items if found else ():
        together = [sum(way[code] for code in each.items) for way in ways]
        assert each.together == Span(Fraction(min(together)), Fraction(max(together)))
        for code in each.items:
            levels = [way[code] for way in ways]
            assert each.level == Span(Fraction(min(levels)), Fraction(max(levels)))
