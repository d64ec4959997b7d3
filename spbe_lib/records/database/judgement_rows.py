"""Verdicts and promises as rows: written inside a transaction of the store, and read again."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import Connection, and_, insert, select, update

from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.database import schema
from spbe_lib.records.database.entry_rows import Kept
from spbe_lib.records.database.log import Brought, all_events, logged, told_whole
from spbe_lib.records.judgements import Promise, Verdict
from spbe_lib.records.rulings import last_answers, superseded

_VERDICT = ("stage", "opd", "topic", "subject", "ruling", "reason", "due")
_PROMISE = ("key", "stage", "opd", "topic", "text", "made_on", "due", "status")


def all_verdicts(connection: Connection) -> tuple[Verdict, ...]:
    """Every verdict that stands, in a fixed order."""
    key = schema.verdict.primary_key.columns
    joined = select(schema.verdict, schema.submission.c.received_at).join(schema.submission)
    return tuple(
        Verdict(**{name: getattr(row, name) for name in _VERDICT}, given_at=row.received_at)
        for row in connection.execute(joined.order_by(*key))
    )


def all_promises(connection: Connection) -> tuple[Promise, ...]:
    """Every promise, by its day."""
    table = schema.promise
    rows = connection.execute(select(table).order_by(table.c.due, table.c.key))
    return tuple(Promise(**{name: getattr(row, name) for name in _PROMISE}) for row in rows)


def write_verdicts(brought: Brought, verdicts: Iterable[Verdict], kept: Kept) -> Iterator[Event]:
    """Record rulings about recorded answers; a later one takes the former's place.

    One that says what is known yields no event, unless the OPD answered anew since: then it is about
    another answer. The event carries the version of the answer that it is about.
    """
    verdicts = tuple(verdicts)
    known = {_about(each): each for each in all_verdicts(brought.connection)}
    last = last_answers(all_events(brought.connection)) if verdicts else {}
    for new in verdicts:
        old, answer = known.get(_about(new)), kept[new.opd, new.topic].recorded.standing
        if old == new and not superseded(old, last):
            continue
        table, values = schema.verdict, _columns(new) | {"submission_id": brought.row}
        if old:
            same = and_(*(table.c[name] == getattr(new, name) for name in _VERDICT[:4]))
            brought.connection.execute(update(table).where(same).values(values))
        else:
            brought.connection.execute(insert(table).values(values))
        note = f"{new.subject}: {new.ruling.label}"
        event = brought.event(
            EventKind.RULED, topic=new.topic, version=answer.version, opd=new.opd, note=note
        )
        yield logged(brought, event, told_whole(_columns(old)) if old else None, new.stage)


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


def _columns(verdict: Verdict) -> dict[str, object]:
    return {name: getattr(verdict, name) for name in _VERDICT}


def _about(verdict: Verdict) -> tuple[str, ...]:
    return (verdict.stage, verdict.opd, verdict.topic, verdict.subject)
