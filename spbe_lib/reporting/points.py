"""How points of the index are printed: exactly where possible, so that they can be added up by hand."""

from spbe_lib.figures import Span, half_up

_MORE = 2
"""How many digits more than the index a sum of exact levels and weights may need (2,75 % × 1 = 0,0275)."""


def points(span: Span, digits: int) -> str:
    """Print points of the index: with no digit that says nothing, and none left out where two more suffice.

    Args:
        span: The points (0–5).
        digits: Digits of the printed index; what stays inexact is rounded to one digit more.

    >>> from fractions import Fraction
    >>> points(Span.exactly(Fraction("0.0275")), 2), points(Span.exactly(Fraction("0.15")), 2)
    ('0,0275', '0,15')
    """
    exact = span.exact
    for more in range(_MORE + 1):
        if exact is not None and half_up(exact, digits + more) == exact:
            return span.printed(digits + more)
    return span.printed(digits + 1)


def is_rounded(span: Span, digits: int) -> bool:
    """Whether these points are printed rounded, so that a sum by hand may differ in the last digit."""
    return span.exact is None or half_up(span.exact, digits + _MORE) != span.exact
