"""The sheet of one item: its requirements to tick, proofs beside them, and the answer in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.figures import Span
from spbe_lib.intake import excel_style as style
from spbe_lib.intake.excel_digest import in_legal_order
from spbe_lib.intake.excel_ladder import LadderRows, result_formula, write_level
from spbe_lib.intake.excel_layout import (
    EVIDENCE,
    EXTRA,
    FIELDS,
    LEVEL,
    VALUE,
    item_title,
    requirement_labels,
    sheet_key,
)
from spbe_lib.intake.excel_notes import returned_note
from spbe_lib.intake.excel_style import put
from spbe_lib.law.instrument import Indicator, Instrument, Item
from spbe_lib.records.answers import EvidenceReference, Response, Standing
from spbe_lib.records.register import Cycle

_WIDTHS = (3, 13, 60, 16, 38, 22, 18, 20, 3, 3)
_KEY, _FIRST, _WORDS, _VALUE, _TITLE, _LAST = 1, 2, 3, 4, 5, 8
_LEAST_EXTRA, _FREE_EXTRA, _TALL = 4, 2, 62
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an item's sheet asks and already knows."""

    cycle: Cycle
    instrument: Instrument
    item: Item
    answer: Response
    standing: Standing | None

    @property
    def indicator(self) -> Indicator:
        """The indicator that the item belongs to."""
        return self.instrument.indicator(self.item.indicator)


def level_text(instrument: Instrument, level: Span | None) -> str | int | None:
    """A level as somebody would type it, so that reading it gives the same level."""
    if level is None:
        return None
    if level.exact is None:
        return level.printed(instrument.digits)
    return int(level.exact) if level.exact.denominator == 1 else str(level.exact)


def write_item(sheet: Worksheet, asked: Question) -> ItemPage:
    """Write the sheet of one item, with what is known already.

    Returns:
        Where its live figures stand, for the list of all sheets.
    """
    put(sheet, 1, _KEY, sheet_key(asked.item), style.KEY)
    for column, key in enumerate((VALUE, *EVIDENCE), _VALUE):
        put(sheet, 1, column, key, style.KEY)
    head = f"{asked.item.code}  {item_title(asked.cycle, asked.instrument, asked.item)}"
    put(sheet, 2, _FIRST, head, style.TITLE)
    put(sheet, 3, _FIRST, _aspect(asked), style.SUBTITLE)
    evidence = list(in_legal_order(asked.answer.evidence, asked.indicator))
    ladder = _ladder(sheet, asked, evidence) if asked.indicator.levels else None
    row = _returned(sheet, 6 if ladder is None else ladder.next_row, asked) if ladder is None else ladder.next_row
    direct, row = _direct(sheet, row, asked)
    row = _words(sheet, row, asked)
    _extra(sheet, row, asked, evidence)
    heads = 5 if ladder else None
    footer = f"Kuesioner {asked.cycle.name} – lembar {asked.item.code}"
    style.set_up(sheet, _WIDTHS, freeze="D6" if ladder else "A5", heads=heads, footer=footer)
    for hidden in "IJ":
        sheet.column_dimensions[hidden].hidden = True
    return ItemPage(
        sheet=sheet.title,
        result="D4" if ladder else None,
        direct=direct,
        ticks=tuple(f"I{each}" for each in ladder.ticks) if ladder else (),
    )


def _aspect(asked: Question) -> str:
    aspect = next(each for each in asked.instrument.aspects if each.number == asked.indicator.aspect)
    return f"Aspek {aspect.number} {aspect.name} · {asked.instrument.short_name} · {asked.cycle.government} {asked.cycle.year}"


