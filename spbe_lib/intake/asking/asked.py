"""What is asked of one OPD, what is known of it already, and as what it is handed out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spbe_lib.intake.asking.digest import digest
from spbe_lib.intake.asking.question import Question
from spbe_lib.law.instrument import Instrument, ScopeRule
from spbe_lib.records.answers import (
    Entry,
    EvidenceReference,
    Records,
    Response,
    ScopeFact,
    Standing,
    Statement,
)
from spbe_lib.records.documents import Document, document_key
from spbe_lib.records.obligations import asked_items, obligations
from spbe_lib.records.register import Cycle, Opd


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One obligation, what the OPD said of it, and where that stands."""

    number: int
    rule: ScopeRule
    fact: ScopeFact
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One document as a workbook lists it, and where it stands; None where it is only cited yet."""

    document: Document
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The led items, the shared obligations and the documents of one OPD, with their last answers."""

    questions: tuple[Question, ...]
    obligations: tuple[Obligation, ...]
    documents: tuple[Listed, ...]

    @property
    def answers(self) -> tuple[Statement, ...]:
        """The last answers, empty where there is none yet."""
        return (*(each.answer for each in self.questions), *(each.fact for each in self.obligations))

    @property
    def entries(self) -> tuple[tuple[Entry, Standing | None], ...]:
        """All that is handed out, and where it stands."""
        return (
            *((each.answer, each.standing) for each in self.questions),
            *((each.fact, each.standing) for each in self.obligations),
            *((each.document, each.standing) for each in self.documents),
        )

    @property
    def bases(self) -> Mapping[str, int]:
        """By topic, the version that is handed out; 0 where nothing is recorded."""
        return {entry.topic: standing.version if standing else 0 for entry, standing in self.entries}

    @property
    def digests(self) -> Mapping[str, str]:
        """By topic, what the answer says that is handed out."""
        return {entry.topic: digest(entry) for entry, _ in self.entries}


def asked_of(cycle: Cycle, instrument: Instrument, opd: Opd, records: Records) -> Asked:
    """What is asked of an OPD; of what is recorded, only this OPD's own part."""
    return Asked(
        questions=_questions(cycle, instrument, opd, records),
        obligations=_obligations(cycle, instrument, opd, records),
        documents=tuple(listed_documents(records, opd.code)),
    )


def _questions(cycle: Cycle, instrument: Instrument, opd: Opd, records: Records) -> tuple[Question, ...]:
    items = asked_items(cycle, instrument, opd.code)
    found = [(item, records.responses.get((opd.code, item.code))) for item in items]
    return tuple(
        Question(
            cycle=cycle,
            instrument=instrument,
            item=item,
            answer=known.content if known else Response(opd=opd.code, item=item.code),
            standing=known.standing if known else None,
        )
        for item, known in found
    )


def _obligations(cycle: Cycle, instrument: Instrument, opd: Opd, records: Records) -> tuple[Obligation, ...]:
    rules = obligations(cycle, instrument, opd.code)
    found = [(number, rule, records.facts.get((opd.code, rule.requirement))) for number, rule in rules]
    return tuple(
        Obligation(
            number=number,
            rule=rule,
            fact=known.content if known else ScopeFact(opd=opd.code, requirement=rule.requirement),
            standing=known.standing if known else None,
        )
        for number, rule, known in found
    )


def listed_documents(records: Records, opd: str) -> list[Listed]:
    """The documents of an OPD: those that it described, then those that it cites without a word more."""
    known = [each for (code, _), each in records.documents.items() if code == opd]
    described = [Listed(document=each.content, standing=each.standing) for each in known]
    keys = {each.document.key for each in described}
    cited: dict[str, Listed] = {}
    for proof in _cited(records, opd):
        key = document_key(proof.title, proof.number)
        if key not in keys:
            bare = Document(opd=opd, key=key, title=proof.title, number=proof.number, dated=proof.dated)
            cited.setdefault(key, Listed(document=bare, standing=None))
    return [*described, *cited.values()]


def _cited(records: Records, opd: str) -> Iterator[EvidenceReference]:
    for each in records.entries:
        if each.content.opd == opd:
            yield from each.content.evidence
