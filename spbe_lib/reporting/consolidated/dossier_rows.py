"""Documents, explanations and recommendations: what stands behind the values, laid out as rows."""

from collections.abc import Iterator

from spbe_lib.law.instrument import Item
from spbe_lib.records.answers import EvidenceReference
from spbe_lib.records.model import Stage
from spbe_lib.records.statements import stated_requirements
from spbe_lib.reporting.consolidated.case import Case, cited, squeezed
from spbe_lib.reporting.consolidated.office_document import (
    FollowUpRow,
    ReadinessRow,
    RiskRow,
    ScriptRow,
    SharedDocument,
)
from spbe_lib.results.consolidation import Direction, departures
from spbe_lib.results.progress import Progress
from spbe_lib.results.proofs import proven_by

_ADDRESSES = ("http://", "https://", "www.")


def follow_up_rows(case: Case) -> tuple[FollowUpRow, ...]:
    """Last year's recommendations, and what each lead says that it did; only under the same regulation."""
    previous, edition = case.cycle.previous, case.previous_edition
    if previous is None or edition is None or edition.code != case.instrument.code:
        return ()
    return tuple(
        FollowUpRow(
            code=item.code,
            title=case.title(item),
            recommendation=previous.recommendations[item.code],
            lead=case.lead(item),
            action=response.follow_up if (response := case.response(item)) else "",
        )
        for item in case.instrument.items
        if previous.recommendations.get(item.code)
    )


def readiness_row(case: Case, each: Progress) -> ReadinessRow:
    """How much of what an OPD states rests on a document that it names."""
    cites = [document for owner, _, document in _evidence(case) if owner == each.opd]
    return ReadinessRow(
        opd=case.cycle.opd(each.opd).name,
        due=each.documents_due,
        named=each.documents_named,
        links=sum(_is_link(document) for document in cites),
    )


def _is_link(document: EvidenceReference) -> bool:
    return document.title.strip().lower().startswith(_ADDRESSES) and not document.number.strip()


def _evidence(case: Case) -> Iterator[tuple[str, int, EvidenceReference]]:
    """Every cited document with the OPD that cites it and the number of the indicator."""
    indicator_of = {item.code: item.indicator for item in case.instrument.items}
    rule_of = {count.rule.requirement: count.indicator for count in case.consolidation.scopes}
    for (owner, item), response in sorted(case.records.responses.items(), key=_key):
        for document in response.content.evidence:
            yield owner, indicator_of.get(item, 0), document
    for (owner, code), fact in sorted(case.records.facts.items(), key=_key):
        for document in fact.content.evidence:
            yield owner, rule_of.get(code, 0), document


def _key(entry: tuple[tuple[str, str], object]) -> tuple[str, str]:
    """By whom and about what, so that the order in which the store tells it does not show."""
    return entry[0]


def shared_documents(case: Case) -> tuple[SharedDocument, ...]:
    """The documents (same title and number) that carry more than one indicator, the busiest first."""
    found: dict[tuple[str, str], tuple[EvidenceReference, set[int]]] = {}
    for _, number, document in _evidence(case):
        key = squeezed(document.title).casefold(), squeezed(document.number).casefold()
        if key[0] and number:
            found.setdefault(key, (document, set()))[1].add(number)
    busy = [(key, document, numbers) for key, (document, numbers) in found.items() if len(numbers) > 1]
    return tuple(
        SharedDocument(
            title=squeezed(document.title),
            number=squeezed(document.number),
            codes=tuple(map(str, sorted(numbers))),
        )
        for _, document, numbers in sorted(busy, key=lambda each: (-len(each[2]), each[0]))
    )


def risk_rows(case: Case) -> tuple[RiskRow, ...]:
    """The items that may fall before the external assessor, in legal order, with every reason."""
    rows = ((item, tuple(_reasons(case, item))) for item in case.instrument.items)
    return tuple(
        RiskRow(code=item.code, title=case.title(item), lead=case.lead(item), reasons=reasons)
        for item, reasons in rows
        if reasons
    )


def _reasons(case: Case, item: Item) -> Iterator[str]:
    outcome = case.consolidation.items[item.code]
    yield from _above_the_answers(case, item)
    if outcome.answered and (bare := _without_document(case, item)):
        yield f"{bare} pernyataan tanpa dokumen sendiri"
    if outcome.returned:
        yield "jawaban dikembalikan dan belum diperbaiki"
    if outcome.unsupported:
        levels = ", ".join(map(str, outcome.unsupported))
        yield f"syarat tingkat {levels} dinyatakan, tetapi tingkat di bawahnya belum terpenuhi"


def _above_the_answers(case: Case, item: Item) -> Iterator[str]:
    team = case.records.assessments.get(Stage.MANDIRI)
    for each in departures(case.consolidation, team) if team else ():
        given, yielded = case.printed(each.assessed), case.printed(each.answered)
        if each.item == item.code and each.direction is Direction.HIGHER:
            yield f"nilai Tim {given}, jawaban OPD menghasilkan {yielded}"
        elif each.item == item.code and each.direction is Direction.WITHOUT_ANSWER:
            yield f"nilai Tim {given} tanpa jawaban OPD"


def _without_document(case: Case, item: Item) -> int:
    response = case.response(item)
    if response is None:
        return 0
    stated = stated_requirements(case.instrument, case.instrument.indicator(item.indicator), response)
    return len(stated.difference(proven_by(response, case.records.attachments)))


def script_rows(case: Case) -> tuple[ScriptRow, ...]:
    """The text of every item that has an answer or a value, ready to be entered."""
    rows = (_script(case, item) for item in case.instrument.items)
    return tuple(row for row in rows if row is not None)


def _script(case: Case, item: Item) -> ScriptRow | None:
    response, span = case.response(item), case.assessment.values.get(item.code)
    if response is None and span is None:
        return None
    scale = case.instrument.indicator(item.indicator).scale
    known = scale.level(int(span.low)) if span and span.exact == int(span.low) else None
    return ScriptRow(
        code=item.code,
        title=case.title(item),
        lead=case.lead(item),
        value=case.printed(span),
        level_name=known.name if known else None,
        fact=response.fact if response else "",
        analysis=response.analysis if response else "",
        justification=response.justification if response else "",
        services=response.services if response else "",
        applications=response.applications if response else "",
        documents=tuple(dict.fromkeys(map(cited, response.evidence))) if response else (),
    )
