"""Where something is handed in, what became of it, and how what was received is kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.kept_files import fingerprint, kept_name, place_for
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Event, Submission
from spbe_lib.records.database.store import Store
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import write_whole

_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one received file.

    Attributes:
        name: The file's name.
        submission: How it was recorded; for a file that had come before, how it was then.
        repeated: Whether the same file had come before, so that nothing changed.
        changes: What it changed; empty when everything was known already.
        questions: What is strange in it but no fault.
        understood: What was typed in another spelling than ours, and how it was taken.
    """

    name: str
    submission: Submission
    repeated: bool = False
    changes: tuple[Event, ...] = ()
    questions: tuple[Problem, ...] = ()
    understood: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where something is handed in: a cycle's folder, its edition and records, and who sits there.

    ``actor`` is who enters, ``now`` the moment (with time zone).
    """

    folder: Path
    cycle: Cycle
    instrument: Instrument
    store: Store
    actor: str
    now: datetime


def content_of(file: Path) -> bytes:
    """The content of a file that somebody sends.

    Raises:
        InputError: It is not there, cannot be read, or is too large to be an answer.
    """
    try:
        if not file.is_file():
            what, remedy = "tidak ada berkas dengan nama ini", "Periksa nama dan letaknya"
        elif file.stat().st_size <= _LARGEST:
            return file.read_bytes()
        else:
            what, remedy = "berkas lebih besar dari 20 MB", "Periksa apakah ini berkas yang benar"
    except OSError:
        what, remedy = "berkas tidak dapat dibuka", "Periksa nama dan letaknya, dan tutup dahulu di Excel"
    raise InputError([Problem(where=clipped(file.name or "berkas"), what=what, remedy=remedy)])


def known_submission(desk: Desk, content: bytes) -> Submission | None:
    """How this content was recorded, if it was; a kept copy that was lost is put back."""
    known = desk.store.received(fingerprint(content))
    if known:
        keep_copy(desk, known, content)
    return known


def submission_of(desk: Desk, file: Path, content: bytes, who: str, suffix: str) -> Submission:
    """How a file will be recorded: under which name it is kept, when it came, who brought it.

    ``who`` is the code of an OPD, or what stands for one in the name of a kept file.
    """
    moment = desk.now.replace(microsecond=0)
    if file.name in desk.cycle.assessments and file.resolve().parent == desk.folder.resolve():
        place = desk.folder / file.name
    else:
        place, moment = place_for(desk.folder, content, who, suffix, moment)
    return Submission(
        sha256=fingerprint(content),
        original_name=_original(file),
        kept_as=place.relative_to(desk.folder).as_posix(),
        received_at=moment,
        actor=desk.actor,
    )


def _original(file: Path) -> str:
    """The file's name as its sender knows it; of a kept file only whose it was is known."""
    kept = kept_name(file.name)
    name = f"{kept.who}{file.suffix}" if kept else file.name
    return "".join(sign if sign.isprintable() else "·" for sign in name)


def keep_copy(desk: Desk, submission: Submission, content: bytes) -> None:
    """Keep a received file as it came, unless it lies there already."""
    kept = desk.folder / submission.kept_as
    if not kept.exists():
        write_whole(kept, content)
