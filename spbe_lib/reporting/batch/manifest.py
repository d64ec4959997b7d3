"""``SHA256SUMS`` of a folder of outputs: which files belong to a run, and what each of them must hold.

The format is that of coreutils, so that ``sha256sum -c SHA256SUMS`` says the same without this program.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from spbe_lib.errors import InputError, Problem
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import write_whole

MANIFEST = "SHA256SUMS"
"""What a manifest is called, in a folder of outputs and in a package that is shared."""

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_LARGEST, _MOST_TOLD = 5_000_000, 25
_PAGES = ("*.html", "opd/*.html")
_REMEDY = "Jalankan `spbe report` sekali lagi, atau minta kiriman yang utuh"


class Fault(StrEnum):
    """What can be wrong with a file of a folder of outputs, as people read it."""

    CHANGED = "berubah"
    MISSING = "tidak ada"
    UNKNOWN = "tidak dikenal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look at a folder found: what its manifest names, and each file that is not as it must be."""

    named: Mapping[str, str]
    faults: tuple[tuple[str, Fault], ...]


def write_manifest(folder: Path, files: Iterable[str], known: Mapping[str, str] | None = None) -> Path:
    """Write the manifest of a folder, over these files of it.

    Args:
        folder: The folder of outputs.
        files: Their names, relative to it, with slashes.
        known: SHA-256 by name where it was worked out already; the other files are read.

    Returns:
        The manifest.

    Raises:
        ValueError: A name leads out of the folder, or cannot stand in a line.
        OSError: A file cannot be read.
        WorkspaceError: The manifest cannot be written.
    """
    digests = dict(known or {})
    named = {name: digests.get(name) or digest_of(folder / name) for name in files}
    write_whole(folder / MANIFEST, manifest_bytes(named))
    return folder / MANIFEST


def manifest_bytes(named: Mapping[str, str]) -> bytes:
    """A manifest as it is written: SHA-256 by relative name, sorted.

    Raises:
        ValueError: A name leads out of the folder, or cannot stand in a line.
    """
    if bad := [name for name in named if not _stays_inside(name)]:
        raise ValueError(bad[0])
    return "".join(f"{named[name]}  {name}\n" for name in sorted(named)).encode()


def read_manifest(file: Path) -> Mapping[str, str]:
    """Read a manifest: SHA-256 by relative name.

    Raises:
        InputError: It cannot be read, or a line is not as we write it.
    """
    where = f"{file.parent.name}/{file.name}"
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError:
        raise InputError([Problem(where=where, what="tidak dapat dibaca", remedy=_REMEDY)]) from None
    return understood(content, where)


def understood(content: bytes, where: str) -> Mapping[str, str]:
    """The SHA-256 by relative name that a manifest's content tells.

    Args:
        content: The manifest, whoever wrote it.
        where: What it is called in a refusal.

    Raises:
        InputError: A line is not as we write it: every one is told.
    """
    named: dict[str, str] = {}
    problems = list(_read_into(named, content, where))
    if problems:
        raise InputError(problems[:_MOST_TOLD])
    return named


def check_folder(folder: Path) -> Checked:
    """Compare a folder with its manifest: every file named there, and pages that it does not name.

    Raises:
        InputError: There is no manifest, or it is faulty.
    """
    if not (folder / MANIFEST).is_file():
        what, remedy = (
            f"folder ini tidak memuat {MANIFEST}",
            "Sebut folder hasil `spbe report`, atau berkasnya",
        )
        raise InputError([Problem(where=clipped(folder.name or "folder"), what=what, remedy=remedy)])
    named = read_manifest(folder / MANIFEST)
    faults = {name: fault for name in named if (fault := _fault(folder / name, named[name]))}
    pages = (file for pattern in _PAGES for file in folder.glob(pattern) if not file.name.startswith("."))
    strange = {
        name: Fault.UNKNOWN for file in pages if (name := file.relative_to(folder).as_posix()) not in named
    }
    return Checked(named=named, faults=tuple(sorted((faults | strange).items())))


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: It cannot be read.
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _fault(file: Path, digest: str) -> Fault | None:
    # A pipe or a device would be read for ever.
    if not file.is_file():
        return Fault.MISSING
    try:
        return None if digest_of(file) == digest else Fault.CHANGED
    except OSError:
        return Fault.MISSING


def _stays_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        name == "/".join(parts)
        and ".." not in parts
        and parts[:1] != ("/",)
        and name == name.strip()
        and name.isprintable()
        and not set(name) & {"\\", ":"}
        and name not in ("", MANIFEST)
    )


def _read_into(named: dict[str, str], content: bytes, where: str) -> Iterator[Problem]:
    """Read a manifest's lines into ``named``; what is wrong with them."""
    try:
        text = content.decode() if len(content) <= _LARGEST else ""
    except UnicodeDecodeError:
        text = ""
    if not text.endswith("\n"):
        yield Problem(
            where=where, what="daftar ini kosong, terpotong, atau bukan daftar SHA-256", remedy=_REMEDY
        )
        return
    for number, line in enumerate(text[:-1].split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found is None or not _stays_inside(found[2]):
            what = f"baris ini bukan SHA-256 dan nama berkas: '{clipped(line)}'"
        elif found[2] in named:
            what = f"berkas '{clipped(found[2])}' disebut lebih dari sekali"
        else:
            named[found[2]] = found[1]
            continue
        yield Problem(where=f"{where} baris {number}", what=what, remedy=_REMEDY)
