"""A stage's values, rulings and promises, whatever kind of file they come in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.assessment.csv_table import heads_of
from spbe_lib.intake.assessment.from_csv import AssessmentFile, read_assessment_csv
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.promise_csv import HEADS as PROMISES
from spbe_lib.intake.assessment.promise_csv import read_promise_csv
from spbe_lib.intake.assessment.promise_lines import TEXT
from spbe_lib.intake.assessment.verdict_csv import HEADS as VERDICTS
from spbe_lib.intake.assessment.verdict_csv import read_verdict_csv
from spbe_lib.intake.assessment.verdict_lines import RULING
from spbe_lib.intake.assessment.workbook import handed_stage, read_assessment_workbook
from spbe_lib.intake.judgement.envelope import told_stage
from spbe_lib.intake.judgement.reader import read_judgement
from spbe_lib.intake.judgement.spelling import SUFFIX as JUDGEMENT
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


def read_assessment_file(  # noqa: PLR0913 - one door for every kind of file
    file: Path,
    content: bytes,
    cycle: Cycle,
    instrument: Instrument,
    stage: Stage | None,
    *,
    source: str,
    day: date,
) -> AssessmentFile:
    """Read what one stage says from YAML, CSV, a workbook or a judgement file.

    Args:
        file: Where it lies; its suffix tells the kind.
        content: What stands in it.
        cycle: The cycle that they are for.
        instrument: The cycle's edition.
        stage: Whose values they are; None where the file says it (YAML, workbook, judgement).
        source: Where they come from; empty for the stage's own words.
        day: As of when, where the file does not say.

    Raises:
        InputError: The kind is unknown, the stage is not, or the file has faults; all of them.
    """
    kind, name = file.suffix.lower(), clipped(file.name)
    if kind in (".yaml", ".yml"):
        return AssessmentFile(assessment=_official(file, cycle, stage))
    book, judgement = kind in (".xlsx", ".xlsm"), kind == JUDGEMENT
    if stage is None and judgement:
        stage = told_stage(content, name)
    stage = stage or (handed_stage(content, name) if book else None)
    if stage is None:
        what, allowed = "tahap penilaian belum disebut", ", ".join(f"--stage {each}" for each in Stage)
        raise InputError([Problem(where=name, what=what, allowed=allowed)])
    words = source or f"{stage.label}, {cycle.government} {cycle.year}"
    if kind == ".csv":
        read = _listed(content, name, Judging(cycle=cycle, instrument=instrument, stage=stage), words)
    elif book:
        read = read_assessment_workbook(content, name, cycle, instrument, stage, source=words)
    elif judgement:
        read = read_judgement(content, name, cycle, instrument, stage, source=words)
    else:
        what = f"jenis berkas '{clipped(file.suffix)}' tidak dikenal untuk nilai"
        raise InputError([Problem(where=name, what=what, allowed="yaml, csv, xlsx, json")])
    return replace(read, assessment=replace(read.assessment, as_of=read.assessment.as_of or day))


def _listed(content: bytes, name: str, judging: Judging, source: str) -> AssessmentFile:
    """What a CSV file says; its heads tell whether it lists rulings, promises or values."""
    heads = heads_of(content, name)
    if heads & {*VERDICTS[RULING]}:
        return read_verdict_csv(content, name, judging, source)
    if heads & {*PROMISES[TEXT]}:
        return read_promise_csv(content, name, judging, source)
    return read_assessment_csv(content, name, judging.cycle, judging.instrument, judging.stage, source=source)


def _official(file: Path, cycle: Cycle, stage: Stage | None) -> Assessment:
    assessment = read_assessment(file)
    wanted = {"edition": cycle.edition, "year": cycle.year, "stage": stage or assessment.stage}
    problems = [
        _unlike(f"{clipped(file.name)} ({key})", getattr(assessment, key), value, cycle)
        for key, value in wanted.items()
        if getattr(assessment, key) is None or getattr(assessment, key) != value
    ]
    if assessment.source is None:
        where = f"{clipped(file.name)} (source)"
        problems.append(Problem(where=where, what="isian ini belum ada", remedy="Tambahkan"))
    if problems:
        raise InputError(problems)
    return assessment


def _unlike(where: str, told: object, wanted: object, cycle: Cycle) -> Problem:
    missing = "isian ini belum ada, padahal laporan menyebutkannya"
    what = missing if told is None else f"'{clipped(told)}' bukan yang diharapkan siklus {cycle.name}"
    return Problem(where=where, what=what, allowed=str(wanted or ", ".join(Stage)))
