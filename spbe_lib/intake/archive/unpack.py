"""An archive back into a cycle's folder: checked in a draft, and given its name only when it is whole."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.errors import InputError, Problem, StoreError, WorkspaceError
from spbe_lib.intake.archive.layout import MANIFEST, Manifest, Room, by_content, room_of
from spbe_lib.intake.archive.opened import RESEND, Opened, nested, opened
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.rounds.names import digest_of
from spbe_lib.intake.shared_files import digest_of_shared
from spbe_lib.law.editions import edition_codes, edition_hash
from spbe_lib.records.carrying.new_cycle import check_name
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.dump import Dump, dump, restore, table_of
from spbe_lib.records.database.schema import HEAD
from spbe_lib.records.database.store import open_store
from spbe_lib.records.evidence.files import place_of
from spbe_lib.records.files.cycle import CYCLE_FILE, files_of, read_cycle
from spbe_lib.strict_yaml import clipped

_DRAFT, _STALE_SECONDS, _SPARE = ".arsip-", 6 * 3600, 100_000_000
_UPDATE = "Perbarui program ini dan program pengirim ke versi yang sama, lalu ulangi"
_TAKEN = "Beri nama lain dengan --as, misalnya --as {}-salinan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A cycle that came out of an archive.

    Attributes:
        folder: Its new folder.
        former: The name that it had where it was packed.
        files: How many files it has, the database apart.
        notes: What does not fit together in it, as ``spbe check`` says it; it did not where it was packed.
    """

    folder: Path
    former: str
    files: int
    notes: tuple[Problem, ...]


def unpack(inputs: Path, file: Path, name: str | None = None) -> Unpacked:
    """Make a cycle's folder from an archive, whole or not at all.

    Args:
        inputs: The folder of all cycles.
        file: The archive.
        name: The cycle's name here; the one that it had when None.

    Raises:
        InputError: It is no archive of a cycle, could do harm, is damaged, or contradicts itself or our
            edition; the reasons are listed.
        WorkspaceError: The name cannot be used or is taken, or the disk is full.
    """
    _clear_old_drafts(inputs)
    with opened(file) as archive:
        if problems := list(_foreign(archive)):
            raise InputError(problems)
        former = archive.manifest.cycle
        new = former if name is None else name
        check_name(inputs, new, _TAKEN.format(former))
        if archive.unpacked + _SPARE > shutil.disk_usage(inputs).free:
            raise WorkspaceError(f"{archive.name}: ruang disk tidak cukup untuk membuka arsip ini.")
        try:
            with TemporaryDirectory(dir=inputs, prefix=_DRAFT, ignore_cleanup_errors=True) as draft:
                folder = Path(draft) / new
                notes = _built(archive, folder, None if new == former else new)
                folder.rename(inputs / new)
        except OSError as fault:
            what = "folder siklus tidak dapat ditulis. Periksa izin folder dan ruang disk, lalu ulangi"
            raise WorkspaceError(f"inputs/{new}: {what}.") from fault
        files = sum(room_of(each) is not Room.RECORDS for each in archive.manifest.members)
        return Unpacked(folder=inputs / new, former=former, files=files, notes=notes)


def _foreign(archive: Opened) -> Iterator[Problem]:
    """What makes an archive one of another program."""
    manifest = archive.manifest
    if not (len(manifest.schema) == len(HEAD) and manifest.schema.isdecimal()) or manifest.schema > HEAD:
        what = f"arsip ini memakai skema {clipped(manifest.schema)}; program ini mengenal sampai {HEAD}"
        yield Problem(where=archive.name, what=what, remedy=_UPDATE)
    if manifest.edition not in edition_codes():
        what = f"peraturan '{clipped(manifest.edition)}' tidak dikenal"
        yield Problem(where=archive.name, what=what, remedy=_UPDATE)
    if CYCLE_FILE not in manifest.members:
        yield Problem(
            where=f"{archive.name}, {CYCLE_FILE}", what="berkas ini hilang dari arsip", remedy=RESEND
        )


