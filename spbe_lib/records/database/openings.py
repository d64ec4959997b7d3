"""Which evidence a member of the Tim opened, so that nobody accepts unread what he never looked at."""

from datetime import datetime

from sqlalchemy import Connection, and_, insert, select

from spbe_lib.records.database import schema


def opened_by(connection: Connection, actor: str) -> frozenset[str]:
    """What somebody opened: SHA-256 of files, and keys of documents behind a link."""
    table = schema.opening
    return frozenset(
        row.proof for row in connection.execute(select(table.c.proof).where(table.c.actor == actor))
    )


def write_opening(connection: Connection, actor: str, proof: str, at: datetime) -> None:
    """Record that somebody opened a piece of evidence; the first time counts."""
    table = schema.opening
    same = and_(table.c.actor == actor, table.c.proof == proof)
    if not connection.execute(select(table.c.proof).where(same)).first():
        connection.execute(insert(table).values(actor=actor, proof=proof, opened_at=at))
