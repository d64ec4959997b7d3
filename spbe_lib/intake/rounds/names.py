"""How rounds are called, and which ones a cycle has: the folder ``rounds/`` is the truth.

A round is one file, ``20261123T021500Z_pra-penilaian_0123456789ab.zip``: when it was frozen, its name, and
how its SHA-256 begins, so that any change is found.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.kept_files import KeptName, kept_name
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import rounds

_SUFFIX, _MOMENT, _SHORT = ".zip", "%Y%m%dT%H%M%SZ", 12


class RoundKind(StrEnum):
    """For what a state is frozen; a round is called by its kind, a second one ``perbaikan-2``."""

    BEFORE = "pra-penilaian"
    FINAL = "final"
    REPAIR = "perbaikan"


_NAME = re.compile(f"({'|'.join(RoundKind)})(-([2-9]|[1-9][0-9]))?")
_ALLOWED = f"{', '.join(RoundKind)}, dan bila perlu nomor urut, misalnya {RoundKind.REPAIR}-2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round as its file's name tells it: its name, when it was frozen, how its SHA-256 begins."""

    name: str
    moment: datetime
    digest: str
    file: Path

    @property
    def where(self) -> str:
        """The file as people find it."""
        return f"rounds/{self.file.name}"


def rounds_in(folder: Path) -> tuple[Round, ...]:
    """The rounds of a cycle, the oldest first; nothing is looked into."""
    found = [(file, _named(file.name)) for file in sorted(rounds(folder).glob(f"[!.]*{_SUFFIX}"))]
    return tuple(
        Round(name=name.who, moment=name.moment, digest=name.digest, file=file)
        for file, name in found
        if name and file.is_file()
    )


def round_of(folder: Path, name: str) -> Round:
    """The round of this name.

    Raises:
        InputError: There is none, the known ones are listed; or two files bear the name.
    """
    known = rounds_in(folder)
    found = [each for each in known if each.name == name]
    if len(found) == 1:
        return found[0]
    where = f"inputs/{folder.name}"
    if found:
        what = f"ada {len(found)} berkas untuk putaran {name}: {', '.join(each.where for each in found)}"
        remedy = "Kembalikan isi rounds/ dari cadangan; satu nama hanya untuk satu putaran"
        raise InputError([Problem(where=where, what=what, remedy=remedy)])
    told = ", ".join(each.name for each in known)
    freezing = f"`spbe round freeze {folder.name} {free_name(folder, RoundKind.BEFORE)}`"
    remedy = f"Putaran yang ada: {told}" if known else f"Belum ada putaran. Bekukan dahulu dengan {freezing}"
    raise InputError([Problem(where=where, what=f"putaran '{clipped(name)}' tidak ada", remedy=remedy)])


def check_free(folder: Path, name: str) -> None:
    """Check that a state may be frozen under this name.

    Raises:
        InputError: It is no name of a round, or is taken: a round is frozen once.
    """
    where = f"inputs/{folder.name}"
    if not _NAME.fullmatch(name):
        what = f"'{clipped(name)}' bukan nama putaran"
        raise InputError([Problem(where=where, what=what, allowed=_ALLOWED)])
    if name in {each.name for each in rounds_in(folder)}:
        what = f"putaran {name} sudah dibekukan dan tidak pernah diubah"
        remedy = f"Pakai nama lain, misalnya {free_name(folder, RoundKind(_kind(name)))}"
        raise InputError([Problem(where=where, what=what, remedy=remedy)])


def free_name(folder: Path, kind: RoundKind) -> str:
    """The next name of a kind that no round of the cycle bears."""
    taken = {each.name for each in rounds_in(folder)}
    names = [kind.value, *(f"{kind}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def file_name(name: str, moment: datetime, content: bytes) -> str:
    """What the file of a round is called."""
    digest = hashlib.sha256(content).hexdigest()[:_SHORT]
    return f"{moment.astimezone(UTC):{_MOMENT}}_{name}_{digest}{_SUFFIX}"


def is_round_file(name: str) -> bool:
    """Whether a file is called as a round is."""
    return _named(name) is not None


def digest_of(name: str) -> str:
    """How the SHA-256 of a round begins, by its name; of any other file, what no SHA-256 begins with."""
    found = _named(PurePosixPath(name).name)
    return found.digest if found else "?"


def _kind(name: str) -> str:
    found = _NAME.fullmatch(name)
    return found[1] if found else name


def _named(name: str) -> KeptName | None:
    found = kept_name(name) if name.endswith(_SUFFIX) else None
    return found if found and _NAME.fullmatch(found.who) else None
