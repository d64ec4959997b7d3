"""What is said of the documents that answers cite, by title and number; it goes along when these change."""

from collections.abc import Iterator

from spbe_lib.figures import printed_day
from spbe_lib.forms.entry.desk_work import Work
from spbe_lib.forms.entry.typed import Typed, names, proofs, same, text_of, with_proofs, with_value
from spbe_lib.records.documents import document_key, is_document_key

DETAILS = ("subject", "signatory", "status", "year", "valid_until", "access", "link")
"""What is asked of a document beside its title, number and date."""

_CITED = ("title", "number", "dated")
_USUAL = ("access", "open")
_SHORT = 60


def key_of(work: Work, proof: Typed) -> str:
    """The key of the document that a proof cites, also where its own title was mended since."""
    key = document_key(*names(proof))
    if work.recorded(key) or key in work.drafts:
        return key
    mended = (each.document for each in work.asked.documents)
    return next((each.key for each in mended if document_key(each.title, each.number) == key), key)


def described(work: Work, proof: Typed) -> Typed:
    """What is said of the document that a proof cites."""
    key = key_of(work, proof)
    known = work.content(key)
    if known:
        return known
    told = {name: text_of(proof, name) for name in _CITED}
    return {"kind": "document", "opd": work.opd.code, "key": key} | {k: v for k, v in told.items() if v}


def describe(work: Work, proof: Typed, detail: str, value: str) -> None:
    """Say something of the document that a proof cites."""
    value = "" if (detail, value) == _USUAL else value
    work.put(key_of(work, proof), with_value(described(work, proof), detail, value))


def mend(work: Work, topic: str, place: int, proof: Typed | None) -> None:
    """Change a proof of an answer, or take it away; what was said of its document goes with it."""
    content = work.content(topic)
    cited = list(proofs(content))
    before = cited[place]
    cited[place : place + 1] = [] if proof is None else [proof]
    key = key_of(work, before)
    work.put(topic, with_proofs(content, cited))
    if proof is not None and not _recorded(work, key) and not _still_cited(work, key):
        _carry(work, key, proof)


def known_documents(work: Work) -> tuple[Typed, ...]:
    """Documents that the OPD cites or described, this year or last, by title; each once."""
    found: dict[str, Typed] = {}
    for each in (*_described(work), *_cited(work), *_former(work)):
        if text_of(each, "title").strip():
            found.setdefault(document_key(*names(each)), {key: text_of(each, key) for key in _CITED})
    return tuple(sorted(found.values(), key=lambda each: text_of(each, "title").casefold()))


def line_of(proof: Typed) -> str:
    """A document as it is typed: title, number and date."""
    return ", ".join(filter(None, (text_of(proof, key) for key in _CITED)))


def named(proof: Typed) -> str:
    """The same as people read it."""
    return line_of({**proof, "dated": printed_day(text_of(proof, "dated"))})


def shortened(text: str) -> str:
    """A text that fits into a line of a list."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _carry(work: Work, key: str, proof: Typed) -> None:
    known, to = work.content(key), document_key(*names(proof))
    details = {name: known[name] for name in DETAILS if name in known}
    if not details:
        return
    told = {name: text_of(proof, name) for name in _CITED}
    moved = {"kind": "document", "opd": work.opd.code, "key": to, **told, **details}
    if to != key:
        work.put(key, {})
    if to == key or not work.content(to):
        work.put(to, {name: value for name, value in moved.items() if value != ""})


def _recorded(work: Work, key: str) -> bool:
    return work.bases.get(key, 0) > 0


def _still_cited(work: Work, key: str) -> bool:
    return any(key_of(work, each) == key for each in _cited(work))


def _described(work: Work) -> Iterator[Typed]:
    for topic in work.topics():
        if is_document_key(topic) and work.content(topic):
            yield work.content(topic)


def _cited(work: Work) -> Iterator[Typed]:
    for subject in work.subjects:
        yield from proofs(work.content(subject.topic))


def _former(work: Work) -> Iterator[Typed]:
    for each in work.desk.cycle.before.entries:
        if each.content.opd == work.opd.code:
            for proof in each.content.evidence:
                yield {"title": proof.title, "number": proof.number, "dated": proof.dated}


def changed_documents(work: Work) -> Iterator[tuple[str, Typed]]:
    """The documents of which something else is said than is recorded, by key."""
    for topic in work.topics():
        content = work.content(topic)
        if is_document_key(topic) and content and not same(content, work.recorded(topic)):
            yield topic, content
