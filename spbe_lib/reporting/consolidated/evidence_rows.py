"""How ready the documents are: statements with and without one, and the lists of what to see to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

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

_LISTED = 10


def evidence_rows(case: Case, ahead: Iterable[Progress]) -> tuple[tuple[ReadinessRow, ...], EvidenceFacts]:
    """How much of what each OPD states rests on a document, and the lists, from one look at the documents."""
    until = case.until or date(case.cycle.year, 1, 1)
    found = findings(case.cycle, case.instrument, case.records, case.kept, until)
    links = Counter(opd for each in found if each.concern is Concern.LINK_ONLY for opd in each.opds)
    rows = tuple(
        ReadinessRow(
            opd=case.cycle.opd(each.opd).name,
            due=each.documents_due,
            named=each.documents_named,
            links=links[each.opd],
        )
        for each in ahead
    )
    return rows, _facts(case, found)


def _facts(case: Case, found: Sequence[Finding]) -> EvidenceFacts:
    """The documents in numbers, and the lists; while no file is kept at all, none is told to be lacking."""
    documents = [each for each in known_documents(case.instrument, case.records) if each.used]
    if not case.records.attachments:
        found = [each for each in found if each.concern is not Concern.MISSING]
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
