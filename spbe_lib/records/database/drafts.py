"""What somebody is typing and has not handed in: drafts, kept at every pause, overwritten, without events.

All pages of one desk share one draft of a topic. Whoever writes on a draft that somebody else changed
meanwhile loses nothing: his words are kept aside, under his page, until he chooses.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, select

from spbe_lib.records.database import schema

SHARED = ""
"""The side of the draft that all pages of a desk share."""

_BEGINNINGS = 2**48


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Unfinished words about one topic.

    Attributes:
        desk: Whose desk: the code of an OPD, or a stage for the Tim's own work.
        topic: What it is about: an item code, a requirement code, a document's key, or another short word.
        content: The words, as plain values for JSON.
        actor: Who typed last.
        changed_at: When.
        revision: Which saving of it this is; 0 for one that was not saved yet. A draft that is begun anew
            counts on from a number of its own, so that it is never taken for one that was thrown away.
        base: The version of the record on which it rests; 0 where nothing was recorded.
        side: Empty for the shared draft, else the page whose words were kept aside.
    """

    desk: str
    topic: str
    content: Mapping[str, Any]
    actor: str
    changed_at: datetime
    revision: int = 0
    base: int = 0
    side: str = SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOutcome:
    """What became of a draft.

    ``kept`` is how it stands in the store; ``other`` is the shared draft of somebody else, where that one
    was changed meanwhile and the words went aside.
    """

    kept: Draft
    other: Draft | None = None


def all_drafts(connection: Connection, desk: str | None = None) -> tuple[Draft, ...]:
    """The drafts of a desk, or all, each topic's shared one first."""
    table = schema.draft
    chosen = select(table).order_by(table.c.desk, table.c.topic, table.c.side)
    rows = connection.execute(chosen if desk is None else chosen.where(table.c.desk == desk))
    return tuple(_draft(row) for row in rows)


def write_draft(connection: Connection, new: Draft, session: str) -> DraftOutcome:
    """Keep a draft in the place of the revision that its author saw, else aside under his page.

    Words kept aside earlier are gone when the same page saves over the newest shared draft.
    """
    if not session:
        raise ValueError("a page needs a name of its own")
    shared = _one(connection, replace(new, side=SHARED))
    if (shared.revision if shared else 0) == new.revision:
        _delete(connection, replace(new, side=session))
        return DraftOutcome(kept=_write(connection, replace(new, side=SHARED, revision=_next(shared))))
    aside = _one(connection, replace(new, side=session))
    return DraftOutcome(
        kept=_write(connection, replace(new, side=session, revision=_next(aside))), other=shared
    )


def spend_drafts(connection: Connection, drafts: Iterable[Draft]) -> None:
    """Throw drafts away, those that nobody changed since."""
    for each in drafts:
        known = _one(connection, each)
        if known and known.revision == each.revision:
            _delete(connection, each)


def _next(last: Draft | None) -> int:
    return last.revision + 1 if last else 1 + secrets.randbelow(_BEGINNINGS)


def _write(connection: Connection, new: Draft) -> Draft:
    _delete(connection, new)
    values = {name: getattr(new, name) for name in _PLAIN}
    content = json.dumps(new.content, ensure_ascii=False, sort_keys=True)
    connection.execute(insert(schema.draft).values(values | {"content": content}))
    return new


def _one(connection: Connection, like: Draft) -> Draft | None:
    row = connection.execute(select(schema.draft).where(_same(like))).first()
    return _draft(row) if row else None


def _delete(connection: Connection, like: Draft) -> None:
    connection.execute(delete(schema.draft).where(_same(like)))


def _same(like: Draft) -> Any:
    table = schema.draft
    return and_(*(table.c[name] == getattr(like, name) for name in ("desk", "topic", "side")))


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    content = json.loads(str(row.content))
    if not isinstance(content, dict):
        raise ValueError(row.content)  # noqa: TRY004  the store tells any such value as damage
    return Draft(content=content, **{name: getattr(row, name) for name in _PLAIN})


_PLAIN = ("desk", "topic", "side", "revision", "base", "actor", "changed_at")
