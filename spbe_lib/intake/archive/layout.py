"""What an archive of a cycle is made of, for its writer and its reader alike: names, places, manifest."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError

from spbe_lib.intake.rounds.names import is_round_file
from spbe_lib.intake.shared_files import is_shared_file
from spbe_lib.records.files.scenario_file import is_scenario_file

FORMAT = "spbe-siklus-1"
MANIFEST = "manifest.json"
LEFT_OUT = {"demo_account": "Akun uji tidak pernah ikut dalam arsip; sampaikan langsung kepada asesor."}
"""What an archive never holds, told in its manifest."""

_FORBIDDEN, _LONGEST = frozenset('<>:"/\\|?*'), 150
_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_TABLE, _BY_CONTENT = re.compile(r"([a-z_]+)\.jsonl"), re.compile(r"[0-9a-f]{64}(\.[a-z0-9]+)?")
_NESTED = re.compile(r".*\.(zip|7z|rar|tar|gz|tgz|bz2|xz|zst)", re.IGNORECASE)


class Room(StrEnum):
    """Where in an archive something stands."""

    TOP = ""
    RECORDS = "records"
    SUBMISSIONS = "submissions"
    SOURCES = "sources"
    EVIDENCE = "evidence"
    ROUNDS = "rounds"
    SCENARIOS = "scenarios"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Member:
    """What the manifest tells of one member: SHA-256, and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive is, and all that it holds.

    Attributes:
        format: The version of this lay-out.
        schema: The revision of the schema of its tables.
        edition: Code of the regulation.
        edition_hash: What an answer under that regulation means, see ``edition_hash``.
        cycle: The cycle's name.
        date: When it was made, in UTC; the only thing in which two archives of one state differ.
        left_out: What it never holds, and why.
        missing: SHA-256 of evidence files that are recorded, and were missing where it was made.
        members: Every other member, by name.
    """

    format: str
    schema: str
    edition: str
    edition_hash: str
    cycle: str
    date: str
    left_out: Mapping[str, str]
    missing: Sequence[str]
    members: Mapping[str, Member]


_MANIFEST = TypeAdapter(Manifest)


def written(manifest: Manifest) -> bytes:
    """A manifest as it stands in an archive."""
    return (json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def understood(content: bytes) -> Manifest | None:
    """The manifest that this is; None unless it is spelt as we spell it."""
    try:
        manifest = _MANIFEST.validate_json(content, strict=True)
        return manifest if written(manifest) == content else None
    except (ValidationError, ValueError):
        return None


def format_of(content: bytes) -> str | None:
    """Which lay-out a manifest names; None when it is no manifest at all."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return str(told["format"]) if isinstance(told, dict) and "format" in told else None


def plain_name(name: str) -> bool:
    """Whether a name is a file's name, and nothing more, on every machine."""
    return (
        0 < len(name) <= _LONGEST
        and not name.startswith((".", "~$", " "))
        and not name.endswith((".", " "))
        and not _WINDOWS.fullmatch(name)
        and not any(sign in _FORBIDDEN or unicodedata.category(sign)[0] == "C" for sign in name)
    )


def room_of(name: str) -> Room | None:
    """In which room of an archive a member stands; None where nothing of ours would stand."""
    parts = name.split("/")
    if not all(map(plain_name, parts)):
        return None
    room = Room(parts[0]) if len(parts) > 1 and parts[0] in set(Room) else Room.TOP
    if room is not Room.ROUNDS and _NESTED.fullmatch(name):
        return None
    fits = {
        Room.TOP: len(parts) == 1,
        Room.RECORDS: len(parts) == 2 and bool(_TABLE.fullmatch(parts[-1])),
        Room.SUBMISSIONS: len(parts) == 2,
        Room.SOURCES: len(parts) == 2 and bool(_BY_CONTENT.fullmatch(parts[-1])),
        Room.EVIDENCE: len(parts) == 3 and bool(_BY_CONTENT.fullmatch(parts[-1])),
        Room.ROUNDS: len(parts) == 2 and is_round_file(parts[-1]),
        Room.SCENARIOS: len(parts) == 2 and is_scenario_file(parts[-1]),
        Room.SHARED: len(parts) == 2 and is_shared_file(parts[-1]),
    }
    return room if fits[room] else None


def by_content(name: str) -> str:
    """The SHA-256 under which a file is kept by its content."""
    return PurePosixPath(name).name.partition(".")[0]


def folded(name: str) -> str:
    """What two names must not share: they are one file on some machines."""
    return unicodedata.normalize("NFC", name).casefold()
