"""What the OPDs handed in, as rows: written inside a transaction of the store, and read again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from sqlalchemy import Column, Connection, Row, Select, Table, delete, insert, select, true, update

from spbe_lib.figures import Span
from spbe_lib.records.answers import (
    Decision,
    Entry,
    Event,
    EventKind,
    EvidenceReference,
    Recorded,
    RecordedDocument,
    RecordedFact,
    RecordedResponse,
    Response,
    ScopeFact,
    Standing,
    Status,
)
from spbe_lib.records.database.log import Brought, logged, told_whole
from spbe_lib.records.database.schema import document, entry, evidence, response, scope_fact, submission, tick
from spbe_lib.records.documents import Document
from spbe_lib.records.model import Readers

Kept = Mapping[tuple[str, str], "KeptEntry"]
"""Recorded entries by OPD code and topic."""

_TEXTS = ("fact", "analysis", "justification", "services", "applications", "follow_up")
_PROOF = ("title", "number", "dated", "page", "requirement")
_DOCUMENT = (
    "title",
    "number",
    "dated",
    "subject",
    "signatory",
    "status",
    "year",
    "valid_until",
    "access",
    "link",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """An entry as it is recorded, with its row and the name of the file that brought it."""

    row: int
    recorded: Recorded | RecordedDocument
    file: str


def scaled(value: Fraction, unit: int) -> int:
    """A value as an integer in units of 1/``unit``.

    Raises:
        ValueError: The value falls between two units, and would have to be rounded.
    """
    units = value * unit
    if units.denominator != 1:
        raise ValueError(f"{value} is no multiple of 1/{unit}")
    return units.numerator


def span_columns(span: Span | None, unit: int) -> dict[str, int | bool | None]:
    """A span, or none, as the columns that hold it."""
    if span is None:
        return {"low": None, "high": None, "open_end": False}
    return {"low": scaled(span.low, unit), "high": scaled(span.high, unit), "open_end": span.open_end}


def span_of(row: Row[tuple[object, ...]], unit: int) -> Span | None:
    """The span that a row holds, if any."""
    if row.low is None:
        return None
    return Span(Fraction(row.low, unit), Fraction(row.high, unit), open_end=row.open_end)


def kept_entries(connection: Connection, unit: int, opds: Collection[str] | None = None) -> Kept:
    """All recorded entries, or those of some OPDs, in the order in which they were first entered."""
    chosen = true() if opds is None else entry.c.opd.in_(opds)
    ticked: dict[int, set[str]] = {}
    for row in connection.execute(select(tick).join(entry).where(chosen)):
        ticked.setdefault(row.entry_id, set()).add(row.requirement)
    proofs: dict[int, list[EvidenceReference]] = {}
    for row in connection.execute(select(evidence).join(entry).where(chosen).order_by(evidence.c.position)):
        proof = EvidenceReference(**{name: getattr(row, name) for name in _PROOF})
        proofs.setdefault(row.entry_id, []).append(proof)
    kept: dict[tuple[str, str], KeptEntry] = {}
    for row in connection.execute(_entries(response.c).where(chosen)):
        answered = _response(row, unit, ticked.get(row.id, ()), proofs.get(row.id, ()))
        recorded = RecordedResponse(content=answered, standing=_standing(row))
        kept[row.opd, row.topic] = KeptEntry(row=row.id, recorded=recorded, file=row.original_name)
    for row in connection.execute(_entries(scope_fact.c).where(chosen)):
        fact = ScopeFact(
            opd=row.opd,
            requirement=row.topic,
            answer=row.answer,
            note=row.note,
            evidence=tuple(proofs.get(row.id, ())),
        )
        stated = RecordedFact(content=fact, standing=_standing(row))
        kept[row.opd, row.topic] = KeptEntry(row=row.id, recorded=stated, file=row.original_name)
    for row in connection.execute(_documents().where(chosen)):
        told = {name: getattr(row, f"document_{name}") for name in _DOCUMENT}
        named = RecordedDocument(
            content=Document(opd=row.opd, key=row.topic, **told), standing=_standing(row)
        )
        kept[row.opd, row.topic] = KeptEntry(row=row.id, recorded=named, file=row.original_name)
    return kept


def write_entry(brought: Brought, new: Entry, old: KeptEntry | None) -> Event:
    """Record an entry for the first time, or in place of the old one, which goes into the event."""
    connection, version = brought.connection, old.recorded.standing.version + 1 if old else 1
    standing = {
        "version": version,
        "status": Status.SUBMITTED,
        "changed_at": brought.submission.received_at,
        "actor": brought.submission.actor,
        "submission_id": brought.row,
        "reason": "",
        "wanted": "",
        "due": None,
        "reader": "",
        "second_reader": "",
    }
    if old:
        for table in (tick, evidence, response, scope_fact, document):
            connection.execute(delete(table).where(table.c.entry_id == old.row))
        connection.execute(update(entry).where(entry.c.id == old.row).values(standing))
        row = old.row
    else:
        named = insert(entry).values(opd=new.opd, topic=new.topic, **standing)
        row = connection.execute(named.returning(entry.c.id)).scalar_one()
    _write_content(brought, row, new)
    event = brought.event(
        EventKind.REPLACED if old else EventKind.ENTERED,
        topic=new.topic,
        version=version,
        opd=new.opd,
        note=f"menggantikan versi {version - 1}" if old else "",
    )
    return logged(brought, event, before=_before(old) if old else None)


def write_decision(brought: Brought, decision: Decision, old: KeptEntry) -> Event:
    """Record what the Tim decides about an entry; the entry itself keeps its version and author."""
    values = {name: getattr(decision, name) for name in ("status", "reason", "wanted", "due")}
    values |= {"reader": decision.readers.first, "second_reader": decision.readers.second}
    brought.connection.execute(update(entry).where(entry.c.id == old.row).values(values))
    event = brought.event(
        EventKind(decision.status.value),
        topic=decision.topic,
        version=old.recorded.standing.version,
        opd=decision.opd,
        note=decision.reason,
    )
    return logged(brought, event, before=_before(old))


def _before(old: KeptEntry) -> str:
    return told_whole(asdict(old.recorded))


def _entries(columns: Iterable[Column[object]]) -> Select[tuple[object, ...]]:
    own = [column for column in columns if column.name != "entry_id"]
    table = own[0].table
    joined = entry.join(submission).join(table, table.c.entry_id == entry.c.id)
    wanted = (*entry.c, *own, submission.c.sha256, submission.c.original_name)
    return select(*wanted).select_from(joined).order_by(entry.c.id)


def _documents() -> Select[tuple[object, ...]]:
    """Like ``_entries``; a document has a status of its own beside that of the entry."""
    own = [document.c[name].label(f"document_{name}") for name in _DOCUMENT]
    joined = entry.join(submission).join(document, document.c.entry_id == entry.c.id)
    wanted = (*entry.c, *own, submission.c.sha256, submission.c.original_name)
    return select(*wanted).select_from(joined).order_by(entry.c.id)


def _response(
    row: Row[tuple[object, ...]], unit: int, ticked: Collection[str], proofs: Collection[EvidenceReference]
) -> Response:
    return Response(
        opd=row.opd,
        item=row.topic,
        ticked=frozenset(ticked),
        level=span_of(row, unit),
        evidence=tuple(proofs),
        **{name: getattr(row, name) for name in _TEXTS},
    )


def _standing(row: Row[tuple[object, ...]]) -> Standing:
    decision = None
    if row.status is not Status.SUBMITTED:
        decision = Decision(
            opd=row.opd,
            topic=row.topic,
            status=row.status,
            reason=row.reason,
            wanted=row.wanted,
            due=row.due,
            readers=Readers(row.reader, row.second_reader),
        )
    return Standing(
        version=row.version,
        status=row.status,
        changed_at=row.changed_at,
        actor=row.actor,
        submission=row.sha256,
        decision=decision,
    )


def _write_content(brought: Brought, row: int, new: Entry) -> None:
    connection = brought.connection
    if isinstance(new, Document):
        told = {name: getattr(new, name) for name in _DOCUMENT}
        connection.execute(insert(document).values(entry_id=row, **told))
        return
    if isinstance(new, Response):
        texts = {name: getattr(new, name) for name in _TEXTS}
        connection.execute(
            insert(response).values(entry_id=row, **span_columns(new.level, brought.unit), **texts)
        )
        _fill(connection, tick, [{"entry_id": row, "requirement": code} for code in sorted(new.ticked)])
    else:
        connection.execute(insert(scope_fact).values(entry_id=row, answer=new.answer, note=new.note))
    proofs = [{"entry_id": row, "position": n, **asdict(each)} for n, each in enumerate(new.evidence)]
    _fill(connection, evidence, proofs)


def _fill(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
