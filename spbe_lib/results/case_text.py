"""What the government itself says of an item: text and evidence, merged from the OPDs'; pure."""

from collections.abc import Iterator
from dataclasses import replace

from spbe_lib.law.instrument import Indicator, Instrument, Item
from spbe_lib.records.accepted import lead_answer
from spbe_lib.records.answers import Answer, EvidenceReference, RecordedFact, Records
from spbe_lib.records.documents import document_key
from spbe_lib.records.model import CaseEvidence
from spbe_lib.records.register import Cycle
from spbe_lib.records.scope import ScopeCount, count_scopes

_PARTS = (("fact", "Fakta"), ("analysis", "Analisis"), ("justification", "Justifikasi"))


def merged_explanation(cycle: Cycle, instrument: Instrument, records: Records, item: Item) -> str:
    """A first text for the Tim to edit: the lead's three parts, what others add, and the count over all OPDs.

    Empty where nobody wrote anything. What other OPDs wrote about their part of the indicator is added to the
    facts, each under its name.
    """
    answer, indicator = lead_answer(cycle, records, item), instrument.indicator(item.indicator)
    told = {field: [getattr(answer.content, field)] if answer else [] for field, _ in _PARTS}
    for fact in _facts(cycle, indicator, records):
        if fact.content.note.strip() and fact.content.answer is Answer.YES and _adds(cycle, indicator, fact):
            told["fact"].append(f"{cycle.opd(fact.content.opd).name}: {fact.content.note.strip()}")
    for count in count_scopes(cycle, instrument, records):
        if count.indicator == indicator.number and told["fact"]:
            told["fact"].append(f"{told_count(cycle, count)}.")
    parts = ((head, "\n".join(filter(None, map(str.strip, told[field])))) for field, head in _PARTS)
    return "\n\n".join(f"{head}: {text}" for head, text in parts if text)


def merged_evidence(
    cycle: Cycle, instrument: Instrument, records: Records, item: Item
) -> tuple[CaseEvidence, ...]:
    """Every document that the lead, and others for their part, cite for an item; each once, with its OPD.

    Where several cite the same document the lead's citation stands; within one answer the first.
    """
    answer, indicator = lead_answer(cycle, records, item), instrument.indicator(item.indicator)
    found: dict[str, CaseEvidence] = {}
    cited = [(answer.content.opd, each) for each in answer.content.evidence] if answer else []
    for fact in _facts(cycle, indicator, records):
        code = fact.content.requirement
        cited += [(fact.content.opd, _for(each, code)) for each in fact.content.evidence]
    for opd, each in cited:
        if each.title.strip():
            found.setdefault(document_key(each.title, each.number), _case(opd, each))
    return tuple(found.values())


def told_count(cycle: Cycle, count: ScopeCount) -> str:
    """How many of the OPDs in scope say yes, and who is lacking: "38 dari 43; belum: Dinas …"."""
    lacking = ", ".join(cycle.opd(code).name for code in count.lacking)
    told = f"{len(count.yes)} dari {len(count.counted)} perangkat daerah menyatakan ya"
    return f"{told}; belum: {lacking}" if lacking else told


def _facts(cycle: Cycle, indicator: Indicator, records: Records) -> Iterator[RecordedFact]:
    """What the OPDs state about the shared obligations of an indicator, in the order of the register."""
    rules = [rule.requirement for rule in indicator.scope if rule.kind == "practice"]
    for opd in cycle.opds:
        for code in rules:
            if recorded := records.facts.get((opd.code, code)):
                yield recorded


def _adds(cycle: Cycle, indicator: Indicator, fact: RecordedFact) -> bool:
    """Whether an OPD has a part of its own in an indicator: what all say alike is counted, not told."""
    return fact.content.opd in cycle.contributors.get(indicator.number, ())


def _for(reference: EvidenceReference, code: str) -> EvidenceReference:
    return replace(reference, requirement=reference.requirement or code)


def _case(opd: str, reference: EvidenceReference) -> CaseEvidence:
    return CaseEvidence(
        title=" ".join(reference.title.split()),
        number=" ".join(reference.number.split()),
        dated=reference.dated,
        page=reference.page,
        requirement=reference.requirement,
        opd=opd,
    )
