"""What an OPD's entries said in former versions, from the events that replaced them; exact."""

import json
from collections.abc import Mapping

from sqlalchemy import select

from spbe_lib.records.answers import Entry
from spbe_lib.records.database.schema import event
from spbe_lib.records.database.sqlite_file import Database, damaged
from spbe_lib.records.files.entry_file import entry_from_plain


def former_entries(database: Database, opd: str) -> Mapping[tuple[str, int], Entry]:
    """What was recorded of an OPD before it was replaced or decided about, by topic and version.

    Raises:
        StoreError: The database cannot be read, or an event in it is none of ours.
    """
    told = select(event.c.topic, event.c.before).where(event.c.opd == opd, event.c.before.is_not(None))
    with database.reading() as connection:
        rows = [(row.topic, row.before) for row in connection.execute(told)]
    former: dict[tuple[str, int], Entry] = {}
    try:
        for topic, before in rows:
            recorded = json.loads(before)
            if "content" in recorded:  # what is said of attachments, verdicts and promises has none
                former[topic, recorded["standing"]["version"]] = former_entry(recorded["content"])
    except (ValueError, KeyError, TypeError) as fault:
        raise damaged(database.file) from fault
    return former


def former_entry(content: Mapping[str, object]) -> Entry:
    """The entry whose content an event tells, see ``log.told_whole``.

    Raises:
        ValueError: It is none of an entry.
    """
    kind = "response" if "item" in content else "document" if "key" in content else "fact"
    return entry_from_plain({"kind": kind, **content})
