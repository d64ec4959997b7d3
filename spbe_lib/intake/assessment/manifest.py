"""What an assessment workbook was handed out with, as its hidden sheet keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.intake.assessment.promise_sheet import handed_promise, promise_facts
from spbe_lib.intake.assessment.review_sheet import Handed
from spbe_lib.intake.assessment.verdict_sheet import HandedVerdict, handed_verdict, verdict_facts
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import MANIFEST
from spbe_lib.intake.excel.opened import RawSheet
from spbe_lib.law.editions import edition_hash
from spbe_lib.records.answers import Decision, Status
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.judgements import Promise
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_FORMAT = "penilaian-1"
_VALUE_ROW, _ENTRY_ROW, _VERDICT_ROW, _PROMISE_ROW = "value", "entry", "verdict", "promise"
_JUDGEMENTS = "judgements"
_COLUMNS = range(1, 10)
_NEW = "Buat lembar baru dengan `spbe template SIKLUS --stage TAHAP`, lalu salin isiannya"


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a workbook was handed out with: facts by key, items by code, the other rows by row key."""

    facts: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: dict[str, Handed] = field(default_factory=dict)
    verdicts: dict[str, HandedVerdict] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)

    @property
    def asks_for_judgements(self) -> bool:
        """Whether it has sheets for verdicts and promises; workbooks of an earlier version have none."""
        return _JUDGEMENTS in self.facts

    @property
    def versions(self) -> dict[tuple[str, str], int]:
        """The version of each answer that was shown, by OPD code and topic."""
        shown = {(each.verdict.opd, each.verdict.topic): each.version for each in self.verdicts.values()}
        return shown | {
            (each.decision.opd, each.decision.topic): each.version for each in self.entries.values()
        }


def write_manifest(
    sheet: Worksheet,
    cycle: Cycle,
    stage: Stage,
    handed: tuple[Sequence[tuple[str, ...]], Sequence[Handed], Sequence[HandedVerdict], Sequence[Promise]],
) -> None:
    """Write the hidden sheet: what the four sheets, in their order, were handed out with."""
    values, entries, verdicts, promises = handed
    rows: list[tuple[str, ...]] = [*_facts(cycle, stage).items(), (_JUDGEMENTS, "1")]
    rows += [(_VALUE_ROW, *each) for each in values]
    rows += [(_ENTRY_ROW, *_entry_facts(each)) for each in entries]
    rows += [(_VERDICT_ROW, *verdict_facts(each)) for each in verdicts]
    rows += [(_PROMISE_ROW, *promise_facts(each)) for each in promises]
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            style.put(sheet, row, column, text, style.KEY)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def read_manifest(sheets: Sequence[RawSheet], stage: Stage) -> Manifest:
    """What a workbook was handed out with; empty where the hidden sheet is missing or was changed."""
    manifest = Manifest()
    hidden = next((sheet for sheet in sheets if sheet.title == MANIFEST), None)
    for row in hidden.rows if hidden else ():
        key, *texts = (hidden.text(row, column) for column in _COLUMNS) if hidden else ("",)
        try:
            _remember(manifest, stage, key, texts)
        except ValueError:
            return Manifest()
    return manifest


def foreign(name: str, facts: Mapping[str, str], cycle: Cycle, stage: Stage) -> list[Problem]:
    """What keeps a workbook from being one for this cycle, edition and stage."""
    wanted = _facts(cycle, stage)
    if "opd" in facts:
        what, remedy = "berkas ini Kuesioner OPD, bukan lembar nilai", "Masukkan dengan `spbe import`"
        return [Problem(where=name, what=what, remedy=remedy)]
    if facts.get("format") != wanted["format"]:
        what = "berkas ini bukan lembar nilai yang dibuat dengan versi program ini"
        return [Problem(where=name, what=what, remedy=_NEW)]
    told = {
        "cycle": "lembar ini untuk siklus '{}', bukan '{}'",
        "edition": "lembar ini memakai peraturan '{}', sedangkan siklus ini '{}'",
        "stage": "lembar ini untuk tahap '{}', bukan '{}'",
    }
    faults = [
        words.format(clipped(facts.get(key, "")), wanted[key])
        for key, words in told.items()
        if facts.get(key) != wanted[key]
    ]
    if facts.get("edition") == wanted["edition"] and facts.get("edition_hash") != wanted["edition_hash"]:
        faults.append("syarat peraturan ini sudah berubah sejak lembar dibagikan")
    return [Problem(where=name, what=fault, remedy=_NEW) for fault in faults]


def _facts(cycle: Cycle, stage: Stage) -> dict[str, str]:
    return {
        "format": _FORMAT,
        "cycle": cycle.name,
        "edition": cycle.edition,
        "edition_hash": edition_hash(edition_of(cycle)),
        "stage": stage.value,
    }


def _entry_facts(handed: Handed) -> tuple[str, ...]:
    decision = handed.decision
    due = decision.due.isoformat() if decision.due else ""
    told = (decision.status.value, decision.reason, decision.wanted, due)
    return (decision.opd, decision.topic, str(handed.version), *told)


def _remember(manifest: Manifest, stage: Stage, key: str, texts: Sequence[str]) -> None:
    if key == _VALUE_ROW:
        manifest.values[texts[0]] = tuple(texts[1:4])
    elif key == _ENTRY_ROW:
        entry = _handed(texts)
        manifest.entries[entry.key] = entry
    elif key == _VERDICT_ROW:
        verdict = handed_verdict(stage, texts)
        manifest.verdicts[verdict.key] = verdict
    elif key == _PROMISE_ROW:
        promise = handed_promise(texts)
        manifest.promises[promise.key] = promise
    elif key:
        manifest.facts[key] = texts[0]


def _handed(texts: Sequence[str]) -> Handed:
    opd, topic, version, status, reason, wanted, due = texts[:7]
    day = date.fromisoformat(due) if due else None
    decision = Decision(opd=opd, topic=topic, status=Status(status), reason=reason, wanted=wanted, due=day)
    return Handed(decision=decision, version=int(version))
