"""The documents that an OPD names (*data dukung*): each listed once, and cited by its number in the list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spbe_lib.figures import printed_date, printed_day, printed_page
from spbe_lib.law.instrument import Item
from spbe_lib.records.answers import Answer, EvidenceReference
from spbe_lib.records.documents import Attachment, DocumentStatus, document_key
from spbe_lib.records.statements import stated_requirements
from spbe_lib.reporting.opd.desk import Desk, due_words
from spbe_lib.reporting.opd.document import EvidenceNote, EvidenceRow
from spbe_lib.results.documents import KnownDocument, known_documents
from spbe_lib.results.proofs import proven_by

Notes = Mapping[str | None, tuple[EvidenceNote, ...]]
"""Citations by the requirement that they prove; None for the topic as a whole."""

_REQUIREMENT = " syarat "
"""How a use that names a requirement is told from one that names an indicator only."""

_KEPT, _LOST, _DAMAGED, _SCAN = (
    "tersimpan",
    "hilang dari penyimpanan",
    "rusak",
    "hasil pindai tanpa lapisan teks",
)


def evidence_rows(desk: Desk) -> tuple[EvidenceRow, ...]:
    """Every document once, with all that it is used for, in the order in which it is first cited."""
    uses, known = _uses(desk), _known(desk)
    return tuple(_row(desk, known[key], found) for key, found in uses.items())


def cited(desk: Desk, evidence: Iterable[EvidenceReference]) -> Notes:
    """How the report cites these documents."""
    notes: dict[str | None, tuple[EvidenceNote, ...]] = {}
    for each in evidence:
        key = document_key(each.title, each.number)
        page = "" if key in desk.restricted else printed_page(each.page)
        note = EvidenceNote(title=each.title, page=page, place=desk.listed[key])
        notes[each.requirement] = (*notes.get(each.requirement, ()), note)
    return notes


def _known(desk: Desk) -> Mapping[str, KnownDocument]:
    return {each.key: each for each in known_documents(desk.instrument, desk.own)}


def _row(desk: Desk, document: KnownDocument, uses: list[str]) -> EvidenceRow:
    hidden = document.restricted
    return EvidenceRow(
        title=document.title,
        number="" if hidden else document.number,
        dated="" if hidden else printed_day(document.dated),
        uses=tuple(dict.fromkeys(uses)),
        restricted=hidden,
        status=None if hidden else _status(desk, document),
        validity=None if hidden else due_words(document.valid_until, desk.today),
        file=_file(desk, document),
    )


def _status(desk: Desk, document: KnownDocument) -> str | None:
    """What a reader must know of its worth: that it is signed and of this year is a matter of course."""
    status = document.status
    words = [status.label] if status not in (None, DocumentStatus.SIGNED) else []
    other = [str(year) for year in document.years if year != desk.cycle.year]
    words += [f"membuktikan tahun {', '.join(other)}"] if other else []
    return "; ".join(words) or None


def _file(desk: Desk, document: KnownDocument) -> str | None:
    """What is kept of it; None where no file of this OPD is kept at all, for then one sentence says so."""
    if document.files:
        return ", ".join([_kept(desk, document.files), *([_SCAN] if _is_scan(document.files) else [])])
    if days := [each.captured for each in document.captures if each.captured]:
        return f"tautan, dengan tangkapan layar {printed_date(max(days))}"
    if document.linked:
        return "tautan saja"
    return "belum ada" if desk.own.attachments else None


def _kept(desk: Desk, files: Iterable[Attachment]) -> str:
    contents = {each.file.sha256 for each in files}
    if desk.kept and contents & desk.kept.damaged:
        return _DAMAGED
    return _LOST if desk.kept and contents - desk.kept.present else _KEPT


def _is_scan(files: Iterable[Attachment]) -> bool:
    return any(each.file.text_layer is False for each in files)


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


def _uses(desk: Desk) -> dict[str, list[str]]:
    """By document, what it is cited for, then what its files prove besides; those without any use last."""
    cited: dict[str, list[tuple[str, str]]] = {}
    named: set[tuple[str, str]] = set()
    for use, each in _citations(desk):
        key = document_key(each.title, each.number)
        named.add((key, use))
        page = "" if key in desk.restricted else printed_page(each.page.strip())
        cited.setdefault(key, []).append((use, page))
    uses = {key: _gathered(found) for key, found in cited.items()}
    for attachment in desk.own.attachments:
        use = _proven(desk, attachment)
        if (attachment.document, use) not in named:
            uses.setdefault(attachment.document, []).append(use)
    for _, described in desk.own.documents:
        uses.setdefault(described, [])
    return uses


def _gathered(found: Sequence[tuple[str, str]]) -> list[str]:
    """Uses with their pages; requirements of one indicator on one page in few words."""
    groups: dict[tuple[str, str], list[str]] = {}
    for use, page in found:
        about, _, place = use.rpartition(" ") if _REQUIREMENT in use else (use, "", "")
        groups.setdefault((about, page), []).append(place)
    return [
        f"{about} {', '.join(places)}".rstrip() + (f" ({page})" if page else "")
        for (about, page), places in groups.items()
    ]


def _proven(desk: Desk, each: Attachment) -> str:
    """What a file proves, as the Kuesioner calls it."""
    if each.requirement is None:
        return desk.label(each.topic)
    item = desk.instrument.item(each.topic)
    return desk.statement(item, each.requirement) if item else each.requirement


def _citations(desk: Desk) -> Iterator[tuple[str, EvidenceReference]]:
    """Every citation, and what it is for, as the Kuesioner calls it."""
    for item, topic, each in desk.references():
        if item is None:
            yield desk.label(topic), each
        else:
            code = each.requirement
            yield desk.statement(item, code) if code else f"indikator {item.code}", each
