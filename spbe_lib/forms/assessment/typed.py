"""What a member of the Tim types about one item, as plain values: drafted while unfinished, then a judgement.

One item's words are one mapping::

    level, note, recommendation, explanation    as typed
    proofs        the government's list of evidence, as ``CaseEvidence``
    rulings       by requirement of the lead's answer: ruling ("", accepted, revise) and reason
    decisions     by "OPD topic": status ("", accepted, returned), reason, wanted, due ("2024-07-12"), and the
                  version of the answer that was read
    awaiting      who decided and waits for a second reader; empty while nobody does
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from spbe_lib.intake.judgement.writing import ItemJudgement, typed_level
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.accepted import lead_answer, standing_rulings
from spbe_lib.records.answers import Decision, Recorded, Records, Status
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import CaseEvidence, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.results.case_text import merged_evidence, merged_explanation

Typed = Mapping[str, Any]
TEXTS = ("level", "note", "recommendation", "explanation")
_LASTING = ("note", "recommendation", "explanation")
AWAITING, RULINGS, DECISIONS, PROOFS = "awaiting", "rulings", "decisions", "proofs"


def key_of(opd: str, topic: str) -> str:
    """Under which key a decision about an answer stands."""
    return f"{opd} {topic}"


def recorded_words(
    cycle: Cycle, instrument: Instrument, records: Records, item: Item, stage: Stage
) -> dict[str, Any]:
    """What is recorded of an item, as typed; text and evidence are merged where there is none."""
    assessment, code = records.assessments.get(stage), item.code
    lead = lead_answer(cycle, records, item)
    explanation = assessment.explanations.get(code, "") if assessment else ""
    evidence = assessment.evidence.get(code, ()) if assessment else ()
    rulings = standing_rulings(records, stage, lead.content.opd, code) if lead else {}
    return {
        "level": typed_level(instrument, assessment.values.get(code)) if assessment else "",
        "note": assessment.notes.get(code, "") if assessment else "",
        "recommendation": assessment.recommendations.get(code, "") if assessment else "",
        "explanation": explanation or merged_explanation(cycle, instrument, records, item),
        PROOFS: [asdict(each) for each in evidence or merged_evidence(cycle, instrument, records, item)],
        RULINGS: {c: {"ruling": v.ruling.value, "reason": v.reason} for c, v in rulings.items()},
        DECISIONS: {
            key_of(*about(each)): _decided(each) for each in judged_answers(instrument, records, item)
        },
        AWAITING: "",
    }


def resumed(draft: Typed, recorded: Typed, *, outdated: bool) -> dict[str, Any]:
    """The words of a draft over what is recorded now.

    What was said of an answer that the OPD has replaced since is left out: nobody decides on what he did not
    read. Texts of the Tim's own stay.
    """
    told = {key: value for key, value in draft.items() if key in recorded}
    decided = {
        key: each
        for key, each in told.pop(DECISIONS, {}).items()
        if each["version"] == recorded[DECISIONS].get(key, {}).get("version")
    }
    if outdated:
        told = {key: value for key, value in told.items() if key in _LASTING}
    return {**recorded, **told, DECISIONS: {**recorded[DECISIONS], **decided}}


def judged_answers(instrument: Instrument, records: Records, item: Item) -> tuple[Recorded, ...]:
    """What the Tim decides on for an item: its responses, then what OPDs state about its obligations."""
    rules = {r.requirement for r in instrument.indicator(item.indicator).scope if r.kind == "practice"}
    responses = [each for each in records.responses.values() if each.content.item == item.code]
    facts = [each for each in records.facts.values() if each.content.requirement in rules]
    return (*responses, *facts)


def about(recorded: Recorded) -> tuple[str, str]:
    """OPD and topic of an answer."""
    return recorded.content.opd, recorded.content.topic


def item_said(item: str, words: Typed, before: Typed) -> tuple[ItemJudgement, ...]:
    """What is said of the item itself; nothing where all of it is as before."""
    if all(words[key] == before[key] for key in (*TEXTS, PROOFS)):
        return ()
    proofs = tuple(CaseEvidence(**each) for each in words[PROOFS])
    return (ItemJudgement(item=item, evidence=proofs, **{key: words[key].strip() for key in TEXTS}),)


def decisions_said(words: Typed, before: Typed) -> tuple[Decision, ...]:
    """The decisions that are not recorded yet."""
    found = []
    for key, told in words[DECISIONS].items():
        if told["status"] and told != before[DECISIONS].get(key):
            opd, _, topic = key.partition(" ")
            due = date.fromisoformat(told["due"]) if told["due"] else None
            found.append(
                Decision(
                    opd=opd,
                    topic=topic,
                    status=Status(told["status"]),
                    reason=told["reason"].strip(),
                    wanted=told["wanted"].strip(),
                    due=due if told["status"] == Status.RETURNED else None,
                )
            )
    return tuple(found)


def verdicts_said(opd: str, item: str, stage: Stage, words: Typed, before: Typed) -> tuple[Verdict, ...]:
    """The rulings about the lead's answer that are not recorded yet."""
    return tuple(
        Verdict(
            stage=stage,
            opd=opd,
            topic=item,
            subject=code,
            ruling=Ruling(told["ruling"]),
            reason=told["reason"].strip(),
        )
        for code, told in words[RULINGS].items()
        if told["ruling"] and told != before[RULINGS].get(code)
    )


def _decided(recorded: Recorded) -> dict[str, Any]:
    decision, status = recorded.standing.decision, recorded.standing.status
    if decision is None or status is Status.SUBMITTED:
        decision = None
    return {
        "status": status.value if decision else "",
        "reason": decision.reason if decision else "",
        "wanted": decision.wanted if decision else "",
        "due": decision.due.isoformat() if decision and decision.due else "",
        "version": recorded.standing.version,
    }