def _ladder(sheet: Worksheet, asked: Question, evidence: list[EvidenceReference]) -> LadderRows:
    for column, head in enumerate(_HEADS, _FIRST):
        put(sheet, 5, column, head, style.HEAD)
    rows = LadderRows(next_row=_returned(sheet, 6, asked))
    for level in asked.indicator.levels:
        write_level(sheet, rows, asked.indicator, level, asked.answer.ticked, asked.cycle.services.get(asked.item.code))
    for code, row in rows.by_code.items():
        proof = next((each for each in evidence if each.requirement == code), None)
        if proof is not None:
            evidence.remove(proof)
        write_proof(sheet, row, _TITLE, proof)
    style.choices(
        sheet, [f"D{row}" for row in rows.ticks], ["ya"], "Pilih 'ya' bila syarat terpenuhi; kosongkan bila belum."
    )
    put(sheet, 4, _FIRST, "Tingkat menurut centang", style.RESULT)
    style.merge(sheet, 4, _FIRST, _WORDS, style.RESULT)
    style.put_formula(sheet, 4, _VALUE, result_formula(rows, asked.instrument), style.RESULT)
    put(sheet, 4, _TITLE, _RESULT_TOLD, style.HINT)
    sheet.row_dimensions[4].height = 22
    rows.next_row += 1
    return rows


def _returned(sheet: Worksheet, row: int, asked: Question) -> int:
    note = returned_note(asked.standing)
    if not note:
        return row
    put(sheet, row, _FIRST, note, style.WARNING)
    style.merge(sheet, row, _FIRST, _LAST, style.WARNING)
    style.tall(sheet, row, (note, 170))
    return row + 1


def _direct(sheet: Worksheet, row: int, asked: Question) -> tuple[str, int]:
    levels = [level.value for level in asked.indicator.scale.levels]
    told = _DIRECT_TOLD if asked.indicator.levels else "Tingkat yang dicapai, dengan penjelasan di bawah."
    allowed = f"Angka bulat {levels[0]} sampai {levels[-1]}."
    if asked.instrument.level_denominator > 1:
        allowed = f"Angka {levels[0]} sampai {levels[-1]}, pecahan seperti 7/6, atau angka tercetak seperti 1,17."
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
    previous = asked.cycle.previous
    wish = previous.recommendations.get(asked.item.code) if previous else None
    for key, (label, hint) in FIELDS.items():
        known = getattr(asked.answer, key)
        if key == "follow_up":
            if not wish and not known:
                continue
            hint = f"Rekomendasi: {wish}\n{hint}" if wish else hint
        put(sheet, row, _KEY, key, style.KEY)
        put(sheet, row, _FIRST, label, style.LEVEL)
        put(sheet, row, _WORDS, hint, style.LIMIT)
        put(sheet, row, _VALUE, known, style.INPUT)
        style.merge(sheet, row, _VALUE, _LAST, style.INPUT)
        short = key in ("services", "applications")
        style.tall(sheet, row, (known, 100), (hint, 58), (label, 12), least=20 if short else _TALL)
        row += 1
    return row + 1


def _extra(sheet: Worksheet, row: int, asked: Question, evidence: Sequence[EvidenceReference]) -> None:
    labels = requirement_labels(asked.indicator)
    heads = ("", "Data dukung lain", "Untuk syarat" if labels else "", *_HEADS[3:])
    for column, head in enumerate(heads, _FIRST):
        put(sheet, row, column, head, style.HEAD)
    count = max(_LEAST_EXTRA, len(evidence) + _FREE_EXTRA)
    for place in range(count):
        here = row + 1 + place
        proof = evidence[place] if place < len(evidence) else None
        put(sheet, here, _KEY, f"{EXTRA}{place + 1}", style.KEY)
        put(sheet, here, _FIRST, place + 1, style.CENTRED)
        put(sheet, here, _WORDS, "Untuk seluruh indikator, atau untuk satu syarat yang dipilih." if labels else "", style.LIMIT)
        put(sheet, here, _VALUE, labels.get(proof.requirement or "") if proof else None, style.INPUT if labels else style.TEXT)
        write_proof(sheet, here, _TITLE, proof)
    if labels:
        cells = [f"D{row + 1 + place}" for place in range(count)]
        style.choices(sheet, cells, list(labels.values()), "Pilih satu syarat dari daftar, atau kosongkan.")


def write_proof(sheet: Worksheet, row: int, column: int, proof: EvidenceReference | None) -> None:
    """Write the four cells of one cited document, empty where there is none yet."""
    texts = [getattr(proof, field) if proof else "" for field in EVIDENCE]
    for place, text in enumerate(texts):
        put(sheet, row, column + place, text, style.INPUT)
