"""Read a filled Kuesioner workbook: every answer that somebody touched, or all of its problems at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.digest import digest
from spbe_lib.intake.asking.spellings import told_in_short
from spbe_lib.intake.excel.answers import Signed, read_facts, read_response, read_signed
from spbe_lib.intake.excel.cells import Sheet
from spbe_lib.intake.excel.described import read_documents
from spbe_lib.intake.excel.layout import (
    APPROVAL,
    APPROVAL_KEY,
    DOCUMENTS,
    DOCUMENTS_KEY,
    NEW,
    SHARED,
    SHARED_KEY,
    SHEET,
)
from spbe_lib.intake.excel.manifest import Manifest, read_manifest
from spbe_lib.intake.excel.opened import RawSheet, read_workbook
from spbe_lib.intake.excel.rows import KeyedSheet, keyed_sheets
from spbe_lib.intake.excel.secret_cells import secret_problems
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Entry, Response
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A workbook while it is read."""

    cycle: Cycle
    instrument: Instrument
    manifest: Manifest
    sheets: dict[str, KeyedSheet] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
    understood: list[Problem] = field(default_factory=list)

    def where(self, title: str) -> str:
        """Say where something stands: OPD and sheet."""
        return f"{self.cycle.opd(self.manifest.opd).name}, lembar {clipped(title)}"

    def sheet(self, keyed: KeyedSheet) -> Sheet:
        """Begin to read a sheet."""
        strict = self.manifest.documents is not None
        return Sheet.of(keyed, self.where(keyed.title), strict=strict)

    def done(self, sheet: Sheet) -> None:
        """Take over what was found on a sheet."""
        self.problems += sheet.problems
        self.questions += sheet.questions
        self.understood += sheet.understood


def read_questionnaire(content: bytes, name: str, cycle: Cycle, instrument: Instrument) -> Questionnaire:
    """Read a Kuesioner that was filled in by one OPD.

    Answers that are as they were handed out are left away, so that a colleague's later answer is
    not undone by an old sheet; one that was emptied is returned empty.

    Args:
        content: The ``.xlsx`` file.
        name: The file's name, for sentences.
        cycle: The cycle that it must belong to.
        instrument: The cycle's edition.

    Raises:
        InputError: All faults: of the file, of its origin, of single cells. Then nothing of it counts.
    """
    return read_sheets(read_workbook(content, name), name, cycle, instrument)


def read_sheets(sheets: Sequence[RawSheet], name: str, cycle: Cycle, instrument: Instrument) -> Questionnaire:
    """Read the sheets of an opened Kuesioner, as ``read_questionnaire`` does.

    Raises:
        InputError: All faults.
    """
    reading = _Reading(
        cycle=cycle, instrument=instrument, manifest=read_manifest(sheets, name, cycle, instrument)
    )
    _sort(reading, keyed_sheets(sheets))
    _read_items(reading)
    _read_shared(reading)
    _read_documents(reading)
    signed = _read_signed(reading)
    spots = {problem.spot for problem in reading.problems if problem.spot}
    reading.problems += secret_problems(sheets, reading.where, spots)
    if reading.problems:
        raise InputError(reading.problems)
    handed_out = reading.manifest.digests
    entries = tuple(entry for entry in reading.entries if digest(entry) != handed_out.get(entry.topic))
    return Questionnaire(
        opd=reading.manifest.opd,
        entries=entries,
        bases=reading.manifest.bases,
        places=reading.places,
        filled_by=signed.filled_by,
        on_behalf_of=signed.on_behalf_of,
        approval=signed.approval,
        questions=tuple(reading.questions),
        understood=told_in_short(reading.understood),
    )


