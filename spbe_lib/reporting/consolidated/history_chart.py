"""The years of a government as one picture: index, breaks between regulations, comparable core."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from spbe_lib.figures import NOTHING
from spbe_lib.reporting.consolidated.history_document import BreakFacts, HistoryFacts, HistoryRow
from spbe_lib.reporting.drawing import LINE, SECOND, SOFT, drawn, picture

_MOST, _SPACIOUS = 12, 9
"""So many years have room for their figures, and so many for a figure beside its place; of more than the
first number, the last ones are drawn."""

_LABEL = {"fontsize": 11, "ha": "center", "textcoords": "offset points", "annotation_clip": False}
_ABOVE, _BELOW, _ASIDE, _CLIMB = 9, -18, -12, 0.4
_ROOM = 0.7
"""So much of the scale is left free for a figure at the edge."""

_NARROW = 3
"""In so few years there is room for the number of a regulation only."""

_CORES = (("s", (0, (4, 2))), ("^", (0, (1, 1.7))), ("v", (0, (6, 2, 1, 2))))
"""Marker and dash of each comparable core, told apart without colour."""


def history_picture(history: HistoryFacts) -> HTML:
    """Index by year, with a gap where none is known and a broken line where the regulation changes.

    Filled circle: official source; hollow circle: secondary source; diamond: not a final value.
    """
    rows, breaks = _shown(history)
    left_out = "" if len(rows) == len(history.rows) else f" Tahun sebelum {rows[0].year} ada pada tabel."
    return picture(
        drawn(lambda figure: draw_history(figure, history), (5.4, 3.7)),
        alternative=" ".join(_told(history, rows, breaks)),
        caption=f"Indeks per tahun, skala 0 sampai {history.top}. {_legend(history, rows)}{left_out}",
        kind="riwayat",
    )


def _shown(history: HistoryFacts) -> tuple[Sequence[HistoryRow], Sequence[BreakFacts]]:
    """The years that have room, and the breaks between them."""
    rows = history.rows[-_MOST:]
    return rows, [each for each in history.breaks if each.year > rows[0].year]


def _told(history: HistoryFacts, rows: Sequence[HistoryRow], breaks: Sequence[BreakFacts]) -> Iterator[str]:
    """The picture in words."""
    yield "Grafik riwayat indeks."
    for row in rows:
        kind = row.stage or ("sumber sekunder" if row.secondary else "")
        cores = [
            f"inti yang sebanding {core.before} dan {core.after} {shown}"
            for core, shown in zip(history.cores, row.core_shown, strict=True)
            if shown
        ]
        parts = [f"{row.shown or 'tidak diketahui'}{f' ({kind})' if kind and row.shown else ''}", *cores]
        yield f"{row.year}: {'; '.join(parts)}."
    for each in breaks:
        yield f"Garis putus sebelum {each.year}: {each.before} berganti {each.after}."


def _legend(history: HistoryFacts, rows: Sequence[HistoryRow]) -> str:
    shown = [row for row in rows if row.shown]
    signs = []
    if any(not row.secondary and not row.stage for row in shown):
        signs.append("lingkaran penuh = sumber resmi")
    if any(row.secondary for row in shown):
        signs.append("lingkaran kosong = sumber sekunder")
    if any(row.stage for row in shown):
        signs.append("belah ketupat = belum nilai akhir")
    if history.cores:
        of_each = " pada pergantian peraturan" if len(history.cores) > 1 else ""
        signs.append(
            "kotak atau segitiga dengan garis putus-putus antartahun yang diketahui = inti yang sebanding"
            f"{of_each}, bukan indeks; ukuran tiap tingkat juga berganti"
        )
    if history.breaks:
        signs.append(
            "garis tegak putus-putus = peraturan berganti, indeks di kiri dan kanannya tidak sebanding"
        )
    told = "; ".join(signs)
    return f"{told[:1].upper()}{told[1:]}." if told else "Belum ada tahun yang diketahui."


def draw_history(figure: Figure, history: HistoryFacts) -> None:
    """Draw the years into an empty figure."""
    rows, breaks = _shown(history)
    rows = _bridging(history, rows)
    axes = figure.add_axes((0.06, 0.1, 0.91, 0.75))
    first, last = rows[0].year, rows[-1].year
    axes.set(xlim=(first - 0.55, last + 0.55), ylim=(_floor(rows), history.top + _ROOM))
    ticks = [f"'{row.year % 100:02}" if len(rows) > 10 else str(row.year) for row in rows]
    axes.set_xticks([row.year for row in rows], ticks, fontsize=10, color=SOFT)
    axes.set_yticks(range(history.top + 1), map(str, range(history.top + 1)), fontsize=10, color=SOFT)
    axes.grid(axis="y", color="#e3e7eb", linewidth=0.8)
    axes.set_axisbelow(True)
    for place in range(len(history.cores)):
        _draw_core(axes, rows, place)
    _draw_index(axes, rows, breaks)
    for before, row, after in zip([None, *rows[:-1]], rows, [*rows[1:], None], strict=True):
        aside = len(rows) <= _SPACIOUS and _steep(row, after)
        _label(axes, row, valley=_is_valley(before, row, after), aside=aside)
    _draw_breaks(axes, rows, breaks)


def _floor(rows: Sequence[HistoryRow]) -> float:
    """Where the picture ends below: at zero, or lower where a figure needs room under it."""
    known = [_number(each) for row in rows for each in (row.height, *row.core_heights) if each]
    return -_ROOM if min(known, default=1) < _ROOM else 0


def _draw_index(axes: Axes, rows: Sequence[HistoryRow], breaks: Sequence[BreakFacts]) -> None:
    broken = {each.year for each in breaks}
    for before, after in pairwise(rows):
        if before.height and after.height and after.year not in broken:
            pair = [_number(before.height), _number(after.height)]
            axes.plot([before.year, after.year], pair, color=LINE, linewidth=2)
    for row in rows:
        if row.height:
            hollow = row.secondary or row.stage is not None
            axes.plot(
                [row.year],
                [_number(row.height)],
                marker="D" if row.stage else "o",
                markersize=7 if row.stage else 8,
                color=LINE,
                markerfacecolor="white" if hollow else LINE,
                markeredgewidth=1.9,
            )


def _bridging(history: HistoryFacts, rows: Sequence[HistoryRow]) -> Sequence[HistoryRow]:
    """The years with what is drawn of their cores: of several cores, each only across its own break.

    There it shows what the index cannot; the other years stand in the table.
    """
    if len(history.cores) <= 1:
        return rows
    kept = set[tuple[int, int]]()
    for place, core in enumerate(history.cores):
        known = [row for row in rows if row.core_heights[place]]
        kept |= {(place, row.year) for row in [row for row in known if row.edition == core.before][-1:]}
        kept |= {(place, row.year) for row in [row for row in known if row.edition == core.after][:1]}
    return [
        replace(
            row,
            core_heights=tuple(
                height if (place, row.year) in kept else None for place, height in enumerate(row.core_heights)
            ),
        )
        for row in rows
    ]


def _draw_core(axes: Axes, rows: Sequence[HistoryRow], place: int) -> None:
    marker, dash = _CORES[place % len(_CORES)]
    known = [(row.year, _number(height)) for row in rows if (height := row.core_heights[place])]
    axes.plot(
        [year for year, _ in known],
        [height for _, height in known],
        color=SECOND,
        linestyle=dash,
        marker=marker,
        markersize=6,
        linewidth=1.6,
    )


def _is_valley(before: HistoryRow | None, row: HistoryRow, after: HistoryRow | None) -> bool:
    """Whether the lines to the neighbours, where there are any, lead upwards: then there is room below."""
    near = [_number(each.height) for each in (before, after) if each and each.height]
    return bool(near and row.height) and all(each > _number(row.height or "0") for each in near)


def _steep(row: HistoryRow, after: HistoryRow | None) -> bool:
    """Whether the line to the next year climbs so that it would cross a label above."""
    if after is None or not row.height or not after.height:
        return False
    return _number(after.height) - _number(row.height) > _CLIMB


def _label(axes: Axes, row: HistoryRow, *, valley: bool, aside: bool) -> None:
    """Write the figures of a year where nothing stands: the upper one above, the lower one below.

    A third one would have no room: then the index is written above all, and the cores stand in the table.
    """
    cores = [
        (_number(height), shown, SECOND)
        for height, shown in zip(row.core_heights, row.core_shown, strict=True)
        if height and shown
    ]
    if row.height and row.shown:
        mine = (_number(row.height), row.shown, LINE)
        if len(cores) > 1:
            highest = max(mine[0], *(core[0] for core in cores))
            _write(axes, row.year, (highest, *mine[1:]), above=True)
            return
        above = mine[0] >= cores[0][0] if cores else not valley
        _write(axes, row.year, mine, above=above, aside=aside and above)
        for core in cores:
            _write(axes, row.year, core, above=core[0] > mine[0])
    elif len(cores) == 1:
        _write(axes, row.year, cores[0], above=True)


def _write(
    axes: Axes, year: int, labelled: tuple[float, str, str], *, above: bool, aside: bool = False
) -> None:
    height, text, color = labelled
    style: dict[str, Any] = dict(_LABEL)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    axes.annotate(
        text,
        (year, height),
        (_ASIDE if aside else 0, _ABOVE if above else _BELOW),
        color=color,
        bbox=box,
        zorder=5,
        **style,
    )


def _draw_breaks(axes: Axes, rows: Sequence[HistoryRow], breaks: Sequence[BreakFacts]) -> None:
    """A dashed line at each break, and above the picture which regulation holds where; in two rows."""
    first, last = rows[0].year - 0.5, rows[-1].year + 0.5
    edges = [first, *(each.year - 0.5 for each in breaks), last]
    names = [breaks[0].before, *(each.after for each in breaks)] if breaks else _only(rows)
    for each in breaks:
        axes.axvline(
            each.year - 0.5, color=SOFT, linestyle=(0, (5, 3)), linewidth=1.3, ymax=1.12, clip_on=False
        )
    for place, (name, (left, right)) in enumerate(zip(names, pairwise(edges), strict=True)):
        side = "left" if place == 0 else "right" if place == len(names) - 1 else "center"
        told = name if right - left >= _NARROW else name.rpartition(" ")[2]
        at = {"left": left, "right": right, "center": (left + right) / 2}[side]
        axes.annotate(
            told,
            (at, 1),
            (0, 18 if place % 2 == 0 else 5),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=9.5,
            color=SOFT,
            ha=side,
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def _only(rows: Sequence[HistoryRow]) -> list[str]:
    return [next((row.edition for row in rows if row.edition), NOTHING)]


def _number(height: str) -> float:
    """Where a figure is drawn; the printed text never comes from here."""
    return float(Fraction(height))
