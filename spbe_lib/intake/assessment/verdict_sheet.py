"""The sheet "Putusan" of the assessment workbook: what OPDs state and cite, and what the assessor rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.figures import printed_date
from spbe_lib.intake.asking.words import item_title
from spbe_lib.intake.assessment.days import same_day
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.subjects import Subject, row_key, subjects
from spbe_lib.intake.assessment.table import FIRST_ROW, Column, Row, Table, shown, write_heads, write_row
from spbe_lib.intake.assessment.value_sheet import OWN
from spbe_lib.intake.assessment.values import one_paragraph
from spbe_lib.intake.assessment.verdict_lines import DUE, REASON, RULING, VerdictLine, read_ruling, ruled
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import SHEET
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.rulings import last_answers, superseded

TITLE, KEY = "Putusan", f"{SHEET}verdicts"
COLUMNS = (RULING, REASON, DUE)

_HINT = "Isi hanya kolom kuning. Baris tanpa putusan tidak berubah. Putusan diperbaiki wajib beralasan."
_RULING_PLACE = "H"
_NEW = "Ambil lembar baru dengan `spbe template`"
_COLUMNS = (
    Column(head="OPD", width=26),
    Column(head="Isian", width=30),
    Column(head="Yang dinyatakan atau dikutip", width=44),
    Column(head="Bukti, atau dipakai untuk", width=34),
    Column(head="Putusan terdahulu", width=26),
    Column(head="Perhatian", width=18),
    Column(head="Putusan", width=13, key=RULING),
    Column(head="Alasan", width=44, key=REASON),
    Column(head="Tenggat", width=18, key=DUE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedVerdict:
    """One requirement or document as the workbook was handed out with it.

    ``verdict`` says what it is about, and, where ``ruled``, the ruling that stood in the row;
    ``version`` is that of the answer.
    """

    verdict: Verdict
    ruled: bool
    version: int

    @property
    def key(self) -> str:
        """The key of its row."""
        return row_key(self.verdict.opd, self.verdict.topic, self.verdict.subject)

    @property
    def known(self) -> Verdict | None:
        """The ruling that stood in the row; None where none did."""
        return self.verdict if self.ruled else None


def write_verdicts(
    sheet: Worksheet, cycle: Cycle, instrument: Instrument, records: Records, stage: Stage
) -> list[HandedVerdict]:
    """Write one row per requirement that an OPD states and per document that it cites.

    What this stage ruled stands in the open cells, unless the OPD answered anew since; then it stands
    beside, and the cells are empty for a new ruling.

    Returns:
        What the rows were handed out with.
    """
    title = f"{cycle.government} {cycle.year}: putusan per syarat dan dokumen"
    write_heads(sheet, KEY, (title, _HINT), _COLUMNS, footer=f"Putusan {cycle.name}")
    last, own, names = last_answers(records.events), cycle.reviewing, _topic_names(cycle, instrument)
    rulings = {
        row_key(each.opd, each.topic, each.subject): each for each in records.verdicts if each.stage is stage
    }
    handed = list[HandedVerdict]()
    for row, subject in enumerate(subjects(cycle, instrument, records), FIRST_ROW):
        before = rulings.get(subject.key)
        known = None if before is None or superseded(before, last) else before
        texts = (
            cycle.opd(subject.opd).name,
            names[subject.topic],
            subject.claim,
            subject.proof,
            _former(before) if known is None else "",
            OWN if subject.opd in own else "",
            known.ruling.label if known else "",
            known.reason if known else "",
            printed_date(known.due) if known and known.due else "",
        )
        write_row(sheet, row, subject.key, _COLUMNS, texts)
        handed.append(_handed(subject, known, stage))
    cells = [f"{_RULING_PLACE}{FIRST_ROW}:{_RULING_PLACE}{FIRST_ROW + len(handed) - 1}"] if handed else []
    allowed = [ruling.label for ruling in Ruling]
    style.choices(sheet, cells, allowed, f"Pilih {' atau '.join(allowed)}, atau kosongkan.")
    return handed


def read_verdicts(table: Table, judging: Judging, handed: Mapping[str, HandedVerdict]) -> tuple[Verdict, ...]:
    """Read what was ruled anew; a row that says what it was handed out with is no news.

    Args:
        table: What stands in the sheet.
        judging: Whose rulings they are, and where faults are told.
        handed: What the workbook was handed out with, by row.
    """
    verdicts, seen = list[Verdict](), dict[str, Row]()
    for row in table.rows:
        before = handed.get(row.key)
        if before is None:
            what = "baris ini bukan dari lembar yang dibagikan"
            judging.problems.append(Problem(where=table.where(row), what=what, remedy=_NEW))
        elif seen.setdefault(row.key, row) is not row:
            what = f"syarat atau dokumen ini sudah diputuskan di baris {seen[row.key].number}"
            judging.problems.append(Problem(where=table.where(row), what=what, remedy="Hapus salah satunya"))
        elif not row.faulty and (verdict := _verdict(table, row, before, judging)):
            verdicts.append(verdict)
    return tuple(verdicts)


def _verdict(table: Table, row: Row, before: HandedVerdict, judging: Judging) -> Verdict | None:
    line = VerdictLine(
        ruling=one_paragraph(shown(row.values[RULING])),
        reason=shown(row.values[REASON]),
        due=row.values[DUE],
        place=lambda column: table.where(row, column),
    )
    if _unchanged(line, before.known):
        return None
    if before.known and not line.ruling:
        what = f"putusan '{before.known.ruling.label}' yang sudah tercatat tidak dapat dikosongkan"
        allowed = ", ".join(ruling.label for ruling in Ruling)
        judging.problems.append(Problem(where=table.where(row, RULING), what=what, allowed=allowed))
        return None
    return ruled(line, before.verdict, judging)


def _unchanged(line: VerdictLine, known: Verdict | None) -> bool:
    if known is None:
        return not (line.ruling or line.why or shown(line.due))
    said = (read_ruling(line.ruling), line.why) == (known.ruling, one_paragraph(known.reason))
    return said and same_day(line.due, known.due)


def _former(before: Verdict | None) -> str:
    """A ruling about an answer that the OPD has replaced since."""
    if before is None:
        return ""
    reason = f": {before.reason}" if before.reason else ""
    return f"{before.ruling.label}{reason}. OPD sudah menyerahkan lagi."


def _handed(subject: Subject, known: Verdict | None, stage: Stage) -> HandedVerdict:
    bare = Verdict(
        stage=stage, opd=subject.opd, topic=subject.topic, subject=subject.code, ruling=Ruling.ACCEPTED
    )
    return HandedVerdict(verdict=known or bare, ruled=known is not None, version=subject.version)


def _topic_names(cycle: Cycle, instrument: Instrument) -> Mapping[str, str]:
    items = {item.code: f"{item.code}  {item_title(cycle, instrument, item)}" for item in instrument.items}
    shared = {
        rule.requirement: f"Kewajiban bersama, indikator {indicator.number}"
        for indicator in instrument.indicators
        for rule in indicator.scope
    }
    return items | shared


def verdict_facts(handed: HandedVerdict) -> tuple[str, ...]:
    """What a row was handed out with, as the hidden sheet keeps it."""
    verdict = handed.verdict
    about = (verdict.opd, verdict.topic, verdict.subject, str(handed.version))
    due = verdict.due.isoformat() if verdict.due else ""
    return (*about, verdict.ruling.value, verdict.reason, due) if handed.ruled else about


def handed_verdict(stage: Stage, facts: Sequence[str]) -> HandedVerdict:
    """What a row was handed out with, from the hidden sheet.

    Raises:
        ValueError: The facts are not those of a row.
    """
    opd, topic, subject, version, ruling, reason, due = facts[:7]
    verdict = Verdict(
        stage=stage,
        opd=opd,
        topic=topic,
        subject=subject,
        ruling=Ruling(ruling or Ruling.ACCEPTED),
        reason=reason,
        due=date.fromisoformat(due) if due else None,
    )
    return HandedVerdict(verdict=verdict, ruled=bool(ruling), version=int(version))
