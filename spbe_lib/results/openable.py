"""What stands behind an answer that somebody can open, and who may accept it together with others; pure."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from spbe_lib.records.answers import Recorded, RecordedDocument, Records
from spbe_lib.records.documents import Access, EvidenceFile, document_key
from spbe_lib.records.readers import Reading, why_second
from spbe_lib.records.register import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One citation of a document, or one attached file, behind an answer.

    Attributes:
        opd: Code of the OPD that cites it.
        topic: Topic of the answer.
        requirement: What it proves; None for the answer as a whole.
        document: Key of the document.
        title: Its title as cited.
        number: Its number, as typed.
        dated: Its date, as typed.
        page: Page or article, as typed.
        file: The kept file; None where none was sent.
        link: Where it can be found on the net; empty where nobody said.
        restricted: Whether the OPD calls it restricted.
    """

    opd: str
    topic: str
    requirement: str | None
    document: str
    title: str
    number: str = ""
    dated: str = ""
    page: str = ""
    file: EvidenceFile | None = None
    link: str = ""
    restricted: bool = False

    @property
    def key(self) -> str:
        """Under what it is noted that somebody opened it: the file, else the document; else empty."""
        if self.file:
            return self.file.sha256
        return self.document if self.link else ""


def proofs_behind(records: Records, recorded: Recorded) -> tuple[Proof, ...]:
    """Everything that an answer cites or that is attached to it, as cited, each place once.

    A cited document takes the file that was attached for it; a file of a document that nobody cites stands
    behind them.
    """
    content = recorded.content
    attached = [a for a in records.attachments if (a.opd, a.topic) == (content.opd, content.topic)]
    found, used = list[Proof](), set[int]()
    for each in content.evidence:
        key = document_key(each.title, each.number)
        said = records.documents.get((content.opd, key))
        files = [(n, a) for n, a in enumerate(attached) if a.document == key]
        exact = [(n, a) for n, a in files if a.requirement == each.requirement] or files[:1]
        used |= {n for n, _ in exact}
        proof = Proof(
            opd=content.opd,
            topic=content.topic,
            requirement=each.requirement,
            document=key,
            title=each.title,
            number=each.number,
            dated=each.dated,
            page=each.page,
            link=_link(said),
            restricted=_restricted(said),
        )
        found += [replace(proof, file=a.file, page=each.page or a.page) for _, a in exact] or [proof]
    for n, a in enumerate(attached):
        if n not in used:
            said = records.documents.get((content.opd, a.document))
            found.append(
                Proof(
                    opd=a.opd,
                    topic=a.topic,
                    requirement=a.requirement,
                    document=a.document,
                    title=a.title,
                    page=a.page,
                    file=a.file,
                    restricted=_restricted(said),
                )
            )
    return tuple(dict.fromkeys(found))


def not_together(
    cycle: Cycle, records: Records, recorded: Recorded, name: str, opened: AbstractSet[str]
) -> Iterator[str]:
    """Why a member may not accept an answer together with others, as clauses; none where he may.

    Args:
        cycle: The cycle, with the roster.
        records: What the store knows.
        recorded: The answer.
        name: Who accepts.
        opened: What he opened.
    """
    reading = Reading(opd=recorded.content.opd, standing=recorded.standing)
    if why := why_second(cycle, records, reading, name):
        yield f"perlu pembaca kedua: {why}"
    proofs = proofs_behind(records, recorded)
    if not proofs:
        yield "tidak menyebut data dukung, jadi harus dinilai sendiri"
    for each in proofs:
        if not each.key:
            yield f"'{each.title}' tidak berberkas dan tidak bertautan, jadi harus dinilai sendiri"
        elif each.key not in opened:
            yield f"'{each.title}' belum Anda buka"


def _link(said: RecordedDocument | None) -> str:
    return said.content.link if said else ""


def _restricted(said: RecordedDocument | None) -> bool:
    return said is not None and said.content.access is Access.RESTRICTED
