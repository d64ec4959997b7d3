"""The sheet "Janji" of the assessment workbook: what OPDs promised an assessor, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.figures import printed_date
from spbe_lib.intake.assessment.days import same_day
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.promise_lines import (
    DUE,
    ITEM,
    MADE_ON,
    OPD,
    STATUS,
    STATUSES,
    TEXT,
    PromiseLine,
    opd_named,
    promised,
)
from spbe_lib.intake.assessment.table import FIRST_ROW, Column, Row, Table, shown, write_heads, write_row
from spbe_lib.intake.assessment.values import one_paragraph
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import SHEET
from spbe_lib.records.answers import Records
from spbe_lib.records.judgements import Promise, PromiseStatus
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle

TITLE, KEY = "Janji", f"{SHEET}promises"
COLUMNS = (OPD, ITEM, TEXT, MADE_ON, DUE, STATUS)

_HINT = (
    "Janji lama: perbarui statusnya. Janji baru: isi baris kosong; OPD kosong berarti OPD pengampu indikator."
)
_STATUS_PLACE = "H"
_EMPTY, _NEW_ROWS = "new-", 30
_FRESH = "Ambil lembar baru dengan `spbe template`"
_COLUMNS = (
    Column(head="Tahap", width=30),
    Column(head="OPD", width=26, key=OPD),
    Column(head="Indikator", width=10, key=ITEM),
    Column(head="Janji", width=60, key=TEXT),
    Column(head="Dibuat tanggal", width=18, key=MADE_ON),
    Column(head="Tenggat", width=18, key=DUE),
    Column(head="Status", width=13, key=STATUS),
)


def write_promises(sheet: Worksheet, cycle: Cycle, records: Records) -> tuple[Promise, ...]:
    """Write every promise that is known, whatever the stage, by its day; and empty rows for new ones.

    Returns:
        What the rows were handed out with.
    """
    title = f"{cycle.government} {cycle.year}: janji OPD kepada asesor"
    write_heads(sheet, KEY, (title, _HINT), _COLUMNS, footer=f"Janji {cycle.name}")
    names = {opd.code: opd.name for opd in cycle.opds}
    for row, each in enumerate(records.promises, FIRST_ROW):
        texts = (
            each.stage.label,
            names.get(each.opd, each.opd),
            each.topic,
            each.text,
            printed_date(each.made_on) if each.made_on else "",
            printed_date(each.due),
            each.status.label,
        )
        write_row(sheet, row, each.key, _COLUMNS, texts)
    first = FIRST_ROW + len(records.promises)
    for place in range(_NEW_ROWS):
        write_row(sheet, first + place, f"{_EMPTY}{place + 1}", _COLUMNS, [""] * len(_COLUMNS))
    cells = [f"{_STATUS_PLACE}{FIRST_ROW}:{_STATUS_PLACE}{first + _NEW_ROWS - 1}"]
    style.choices(sheet, cells, [status.label for status in PromiseStatus], "Pilih status dari daftar.")
    return records.promises


def read_promises(table: Table, judging: Judging, handed: Mapping[str, Promise]) -> tuple[Promise, ...]:
    """Read new promises and what became of known ones; a row as it was handed out is no news."""
    promises, seen, problems = list[Promise](), dict[str, Row](), judging.problems
    for row in table.rows:
        known, line, before = handed.get(row.key), _line(table, row), len(problems)
        if not known and not row.key.startswith(_EMPTY):
            what = "baris ini bukan dari lembar yang dibagikan"
            problems.append(Problem(where=table.where(row), what=what, remedy=_FRESH))
        if row.faulty or len(problems) > before or _unchanged(line, known, judging.cycle):
            continue
        problems.extend(_kept(line, known, judging.cycle) if known else ())
        promise = promised(line, judging, known)
        if promise and len(problems) == before:
            problems.extend(_twice(table, row, promise, {} if known else handed, seen))
            promises.append(promise)
    return tuple(promises)


def promise_facts(promise: Promise) -> tuple[str, ...]:
    """What a row was handed out with, as the hidden sheet keeps it."""
    made_on = promise.made_on.isoformat() if promise.made_on else ""
    about = (promise.key, promise.stage.value, promise.opd, promise.topic, promise.text)
    return (*about, made_on, promise.due.isoformat(), promise.status.value)


def handed_promise(facts: Sequence[str]) -> Promise:
    """What a row was handed out with, from the hidden sheet.

    Raises:
        ValueError: The facts are not those of a row.
    """
    key, stage, opd, topic, text, made_on, due, status = facts[:8]
    return Promise(
        key=key,
        stage=Stage(stage),
        opd=opd,
        topic=topic,
        text=text,
        made_on=date.fromisoformat(made_on) if made_on else None,
        due=date.fromisoformat(due),
        status=PromiseStatus(status),
    )


def _line(table: Table, row: Row) -> PromiseLine:
    told = {column: one_paragraph(shown(row.values[column])) for column in (OPD, ITEM, STATUS)}
    return PromiseLine(
        opd=told[OPD],
        item=told[ITEM],
        text=shown(row.values[TEXT]),
        made_on=row.values[MADE_ON],
        due=row.values[DUE],
        status=told[STATUS],
        place=lambda column: table.where(row, column),
    )


def _unchanged(line: PromiseLine, known: Promise | None, cycle: Cycle) -> bool:
    if known is None:
        days = (shown(line.made_on), shown(line.due))
        return not any((line.opd, line.item, line.words, line.status, *days))
    about = (opd_named(cycle, line.opd) or line.opd, line.item.lower(), line.words)
    same_words = about == (known.opd, known.topic, one_paragraph(known.text))
    same_days = same_day(line.made_on, known.made_on) and same_day(line.due, known.due)
    return same_words and same_days and STATUSES.get(line.status.lower()) is known.status


def _kept(line: PromiseLine, known: Promise, cycle: Cycle) -> list[Problem]:
    """What must stay of a promise that is recorded: whose it is, what it is about, its words, a status."""
    drop, faults = "Pilih status batal, lalu tulis janji baru di baris kosong", list[Problem]()
    if line.words and (opd_named(cycle, line.opd), line.item.lower()) != (known.opd, known.topic):
        what = "OPD atau indikator janji yang sudah tercatat tidak dapat diganti"
        faults.append(Problem(where=line.place(OPD), what=what, remedy=drop))
    if not line.words:
        what = "janji yang sudah tercatat tidak dapat dihapus"
        faults.append(Problem(where=line.place(TEXT), what=what, remedy="Pilih status batal"))
    if not line.status:
        what, allowed = "status janji ini dikosongkan", ", ".join(each.label for each in PromiseStatus)
        faults.append(Problem(where=line.place(STATUS), what=what, allowed=allowed))
    return faults


def _twice(
    table: Table, row: Row, promise: Promise, handed: Mapping[str, Promise], seen: dict[str, Row]
) -> list[Problem]:
    if promise.key in handed:
        what, remedy = "janji ini sudah tercatat", "Perbarui status di barisnya sendiri"
    elif seen.setdefault(promise.key, row) is not row:
        what, remedy = f"janji ini sudah tertulis di baris {seen[promise.key].number}", "Hapus salah satunya"
    else:
        return []
    return [Problem(where=table.where(row, TEXT), what=what, remedy=remedy)]
