"""What lies between the Tim's index and the assessor's adds up, item by item."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.results.explanation import total
from spbe_lib.results.scorecard import score
from spbe_lib.results.stage_difference import item_differences


@pytest.mark.parametrize("code", edition_codes())
@settings(max_examples=25)
@given(data=st.data())
def test_the_points_of_all_changes_are_the_difference_of_the_exact_indices(
    code: str, data: st.DataObject
) -> None:
    """Any two complete sets of levels, under any edition; an item that stayed is not listed."""
    edition = load_edition(code)
    codes = [item.code for item in edition.items]
    levels = st.lists(st.integers(1, 5), min_size=len(codes), max_size=len(codes))
    before, after = (dict(zip(codes, map(Span.exactly, data.draw(levels)), strict=True)) for _ in range(2))

    found = item_differences(edition, before, after)

    indices = [score(edition, values).index.exact or 0 for values in (before, after)]
    assert total([each.points for each in found]).exact == indices[1] - indices[0]
    assert [each.item.code for each in found] == [code for code in codes if before[code] != after[code]]
