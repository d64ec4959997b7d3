"""Explanations and risks: what stands behind the values, laid out as rows."""

from collections.abc import Iterator

from spbe_lib.law.instrument import Item
from spbe_lib.records.answers import EvidenceReference, Response
from spbe_lib.records.model import Stage
from spbe_lib.records.statements import stated_requirements
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.office_document import (
    RiskRow,
    ScriptRow,
)
from spbe_lib.results.consolidation import Direction, departures
from spbe_lib.results.proofs import proven_by


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
        explanation=case.assessment.explanations.get(item.code, ""),
        fact=response.fact if response else "",
        analysis=response.analysis if response else "",
        justification=response.justification if response else "",
        services=response.services if response else "",
        applications=response.applications if response else "",
        documents=_listed(case, item, response),
    )


def _listed(case: Case, item: Item, response: Response | None) -> tuple[str, ...]:
    """The government's own list of documents; while it has none, those that the lead cites."""
    own = case.assessment.evidence.get(item.code, ())
    said = [EvidenceReference(title=e.title, number=e.number, dated=e.dated, page=e.page) for e in own]
    return tuple(dict.fromkeys(map(case.cited, said or (response.evidence if response else ()))))
