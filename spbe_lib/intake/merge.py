"""Several people's files for one OPD through the one door: merged first, then received as one answer file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from spbe_lib.errors import InputError, Problem, SpbeError
from spbe_lib.intake.asking.asked import asked_of
from spbe_lib.intake.conflict_file import conflict_table, read_choices, read_picks, topic_label
from spbe_lib.intake.desk import Desk, Receipt, content_of
from spbe_lib.intake.form.spelling import SUFFIX
from spbe_lib.intake.form.writing import answer_file
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.kept_files import fingerprint
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.intake.readers import answer_suffix, read_answers
from spbe_lib.records.answers import Entry, Recorded, RecordedDocument, Records
from spbe_lib.records.database.history import former_entries
from spbe_lib.records.merging import Conflict, Merged, Side, Signature, merge
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import sources, write_whole

_SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a merge.

    Attributes:
        opd: Code of the OPD.
        names: The files' names, in the order of the numbers by which they are chosen (from 1).
        conflicts: What somebody must choose; then nothing was recorded.
        labels: How the topics of the conflicts are called.
        table: Where the conflicts are listed, when there are any.
        receipt: How the merged answers were received; None while there are conflicts, and when all
            of it was recorded before.
        questions: What the readers of the files asked, each beginning with the file's name.
        understood: What they took for something else, likewise.
    """

    opd: str
    names: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    table: Path | None = None
    receipt: Receipt | None = None
    questions: tuple[Problem, ...] = ()
    understood: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One file of one person, read."""

    name: str
    content: bytes
    said: Questionnaire

    @property
    def kept_as(self) -> str:
        """Under which name it is kept among the sources."""
        return f"{fingerprint(self.content)}{answer_suffix(self.name)}"


def merge_files(desk: Desk, outputs: Path, files: Sequence[Path], choices: Path | None = None) -> Outcome:
    """Merge the files of several people for one OPD, and take in what they say together.

    Args:
        desk: Where they are handed in.
        outputs: The cycle's folder of outputs.
        files: Whatever kinds of answer files; their order matters for nothing.
        choices: The list of conflicts, filled in; None while nothing was chosen.

    Raises:
        InputError: A file has faults, the files are of several OPDs, a choice is missing or wrong, or
            somebody changed the records meanwhile. Nothing was recorded.
    """
    read = _read(desk, files)
    records, opd, names = desk.store.read(), read[0].said.opd, tuple(each.name for each in read)
    kept = _recorded(records, opd)
    recorded = {topic: each.content for topic, each in kept.items()}
    sides = _sides(desk, read, kept)
    merged, folder = merge(sides, recorded), outputs / "gabungan"
    if merged.conflicts and choices is None:
        table = folder / f"{opd}-konflik.csv"
        picks = read_picks(table, names) if table.exists() else {}
        labels = _labels(desk, sides, recorded, merged.conflicts)
        write_whole(table, conflict_table(merged.conflicts, names, desk.instrument, picks, labels))
        return Outcome(opd=opd, names=names, conflicts=merged.conflicts, labels=labels, table=table)
    if choices is not None:
        chosen = read_choices(choices, merged.conflicts, names, desk.instrument)
        merged = merge(sides, recorded, chosen)
    receipt = _received(desk, folder, read, records, merged)
    questions = tuple(_placed(file, each) for file in read for each in file.said.questions)
    understood = tuple(_placed(file, each) for file in read for each in file.said.understood)
    return Outcome(opd=opd, names=names, receipt=receipt, questions=questions, understood=understood)


def _labels(
    desk: Desk, sides: Sequence[Side], recorded: Mapping[str, Entry], conflicts: Sequence[Conflict]
) -> Mapping[str, str]:
    every: dict[str, Entry] = {}
    for entries in (*(side.entries for side in sides), recorded):
        every |= entries
    topics = [each.topic for each in conflicts]
    return {topic: topic_label(topic, desk.instrument, every.get(topic)) for topic in topics}


def _placed(file: _File, told: Problem) -> Problem:
    """A remark of a reader, with the file first: two people's files have the same sheets."""
    named = told.where.startswith(file.name)
    return told if named else replace(told, where=f"{file.name}, {told.where}")


