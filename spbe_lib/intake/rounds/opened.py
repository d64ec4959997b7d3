"""Open a round again: the cycle, its edition and its records as they were when it was frozen.

Usage::

    state = open_round(folder, "pra-penilaian")
    freeze_consolidated(state.cycle, state.instrument, state.records, state.kept)
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.errors import InputError, Problem, SpbeError
from spbe_lib.intake.archive.layout import Room, plain_name, room_of
from spbe_lib.intake.archive.opened import Opened, opened
from spbe_lib.intake.rounds.names import Round, round_of, rounds_in
from spbe_lib.intake.rounds.package import NOTES, PACKAGE, Notes, figures_hash, understood_notes
from spbe_lib.law.editions import edition_codes, edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.dump import restore, table_of
from spbe_lib.records.database.schema import HEAD
from spbe_lib.records.database.store import read_records
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import rounds

_CHANGED = "isi putaran ini berubah sejak dibekukan"
_OTHER_PROGRAM = "Pakai versi program yang membekukannya ({}) untuk membuka putaran ini"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenState:
    """A cycle as it was when it was frozen. ``moment`` and ``actor`` tell when, and by whom."""

    name: str
    moment: datetime
    actor: str
    cycle: Cycle
    instrument: Instrument
    records: Records
    kept: KeptFiles


def open_round(folder: Path, name: str) -> FrozenState:
    """Read a frozen state back, whatever became of the cycle since; nothing is changed.

    Args:
        folder: The cycle's folder.
        name: The round's name.

    Raises:
        InputError: There is no such round, it was changed since it was frozen, or the regulation's data
            were; what the program says of it would be something else then.
    """
    return read_round(round_of(folder, name))


def read_round(found: Round) -> FrozenState:
    """Read the state that a file holds.

    Raises:
        InputError: As `open_round`.
    """
    with _looked_into(found) as (package, notes):
        if problems := list(_foreign(package, notes, found)):
            raise InputError(problems)
        with TemporaryDirectory(ignore_cleanup_errors=True) as place:
            folder = Path(place) / package.manifest.cycle
            try:
                state = _restored(package, notes, folder)
            except SpbeError as fault:
                what = f"putaran ini tidak dapat dibuka ({_first_line(fault)})"
                raise _refused(found, what, PACKAGE.remedy) from fault
        if problems := list(_other_wording(package, notes, found, state.instrument)):
            raise InputError(problems)
        return state


def notes_of(found: Round) -> Notes:
    """What a round says of itself, after its file was looked over.

    Raises:
        InputError: It was changed since it was frozen, or is no round.
    """
    with _looked_into(found) as (_, notes):
        return notes


def round_problems(folder: Path) -> Iterator[Problem]:
    """What is wrong with the rounds of a cycle: changed since they were frozen, twice, or strange files."""
    known = rounds_in(folder)
    for each in known:
        try:
            notes_of(each)
        except InputError as faults:
            yield from faults.problems
    for name in sorted({each.name for each in known}):
        try:
            round_of(folder, name)
        except InputError as faults:
            yield from faults.problems
    files = {each.file for each in known}
    for file in sorted(rounds(folder).glob("[!.]*")):
        if file not in files:
            where = f"inputs/{folder.name}/rounds/{clipped(file.name)}"
            what, remedy = "ini bukan putaran dan tidak dipakai", "Pindahkan berkas ini ke tempat lain"
            yield Problem(where=where, what=what, remedy=remedy)


@contextmanager
def _looked_into(found: Round) -> Iterator[tuple[Opened, Notes]]:
    try:
        with found.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise _refused(found, "berkas putaran ini tidak dapat dibaca", PACKAGE.remedy) from None
    if not digest.startswith(found.digest):
        raise _refused(found, _CHANGED, PACKAGE.remedy)
    with opened(found.file, PACKAGE) as package:
        members = package.manifest.members
        notes = understood_notes(package.read(NOTES)) if NOTES in members else None
        rooms = {room_of(name) for name in members}
        if notes is None or not rooms <= {Room.TOP, Room.RECORDS} or not plain_name(package.manifest.cycle):
            raise _refused(found, PACKAGE.none, PACKAGE.remedy)
        if (notes.name, notes.frozen_at) != (found.name, found.moment):
            what = "nama berkas ini bukan nama dan waktu putaran di dalamnya"
            raise _refused(found, what, PACKAGE.remedy)
        yield package, notes


def _foreign(package: Opened, notes: Notes, found: Round) -> Iterator[Problem]:
    """What makes a round one of another program."""
    manifest, remedy = package.manifest, _OTHER_PROGRAM.format(clipped(notes.version))
    if not (len(manifest.schema) == len(HEAD) and manifest.schema.isdecimal()) or manifest.schema > HEAD:
        what = f"putaran ini memakai skema {clipped(manifest.schema)}; program ini mengenal sampai {HEAD}"
        yield Problem(where=_place(found), what=what, remedy="Perbarui program, lalu ulangi")
    if manifest.edition not in edition_codes():
        what = f"peraturan '{clipped(manifest.edition)}' tidak dikenal"
        yield Problem(where=_place(found), what=what, remedy=remedy)


def _other_wording(package: Opened, notes: Notes, found: Round, instrument: Instrument) -> Iterator[Problem]:
    """What makes a round one of another wording of the regulation, or of the cycle's own list."""
    remedy = _OTHER_PROGRAM.format(clipped(notes.version))
    here = (instrument.code, edition_hash(instrument), figures_hash(instrument))
    if here != (package.manifest.edition, package.manifest.edition_hash, notes.figures):
        what = f"rumusan atau bobot {instrument.short_name} berubah sejak putaran ini dibekukan, "
        what += "sehingga isinya akan terbaca lain"
        yield Problem(where=_place(found), what=what, remedy=remedy)


def _restored(package: Opened, notes: Notes, folder: Path) -> FrozenState:
    folder.mkdir()
    tables = {}
    for name in package.manifest.members:
        if room_of(name) is Room.RECORDS:
            tables[table_of(name)] = package.read(name)
        elif name != NOTES:
            (folder / name).write_bytes(package.read(name))
    restore(folder, package.manifest.schema, tables)
    cycle = read_cycle(folder)
    instrument = edition_of(cycle)
    return FrozenState(
        name=notes.name,
        moment=notes.frozen_at,
        actor=notes.frozen_by,
        cycle=cycle,
        instrument=instrument,
        records=read_records(folder, instrument),
        kept=KeptFiles(present=frozenset(notes.present), damaged=frozenset(notes.damaged)),
    )


def _first_line(fault: SpbeError) -> str:
    return clipped(str(fault).partition("\n")[0].rstrip("."))


def _place(found: Round) -> str:
    return f"inputs/{found.file.parent.parent.name}/{found.where}"


def _refused(found: Round, what: str, remedy: str) -> InputError:
    return InputError([Problem(where=_place(found), what=what, remedy=remedy)])
