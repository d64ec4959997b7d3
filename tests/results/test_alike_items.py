"""Items that no published figure tells apart stand together, and know who of them can move."""

from fractions import Fraction

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.results.alike_items import alike_items


@pytest.mark.parametrize("code", edition_codes())
def test_every_item_stands_in_one_group_of_its_aspect_and_weight(code: str) -> None:
    """No item is lost, and none stands beside one of another aspect or weight; answered ones stand apart."""
    edition = load_edition(code)
    values = {item.code: Span.exactly(3) for item in edition.items[::2]}
    groups = alike_items(edition, values)

    assert sorted(code for group in groups for code in group.codes) == sorted(i.code for i in edition.items)
    for group in groups:
        items = [item for item in edition.items if item.code in group.codes]
        assert len({(item.aspect, item.weight, item.code in values) for item in items}) == 1
        assert len(group.levels) in (0, len(group.codes))


def test_only_those_that_stay_on_the_scale_can_move() -> None:
    """One level down is open to who stands above the lowest, three levels up to who stands low enough."""
    edition = load_edition("permenpanrb-59-2020")
    levels = {"11": 1, "12": 2, "13": 4, "14": 5}
    (group,) = (
        group
        for group in alike_items(edition, {code: Span.exactly(level) for code, level in levels.items()})
        if group.levels
    )

    assert group.able(-1) == ("12", "13", "14")
    assert group.able(3) == ("11", "12")
    assert group.steps == (-4, -3, -2, -1, 1, 2, 3, 4)


def test_a_value_that_is_no_whole_level_is_refused() -> None:
    """Halves are for editions whose values are not searched level by level."""
    with pytest.raises(ValueError, match="no whole level"):
        alike_items(load_edition("permenpanrb-59-2020"), {"1": Span.exactly(Fraction(7, 2))})
