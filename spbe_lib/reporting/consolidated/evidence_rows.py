"""How ready the documents are: statements with and without one, and the lists of what to see to."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from spbe_lib.records.answers import EvidenceReference
from spbe_lib.reporting.consolidated.case import Case, squeezed
from spbe_lib.reporting.consolidated.office_document import (
    EvidenceFacts,
    FindingList,
    FindingRow,
    ReadinessRow,
)
from spbe_lib.results.concern import Concern, Finding
from spbe_lib.results.documents import known_documents
from spbe_lib.results.findings import findings
from spbe_lib.results.progress import Progress

_ADDRESSES = ("http://", "https://", "www.")
_LISTED = 10


def readiness_row(case: Case, each: Progress) -> ReadinessRow:
    """How much of what an OPD states rests on a document that it names."""
    return ReadinessRow(
        opd=case.cycle.opd(each.opd).name,
        due=each.documents_due,
        named=each.documents_named,
        links=_links(case, each.opd),
    )


def _links(case: Case, opd: str) -> int:
    """How many documents of an OPD are but a link: cited as one, or described with one and no file."""
    filed = {each.document for each in case.records.attachments if each.opd == opd}
    described = [each.content for (code, _), each in case.records.documents.items() if code == opd]
    bare = sum(bool(each.link) and each.key not in filed for each in described)
    return bare + sum(_is_link(document) for document in _evidence(case, opd))


def _is_link(document: EvidenceReference) -> bool:
    return document.title.strip().lower().startswith(_ADDRESSES) and not document.number.strip()


def _evidence(case: Case, opd: str) -> Iterator[EvidenceReference]:
    for recorded in case.records.entries:
        if recorded.content.opd == opd:
            yield from recorded.content.evidence


def evidence_facts(case: Case) -> EvidenceFacts:
    """The documents in numbers, and the lists; while no file is kept at all, none is told to be lacking."""
    documents = [each for each in known_documents(case.instrument, case.records) if each.used]
    until = case.until or date(case.cycle.year, 1, 1)
    found = findings(case.cycle, case.instrument, case.records, case.kept, until)
    if not case.records.attachments:
        found = tuple(each for each in found if each.concern is not Concern.MISSING)
    return EvidenceFacts(
        documents=len(documents),
        with_file=sum(bool(each.attachments) for each in documents),
        files=len({each.file.sha256 for each in case.records.attachments}),
        lists=tuple(
            _list(case, concern, list(group)) for concern, group in groupby(found, lambda each: each.concern)
        ),
    )


def _list(case: Case, concern: Concern, found: list[Finding]) -> FindingList:
    return FindingList(
        name=concern.label,
        count=len(found),
        rows=tuple(_row(case, each) for each in found[:_LISTED]),
    )


def _row(case: Case, each: Finding) -> FindingRow:
    return FindingRow(
        title=squeezed(each.title),
        number=squeezed(each.number),
        codes=each.items,
        opds=case.opd_names(each.opds),
        note=each.note,
        restricted=each.restricted,
    )
