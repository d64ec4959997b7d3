"""Verdicts and promises as rows: written inside a transaction of the store, and read again."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import Connection, and_, insert, select, update

from spbe_lib.records import schema
from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.judgements import Promise, Verdict
from spbe_lib.records.log import Brought, logged, told_whole

_VERDICT = ("stage", "opd", "topic", "subject", "ruling", "reason", "due")
_PROMISE = ("key", "stage", "opd", "topic", "text", "made_on", "due", "status")


def all_verdicts(connection: Connection) -> tuple[Verdict, ...]:
    """Every verdict that stands, in a fixed order."""
    key = schema.verdict.primary_key.columns
    rows = connection.execute(select(schema.verdict).order_by(*key))
    return tuple(Verdict(**{name: getattr(row, name) for name in _VERDICT}) for row in rows)


def all_promises(connection: Connection) -> tuple[Promise, ...]:
    """Every promise, by its day."""
    table = schema.promise
    rows = connection.execute(select(table).order_by(table.c.due, table.c.key))
    return tuple(Promise(**{name: getattr(row, name) for name in _PROMISE}) for row in rows)


def write_verdicts(brought: Brought, verdicts: Iterable[Verdict]) -> Iterator[Event]:
    """Record rulings; one that says what is known yields no event, a later one takes the former's place."""
    known = {_about(each): each for each in all_verdicts(brought.connection)}
    for new in verdicts:
        old = known.get(_about(new))
        if new == old:
            continue
        table, values = schema.verdict, asdict(new) | {"submission_id": brought.row}
        if old:
            same = and_(*(table.c[name] == getattr(new, name) for name in _VERDICT[:4]))
            brought.connection.execute(update(table).where(same).values(values))
        else:
            brought.connection.execute(insert(table).values(values))
        note = f"{new.subject}: {new.ruling.label}"
        event = brought.event(EventKind.RULED, topic=new.topic, version=1, opd=new.opd, note=note)
        yield logged(brought, event, told_whole(asdict(old)) if old else None, new.stage)


def write_promises(brought: Brought, promises: Iterable[Promise]) -> Iterator[Event]:
    """Record promises; one that says what is known yields no event."""
    known = {each.key: each for each in all_promises(brought.connection)}
    for new in promises:
        old = known.get(new.key)
        if new == old:
            continue
        table, values = schema.promise, asdict(new) | {"submission_id": brought.row}
        if old:
            brought.connection.execute(update(table).where(table.c.key == new.key).values(values))
        else:
            brought.connection.execute(insert(table).values(values))
        note = f"{new.status.label}: {new.text}"
        event = brought.event(EventKind.PROMISED, topic=new.topic, version=1, opd=new.opd, note=note)
        yield logged(brought, event, told_whole(asdict(old)) if old else None, new.stage)


def _about(verdict: Verdict) -> tuple[str, ...]:
    return (verdict.stage, verdict.opd, verdict.topic, verdict.subject)