def _sort(reading: _Reading, sheets: Sequence[KeyedSheet]) -> None:
    """Find each sheet that was handed out; what is doubled, foreign or gone is a problem."""
    wanted = {key: name for name, key in _handed_out(reading)}
    for sheet in sheets:
        if sheet.key not in wanted:
            what = "lembar ini tidak termasuk yang dibagikan kepada perangkat daerah ini"
            _refuse_sheet(reading, sheet, what, NEW)
        elif sheet.key in reading.sheets:
            what = f"lembar ini salinan lembar {clipped(reading.sheets[sheet.key].title)}"
            _refuse_sheet(reading, sheet, what, "Hapus salah satu")
        else:
            reading.sheets[sheet.key] = sheet
    for key, name in wanted.items():
        if key not in reading.sheets:
            what = "lembar ini tidak ada lagi di dalam berkas"
            reading.problems.append(Problem(where=reading.where(name), what=what, remedy=NEW))


def _refuse_sheet(reading: _Reading, keyed: KeyedSheet, what: str, remedy: str) -> None:
    sheet = reading.sheet(keyed)
    sheet.fault("", what, remedy=remedy)
    reading.problems += sheet.problems


def _handed_out(reading: _Reading) -> Iterator[tuple[str, str]]:
    yield APPROVAL, APPROVAL_KEY
    if reading.manifest.obligations:
        yield SHARED, SHARED_KEY
    if reading.manifest.documents is not None:
        yield DOCUMENTS, DOCUMENTS_KEY
    for code in reading.manifest.items:
        yield code, f"{SHEET}{code}"


def _read_items(reading: _Reading) -> None:
    items = {item.code: item for item in reading.instrument.items}
    led = reading.cycle.led_by(reading.manifest.opd)
    for code in reading.manifest.items:
        keyed = reading.sheets.get(f"{SHEET}{code}")
        if keyed is None:
            continue
        sheet = reading.sheet(keyed)
        answer = read_response(
            sheet,
            keyed,
            reading.instrument,
            items[code],
            reading.manifest.opd,
            followed_up=code in reading.manifest.follow_ups,
        )
        reading.places[code] = f"lembar {keyed.title}"
        _take(reading, sheet, answer, allowed=items[code].indicator in led)


def _read_shared(reading: _Reading) -> None:
    keyed = reading.sheets.get(SHARED_KEY)
    if keyed is None:
        return
    sheet = reading.sheet(keyed)
    mine = {
        rule.requirement for _, rule in obligations(reading.cycle, reading.instrument, reading.manifest.opd)
    }
    rules = [
        (indicator.number, rule)
        for indicator in reading.instrument.indicators
        for rule in indicator.scope
        if rule.requirement in reading.manifest.obligations
    ]
    for row, fact in read_facts(sheet, keyed, rules, reading.manifest.opd):
        reading.places[fact.topic] = f"lembar {keyed.title}, baris {row.number}"
        _take(reading, sheet, fact, allowed=fact.topic in mine, place=f"baris {row.number}")
    reading.done(sheet)


def _read_documents(reading: _Reading) -> None:
    keyed = reading.sheets.get(DOCUMENTS_KEY)
    if keyed is None or reading.manifest.documents is None:
        return
    sheet = reading.sheet(keyed)
    for row, document in read_documents(sheet, keyed, reading.manifest.opd, reading.manifest.documents):
        reading.places[document.key] = f"lembar {keyed.title}, baris {row.number}"
        _take(reading, sheet, document, allowed=True)
    reading.done(sheet)


def _read_signed(reading: _Reading) -> Signed:
    keyed = reading.sheets.get(APPROVAL_KEY)
    if keyed is None:
        return Signed()
    sheet = reading.sheet(keyed)
    signed = read_signed(sheet, keyed)
    reading.done(sheet)
    return signed


def _take(reading: _Reading, sheet: Sheet, entry: Entry, *, allowed: bool, place: str = "") -> None:
    """Keep an answer, unless the OPD is no longer the one to give it and gave a new one all the same."""
    reading.entries.append(entry)
    if not allowed and digest(entry) != reading.manifest.digests[entry.topic]:
        sheet.fault(place, "isian ini tidak (lagi) menjadi tugas perangkat daerah ini", remedy=NEW)
    if isinstance(entry, Response):
        reading.done(sheet)
