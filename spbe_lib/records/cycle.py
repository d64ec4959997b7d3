"""Read a cycle's folder: ``cycle.yaml`` and the assessment that it names."""

from collections.abc import Iterator
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.assessment_file import read_assessment
from spbe_lib.records.model import Assessment, Cycle
from spbe_lib.sheets import Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import YamlFile, parse


class CycleSheet(Sheet):
    """The keys of ``cycle.yaml``."""

    government: Text
    year: Whole
    edition: Text
    assessment: Text


def read_cycle(folder: Path) -> Cycle:
    """Read one cycle.

    Raises:
        InputError: Every fault of ``cycle.yaml`` and of the assessment file that it names.
    """
    file = parse(folder / "cycle.yaml")
    sheet = shaped(file, CycleSheet)
    if sheet is None:
        raise InputError(file.problems)
    if Path(sheet.assessment).name != sheet.assessment:
        file.problems.append(file.problem(("assessment",), "tulis nama berkas saja, tanpa folder"))
        raise InputError(file.problems)
    assessment: Assessment | None = None
    try:
        assessment = read_assessment(folder / sheet.assessment)
        file.problems += _contradictions(file, sheet, assessment)
    except InputError as faults:
        file.problems += faults.problems
    if file.problems or assessment is None:
        raise InputError(file.problems)
    return Cycle(
        name=folder.name,
        government=sheet.government,
        year=sheet.year,
        edition=sheet.edition,
        assessment=assessment,
    )


def _contradictions(file: YamlFile, sheet: CycleSheet, assessment: Assessment) -> Iterator[Problem]:
    if assessment.edition != sheet.edition:
        what = (
            f"peraturan siklus '{sheet.edition}' berbeda dari '{assessment.edition}' pada {sheet.assessment}"
        )
        yield file.problem(("edition",), what, remedy="Samakan keduanya")
    if assessment.year is not None and assessment.year != sheet.year:
        what = f"tahun siklus {sheet.year} berbeda dari {assessment.year} pada {sheet.assessment}"
        yield file.problem(("year",), what, remedy="Samakan keduanya")
    for key in ("year", "stage", "source"):
        if getattr(assessment, key) is None:
            what = "isian ini belum ada, padahal laporan menyebutkannya"
            yield Problem(where=f"{sheet.assessment} ({key})", what=what, remedy="Tambahkan isian itu")
