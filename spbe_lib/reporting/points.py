"""How points of the index are printed: exactly where possible, so that they can be added up by hand."""

from fractions import Fraction

from spbe_lib.figures import MINUS, Span, half_up, printed

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


def signed_points(span: Span, digits: int) -> str:
    """Points with their sign; a range as both ends, the lower one first, each with its own sign.

    Of a range nothing is added up exactly: one digit more than the index suffices.

    >>> from fractions import Fraction
    >>> signed_points(Span(Fraction("-0.5385"), Fraction("-0.53")), 2)
    '−0,539 sampai −0,530'
    >>> signed_points(Span.exactly(Fraction("0.03")), 2)
    '+0,03'
    """
    ends = (span.low, span.high)
    enough = (
        more
        for more in range(_MORE + 1 if span.exact is not None else 1)
        if all(half_up(abs(end), digits + more) == abs(end) for end in ends)
    )
    width = digits + next(enough, 1)
    return " sampai ".join(dict.fromkeys(_signed(end, width) for end in ends))


def _signed(value: Fraction, digits: int) -> str:
    size = half_up(abs(value), digits)
    sign = "" if not size else "+" if value > 0 else MINUS
    return f"{sign}{printed(size, digits)}"


def is_rounded(span: Span, digits: int) -> bool:
    """Whether these points are printed rounded, so that a sum by hand may differ in the last digit."""
    return span.exact is None or half_up(span.exact, digits + _MORE) != span.exact
