"""The sheet of the obligations that an OPD shares with all others (*kewajiban bersama*)."""

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.asked import Obligation
from spbe_lib.intake.asking.notes import returned_note
from spbe_lib.intake.asking.words import EVIDENCE, NOTE, VALUE, obligation_labels
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.item_sheet import write_proof
from spbe_lib.intake.excel.layout import EXTRA, LABEL, SHARED, SHARED_KEY
from spbe_lib.intake.excel.style import put
from spbe_lib.law.instrument import Instrument, Requirement, ScopeRule
from spbe_lib.records.answers import Answer, EvidenceReference

_WIDTHS = (3, 11, 54, 15, 28, 32, 18, 16, 16, 30)
_KEY, _FIRST, _WORDS, _VALUE, _NOTE, _TITLE, _TEAM = 1, 2, 3, 4, 5, 6, 10
_HEADS = (
    "Indikator", "Kewajiban (jawab untuk perangkat daerah Saudara sendiri)", "Jawaban", "Keterangan",
    "Data dukung: judul", "Nomor", "Tanggal", "Halaman/pasal", "Catatan Tim",
)  # fmt: skip
_LEAST_EXTRA, _FREE_EXTRA = 4, 2
_TOLD = "Pilih ya, tidak, atau tidak berlaku. Bila tidak berlaku, tulis alasannya pada Keterangan."
_RIGHT = tuple(answer.label for answer in Answer)


def write_shared(sheet: Worksheet, instrument: Instrument, asked: Sequence[Obligation], cycle: str) -> str:
    """Write the sheet of obligations, with what is known already.

    Returns:
        The range of its answers, for the list of all sheets.
    """
    put(sheet, 1, _KEY, SHARED_KEY, style.KEY)
    for column, key in enumerate((VALUE, NOTE, *EVIDENCE), _VALUE):
        put(sheet, 1, column, key, style.KEY)
    put(sheet, 2, _FIRST, "Kewajiban bersama seluruh perangkat daerah", style.TITLE)
    put(sheet, 3, _FIRST, _TOLD, style.SUBTITLE)
    _head(sheet, 4, _HEADS)
    for row, obligation in enumerate(asked, 5):
        _row(sheet, row, instrument, obligation)
    last = 4 + len(asked)
    style.choices(sheet, [f"D5:D{last}"], _RIGHT, _TOLD)
    _extra(sheet, last + 2, asked)
    style.set_up(sheet, _WIDTHS, freeze="D5", heads=4, footer=f"Kuesioner {cycle} – {SHARED}")
    return f"D5:D{last}"


def _head(sheet: Worksheet, row: int, heads: Sequence[str]) -> None:
    put(sheet, row, _KEY, LABEL, style.KEY)
    for column, head in enumerate(heads, _FIRST):
        put(sheet, row, column, head, style.HEAD)
    sheet.row_dimensions[row].height = 30


def _row(sheet: Worksheet, row: int, instrument: Instrument, asked: Obligation) -> None:
    fact, note = asked.fact, returned_note(asked.standing)
    text = told_obligation(instrument, asked)
    put(sheet, row, _KEY, asked.rule.requirement, style.KEY)
    put(sheet, row, _FIRST, str(asked.number), style.CENTRED)
    put(sheet, row, _WORDS, text, style.TEXT)
    put(sheet, row, _VALUE, fact.answer.label if fact.answer else None, style.CHOICE)
    put(sheet, row, _NOTE, fact.note, style.INPUT)
    write_proof(sheet, row, _TITLE, next(iter(fact.evidence), None))
    put(sheet, row, _TEAM, note, style.WARNING if note else style.TEXT)
    style.tall(sheet, row, (text, 58), (fact.note, 28), (note, 28), least=34)


def told_obligation(instrument: Instrument, asked: Obligation) -> str:
    """An obligation in the law's words, with its elements and examples of proof."""
    level = instrument.indicator(asked.number).level(asked.rule.level)
    found = [each for each in (level.requirements if level else ()) if each.code == asked.rule.requirement]
    return _told(found[0], asked.rule)


def _told(requirement: Requirement, rule: ScopeRule) -> str:
    parts = [requirement.text, *(f"  • {element}" for element in requirement.elements)]
    if rule.note:
        parts.append(f"Catatan: {rule.note}.")
    if requirement.evidence:
        parts.append(f"Data dukung misalnya: {'; '.join(requirement.evidence)}.")
    return "\n".join(parts)


def _further(asked: Sequence[Obligation]) -> Iterator[tuple[str, EvidenceReference]]:
    labels = obligation_labels((each.number, each.rule) for each in asked)
    for each in asked:
        for proof in each.fact.evidence[1:]:
            yield labels[each.rule.requirement], proof


def _extra(sheet: Worksheet, row: int, asked: Sequence[Obligation]) -> None:
    labels = obligation_labels((each.number, each.rule) for each in asked)
    _head(
        sheet,
        row,
        (
            "",
            "Data dukung lain, bila satu kewajiban mempunyai lebih dari satu dokumen",
            "Untuk",
            "",
            *_HEADS[4:8],
        ),
    )
    further = list(_further(asked))
    count = max(_LEAST_EXTRA, len(further) + _FREE_EXTRA)
    for place in range(count):
        here = row + 1 + place
        label, proof = further[place] if place < len(further) else (None, None)
        put(sheet, here, _KEY, f"{EXTRA}{place + 1}", style.KEY)
        put(sheet, here, _FIRST, place + 1, style.CENTRED)
        put(sheet, here, _WORDS, "Pilih dahulu untuk indikator mana.", style.LIMIT)
        put(sheet, here, _VALUE, label, style.INPUT)
        put(sheet, here, _NOTE, "", style.TEXT)
        write_proof(sheet, here, _TITLE, proof)
        sheet.row_dimensions[here].height = 21
    cells = [f"D{row + 1}:D{row + count}"]
    style.choices(sheet, cells, list(labels.values()), "Pilih satu indikator dari daftar.")
