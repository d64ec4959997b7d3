"""The one door through which anything gets into the records: hash, check all, keep the file, write whole or nothing."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem, SpbeError, StaleError
from spbe_lib.intake.assessment_files import read_assessment_file
from spbe_lib.intake.excel_import import read_questionnaire
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Event, Submission
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.store import Store
from spbe_lib.workspace import submissions, write_whole

_MOMENT = "%Y%m%dT%H%M%SZ"
_ASSESSMENT = "penilaian-"
_LARGEST, _SHORT = 20_000_000, 12
_KEPT = re.compile(r"(?P<moment>\d{8}T\d{6}Z)_(?P<who>[a-z0-9-]+)_[0-9a-f]{12}\.[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one received file.

    Attributes:
        name: The file's name.
        submission: How it was recorded; for a file that had come before, how it was then.
        repeated: Whether the same file had come before, so that nothing changed.
        changes: What it changed; empty when everything was known already.
        questions: What is strange in it but no fault.
    """

    name: str
    submission: Submission
    repeated: bool = False
    changes: tuple[Event, ...] = ()
    questions: tuple[Problem, ...] = ()


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


def receive_questionnaire(desk: Desk, file: Path, *, replacing: bool = False) -> Receipt:
    """Take in a filled Kuesioner of one OPD.

    Args:
        desk: Where it is handed in.
        file: The workbook; it is copied and never changed.
        replacing: Whether its answers go before those that were recorded after it was handed out.

    Raises:
        InputError: The file has faults, all of them listed, or would undo what somebody else
            changed meanwhile. Nothing was recorded and no copy kept.
    """
    content = _content(file)
    if known := desk.store.received(_hash(content)):
        return Receipt(name=file.name, submission=known, repeated=True)
    answers = read_questionnaire(content, file.name, desk.cycle, desk.instrument)
    submission = replace(
        _submission(desk, file, content, answers.opd),
        opd=answers.opd,
        filled_by=answers.filled_by,
        on_behalf_of=answers.on_behalf_of,
        approval=answers.approval,
    )
    try:
        changes = desk.store.take(
            submission,
            answers.entries,
            answers.bases,
            replace=replacing,
            keep=lambda: _keep(desk, submission, content),
        )
    except StaleError as stale:
        raise InputError(_stale(file.name, desk.cycle, answers, stale.topics)) from stale
    return Receipt(name=file.name, submission=submission, changes=changes, questions=answers.questions)


def receive_assessment(desk: Desk, file: Path, stage: Stage | None = None, source: str = "") -> Receipt:
    """Take in a stage's values for the government as a whole: YAML, CSV or workbook.

    Args:
        desk: Where they are handed in.
        file: Values by item with notes and recommendations; a workbook may carry decisions too.
        stage: Whose values they are; None where the file says it itself (YAML, workbook).
        source: Where they come from, in words; empty where the file says it, or nobody does.

    Raises:
        InputError: The file has faults, all of them listed. Nothing was recorded and no copy kept.
    """
    content = _content(file)
    if known := desk.store.received(_hash(content)):
        return Receipt(name=file.name, submission=known, repeated=True)
    read = read_assessment_file(
        file, content, desk.cycle, desk.instrument, stage, source=source, day=desk.now.date()
    )
    submission = _submission(desk, file, content, f"{_ASSESSMENT}{read.assessment.stage}")
    try:
        changes = desk.store.assess(
            submission,
            read.news,
            read.decisions,
            seen=read.bases,
            keep=lambda: _keep(desk, submission, content),
        )
    except StaleError as stale:
        raise InputError(_unseen(file.name, stale.topics)) from stale
    return Receipt(name=file.name, submission=submission, changes=changes, questions=read.questions)


def receive_kept(desk: Desk) -> Iterator[Receipt | SpbeError]:
    """Take in whatever lies in the cycle's folder and is not yet recorded, in the order of receipt.

    These are the assessments that ``cycle.yaml`` names and the files in ``submissions/``: so the
    records of a bundled cycle are made, and those of a lost database made again.
    """
    for name in desk.cycle.assessments:
        yield _tried(receive_assessment, desk, desk.folder / name)
    for file in sorted(submissions(desk.folder).glob("[!.]*")):
        kept = _KEPT.fullmatch(file.name)
        there = replace(desk, now=_moment(kept["moment"])) if kept else desk
        if kept and kept["who"].startswith(_ASSESSMENT):
            stage = Stage(kept["who"].removeprefix(_ASSESSMENT))
            yield _tried(receive_assessment, there, file, stage)
        else:
            yield _tried(receive_questionnaire, there, file, replacing=True)


def _tried(receive: Callable[..., Receipt], *given: object, **more: object) -> Receipt | SpbeError:
    try:
        return receive(*given, **more)
    except SpbeError as refusal:
        return refusal


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size <= _LARGEST:
            return file.read_bytes()
        what, remedy = "berkas lebih besar dari 20 MB", "Periksa apakah ini berkas yang benar"
    except OSError:
        what, remedy = "berkas tidak dapat dibuka", "Periksa nama dan letaknya, dan tutup dahulu di Excel"
    raise InputError([Problem(where=file.name, what=what, remedy=remedy)])


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _submission(desk: Desk, file: Path, content: bytes, who: str) -> Submission:
    return Submission(
        sha256=_hash(content),
        original_name=file.name,
        kept_as=_place(desk, file, content, who).relative_to(desk.folder).as_posix(),
        received_at=desk.now,
        actor=desk.actor,
    )


def _place(desk: Desk, file: Path, content: bytes, who: str) -> Path:
    """Where a file is kept: where it lies, if in the cycle's folder, else under its moment of receipt."""
    kept, digest = submissions(desk.folder), _hash(content)[:_SHORT]
    if file.resolve().parent in (desk.folder, kept):
        return file.resolve()
    before = sorted(kept.glob(f"*_{digest}.*"))
    return before[0] if before else kept / f"{desk.now:{_MOMENT}}_{who}_{digest}{file.suffix.lower()}"


def _keep(desk: Desk, submission: Submission, content: bytes) -> None:
    kept = desk.folder / submission.kept_as
    if not kept.exists():
        write_whole(kept, content)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def _stale(name: str, cycle: Cycle, answers: Questionnaire, topics: Mapping[str, str]) -> Iterator[Problem]:
    for topic, told in topics.items():
        yield Problem(
            where=f"{name}, {cycle.opd(answers.opd).name}, {answers.places.get(topic, topic)}",
            what=f"jawaban ini sudah diubah sesudah lembar ini dibagikan ({told})",
            remedy="Bandingkan keduanya. Bila berkas ini yang benar, ulangi dengan --replace; "
            "bila tidak, bagikan lembar baru dengan `spbe template`",
        )


def _unseen(name: str, topics: Mapping[str, str]) -> Iterator[Problem]:
    for topic, told in topics.items():
        yield Problem(
            where=f"{name}, lembar Tinjauan, {topic}",
            what=f"OPD mengubah jawaban ini sesudah lembar nilai dibuat ({told})",
            remedy="Buat lembar nilai baru dengan `spbe template`, baca jawaban yang baru, lalu putuskan",
        )
