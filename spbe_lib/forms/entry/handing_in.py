"""From drafts to the records: approved, checked as a whole, and handed in as one file by the one door."""

from dataclasses import dataclass, replace

from spbe_lib.errors import InputError, Problem
from spbe_lib.forms.entry.approval import DIGEST
from spbe_lib.forms.entry.checking import Checked, check
from spbe_lib.forms.entry.desk_work import Work, is_waiting
from spbe_lib.forms.entry.files import waiting_attachments
from spbe_lib.forms.entry.reading import Told
from spbe_lib.forms.entry.typed import with_value
from spbe_lib.intake.desk import Receipt
from spbe_lib.intake.evidence.attachment_list import SUFFIX, AttachmentList, write_attachment_list
from spbe_lib.intake.evidence.attachments import receive_attachments
from spbe_lib.intake.form.writing import answer_file
from spbe_lib.intake.intake import receive_answers
from spbe_lib.intake.kept_files import list_giver
from spbe_lib.records.answers import Event, Submission
from spbe_lib.records.approving import APPROVAL, drafts_digest
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.documents import is_document_key

_FILE = ".spbe.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What became of the answers: a receipt for them, and one for their files, where there were any."""

    receipts: tuple[Receipt, ...]

    @property
    def submission(self) -> Submission:
        """As what it is recorded."""
        return self.receipts[0].submission

    @property
    def changes(self) -> tuple[Event, ...]:
        """Everything that is recorded anew."""
        return tuple(each for receipt in self.receipts for each in receipt.changes)

    @property
    def questions(self) -> tuple[Problem, ...]:
        """What the door asked."""
        return tuple(each for receipt in self.receipts for each in receipt.questions)


def approve(work: Work) -> tuple[Told, ...]:
    """Put down that the head of the OPD approves just what is drafted now.

    Returns:
        What keeps it from being approved; empty when it is.

    Raises:
        StoreError: It cannot be kept now.
    """
    work.save()
    work.load()
    content = with_value(work.content(APPROVAL), DIGEST, drafts_digest(work.drafts.values()))
    work.put(APPROVAL, content)
    work.save()
    if faults := check(work).faults:
        work.put(APPROVAL, with_value(content, DIGEST, ""))
        work.save()
        return faults
    return ()


def hand_in(work: Work) -> HandedIn:
    """Hand in everything that differs from what is recorded: all of it, or nothing.

    Raises:
        InputError: It has faults, nothing is new, or somebody changed the records meanwhile.
        StoreError: It cannot be recorded now. Nothing was.
    """
    work.save()
    asides = [each for each in work.desk.store.drafts(work.opd.code) if each.side]
    work.load()
    checked, files = check(work), waiting_attachments(work)
    if checked.faults:
        raise InputError(each.problem for each in checked.faults)
    if not checked.entries and not files:
        what = "tidak ada yang berubah sejak penyerahan terakhir"
        raise InputError([Problem(where=work.opd.name, what=what, remedy="Tidak ada yang perlu diserahkan")])
    work.desk = replace(work.desk, now=work.clock())
    receipts = [_answers(work, checked)] if checked.entries else []
    if files:
        receipts.append(_files(work, AttachmentList(opd=work.opd.code, attached=files)))
    # Nothing was open, so the words kept aside till then say the same; those of a moment ago stay.
    work.desk.store.drop_drafts([*_spent(work, files=True), *asides])
    work.drafts.clear()
    work.load()
    return HandedIn(receipts=tuple(receipts))


def _answers(work: Work, checked: Checked) -> Receipt:
    desk, opd = work.desk, work.opd.code
    content = answer_file(
        desk.cycle,
        desk.instrument,
        opd,
        asked=work.asked,
        entries=checked.entries,
        signature=checked.signature,
    )
    name = f"{opd}-{desk.cycle.name}{_FILE}"
    return receive_answers(desk, content, name, spent=_spent(work, files=False))


def _files(work: Work, changes: AttachmentList) -> Receipt:
    content = write_attachment_list(work.desk.cycle, work.desk.now, changes)
    return receive_attachments(work.desk, content, f"{list_giver(changes.opd)}{SUFFIX}")


def _spent(work: Work, *, files: bool) -> list[Draft]:
    """The drafts that are made good; one of an indicator that another OPD leads by now stays."""
    asked = {APPROVAL, *(each.topic for each in work.subjects)}
    return [
        each
        for topic, each in work.drafts.items()
        if (is_waiting(topic) if files else topic in asked or is_document_key(topic))
    ]
