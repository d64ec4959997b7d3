"""Which files prove what, as one small JSON list: what is kept of a match, so that it can be made again."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.origin import sender_problems
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.documents import DOCUMENT, Attachment, EvidenceFile
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

FORMAT = "spbe-lampiran-1"
SUFFIX = ".json"
_ATTACHMENT: TypeAdapter[Attachment] = TypeAdapter(Attachment)
_KEYS = frozenset({"format", "cycle", "edition", "opd", "made", "attachments", "detached"})
_HASH, _KIND = re.compile(r"[0-9a-f]{64}"), re.compile(r"[a-z0-9]{1,10}")
_KEY = re.compile(rf"{DOCUMENT}[0-9a-f]{{12}}")
_ITSELF = ("bukan daftar lampiran, atau daftar yang rusak", "Buat lagi dengan `spbe evidence match`")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentList:
    """What changes in the files of one OPD: which prove something from now on, and which no longer do."""

    opd: str
    attached: tuple[Attachment, ...]
    detached: tuple[Attachment, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not self.attached and not self.detached


def write_attachment_list(cycle: Cycle, made: datetime, changes: AttachmentList) -> bytes:
    """The list as bytes. The moment stands in it, for the same change may be made, undone and made again."""
    content = {
        "format": FORMAT,
        "cycle": cycle.name,
        "edition": cycle.edition,
        "opd": changes.opd,
        "made": made.isoformat(timespec="seconds"),
        "attachments": [_ATTACHMENT.dump_python(each, mode="json") for each in changes.attached],
        "detached": [_ATTACHMENT.dump_python(each, mode="json") for each in changes.detached],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_attachment_list(content: bytes, name: str, cycle: Cycle, instrument: Instrument) -> AttachmentList:
    """Read a list.

    Raises:
        InputError: It is damaged, belongs to another cycle or edition, or speaks of what they do not know.
    """
    plain = _plain(content, name)
    if problems := list(sender_problems(plain, clipped(name), cycle, "daftar ini")):
        raise InputError(problems)
    try:
        attached, detached = ([*map(_read, plain[key])] for key in ("attachments", "detached"))
    except (ValidationError, ValueError, TypeError):
        raise _refused(name) from None
    if not all(_sound(each, plain["opd"], instrument) for each in (*attached, *detached)):
        raise _refused(name)
    return AttachmentList(opd=plain["opd"], attached=tuple(attached), detached=tuple(detached))


def _refused(name: str) -> InputError:
    return InputError([Problem(where=clipped(name), what=_ITSELF[0], remedy=_ITSELF[1])])


def _plain(content: bytes, name: str) -> Mapping[str, Any]:
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        raise _refused(name) from None
    if not isinstance(plain, dict) or plain.get("format") != FORMAT or set(plain) != _KEYS:
        raise _refused(name)
    if not all(isinstance(plain[key], list) for key in ("attachments", "detached")):
        raise _refused(name)
    return plain


def _read(plain: object) -> Attachment:
    known, of_file = set(Attachment.__dataclass_fields__), set(EvidenceFile.__dataclass_fields__)
    if not isinstance(plain, dict) or not isinstance(plain.get("file"), dict):
        raise TypeError(plain)
    if set(plain) != known or set(plain["file"]) != of_file:
        raise ValueError(plain)
    return _ATTACHMENT.validate_json(json.dumps(plain))


def _sound(each: Attachment, opd: str, instrument: Instrument) -> bool:
    """Whether it speaks of what the edition knows, and of a file as ours are."""
    codes = {code for known in _requirements(instrument) for code in known}
    topics = {item.code for item in instrument.items} | codes
    file = each.file
    return (
        each.opd == opd
        and each.topic in topics
        and (each.requirement is None or each.requirement in codes)
        and bool(_KEY.fullmatch(each.document))
        and bool(_HASH.fullmatch(file.sha256) and _KIND.fullmatch(file.kind))
        and file.size > 0
    )


def _requirements(instrument: Instrument) -> Iterator[Sequence[str]]:
    for indicator in instrument.indicators:
        for level in indicator.levels:
            yield [each.code for each in level.requirements]
