"""A printed figure is an interval of whole sums: whatever lies in it is printed so, and nothing else is."""

from fractions import Fraction

import pytest

from spbe_lib.figures import Span, half_up
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.published_figures import printed_so, published_figures
from spbe_lib.results.scorecard import score
from spbe_lib.results.scoring import frame


@pytest.mark.parametrize("code", edition_codes())
def test_the_ends_of_an_interval_are_the_last_sums_that_are_printed_so(code: str) -> None:
    """Every part of every edition, at figures from 0,00 to 5,00: both ends and one beyond each."""
    edition = load_edition(code)
    layout, unit = frame(edition), edition.level_denominator
    digits = edition.digits
    for place, part in enumerate(layout.parts):
        full = int(layout.weights[:, place].sum()) * unit
        for units in range(0, edition.top * 10**digits + 1, 7):
            figure = Fraction(units, 10**digits)
            low, high = printed_so(edition, part, figure, unit)
            for total in {low, high} if low <= high else set():
                assert total < 0 or half_up(Fraction(total, full), digits) == figure
            assert half_up(Fraction(high + 1, full), digits) > figure
            assert low <= 0 or half_up(Fraction(low - 1, full), digits) < figure


def test_a_figure_agrees_where_it_is_printed_so_and_waits_where_a_value_is_lacking() -> None:
    """Index 3,00 of threes: agrees with 3,00, not with 3,01; without values nobody knows."""
    edition = load_edition("permenpanrb-59-2020")
    card = score(edition, {item.code: Span.exactly(3) for item in edition.items})
    empty = score(edition, {})
    told = [
        each.agrees(edition.digits)
        for figure, card_ in ((Fraction(3), card), (Fraction("3.01"), card), (Fraction(3), empty))
        for each in published_figures(card_, PublishedResult(index=figure))
    ]

    assert told == [True, False, None]
