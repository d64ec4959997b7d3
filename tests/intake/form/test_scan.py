"""The scan of the sheet that the head signed: named in the answer file, kept beside the cycle."""

import json
from datetime import date

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.asking.asked import asked_of
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.writing import answer_file
from spbe_lib.intake.intake import receive_answers
from spbe_lib.records.answers import Approval
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.evidence.files import examine, keep_file, kept_files
from spbe_lib.records.evidence.pdf_text import PdfReader
from spbe_lib.records.merging import Signature
from spbe_lib.results.concern import Concern
from spbe_lib.results.findings import findings
from tests.evidence_files import scan_pdf
from tests.intake.desks import OPD, asked, later
from tests.intake.form.answer_files import sealed

NAME = "dinkes.spbe.json"


def kept_scan(desk: Desk, *, in_folder: bool = True) -> EvidenceFile:
    """A signed sheet, looked at and kept."""
    with PdfReader() as reader:
        seen = examine(scan_pdf(), "lembar.pdf", desk.cycle.evidence, reader)
    if in_folder:
        keep_file(desk.folder, seen.file, scan_pdf())
    return seen.file


def signed_file(desk: Desk, scan: EvidenceFile) -> bytes:
    """What the OPD answers, approved with that scan."""
    records = desk.store.read()
    return answer_file(
        desk.cycle,
        desk.instrument,
        OPD,
        asked=asked_of(desk.cycle, desk.instrument, desk.cycle.opd(OPD), records),
        entries=asked(desk),
        signature=Signature(approval=Approval(name="dr. Budi", day=date(2024, 6, 2), scan=scan)),
    )


def test_a_scan_comes_in_with_the_approval_and_is_no_orphan(desk: Desk) -> None:
    """It is recorded with the submission, and no list calls it a file that proves nothing."""
    scan = kept_scan(desk)
    receipt = receive_answers(desk, signed_file(desk, scan), NAME)

    records = desk.store.read()
    approval = records.submissions[-1].approval
    assert approval is not None
    assert (approval.scan, receipt.questions) == (scan, ())
    found = findings(desk.cycle, desk.instrument, records, kept_files(desk.folder), date(2024, 6, 3))
    assert [each for each in found if each.concern is Concern.ORPHAN] == []


@pytest.mark.failure(6)
def test_the_same_answers_twice_change_nothing(desk: Desk) -> None:
    """What a form hands in is known by its content, like a file."""
    content = signed_file(desk, kept_scan(desk))
    first = receive_answers(desk, content, NAME)

    again = receive_answers(later(desk), content, "lagi.json")

    assert again.repeated
    assert again.submission == first.submission


def test_a_scan_that_did_not_come_along_is_asked_for(desk: Desk) -> None:
    """The answer file of another computer names a file that is not here; its answers are taken."""
    receipt = receive_answers(desk, signed_file(desk, kept_scan(desk, in_folder=False)), NAME)

    assert receipt.changes
    assert [each.where for each in receipt.questions] == [f"{NAME}, pengesahan"]


@pytest.mark.parametrize(
    "scan", ["lembar.pdf", {"sha256": "../x", "size": 1, "kind": "pdf"}, {"sha256": "ab" * 32, "size": 1}, 7]
)
def test_a_scan_that_nobody_could_have_kept_is_refused(desk: Desk, scan: object) -> None:
    """The file was edited."""
    content = json.loads(signed_file(desk, kept_scan(desk)))
    content["signed"]["scan"] = scan

    with pytest.raises(InputError, match=r"pengesahan, Pindaian: catatan .* tidak terbaca"):
        receive_answers(desk, sealed(content), NAME)
