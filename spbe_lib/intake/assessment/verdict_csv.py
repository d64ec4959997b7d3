"""Rulings in CSV: one row per requirement or document, as an assessor lists them after an interview."""

from collections.abc import Iterable, Iterator, Mapping

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.assessment.csv_table import CsvRow, Heads, csv_rows
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.promise_lines import item_problems, lead_of, opd_named, opd_problems
from spbe_lib.intake.assessment.values import nothing_assessed, one_paragraph
from spbe_lib.intake.assessment.verdict_lines import DUE, REASON, RULING, VerdictLine, ruled
from spbe_lib.law.instrument import Indicator
from spbe_lib.records.documents import document_key
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import obligations
from spbe_lib.strict_yaml import clipped

OPD, ITEM, REQUIREMENT, DOCUMENT, NUMBER = "opd", "item", "requirement", "document", "number"
HEADS: Heads = {
    OPD: ("opd",),
    ITEM: ("item", "butir", "indikator"),
    REQUIREMENT: ("requirement", "syarat"),
    DOCUMENT: ("document", "dokumen"),
    NUMBER: ("number", "nomor"),
    RULING: ("verdict", "putusan"),
    REASON: ("reason", "alasan"),
    DUE: ("due", "tenggat"),
}
"""Columns of the file; without an OPD the lead is meant."""

_NEEDED = (ITEM, RULING)


def read_verdict_csv(content: bytes, name: str, judging: Judging, source: str) -> AssessmentFile:
    """Read the rulings of one stage.

    A row names an indicator and either a requirement (its code, or ``3.1``) or a document (title, and
    number where it has one). With an OPD that does not lead the indicator it is about what that OPD
    states of the obligation which all share.

    Raises:
        InputError: Every fault of the file, each with its line.
    """
    verdicts, places = list[Verdict](), dict[tuple[str, str, str], str]()
    for row in csv_rows(content, name, HEADS, _NEEDED, judging.problems):
        about = _about(row, judging)
        verdict = ruled(_line(row), about or _nothing(judging.stage), judging)
        if about is None or verdict is None:
            continue
        key = (verdict.opd, verdict.topic, verdict.subject)
        if key in places:
            what = f"syarat atau dokumen ini sudah diputuskan di {places[key]}"
            judging.problems.append(Problem(where=row.place(), what=what, remedy="Hapus salah satunya"))
        places.setdefault(key, row.place(DOCUMENT if row.cells[DOCUMENT] else REQUIREMENT))
        verdicts.append(verdict)
    if judging.problems:
        raise InputError(judging.problems)
    return AssessmentFile(
        assessment=nothing_assessed(judging.cycle, judging.stage, source),
        verdicts=tuple(verdicts),
        questions=tuple(judging.questions),
        places=places,
    )


def _line(row: CsvRow) -> VerdictLine:
    return VerdictLine(
        ruling=one_paragraph(row.cells[RULING]),
        reason=row.cells[REASON],
        due=row.cells[DUE] or None,
        place=row.place,
    )


def _about(row: CsvRow, judging: Judging) -> Verdict | None:
    """What a row is about, as a ruling without words; None where that is not clear."""
    item, named = row.cells[ITEM].lower(), row.cells[OPD]
    lead = lead_of(judging.cycle, judging.instrument, item)
    opd = opd_named(judging.cycle, named) if named else lead
    faults = [*item_problems(row.place(ITEM), item, judging.instrument)]
    if named or not faults:
        faults += opd_problems(row.place(OPD), named, opd, judging.cycle)
    judging.problems.extend(faults)
    if faults or opd is None:
        return None
    shared = _shared(judging, item, opd) if opd != lead else None
    before = len(judging.problems)
    judging.problems.extend(_subject_problems(row, judging, item, shared))
    if len(judging.problems) > before:
        return None
    code = _requirement(_indicator(judging, item), row.cells[REQUIREMENT])
    topic = item if shared is None else code or next(iter(shared))
    key = document_key(row.cells[DOCUMENT], row.cells[NUMBER]) if row.cells[DOCUMENT] else ""
    return Verdict(
        stage=judging.stage, opd=opd, topic=topic, subject=key or code or "", ruling=Ruling.ACCEPTED
    )


def _nothing(stage: Stage) -> Verdict:
    """Stands for what a row is about while that is not clear, so that its other faults are told too."""
    return Verdict(stage=stage, opd="", topic="", subject="", ruling=Ruling.ACCEPTED)


def _indicator(judging: Judging, item: str) -> Indicator:
    number = next(each.indicator for each in judging.instrument.items if each.code == item)
    return judging.instrument.indicator(number)


def _shared(judging: Judging, item: str, opd: str) -> Mapping[str, str]:
    """The shared obligations of an OPD under an indicator: their labels by requirement code."""
    indicator = _indicator(judging, item)
    return {
        rule.requirement: indicator.label_of(rule.requirement) or rule.requirement
        for number, rule in obligations(judging.cycle, judging.instrument, opd)
        if number == indicator.number
    }


def _subject_problems(
    row: CsvRow, judging: Judging, item: str, shared: Mapping[str, str] | None
) -> Iterator[Problem]:
    indicator, told = _indicator(judging, item), row.cells[REQUIREMENT]
    code = _requirement(indicator, told)
    labels = _labels(indicator) if shared is None else shared
    if told and code not in labels:
        whose = "" if shared is None else " yang menjadi kewajiban bersama OPD ini"
        what = f"'{clipped(told)}' bukan syarat indikator {item}{whose}"
        yield Problem(where=row.place(REQUIREMENT), what=what, allowed=_listed(labels.values()))
    elif shared is not None and not shared:
        what = f"OPD ini tidak mengampu indikator {item} dan tidak mempunyai kewajiban bersama di sana"
        yield Problem(where=row.place(OPD), what=what, remedy="Kosongkan OPD bila yang dimaksud pengampunya")
    elif shared is not None and not told and len(shared) > 1:
        what = f"OPD ini mempunyai {len(shared)} kewajiban bersama pada indikator {item}"
        yield Problem(where=row.place(REQUIREMENT), what=what, allowed=_listed(shared.values()))
    elif shared is None and bool(told) is bool(row.cells[DOCUMENT]):
        what = "baris ini harus menyebut satu hal: sebuah syarat atau sebuah dokumen"
        yield Problem(where=row.place(REQUIREMENT), what=what, remedy="Isi salah satu kolom itu saja")
    elif shared is not None and not told and not row.cells[DOCUMENT]:
        what = "baris ini belum menyebut syarat atau dokumen"
        yield Problem(where=row.place(REQUIREMENT), what=what, remedy="Isi salah satunya")


def _labels(indicator: Indicator) -> Mapping[str, str]:
    return {
        requirement.code: indicator.label_of(requirement.code) or requirement.code
        for level in indicator.levels
        for requirement in level.requirements
    }


def _requirement(indicator: Indicator, text: str) -> str | None:
    """The code of the requirement that is called so: by code, ``3.1`` or ``syarat 3.1``."""
    word = " ".join(text.casefold().split()).removeprefix("syarat ").replace(",", ".")
    return next(
        (
            code
            for code, label in _labels(indicator).items()
            if word in (code.casefold(), label.removeprefix("syarat "))
        ),
        None,
    )


def _listed(labels: Iterable[str]) -> str:
    found = [label.removeprefix("syarat ") for label in labels]
    return ", ".join(found) if found else "sebuah dokumen saja, sebab syarat indikator ini tidak tersedia"
