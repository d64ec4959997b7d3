"""What every package of a cycle is made of: members that are the same on every day, from records at rest."""

import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.kept_files import fingerprint, received_files
from spbe_lib.records.database.dump import Dump, dump
from spbe_lib.strict_yaml import clipped

_THE_SAME_FOR_EVERY_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, (stat.S_IFREG | 0o644) << 16


def described(name: str, size: int, compression: int) -> zipfile.ZipInfo:
    """How a member is described: the same on every day and every machine."""
    told = zipfile.ZipInfo(name, _THE_SAME_FOR_EVERY_DAY)
    told.create_system, told.external_attr = _UNIX, _READABLE
    told.compress_type, told.file_size = compression, size
    return told


def settled(desk: Desk, named: Sequence[str] = ()) -> Dump:
    """The records at a moment at which every received file is among them.

    Args:
        desk: The cycle.
        named: Files of the cycle's folder that must be recorded too: the values that ``cycle.yaml`` names.

    Raises:
        InputError: A file lies among the received ones and was never taken in.
        StoreError: The records cannot be read.
    """
    received = [file for file in received_files(desk.folder) if file.is_file()]
    received += [desk.folder / name for name in named]
    state = dump(desk.store.database)
    if _unrecorded(desk.folder, received, state):
        # An import that is under way keeps its file just before it commits: look once more.
        state = dump(desk.store.database)
    what = "berkas ini belum dimasukkan, jadi catatan belum lengkap"
    remedy = f"Jalankan dahulu `spbe import {desk.cycle.name}`, atau pindahkan berkas itu"
    if strangers := _unrecorded(desk.folder, received, state):
        raise InputError(
            Problem(where=f"inputs/{desk.cycle.name}/{clipped(name)}", what=what, remedy=remedy)
            for name in strangers
        )
    return state


def _unrecorded(folder: Path, files: Sequence[Path], state: Dump) -> list[str]:
    names, known = set(state.received), set(state.received.values())
    told = [(file.relative_to(folder).as_posix(), file) for file in files]
    return [name for name, file in told if name not in names and fingerprint(file.read_bytes()) not in known]
