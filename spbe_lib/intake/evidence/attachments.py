"""A list of which evidence files prove what, taken in through the one door."""

from pathlib import Path

from spbe_lib.intake.desk import Desk, Receipt, keep_copy, known_submission, submission_of
from spbe_lib.intake.evidence.attachment_list import SUFFIX, read_attachment_list
from spbe_lib.intake.evidence.kept import missing_files
from spbe_lib.intake.kept_files import list_giver
from spbe_lib.strict_yaml import clipped


def receive_attachments(desk: Desk, content: bytes, name: str) -> Receipt:
    """Take in a list of which evidence files prove what; the files themselves lie in the folder already.

    A file that is missing there is attached all the same, and asked about. The list names its OPD, but it
    is no answer of the OPD: approval and days stay with what the OPD hands in.

    Args:
        desk: Where it is handed in.
        content: The list.
        name: Its name.

    Raises:
        InputError: The list is damaged, or of another cycle or edition. Nothing was recorded.
    """
    if known := known_submission(desk, content):
        return Receipt(name=clipped(name), submission=known, repeated=True)
    said = read_attachment_list(content, name, desk.cycle, desk.instrument)
    submission = submission_of(desk, Path(name), content, list_giver(said.opd), SUFFIX)
    changes = desk.store.attach(
        submission, said.attached, said.detached, keep=lambda: keep_copy(desk, submission, content)
    )
    questions = tuple(missing_files(desk.folder, said.attached))
    return Receipt(name=clipped(name), submission=submission, changes=changes, questions=questions)
