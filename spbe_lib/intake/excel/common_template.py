"""One workbook in which one OPD answers for all of a kind: the same obligations, once for each unit.

Fifteen districts are asked the same; a section of the Sekretariat may fill them all in on one sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.asked import Obligation
from spbe_lib.intake.asking.digest import digest
from spbe_lib.intake.asking.notes import returned_note
from spbe_lib.intake.asking.words import EVIDENCE, NOTE, VALUE
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.front_sheets import write_approval, write_manifest
from spbe_lib.intake.excel.item_sheet import write_proof
from spbe_lib.intake.excel.layout import APPROVAL, LABEL, MANIFEST, SHARED, SHEET
from spbe_lib.intake.excel.save import new_book, saved
from spbe_lib.intake.excel.shared_sheet import told_obligation
from spbe_lib.intake.excel.style import put
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, Records, ScopeFact
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Common, Cycle, Opd

FORMAT = "bersama-1"
"""Version of this lay-out."""

COMMON_KEY = f"{SHEET}common"
EVERYONE = "*"
"""Stands for the code of an OPD in the key of the row that answers for all of them."""

BETWEEN = "|"
"""Between OPD code and requirement in the key of a row."""

_WIDTHS = (3, 44, 15, 34, 38, 21, 18, 18, 34)
_KEY, _NAME, _VALUE, _NOTE, _TITLE, _TEAM = 1, 2, 3, 4, 5, 9
_HEAD = 6
_HEADS = (
    "Perangkat daerah", "Jawaban", "Keterangan", "Data dukung: judul", "Nomor", "Tanggal",
    "Halaman/pasal", "Catatan Tim",
)  # fmt: skip
_TOLD = (
    "Jawab menurut keadaan masing-masing. Bila keadaannya sama, isi baris 'Semua': jawaban itu berlaku bagi "
    "setiap baris di bawahnya yang dibiarkan kosong."
)
_SAFE = "Jangan menulis kata sandi, akun uji, atau rumus di sini. Kosong berarti belum dijawab."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One obligation as it is asked of one OPD of the kind."""

    opd: Opd
    obligation: Obligation

    @property
    def key(self) -> str:
        """The key of its row."""
        return f"{self.opd.code}{BETWEEN}{self.obligation.rule.requirement}"

    @property
    def many(self) -> bool:
        """Whether more documents are recorded than one row holds; then it is answered elsewhere."""
        return len(self.obligation.fact.evidence) > 1


def common_template(cycle: Cycle, instrument: Instrument, common: Common, records: Records) -> bytes:
    """Make the workbook in which one OPD answers the shared obligations for all OPDs of a kind.

    Equal input gives equal bytes.

    Args:
        cycle: The cycle that it belongs to.
        instrument: The cycle's edition.
        common: The kind of OPDs, and who fills in for them.
        records: What is recorded already of these OPDs.

    Returns:
        An ``.xlsx`` file.
    """
    book = new_book(f"Kuesioner bersama {instrument.subject} {cycle.year} – {common.kind}", cycle.year)
    asked = list(asked_of_kind(cycle, instrument, common.kind, records))
    _sheet(book.create_sheet(SHARED), cycle, instrument, common, asked)
    write_approval(book.create_sheet(APPROVAL), cycle, cycle.opd(common.by))
    facts = {
        "format": FORMAT,
        "cycle": cycle.name,
        "edition": cycle.edition,
        "edition_hash": edition_hash(edition_of(cycle)),
        "kind": common.kind,
        "by": common.by,
    }
    topics = [
        (
            each.key,
            standing.version if (standing := each.obligation.standing) else 0,
            digest(each.obligation.fact),
        )
        for each in asked
        if not each.many
    ]
    write_manifest(book.create_sheet(MANIFEST), facts, topics)
    return saved(book)


def asked_of_kind(cycle: Cycle, instrument: Instrument, kind: str, records: Records) -> Iterator[Asked]:
    """Every obligation of every filling OPD of a kind, by OPD in the order of the register."""
    for opd in cycle.filling:
        for number, rule in obligations(cycle, instrument, opd.code) if opd.kind == kind else ():
            known = records.facts.get((opd.code, rule.requirement))
            fact = known.content if known else ScopeFact(opd=opd.code, requirement=rule.requirement)
            standing = known.standing if known else None
            yield Asked(
                opd=opd, obligation=Obligation(number=number, rule=rule, fact=fact, standing=standing)
            )