def _read(desk: Desk, files: Sequence[Path]) -> list[_File]:
    """Read each file once, in an order that is the same however they were named on the command line."""
    read, problems, known = list[_File](), list[Problem](), set[str]()
    for file in files:
        try:
            content = content_of(file)
            if fingerprint(content) in known:
                continue
            known.add(fingerprint(content))
            parts = read_answers(content, file.name, desk.cycle, desk.instrument)
            read.append(_File(name=clipped(file.name), content=content, said=_single(file.name, parts)))
        except InputError as faults:
            problems += faults.problems
    opds = sorted({each.said.opd for each in read})
    if len(opds) > 1:
        told = ", ".join(desk.cycle.opd(code).name for code in opds)
        what = f"berkas-berkas ini milik beberapa OPD ({told})"
        where, remedy = (
            read[0].name,
            "Gabungkan berkas satu OPD saja; masukkan yang lain dengan `spbe import`",
        )
        problems.append(Problem(where=where, what=what, remedy=remedy))
    if problems:
        raise InputError(problems)
    return sorted(read, key=lambda each: (each.name, fingerprint(each.content)))


def _single(name: str, parts: Sequence[Questionnaire]) -> Questionnaire:
    if len(parts) == 1:
        return parts[0]
    what = f"berkas ini menjawab untuk {len(parts)} OPD, sehingga tidak dapat digabung"
    remedy = "Masukkan dengan `spbe import`"
    raise InputError([Problem(where=clipped(name), what=what, remedy=remedy)])


def _recorded(records: Records, opd: str) -> dict[str, Recorded | RecordedDocument]:
    every: list[Recorded | RecordedDocument] = [*records.entries, *records.documents.values()]
    return {each.content.topic: each for each in every if each.content.opd == opd}


def _sides(desk: Desk, read: Sequence[_File], kept: Mapping[str, Recorded | RecordedDocument]) -> list[Side]:
    """Each file with what it was handed out with: as recorded now, or as an event remembers it."""
    known = dict(former_entries(desk.store.database, read[0].said.opd))
    known |= {(topic, each.standing.version): each.content for topic, each in kept.items()}
    if problems := [problem for file in read for problem in _unknown(file, known)]:
        raise InputError(problems)
    return [_side(str(number), file.said, known) for number, file in enumerate(read, 1)]


def _side(name: str, said: Questionnaire, known: Mapping[tuple[str, int], Entry]) -> Side:
    entries = {each.topic: each for each in said.entries}
    bases = {spot[0]: known[spot] for spot in said.bases.items() if spot in known}
    signature = Signature(filled_by=said.filled_by, on_behalf_of=said.on_behalf_of, approval=said.approval)
    return Side(name=name, entries=entries, bases=bases, signature=signature)


def _unknown(file: _File, known: Mapping[tuple[str, int], Entry]) -> Iterator[Problem]:
    """Answers that rest on a version that these records never had."""
    for each in file.said.entries:
        version = file.said.bases.get(each.topic, 0)
        if version and (each.topic, version) not in known:
            what = f"lembar ini dibagikan dengan versi {version}, yang tidak tercatat dalam siklus ini"
            place = file.said.places.get(each.topic, each.topic)
            remedy = "Periksa apakah siklusnya benar; bila ya, bagikan lembar baru dengan `spbe template`"
            yield Problem(where=f"{file.name}, {place}", what=what, remedy=remedy)


def _received(
    desk: Desk, folder: Path, read: Sequence[_File], records: Records, merged: Merged
) -> Receipt | None:
    """Write the merged answers as one answer file, keep the files that it was made of, and take it in."""
    place, opd = sources(desk.folder), read[0].said.opd
    missing = [file for file in read if not (place / file.kept_as).exists()]
    if not merged.entries and not missing:
        return None
    asked = asked_of(desk.cycle, desk.instrument, desk.cycle.opd(opd), records)
    content = answer_file(
        desk.cycle,
        desk.instrument,
        opd,
        asked=asked,
        entries=merged.entries,
        signature=merged.signature,
    )
    # Two who merge at the same moment shall not read each other's.
    made = folder / f"{opd}-gabungan-{fingerprint(content)[:_SHORT]}{SUFFIX}"
    write_whole(made, content)
    try:
        for file in missing:
            write_whole(place / file.kept_as, file.content)
        return receive_questionnaire(desk, made)
    except SpbeError:
        for file in missing:
            (place / file.kept_as).unlink(missing_ok=True)
        raise
