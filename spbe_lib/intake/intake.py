"""The one door into the records: hash, check all, keep the file, write whole or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from spbe_lib.errors import InputError, Problem, StaleError
from spbe_lib.figures import office_day
from spbe_lib.intake.assessment.files import read_assessment_file
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.grounds import groundless
from spbe_lib.intake.desk import Desk, Receipt, content_of, keep_copy, known_submission, submission_of
from spbe_lib.intake.judgement.checks import judgement_faults
from spbe_lib.intake.kept_files import SEVERAL, giver, kept_name
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.intake.readers import answer_suffix, read_answers
from spbe_lib.intake.scans import missing_scan
from spbe_lib.records.answers import Records, Submission
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


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
    return _received(desk, file, content_of(file), replacing=replacing)


def receive_answers(
    desk: Desk, content: bytes, name: str, *, replacing: bool = False, spent: Sequence[Draft] = ()
) -> Receipt:
    """Take in the answers of an OPD that lie in no file yet: of a form, or of a file sent to a page.

    Args:
        desk: Where it is handed in.
        content: What a file would hold; it is kept like one.
        name: What the file would be called; its ending tells the kind.
        replacing: Whether its answers go before those that were recorded after it was handed out.
        spent: Drafts that the answers make good.

    Raises:
        InputError: As ``receive_questionnaire``.
    """
    return _received(desk, Path(name), content, replacing=replacing, spent=spent)


def _received(
    desk: Desk, file: Path, content: bytes, *, replacing: bool, spent: Sequence[Draft] = ()
) -> Receipt:
    if known := known_submission(desk, content):
        desk.store.drop_drafts(spent)
        return Receipt(name=clipped(file.name), submission=known, repeated=True)
    parts = read_answers(content, file.name, desk.cycle, desk.instrument)
    return _taken(desk, file, content, parts, replacing=replacing, spent=spent)


def _taken(  # noqa: PLR0913 - what came, in which file, and how it is taken
    desk: Desk,
    file: Path,
    content: bytes,
    parts: Sequence[Questionnaire],
    *,
    replacing: bool,
    spent: Sequence[Draft],
) -> Receipt:
    name, first = clipped(file.name), parts[0]
    who = first.opd if len(parts) == 1 else None
    submission = replace(
        submission_of(desk, file, content, who or SEVERAL, answer_suffix(file.name, content)),
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
            spent=spent,
            keep=lambda: keep_copy(desk, submission, content),
        )
    except StaleError as stale:
        raise InputError(_stale(name, desk.cycle, parts, stale.topics)) from stale
    return Receipt(
        name=name,
        submission=submission,
        changes=changes,
        questions=(
            *(question for part in parts for question in part.questions),
            *missing_scan(desk.folder, name, submission.approval),
        ),
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
    return _assessed(desk, file, content_of(file), stage, source=source)


def receive_assessment_again(desk: Desk, file: Path, stage: Stage) -> Receipt:
    """Take in once more what was accepted when it came: who was of the Tim then, may have left since.

    Raises:
        InputError: As ``receive_assessment``.
    """
    return _assessed(desk, file, content_of(file), stage, accepted_once=True)


def receive_judgement(
    desk: Desk, content: bytes, name: str, stage: Stage, *, spent: Sequence[Draft] = ()
) -> Receipt:
    """Take in what the Tim decided at its own counter, as a file would bring it.

    Args:
        desk: Where it is handed in.
        content: What the file would hold; it is kept like one.
        name: What the file would be called; its ending tells the kind.
        stage: Whose values and decisions they are.
        spent: Drafts that are made good by it.

    Raises:
        InputError: As ``receive_assessment``.
    """
    return _assessed(desk, Path(name), content, stage, spent=spent)


def _assessed(  # noqa: PLR0913 - what came, in which file, and how it is taken
    desk: Desk,
    file: Path,
    content: bytes,
    stage: Stage | None,
    *,
    source: str = "",
    spent: Sequence[Draft] = (),
    accepted_once: bool = False,
) -> Receipt:
    name = clipped(file.name)
    if known := known_submission(desk, content):
        _refuse_other_stage(name, known, stage)
        desk.store.drop_drafts(spent)
        return Receipt(name=name, submission=known, repeated=True)
    read = read_assessment_file(
        file, content, desk.cycle, desk.instrument, stage, source=source, day=office_day(desk.now)
    )
    records = desk.store.read() if read.places or read.readers else Records()
    faults = [*groundless(read, desk.cycle, desk.instrument, records)]
    if read.readers is not None and not accepted_once:
        faults += judgement_faults(read, name, desk.cycle, desk.instrument, records)
    if faults:
        raise InputError(faults)
    who = giver(read.assessment.stage or Stage.MANDIRI)
    submission = submission_of(desk, file, content, who, file.suffix.lower())
    try:
        changes = desk.store.assess(
            submission,
            read.news if read.says_values else None,
            read.decisions,
            verdicts=read.verdicts,
            promises=read.promises,
            candidates=read.candidates,
            seen=read.bases,
            spent=spent,
            keep=lambda: keep_copy(desk, submission, content),
        )
    except StaleError as stale:
        raise InputError(_unseen(name, read, stale.topics)) from stale
    return Receipt(name=name, submission=submission, changes=changes, questions=read.questions)


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
