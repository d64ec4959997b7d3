"""The sheet of one item: its requirements to tick, proofs beside them, and the answer in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.digest import in_legal_order
from spbe_lib.intake.asking.notes import returned_note
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import (
    EVIDENCE,
    FIELDS,
    FOLLOW_UP,
    LEVEL,
    TICK,
    VALUE,
    level_text,
    requirement_labels,
)
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.ladder import LadderRows, result_formula, write_level
from spbe_lib.intake.excel.layout import EXTRA, LABEL, sheet_key
from spbe_lib.intake.excel.style import put
from spbe_lib.records.answers import EvidenceReference

_WIDTHS = (3, 13, 60, 16, 38, 22, 18, 21, 3, 3)
_KEY, _FIRST, _WORDS, _VALUE, _TITLE, _LAST = 1, 2, 3, 4, 5, 8
_RESULT, _HEAD = 4, 5
_LEAST_EXTRA, _FREE_EXTRA, _TALL, _SHORT = 4, 2, 62, 21
_TICK_TOLD = "Pilih 'ya' bila syarat terpenuhi; kosongkan bila belum."
_HEADS = ("Tingkat", "Syarat", "Terpenuhi?", "Data dukung: judul", "Nomor", "Tanggal", "Halaman/pasal")
_RESULT_TOLD = "Dihitung sendiri dari centang di bawah; tidak perlu diisi."
_DIRECT = "Tingkat menurut OPD"
_DIRECT_TOLD = "Isi hanya bila tanpa centang. Bila ada centang, yang dihitung ialah centang."


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """Where the live figures of an item's sheet stand: level by ticks (if any), level given, ticks."""

    sheet: str
    result: str | None
    direct: str
    ticks: tuple[str, ...]


def write_item(sheet: Worksheet, asked: Question) -> ItemPage:
    """Write the sheet of one item, with what is known already.

    Returns:
        Where its live figures stand, for the list of all sheets.
    """
    _top(sheet, asked)
    evidence = list(in_legal_order(asked.answer.evidence, asked.indicator))
    ladder = _ladder(sheet, asked, evidence) if asked.indicator.levels else None
    direct, row = _direct(sheet, ladder.next_row + 1 if ladder else _returned(sheet, 5, asked), asked)
    _extra(sheet, _words(sheet, row, asked), asked, evidence)
    footer = f"Kuesioner {asked.cycle.name} – lembar {asked.item.code}"
    style.set_up(
        sheet, _WIDTHS, freeze="D6" if ladder else "A4", heads=_HEAD if ladder else None, footer=footer
    )
    for hidden in "IJ":
        sheet.column_dimensions[hidden].hidden = True
    return ItemPage(
        sheet=sheet.title,
        result=f"D{_RESULT}" if ladder else None,
        direct=direct,
        ticks=tuple(f"I{each}" for each in ladder.ticks) if ladder else (),
    )


def _top(sheet: Worksheet, asked: Question) -> None:
    put(sheet, 1, _KEY, sheet_key(asked.item), style.KEY)
    for column, key in enumerate((VALUE, *EVIDENCE), _VALUE):
        put(sheet, 1, column, key, style.KEY)
    aspect = next(each for each in asked.instrument.aspects if each.number == asked.indicator.aspect)
    whose = f"{asked.cycle.government} {asked.cycle.year}"
    put(sheet, 2, _FIRST, f"{asked.item.code}  {asked.title}", style.TITLE)
    put(
        sheet,
        3,
        _FIRST,
        f"Aspek {aspect.number} {aspect.name} · {asked.instrument.short_name} · {whose}",
        style.SUBTITLE,
    )


def _ladder(sheet: Worksheet, asked: Question, evidence: list[EvidenceReference]) -> LadderRows:
    for column, head in enumerate(_HEADS, _FIRST):
        put(sheet, _HEAD, column, head, style.HEAD)
    rows = LadderRows(next_row=_returned(sheet, _HEAD + 1, asked))
    for level in asked.indicator.levels:
        write_level(sheet, rows, asked, level)
    for code, row in rows.by_code.items():
        proof = next((each for each in evidence if each.requirement == code), None)
        if proof is not None:
            evidence.remove(proof)
        write_proof(sheet, row, _TITLE, proof)
    style.choices(sheet, [f"D{row}" for row in rows.ticks], [TICK], _TICK_TOLD)
    _result(sheet, result_formula(rows, asked.instrument))
    return rows


def _result(sheet: Worksheet, formula: str) -> None:
    for row in (_RESULT, _HEAD):
        put(sheet, row, _KEY, LABEL, style.KEY)
    put(sheet, _RESULT, _FIRST, "Tingkat menurut centang", style.RESULT)
    style.merge(sheet, _RESULT, _FIRST, _WORDS, style.RESULT)
    style.put_formula(sheet, _RESULT, _VALUE, formula, style.RESULT)
    put(sheet, _RESULT, _TITLE, _RESULT_TOLD, style.HINT)
    sheet.row_dimensions[_RESULT].height = 22
    sheet.row_dimensions[_HEAD].height = 21


