"""What OPDs reply, and candidate services, as rows: written inside a transaction of the store, and read."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from sqlalchemy import Connection, and_, delete, insert, select

from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.candidates import same_service
from spbe_lib.records.database import schema
from spbe_lib.records.database.log import Brought, logged, told_whole
from spbe_lib.records.judgements import Candidate, Reply

_REPLY = ("opd", "topic", "subject", "text")
_CANDIDATE = ("item", "name", "opd", "note", "chosen", "reason")


def all_replies(connection: Connection) -> tuple[Reply, ...]:
    """Every reply that stands, in a fixed order."""
    table = schema.reply
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    return tuple(Reply(**{name: getattr(row, name) for name in _REPLY}) for row in rows)


def all_candidates(connection: Connection) -> tuple[Candidate, ...]:
    """Every candidate service, in a fixed order."""
    table = schema.candidate
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    return tuple(
        Candidate(ticked=frozenset(row.ticked.split()), **{name: getattr(row, name) for name in _CANDIDATE})
        for row in rows
    )


def write_replies(brought: Brought, replies: Iterable[Reply]) -> Iterator[Event]:
    """Record replies; a later one takes the former's place, an empty one takes it back."""
    known = {(each.opd, each.topic, each.subject): each for each in all_replies(brought.connection)}
    for new in replies:
        old = known.get((new.opd, new.topic, new.subject))
        if new.text == (old.text if old else ""):
            continue
        table = schema.reply
        same = and_(*(table.c[name] == getattr(new, name) for name in _REPLY[:3]))
        brought.connection.execute(delete(table).where(same))
        if new.text:
            values = {name: getattr(new, name) for name in _REPLY} | {"submission_id": brought.row}
            brought.connection.execute(insert(table).values(values))
        event = brought.event(EventKind.REPLIED, topic=new.topic, version=1, opd=new.opd, note=new.text)
        yield logged(brought, event, told_whole({"text": old.text}) if old else None)


def write_candidates(brought: Brought, candidates: Iterable[Candidate]) -> Iterator[Event]:
    """Record candidate services, each under its item and name; the choice of one ends that of another.

    One that says what is known yields no event; another spelling of a name takes its place.
    """
    for new in candidates:
        known = [each for each in all_candidates(brought.connection) if each.item == new.item]
        old = next((each for each in known if same_service(each.name, new.name)), None)
        if new == old:
            continue
        if new.chosen:
            others = [_unchosen(each) for each in known if each.chosen and each != old]
            yield from write_candidates(brought, others)
        table = schema.candidate
        same = and_(table.c.item == new.item, table.c.name == (old.name if old else new.name))
        brought.connection.execute(delete(table).where(same))
        values = {name: getattr(new, name) for name in _CANDIDATE}
        more = {"ticked": " ".join(sorted(new.ticked)), "submission_id": brought.row}
        brought.connection.execute(insert(table).values(values | more))
        note = f"{new.name}: {'dipilih' if new.chosen else 'calon'}"
        event = brought.event(EventKind.CHOSEN, topic=new.item, version=1, opd=new.opd, note=note)
        yield logged(brought, event, told_whole(asdict(old)) if old else None)


def _unchosen(other: Candidate) -> Candidate:
    return replace(other, chosen=False, reason="")
