"""The assessment workbook of the Tim: out with what is known, in with values and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span
from spbe_lib.intake.assessment import review_sheet as review
from spbe_lib.intake.assessment import value_sheet as values
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.review_sheet import Handed
from spbe_lib.intake.assessment.table import find_table
from spbe_lib.intake.assessment.values import gathered, nothing_assessed
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import HELP, MANIFEST
from spbe_lib.intake.excel.opened import RawSheet, read_workbook
from spbe_lib.intake.excel.save import saved
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Decision, Records, Status
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_FORMAT, _MADE_BY = "penilaian-1", "Tauval Mandiri SPBE"
_VALUE_ROW, _ENTRY_ROW = "value", "entry"
_WIDTHS = (3, 120)
_MOST_ROWS = 20_000
"""More than the entries of the largest government: each of its OPDs states every shared obligation."""

_NEW = "Buat lembar baru dengan `spbe template SIKLUS --stage TAHAP`, lalu salin isiannya"
_STEPS = (
    "Lembar Nilai memuat satu baris untuk setiap butir. Isi kolom Tingkat; kosongkan bila belum dinilai.",
    "Kolom Menurut jawaban OPD hanya pembanding. Bila tingkat Tim berbeda, tulis alasannya.",
    "Bila kolom Perhatian meminta pembaca kedua, mintalah anggota Tim dari unit lain membaca butir itu.",
    "Lembar Tinjauan memuat setiap jawaban yang diserahkan OPD. Pilih diterima atau dikembalikan.",
    "Jawaban yang dikembalikan wajib beralasan. Sebut juga apa yang diminta dan tenggatnya.",
    "Tulis tenggat sebagai 12 Maret 2024, 12/03/2024 (hari/bulan/tahun), atau 2024-03-12.",
    "Isi hanya sel berwarna kuning. Jangan memakai rumus; tempel salinan sebagai nilai (Paste Values).",
    "Simpan sebagai .xlsx. Nama berkas dan nama lembar boleh diubah.",
)


@dataclass(slots=True, kw_only=True)
class _Manifest:
    """What a workbook was handed out with: facts by key, items by code, entries by row key."""

    facts: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: dict[str, Handed] = field(default_factory=dict)


def assessment_template(
    cycle: Cycle, instrument: Instrument, records: Records, stage: Stage, yields: Mapping[str, Span]
) -> bytes:
    """Make the workbook in which the values of a stage and decisions about answers are entered.

    Equal input gives equal bytes, whenever and wherever it is made.

    Args:
        cycle: The cycle.
        instrument: The cycle's edition.
        records: One read of its records; what they hold for this stage stands in the cells.
        stage: Whose values will be entered.
        yields: What the answers of the OPDs yield (0–5) by item, shown beside and locked.

    Returns:
        An ``.xlsx`` file.
    """
    book = _book(cycle)
    known = replace(records.assessments.get(stage) or nothing_assessed(cycle, stage, ""), stage=stage)
    _write_help(book.create_sheet(HELP), cycle, instrument, stage)
    sheet = book.create_sheet(values.TITLE)
    handed = values.write_values(sheet, cycle, instrument, known, yields)
    entries = review.write_review(book.create_sheet(review.TITLE), cycle, instrument, records)
    _write_manifest(book.create_sheet(MANIFEST), cycle, stage, handed, entries)
    book.active = sheet
    return saved(book)


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
    manifest = _manifest(sheets)
    if problems := _foreign(name, manifest.facts, cycle, stage):
        raise InputError(problems)
    questions: list[Problem] = []
    values_table = find_table(sheets, name, values.KEY, values.COLUMNS, problems)
    review_table = find_table(sheets, name, review.KEY, review.COLUMNS, problems)
    if values_table is None or review_table is None:
        raise InputError(problems)
    lines, unchanged = values.read_values(values_table, instrument, manifest.values, problems, questions)
    assessment = gathered(lines, instrument, nothing_assessed(cycle, stage, source), problems)
    decisions = review.read_review(review_table, cycle, manifest.entries, problems, questions)
    if problems:
        raise InputError(problems)
    versions = {(each.decision.opd, each.decision.topic): each.version for each in manifest.entries.values()}
    return AssessmentFile(
        assessment=assessment,
        decisions=decisions,
        questions=tuple(questions),
        bases={(each.opd, each.topic): versions[each.opd, each.topic] for each in decisions},
        unchanged=unchanged,
    )


def _book(cycle: Cycle) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.creator, properties.lastModifiedBy = _MADE_BY, None
    properties.title = f"Lembar nilai SPBE {cycle.year}"
    properties.created = datetime(cycle.year, 1, 1)  # noqa: DTZ001  the format knows no zones
    return book


def _write_help(sheet: Worksheet, cycle: Cycle, instrument: Instrument, stage: Stage) -> None:
    style.put(sheet, 2, 2, f"Lembar nilai SPBE {cycle.year}", style.TITLE)
    sample = " · DATA CONTOH" if cycle.sample else ""
    style.put(sheet, 3, 2, f"{cycle.government} · {stage.label}{sample}", style.SUBTITLE)
    style.put(sheet, 4, 2, instrument.legal_basis, style.SUBTITLE)
    sheet.row_dimensions[2].height = 26
    for row, step in enumerate(_STEPS, 6):
        style.put(sheet, row, 2, f"{row - 5}. {step}", style.PLAIN)
        style.tall(sheet, row, (step, _WIDTHS[1]))
    style.set_up(sheet, _WIDTHS, freeze="A5", heads=None, footer=f"Lembar nilai {cycle.name}")


def _write_manifest(
    sheet: Worksheet, cycle: Cycle, stage: Stage, handed: Sequence[tuple[str, ...]], entries: Sequence[Handed]
) -> None:
    facts = _facts(cycle, stage)
    rows: list[tuple[str, ...]] = [*facts.items(), *((_VALUE_ROW, *each) for each in handed)]
    for each in entries:
        decision, version = each.decision, str(each.version)
        due = decision.due.isoformat() if decision.due else ""
        told = (decision.status.value, decision.reason, decision.wanted, due)
        rows.append((_ENTRY_ROW, decision.opd, decision.topic, version, *told))
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            style.put(sheet, row, column, text, style.KEY)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _facts(cycle: Cycle, stage: Stage) -> dict[str, str]:
    return {
        "format": _FORMAT,
        "cycle": cycle.name,
        "edition": cycle.edition,
        "edition_hash": edition_hash(cycle.edition),
        "stage": stage.value,
    }


def _manifest(sheets: Sequence[RawSheet]) -> _Manifest:
    manifest = _Manifest()
    hidden = next((sheet for sheet in sheets if sheet.title == MANIFEST), None)
    for row in hidden.rows if hidden else ():
        key, *texts = (hidden.text(row, column) for column in range(1, 9)) if hidden else ("",)
        try:
            _remember(manifest, key, texts)
        except ValueError:
            return _Manifest()
    return manifest


def _remember(manifest: _Manifest, key: str, texts: Sequence[str]) -> None:
    if key == _VALUE_ROW:
        manifest.values[texts[0]] = tuple(texts[1:4])
    elif key == _ENTRY_ROW:
        opd, topic, version, status, reason, wanted, due = texts
        day = date.fromisoformat(due) if due else None
        decision = Decision(
            opd=opd, topic=topic, status=Status(status), reason=reason, wanted=wanted, due=day
        )
        handed = Handed(decision=decision, version=int(version))
        manifest.entries[handed.key] = handed
    elif key:
        manifest.facts[key] = texts[0]


def _foreign(name: str, facts: Mapping[str, str], cycle: Cycle, stage: Stage) -> list[Problem]:
    """What keeps a workbook from being one for this cycle, edition and stage."""
    wanted = _facts(cycle, stage)
    if facts.get("format") != wanted["format"]:
        what = "berkas ini bukan lembar nilai yang dibuat dengan versi program ini"
        return [Problem(where=name, what=what, remedy=_NEW)]
    told = {
        "cycle": "lembar ini untuk siklus '{}', bukan '{}'",
        "edition": "lembar ini memakai peraturan '{}', sedangkan siklus ini '{}'",
        "stage": "lembar ini untuk tahap '{}', bukan '{}'",
    }
    faults = [
        words.format(clipped(facts.get(key, "")), wanted[key])
        for key, words in told.items()
        if facts.get(key) != wanted[key]
    ]
    if facts.get("edition") == wanted["edition"] and facts.get("edition_hash") != wanted["edition_hash"]:
        faults.append("syarat peraturan ini sudah berubah sejak lembar dibagikan")
    return [Problem(where=name, what=fault, remedy=_NEW) for fault in faults]
