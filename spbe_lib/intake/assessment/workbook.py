"""The assessment workbook of the Tim: out with what is known, in with values and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span
from spbe_lib.intake.assessment import promise_sheet as promises
from spbe_lib.intake.assessment import remark_sheet
from spbe_lib.intake.assessment import review_sheet as review
from spbe_lib.intake.assessment import value_sheet as values
from spbe_lib.intake.assessment import verdict_sheet as verdicts
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.manifest import Manifest, foreign, read_manifest, write_manifest
from spbe_lib.intake.assessment.remark_sheet import RemarkLine
from spbe_lib.intake.assessment.table import find_table
from spbe_lib.intake.assessment.values import gathered, nothing_assessed
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import HELP, MANIFEST
from spbe_lib.intake.excel.opened import RawSheet, read_workbook
from spbe_lib.intake.excel.save import new_book, saved
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.judgements import Promise, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle

_WIDTHS = (3, 120)
_MOST_ROWS = 20_000
"""More than the entries of the largest government: each of its OPDs states every shared obligation."""

_STEPS = (
    "Lembar Nilai memuat satu baris untuk setiap butir. Isi kolom Tingkat; kosongkan bila belum dinilai.",
    "Kolom Menurut jawaban OPD hanya pembanding. Bila tingkat Tim berbeda, tulis alasannya.",
    "Bila kolom Perhatian meminta pembaca kedua, mintalah anggota Tim dari unit lain membaca butir itu.",
    "Lembar Tinjauan memuat setiap jawaban yang diserahkan OPD. Pilih diterima atau dikembalikan.",
    "Jawaban yang dikembalikan wajib beralasan. Sebut juga apa yang diminta dan tenggatnya.",
    "Lembar Putusan memuat setiap syarat yang dinyatakan OPD dan setiap dokumen yang dikutipnya.",
    "Putusan diperbaiki wajib beralasan; tenggat kosong berarti batas perbaikan siklus.",
    "Lembar Janji memuat janji OPD kepada asesor, dengan tanggal. Janji baru: isi baris kosong.",
    "Tulis tenggat sebagai 12 Maret 2024, 12/03/2024 (hari/bulan/tahun), atau 2024-03-12.",
    "Isi hanya sel berwarna kuning. Jangan memakai rumus; tempel salinan sebagai nilai (Paste Values).",
    "Simpan sebagai .xlsx. Nama berkas dan nama lembar boleh diubah.",
)


def assessment_template(  # noqa: PLR0913 - one workbook, and all that is shown in it
    cycle: Cycle,
    instrument: Instrument,
    records: Records,
    stage: Stage,
    yields: Mapping[str, Span],
    *,
    remarks: Sequence[RemarkLine] = (),
) -> bytes:
    """Make the workbook in which the values of a stage and decisions about answers are entered.

    Equal input gives equal bytes, whenever and wherever it is made.

    Args:
        cycle: The cycle.
        instrument: The cycle's edition.
        records: One read of its records; what they hold for this stage stands in the cells.
        stage: Whose values will be entered.
        yields: What the answers of the OPDs yield (0–5) by item, shown beside and locked.
        remarks: What stood out in the answers, for the Tim to read; without any there is no such sheet.

    Returns:
        An ``.xlsx`` file.
    """
    book = new_book(f"Lembar nilai {instrument.subject} {cycle.year}", cycle.year)
    known = replace(records.assessments.get(stage) or nothing_assessed(cycle, stage, ""), stage=stage)
    _write_help(book.create_sheet(HELP), cycle, instrument, stage)
    sheet = book.create_sheet(values.TITLE)
    handed = values.write_values(sheet, cycle, instrument, known, yields)
    entries = review.write_review(book.create_sheet(review.TITLE), cycle, instrument, records)
    ruled = verdicts.write_verdicts(book.create_sheet(verdicts.TITLE), cycle, instrument, records, stage)
    known_promises = promises.write_promises(book.create_sheet(promises.TITLE), cycle, records)
    if remarks:
        remark_sheet.write_remarks(book.create_sheet(remark_sheet.TITLE), cycle, remarks)
    write_manifest(book.create_sheet(MANIFEST), cycle, stage, (handed, entries, ruled, known_promises))
    book.active = sheet
    return saved(book)


def handed_stage(content: bytes, name: str) -> Stage:
    """For which stage a workbook was handed out; where it does not say, any: reading it tells why.

    Raises:
        InputError: It cannot be opened safely.
    """
    sheets = read_workbook(content, name, most_rows=_MOST_ROWS)
    told = read_manifest(sheets, Stage.MANDIRI).facts.get("stage")
    return next((each for each in Stage if each.value == told), Stage.MANDIRI)


def read_assessment_workbook(  # noqa: PLR0913 - one door for every kind of file
    content: bytes, name: str, cycle: Cycle, instrument: Instrument, stage: Stage, *, source: str
) -> AssessmentFile:
    """Read the values of one stage, and what was decided anew about entries of OPDs.

    Args:
        content: A workbook made by ``assessment_template``.
        name: The file's name, for messages.
        cycle: The cycle that the values are for.
        instrument: The cycle's edition.
        stage: Whose values they are.
        source: Where they come from, in words.

    Raises:
        InputError: It is no workbook of ours, or of another cycle, edition or stage, or every fault
            of its cells.
    """
    sheets = read_workbook(content, name, most_rows=_MOST_ROWS)
    manifest = read_manifest(sheets, stage)
    if problems := foreign(name, manifest.facts, cycle, stage):
        raise InputError(problems)
    questions: list[Problem] = []
    values_table = find_table(sheets, name, values.KEY, values.COLUMNS, problems)
    review_table = find_table(sheets, name, review.KEY, review.COLUMNS, problems)
    if values_table is None or review_table is None:
        raise InputError(problems)
    lines, unchanged = values.read_values(values_table, instrument, manifest.values, problems, questions)
    assessment = gathered(lines, instrument, nothing_assessed(cycle, stage, source), problems)
    decisions = review.read_review(review_table, cycle, manifest.entries, problems, questions)
    judging = Judging(cycle=cycle, instrument=instrument, stage=stage, problems=problems, questions=questions)
    judged = _verdicts(sheets, name, manifest, judging)
    promised = _promises(sheets, name, manifest, judging)
    if problems:
        raise InputError(problems)
    versions = manifest.versions
    about = [(each.opd, each.topic) for each in decisions] + [(each.opd, each.topic) for each in judged]
    return AssessmentFile(
        assessment=assessment,
        decisions=decisions,
        questions=tuple(questions),
        verdicts=judged,
        promises=promised,
        bases={each: versions[each] for each in about},
        unchanged=unchanged,
    )


def _verdicts(
    sheets: tuple[RawSheet, ...], name: str, manifest: Manifest, judging: Judging
) -> tuple[Verdict, ...]:
    if not manifest.asks_for_judgements:
        return ()
    table = find_table(sheets, name, verdicts.KEY, verdicts.COLUMNS, judging.problems)
    return verdicts.read_verdicts(table, judging, manifest.verdicts) if table else ()


def _promises(
    sheets: tuple[RawSheet, ...], name: str, manifest: Manifest, judging: Judging
) -> tuple[Promise, ...]:
    if not manifest.asks_for_judgements:
        return ()
    table = find_table(sheets, name, promises.KEY, promises.COLUMNS, judging.problems)
    return promises.read_promises(table, judging, manifest.promises) if table else ()


def _write_help(sheet: Worksheet, cycle: Cycle, instrument: Instrument, stage: Stage) -> None:
    style.put(sheet, 2, 2, f"Lembar nilai {instrument.subject} {cycle.year}", style.TITLE)
    sample = " · DATA CONTOH" if cycle.sample else ""
    style.put(sheet, 3, 2, f"{cycle.government} · {stage.label}{sample}", style.SUBTITLE)
    style.put(sheet, 4, 2, instrument.legal_basis, style.SUBTITLE)
    sheet.row_dimensions[2].height = 26
    steps = [f"{place}. {step}" for place, step in enumerate(_STEPS, 1)]
    for row, line in enumerate((*steps, *instrument.notices), 6):
        style.put(sheet, row, 2, line, style.PLAIN)
        style.tall(sheet, row, (line, _WIDTHS[1]))
    style.set_up(sheet, _WIDTHS, freeze="A5", heads=None, footer=f"Lembar nilai {cycle.name}")
