"""A whole cycle into one archive: its files, rounds, simulations, sharings, all records but secrets."""

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from spbe_lib.errors import InputError, Problem, WorkspaceError
from spbe_lib.intake.archive.layout import (
    FORMAT,
    LEFT_OUT,
    MANIFEST,
    Manifest,
    Member,
    by_content,
    plain_name,
    room_of,
    written,
)
from spbe_lib.intake.archive.parts import described, settled
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.rounds.names import rounds_in
from spbe_lib.intake.scenarios import scenario_files
from spbe_lib.intake.shared_files import shared_in
from spbe_lib.law.editions import edition_hash
from spbe_lib.records.database.dump import Dump, place
from spbe_lib.records.evidence.files import place_of
from spbe_lib.records.files.cycle import files_of
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import evidence, sources

_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was packed.

    Attributes:
        file: The archive.
        files: How many files of the cycle's folder it holds.
        size: How large it is, in bytes.
        accounts: How many demo accounts stayed behind.
        strangers: Evidence files that no record knows, and that stayed behind.
        missing: SHA-256 of recorded evidence files that do not lie in the cycle's folder.
    """

    file: Path
    files: int
    size: int
    accounts: int
    strangers: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A cycle while it is packed; ``members`` grows with what was written."""

    folder: Path
    archive: zipfile.ZipFile
    members: dict[str, Member] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def pack(desk: Desk, destination: Path) -> Packed:
    """Pack a cycle as it is at one moment, whole or not at all, while others may go on working.

    Two archives of one state are equal but for the date in the manifest.

    Args:
        desk: The cycle; its moment is the archive's date.
        destination: The file to be made; nothing is there yet.

    Raises:
        InputError: A file that the records speak of is missing or was changed, or a received file was
            not taken in yet: all of them are listed.
        WorkspaceError: The destination is taken, or cannot be written.
        StoreError: The records cannot be read.
    """
    if destination.exists():
        what = "berkas ini sudah ada dan tidak diubah. Pilih nama lain untuk arsip"
        raise WorkspaceError(f"{clipped(destination.name)}: {what}.")
    state = settled(desk)
    proofs = {_named(desk.folder, place_of(desk.folder, each)): each.sha256 for each in state.evidence}
    kept = {_named(desk.folder, file) for file in _within(evidence(desk.folder))}
    files = dict(_files(desk.folder, state)) | {name: proofs[name] for name in proofs.keys() & kept}
    missing = tuple(sorted(proofs[name] for name in proofs.keys() - kept))
    with _draft(destination) as draft, zipfile.ZipFile(draft, "w") as archive:
        case = _Case(folder=desk.folder, archive=archive)
        for name, content in state.tables.items():
            _write(case, place(name), content)
        for name, sha256 in sorted(files.items()):
            _copy(case, name, sha256)
        if case.problems:
            raise InputError(case.problems)
        _write(case, MANIFEST, written(_manifest(desk, state, case.members, missing)))
    return Packed(
        file=destination,
        files=len(files),
        size=destination.stat().st_size,
        accounts=state.accounts,
        strangers=tuple(sorted(kept - proofs.keys())),
        missing=missing,
    )


def _manifest(desk: Desk, state: Dump, members: Mapping[str, Member], missing: Sequence[str]) -> Manifest:
    return Manifest(
        format=FORMAT,
        schema=state.revision,
        edition=desk.instrument.code,
        edition_hash=edition_hash(desk.instrument),
        cycle=desk.cycle.name,
        date=desk.now.replace(microsecond=0).isoformat(),
        left_out=LEFT_OUT,
        missing=list(missing),
        members=dict(members),
    )


def _files(folder: Path, state: Dump) -> Iterator[tuple[str, str | None]]:
    """Every file that belongs to the cycle, evidence apart, with how its SHA-256 must begin."""
    for name in files_of(folder):
        yield name, None
    for file in _within(sources(folder)):
        yield _named(folder, file), by_content(file.name)
    for each in rounds_in(folder):
        yield _named(folder, each.file), each.digest
    for scenario in scenario_files(folder):
        yield _named(folder, scenario), None
    for sharing in shared_in(folder):
        yield _named(folder, sharing.file), sharing.digest
    yield from state.received.items()


def _within(place: Path) -> list[Path]:
    """The files below a folder; drafts and the lock files of spreadsheet programs are none."""
    return sorted(each for each in place.rglob("*") if plain_name(each.name) and each.is_file())


def _named(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _copy(case: _Case, name: str, sha256: str | None) -> None:
    """Write a file of the cycle into the archive; what is not as it must be is a problem."""
    what, remedy = "", "Kembalikan dari cadangan, lalu ulangi"
    if "/" not in name:
        remedy = f"Jalankan dahulu `spbe import {case.folder.name}`, lalu ulangi"
    if room_of(name) is None:
        what, remedy = "nama berkas ini tidak dapat dibawa ke komputer lain", "Ganti namanya, lalu ulangi"
    else:
        try:
            with (case.folder / name).open("rb") as file:
                written_as = _stream(case, name, file, os.fstat(file.fileno()).st_size)
            if not written_as.sha256.startswith(sha256 or ""):
                what = "isi berkas ini berubah sejak disimpan"
        except FileNotFoundError:
            what = "berkas ini hilang, padahal tercatat"
        except OSError:
            what, remedy = "berkas ini tidak dapat dibaca", "Tutup bila sedang terbuka, lalu ulangi"
    if what:
        where = f"inputs/{case.folder.name}/{clipped(name)}"
        case.problems.append(Problem(where=where, what=what, remedy=remedy))


def _write(case: _Case, name: str, content: bytes) -> None:
    with case.archive.open(described(name, len(content), zipfile.ZIP_DEFLATED), "w") as member:
        member.write(content)
    case.members[name] = Member(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _stream(case: _Case, name: str, file: BinaryIO, size: int) -> Member:
    """Copy a file as it is: nearly all of them are compressed already."""
    digest, read = hashlib.sha256(), 0
    with case.archive.open(described(name, size, zipfile.ZIP_STORED), "w") as member:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            read += len(chunk)
            member.write(chunk)
    case.members[name] = Member(sha256=digest.hexdigest(), size=read)
    return case.members[name]


@contextmanager
def _draft(destination: Path) -> Iterator[BinaryIO]:
    """A file that gets its name only when it is whole."""
    draft = destination.with_name(f".{destination.name}.{os.getpid()}")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(destination)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as fault:
        what = "arsip tidak dapat ditulis. Periksa folder tujuan dan ruang disk, lalu ulangi"
        raise WorkspaceError(f"{clipped(destination.name)}: {what}.") from fault
