"""What lies between the Tim's index and the assessor's adds up, item by item."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.assessment_file import read_value
from spbe_lib.reporting.consolidated.reconciliation_rows import signed_points
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
    share = item.weight / edition.whole_weight
    ends = Span(Fraction("0.99") * share, Fraction("1.01") * share, open_end=True)
    (rise,), (fall,) = item_differences(edition, two, three), item_differences(edition, three, two)

    assert rise.points == fall.taken == ends


def test_the_change_of_a_printed_value_prints_no_end_that_cannot_occur() -> None:
    """Weight 5 %: of 0.0495 to under 0.0505 the largest that can be printed is 0,050, up and down."""
    edition = load_edition("permenpanrb-8-2026")
    item = next(each for each in edition.items if each.weight == 5)
    rest = {each.code: Span.exactly(3) for each in edition.items}
    two, three = (rest | {item.code: read_value(edition, item, text)} for text in ("2,00", "3,00"))
    (rise,), (fall,) = item_differences(edition, two, three), item_differences(edition, three, two)

    assert signed_points(rise.points, rise.taken, 2) == "+0,050"
    assert signed_points(fall.points, fall.taken, 2) == "\u22120,050"
