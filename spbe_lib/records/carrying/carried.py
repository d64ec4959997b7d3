"""What goes along from one cycle to the next, as files, and what is missing there, in sentences."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import edition_hash
from spbe_lib.records.answers import Entry, Records, Response
from spbe_lib.records.carrying.carried_on import carried_on, recommendation_notes
from spbe_lib.records.carrying.carried_tasks import assignment_file, team_file
from spbe_lib.records.carrying.carry_notes import carry_notes
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.store import read_records
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.files.assessment_text import write_assessment
from spbe_lib.records.files.cycle import own_file_of
from spbe_lib.records.files.entry_file import write_entry_file
from spbe_lib.records.files.history_file import HISTORY_FILE, write_history
from spbe_lib.records.files.register_files import ASSIGNMENT_FILE
from spbe_lib.records.files.team_file import COLUMNS, TEAM_FILE
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.past_years import Grade, YearResult
from spbe_lib.records.register import Cycle
from spbe_lib.workspace import OPD_FILE

OWN_FILE = "butir.yaml"
"""How a new cycle calls its own list of evidence items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What goes along.

    Attributes:
        files: Content by file name.
        result: Name of the file with last year's final values; None without one.
        answers: Name of the file with last year's answers; None without one.
        history: Whether a history goes along.
        notes: What is missing or new, in sentences.
    """

    files: Mapping[str, bytes]
    result: str | None
    answers: str | None
    history: bool
    notes: tuple[str, ...]


def answer_file(year: int) -> str:
    """Name of the file with the answers of a year."""
    return f"jawaban-{year}.json"


def result_file(year: int) -> str:
    """Name of the file with the final values of a year."""
    return f"hasil-{year}.yaml"


def carried_along(source: Path, last: Cycle, continuity: Continuity, year: int) -> Carried:
    """Gather what goes along to a cycle of another year, perhaps under another edition.

    Nothing that an example made up becomes a fact; and a cycle of the same year is not the past.

    Args:
        source: Folder of the cycle to start from.
        last: That cycle.
        continuity: From its edition to that of the new cycle.
        year: Year of the new cycle.

    Raises:
        StoreError: Its records cannot be read.
    """
    past = not last.sample and last.year < year
    records = read_records(source, edition_of(last)) if past else Records()
    entries = _entries(records)
    final = _final(source, last, records) if past else None
    files = dict(_register(source, last, continuity))
    if entries:
        wording = edition_hash(edition_of(last)) if last.own else None
        files[answer_file(last.year)] = write_entry_file(last.name, last.year, last.edition, entries, wording)
    if final:
        told = f"Nilai akhir siklus {last.name}"
        files[result_file(last.year)] = write_assessment(
            continuity.before, final, year=last.year, source=final.source or told
        )
    if past:
        files |= _history(source, last, gathered=files)
        files |= carried_on(last, records.assessments, continuity)
    return Carried(
        files=files,
        result=result_file(last.year) if final else None,
        answers=answer_file(last.year) if entries else None,
        history=HISTORY_FILE in files,
        notes=(
            *carry_notes(last, continuity, [each for each in entries if isinstance(each, Response)]),
            *(recommendation_notes(last, records.assessments, continuity) if past else ()),
        ),
    )


def _entries(records: Records) -> list[Entry]:
    told: Iterable[Entry] = (each.content for each in (*records.entries, *records.documents.values()))
    return [each for each in told if not each.empty]


def _register(source: Path, last: Cycle, continuity: Continuity) -> Iterator[tuple[str, bytes]]:
    """The register with its tasks; of the roster of the Tim only the heads where its members were made up."""
    same = continuity.before.code == continuity.after.code
    yield OPD_FILE, (source / OPD_FILE).read_bytes()
    tasks = (source / ASSIGNMENT_FILE).read_bytes() if same else assignment_file(last, continuity)
    yield ASSIGNMENT_FILE, tasks
    if same and last.own:
        yield OWN_FILE, (source / (own_file_of(source) or OWN_FILE)).read_bytes()
    roster = source / TEAM_FILE
    if last.sample or not roster.exists():
        yield TEAM_FILE, f"{','.join(COLUMNS)}\n".encode()
    else:
        yield TEAM_FILE, roster.read_bytes() if same else team_file(last, continuity)


def _final(source: Path, last: Cycle, records: Records) -> Assessment | None:
    """The final values of a cycle: as recorded, else from a file that it names and nobody took in yet."""
    recorded = records.assessments.get(Stage.AKHIR)
    if recorded and recorded.values:
        return recorded
    for name in last.assessments:
        with suppress(InputError):
            told = read_assessment(source / name)
            if told.stage is Stage.AKHIR and told.values:
                return told
    return None


def _history(source: Path, last: Cycle, gathered: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The history with the year of the cycle in it, and the files that it names; none where there is none."""
    years = {each.year: each for each in last.history}
    told = years.get(last.year)
    if result_file(last.year) in gathered and not (told and told.told):
        years[last.year] = YearResult(
            year=last.year,
            edition=last.edition,
            assessment=result_file(last.year),
            grade=Grade.PRIMARY,
            note=told.note if told else None,
        )
    elif years and told is None:
        note = "Nilai akhir belum tercatat ketika siklus berikutnya dibuat."
        years[last.year] = YearResult(year=last.year, edition=last.edition, note=note)
    if years:
        about = f"Riwayat {' '.join(last.government.split())}. Tahun tanpa sumber tidak diisi."
        yield HISTORY_FILE, write_history(years.values(), about)
    for each in last.history:
        if each.assessment and each.assessment not in gathered:
            yield each.assessment, (source / each.assessment).read_bytes()