def _built(archive: Opened, folder: Path, renamed: str | None) -> tuple[Problem, ...]:
    """Write everything into a folder and look it over; what is strange in it but was so before."""
    try:
        for each in archive.manifest.members:
            if room_of(each) is not Room.RECORDS:
                _extract(archive, each, folder / each)
        tables = {
            table_of(each): archive.read(each)
            for each in archive.manifest.members
            if room_of(each) is Room.RECORDS
        }
        restore(folder, archive.manifest.schema, tables, cycle=renamed)
        return _looked_over(archive, folder)
    except InputError as faults:
        raise InputError(_named(archive.name, each) for each in faults.problems) from faults
    except (StoreError, TypeError) as fault:  # an upper end without a lower one, say: never written here
        what = "catatan dalam arsip ini tidak dapat dibaca"
        raise InputError([Problem(where=archive.name, what=what, remedy=RESEND)]) from fault


def _extract(archive: Opened, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        for part in archive.parts(name):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    if room_of(name) is Room.ROUNDS:
        return  # a package of ours, which is opened with the same care as this one
    with target.open("rb") as file:
        if nested(file):
            raise archive.refused(name, "ini arsip di dalam arsip")


def _looked_over(archive: Opened, folder: Path) -> tuple[Problem, ...]:
    here, manifest = read_cycle(folder), archive.manifest
    instrument = edition_of(here)
    if here.edition == manifest.edition and manifest.edition_hash != edition_hash(instrument):
        short = instrument.short_name
        what = f"arsip ini memakai rumusan {short} yang lain, sehingga jawabannya berbeda arti"
        raise InputError([Problem(where=archive.name, what=what, remedy=_UPDATE)])
    with open_store(folder, cycle=here.name, instrument=instrument) as store:
        problems = list(_contradictions(manifest, folder, here.edition, dump(store.database)))
        if problems:
            raise InputError(problems)
        desk = Desk(
            folder=folder,
            cycle=here,
            instrument=instrument,
            store=store,
            actor="operator",
            now=datetime.now(UTC),
        )
        return tuple(inspect(desk))


def _contradictions(manifest: Manifest, folder: Path, edition: str, state: Dump) -> Iterator[Problem]:
    """Where files, records and manifest of an archive do not speak of the same cycle."""
    if edition != manifest.edition:
        yield Problem(where=CYCLE_FILE, what="peraturannya bukan peraturan arsip ini", remedy=RESEND)
    hashes = {name: member.sha256 for name, member in manifest.members.items()}
    proofs = {
        place_of(folder, each).relative_to(folder).as_posix(): each.sha256
        for each in state.evidence
        if each.sha256 not in manifest.missing
    }
    recorded = dict(state.received) | proofs
    for name in sorted(recorded):
        if hashes.get(name) != recorded[name]:
            yield Problem(where=clipped(name), what="berkas ini tercatat tetapi tidak ada", remedy=RESEND)
    belongs = {*files_of(folder), *recorded}
    for name in hashes.keys() - belongs:
        room = room_of(name)
        by_itself = room is Room.SOURCES and by_content(name) == hashes[name]
        by_itself |= room is Room.ROUNDS and hashes[name].startswith(digest_of(name))
        by_itself |= room is Room.SCENARIOS
        by_itself |= room is Room.SHARED and hashes[name].startswith(digest_of_shared(name))
        if room is not Room.RECORDS and not by_itself:
            yield Problem(where=clipped(name), what="berkas ini tidak tercatat dalam siklus", remedy=RESEND)
    if set(manifest.missing) - {each.sha256 for each in state.evidence}:
        yield Problem(where=MANIFEST, what="menyebut data dukung yang tidak tercatat", remedy=RESEND)


def _named(name: str, fault: Problem) -> Problem:
    if fault.where.startswith(name):
        return fault
    return Problem(
        where=f"{name}, {fault.where}", what=fault.what, allowed=fault.allowed, remedy=fault.remedy
    )


def _clear_old_drafts(inputs: Path) -> None:
    """Throw away what unpackings that were killed left behind long ago."""
    with suppress(OSError):
        for draft in inputs.glob(f"{_DRAFT}*"):
            if time.time() - draft.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(draft, ignore_errors=True)
