"""The sheet "Tinjauan" of the assessment workbook: what OPDs handed in, and what the Tim decides about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.figures import Span, printed_date
from spbe_lib.intake.asking.words import item_title, level_text
from spbe_lib.intake.assessment.days import due_problems, read_due, same_day
from spbe_lib.intake.assessment.table import FIRST_ROW, Column, Row, Table, shown, write_heads, write_row
from spbe_lib.intake.assessment.value_sheet import OWN, UNANSWERED
from spbe_lib.intake.assessment.values import one_paragraph, text_problems
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import SHEET
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Decision, Recorded, Records, Response, Statement, Status
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

TITLE, KEY = "Tinjauan", f"{SHEET}review"
VERDICT, REASON, WANTED, DUE = "decision", "reason", "wanted", "due"
COLUMNS = (VERDICT, REASON, WANTED, DUE)

_WORDS: Mapping[str, Status] = {"diterima": Status.ACCEPTED, "dikembalikan": Status.RETURNED}
_SPOKEN = {status: word for word, status in _WORDS.items()}
_READ = dict(_WORDS) | {status.label: status for status in _WORDS.values()}
_BETWEEN = "|"
_HINT = "Isi hanya kolom kuning. Baris tanpa keputusan tetap menunggu Tim."
_VERDICT_PLACE = "H"
_COLUMNS = (
    Column(head="OPD", width=26),
    Column(head="Topik", width=44),
    Column(head="Yang dinyatakan", width=24),
    Column(head="Data dukung", width=36),
    Column(head="Status", width=16),
    Column(head="Perhatian", width=18),
    Column(head="Keputusan", width=15, key=VERDICT),
    Column(head="Alasan", width=40, key=REASON),
    Column(head="Yang diminta", width=36, key=WANTED),
    Column(head="Tenggat", width=18, key=DUE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One entry as the workbook was handed out with it: its version and the decision then known.

    ``decision`` has the status *submitted* while nothing was decided.
    """

    decision: Decision
    version: int

    @property
    def key(self) -> str:
        """The key of its row."""
        return f"{self.decision.opd}{_BETWEEN}{self.decision.topic}"


def write_review(sheet: Worksheet, cycle: Cycle, instrument: Instrument, records: Records) -> list[Handed]:
    """Write one row per entry that an OPD handed in, by OPD and topic, with the decision known.

    Returns:
        What the rows were handed out with.
    """
    title = f"{cycle.government} {cycle.year}: tinjauan atas jawaban OPD"
    write_heads(sheet, KEY, (title, _HINT), _COLUMNS, footer=f"Tinjauan {cycle.name}")
    handed, own = list[Handed](), cycle.reviewing
    for row, recorded in enumerate(_in_order(cycle, instrument, records), FIRST_ROW):
        each = _handed(recorded)
        decision, entry = each.decision, recorded.content
        texts = (
            _opd_name(cycle, entry.opd),
            _topic(cycle, instrument, entry),
            _claim(instrument, entry),
            "\n".join(proof.title for proof in entry.evidence),
            recorded.standing.status.label,
            OWN if entry.opd in own else "",
            _SPOKEN.get(decision.status, ""),
            decision.reason,
            decision.wanted,
            printed_date(decision.due) if decision.due else "",
        )
        write_row(sheet, row, each.key, _COLUMNS, texts)
        handed.append(each)
    cells = [f"{_VERDICT_PLACE}{row}" for row in range(FIRST_ROW, FIRST_ROW + len(handed))]
    style.choices(sheet, cells, list(_WORDS), "Pilih diterima atau dikembalikan, atau kosongkan.")
    return handed


def read_review(
    table: Table,
    cycle: Cycle,
    handed: Mapping[str, Handed],
    problems: list[Problem],
    questions: list[Problem],
) -> tuple[Decision, ...]:
    """Read what was decided anew, adding faults to ``problems`` and what is merely strange to ``questions``.

    A row that says what it was handed out with is no new decision.
    """
    decisions, seen = list[Decision](), dict[str, Row]()
    for row in table.rows:
        before = handed.get(row.key)
        if before is None:
            what, remedy = (
                "baris ini bukan dari lembar yang dibagikan",
                "Ambil lembar baru dengan `spbe template`",
            )
            problems.append(Problem(where=table.where(row), what=what, remedy=remedy))
        elif seen.setdefault(row.key, row) is not row:
            what = f"jawaban ini sudah diputuskan di baris {seen[row.key].number}"
            problems.append(Problem(where=table.where(row), what=what, remedy="Hapus salah satunya"))
        elif decision := _decided(table, row, before.decision, cycle, problems):
            decisions.append(decision)
            questions += _questions(table, row, decision, cycle)
    return tuple(decisions)


def _in_order(cycle: Cycle, instrument: Instrument, records: Records) -> list[Recorded]:
    """All entries by OPD, in the order of the register, and by topic in legal order; strangers last."""
    opds = {opd.code: place for place, opd in enumerate(cycle.opds)}
    codes = [item.code for item in instrument.items]
    codes += [
        requirement.code
        for indicator in instrument.indicators
        for level in indicator.levels
        for requirement in level.requirements
    ]
    topics = {code: place for place, code in enumerate(codes)}

    def _place(recorded: Recorded) -> tuple[int, str, int, str]:
        opd, topic = recorded.content.opd, recorded.content.topic
        return opds.get(opd, len(opds)), opd, topics.get(topic, len(topics)), topic

    return sorted(records.entries, key=_place)


