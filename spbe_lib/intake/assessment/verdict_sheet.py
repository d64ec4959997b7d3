"""The sheet "Putusan" of the assessment workbook: what OPDs state and cite, and what the assessor rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.figures import printed_date
from spbe_lib.intake.assessment.days import same_day
from spbe_lib.intake.assessment.subjects import Subject, row_key, subjects
from spbe_lib.intake.assessment.table import FIRST_ROW, Column, Row, Table, shown, write_heads, write_row
from spbe_lib.intake.assessment.value_sheet import OWN
from spbe_lib.intake.assessment.values import one_paragraph
from spbe_lib.intake.assessment.verdict_lines import DUE, REASON, RULING, VerdictLine, read_ruling, ruled
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import SHEET, item_title
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

    ``known`` is the ruling that stood in the row, None where none did; ``version`` that of the answer.
    """

    opd: str
    topic: str
    subject: str
    version: int
    known: Verdict | None = None

    @property
    def key(self) -> str:
        """The key of its row."""
        return row_key(self.opd, self.topic, self.subject)


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
        handed.append(_handed(subject, known))
    cells = [f"{_RULING_PLACE}{row}" for row in range(FIRST_ROW, FIRST_ROW + len(handed))]
    allowed = [ruling.label for ruling in Ruling]
    style.choices(sheet, cells, allowed, f"Pilih {' atau '.join(allowed)}, atau kosongkan.")
    return handed


def read_verdicts(
    table: Table,
    cycle: Cycle,
    stage: Stage,
    handed: Mapping[str, HandedVerdict],
    told: tuple[list[Problem], list[Problem]],
) -> tuple[Verdict, ...]:
    """Read what was ruled anew; a row that says what it was handed out with is no news.

    Args:
        table: What stands in the sheet.
        cycle: The cycle.
        stage: Whose rulings they are.
        handed: What the workbook was handed out with, by row.
        told: Where faults are told, and where what is merely strange.
    """
    verdicts, seen = list[Verdict](), dict[str, Row]()
    for row in table.rows:
        before = handed.get(row.key)
        if before is None:
            what = "baris ini bukan dari lembar yang dibagikan"
            told[0].append(Problem(where=table.where(row), what=what, remedy=_NEW))
        elif seen.setdefault(row.key, row) is not row:
            what = f"syarat atau dokumen ini sudah diputuskan di baris {seen[row.key].number}"
            told[0].append(Problem(where=table.where(row), what=what, remedy="Hapus salah satunya"))
        elif not row.faulty and (verdict := _verdict(table, row, before, (cycle, stage), told)):
            verdicts.append(verdict)
    return tuple(verdicts)


def _verdict(
    table: Table,
    row: Row,
    before: HandedVerdict,
    where: tuple[Cycle, Stage],
    told: tuple[list[Problem], list[Problem]],
) -> Verdict | None:
    line = VerdictLine(
        ruling=one_paragraph(shown(row.values[RULING])),
        reason=one_paragraph(shown(row.values[REASON])),
        due=row.values[DUE],
        place=lambda column: table.where(row, column),
    )
    if _unchanged(line, before.known):
        return None
    if before.known and not line.ruling:
        what = f"putusan '{before.known.ruling.label}' yang sudah tercatat tidak dapat dikosongkan"
        allowed = ", ".join(ruling.label for ruling in Ruling)
        told[0].append(Problem(where=table.where(row, RULING), what=what, allowed=allowed))
        return None
    cycle, stage = where
    about = Verdict(
        stage=stage, opd=before.opd, topic=before.topic, subject=before.subject, ruling=Ruling.ACCEPTED
    )
    return ruled(line, about, cycle, *told)


def _unchanged(line: VerdictLine, known: Verdict | None) -> bool:
    if known is None:
        return not (line.ruling or line.reason or shown(line.due))
    said = (read_ruling(line.ruling), line.reason) == (known.ruling, one_paragraph(known.reason))
    return said and same_day(line.due, known.due)


def _former(before: Verdict | None) -> str:
    """A ruling about an answer that the OPD has replaced since."""
    if before is None:
        return ""
    reason = f": {before.reason}" if before.reason else ""
    return f"{before.ruling.label}{reason}. OPD sudah menyerahkan lagi."


def _handed(subject: Subject, known: Verdict | None) -> HandedVerdict:
    return HandedVerdict(
        opd=subject.opd, topic=subject.topic, subject=subject.code, version=subject.version, known=known
    )


def _topic_names(cycle: Cycle, instrument: Instrument) -> Mapping[str, str]:
    items = {item.code: f"{item.code}  {item_title(cycle, instrument, item)}" for item in instrument.items}
    shared = {
        rule.requirement: f"Kewajiban bersama, indikator {indicator.number}"
        for indicator in instrument.indicators
        for rule in indicator.scope
    }
    return items | shared


def verdict_facts(handed: Sequence[HandedVerdict]) -> list[tuple[str, ...]]:
    """What the rows were handed out with, as the hidden sheet keeps it."""
    return [
        (each.opd, each.topic, each.subject, str(each.version), *_known_facts(each.known)) for each in handed
    ]


def handed_verdict(stage: Stage, facts: Sequence[str]) -> HandedVerdict:
    """One row of the hidden sheet again.

    Raises:
        ValueError: The facts are not those of a row.
    """
    opd, topic, subject, version, ruling, reason, due = facts[:7]
    bare = HandedVerdict(opd=opd, topic=topic, subject=subject, version=int(version))
    return bare
