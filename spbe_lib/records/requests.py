"""Which documents are asked of one OPD (*Daftar Permintaan Data Dukung*): documents, not levels. Pure.

The list says which document of last year proves something and whether that still holds; where nothing
proves a requirement yet, it says which kind of document would.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, EvidenceReference, Recorded, Records, ScopeFact, Status
from spbe_lib.records.documents import document_key
from spbe_lib.records.former_documents import FormerDocument, Validity, former_document
from spbe_lib.records.judgements import Ruling
from spbe_lib.records.model import Stage
from spbe_lib.records.purposes import Purpose, purposes
from spbe_lib.records.register import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequest:
    """One document to prepare, and all that it is to prove.

    ``former`` is last year's document; without one, ``examples`` say which kind of document would fit.
    """

    former: FormerDocument | None = None
    examples: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestList:
    """All that is asked of one OPD, in legal order.

    Attributes:
        renew: Documents of last year that prove nothing any more as they are.
        new: Kinds of documents, for requirements that nothing proves yet.
        valid: Documents of last year that need only be named again.
        named: What this year's answer proves already, and the Tim has not looked at.
        accepted: What the Tim accepted this year.
    """

    renew: tuple[DocumentRequest, ...]
    new: tuple[DocumentRequest, ...]
    valid: tuple[DocumentRequest, ...]
    named: tuple[Purpose, ...]
    accepted: tuple[Purpose, ...]

    @property
    def wanted(self) -> tuple[DocumentRequest, ...]:
        """The documents that are still to be handed in."""
        return (*self.renew, *self.new, *self.valid)


class _State(StrEnum):
    OPEN = "open"
    NAMED = "named"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One OPD, and what assessors ruled about its requirements and documents, by topic and subject."""

    cycle: Cycle
    records: Records
    opd: str
    rulings: Mapping[tuple[str, str], Ruling]


def requested_documents(cycle: Cycle, instrument: Instrument, records: Records, opd: str) -> RequestList:
    """List the documents that one OPD is asked for.

    What this year's answer proves already is not asked again, unless the Tim returned it or the
    document that it names does not hold this year.

    Args:
        cycle: The cycle, with last year's answers where they are known.
        instrument: Its edition.
        records: What is recorded this year; only the part of this OPD is looked at.
        opd: Code of the OPD.

    Raises:
        KeyError: The register has no such OPD.
    """
    case = _case(cycle, records, cycle.opd(opd).code)
    every = [
        each
        for each in purposes(cycle, instrument, opd)
        if not each.further or _cited(cycle.before, case, each)
    ]
    state = {each: _state(case, each) for each in every}
    asked = _grouped(case, (each for each in every if state[each] is _State.OPEN))
    return RequestList(
        renew=tuple(each for each in asked if each.former and each.former.validity is Validity.RENEW),
        new=tuple(each for each in asked if each.former is None),
        valid=tuple(each for each in asked if each.former and each.former.validity is Validity.VALID),
        named=tuple(each for each in every if state[each] is _State.NAMED),
        accepted=tuple(each for each in every if state[each] is _State.ACCEPTED),
    )


def _case(cycle: Cycle, records: Records, opd: str) -> _Case:
    order = list(Stage)
    own = sorted((each for each in records.verdicts if each.opd == opd), key=lambda v: order.index(v.stage))
    # Where several stages ruled, the latest one stands.
    rulings = {(each.topic, each.subject): each.ruling for each in own}
    return _Case(cycle=cycle, records=records, opd=opd, rulings=rulings)


def _answer(records: Records, case: _Case, purpose: Purpose) -> Recorded | None:
    kept: Mapping[tuple[str, str], Recorded] = records.facts if purpose.shared else records.responses
    return kept.get((case.opd, purpose.topic))


def _cited(records: Records, case: _Case, purpose: Purpose) -> tuple[EvidenceReference, ...]:
    """The documents that the OPD cites for something; all of a shared obligation's prove that one thing."""
    answer = _answer(records, case, purpose)
    cited = answer.content.evidence if answer else ()
    return tuple(each for each in cited if purpose.shared or each.requirement == purpose.requirement)


def _state(case: _Case, purpose: Purpose) -> _State:
    """How far this year's answer is with it."""
    ruling = case.rulings.get((purpose.topic, purpose.requirement or purpose.topic))
    answer = _answer(case.records, case, purpose)
    if ruling is Ruling.ACCEPTED:
        return _State.ACCEPTED
    if ruling is Ruling.REVISE or answer is None or not _proven(case, purpose, answer):
        return _State.OPEN
    states = {Status.SUBMITTED: _State.NAMED, Status.ACCEPTED: _State.ACCEPTED}
    return states.get(answer.standing.status, _State.OPEN)


def _proven(case: _Case, purpose: Purpose, answer: Recorded) -> bool:
    """Whether a document that holds is cited this year, or there is nothing to prove."""
    if isinstance(answer.content, ScopeFact) and answer.content.answer is Answer.NOT_APPLICABLE:
        return True
    return any(_holds(case, purpose, each) for each in _cited(case.records, case, purpose))


def _holds(case: _Case, purpose: Purpose, cited: EvidenceReference) -> bool:
    refused = case.rulings.get((purpose.topic, document_key(cited.title, cited.number))) is Ruling.REVISE
    judged = former_document(case.cycle, case.records, case.opd, cited)
    return not refused and judged.validity is Validity.VALID


def _grouped(case: _Case, asked: Iterable[Purpose]) -> tuple[DocumentRequest, ...]:
    """Each document once, in the order in which it is first needed."""
    found: dict[object, DocumentRequest] = {}
    for key, request in _requests(case, asked):
        known = found.get(key)
        found[key] = replace(known, purposes=(*known.purposes, *request.purposes)) if known else request
    return tuple(found.values())


def _requests(case: _Case, asked: Iterable[Purpose]) -> Iterator[tuple[object, DocumentRequest]]:
    """For each purpose the documents of last year, else the kind of document that would fit."""
    for purpose in asked:
        cited = _cited(case.cycle.before, case, purpose)
        for each in cited:
            former = former_document(case.cycle, case.records, case.opd, each)
            page = "" if former.restricted else each.page.strip()
            yield former.key, DocumentRequest(former=former, purposes=(replace(purpose, page=page),))
        if not cited:
            # A kind of document without examples is a matter of one requirement alone.
            kind = purpose.examples or (purpose.topic, purpose.requirement)
            yield kind, DocumentRequest(examples=purpose.examples, purposes=(purpose,))
