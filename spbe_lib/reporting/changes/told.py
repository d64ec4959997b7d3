"""What is remembered of a report when it is shared: the few printed texts that a later one is compared with.

They are remembered as printed, so that what changed is what a reader of both pages would see; of questions,
documents and repairs only a digest tells whether they are the same.
"""

import hashlib
from collections.abc import Iterator
from enum import StrEnum

from spbe_lib.records.model import Stage
from spbe_lib.reporting.changes.rows import Told
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.office_document import OfficeFacts
from spbe_lib.reporting.document import CycleInput
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.reporting.opd.led import NOT_ANSWERED
from spbe_lib.reporting.rows import PartRow

ANSWER, TEAM = "jawaban OPD", "nilai Tim"
"""Whose value is meant; an external one is called after its stage."""

YES, NO = "ya", "belum"

_DIGEST = 12


class Part(StrEnum):
    """What is remembered of a report; of a part that an older record lacks nothing is said."""

    FIGURES = "angka"
    INTERIM = "sementara"
    VALUES = "nilai"
    DECISIONS = "keputusan"
    COMPLETE = "lengkap"
    RETURNED = "dikembalikan"
    MISSING = "belum-ada"
    REPAIRS = "perbaikan"
    STATES = "isian"
    QUESTIONS = "pertanyaan"
    DOCUMENTS = "dokumen"


def told_by(report: CycleInput) -> Told:
    """What is remembered of a report: by part, and in each part a printed text by key."""
    return _of_opd(report) if report.kind == "opd" else _of_government(report)


def value_key(code: str, whose: str) -> str:
    """The key of an item's value."""
    return f"{code} {whose}"


def _of_government(report: ConsolidatedInput) -> Told:
    told: dict[str, dict[str, str]] = {
        Part.FIGURES: dict(_figures(report)),
        Part.INTERIM: dict(_interim(report.index)),
        Part.VALUES: dict(_values(report)),
    }
    return told | (_of_office(report.office) if report.office else {})


def _figures(report: ConsolidatedInput) -> Iterator[tuple[str, str]]:
    yield "Nilai menurut", Stage(report.stage).label
    yield "Butir terisi", f"{report.index.answered} dari {report.index.items}"
    if report.predicate.name:
        yield "Predikat", report.predicate.name
    for row in (report.index, *report.domains, *report.aspects):
        if row.shown:
            yield part_label(row), row.shown
    if office := report.office:
        asked = sum(row.asked for row in office.progress)
        yield "Isian dijawab OPD", f"{sum(row.answered for row in office.progress)} dari {asked}"
        yield "Isian diterima Tim", f"{sum(row.accepted for row in office.progress)} dari {asked}"


def part_label(row: PartRow) -> str:
    """An aspect, a domain or the index, as a list of figures names it."""
    kind = {"aspect": f"Aspek {row.number}: ", "domain": f"Domain {row.number}: ", "index": ""}[row.kind]
    return kind + row.name


def _interim(index: PartRow) -> Iterator[tuple[str, str]]:
    """What stands in place of an index while there is none."""
    if index.shown:
        return
    known = {
        "Rata-rata terisi (bukan indeks)": index.average_shown,
        "Nilai terendah": index.lowest_shown,
        "Nilai tertinggi yang masih mungkin": index.highest_shown,
    }
    yield from ((label, shown) for label, shown in known.items() if shown)


def _values(report: ConsolidatedInput) -> Iterator[tuple[str, str]]:
    for each in report.details:
        if each.yielded:
            yield value_key(each.code, ANSWER), each.yielded
        for stage, shown in zip(report.stage_names, each.stages, strict=True):
            if shown:
                yield value_key(each.code, Stage(stage).label), shown


def _of_office(office: OfficeFacts) -> dict[str, dict[str, str]]:
    open_repairs = {row.opd: row.answers + row.parts + row.promises for row in office.repairs}
    return {
        Part.DECISIONS: {
            row.code: f"{row.yielded or 'belum ada'} → {row.value}" for row in office.departures
        },
        Part.COMPLETE: {row.opd: YES if row.answered == row.asked else NO for row in office.progress},
        Part.RETURNED: {row.opd: str(row.returned) for row in office.progress},
        Part.MISSING: {row.opd: str(row.missing) for row in office.compliance},
        Part.REPAIRS: {row.opd: str(open_repairs.get(row.opd, 0)) for row in office.progress},
    }


def _of_opd(report: OpdInput) -> Told:
    return {
        Part.FIGURES: dict(_own_figures(report)),
        Part.VALUES: dict(_own_values(report)),
        Part.STATES: dict(_states(report)),
        Part.REPAIRS: {digest(each.kind, each.subject, each.part): each.topic for each in report.returned},
        Part.QUESTIONS: {digest(each.subject, each.question, each.note): "" for each in report.questions},
        Part.DOCUMENTS: {digest(each.title, each.number): "" for each in report.evidence},
    }


def _own_figures(report: OpdInput) -> Iterator[tuple[str, str]]:
    own = report.summary
    if own.brings:
        yield "sumbangan bagi indeks daerah", own.brings
    yield "pernyataan dengan data dukung", f"{own.documents_named} dari {own.documents_due}"


def _own_values(report: OpdInput) -> Iterator[tuple[str, str]]:
    external = report.external_label[:1].lower() + report.external_label[1:]
    for row in report.led:
        known = {ANSWER: row.answer, TEAM: row.team, external: row.external}
        yield from ((value_key(row.code, whose), shown) for whose, shown in known.items() if shown)


def _states(report: OpdInput) -> Iterator[tuple[str, str]]:
    """Where each of its entries stands; one that is lacking is not among them."""
    for row in report.led:
        if row.status != NOT_ANSWERED:
            yield row.code, row.status
    yield from ((each.code, each.status) for each in report.obligations if each.status)


def digest(*texts: str | None) -> str:
    """A few texts as one short code: enough to know them again, and nothing to read."""
    joined = "\0".join(text or "" for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()[:_DIGEST]
