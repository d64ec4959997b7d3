"""Evidence files behind the answers of the example: kept in the folder and attached, as a delivery would."""

import hashlib
from dataclasses import replace

from spbe_lib.intake.desk import Desk
from spbe_lib.intake.kept_files import fingerprint
from spbe_lib.records.answers import ScopeFact, Submission
from spbe_lib.records.documents import Attachment, EvidenceFile, document_key
from spbe_lib.records.evidence.files import keep_file


def attach(
    desk: Desk,
    item: str,
    content: bytes,
    kind: str = "pdf",
    *,
    page: str = "Pasal 3",
    about: ScopeFact | None = None,
) -> str:
    """Attach one file to everything that the lead of an item cites, or another statement; its SHA-256."""
    number = next(each.indicator for each in desk.instrument.items if each.code == item)
    lead = desk.cycle.leads[number]
    answer = about or desk.store.read().responses[lead, item].content
    file = EvidenceFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content), kind=kind)
    keep_file(desk.folder, file, content)
    attached = [
        Attachment(
            opd=answer.opd,
            topic=answer.topic,
            requirement=each.requirement,
            document=document_key(each.title, each.number),
            title=each.title,
            page=page,
            name=f"bukti.{kind}",
            file=file,
        )
        for each in answer.evidence
    ]
    listed = f"{answer.opd} {answer.topic} {file.sha256} {page}".encode()
    desk.store.attach(_list_of(desk, listed, answer.opd), attached)
    return file.sha256


def _list_of(desk: Desk, content: bytes, opd: str) -> Submission:
    digest = fingerprint(content)
    bare = Submission(
        sha256=digest,
        original_name="bukti.zip",
        kept_as=f"{digest[:12]}.json",
        received_at=desk.now,
        actor="uji",
    )
    return replace(bare, opd=opd)
