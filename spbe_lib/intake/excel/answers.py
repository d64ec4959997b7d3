"""The answers on the sheets of a Kuesioner: a response from an item's sheet, facts from the shared one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spbe_lib.intake.asking.digest import in_legal_order
from spbe_lib.intake.asking.strange import strange_levels
from spbe_lib.intake.asking.words import (
    DATED,
    EVIDENCE,
    FIELDS,
    FOLLOW_UP,
    LEVEL,
    NOTE,
    NUMBER,
    PAGE,
    SIGNERS,
    TITLE,
    VALUE,
    obligation_labels,
    requirement_labels,
)
from spbe_lib.intake.excel import cells
from spbe_lib.intake.excel.cells import Sheet
from spbe_lib.intake.excel.layout import EXTRA, NEW
from spbe_lib.intake.excel.moved import ask_own_columns, check_columns, check_order, unmerged
from spbe_lib.intake.excel.opened import RawCell
from spbe_lib.intake.excel.rows import KeyedRow, KeyedSheet
from spbe_lib.law.instrument import Instrument, Item, ScopeRule
from spbe_lib.records.answers import Answer, Approval, EvidenceReference, Response, ScopeFact
from spbe_lib.strict_yaml import clipped

_UNNAMED = "NIP, jabatan, atau tanggal sudah diisi, tetapi nama yang menyetujui belum. Siapa yang menyetujui?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who filled in, for whom, and who approved."""

    filled_by: str = ""
    on_behalf_of: str = ""
    approval: Approval | None = None


def read_response(  # noqa: PLR0913 - what was asked, of whom, and where
    sheet: Sheet, keyed: KeyedSheet, instrument: Instrument, item: Item, opd: str, *, followed_up: bool
) -> Response:
    """Read what an item's sheet says; faults and questions are noted on the sheet.

    ``followed_up`` says whether the sheet asked what became of a recommendation.
    """
    indicator = instrument.indicator(item.indicator)
    labels = requirement_labels(indicator)
    asked = FIELDS.keys() if followed_up else FIELDS.keys() - {FOLLOW_UP}
    rows = _checked(sheet, keyed, labels, {*labels, LEVEL, *asked}, {FOLLOW_UP})
    check_columns(sheet, keyed, (VALUE, *EVIDENCE))
    check_order(sheet, rows, labels)
    ask_own_columns(sheet, keyed)
    ticked = frozenset(
        code for code in labels if code in rows and cells.read_tick(sheet, rows[code].cells.get(VALUE))
    )
    level = cells.read_level(sheet, _cell(rows, LEVEL), instrument, item)
    texts = {key: cells.read_words(sheet, _cell(rows, key)) for key in FIELDS}
    evidence = [_proof(sheet, rows[code], code) for code in labels if code in rows]
    for row in _extra_rows(rows):
        proven = cells.read_choice(sheet, row.cells.get(VALUE), labels) if labels else None
        evidence.append(_proof(sheet, row, proven))
    found = tuple(each for each in evidence if each is not None)
    response = Response(
        opd=opd,
        item=item.code,
        ticked=ticked,
        level=level,
        evidence=in_legal_order(found, indicator),
        **texts,
    )
    given = _cell(rows, LEVEL)
    for each in strange_levels(instrument, indicator, response):
        sheet.ask(f"sel {given.address}" if each.about_level and given else "", each.question)
    return response


def read_facts(
    sheet: Sheet, keyed: KeyedSheet, rules: Sequence[tuple[int, ScopeRule]], opd: str
) -> tuple[tuple[KeyedRow, ScopeFact], ...]:
    """Read what the shared sheet says, with the row of each answer; faults and questions are noted."""
    labels = obligation_labels(rules)
    rows = _checked(sheet, keyed, labels, set(labels), set())
    check_columns(sheet, keyed, (VALUE, NOTE, *EVIDENCE))
    ask_own_columns(sheet, keyed)
    check_order(sheet, rows, {rule.requirement: str(number) for number, rule in rules})
    more: dict[str, list[EvidenceReference]] = {code: [] for code in labels}
    for row in _extra_rows(rows):
        _further(sheet, row, labels, more)
    found = {code: asked for code in labels if (asked := rows.get(code))}
    return tuple((each, read_fact(sheet, each, code, opd, more[code])) for code, each in found.items())


