"""What is asked of one OPD, what is known of it already, and as what it is handed out."""

from collections.abc import Mapping
from dataclasses import dataclass

from spbe_lib.intake.excel.digest import digest
from spbe_lib.intake.excel.document_sheet import Listed, listed_documents
from spbe_lib.intake.excel.question import Question
from spbe_lib.intake.excel.shared_sheet import Obligation
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Entry, Records, Response, ScopeFact, Standing, Statement
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle, Opd


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
    items = [item for number in cycle.led_by(opd.code) for item in instrument.indicator(number).items]
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