def _sheet(
    sheet: Worksheet, cycle: Cycle, instrument: Instrument, common: Common, asked: Sequence[Asked]
) -> None:
    put(sheet, 1, _KEY, COMMON_KEY, style.KEY)
    for column, key in enumerate((VALUE, NOTE, *EVIDENCE), _VALUE):
        put(sheet, 1, column, key, style.KEY)
    sample = " · DATA CONTOH" if cycle.sample else ""
    who = cycle.opd(common.by).name
    put(sheet, 2, _NAME, f"Kewajiban bersama: {common.kind}, diisi oleh {who}", style.TITLE)
    put(sheet, 3, _NAME, f"{cycle.government} {cycle.year}{sample}", style.SUBTITLE)
    put(sheet, 4, _NAME, _TOLD, style.SUBTITLE)
    put(sheet, 5, _NAME, _SAFE, style.SUBTITLE)
    put(sheet, _HEAD, _KEY, LABEL, style.KEY)
    for column, head in enumerate(_HEADS, _NAME):
        put(sheet, _HEAD, column, head, style.HEAD)
    row, cells = _HEAD + 1, list[str]()
    for requirement in dict.fromkeys(each.obligation.rule.requirement for each in asked):
        block = [each for each in asked if each.obligation.rule.requirement == requirement]
        row = _block(sheet, row, instrument, block, cells)
    style.choices(sheet, cells, [answer.label for answer in Answer], "Pilih ya, tidak, atau tidak berlaku.")
    footer = f"Kuesioner bersama {cycle.name} – {common.kind}"
    style.set_up(sheet, _WIDTHS, freeze=f"C{_HEAD + 1}", heads=_HEAD, footer=footer)


def _block(
    sheet: Worksheet, row: int, instrument: Instrument, block: Sequence[Asked], cells: list[str]
) -> int:
    """Write one obligation: its words, the row for all, a row for each OPD; the next free row."""
    first = block[0].obligation
    text = f"Indikator {first.number}. {told_obligation(instrument, first)}"
    put(sheet, row, _KEY, LABEL, style.KEY)
    put(sheet, row, _NAME, text, style.LEVEL)
    style.merge(sheet, row, _NAME, _TEAM, style.LEVEL)
    style.tall(sheet, row, (text, 200), least=21)
    everyone = f"{EVERYONE}{BETWEEN}{first.rule.requirement}"
    _answer(sheet, row + 1, everyone, f"Semua ({len(block)})", ScopeFact(opd="", requirement=""))
    for here, each in enumerate(block, row + 2):
        if each.many:
            _elsewhere(sheet, here, each)
        else:
            _answer(sheet, here, each.key, each.opd.name, each.obligation.fact)
            note = returned_note(each.obligation.standing)
            put(sheet, here, _TEAM, note, style.WARNING if note else style.TEXT)
            style.tall(sheet, here, (note, 28), (each.obligation.fact.note, 28), least=21)
    cells.append(f"C{row + 1}:C{row + 1 + len(block)}")
    return row + 2 + len(block)


def _answer(sheet: Worksheet, row: int, key: str, name: str, fact: ScopeFact) -> None:
    put(sheet, row, _KEY, key, style.KEY)
    put(sheet, row, _NAME, name, style.LEVEL if key.startswith(EVERYONE) else style.TEXT)
    sheet.row_dimensions[row].height = 21
    put(sheet, row, _VALUE, fact.answer.label if fact.answer else None, style.CHOICE)
    put(sheet, row, _NOTE, fact.note, style.INPUT)
    write_proof(sheet, row, _TITLE, next(iter(fact.evidence), None))


def _elsewhere(sheet: Worksheet, row: int, each: Asked) -> None:
    told = "Sudah dijawab dengan beberapa dokumen; ubah di Kuesionernya sendiri."
    put(sheet, row, _KEY, LABEL, style.KEY)
    put(sheet, row, _NAME, each.opd.name, style.TEXT)
    put(sheet, row, _VALUE, told, style.LIMIT)
    style.merge(sheet, row, _VALUE, _TEAM, style.LIMIT)
