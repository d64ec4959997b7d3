"""Demo accounts: what opens an application to the assessors. A secret that leaves the database to no file."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, select

from spbe_lib.records.database import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """With what an assessor looks at an application of an OPD.

    The secret is left out when the value is printed, so that no log and no traceback shows it.
    """

    opd: str
    application: str
    login: str = field(repr=False)
    secret: str = field(repr=False)
    actor: str
    changed_at: datetime


def read_accounts(connection: Connection, opd: str | None = None) -> tuple[DemoAccount, ...]:
    """The accounts of an OPD, or all, by OPD and application."""
    table = schema.demo_account
    chosen = select(table).order_by(table.c.opd, table.c.application)
    rows = connection.execute(chosen if opd is None else chosen.where(table.c.opd == opd))
    return tuple(DemoAccount(**row._mapping) for row in rows)  # noqa: SLF001  the documented way to a dict


def write_account(connection: Connection, account: DemoAccount) -> None:
    """Keep an account in the place of an older one; with an empty secret, forget it."""
    table = schema.demo_account
    same = and_(table.c.opd == account.opd, table.c.application == account.application)
    connection.execute(delete(table).where(same))
    if account.secret:
        names = ("opd", "application", "login", "secret", "actor", "changed_at")
        connection.execute(insert(table).values({name: getattr(account, name) for name in names}))
