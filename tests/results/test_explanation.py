"""How a figure arises: terms that add up to it, exactly, at both ends."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.results.explanation import explain, gain
from spbe_lib.results.scorecard import score

_LEVELS = st.dictionaries(st.integers(0, 60), st.integers(1, 5))


@pytest.mark.parametrize("code", edition_codes())
@settings(max_examples=40)
@given(levels=_LEVELS)
def test_every_figure_is_its_terms_over_their_weight(code: str, levels: dict[int, int]) -> None:
    """Index, domains, aspects of any edition, complete or not: the same ends as the scorecard's."""
    edition = load_edition(code)
    values = {
        item.code: Span.exactly(levels[place]) for place, item in enumerate(edition.items) if place in levels
    }
    card = score(edition, values)
    explained = explain(card, values)

    assert [each.part for each in explained] == [card.index, *card.domains, *card.aspects]
    for each in explained:
        if each.part.possible is None:
            assert each.terms == ()
            continue
        assert each.total.low / each.weight == each.part.possible.low
        assert each.total.high / each.weight == each.part.possible.high
        if each.part.average:
            assert each.filled.low / each.filled_weight == each.part.average.low
        assert all(term.known for term in each.terms) == each.part.complete


def test_a_gain_is_the_levels_times_the_weight() -> None:
    """Indicator 36, from 3 to 4: 2,75 % of one level."""
    edition = load_edition("permenpanrb-59-2020")
    item = edition.item("36")
    assert item is not None

    assert gain(edition, item, Span.exactly(3), 4).exact == Fraction("0.0275")
