"""A cycle whose state is frozen, and what happens to it afterwards."""

import shutil
import zipfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from spbe_lib.errors import InputError
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.intake.rounds.names import Round, file_name, rounds_in
from tests.intake.archive.packing import members, signed, zipped
from tests.intake.desks import desk_in, later

NAME = "pra-penilaian"


def copied(folder: Path, place: Path) -> Path:
    """The cycle in a folder of its own."""
    return Path(shutil.copytree(folder, place / folder.name))


def frozen(folder: Path, name: str = NAME, minutes: int = 60, actor: str = "Sari") -> Round:
    """Freeze a cycle, an hour after everything else."""
    with desk_in(folder) as desk:
        return freeze(later(desk, minutes, actor), name)


def freeze_and_tell(folder: Path, minutes: int, tell: Connection) -> None:
    """Freeze in a process of its own; tell the name, or why not."""
    try:
        tell.send(frozen(folder, minutes=minutes).name)
    except InputError as told:
        tell.send(str(told))


def freeze_until_killed(folder: Path, tell: Connection) -> None:
    """Freeze round after round; the first one loads what is needed."""
    tell.send("")
    for number in range(2, 100):
        tell.send(frozen(folder, f"final-{number}", minutes=number).name)


def forged(found: Round, change: Callable[[dict[str, bytes]], object], **told: object) -> Round:
    """The round after somebody changed it with care: manifest and name agree with what it holds now."""
    parts = members(found.file)
    change(parts)
    made = zipped(found.file.with_name("palsu.zip"), signed(parts, **told))
    called = file_name(found.name, found.moment, made.read_bytes())
    found.file.unlink()
    made.rename(found.file.with_name(called))
    return rounds_in(found.file.parent.parent)[0]


def names_in(found: Round) -> list[str]:
    """What the file of a round holds."""
    with zipfile.ZipFile(found.file) as package:
        return package.namelist()
