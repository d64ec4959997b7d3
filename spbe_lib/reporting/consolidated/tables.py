"""The tables of a report: pandas Styler, with bars inside the cells, every text escaped."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape
from typing import Any

import pandas as pd
from IPython.display import HTML
from pandas.io.formats.style import Styler

from spbe_lib.figures import NOTHING
from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.case import squeezed
from spbe_lib.reporting.consolidated.document import BeforeRow, ConsolidatedInput, ItemDetail
from spbe_lib.reporting.page import unfolded
from spbe_lib.reporting.rows import ItemRow, PartRow
from spbe_lib.reporting.working import Working

_BAR = "#9cc3e6"
_KEY_DOCUMENTS = 2
_BEFORE = "Tahun lalu (selisih)"
_STAGE_HEADS = {
    "mandiri": "Tim",
    "dokumen": "Dokumen",
    "interviu": "Interviu",
    "visitasi": "Visitasi",
    "akhir": "Akhir",
}


def results(report: ConsolidatedInput) -> HTML:
    """The index, and every domain with its aspects: figure as bar from 0 to the highest level.

    A part that is incomplete or has no items shows "—".
    """
    rows = _in_order(report)
    published = any(row.published for row in rows)
    frame = pd.DataFrame(
        {
            "Bagian": range(len(rows)),
            "Bobot (%)": [row.weight for row in rows],
            "Nilai": [_height(row.height) for row in rows],
            "Angka terbit": [row.published or NOTHING for row in rows],
        }
    )
    if not published:
        frame = frame.drop(columns="Angka terbit")
    if report.before and report.before.comparable:
        earlier = {(part.kind, part.number): part for part in report.before.parts}
        frame[_BEFORE] = [_before(earlier[row.kind, row.number]) for row in rows]
    styler = _styled(
        frame,
        "hasil",
        "Nilai indeks, domain, dan aspek" if report.domains else "Nilai indeks dan aspek",
        report.edition.top,
    )
    styler = _with_text(styler, "Nilai", [row.shown for row in rows])
    styler = _unfolding(styler, "Bagian", [(_label(row), row.working) for row in rows])
    classes = pd.DataFrame("", index=frame.index, columns=frame.columns)
    classes["Bagian"] = [row.kind for row in rows]
    return _html(styler, classes, "angka dua-tahun" if _BEFORE in frame else "angka")


def indicators(report: ConsolidatedInput) -> HTML:
    """Every item under its legal number, with what each side gave it, and what comes next.

    A cycle without a register shows weight and level's name in place of lead, answer, stages and target.
    """
    rows, details = report.items, report.details
    known = report.office is not None
    names = [_led(row, detail) if known else row.name for row, detail in zip(rows, details, strict=True)]
    columns: dict[str, Sequence[Any]] = {"No.": [row.code for row in rows], "Indikator": names}
    if known:
        columns |= _beside(report)
    else:
        columns["Bobot (%)"] = [row.weight for row in rows]
    columns["Nilai"] = [_height(row.height) for row in rows]
    if known:
        columns |= _other_stages(report)
    else:
        columns["Tingkat"] = [_level(row) for row in rows]
    columns["Naik satu tingkat"] = range(len(rows))
    columns["Syarat berikut"] = [_needed(row, detail) for row, detail in zip(rows, details, strict=True)]
    frame = pd.DataFrame(columns)
    caption = f"Nilai setiap indikator dan syarat berikutnya; nilai = {Stage(report.stage).label}"
    if any(detail.held_back_by for detail in details):
        caption += "; jawaban 3 \u2192 2: dinyatakan 3, tersisa 2 sesudah aturan seluruh perangkat daerah"
    if report.before and not report.before.comparable and "Lalu" in frame:
        caption += f"; lalu bertanda *: menurut {report.before.edition}, untuk indikator yang sepadan"
    if report.edition.judges_items:
        caption += "; jawaban 3 \u2192 2: dinyatakan 3, butir yang diterima Tim membawa ke 2"
    styler = _styled(frame, "indikator", caption, report.edition.top)
    styler = _with_text(styler, "Nilai", [row.shown for row in rows])
    steps = [(f"+{row.step_shown}" if row.step_shown else NOTHING, row.step_working) for row in rows]
    styler = _unfolding(styler, "Naik satu tingkat", steps)
    classes = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for column in frame.columns:
        classes[column] = column.split(" ")[0].strip(".").lower()
    return _html(styler, classes, "butir lengkap" if known else "butir")


def _beside(report: ConsolidatedInput) -> dict[str, list[Any]]:
    beside = {"Jawaban OPD": [_answer(detail) for detail in report.details]}
    if any(detail.before for detail in report.details):
        beside = {"Lalu": [detail.before or NOTHING for detail in report.details]} | beside
    return beside


def _other_stages(report: ConsolidatedInput) -> dict[str, list[Any]]:
    others = {
        _STAGE_HEADS[name]: [detail.stages[place] or NOTHING for detail in report.details]
        for place, name in enumerate(report.stage_names)
        if name != report.stage
    }
    if any(detail.target for detail in report.details):
        others["Target"] = [str(detail.target) if detail.target else NOTHING for detail in report.details]
    return others


def _led(row: ItemRow, detail: ItemDetail) -> str:
    return f"{squeezed(row.name)}\nPengampu: {squeezed(detail.lead or 'belum ditetapkan')}"


def _answer(detail: ItemDetail) -> str:
    """The claimed level, and what remains of it where obligations of all OPDs hold it back."""
    if detail.external:
        return f"indeks lain: {detail.yielded or NOTHING}"
    if detail.claimed is None:
        return "belum"
    if detail.claimed == detail.yielded:
        return detail.claimed
    return f"{detail.claimed} \u2192 {detail.yielded or NOTHING}"


def _needed(row: ItemRow, detail: ItemDetail) -> str:
    lines = [squeezed(next_step(row))]
    if detail.held_back_by:
        lines.append(f"Jawaban tertahan oleh seluruh perangkat daerah: {', '.join(detail.held_back_by)}")
    if detail.documents:
        more = len(detail.documents) - _KEY_DOCUMENTS
        named = "; ".join(detail.documents[:_KEY_DOCUMENTS]) + (f"; dan {more} lainnya" if more > 0 else "")
        lines.append(f"Dokumen: {named}")
    return "\n".join(lines)


def _before(row: BeforeRow) -> str:
    return f"{row.before or NOTHING} ({row.difference})" if row.difference else row.before or NOTHING


def next_step(row: ItemRow) -> str:
    """What keeps an item from its next level, in words."""
    if row.height is None:
        return "Belum dijawab."
    if row.next_level is None:
        rounded = "" if row.level is not None else " menurut angka tercetak"
        return f"Tingkat tertinggi sudah tercapai{rounded}."
    if row.next_requirement:
        doubt = "; belum terbukti dari nilainya saja" if row.unproven else ""
        label = row.next_requirement_label or row.next_requirement_code
        return f"{row.next_requirement} ({label}{doubt})" if label else row.next_requirement
    name = f" ({row.next_level_name})" if row.next_level_name else ""
    return f"Tingkat {row.next_level}{name}; syaratnya tidak tersedia."


def _in_order(report: ConsolidatedInput) -> list[PartRow]:
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


def _unfolding(styler: Styler, column: str, cells: Sequence[tuple[str, Working | None]]) -> Styler:
    """Print texts that unfold; the column of the frame holds their places."""
    texts = [unfolded(text, working) for text, working in cells]
    return styler.format(lambda place: texts[int(str(place))], subset=[column])


def _always(text: str) -> Callable[[object], str]:
    return lambda _: text


def _html(styler: Styler, classes: pd.DataFrame, kind: str) -> HTML:
    table = styler.set_td_classes(classes).to_html(table_attributes=f'class="{kind}"')
    table = table.replace('<th class="col_heading', '<th scope="col" class="col_heading')
    return HTML(f'<div class="tabel">{table}</div>')
