"""What a published figure says of the levels behind it, in whole numbers.

A figure is printed with so many digits, rounded half up; the sum of weight × level behind it lies in an
interval of whole numbers, and nothing that lies there is printed otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.scorecard import PartScore, Scorecard
from spbe_lib.results.scoring import Part, frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published figure (0–5) beside what is computed.

    Attributes:
        part: What was published.
        figure: As printed.
        computed: What the values give; None while a value is lacking.
        low: The least sum of weight × value, in the edition's whole weights and ``unit`` parts of a level,
            that is printed so.
        high: The greatest.
    """

    part: Part
    figure: Fraction
    computed: Span | None
    low: int
    high: int

    def agrees(self, digits: int) -> bool | None:
        """Whether the computed figure is printed so, or may be; None while a value is lacking."""
        if self.computed is None:
            return None
        low, high = self.computed.printed_ends(digits)
        return low <= self.figure <= high


def published_figures(card: Scorecard, published: PublishedResult, unit: int = 1) -> tuple[Published, ...]:
    """Every published figure of an edition's parts: index, domains, aspects.

    Args:
        card: What the values give; its edition decides on parts, weights and digits.
        published: What was printed; figures of parts without items say nothing and are left out.
        unit: Into how many parts a level is divided (1: whole levels).
    """
    return tuple(_figures(card, published, unit))


def _figures(card: Scorecard, published: PublishedResult, unit: int) -> Iterator[Published]:
    pairs: list[tuple[PartScore, Fraction | None]] = [(card.index, published.index)]
    pairs += [(score, published.domains.get(score.part.number)) for score in card.domains]
    pairs += [(score, published.aspects.get(score.part.number)) for score in card.aspects]
    for score, figure in pairs:
        if figure is not None and score.items:
            low, high = printed_so(card.instrument, score.part, figure, unit)
            yield Published(part=score.part, figure=figure, computed=score.known, low=low, high=high)


def printed_so(instrument: Instrument, part: Part, figure: Fraction, unit: int = 1) -> tuple[int, int]:
    """The least and greatest whole sum of weight × level that is printed as a figure, rounded half up."""
    layout = frame(instrument)
    column = [each.kind == part.kind and each.number == part.number for each in layout.parts].index(True)
    full = int(layout.weights[:, column].sum()) * unit
    half = Fraction(1, 2 * 10**instrument.digits)
    low, above = (figure - half) * full, (figure + half) * full
    return -(-low.numerator // low.denominator), -(-above.numerator // above.denominator) - 1
