"""The one door into the records: hash, check all, keep the file, write whole or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem, SpbeError, StaleError
from spbe_lib.figures import office_day
from spbe_lib.intake.assessment.files import read_assessment_file
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.grounds import groundless
from spbe_lib.intake.evidence.attachment_list import SUFFIX, read_attachment_list
from spbe_lib.intake.evidence.kept import missing_files
from spbe_lib.intake.kept_files import (
    fingerprint,
    giver,
    is_content_of,
    kept_name,
    list_giver,
    place_for,
    received_files,
)
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.intake.readers import answer_suffix, read_answers
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Event, Submission
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.store import Store
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import write_whole

_LARGEST = 20_000_000
_SEVERAL = "bersama"
"""What stands for the OPD in the name of a kept file that answers for several."""


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


def receive_questionnaire(desk: Desk, file: Path, *, replacing: bool = False) -> Receipt:
    """Take in the answers of an OPD, or of several at once, whatever kind of file they come in.

    Args:
        desk: Where it is handed in.
        file: Workbook, CSV or answer file; it is copied and never changed.
        replacing: Whether its answers go before those that were recorded after it was handed out.

    Raises:
        InputError: The file has faults, all of them listed, or would undo what somebody else
            changed meanwhile. Nothing was recorded and no copy kept.
    """
    content, name = content_of(file), clipped(file.name)
    if known := _known(desk, content):
        return Receipt(name=name, submission=known, repeated=True)
    return _taken(
        desk, file, content, read_answers(content, file.name, desk.cycle, desk.instrument), replacing
    )


def _taken(
    desk: Desk, file: Path, content: bytes, parts: Sequence[Questionnaire], replacing: bool
) -> Receipt:
    name, first = clipped(file.name), parts[0]
    who = first.opd if len(parts) == 1 else None
    submission = replace(
        _submission(desk, file, content, who or _SEVERAL, answer_suffix(file.name, content)),
        opd=who,
        filled_by=first.filled_by,
        on_behalf_of=first.on_behalf_of,
        approval=first.approval,
    )
    try:
        changes = desk.store.take(
            submission,
            [entry for part in parts for entry in part.entries],
            {(part.opd, topic): base for part in parts for topic, base in part.bases.items()},
            replace=replacing,
            keep=lambda: _keep(desk, submission, content),
        )
    except StaleError as stale:
        raise InputError(_stale(name, desk.cycle, parts, stale.topics)) from stale
    return Receipt(
        name=name,
        submission=submission,
        changes=changes,
        questions=tuple(question for part in parts for question in part.questions),
        understood=tuple(each for part in parts for each in part.understood),
    )


def receive_assessment(desk: Desk, file: Path, stage: Stage | None = None, source: str = "") -> Receipt:
    """Take in what one stage says of the government as a whole: YAML, CSV or workbook.

    Args:
        desk: Where it is handed in.
        file: Values by item with notes and recommendations, or, in CSV, rulings or promises; a workbook
            may carry all of them, and decisions about answers.
        stage: Whose values they are; None where the file says it itself (YAML).
        source: Where they come from, in words; empty where the file says it, or nobody does.

    Raises:
        InputError: The file has faults, all of them listed. Nothing was recorded and no copy kept.
    """
    content, name = content_of(file), clipped(file.name)
    if known := _known(desk, content):
        _refuse_other_stage(name, known, stage)
        return Receipt(name=name, submission=known, repeated=True)
    read = read_assessment_file(
        file, content, desk.cycle, desk.instrument, stage, source=source, day=office_day(desk.now)
    )
    if read.places and (faults := [*groundless(read, desk.cycle, desk.instrument, desk.store.read())]):
        raise InputError(faults)
    news = read.news
    says = news.values or news.notes or news.recommendations or news.published
    who = giver(read.assessment.stage or Stage.MANDIRI)
    submission = _submission(desk, file, content, who, file.suffix.lower())
    try:
        changes = desk.store.assess(
            submission,
            news if says else None,
            read.decisions,
            verdicts=read.verdicts,
            promises=read.promises,
            seen=read.bases,
            keep=lambda: _keep(desk, submission, content),
        )
    except StaleError as stale:
        raise InputError(_unseen(name, read, stale.topics)) from stale
    return Receipt(name=name, submission=submission, changes=changes, questions=read.questions)


def receive_attachments(desk: Desk, content: bytes, name: str) -> Receipt:
    """Take in a list of which evidence files prove what; the files themselves lie in the folder already.

    A file that is missing there is attached all the same, and asked about. The list names its OPD, but it
    is no answer of the OPD: approval and days stay with what the OPD hands in.

    Args:
        desk: Where it is handed in.
        content: The list.
        name: Its name.

    Raises:
        InputError: The list is damaged, or of another cycle or edition. Nothing was recorded.
    """
    if known := _known(desk, content):
        return Receipt(name=clipped(name), submission=known, repeated=True)
    said = read_attachment_list(content, name, desk.cycle, desk.instrument)
    submission = _submission(desk, Path(name), content, list_giver(said.opd), SUFFIX)
    changes = desk.store.attach(
        submission, said.attached, said.detached, keep=lambda: _keep(desk, submission, content)
    )
    questions = tuple(missing_files(desk.folder, said.attached))
    return Receipt(name=clipped(name), submission=submission, changes=changes, questions=questions)


def receive_kept(desk: Desk) -> Iterator[Receipt | SpbeError]:
    """Take in whatever lies in the cycle's folder and is not yet recorded, in the order of receipt.

    These are the assessments that ``cycle.yaml`` names and the files in ``submissions/``: so the
    records of a bundled cycle are made, and those of a lost database made again. A kept file was
    accepted once, so it goes before what came earlier; never before what came later.
    """
    latest: dict[str | None, datetime] = {}
    for each in desk.store.read().events:
        latest[each.opd] = max(each.at, latest.get(each.opd, each.at))
    for name in desk.cycle.assessments:
        try:
            yield receive_assessment(desk, desk.folder / name)
        except SpbeError as refusal:
            yield refusal
    for file in received_files(desk.folder):
        try:
            yield _receive_again(desk, file, latest)
        except SpbeError as refusal:
            yield refusal


def _receive_again(desk: Desk, file: Path, latest: Mapping[str | None, datetime]) -> Receipt:
    name = kept_name(file.name)
    if name is None:
        return receive_questionnaire(desk, file)
    if not is_content_of(name, content_of(file)):
        what, remedy = "isi berkas kiriman ini berubah sejak diterima", "Kembalikan dari cadangan"
        raise InputError([Problem(where=file.name, what=what, remedy=remedy)])
    there = replace(desk, now=name.moment)
    if name.stage:
        return receive_assessment(there, file, name.stage)
    content = content_of(file)
    if name.lists_files:
        return receive_attachments(there, content, file.name)
    if known := _known(there, content):
        return Receipt(name=clipped(file.name), submission=known, repeated=True)
    parts = read_answers(content, file.name, desk.cycle, desk.instrument)
    newest = max(latest.get(part.opd, name.moment) for part in parts)
    return _taken(there, file, content, parts, replacing=name.moment >= newest)


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


def _known(desk: Desk, content: bytes) -> Submission | None:
    """How this content was recorded, if it was; a kept copy that was lost is put back."""
    known = desk.store.received(fingerprint(content))
    if known:
        _keep(desk, known, content)
    return known


def _refuse_other_stage(name: str, known: Submission, stage: Stage | None) -> None:
    """A table does not say whose values it holds, so the same one for another stage is no repetition."""
    kept = kept_name(Path(known.kept_as).name)
    if kept and not kept.stage:
        what, remedy = "berkas ini sudah diterima sebagai jawaban OPD", "Periksa apakah berkasnya benar"
        raise InputError([Problem(where=name, what=what, remedy=remedy)])
    if stage and kept and kept.stage and kept.stage is not stage:
        what = f"berkas dengan isi yang sama sudah diterima sebagai {kept.stage.label}"
        remedy = f"Bila {stage.label} memang sama, sebutkan itu di kolom catatan, simpan, lalu ulangi"
        raise InputError([Problem(where=name, what=what, remedy=remedy)])


def _submission(desk: Desk, file: Path, content: bytes, who: str, suffix: str) -> Submission:
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


def _keep(desk: Desk, submission: Submission, content: bytes) -> None:
    kept = desk.folder / submission.kept_as
    if not kept.exists():
        write_whole(kept, content)


def _stale(
    name: str, cycle: Cycle, parts: Sequence[Questionnaire], topics: Mapping[str, str]
) -> Iterator[Problem]:
    places = {f"{part.opd} {topic}": place for part in parts for topic, place in part.places.items()}
    for key, told in topics.items():
        opd, _, topic = key.partition(" ")
        yield Problem(
            where=f"{name}, {cycle.opd(opd).name}, {places.get(key, topic)}",
            what=f"jawaban ini sudah diubah sesudah lembar ini dibagikan ({told})",
            remedy="Bandingkan keduanya. Bila berkas ini yang benar, ulangi dengan --replace; "
            "bila tidak, bagikan lembar baru dengan `spbe template`",
        )


def _unseen(name: str, read: AssessmentFile, topics: Mapping[str, str]) -> Iterator[Problem]:
    decided = {f"{each.opd} {each.topic}" for each in read.decisions}
    for topic, told in topics.items():
        yield Problem(
            where=f"{name}, lembar {'Tinjauan' if topic in decided else 'Putusan'}, {topic}",
            what=f"OPD mengubah jawaban ini sesudah lembar nilai dibuat ({told})",
            remedy="Buat lembar nilai baru dengan `spbe template`, baca jawaban yang baru, lalu putuskan",
        )
