"""The sheet "Nilai" of the assessment workbook: one row per item, its level, reason and recommendation."""

from collections.abc import Mapping
from datetime import date, time

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.figures import NOTHING, Span
from spbe_lib.intake.asking.words import item_title, level_text
from spbe_lib.intake.assessment.table import FIRST_ROW, Column, Row, Table, shown, write_heads, write_row
from spbe_lib.intake.assessment.values import ITEM, LEVEL, NOTE, RECOMMENDATION, Line, one_paragraph
from spbe_lib.intake.excel.layout import SHEET
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import Assessment
from spbe_lib.records.register import Cycle

TITLE, KEY = "Nilai", f"{SHEET}values"
COLUMNS = (LEVEL, NOTE, RECOMMENDATION)
UNANSWERED = "belum dijawab"
OWN = "Milik unit Tim sendiri: mintalah pembaca kedua"

_HINT = "Isi hanya kolom kuning. Tingkat kosong berarti belum dinilai."
_LEVEL_PLACE = "H"


def write_values(
    sheet: Worksheet, cycle: Cycle, instrument: Instrument, known: Assessment, yields: Mapping[str, Span]
) -> list[tuple[str, ...]]:
    """Write the sheet with what is known of the stage, and beside it what the answers yield.

    Returns:
        What it was handed out with, by item: code, level, note, recommendation.
    """
    columns, stage = _columns(cycle), known.stage
    title = f"{cycle.government} {cycle.year}" + (f": {stage.label}" if stage else "")
    stamps = ([stage.stamp] if stage else []) + (["DATA CONTOH"] if cycle.sample else [])
    footer = " · ".join([f"Lembar nilai {cycle.name}", *stamps])
    write_heads(sheet, KEY, (title, " · ".join([_HINT, *stamps])), columns, footer=footer)
    own, handed = cycle.reviewing, list[tuple[str, ...]]()
    for row, item in enumerate(instrument.items, FIRST_ROW):
        lead, code = cycle.leads.get(item.indicator), item.code
        level = level_text(instrument, known.values.get(code))
        note, wish = known.notes.get(code, ""), known.recommendations.get(code, "")
        answered = level_text(instrument, yields.get(code))
        before = level_text(instrument, cycle.former_value(code))
        texts = (
            code,
            item_title(cycle, instrument, item),
            cycle.opd(lead).name if lead else NOTHING,
            OWN if lead in own else "",
            shown(answered) or UNANSWERED,
            shown(before) or NOTHING,
        )
        write_row(sheet, row, code, columns, (*texts, level, note, wish))
        handed.append((code, shown(level), note, wish))
    _offer_levels(sheet, instrument)
    return handed


def read_values(
    table: Table,
    instrument: Instrument,
    handed: Mapping[str, tuple[str, ...]],
    problems: list[Problem],
    questions: list[Problem],
) -> tuple[list[Line], frozenset[str]]:
    """Read the rows, adding every fault to ``problems`` and what is merely strange to ``questions``.

    Returns:
        What each row says, and the items about which it says what it was handed out with.
    """
    lines, unchanged = list[Line](), set[str]()
    for row in table.rows:
        line = _line(table, instrument, row, problems)
        lines.append(line)
        before = tuple(one_paragraph(text) for text in handed.get(row.key, ("", "", "")))
        if before == tuple(one_paragraph(text) for text in (line.level, line.note, line.recommendation)):
            unchanged.add(row.key)
        if before[0] and row.values[LEVEL] is None:
            what = f"tingkat {before[0]} yang sudah tercatat dikosongkan; nilai yang tercatat tetap berlaku"
            questions.append(
                Problem(where=table.where(row, LEVEL), what=what, remedy="Tulis tingkat yang benar")
            )
    if gone := [item.code for item in instrument.items if item.code not in {row.key for row in table.rows}]:
        what, remedy = f"baris butir {', '.join(gone)} tidak ada", "Ambil lembar baru dengan `spbe template`"
        problems.append(Problem(where=f"{table.name}, lembar {table.title}", what=what, remedy=remedy))
    return lines, frozenset(unchanged)


def _columns(cycle: Cycle) -> tuple[Column, ...]:
    year = cycle.previous.year if cycle.previous else None
    return (
        Column(head="Butir", width=8),
        Column(head="Indikator atau layanan", width=46),
        Column(head="OPD pengampu", width=26),
        Column(head="Perhatian", width=18),
        Column(head="Menurut jawaban OPD", width=11),
        Column(head=f"Nilai akhir {year}" if year else "Nilai akhir tahun lalu", width=11),
        Column(head="Tingkat", width=10, key=LEVEL),
        Column(head="Catatan/alasan", width=44, key=NOTE),
        Column(head="Rekomendasi", width=44, key=RECOMMENDATION),
    )


def _offer_levels(sheet: Worksheet, instrument: Instrument) -> None:
    """Offer the whole levels in a list; where values may be fractions, anything else is let in too."""
    rules = dict[tuple[int, ...], DataValidation]()
    for row, item in enumerate(instrument.items, FIRST_ROW):
        levels = tuple(level.value for level in instrument.indicator(item.indicator).scale.levels)
        if levels not in rules:
            rules[levels] = _rule(levels, instrument)
            sheet.add_data_validation(rules[levels])
        rules[levels].add(f"{_LEVEL_PLACE}{row}")


def _rule(levels: tuple[int, ...], instrument: Instrument) -> DataValidation:
    offered = ",".join(map(str, levels))
    rule = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
    rule.showErrorMessage = instrument.level_denominator == 1
    rule.errorStyle, rule.errorTitle = "stop", "Tingkat tidak dikenal"
    rule.error = f"Angka bulat {levels[0]} sampai {levels[-1]}, atau kosong."
    return rule


def _line(table: Table, instrument: Instrument, row: Row, problems: list[Problem]) -> Line:
    return Line(
        item=row.key,
        level=_level(table, instrument, row, problems),
        note=shown(row.values[NOTE]),
        recommendation=shown(row.values[RECOMMENDATION]),
        place=lambda column: table.where(row, "" if column == ITEM else column),
    )


def _level(table: Table, instrument: Instrument, row: Row, problems: list[Problem]) -> str:
    value = row.values[LEVEL]
    if isinstance(value, date | time):
        what = "Excel menjadikan isian ini tanggal"
        remedy = "Ubah format sel menjadi Teks, lalu ketik lagi tingkatnya"
        problems.append(Problem(where=table.where(row, LEVEL), what=what, remedy=remedy))
        return ""
    # A number cell forgets closing zeros: 1,20 comes as 1.2, and a printed figure must say all its digits.
    if isinstance(value, float) and instrument.level_denominator > 1 and not value.is_integer():
        whole = f"{value:.{instrument.digits}f}"
        return whole.replace(".", ",") if float(whole) == value else shown(value)
    return shown(value)
