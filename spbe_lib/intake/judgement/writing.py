"""Write a judgement file: what the Tim's counter hands in at the one door."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from spbe_lib.figures import Span
from spbe_lib.intake.asking.words import level_text
from spbe_lib.intake.judgement.spelling import CHECKSUM, FORMAT, checksum
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Decision
from spbe_lib.records.judgements import Candidate, Verdict
from spbe_lib.records.model import CaseEvidence, Readers, Stage
from spbe_lib.records.register import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemJudgement:
    """What the Tim says of one item; ``level`` as typed, empty where it gives none."""

    item: str
    level: str = ""
    note: str = ""
    recommendation: str = ""
    explanation: str = ""
    evidence: tuple[CaseEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that one judgement file says.

    ``versions`` tells, by OPD and topic of each decision and verdict, which version of the answer was read.
    """

    stage: Stage
    made_at: datetime
    readers: Readers
    items: tuple[ItemJudgement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)


def judgement_file(cycle: Cycle, instrument: Instrument, judgement: Judgement) -> bytes:
    """Write a judgement; equal content, equal bytes."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "cycle": cycle.name,
        "edition": instrument.code,
        "edition_hash": edition_hash(instrument),
        "stage": judgement.stage.value,
        "made_at": judgement.made_at.isoformat(timespec="seconds"),
        "readers": {"first": judgement.readers.first, "second": judgement.readers.second},
        "items": [_item(each) for each in judgement.items],
        "decisions": [_decision(judgement, each) for each in judgement.decisions],
        "verdicts": [_verdict(judgement, each) for each in judgement.verdicts],
        "candidates": [asdict(each) | {"ticked": sorted(each.ticked)} for each in judgement.candidates],
    }
    content[CHECKSUM] = checksum(content)
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def typed_level(instrument: Instrument, level: Span | None) -> str:
    """A level as somebody would type it into a judgement; empty where there is none."""
    return "" if level is None else str(level_text(instrument, level))


def _item(each: ItemJudgement) -> dict[str, Any]:
    return asdict(each) | {"evidence": [asdict(proof) for proof in each.evidence]}


def _decision(judgement: Judgement, each: Decision) -> dict[str, Any]:
    return {
        "opd": each.opd,
        "topic": each.topic,
        "version": judgement.versions[each.opd, each.topic],
        "status": each.status.value,
        "reason": each.reason,
        "wanted": each.wanted,
        "due": each.due.isoformat() if each.due else "",
    }


def _verdict(judgement: Judgement, each: Verdict) -> dict[str, Any]:
    return {
        "opd": each.opd,
        "topic": each.topic,
        "subject": each.subject,
        "version": judgement.versions[each.opd, each.topic],
        "ruling": each.ruling.value,
        "reason": each.reason,
        "due": each.due.isoformat() if each.due else "",
    }
