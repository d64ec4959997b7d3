"""What is wrong with the documents of a government, or will soon be: lists to work through, never a score."""

from collections.abc import Iterator
from datetime import date

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, Records
from spbe_lib.records.documents import Attachment, KeptFiles
from spbe_lib.records.register import Cycle
from spbe_lib.records.statements import stated_requirements
from spbe_lib.results.concern import Concern, Finding
from spbe_lib.results.document_checks import LOOKS, Case, hashes
from spbe_lib.results.documents import KnownDocument, known_documents

_SHORT = 12


def findings(
    cycle: Cycle, instrument: Instrument, records: Records, kept: KeptFiles | None, day: date
) -> tuple[Finding, ...]:
    """Look through all documents and files.

    A document whose file any OPD sent has a file, for the same title and number are the same document.

    Args:
        cycle: The cycle: year and national deadline.
        instrument: Its edition.
        records: What the store knows.
        kept: Which files lie in the folder; None where nobody looked, and then none is told as lost.
        day: The day from which "soon" is counted.

    Returns:
        All findings: list by list, within a list in legal order, the busiest document first.
    """
    known = known_documents(instrument, records)
    documents = tuple(each for each in known if each.title.strip() or each.number.strip())
    case = Case(cycle=cycle, instrument=instrument, records=records, documents=documents, kept=kept, day=day)
    found = [*_by_document(case), *_by_content(case), *_unused(case), *_orphans(case)]
    order = list(Concern)
    return tuple(sorted(found, key=lambda each: (order.index(each.concern), _busy(each))))


def _busy(each: Finding) -> int:
    return -len(each.items) if each.concern is Concern.CARRIES_MUCH else 0


def _by_document(case: Case) -> Iterator[Finding]:
    for document in case.documents:
        for concern, look in LOOKS.items():
            note = look(case, document)
            if note is not None:
                yield _finding(concern, document, note)


def _finding(concern: Concern, document: KnownDocument, note: str) -> Finding:
    return Finding(
        concern=concern,
        title=document.title,
        number="" if document.restricted else document.number,
        opds=document.opds,
        items=document.items,
        note=note,
        restricted=document.restricted,
    )


def _by_content(case: Case) -> Iterator[Finding]:
    """The same content as the file of several documents."""
    groups: dict[str, list[KnownDocument]] = {}
    for document in case.documents:
        for sha256 in sorted(hashes(document.attachments)):
            groups.setdefault(sha256, []).append(document)
    for sharing in groups.values():
        if len(sharing) > 1:
            first, *others = sharing
            titles = ", ".join(f"“{each.title}”" for each in others)
            opds = tuple(dict.fromkeys(code for each in sharing for code in each.opds))
            yield Finding(
                concern=Concern.SAME_CONTENT,
                title=first.title,
                number="" if first.restricted else first.number,
                opds=opds,
                items=tuple(dict.fromkeys(code for each in sharing for code in each.items)),
                note=f"sama dengan {titles}",
                restricted=first.restricted,
            )


def _unused(case: Case) -> Iterator[Finding]:
    """Files for what nobody states, or no longer does."""
    for document in case.documents:
        idle = [each for each in document.attachments if not _is_stated(case, each)]
        if idle:
            places = dict.fromkeys(_place(case, each) for each in idle)
            yield _finding(Concern.UNUSED, document, f"untuk {', '.join(places)}")


def _place(case: Case, each: Attachment) -> str:
    """What a file proves, by its legal number: ``indikator 13 syarat 3.1``."""
    code = each.requirement or each.topic
    for indicator in case.instrument.indicators:
        if label := indicator.label_of(code):
            return f"indikator {indicator.number} {label}"
    return f"indikator {each.topic}"


def _is_stated(case: Case, each: Attachment) -> bool:
    if fact := case.records.facts.get((each.opd, each.topic)):
        return fact.content.answer is Answer.YES
    item = next((item for item in case.instrument.items if item.code == each.topic), None)
    lead = case.cycle.leads.get(item.indicator) if item else None
    recorded = case.records.responses.get((lead, each.topic)) if lead else None
    if item is None or recorded is None:
        return False
    if each.requirement is None:
        return recorded.content.claims
    indicator = case.instrument.indicator(item.indicator)
    return each.requirement in stated_requirements(case.instrument, indicator, recorded.content)


def _orphans(case: Case) -> Iterator[Finding]:
    """Kept files that nothing speaks of any more."""
    present = case.kept.present if case.kept else frozenset[str]()
    scans = {each.approval.scan for each in case.records.submissions if each.approval}
    spoken_of = hashes(case.records.attachments) | {scan.sha256 for scan in scans if scan}
    for sha256 in sorted(present - spoken_of):
        yield Finding(concern=Concern.ORPHAN, title=f"berkas {sha256[:_SHORT]}")
