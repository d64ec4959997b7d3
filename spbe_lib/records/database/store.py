"""The records of one cycle: everything that people told, and who changed what.

A submission, the records that it changes and their events are one transaction: whole, or nothing.

Usage::

    with open_store(folder, cycle="kab-contoh-2026", instrument=instrument) as store:
        events = store.take(submission, entries, bases, replace=False)
        records = store.read()
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select

from spbe_lib.errors import Problem, StoreError
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import (
    Decision,
    Entry,
    Event,
    RecordedDocument,
    RecordedFact,
    RecordedResponse,
    Records,
    Status,
    Submission,
)
from spbe_lib.records.database import schema
from spbe_lib.records.database.agreement import (
    Seen,
    refuse_stale,
    refuse_unknown,
    refuse_unseen,
    says_something_new,
)
from spbe_lib.records.database.assessment_rows import assessments, write_assessment
from spbe_lib.records.database.attachment_rows import all_attachments, write_attachments
from spbe_lib.records.database.backup import damage
from spbe_lib.records.database.beside import BesideRecords
from spbe_lib.records.database.drafts import Draft, spend_drafts
from spbe_lib.records.database.entry_rows import kept_entries, write_decision, write_entry
from spbe_lib.records.database.judgement_rows import (
    all_promises,
    all_verdicts,
    write_promises,
    write_verdicts,
)
from spbe_lib.records.database.log import (
    Brought,
    all_events,
    all_submissions,
    submission_known,
    write_submission,
)
from spbe_lib.records.database.reply_rows import all_candidates, all_replies, write_candidates, write_replies
from spbe_lib.records.database.sqlite_file import FILE, damaged, open_database, revision, told, upgrade
from spbe_lib.records.documents import Attachment
from spbe_lib.records.judgements import Candidate, Promise, Reply, Verdict
from spbe_lib.records.model import Assessment
from spbe_lib.strict_yaml import clipped


@dataclass(frozen=True, slots=True)
class Store(BesideRecords):
    """The records of one cycle, open for reading and writing. Levels are kept in units of 1/``unit``."""

    edition: str
    unit: int

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.engine.dispose()

    def read(self) -> Records:
        """Everything, as it is at one moment.

        Raises:
            StoreError: The file cannot be read, or is damaged.
        """
        with self.database.reading() as connection:
            return _records(connection, self.database.file, self.edition, self.unit)

    def damage(self) -> list[Problem]:
        """What is wrong with the database file itself, told; nothing when it is sound."""
        return damage(self.database.file)

    def received(self, sha256: str) -> Submission | None:
        """The submission with this content, if it was recorded."""
        with self.database.reading() as connection:
            return submission_known(connection, sha256)

    def take(  # noqa: PLR0913 - one transaction for all that one file of an OPD says
        self,
        submission: Submission,
        entries: Sequence[Entry],
        bases: Seen,
        *,
        replace: bool,
        spent: Sequence[Draft] = (),
        keep: Callable[[], None] = lambda: None,
    ) -> tuple[Event, ...]:
        """Record what one OPD hands in, or what one file says for several.

        An entry that says nothing new changes nothing. One that differs replaces what is recorded if
        it rests on the recorded version, if the Tim returned it, or if the caller insists; it is
        then submitted again, and the Tim's decision moves into the event.

        Args:
            submission: The file that brings the entries; one that is known changes nothing.
            entries: Answers of that OPD, or of any where the submission names none; each topic once.
            bases: The version on which each answer rests, by OPD and topic; missing where there was none.
            replace: Whether the entries go before what somebody else recorded meanwhile.
            spent: Drafts that the submission makes good; they are thrown away unless changed since.
            keep: Keeps the file; called when all is written, just before it becomes final.

        Returns:
            What changed.

        Raises:
            StaleError: Somebody else changed some of these topics meanwhile. Nothing was written.
            StoreError: The file cannot be written, or is damaged. Nothing was written.
            ValueError: An entry of another OPD, a topic twice, a level that the edition cannot hold.
        """
        topics, who = [(each.opd, each.topic) for each in entries], submission.opd
        if len(set(topics)) < len(topics) or any(who not in (None, each.opd) for each in entries):
            raise ValueError("entries must be of the submission's OPD, each topic once")
        with self._receiving(submission, keep) as (connection, brought):
            if brought is None:
                return ()
            kept = kept_entries(connection, self.unit, {each.opd for each in entries})
            changed = [each for each in entries if says_something_new(each, kept)]
            if not replace:
                refuse_stale(changed, kept, bases)
            spend_drafts(connection, spent)
            return tuple(write_entry(brought, each, kept.get((each.opd, each.topic))) for each in changed)

    def attach(
        self,
        submission: Submission,
        attached: Sequence[Attachment],
        detached: Sequence[Attachment] = (),
        *,
        keep: Callable[[], None] = lambda: None,
    ) -> tuple[Event, ...]:
        """Record which kept files prove what; the files themselves lie in the cycle's folder already.

        Args:
            submission: The list that brings them; one that is known changes nothing.
            attached: Files that prove something from now on.
            detached: Files that no longer do; they stay kept.
            keep: Keeps the list; called when all is written, just before it becomes final.

        Returns:
            What changed.

        Raises:
            StoreError: The file cannot be written, or is damaged. Nothing was written.
        """
        with self._receiving(submission, keep) as (_, brought):
            return () if brought is None else tuple(write_attachments(brought, attached, detached))

    def assess(  # noqa: PLR0913 - one transaction for all that one file of an assessor says
        self,
        submission: Submission,
        assessment: Assessment | None,
        decisions: Sequence[Decision] = (),
        *,
        verdicts: Sequence[Verdict] = (),
        promises: Sequence[Promise] = (),
        candidates: Sequence[Candidate] = (),
        seen: Seen = MappingProxyType({}),
        spent: Sequence[Draft] = (),
        keep: Callable[[], None] = lambda: None,
    ) -> tuple[Event, ...]:
        """Record the values of a stage, and what the Tim decides about entries of OPDs.

        Items that the assessment does not name stay as they are. A decision changes neither
        version nor author of the entry, so that the Tim and the OPD do not collide.

        Args:
            submission: The file that brings them; one that is known changes nothing.
            assessment: One stage; None when there are only decisions.
            decisions: Accepted or returned, each entry once.
            verdicts: Rulings about single requirements and documents of recorded answers.
            promises: What OPDs promised, and what became of it.
            candidates: Services that might stand for an item, or were chosen for it.
            seen: The versions that the Tim decided on, where that is known.
            spent: Drafts that are made good by this; they are thrown away unless changed since.
            keep: Keeps the file; called when all is written, just before it becomes final.

        Returns:
            What changed.

        Raises:
            StaleError: The OPD changed an entry after the Tim saw it. Nothing was written.
            StoreError: A decision or ruling about an entry that is not there (all of them are listed), an
                assessment of another edition; the file cannot be written. Nothing was written.
            ValueError: No stage, an entry decided twice or not at all, a value that the edition cannot hold.
        """
        decided = {(each.opd, each.topic) for each in decisions if each.status is not Status.SUBMITTED}
        if len(decided) < len(decisions):
            raise ValueError("a decision accepts or returns, each entry once")
        if assessment and assessment.edition != self.edition:
            raise StoreError(_other_edition(self.database.file, self.edition, assessment.edition))
        with self._receiving(submission, keep) as (connection, brought):
            if brought is None:
                return ()
            events = [*write_assessment(brought, assessment)] if assessment else []
            judged: list[Decision | Verdict] = [*decisions, *verdicts]
            kept = kept_entries(connection, self.unit, {each.opd for each in judged})
            refuse_unknown(self.database.file, judged, kept)
            refuse_unseen(judged, kept, seen)
            for each in decisions:
                old = kept[each.opd, each.topic]
                if each != old.recorded.standing.decision:
                    events.append(write_decision(brought, each, old))
            events += [*write_verdicts(brought, verdicts, kept), *write_promises(brought, promises)]
            events += write_candidates(brought, candidates)
            spend_drafts(connection, spent)
            return tuple(events)

    def reply(
        self, submission: Submission, replies: Sequence[Reply], *, keep: Callable[[], None] = lambda: None
    ) -> tuple[Event, ...]:
        """Record what an OPD replies to questions of the Tim.

        Args:
            submission: The file that brings the replies; one that is known changes nothing.
            replies: Each question once; an empty text takes a former reply back.
            keep: Keeps the file; called when all is written, just before it becomes final.

        Returns:
            What changed.

        Raises:
            StoreError: The file cannot be written, or is damaged. Nothing was written.
        """
        with self._receiving(submission, keep) as (_, brought):
            return () if brought is None else tuple(write_replies(brought, replies))

    @contextmanager
    def _receiving(
        self, submission: Submission, keep: Callable[[], None]
    ) -> Iterator[tuple[Connection, Brought | None]]:
        with self.database.writing() as connection:
            if submission_known(connection, submission.sha256):
                yield connection, None
            else:
                yield connection, write_submission(connection, self.unit, submission)
                keep()


def open_store(folder: Path, *, cycle: str, instrument: Instrument) -> Store:
    """Open the records of a cycle for reading and writing; make them when there are none yet.

    A copied or renamed folder opens like any other; ``cycle`` is only remembered.

    Raises:
        StoreError: The file belongs to another edition or a newer version of the program, is
            damaged or no database, or lies on a network drive.
    """
    database = open_database(folder, "rwc")
    with database.reading() as connection:
        unit = _unit(connection, database.file, instrument)
    if unit is None:
        with database.writing() as connection:
            upgrade(connection, database.file)
            unit = _unit(connection, database.file, instrument)
            if unit is None:
                unit = instrument.level_denominator
                about = {"name": cycle, "edition": instrument.code, "level_denominator": unit}
                connection.execute(insert(schema.cycle).values(about))
    return Store(database, instrument.code, unit)


def read_records(folder: Path, instrument: Instrument) -> Records:
    """Read the records of a cycle, making and changing nothing; none are there when there is no file.

    Raises:
        StoreError: As for `open_store`; also when the file must first be brought to the newest schema.
    """
    if not (folder / FILE).exists():
        return Records()
    database = open_database(folder, "rw")
    with database.reading() as connection:
        at = revision(connection, database.file)
        if at is None:
            return Records()
        if at < schema.HEAD:
            raise StoreError(
                f"{told(database.file)}: basis data ini dibuat oleh versi program yang lebih lama. "
                "Buka sekali dengan perintah yang menulis, misalnya `spbe import`, agar diperbarui."
            )
        unit = _unit(connection, database.file, instrument)
        return _records(connection, database.file, instrument.code, unit) if unit else Records()


def _unit(connection: Connection, file: Path, instrument: Instrument) -> int | None:
    if revision(connection, file) != schema.HEAD:
        return None
    about = connection.execute(select(schema.cycle)).first()
    if about and about.edition != instrument.code:
        raise StoreError(_other_edition(file, about.edition, instrument.code))
    return about.level_denominator if about else None


def _records(connection: Connection, file: Path, edition: str, unit: int) -> Records:
    try:
        kept = [each.recorded for each in kept_entries(connection, unit).values()]
        return Records(
            responses={(r.content.opd, r.content.item): r for r in kept if isinstance(r, RecordedResponse)},
            facts={(r.content.opd, r.content.requirement): r for r in kept if isinstance(r, RecordedFact)},
            documents={(r.content.opd, r.content.key): r for r in kept if isinstance(r, RecordedDocument)},
            attachments=all_attachments(connection),
            assessments=assessments(connection, edition, unit),
            verdicts=all_verdicts(connection),
            promises=all_promises(connection),
            replies=all_replies(connection),
            candidates=all_candidates(connection),
            submissions=all_submissions(connection),
            events=all_events(connection),
        )
    except (ValueError, LookupError) as fault:  # a word or a figure that was never written here
        raise damaged(file) from fault


def _other_edition(file: Path, here: str, asked: str) -> str:
    return (
        f"{told(file)}: basis data ini milik peraturan '{here}', bukan '{clipped(asked)}'. "
        "Samakan isian edition pada cycle.yaml, atau buat siklus baru untuk peraturan lain."
    )
