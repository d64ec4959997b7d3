"""Answer files as the form saves them, and as people and messengers spoil them."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from spbe_lib.intake.asking.asked import asked_of
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.page_data import page_data
from spbe_lib.intake.form.spelling import CHECKSUM, KEYS, checksum, plain
from spbe_lib.records.answers import Entry
from spbe_lib.records.documents import Document
from tests.intake.desks import OPD

Content = dict[str, Any]


def content_of(
    desk: Desk, entries: Iterable[Entry] = (), signed: Mapping[str, str] | None = None, opd: str = OPD
) -> Content:
    """What the form of an OPD, handed out now, holds when these entries were filled in."""
    unit = desk.cycle.opd(opd)
    asked = asked_of(desk.cycle, desk.instrument, unit, desk.store.read())
    data = page_data(desk.cycle, desk.instrument, unit, asked)
    about = {key: data[key] for key in KEYS - {"signed", "entries"}}
    told = [_as_saved(plain(desk.instrument, entry), entry, data["bases"]) for entry in entries]
    return {**about, "signed": dict(signed or {}), "entries": told}


def sealed(content: Mapping[str, Any]) -> bytes:
    """The file of a content, with the checksum that fits."""
    return json.dumps({**content, CHECKSUM: checksum(content)}, indent=1).encode()


def changed(content: Content, change: Callable[[Content], object]) -> bytes:
    """The file of a content that somebody changed who knows how to make the checksum fit."""
    other: Content = json.loads(json.dumps(content))
    change(other)
    return sealed(other)


def _as_saved(told: Content, entry: Entry, bases: Mapping[str, int]) -> Content:
    if isinstance(entry, Document) and entry.key not in bases:
        del told["key"]
    return told
