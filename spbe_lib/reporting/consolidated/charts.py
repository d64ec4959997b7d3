"""The charts of a report: static SVG, equal bytes for equal data, with a text alternative."""

import base64
from collections.abc import Sequence
from fractions import Fraction
from html import escape
from io import BytesIO
from math import nan, pi
from typing import Any

import matplotlib as mpl
from IPython.display import HTML
from matplotlib.figure import Figure

from spbe_lib.figures import NOTHING
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.rows import PartRow

_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "spbe", "svg.fonttype": "path", "font.family": "DejaVu Sans"}
_LINE = "#1f5f99"
_FEWEST = 3


def radar(report: ConsolidatedInput) -> HTML:
    """The aspects as a radar (*grafik jaring*); an aspect without a figure leaves a gap.

    The spokes carry number and figure, large enough for a phone; the names stand below.
    The picture is embedded as an image, so that its ids and styles stay its own.
    With fewer than three figures there is no shape to see, and the page says so.
    """
    if sum(aspect.shown is not None for aspect in report.aspects) < _FEWEST:
        return HTML("<p>Grafik jaring belum dapat digambar: kurang dari tiga aspek mempunyai nilai.</p>")
    picture = base64.b64encode(_radar_svg(report.aspects, report.edition.top)).decode()
    alternative = "Grafik jaring nilai aspek. " + "; ".join(
        f"aspek {aspect.number} {aspect.name}: {aspect.shown or 'belum ada nilai'}"
        for aspect in report.aspects
    )
    names = "; ".join(f"{aspect.number} {escape(aspect.name)}" for aspect in report.aspects)
    return HTML(
        f'<figure><img alt="{escape(alternative)}" src="data:image/svg+xml;base64,{picture}">'
        f"<figcaption>Nilai aspek, skala 0 sampai {report.edition.top}. Aspek: {names}.</figcaption></figure>"
    )


def _radar_svg(aspects: Sequence[PartRow], top: int) -> bytes:
    angles = [2 * pi * place / len(aspects) for place in range(len(aspects))]
    heights = [float(Fraction(a.height)) if a.height else nan for a in aspects]
    drawing = BytesIO()
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(4.6, 3.9))
        axes = figure.add_axes((0.2, 0.12, 0.6, 0.73), projection="polar")
        axes.set(theta_offset=pi / 2, theta_direction=-1, ylim=(0, top), xticks=angles, xticklabels=[])
        axes.set_yticks(
            range(1, top + 1), [str(level) for level in range(1, top + 1)], fontsize=9, color="#444444"
        )
        axes.plot([*angles, 2 * pi], [*heights, heights[0]], color=_LINE, marker="o")
        if all(aspect.shown for aspect in aspects):
            axes.fill([*angles, 2 * pi], [*heights, heights[0]], color=_LINE, alpha=0.18)
        for angle, aspect in zip(angles, aspects, strict=True):
            label = f"{aspect.number}: {aspect.shown or NOTHING}"
            axes.text(angle, top * 1.27, label, ha="center", va="center", fontsize=12, parse_math=False)
        figure.savefig(drawing, format="svg", metadata={"Date": None, "Creator": None})
    return drawing.getvalue()