def read_signed(sheet: Sheet, keyed: KeyedSheet) -> Signed:
    """Read who filled in and who approved; there is no approval without a name."""
    rows = _checked(sheet, keyed, {}, set(SIGNERS), set())
    check_columns(sheet, keyed, (VALUE,))
    readers = {"nip": cells.read_nip}
    texts = {
        key: readers.get(key, cells.read_words)(sheet, _cell(rows, key)) for key in SIGNERS if key != "day"
    }
    day = cells.read_day_cell(sheet, _cell(rows, "day"))
    approval = Approval(name=texts["name"], nip=texts["nip"], position=texts["position"], day=day)
    if not approval.name and (approval.nip or approval.position or day):
        sheet.ask("", _UNNAMED)
    return Signed(
        filled_by=texts["filled_by"],
        on_behalf_of=texts["on_behalf_of"],
        approval=approval if approval.name else None,
    )


def _checked(
    sheet: Sheet, keyed: KeyedSheet, labels: Mapping[str, str], wanted: set[str], optional: set[str]
) -> Mapping[str, KeyedRow]:
    """The rows of a sheet, after whatever became of its keys and merged cells was told."""
    for place, what, remedy in keyed.problems:
        sheet.fault(place, what, remedy=remedy)
    for key in sorted(wanted - set(keyed.rows)):
        name = labels.get(key) or FIELDS.get(key, SIGNERS.get(key, ("Tingkat menurut OPD",)))[0]
        sheet.fault("", f"baris '{name}' tidak ada lagi", remedy=NEW)
    for key, row in keyed.rows.items():
        if key not in wanted | optional and not key.startswith(EXTRA):
            what = f"kunci '{clipped(key)}' tidak termasuk lembar ini"
            sheet.fault(f"baris {row.number}", what, remedy=NEW)
    return unmerged(sheet, keyed, labels)


def _cell(rows: Mapping[str, KeyedRow], key: str) -> RawCell | None:
    return rows[key].cells.get(VALUE) if key in rows else None


def _extra_rows(rows: Mapping[str, KeyedRow]) -> list[KeyedRow]:
    return [row for key, row in rows.items() if key.startswith(EXTRA)]


def _proof(sheet: Sheet, row: KeyedRow, requirement: str | None) -> EvidenceReference | None:
    before = len(sheet.problems)
    texts = cells.read_cited(sheet, row.cells)
    if len(sheet.problems) > before or not any(texts.values()):
        return None
    for key in (NUMBER, PAGE):
        _ask_date(sheet, row.cells.get(key))
    if not texts[TITLE]:
        cell = row.cells.get(TITLE)
        what = "judul data dukung masih kosong, sedangkan nomor, tanggal, atau halamannya terisi"
        sheet.fault(f"sel {cell.address}" if cell else f"baris {row.number}", what, remedy="Isi judulnya")
    return EvidenceReference(
        title=texts[TITLE],
        number=texts[NUMBER],
        dated=texts[DATED],
        page=texts[PAGE],
        requirement=requirement,
    )


def _ask_date(sheet: Sheet, cell: RawCell | None) -> None:
    """Excel turns ``1-3`` and ``2/24`` into days by itself."""
    if cell and isinstance(cell.value, date):
        what = f"di sini tertulis tanggal {cells.shown(cell.value)}, mungkin diubah sendiri oleh Excel"
        sheet.ask(f"sel {cell.address}", f"{what}. Nomor atau halaman apa yang dimaksud?")


def read_fact(
    sheet: Sheet, row: KeyedRow, code: str, opd: str, more: Sequence[EvidenceReference] = ()
) -> ScopeFact:
    """Read what one row says of one obligation; ``more`` are its further documents, from other rows."""
    answer = cells.read_answer(sheet, row.cells.get(VALUE))
    note = cells.read_words(sheet, row.cells.get(NOTE))
    first = _proof(sheet, row, None)
    if answer is Answer.NOT_APPLICABLE and not note:
        sheet.ask(
            f"sel {row.cells[NOTE].address}",
            "jawabannya 'tidak berlaku', tetapi Keterangan kosong. Apa alasannya?",
        )
    evidence = (*([first] if first else []), *more)
    return ScopeFact(opd=opd, requirement=code, answer=answer, note=note, evidence=evidence)


def _further(
    sheet: Sheet, row: KeyedRow, labels: Mapping[str, str], more: dict[str, list[EvidenceReference]]
) -> None:
    before = len(sheet.problems)
    code = cells.read_choice(sheet, row.cells.get(VALUE), labels)
    proof = _proof(sheet, row, None)
    if proof and code:
        more[code].append(proof)
    elif proof and len(sheet.problems) == before:
        what = "data dukung ini belum menyebut untuk indikator mana"
        sheet.fault(f"baris {row.number}", what, ", ".join(labels.values()))
