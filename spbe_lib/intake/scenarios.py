"""The simulations that a cycle keeps: list, keep, delete; the folder ``scenarios/`` is the truth."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError, Problem, WorkspaceError
from spbe_lib.figures import office_day, printed_date
from spbe_lib.intake.desk import Desk
from spbe_lib.records.files.scenario_file import (
    LONGEST_NAME,
    SUFFIX,
    Scenario,
    is_scenario_file,
    read_scenario,
    slug_of,
    written_scenario,
)
from spbe_lib.sheets import is_readable
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import scenarios, write_whole

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A simulation as it lies there; ``code`` is the SHA-256 of its file, by which a change is noticed."""

    scenario: Scenario
    code: str


def kept_scenarios(folder: Path) -> tuple[Kept, ...]:
    """The simulations of a cycle, by name; one that cannot be read is none (``spbe check`` tells of it)."""
    found = []
    for file in scenario_files(folder):
        try:
            found.append(_kept(file))
        except InputError:
            continue
    return tuple(sorted(found, key=lambda each: each.scenario.name.casefold()))


def kept_scenario(folder: Path, name: str) -> Kept:
    """The simulation of this name.

    Raises:
        InputError: There is none, the known ones are listed; or its file has faults.
    """
    slug = slug_of(name)
    for file in scenario_files(folder):
        if file.name == f"{slug}{SUFFIX}":
            return _kept(file)
    known = ", ".join(each.scenario.name for each in kept_scenarios(folder))
    remedy = f"Skenario yang ada: {known}" if known else "Simpan dahulu dengan `spbe simulate … --save NAMA`"
    where, what = f"inputs/{folder.name}", f"skenario '{clipped(name)}' tidak ada"
    raise InputError([Problem(where=where, what=what, remedy=remedy)])


def keep_scenario(desk: Desk, scenario: Scenario, over: str | None = None) -> Kept:
    """Keep a simulation, whole or not at all.

    Args:
        desk: The cycle.
        scenario: What is kept.
        over: The code of the one that it takes the place of, as whoever keeps it has seen it; None for a
            new one.

    Raises:
        InputError: The name or the keeper's is none, is taken, or somebody else kept another one under it
            meanwhile; nothing was written then.
        WorkspaceError: The file cannot be written.
    """
    if faults := [each for each in (name_fault(scenario.name), _keeper_fault(scenario.by)) if each]:
        raise InputError(faults)
    file = _file(desk.folder, scenario.name)
    content = written_scenario(scenario)
    with desk.store.database.writing():  # one after the other, so that nobody's is lost
        there = _code(file)
        if there is None and len(scenario_files(desk.folder)) >= _MOST:
            what, remedy = f"sudah ada {_MOST} skenario", "Hapus yang tidak dipakai lagi"
            raise InputError([Problem(where=f"inputs/{desk.folder.name}", what=what, remedy=remedy)])
        if there not in (over, hashlib.sha256(content).hexdigest()):
            raise InputError([_taken(file, scenario.name, again=over is not None)])
        write_whole(file, content)
        return _kept(file)  # before the next one may write


def check_free_name(folder: Path, name: str, *, by: str, replacing: bool) -> None:
    """Check, before anything is worked out, that somebody may keep a simulation under a name.

    Args:
        folder: The cycle.
        name: How the simulation is to be called.
        by: Who keeps it.
        replacing: Whether it may take the place of one that can be read.

    Raises:
        InputError: One of the names cannot be used, or that of the simulation is taken.
    """
    faults = [each for each in (name_fault(name), _keeper_fault(by)) if each]
    file = _file(folder, name)
    readable = slug_of(name) in {each.scenario.slug for each in kept_scenarios(folder)}
    if not faults and file.exists() and not (replacing and readable):
        faults.append(_taken(file, name, again=False))
    if faults:
        raise InputError(faults)


def delete_scenario(desk: Desk, kept: Kept) -> None:
    """Delete a simulation, as whoever deletes it has seen it.

    Raises:
        InputError: Somebody else changed it meanwhile; it stays.
        WorkspaceError: It cannot be deleted.
    """
    file = _file(desk.folder, kept.scenario.name)
    with desk.store.database.writing():
        if _code(file) not in (kept.code, None):
            raise InputError([_taken(file, kept.scenario.name, again=True)])
        try:
            file.unlink(missing_ok=True)
        except OSError as fault:
            what = "berkas tidak dapat dihapus. Tutup bila sedang terbuka, lalu ulangi"
            raise WorkspaceError(f"{_place(file)}: {what}.") from fault


def name_fault(name: str) -> Problem | None:
    """Why a simulation cannot be called so; None when it can."""
    where = f"nama skenario '{clipped(name)}'"
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not is_readable(name):
        allowed = f"satu baris teks, paling banyak {LONGEST_NAME} huruf"
        return Problem(where=where, what="nama ini tidak dapat dipakai", allowed=allowed)
    if not slug_of(name):
        what = "dari nama ini tidak dapat dibuat nama berkas"
        return Problem(where=where, what=what, remedy="Pakai huruf a–z atau angka, misalnya Naik ke 4,35")
    return None


def _keeper_fault(by: str) -> Problem | None:
    """Why nobody can be called so who keeps a simulation; None when somebody can."""
    if by.strip() and is_readable(by):
        return None
    where, what = f"yang menyimpan '{clipped(by)}'", "nama ini tidak dapat dipakai"
    return Problem(where=where, what=what, allowed="satu baris teks")


def scenario_files(folder: Path) -> list[Path]:
    """The files of the simulations of a cycle; drafts and strange files are none."""
    found = scenarios(folder).glob(f"[!.]*{SUFFIX}")
    return sorted(file for file in found if is_scenario_file(file.name) and file.is_file())


def scenario_problems(folder: Path) -> Iterator[Problem]:
    """What is wrong with the simulations of a cycle: files that cannot be read, and strange ones."""
    known = scenario_files(folder)
    for file in known:
        try:
            read_scenario(file)
        except InputError as faults:
            yield from faults.problems
    for file in sorted(scenarios(folder).glob("[!.]*")):
        if file not in known:
            what, remedy = "ini bukan skenario dan tidak dipakai", "Pindahkan berkas ini ke tempat lain"
            yield Problem(where=_place(file), what=what, remedy=remedy)


def _kept(file: Path) -> Kept:
    code = _code(file)
    if code is None:
        raise InputError([Problem(where=_place(file), what="berkas ini tidak dapat dibaca", remedy="Ulangi")])
    return Kept(scenario=read_scenario(file), code=code)


def _file(folder: Path, name: str) -> Path:
    return scenarios(folder) / f"{slug_of(name)}{SUFFIX}"


def _code(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _taken(file: Path, name: str, *, again: bool) -> Problem:
    """Why nothing is put in the place of what lies there."""
    where = f"skenario '{clipped(name)}'"
    remedy = "Pakai nama lain, atau ganti yang lama (pada spbe simulate: --replace)"
    try:
        there = read_scenario(file)
        told = f"'{clipped(there.name)}' oleh {clipped(there.by)}, {printed_date(office_day(there.at))}"
    except InputError:
        told, remedy = f"berkas {file.name} yang tidak terbaca", "Pakai nama lain, atau hapus berkas itu"
    if again:
        what = f"sementara itu berubah: kini {told}"
        return Problem(where=where, what=what, remedy="Buka dahulu, atau simpan dengan nama lain")
    what = f"nama ini sudah dipakai: {told}"
    return Problem(where=where, what=what, remedy=remedy)


def _place(file: Path) -> str:
    return f"inputs/{file.parent.parent.name}/scenarios/{clipped(file.name)}"
