"""The charts of a report: static SVG, equal bytes for equal data, with a text alternative."""

from collections.abc import Sequence
from fractions import Fraction
from math import nan, pi

from IPython.display import HTML
from matplotlib.figure import Figure

from spbe_lib.figures import NOTHING
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.drawing import LINE, SOFT, drawn, picture
from spbe_lib.reporting.rows import PartRow

_FEWEST = 3


def radar(report: ConsolidatedInput) -> HTML:
    """The aspects as a radar (*grafik jaring*); an aspect without a figure leaves a gap.

    The spokes carry number and figure, large enough for a phone; the names stand below.
    With fewer than three figures there is no shape to see, and the page says so.
    """
    if sum(aspect.shown is not None for aspect in report.aspects) < _FEWEST:
        return HTML("<p>Grafik jaring belum dapat digambar: kurang dari tiga aspek mempunyai nilai.</p>")
    aspects, top = report.aspects, report.edition.top
    told = (f"aspek {each.number} {each.name}: {each.shown or 'belum ada nilai'}" for each in aspects)
    names = "; ".join(f"{each.number} {each.name}" for each in aspects)
    return picture(
        drawn(lambda figure: _draw_radar(figure, aspects, top), (4.6, 3.9)),
        alternative="Grafik jaring nilai aspek. " + "; ".join(told),
        caption=f"Nilai aspek, skala 0 sampai {top}. Aspek: {names}.",
    )


def _draw_radar(figure: Figure, aspects: Sequence[PartRow], top: int) -> None:
    angles = [2 * pi * place / len(aspects) for place in range(len(aspects))]
    heights = [float(Fraction(a.height)) if a.height else nan for a in aspects]
    axes = figure.add_axes((0.2, 0.12, 0.6, 0.73), projection="polar")
    axes.set(theta_offset=pi / 2, theta_direction=-1, ylim=(0, top), xticks=angles, xticklabels=[])
    axes.set_yticks(range(1, top + 1), [str(level) for level in range(1, top + 1)], fontsize=9, color=SOFT)
    axes.plot([*angles, 2 * pi], [*heights, heights[0]], color=LINE, marker="o")
    if all(aspect.shown for aspect in aspects):
        axes.fill([*angles, 2 * pi], [*heights, heights[0]], color=LINE, alpha=0.18)
    for angle, aspect in zip(angles, aspects, strict=True):
        label = f"{aspect.number}: {aspect.shown or NOTHING}"
        axes.text(angle, top * 1.27, label, ha="center", va="center", fontsize=12)