def _returned(sheet: Worksheet, row: int, asked: Question) -> int:
    note = returned_note(asked.standing)
    if not note:
        return row
    put(sheet, row, _FIRST, note, style.WARNING)
    style.merge(sheet, row, _FIRST, _LAST, style.WARNING)
    sheet.sheet_properties.tabColor = style.RED
    style.tall(sheet, row, (note, 170))
    return row + 1


def _direct(sheet: Worksheet, row: int, asked: Question) -> tuple[str, int]:
    levels = [level.value for level in asked.indicator.scale.levels]
    told = _DIRECT_TOLD if asked.indicator.levels else "Tingkat yang dicapai, dengan penjelasan di bawah."
    allowed = f"Angka bulat {levels[0]} sampai {levels[-1]}."
    if asked.instrument.level_denominator > 1:
        allowed = (
            f"Angka {levels[0]} sampai {levels[-1]}, pecahan seperti 7/6, atau angka tercetak seperti 1,17."
        )
    put(sheet, row, _KEY, LEVEL, style.KEY)
    put(sheet, row, _FIRST, _DIRECT, style.LEVEL)
    put(sheet, row, _WORDS, told, style.LIMIT)
    put(sheet, row, _VALUE, level_text(asked.instrument, asked.answer.level), style.CHOICE)
    put(sheet, row, _TITLE, allowed, style.HINT)
    style.tall(sheet, row, (told, 58), (_DIRECT, 12))
    if asked.instrument.level_denominator == 1:
        style.choices(sheet, [f"D{row}"], [str(level) for level in levels], allowed)
    return f"D{row}", row + 1


def _words(sheet: Worksheet, row: int, asked: Question) -> int:
    for key, (label, hint) in _asked_words(asked).items():
        known = getattr(asked.answer, key)
        put(sheet, row, _KEY, key, style.KEY)
        put(sheet, row, _FIRST, label, style.LEVEL)
        put(sheet, row, _WORDS, hint, style.LIMIT)
        put(sheet, row, _VALUE, known, style.INPUT)
        style.merge(sheet, row, _VALUE, _LAST, style.INPUT)
        least = _SHORT if key in ("services", "applications") else _TALL
        style.tall(sheet, row, (known, 100), (hint, 58), (label, 12), least=least)
        row += 1
    return row + 1


def _asked_words(asked: Question) -> dict[str, tuple[str, str]]:
    """The answers in words that are asked for; what became of a recommendation only where there was one."""
    words = dict(FIELDS)
    label, hint = words.pop(FOLLOW_UP)
    if asked.follows_up:
        words[FOLLOW_UP] = (label, f"Rekomendasi: {asked.wish}\n{hint}" if asked.wish else hint)
    return words


def _extra(sheet: Worksheet, row: int, asked: Question, evidence: Sequence[EvidenceReference]) -> None:
    labels = requirement_labels(asked.indicator)
    heads = ("", "Data dukung lain", "Untuk syarat" if labels else "", *_HEADS[3:])
    for column, head in enumerate(heads, _FIRST):
        put(sheet, row, column, head, style.HEAD)
    put(sheet, row, _KEY, LABEL, style.KEY)
    count = max(_LEAST_EXTRA, len(evidence) + _FREE_EXTRA)
    for place in range(count):
        here = row + 1 + place
        proof = evidence[place] if place < len(evidence) else None
        put(sheet, here, _KEY, f"{EXTRA}{place + 1}", style.KEY)
        put(sheet, here, _FIRST, place + 1, style.CENTRED)
        put(
            sheet,
            here,
            _WORDS,
            "Untuk seluruh indikator, atau untuk satu syarat yang dipilih." if labels else "",
            style.LIMIT,
        )
        put(
            sheet,
            here,
            _VALUE,
            labels.get(proof.requirement or "") if proof else None,
            style.INPUT if labels else style.TEXT,
        )
        write_proof(sheet, here, _TITLE, proof)
        sheet.row_dimensions[here].height = _SHORT
    if labels:
        cells = [f"D{row + 1 + place}" for place in range(count)]
        style.choices(sheet, cells, list(labels.values()), "Pilih satu syarat dari daftar, atau kosongkan.")


def write_proof(sheet: Worksheet, row: int, column: int, proof: EvidenceReference | None) -> None:
    """Write the four cells of one cited document, empty where there is none yet."""
    texts = [getattr(proof, field) if proof else "" for field in EVIDENCE]
    for place, text in enumerate(texts):
        put(sheet, row, column + place, text, style.INPUT)
