"""Kept files and what they prove, as rows: written inside a transaction of the store, and read again."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import Connection, and_, delete, insert, select

from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.database import schema
from spbe_lib.records.database.log import Brought, logged, register_file, told_whole
from spbe_lib.records.documents import Attachment, EvidenceFile

_PLAIN = ("opd", "topic", "requirement", "document", "title", "page", "name", "captured")
_FILE = ("sha256", "size", "kind", "text_layer")
_SAME = ("opd", "topic", "requirement", "document")


def all_attachments(connection: Connection) -> tuple[Attachment, ...]:
    """Every attachment, in the order in which they came."""
    kept, table = schema.evidence_file, schema.attachment
    joined = select(table, *(kept.c[name] for name in _FILE[1:])).select_from(table.join(kept))
    return tuple(
        Attachment(
            file=EvidenceFile(**{name: getattr(row, name) for name in _FILE}),
            **{name: getattr(row, name) for name in _PLAIN},
        )
        for row in connection.execute(joined.order_by(table.c.id))
    )


def write_attachments(
    brought: Brought, attached: Iterable[Attachment], detached: Iterable[Attachment] = ()
) -> Iterator[Event]:
    """Record which kept files prove what; one that is known already yields no event.

    A file of the same OPD, topic, requirement, document and content is one attachment; when it is
    attached again with another page or day, the later words stand.
    """
    known = {_identity(each): each for each in all_attachments(brought.connection)}
    for gone in detached:
        if old := known.pop(_identity(gone), None):
            _delete(brought.connection, old)
            yield _told(brought, EventKind.DETACHED, old, old)
    for new in attached:
        old = known.get(_identity(new))
        if new == old:
            continue
        if old:
            _delete(brought.connection, old)
        _insert(brought, new)
        known[_identity(new)] = new
        yield _told(brought, EventKind.ATTACHED, new, old)


def _identity(each: Attachment) -> tuple[object, ...]:
    return (*(getattr(each, name) for name in _SAME), each.file.sha256)


def _insert(brought: Brought, new: Attachment) -> None:
    register_file(brought.connection, new.file)
    values = {name: getattr(new, name) for name in _PLAIN}
    more = {"sha256": new.file.sha256, "submission_id": brought.row}
    brought.connection.execute(insert(schema.attachment).values(values | more))


def _delete(connection: Connection, old: Attachment) -> None:
    table = schema.attachment
    same = [table.c[name].is_not_distinct_from(getattr(old, name)) for name in _SAME]
    connection.execute(delete(table).where(and_(*same, table.c.sha256 == old.file.sha256)))


def _told(brought: Brought, kind: EventKind, each: Attachment, old: Attachment | None) -> Event:
    note = f"{each.title} ({each.file.sha256[:12]})"
    event = brought.event(kind, topic=each.topic, version=1, opd=each.opd, note=note)
    return logged(brought, event, told_whole(asdict(old)) if old else None)
