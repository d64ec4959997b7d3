"""How the answer file is spelled, for its writer (the page) and its reader alike.

An answer file is one JSON object::

    format        "spbe-isian-1"
    cycle, edition, edition_hash, opd    where it belongs
    bases, digests                       by topic, what was handed out: version and SHA-256 of the answer
    signed        filled_by, on_behalf_of, name, nip, position, day (2027-07-12); scan, where the signed
                  sheet was kept: sha256, size, kind, text_layer
    entries       what was touched, as ``records/files/entry_file.py`` spells it; but a level as it is typed
                  ("3", "7/6", "1,17"), and a document that was not handed out without a key
    draft         true where the page itself found faults
    checksum      SHA-256 of all the rest, see ``checksum``
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from spbe_lib.intake.asking.words import level_text
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Entry, Response
from spbe_lib.records.files.entry_file import entry_as_plain

FORMAT = "spbe-isian-1"
CHECKSUM = "checksum"
SUFFIX = ".json"
KEYS = frozenset(
    {"format", "cycle", "edition", "edition_hash", "opd", "bases", "digests", "signed", "entries"}
)
"""What an answer file holds beside its checksum."""

DRAFT = "draft"
SCAN = "scan"


def checksum(content: Mapping[str, Any]) -> str:
    """The SHA-256 of what a file says, however its lines are broken: of its plainest spelling in ASCII."""
    rest = {key: value for key, value in content.items() if key != CHECKSUM}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def plain(instrument: Instrument, entry: Entry) -> dict[str, Any]:
    """One entry as the page holds it: a level as somebody would type it."""
    content = entry_as_plain(entry)
    if isinstance(entry, Response) and entry.level is not None:
        content["level"] = str(level_text(instrument, entry.level))
    return content
