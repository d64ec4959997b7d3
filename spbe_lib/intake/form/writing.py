"""Write an answer file without the page: what several people's files say together, for the one door."""

import json
from collections.abc import Iterable
from typing import Any

from spbe_lib.intake.asking.asked import Asked
from spbe_lib.intake.form.spelling import CHECKSUM, FORMAT, SCAN, checksum, plain
from spbe_lib.intake.scans import scan_as_plain
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Entry
from spbe_lib.records.documents import Document
from spbe_lib.records.merging import Signature
from spbe_lib.records.register import Cycle


def answer_file(  # noqa: PLR0913 - where it belongs, what was known, what is new
    cycle: Cycle,
    instrument: Instrument,
    opd: str,
    *,
    asked: Asked,
    entries: Iterable[Entry],
    signature: Signature,
) -> bytes:
    """Write what an OPD answers as the offline form would; equal content, equal bytes.

    Args:
        cycle: The cycle that it belongs to.
        instrument: The cycle's edition.
        opd: Code of the OPD.
        asked: What is asked of it, with what is recorded now: on this the answers rest.
        entries: Answers that differ from what is recorded.
        signature: Who filled in and who approved.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "cycle": cycle.name,
        "edition": instrument.code,
        "edition_hash": edition_hash(instrument),
        "opd": opd,
        "bases": dict(asked.bases),
        "digests": dict(asked.digests),
        "signed": _signed(signature),
        "entries": [_entry(instrument, asked, each) for each in sorted(entries, key=lambda each: each.topic)],
    }
    content[CHECKSUM] = checksum(content)
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _signed(signature: Signature) -> dict[str, Any]:
    approval = signature.approval
    scan = {SCAN: scan_as_plain(approval.scan)} if approval and approval.scan else {}
    day = approval.day.isoformat() if approval and approval.day else ""
    return {
        "filled_by": signature.filled_by,
        "on_behalf_of": signature.on_behalf_of,
        "name": approval.name if approval else "",
        "nip": approval.nip if approval else "",
        "position": approval.position if approval else "",
        "day": day,
        **scan,
    }


def _entry(instrument: Instrument, asked: Asked, entry: Entry) -> dict[str, Any]:
    content = plain(instrument, entry)
    if isinstance(entry, Document) and entry.key not in asked.bases:
        del content["key"]  # it is made anew of title and number
    return content
