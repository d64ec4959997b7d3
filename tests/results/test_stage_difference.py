"""What lies between the Tim's index and the assessor's adds up, item by item."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.files.assessment_file import read_value
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


def test_an_end_that_cannot_occur_stays_out() -> None:
    """From a printed 2,00 to 3,00: under 1.01 of its weight, and the same downwards."""
    edition = load_edition("permenpanrb-8-2026")
    item = edition.items[0]
    rest = {each.code: Span.exactly(3) for each in edition.items}
    two, three = (rest | {item.code: read_value(edition, item, text)} for text in ("2,00", "3,00"))
    ends = [part * item.weight / edition.whole_weight for part in (Fraction("0.99"), Fraction("1.01"))]
    (rise,) = item_differences(edition, two, three)

    assert rise.points == Span(ends[0], ends[1], open_end=True)
