"""What other ministries measured for a government, where an edition takes a level from their index; pure."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalFigure:
    """The published figure of another index, for the indicator that takes its level from it.

    Attributes:
        indicator: Legal number of the indicator.
        figure: The figure, as exact as it was printed.
        shown: The figure as it was printed.
        source: Where it was published.
        day: On which day.
    """

    indicator: int
    figure: Fraction
    shown: str
    source: str
    day: date
