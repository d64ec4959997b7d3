"""All that the page of one OPD knows: its questions in the words of the law, and its last answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from spbe_lib.intake.asking.asked import Asked, Obligation
from spbe_lib.intake.asking.notes import returned_note, status_label
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import (
    DOCUMENT_FIELDS,
    FIELDS,
    LONGEST,
    SIGNERS,
    obligation_labels,
    requirement_labels,
)
from spbe_lib.intake.form.spelling import FORMAT, plain
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument, Item, Level, Requirement
from spbe_lib.records.answers import Answer, Status
from spbe_lib.records.documents import Access, DocumentStatus, document_key
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.records.register import Cycle, Opd

Told = dict[str, Any]
"""A part of the page's data, for JSON; what is empty is left away."""


def page_data(cycle: Cycle, instrument: Instrument, opd: Opd, asked: Asked) -> Told:
    """The data of one page; of the records only what was asked of this OPD."""
    labels = obligation_labels((each.number, each.rule) for each in asked.obligations)
    return {
        "format": FORMAT,
        "cycle": cycle.name,
        "edition": instrument.code,
        "edition_hash": edition_hash(instrument),
        "opd": opd.code,
        "lowest": str(instrument.nothing_fulfilled.value),
        "longest": LONGEST,
        "words": _words(),
        "items": [_item(each) for each in asked.questions],
        "obligations": [
            _obligation(instrument, each, labels[each.rule.requirement]) for each in asked.obligations
        ],
        "aliases": _aliases(asked),
        "entries": {entry.topic: plain(instrument, entry) for entry, _ in asked.entries},
        "bases": dict(asked.bases),
        "digests": dict(asked.digests),
    }


def _aliases(asked: Asked) -> list[list[str]]:
    """Under which other title or number the answers cite a document, whose own were mended since."""
    names = {each.document.key: (each.document.title, each.document.number) for each in asked.documents}
    cited = {(proof.title, proof.number) for answer in asked.answers for proof in answer.evidence}
    return [
        [*each, key]
        for each in sorted(cited)
        if (key := document_key(*each)) in names and key != document_key(*names[key])
    ]


def _words() -> Told:
    return {
        "fields": _pairs(FIELDS),
        "signers": _pairs(SIGNERS),
        "documents": _pairs(DOCUMENT_FIELDS),
        "answers": [[each.value, each.label] for each in Answer],
        "statuses": [[each.value, each.label] for each in DocumentStatus],
        "classes": [[each.value, each.label] for each in Access],
    }


def _pairs(words: Mapping[str, tuple[str, str]]) -> list[list[str]]:
    return [[key, label, hint] for key, (label, hint) in words.items()]


def _item(asked: Question) -> Told:
    indicator, wish = asked.indicator, asked.wish
    aspect = next(each for each in asked.instrument.aspects if each.number == indicator.aspect)
    labels = requirement_labels(indicator)
    return _filled(
        code=asked.item.code,
        title=asked.title,
        aspect=f"Aspek {aspect.number} {aspect.name}",
        purpose=asked.told(indicator.purpose or ""),
        levels=[_level(asked, level, labels) for level in indicator.levels],
        scale=[[str(each.value), each.name or ""] for each in indicator.scale.levels],
        allowed=_allowed(asked.instrument, asked.item),
        fractions=_unit(asked.instrument),
        digits=asked.instrument.digits,
        wish=wish,
        asks_follow_up=asked.follows_up,
        status=status_label(asked.standing),
        returned=returned_note(asked.standing),
        is_returned=asked.standing is not None and asked.standing.status is Status.RETURNED,
    )


def _level(asked: Question, level: Level, labels: Mapping[str, str]) -> Told:
    named = asked.indicator.scale.level(level.value)
    name = f"Tingkat {level.value}" + (f" – {named.name}" if named and named.name else "")
    requirements = [{"label": labels[each.code], **_requirement(each, asked)} for each in level.requirements]
    return {
        "value": level.value,
        "name": name,
        "rests": level.prerequisite,
        "requirements": requirements,
        **_filled(limit=asked.told(level.limit or ""), early=_told(asked, level.early_evidence)),
    }


def _requirement(requirement: Requirement, asked: Question) -> Told:
    examples = (*requirement.examples, *requirement.guideline_examples)
    return _filled(
        code=requirement.code,
        text=asked.told(requirement.text),
        elements=_told(asked, requirement.elements),
        examples=_told(asked, examples),
        evidence=_told(asked, requirement.evidence),
    )


def _told(asked: Question, texts: Sequence[str]) -> list[str]:
    return [asked.told(text) for text in texts]


def _obligation(instrument: Instrument, asked: Obligation, label: str) -> Told:
    indicator = instrument.indicator(asked.number)
    level = indicator.level(asked.rule.level)
    found = next(r for r in (level.requirements if level else ()) if r.code == asked.rule.requirement)
    return _filled(
        code=asked.rule.requirement,
        label=label,
        indicator=indicator.name,
        text=found.text,
        elements=list(found.elements),
        evidence=list(found.evidence),
        note=asked.rule.note,
        status=status_label(asked.standing),
        returned=returned_note(asked.standing),
        is_returned=asked.standing is not None and asked.standing.status is Status.RETURNED,
    )


def _allowed(instrument: Instrument, item: Item) -> str:
    """Which levels may be given, in the words of a refusal."""
    try:
        read_value(instrument, item, "")
    except ValueError as refusal:
        return str(refusal).capitalize()
    return ""


def _unit(instrument: Instrument) -> int | None:
    """By what a level's denominator must be divisible; None where only whole levels exist."""
    return instrument.level_denominator if instrument.level_denominator > 1 else None


def _filled(**parts: object) -> Told:
    return {key: value for key, value in parts.items() if value}
