"""The files that a cycle received: under which name each is kept, and in which order they came."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spbe_lib.records.model import Stage
from spbe_lib.workspace import submissions

_MOMENT, _SHORT = "%Y%m%dT%H%M%SZ", 12
_NAME = re.compile(r"(\d{8}T\d{6}Z)_([a-z0-9-]+)_([0-9a-f]{12})\.[a-z]+")
_LOCK = "~$"
_ASSESSMENT, _LIST, _REPLY = "penilaian-", "lampiran-", "tanggapan-"

SEVERAL = "bersama"
"""What stands for the OPD in the name of a kept file that answers for several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptName:
    """What the name of a kept file tells: when it came, whose it is, how its SHA-256 begins.

    ``who`` is the code of an OPD, or ``penilaian-`` and a stage, or ``lampiran-`` or ``tanggapan-`` and
    an OPD.
    """

    moment: datetime
    who: str
    digest: str

    @property
    def stage(self) -> Stage | None:
        """The stage whose values the file brings; None for an OPD's answers."""
        return next((stage for stage in Stage if self.who == giver(stage)), None)

    @property
    def lists_files(self) -> bool:
        """Whether the file says which evidence files prove what."""
        return self.who.startswith(_LIST)

    @property
    def replies(self) -> bool:
        """Whether the file says what an OPD replies to the Tim."""
        return self.who.startswith(_REPLY)


def reply_giver(opd: str) -> str:
    """What stands for the replies of an OPD in the name of a kept file."""
    return f"{_REPLY}{opd}"


def list_giver(opd: str) -> str:
    """What stands for the list of an OPD's evidence files in the name of a kept file."""
    return f"{_LIST}{opd}"


def giver(stage: Stage) -> str:
    """What stands for a stage in the name of a kept file."""
    return f"{_ASSESSMENT}{stage}"


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def kept_name(name: str) -> KeptName | None:
    """Read the name of a kept file; None when the door did not give it."""
    found = _NAME.fullmatch(name)
    try:
        moment = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None
    return KeptName(moment=moment, who=found[2], digest=found[3]) if found and moment else None


def received_files(folder: Path) -> list[Path]:
    """All files in ``submissions/`` in the order of receipt; those that somebody put there by hand last.

    Drafts of a killed process and the lock files of spreadsheet programs are none.
    """
    found = submissions(folder).glob("[!.]*")
    return sorted((file for file in found if not is_lock(file.name)), key=lambda file: file.name)


def is_lock(name: str) -> bool:
    """Whether a spreadsheet program put this file beside one that it has open."""
    return name.startswith(_LOCK)


def is_content_of(name: KeptName, content: bytes) -> bool:
    """Whether a file still holds what it was kept with."""
    return fingerprint(content).startswith(name.digest)


def place_for(folder: Path, content: bytes, who: str, suffix: str, now: datetime) -> tuple[Path, datetime]:
    """Where a received file is kept, and the moment that its name tells.

    A file that is there already, of an import that was killed, keeps its name. No two files share
    a moment, so that the names keep the order of receipt even within one second.
    """
    moment, taken = now.astimezone(UTC).replace(microsecond=0), set[datetime]()
    for file, name in _named(folder):
        if is_content_of(name, content) and file.is_file() and file.read_bytes() == content:
            return file, name.moment
        taken.add(name.moment)
    while moment in taken:
        moment += timedelta(seconds=1)
    return submissions(folder) / f"{moment:{_MOMENT}}_{who}_{fingerprint(content)[:_SHORT]}{suffix}", moment


def _named(folder: Path) -> Iterator[tuple[Path, KeptName]]:
    for file in received_files(folder):
        if name := kept_name(file.name):
            yield file, name
