"""The tables of a report: pandas Styler, with bars inside the cells, every text escaped."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

import pandas as pd
from IPython.display import HTML
from pandas.io.formats.style import Styler

from spbe_lib.figures import NOTHING
from spbe_lib.reporting.document import ItemRow, PartRow, ReportInput

_BAR = "#9cc3e6"


def results(report: ReportInput) -> HTML:
    """The index, and every domain with its aspects: figure as bar from 0 to the highest level.

    A part that is incomplete or has no items shows "—".
    """
    rows = _in_order(report)
    published = any(row.published for row in rows)
    frame = pd.DataFrame(
        {
            "Bagian": [_label(row) for row in rows],
            "Bobot (%)": [row.weight for row in rows],
            "Nilai": [_height(row.height) for row in rows],
            "Angka terbit": [row.published or NOTHING for row in rows],
        }
    )
    if not published:
        frame = frame.drop(columns="Angka terbit")
    styler = _styled(
        frame,
        "hasil",
        "Nilai indeks, domain, dan aspek" if report.domains else "Nilai indeks dan aspek",
        report.edition.top,
    )
    styler = _with_text(styler, "Nilai", [row.shown for row in rows])
    classes = pd.DataFrame("", index=frame.index, columns=frame.columns)
    classes["Bagian"] = [row.kind for row in rows]
    return _html(styler, classes, "angka")


def indicators(report: ReportInput) -> HTML:
    """Every item under its legal number: weight, value as bar, level's name, gain, next requirement."""
    rows = report.items
    frame = pd.DataFrame(
        {
            "No.": [row.code for row in rows],
            "Indikator": [row.name for row in rows],
            "Bobot (%)": [row.weight for row in rows],
            "Nilai": [_height(row.height) for row in rows],
            "Tingkat": [_level(row) for row in rows],
            "Naik satu tingkat": [f"+{row.step_shown}" if row.step_shown else NOTHING for row in rows],
            "Syarat berikut": [next_step(row) for row in rows],
        }
    )
    styler = _styled(frame, "indikator", "Nilai setiap indikator dan syarat berikutnya", report.edition.top)
    styler = _with_text(styler, "Nilai", [row.shown for row in rows])
    classes = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for column in frame.columns:
        classes[column] = column.split(" ")[0].strip(".").lower()
    return _html(styler, classes, "butir")


def next_step(row: ItemRow) -> str:
    """What keeps an item from its next level, in words."""
    if row.height is None:
        return "Belum dijawab."
    if row.next_level is None:
        rounded = "" if row.level is not None else " menurut angka tercetak"
        return f"Tingkat tertinggi sudah tercapai{rounded}."
    if row.next_requirement:
        doubt = "; belum terbukti dari nilainya saja" if row.unproven else ""
        return f"{row.next_requirement} ({row.next_requirement_code}{doubt})"
    name = f" ({row.next_level_name})" if row.next_level_name else ""
    return f"Tingkat {row.next_level}{name}; syaratnya tidak tersedia."


def _in_order(report: ReportInput) -> list[PartRow]:
    rows = [report.index, *(aspect for aspect in report.aspects if aspect.domain is None)]
    for domain in report.domains:
        rows += [domain, *(aspect for aspect in report.aspects if aspect.domain == domain.number)]
    return rows


def _label(row: PartRow) -> str:
    kind = {"aspect": f"Aspek {row.number}: ", "domain": f"Domain {row.number}: ", "index": ""}[row.kind]
    return kind + row.name


def _level(row: ItemRow) -> str:
    return row.level_name or row.level_description or NOTHING


def _height(exact: str | None) -> float:
    """The length of a bar; the printed text never comes from here."""
    return float(Fraction(exact)) if exact is not None else float("nan")


def _styled(frame: pd.DataFrame, name: str, caption: str, top: int) -> Styler:
    styler = Styler(frame, uuid=name, cell_ids=False, caption=caption)
    return (
        styler.hide(axis="index")
        .format(escape="html")
        .bar(subset=["Nilai"], vmin=0, vmax=top, color=_BAR, height=70)
    )


def _with_text(styler: Styler, column: str, texts: Sequence[str | None]) -> Styler:
    """Print the exact figures over their bars, row by row."""
    for row, text in enumerate(texts):
        over_bar = escape(text) if text is not None else NOTHING
        styler = styler.format(_always(over_bar), subset=(row, [column]), na_rep=NOTHING)
    return styler


def _always(text: str) -> Callable[[object], str]:
    return lambda _: text


def _html(styler: Styler, classes: pd.DataFrame, kind: str) -> HTML:
    table = styler.set_td_classes(classes).to_html(table_attributes=f'class="{kind}"')
    return HTML(f'<div class="tabel">{table}</div>')
