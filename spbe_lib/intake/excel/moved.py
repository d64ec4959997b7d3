"""What people do to a sheet besides typing: merged cells, sorted rows, columns of their own.

What is clear is taken and shown back; what could mean two things is refused, so that nothing is lost unseen.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from spbe_lib.intake.asking.notes import RETURNED
from spbe_lib.intake.asking.words import (
    DATED,
    DOCUMENT_FIELDS,
    EVIDENCE,
    FIELDS,
    NOTE,
    NUMBER,
    PAGE,
    TITLE,
    VALUE,
)
from spbe_lib.intake.excel.cells import Sheet
from spbe_lib.intake.excel.layout import NEW
from spbe_lib.intake.excel.opened import RawCell
from spbe_lib.intake.excel.parts import Area
from spbe_lib.intake.excel.rows import KeyedRow, KeyedSheet
from spbe_lib.strict_yaml import clipped

_SPLIT = "Pisahkan selnya (Unmerge Cells), lalu isi satu per satu"
_COLUMNS: Mapping[str, str] = {
    VALUE: "isian",
    NOTE: "Keterangan",
    TITLE: "judul data dukung",
    NUMBER: "nomor data dukung",
    DATED: "tanggal data dukung",
    PAGE: "halaman atau pasal",
    **{key: head for key, (head, _) in DOCUMENT_FIELDS.items() if key not in EVIDENCE},
}
"""How a sentence names a column of answers, by its key."""
_OWN_LEFT = 2
"""Most columns of ours before the first column of answers: a label and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merged:
    """A merged area with the rows and columns of answers in it; ``anchor`` holds its text, if it is ours."""

    area: Area
    rows: Sequence[str]
    columns: Sequence[str]
    anchor: RawCell | None


def unmerged(sheet: Sheet, keyed: KeyedSheet, shareable: Collection[str]) -> Mapping[str, KeyedRow]:
    """The rows of a sheet with what stands in merged cells in every row that they cover.

    Args:
        sheet: Where is noted what was understood, and what is not clear.
        keyed: The sheet.
        shareable: Keys of the rows that may share a text: requirements that one document proves.
    """
    rows = dict(keyed.rows)
    for merged in _merged(keyed):
        doubt, place = _doubt(keyed, merged, shareable), f"sel {_first(keyed, merged).address}"
        if doubt and merged.area.top == merged.area.bottom:
            sheet.ask(place, f"{doubt}. Yang dibaca ialah isi tiap sel. Benarkah?")
        elif doubt:
            sheet.fault(place, doubt, remedy=_SPLIT)
        elif merged.anchor and merged.anchor.value is not None:
            _spread(sheet, rows, merged, merged.anchor)
    return rows


def check_columns(sheet: Sheet, keyed: KeyedSheet, wanted: Sequence[str]) -> None:
    """Refuse a sheet from which a column of answers was cut away, lest they count as emptied."""
    for key in wanted:
        if key not in keyed.columns.values():
            sheet.fault("", f"kolom '{_COLUMNS[key]}' tidak ada lagi", remedy=NEW)


def check_order(sheet: Sheet, rows: Mapping[str, KeyedRow], labels: Mapping[str, str]) -> None:
    """Refuse rows whose words belong to another key: somebody sorted them without the hidden column."""
    known = set(labels.values())
    for key, label in labels.items():
        words = set(rows[key].words.values()) if key in rows else set()
        others = sorted(words & known - {label})
        if others and label not in words:
            what = f"baris ini bertuliskan {clipped(others[0])}, padahal tempat {label}: urutannya berubah"
            sheet.fault(f"baris {rows[key].number}", what, remedy=NEW)


def ask_own_columns(sheet: Sheet, keyed: KeyedSheet) -> None:
    """Ask about columns that somebody inserted, for what stands there is not read."""
    first = min(keyed.columns, default=0)
    used = {column for row in keyed.rows.values() for column, text in row.words.items() if text}
    for column in sorted(column for column in used if column > first):
        texts = {row.words.get(column, "") for row in keyed.rows.values()} - {""}
        if not all(text.startswith(RETURNED) for text in texts):
            what = "kolom ini bukan kolom isian, sehingga tidak dibaca. Adakah yang perlu dipindahkan?"
            sheet.ask(f"kolom {get_column_letter(column)}", what)
    if sum(column < first for column in used) > _OWN_LEFT:
        what = "ada kolom tambahan di kiri kolom isian, yang tidak dibaca. Adakah yang perlu dipindahkan?"
        sheet.ask("", what)


def _merged(keyed: KeyedSheet) -> Iterator[_Merged]:
    """The merged areas that cover cells of answers."""
    for area in keyed.merged:
        columns = [key for column, key in keyed.columns.items() if area.left <= column <= area.right]
        rows = [key for key, row in keyed.rows.items() if area.top <= row.number <= area.bottom]
        if columns and rows:
            top = keyed.rows[rows[0]]
            anchored = top.number == area.top and area.left in keyed.columns
            yield _Merged(
                area=area,
                rows=rows,
                columns=columns,
                anchor=top.cells[keyed.columns[area.left]] if anchored else None,
            )


def _doubt(keyed: KeyedSheet, merged: _Merged, shareable: Collection[str]) -> str:
    """Why it is not clear what merged cells say; empty where it is."""
    anchor, name = merged.anchor, f"sel gabungan {merged.area.address}"
    if anchor is None:
        return f"sel isian ini tertutup {name}, sehingga isinya tidak terbaca"
    covered = [keyed.rows[row].cells[column] for row in merged.rows for column in merged.columns]
    if hidden := [cell.address for cell in covered if cell.value not in (None, anchor.value)]:
        return f"di bawah {name} masih ada isi lain yang tersembunyi, di {', '.join(hidden[:3])}"
    if anchor.value is not None and len(merged.rows) > 1 and not set(merged.rows) <= set(shareable):
        return f"{name} mencakup beberapa isian, sehingga tidak jelas untuk yang mana"
    return ""


def _first(keyed: KeyedSheet, merged: _Merged) -> RawCell:
    return merged.anchor or keyed.rows[merged.rows[0]].cells[merged.columns[0]]


def _spread(sheet: Sheet, rows: dict[str, KeyedRow], merged: _Merged, anchor: RawCell) -> None:
    """Give the text to all rows, in the first column alone: a title that runs on over the next columns."""
    if anchor.formula or anchor.error:
        return
    for key in merged.rows[1:]:
        rows[key] = replace(rows[key], cells={**rows[key].cells, merged.columns[0]: anchor})
    place = f"sel {merged.area.address}"
    if len(merged.rows) > 1:
        sheet.understand(place, "isi sel gabungan", f"isi {len(merged.rows)} baris yang dicakupnya")
    elif len(merged.columns) > 1 and merged.rows[0] not in FIELDS:
        sheet.understand(place, "isi sel gabungan", f"isi sel {anchor.address}")
