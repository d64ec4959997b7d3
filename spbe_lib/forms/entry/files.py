"""Files that prove something: looked at and kept when they are chosen, recorded when the answers are."""

import hashlib
import json
from collections.abc import Iterator

from spbe_lib.errors import InputError, Problem
from spbe_lib.forms.entry.desk_work import WAITING, Work, is_waiting
from spbe_lib.forms.entry.documents import key_of
from spbe_lib.forms.entry.typed import REQUIREMENT, Typed, proofs, text_of
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, looks_secret
from spbe_lib.intake.scans import scan_as_plain, scan_from_plain
from spbe_lib.records.documents import Attachment, EvidenceFile
from spbe_lib.records.evidence.files import Examined, examine, keep_file
from spbe_lib.records.evidence.pdf_text import PdfReader

_SHORT = 12
_UNUSED: Typed = {}


def keep(work: Work, name: str, content: bytes) -> Examined:
    """Look at a file and keep it; it proves nothing yet.

    Raises:
        InputError: It is empty, too large, of a kind that is not kept, or its name gives a password away.
        WorkspaceError: It cannot be written.
    """
    if looks_secret(name):
        raise InputError([Problem(where="nama berkas", what=GIVEN_AWAY, remedy="Ganti namanya")])
    with PdfReader() as pdfs:
        seen = examine(content, name, work.desk.cycle.evidence, pdfs)
    keep_file(work.desk.folder, seen.file, content)
    return seen


def attach(work: Work, topic: str, proof: Typed, name: str, file: EvidenceFile) -> None:
    """Have a kept file wait, as the file of the document that a proof cites."""
    told = {
        "topic": topic,
        REQUIREMENT: text_of(proof, REQUIREMENT),
        "document": key_of(work, proof),
        "title": text_of(proof, "title"),
        "page": text_of(proof, "page"),
        "name": name,
        "file": scan_as_plain(file),
    }
    work.put(_waiting_topic(told), told)


def follow(work: Work, topic: str, before: Typed, document: str, after: Typed | None) -> None:
    """Have the waiting files of a proof stay with it when it is mended, or go with it.

    Args:
        work: Where it waits.
        topic: What the proof is about.
        before: The proof as it was.
        document: The key of its document then.
        after: The proof as it is now; None where it was taken away.
    """
    for at, told in tuple(_waiting(work)):
        if _is_of(told, topic, before, document):
            work.put(at, _UNUSED)
            if after is not None:
                attach(work, topic, after, text_of(told, "name"), scan_from_plain(told["file"]))


def names_of(work: Work, topic: str, proof: Typed) -> tuple[tuple[str, bool], ...]:
    """The files of a proof: the name of each, and whether it is recorded already."""
    document = key_of(work, proof)
    waiting = [text_of(told, "name") for _, told in _waiting(work) if _is_of(told, topic, proof, document)]
    recorded = [
        each.name
        for each in work.records.attachments
        if (each.opd, each.topic, each.document) == (work.opd.code, topic, document)
        and (each.requirement or "") == text_of(proof, REQUIREMENT)
    ]
    return (*((name, True) for name in recorded), *((name, False) for name in waiting))


def borrow(work: Work, topic: str, proof: Typed) -> None:
    """Have the files that a document has already elsewhere prove this too."""
    document = key_of(work, proof)
    for each in work.records.attachments:
        if each.opd == work.opd.code and each.document == document:
            attach(work, topic, proof, each.name, each.file)


def waiting_attachments(work: Work) -> tuple[Attachment, ...]:
    """The files that wait, as they will be recorded; one whose proof is gone is left out."""
    cited = {
        (subject.topic, text_of(proof, REQUIREMENT), key_of(work, proof))
        for subject in work.subjects
        for proof in proofs(work.content(subject.topic))
    }
    return tuple(
        Attachment(
            opd=work.opd.code,
            topic=text_of(told, "topic"),
            requirement=text_of(told, REQUIREMENT) or None,
            document=text_of(told, "document"),
            title=text_of(told, "title"),
            page=text_of(told, "page"),
            name=text_of(told, "name"),
            file=scan_from_plain(told["file"]),
        )
        for _, told in _waiting(work)
        if tuple(text_of(told, key) for key in ("topic", REQUIREMENT, "document")) in cited
    )


def _waiting(work: Work) -> Iterator[tuple[str, Typed]]:
    for topic in work.topics():
        if is_waiting(topic) and (told := work.content(topic)):
            yield topic, told


def _waiting_topic(told: Typed) -> str:
    said = [told[key] for key in ("topic", REQUIREMENT, "document")] + [told["file"]["sha256"]]
    return WAITING + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:_SHORT]


def _is_of(told: Typed, topic: str, proof: Typed, document: str) -> bool:
    return (told["topic"], told["document"]) == (topic, document) and text_of(told, REQUIREMENT) == text_of(
        proof, REQUIREMENT
    )
