"""Whether a ruling that names its object in words is about something that the OPD really stated or cited."""

from collections.abc import Iterator

from spbe_lib.errors import Problem
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.subjects import Subject, subjects
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import DOCUMENT
from spbe_lib.records.judgements import Verdict
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_MOST = 8
_DOCUMENT = "Dokumen: "


def groundless(
    read: AssessmentFile, cycle: Cycle, instrument: Instrument, records: Records
) -> Iterator[Problem]:
    """The rulings of a file that hang on nothing, with what could have been meant.

    Those of a workbook need no look: their rows were made from what the OPDs stated and cited.
    """
    known: dict[tuple[str, str], list[Subject]] = {}
    for subject in subjects(cycle, instrument, records):
        known.setdefault((subject.opd, subject.topic), []).append(subject)
    for verdict in read.verdicts:
        where = read.places.get((verdict.opd, verdict.topic, verdict.subject))
        there = known.get((verdict.opd, verdict.topic), [])
        if where and verdict.subject not in [subject.code for subject in there]:
            yield _groundless(where, verdict, there, cycle)


def _groundless(where: str, verdict: Verdict, there: list[Subject], cycle: Cycle) -> Problem:
    name = cycle.opd(verdict.opd).name
    document = verdict.subject.startswith(DOCUMENT)
    said = "mengutip dokumen ini" if document else "menyatakan syarat ini terpenuhi"
    what = f"{name} tidak {said} di isian itu"
    alike = [each.claim for each in there if each.claim.startswith(_DOCUMENT) is document]
    told = [clipped(each.removeprefix(_DOCUMENT) if document else each.split(":")[0]) for each in alike]
    more = f"; dan {len(told) - _MOST} lagi" if len(told) > _MOST else ""
    if not told:
        return Problem(where=where, what=what, remedy="Periksa nomor indikator dan OPD, atau hapus baris ini")
    remedy = "Tulis judul di kolom dokumen dan nomornya di kolom nomor" if document else ""
    return Problem(where=where, what=what, allowed="; ".join(told[:_MOST]) + more, remedy=remedy)
