"""The documents that an OPD names (*data dukung*): each listed once, and cited by its number in the list."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Item
from spbe_lib.records.answers import Answer, EvidenceReference
from spbe_lib.records.statements import stated_requirements
from spbe_lib.reporting.opd.desk import Desk
from spbe_lib.reporting.opd.document import EvidenceNote, EvidenceRow
from spbe_lib.results.proofs import proven_by

Notes = Mapping[str | None, tuple[EvidenceNote, ...]]
"""Citations by the requirement that they prove; None for the topic as a whole."""

_Document = tuple[str, str, str]


def evidence_rows(desk: Desk) -> tuple[EvidenceRow, ...]:
    """Every document once, with all that it is used for, in the order in which it is first cited."""
    return tuple(
        EvidenceRow(title=title, number=number, dated=_as_read(dated), uses=tuple(dict.fromkeys(found)))
        for (title, number, dated), found in _uses(desk).items()
    )


def cited(desk: Desk, evidence: Iterable[EvidenceReference]) -> Notes:
    """How the report cites these documents."""
    places = {document: place for place, document in enumerate(_uses(desk), start=1)}
    notes: dict[str | None, tuple[EvidenceNote, ...]] = {}
    for each in evidence:
        note = EvidenceNote(title=each.title, page=each.page, place=places[_document(each)])
        notes[each.requirement] = (*notes.get(each.requirement, ()), note)
    return notes


def bare_statements(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The requirements that the OPD states without a document or file, by topic; an obligation is its own."""
    bare: dict[str, tuple[str, ...]] = {}
    for item in desk.items:
        if recorded := desk.response(item):
            indicator = desk.instrument.indicator(item.indicator)
            proven = proven_by(recorded.content, desk.own.attachments)
            stated = stated_requirements(desk.instrument, indicator, recorded.content)
            bare[item.code] = tuple(sorted(stated.difference(proven)))
    for code in desk.obligations:
        fact = desk.fact(code)
        if fact and fact.content.answer is Answer.YES and not proven_by(fact.content, desk.own.attachments):
            bare[code] = (code,)
    return {topic: codes for topic, codes in bare.items() if codes}


def told_statements(desk: Desk, bare: Mapping[str, tuple[str, ...]]) -> str:
    """Statements as the Kuesioner calls them: "indikator 41 syarat 1.1, 5.2"."""
    shared = [desk.obligation_number(topic) for topic in bare if topic in desk.obligations]
    said = [
        ", ".join([desk.statement(item, codes[0]), *(_place(desk, item, code) for code in codes[1:])])
        for item in desk.items
        if (codes := bare.get(item.code))
    ]
    if shared:
        said.append(f"kewajiban bersama indikator {', '.join(shared)}")
    return "; ".join(said)


def _place(desk: Desk, item: Item, code: str) -> str:
    label = desk.instrument.indicator(item.indicator).label_of(code) or code
    return label.split()[-1]


def _uses(desk: Desk) -> dict[_Document, list[str]]:
    uses: dict[_Document, list[str]] = {}
    for use, each in _citations(desk):
        where = f"{use} ({each.page})" if each.page.strip() else use
        uses.setdefault(_document(each), []).append(where)
    return uses


def _citations(desk: Desk) -> Iterator[tuple[str, EvidenceReference]]:
    for item in desk.items:
        if response := desk.response(item):
            for each in response.content.evidence:
                code = each.requirement
                yield desk.statement(item, code) if code else f"indikator {item.code}", each
    for code in desk.obligations:
        if fact := desk.fact(code):
            for each in fact.content.evidence:
                yield desk.label(code), each


def _as_read(dated: str) -> str:
    """A date that was typed as year-month-day, as Indonesia prints it; anything else as typed."""
    try:
        return printed_date(date.fromisoformat(dated.strip()))
    except ValueError:
        return dated


def _document(reference: EvidenceReference) -> _Document:
    return (reference.title, reference.number, reference.dated)
