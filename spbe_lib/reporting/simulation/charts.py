"""The waterfall of a simulation as a static drawing: rising and falling steps, told apart without colour."""

from collections.abc import Sequence
from fractions import Fraction

from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from spbe_lib.reporting.drawing import FALL, LINE, PLAIN, RISE, SOFT, drawn, picture
from spbe_lib.reporting.simulation.document import ScenarioFacts, ShiftRow

_MOST, _LONGEST = 16, 27
"""As many steps as can be read; with more of them the aspects are drawn. So many letters of a name fit."""

_LATIN, _SIGNS = 0x250, "–−…"


def waterfall(facts: ScenarioFacts) -> HTML | None:
    """How the figure moves from the base to the simulation, step by step; None where nothing changes."""
    by_aspect = len(facts.items) > _MOST
    rows = facts.aspects if by_aspect else facts.items
    if not rows:
        return None
    figure = "indeks" if facts.of_index else "nilai terendah yang masih mungkin"
    kind = "aspek" if by_aspect else "butir"
    told = "; ".join(f"{kind} {row.code} {row.name} {row.gain}" for row in rows)
    names = _names(facts, rows)
    return picture(
        drawn(lambda drawing: _draw(drawing, rows, names), (5.2, 0.5 + 0.28 * (len(rows) + 2))),
        alternative=(
            f"Rincian perubahan {figure} dalam simulasi, dari {facts.figure_before} menjadi "
            f"{facts.figure_after}: {told}."
        ),
        caption=(
            f"Rincian perubahan {figure} (simulasi) menurut {kind}; batang bergaris miring berarti turun. "
            "Sumbu tidak mulai dari nol."
        ),
        kind="lebar",
    )


def _names(facts: ScenarioFacts, rows: Sequence[ShiftRow]) -> list[str]:
    names = [f"Dasar {facts.figure_before}", *(f"{row.code} {row.name}" for row in rows)]
    return [_drawable(each) for each in (*names, f"Simulasi {facts.figure_after}")]


def _drawable(text: str) -> str:
    """A text that is short enough, with a dot for what the drawing's font does not have."""
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join(
        sign if sign in _SIGNS or (sign.isprintable() and ord(sign) < _LATIN) else "·" for sign in short
    )


def _draw(drawing: Figure, rows: Sequence[ShiftRow], names: Sequence[str]) -> None:
    axes = drawing.subplots()
    ends = [(float(Fraction(row.begins)), float(Fraction(row.ends))) for row in rows]
    low, high = min(map(min, ends)), max(map(max, ends))
    room = (high - low) or 0.01
    axes.set_xlim(low - room * 0.08, high + room * 0.3)
    for place, (row, (start, end)) in enumerate(zip(rows, ends, strict=True), 1):
        colour, hatch = (RISE, "") if row.rises else (FALL, "////") if row.rises is False else (PLAIN, "")
        axes.barh(
            place, end - start, left=start, color=colour, hatch=hatch, edgecolor="white", height=0.62, lw=0
        )
        axes.text(
            max(start, end) + room * 0.02, place, _drawable(row.gain), va="center", fontsize=9, color=SOFT
        )
    _levels(axes, ends)
    axes.set_yticks(range(len(names)), names, fontsize=9)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_color(SOFT)
    drawing.subplots_adjust(left=0.41, right=0.99, top=0.99, bottom=0.01)


def _levels(axes: Axes, ends: Sequence[tuple[float, float]]) -> None:
    """Where the figure stands between two steps: a thin line from each to the next, and both ends marked."""
    heights = [ends[0][0], *(end for _, end in ends)]
    for place, height in enumerate(heights):
        axes.plot([height, height], [place - 0.31, place + 1.31], color=PLAIN, lw=0.8, ls=":")
    axes.plot([heights[0]], [0], marker="D", color=LINE, markersize=7)
    axes.plot([heights[-1]], [len(ends) + 1], marker="D", color=LINE, markersize=7)
