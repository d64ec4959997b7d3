"""Points of the index as printed: exact where that is possible."""

from fractions import Fraction

import pytest

from spbe_lib.figures import Span, read_printed
from spbe_lib.law.editions import load_edition
from spbe_lib.records.model import Assessment
from spbe_lib.reporting.points import is_rounded, points
from spbe_lib.results.contribution import contributions
from tests.reporting.opd_cycles import LAW, made_cycle


@pytest.mark.parametrize(
    ("value", "said", "rounded"),
    [
        ("0", "0,00", False),
        ("0.15", "0,15", False),
        ("0.335", "0,335", False),
        ("0.0275", "0,0275", False),
        ("1/30", "0,033", True),
    ],
)
def test_points_keep_the_digits_that_say_something(value: str, said: str, rounded: bool) -> None:
    """Two digits at least, four at most; what four do not hold exactly is rounded to three."""
    span = Span.exactly(Fraction(value))

    assert (points(span, 2), is_rounded(span, 2)) == (said, rounded)


@pytest.mark.parametrize("level", range(1, 6))
def test_printed_contributions_add_up_to_the_index_by_hand(level: int) -> None:
    """59/2020 with any level in every item: who adds up the printed figures gets the exact index."""
    instrument, cycle = load_edition(LAW), made_cycle(LAW, [16, 21, 32, 42])
    values = {item.code: Span.exactly(level) for item in instrument.items}
    shares = contributions(cycle, instrument, Assessment(edition=LAW, values=values).values)

    assert len(shares) == 2
    assert sum(read_printed(points(share.brings, instrument.digits)) for share in shares) == level
