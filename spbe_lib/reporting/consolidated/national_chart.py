"""How the published indices lie, as bars, with the place of the government marked."""

from fractions import Fraction
from math import ceil
from typing import Any

from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.national_document import NationalFacts
from spbe_lib.reporting.drawing import LINE, PLAIN, SECOND, SOFT, drawn, picture

_SMALL, _LONGEST, _LATIN_END = 9, 40, "\u0250"


def distribution(report: ConsolidatedInput) -> HTML:
    """Every local government of the list by its index; those of the province apart, by hatch too."""
    facts = report.national
    counts = "; ".join(
        f"{each.low}–{each.high}: {each.count}{_of_table(each.of_table)}" for each in facts.bins
    )
    of_table = f"; dalam kurung yang di {facts.table}" if facts.table else ""
    among = facts.columns[0]
    told = f"sebaran indeks {facts.reference} {among}"
    numbers = f"Banyaknya pada setiap rentang indeks{of_table}: {counts}."
    return picture(
        drawn(lambda figure: _draw(figure, facts, report.edition.top), (4.8, 3.3)),
        alternative=f"Grafik batang, {told}; garis tegak pada {_own(facts)}.",
        caption=f"Batang: {told}. Garis tegak: {_own(facts)}. {numbers}",
        kind="sebaran",
    )


def _own(facts: NationalFacts) -> str:
    """The figure of the government, never without the word where it is a projection."""
    return f"proyeksi {facts.index}" if facts.ground == "projection" else facts.index or ""


def _drawable(text: str) -> str:
    """A text that the chart's font can draw and its frame can hold; names of the lists are such."""
    return "".join(sign if sign.isprintable() and sign < _LATIN_END else "?" for sign in text[:_LONGEST])


def _of_table(count: int) -> str:
    return f" ({count})" if count else ""


def _draw(figure: Figure, facts: NationalFacts, top: int) -> None:
    axes = figure.add_axes((0.12, 0.14, 0.85, 0.63))
    lows = [float(Fraction(each.start)) for each in facts.bins]
    width = float(Fraction(facts.bins[0].end) - Fraction(facts.bins[0].start))
    counts = [each.count for each in facts.bins]
    axes.bar(
        lows, counts, width, align="edge", color=PLAIN, edgecolor="white", label=_drawable(facts.columns[0])
    )
    if facts.table:
        of_table = [each.of_table for each in facts.bins]
        hatched: dict[str, Any] = {"color": "white", "edgecolor": SECOND, "hatch": "////", "linewidth": 0.8}
        axes.bar(lows, of_table, width, align="edge", label=_drawable(f"di {facts.table}"), **hatched)
    own = float(Fraction(facts.exact or 0))
    axes.set(xlim=(min(*lows, own), top), ylim=(0, max(counts) * 1.42), ylabel="banyaknya")
    axes.set_xlabel("indeks", color=SOFT)
    axes.set_xticks(range(ceil(axes.get_xlim()[0]), top + 1))
    axes.legend(loc="upper left", fontsize=_SMALL, framealpha=1, edgecolor="white")
    axes.axvline(own, color=LINE, linewidth=2.4)
    above, side = axes.get_xaxis_transform(), "right" if own > top - 1 / 2 else "center"
    axes.text(own, 1.03, _drawable(_own(facts)), transform=above, ha=side, color=LINE, fontweight="bold")
    _name_predicates(axes, facts, top)


def _name_predicates(axes: Axes, facts: NationalFacts, top: int) -> None:
    """The name of every predicate over its part of the scale, and a dotted line where it begins."""
    left = axes.get_xlim()[0]
    starts = [max(float(Fraction(each.exact)), left) for each in facts.bounds]
    ends, above = [*starts[1:], float(top)], axes.get_xaxis_transform()
    for place, (each, start, end) in enumerate(zip(facts.bounds, starts, ends, strict=True)):
        if end > start:
            axes.axvline(start, color=SOFT, linewidth=0.8, linestyle=":")
            middle, height = (start + end) / 2, 1.15 + 0.09 * (place % 2)
            axes.text(
                middle,
                height,
                _drawable(each.name),
                transform=above,
                ha="center",
                color=SOFT,
                fontsize=_SMALL,
            )
