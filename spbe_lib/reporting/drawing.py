"""What every chart has in common: static SVG with equal bytes for equal data, as an image with its words.

A picture is embedded as an image, so that its ids and styles stay its own. Colours keep apart for the
colour-blind and fall on different greys in print; a series is never told by its colour alone.
"""

import base64
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any

import matplotlib as mpl
from IPython.display import HTML
from matplotlib.figure import Figure

LINE, SECOND, RISE, FALL, PLAIN, SOFT = "#1f5f99", "#b45309", "#00664a", "#a63d00", "#8a94a0", "#444444"
"""What is spoken of; what it stands beside; a gain; a loss; the rest; lettering and axes."""

_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "spbe",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def drawn(draw: Callable[[Figure], None], size: tuple[float, float]) -> bytes:
    """Draw a figure of a size (inches) as SVG: equal bytes in every process and on every day.

    No text in it is read as a formula, so that a ``$`` of an OPD stays one.
    """
    drawing = BytesIO()
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=size)
        draw(figure)
        figure.savefig(drawing, format="svg", metadata={"Date": None, "Creator": None})
    return drawing.getvalue()


def picture(svg: bytes, *, alternative: str, caption: str, kind: str = "") -> HTML:
    """A drawing in the page, with its numbers as words for those who do not see it.

    Args:
        svg: What ``drawn`` gave.
        alternative: The numbers in words; plain text.
        caption: What stands below; plain text.
        kind: The figure's class in the style sheet; empty for the narrow one, ``lebar`` for a wide one.
    """
    data = base64.b64encode(svg).decode()
    opened = f'<figure class="{kind}">' if kind else "<figure>"
    return HTML(
        f'{opened}<img alt="{escape(alternative)}" src="data:image/svg+xml;base64,{data}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