def _handed(recorded: Recorded) -> Handed:
    entry, standing = recorded.content, recorded.standing
    blank = Decision(opd=entry.opd, topic=entry.topic, status=standing.status)
    decided = standing.status is not Status.SUBMITTED
    return Handed(decision=(standing.decision if decided else None) or blank, version=standing.version)


def _opd_name(cycle: Cycle, code: str) -> str:
    return next((opd.name for opd in cycle.opds if opd.code == code), code)


def _topic(cycle: Cycle, instrument: Instrument, entry: Statement) -> str:
    if isinstance(entry, Response):
        item = next((item for item in instrument.items if item.code == entry.item), None)
        return f"{entry.item}  {item_title(cycle, instrument, item)}" if item else entry.item
    for indicator in instrument.indicators:
        for level in indicator.levels:
            for requirement in level.requirements:
                if requirement.code == entry.requirement:
                    return f"Kewajiban bersama, indikator {indicator.number}: {requirement.text}"
    return entry.requirement


def _claim(instrument: Instrument, entry: Statement) -> str:
    if not isinstance(entry, Response):
        answer = entry.answer.label if entry.answer else UNANSWERED
        return f"{answer}. {entry.note}" if entry.note else answer
    item = next((item for item in instrument.items if item.code == entry.item), None)
    indicator = instrument.indicator(item.indicator) if item else None
    if entry.ticked and indicator and indicator.levels:
        reached = Span.exactly(climb(instrument, indicator, entry.ticked).value)
        return f"tingkat {level_text(instrument, reached)}, dari {len(entry.ticked)} syarat yang dicentang"
    if entry.level is not None:
        return f"tingkat {level_text(instrument, entry.level)}, ditulis langsung"
    return "belum menyatakan tingkat"


def _decided(
    table: Table, row: Row, before: Decision, cycle: Cycle, problems: list[Problem]
) -> Decision | None:
    """What a row decides anew; None where it says nothing new, or is at fault."""
    told = {column: one_paragraph(shown(row.values[column])) for column in COLUMNS}
    if row.faulty or _unchanged(row, told, before):
        return None
    status, due = _READ.get(told[VERDICT].lower()), read_due(row.values[DUE])
    faults = [*_faults(table, row, told, before), *due_problems(table.where(row, DUE), due, cycle)]
    problems += faults
    if faults or status is None:
        return None
    return Decision(
        opd=before.opd,
        topic=before.topic,
        status=status,
        reason=told[REASON],
        wanted=told[WANTED],
        due=due if isinstance(due, date) else None,
    )


def _unchanged(row: Row, told: Mapping[str, str], before: Decision) -> bool:
    texts = (one_paragraph(before.reason), one_paragraph(before.wanted))
    status = _READ.get(told[VERDICT].lower(), Status.SUBMITTED if not told[VERDICT] else None)
    said = (status, told[REASON], told[WANTED]) == (before.status, *texts)
    return said and same_day(row.values[DUE], before.due)


def _faults(table: Table, row: Row, told: Mapping[str, str], before: Decision) -> Iterator[Problem]:
    where, allowed = table.where(row, VERDICT), ", ".join(_WORDS)
    status = _READ.get(told[VERDICT].lower())
    if not told[VERDICT] and before.status is not Status.SUBMITTED:
        what = f"keputusan '{_SPOKEN[before.status]}' yang sudah tercatat tidak dapat dikosongkan"
        yield Problem(where=where, what=what, allowed=allowed)
    elif not told[VERDICT]:
        what = "baris ini berisi alasan, permintaan, atau tenggat, tetapi belum berisi keputusan"
        yield Problem(where=where, what=what, allowed=allowed)
    elif status is None:
        yield Problem(
            where=where, what=f"keputusan '{clipped(told[VERDICT])}' tidak dikenal", allowed=allowed
        )
    elif status is Status.RETURNED and not told[REASON]:
        what, remedy = (
            "jawaban dikembalikan tanpa alasan",
            "Tulis alasannya, agar OPD tahu apa yang diperbaiki",
        )
        yield Problem(where=table.where(row, REASON), what=what, remedy=remedy)
    for column in (REASON, WANTED):
        yield from text_problems(table.where(row, column), shown(row.values[column]))


def _questions(table: Table, row: Row, decision: Decision, cycle: Cycle) -> Iterator[Problem]:
    if decision.status is Status.ACCEPTED and (decision.wanted or decision.due):
        what = "jawaban diterima, tetapi masih ada yang diminta atau tenggat"
        yield Problem(where=table.where(row), what=what, remedy="Apakah seharusnya dikembalikan?")
    if decision.status is Status.RETURNED and not decision.due and not cycle.deadlines.repair:
        what = "jawaban dikembalikan tanpa tenggat, dan siklus ini tidak menetapkan batas perbaikan"
        yield Problem(where=table.where(row, DUE), what=what, remedy="Sampai kapan OPD memperbaikinya?")
