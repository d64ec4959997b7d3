"""Whether an answer is still the one that a workbook was handed out with."""

import hashlib
import json

from spbe_lib.figures import Span
from spbe_lib.intake.asking.plain_text import plain
from spbe_lib.law.instrument import Indicator
from spbe_lib.records.answers import Entry, EvidenceReference, Response
from spbe_lib.records.documents import Document

_FIELDS = ("title", "number", "dated", "page")


def digest(entry: Entry) -> str:
    """The SHA-256 of what an answer says, whatever the order of its proofs and the ends of its lines."""
    if isinstance(entry, Document):
        return _hashed([entry.topic, *_described(entry)])
    by_requirement = isinstance(entry, Response)
    proofs = sorted(
        [(each.requirement or "") if by_requirement else "", *_cited(each)] for each in entry.evidence
    )
    if isinstance(entry, Response):
        texts = (entry.fact, entry.analysis, entry.justification)
        more = (entry.services, entry.applications, entry.follow_up)
        said: list[object] = [
            sorted(entry.ticked),
            _level(entry.level),
            *(plain(text) for text in (*texts, *more)),
        ]
    else:
        said = [entry.answer, plain(entry.note)]
    return _hashed([entry.topic, said, proofs])


def in_legal_order(
    evidence: tuple[EvidenceReference, ...], indicator: Indicator
) -> tuple[EvidenceReference, ...]:
    """Proofs in the order of the requirements that they prove; those of the topic as a whole last."""
    codes = [requirement.code for level in indicator.levels for requirement in level.requirements]
    order = {code: place for place, code in enumerate(codes)}
    return tuple(sorted(evidence, key=lambda each: order.get(each.requirement or "", len(order))))


def _hashed(said: list[object]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _described(document: Document) -> list[str]:
    texts = (document.title, document.number, document.dated, document.subject, document.signatory)
    rest = (document.status, document.year, document.valid_until, document.access)
    return [*map(plain, texts), *("" if each is None else str(each) for each in rest), plain(document.link)]


def _cited(evidence: EvidenceReference) -> list[str]:
    return [plain(getattr(evidence, field)) for field in _FIELDS]


def _level(level: Span | None) -> list[str]:
    return [] if level is None else [str(level.low), str(level.high), str(level.open_end)]
