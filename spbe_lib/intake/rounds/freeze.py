"""Freeze the state of a cycle under a name, whole or not at all, for good."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib import __version__
from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.archive.layout import MANIFEST, Manifest, Member, written
from spbe_lib.intake.archive.parts import described, settled
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.rounds.names import Round, check_free, file_name, round_of, rounds_in
from spbe_lib.intake.rounds.opened import read_round
from spbe_lib.intake.rounds.package import (
    LEFT_OUT,
    NOTES,
    PACKAGE,
    UNFINISHED,
    Notes,
    figures_hash,
    written_notes,
)
from spbe_lib.law.editions import edition_hash
from spbe_lib.records.database.dump import Dump, place
from spbe_lib.records.evidence.files import kept_files
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.workspace import rounds, write_whole


def freeze(desk: Desk, name: str) -> Round:
    """Freeze what a cycle is now: its own files, all records from one read, and which evidence lay there.

    The file is opened again before it gets its name, so that a round can be read, or is not there.
    Nobody can freeze the same name beside it, and nothing thaws it.

    Args:
        desk: The cycle; its actor freezes, at its moment.
        name: A kind of round, or one with a number (``perbaikan-2``).

    Raises:
        InputError: The name is taken or is none, a received file is not in the records yet, nothing was
            recorded at all, or the cycle's own files have faults.
        WorkspaceError: The file cannot be written.
        StoreError: The records cannot be read.
    """
    check_free(desk.folder, name)
    cycle = read_cycle(desk.folder)
    state = settled(desk, cycle.assessments)
    if not state.received:
        what, remedy = "belum ada yang tercatat, jadi tidak ada yang dibekukan", "Masukkan dahulu kiriman OPD"
        raise InputError([Problem(where=f"inputs/{desk.folder.name}", what=what, remedy=remedy)])
    notes = _notes(desk, name, state)
    content = _packed(desk, notes, _members(desk.folder, notes, state), state.revision)
    called = file_name(name, notes.frozen_at, content)
    _proven(desk.folder, called, content)
    with desk.store.database.writing():  # one after the other, so that the name is still free
        check_free(desk.folder, name)
        write_whole(rounds(desk.folder) / called, content)
    return round_of(desk.folder, name)


def _notes(desk: Desk, name: str, state: Dump) -> Notes:
    kept, recorded = kept_files(desk.folder), {each.sha256 for each in state.evidence}
    return Notes(
        name=name,
        frozen_at=desk.now.astimezone(UTC).replace(microsecond=0),
        frozen_by=desk.actor,
        version=__version__,
        figures=figures_hash(desk.instrument),
        present=sorted(kept.present & recorded),
        damaged=sorted(kept.damaged & recorded),
    )


def _members(folder: Path, notes: Notes, state: Dump) -> dict[str, bytes]:
    tables = {place(table): b"" if table in UNFINISHED else lines for table, lines in state.tables.items()}
    own = {name: (folder / name).read_bytes() for name in files_of(folder)}
    return {**own, **tables, NOTES: written_notes(notes)}


def _packed(desk: Desk, notes: Notes, members: Mapping[str, bytes], revision: str) -> bytes:
    manifest = Manifest(
        format=PACKAGE.format,
        schema=revision,
        edition=desk.instrument.code,
        edition_hash=edition_hash(desk.instrument),
        cycle=desk.cycle.name,
        date=notes.frozen_at.isoformat(),
        left_out=LEFT_OUT,
        missing=[],
        members={
            name: Member(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
            for name, content in members.items()
        },
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name, content in [*sorted(members.items()), (MANIFEST, written(manifest))]:
            package.writestr(described(name, len(content), zipfile.ZIP_DEFLATED), content)
    return whole.getvalue()


def _proven(folder: Path, called: str, content: bytes) -> None:
    """Open what is to be kept, from a place apart, as it will be opened in a year."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as apart:
        copy = Path(apart) / folder.name
        write_whole(rounds(copy) / called, content)
        for each in rounds_in(copy):
            read_round(each)
