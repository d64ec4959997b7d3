"""How the records of what was shared are called: the folder ``shared/`` is the truth.

Each act of sharing is one file, ``20261123T021500Z_laporan_0123456789ab.json``: when it was, what was shared
(``laporan``: reports of that day's records; else the name of a round), and how its SHA-256 begins, so that
any change is found.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from spbe_lib.intake.kept_files import KeptName, kept_name
from spbe_lib.workspace import shared

_SUFFIX, _MOMENT, _SHORT = ".json", "%Y%m%dT%H%M%SZ", 12
_TODAY = "laporan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """An act of sharing as its file's name tells it: when it was, and how its SHA-256 begins."""

    moment: datetime
    digest: str
    file: Path

    @property
    def where(self) -> str:
        """The file as people find it."""
        return f"shared/{self.file.name}"


def shared_in(folder: Path) -> tuple[SharedFile, ...]:
    """The acts of sharing of a cycle, the oldest first; nothing is looked into."""
    found = [(file, _named(file.name)) for file in sorted(shared(folder).glob(f"[!.]*{_SUFFIX}"))]
    return tuple(
        SharedFile(moment=name.moment, digest=name.digest, file=file)
        for file, name in found
        if name and file.is_file()
    )


def next_moment(folder: Path, now: datetime) -> datetime:
    """The moment that the next act of sharing gets: later than all before, within one second too.

    A clock that was put back must not make an older act the last one.
    """
    moment = now.astimezone(UTC).replace(microsecond=0)
    return max([moment, *(each.moment + timedelta(seconds=1) for each in shared_in(folder))])


def shared_name(moment: datetime, frozen_round: str | None, content: bytes) -> str:
    """What the file of an act of sharing is called."""
    digest = hashlib.sha256(content).hexdigest()[:_SHORT]
    return f"{moment.astimezone(UTC):{_MOMENT}}_{frozen_round or _TODAY}_{digest}{_SUFFIX}"


def is_shared_file(name: str) -> bool:
    """Whether a file is called as an act of sharing is."""
    return _named(name) is not None


def digest_of_shared(name: str) -> str:
    """How the SHA-256 of an act of sharing begins, by its name; else what no SHA-256 begins with."""
    found = _named(PurePosixPath(name).name)
    return found.digest if found else "?"


def _named(name: str) -> KeptName | None:
    return kept_name(name) if name.endswith(_SUFFIX) else None
