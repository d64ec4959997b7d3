"""The entries of an answer file, read as the words of a stranger: a response, a fact, a document."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from spbe_lib.figures import Span
from spbe_lib.intake.asking.days import dated_fault, read_day
from spbe_lib.intake.asking.digest import in_legal_order
from spbe_lib.intake.asking.strange import strange_levels
from spbe_lib.intake.asking.words import DOCUMENT_FIELDS, EVIDENCE, FIELDS, requirement_labels
from spbe_lib.intake.form.notes import AGAIN, Notes, known_keys, read_text, read_word
from spbe_lib.law.instrument import Indicator, Instrument, Item
from spbe_lib.records.answers import Answer, EvidenceReference, Response, ScopeFact
from spbe_lib.records.documents import Access, Document, DocumentStatus
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.strict_yaml import clipped

Content = Mapping[str, Any]

_WORDS = {"title": "Judul", "number": "Nomor", "dated": "Tanggal", "page": "Halaman/pasal"}
_TEXTS = ("title", "number", "dated", "subject", "signatory")
_MOST_PROOFS = 500
_YEARS = range(1945, 2101)
_ABOUT = ("kind", "opd")


def read_response(notes: Notes, content: Content, instrument: Instrument, item: Item, opd: str) -> Response:
    """What the lead answers for an item."""
    known_keys(notes, content, (*_ABOUT, "item", "ticked", "level", "evidence", *FIELDS))
    indicator = instrument.indicator(item.indicator)
    texts = {key: read_text(notes, content, key, label) for key, (label, _) in FIELDS.items()}
    evidence = _evidence(notes, content, tuple(requirement_labels(indicator)))
    response = Response(
        opd=opd,
        item=item.code,
        ticked=_ticked(notes, content, indicator),
        level=_level(notes, content, instrument, item),
        evidence=in_legal_order(evidence, indicator),
        **texts,
    )
    for each in strange_levels(instrument, indicator, response):
        notes.ask("Tingkat" if each.about_level else "", each.question)
    return response


def read_fact(notes: Notes, content: Content, requirement: str, opd: str) -> ScopeFact:
    """What the OPD states about an obligation that it shares with all others."""
    known_keys(notes, content, (*_ABOUT, "requirement", "answer", "note", "evidence"))
    answer = read_word(notes, content, "answer", "Jawaban", tuple(Answer))
    fact = ScopeFact(
        opd=opd,
        requirement=requirement,
        answer=Answer(answer) if answer else None,
        note=read_text(notes, content, "note", "Keterangan"),
        evidence=_evidence(notes, content, ()),
    )
    if fact.answer is Answer.NOT_APPLICABLE and not fact.note:
        notes.ask("Keterangan", "jawabannya 'tidak berlaku', tetapi Keterangan kosong. Apa alasannya?")
    return fact


def read_document(notes: Notes, content: Content, key: str, opd: str) -> Document:
    """What is said of a document; its key is the caller's."""
    known_keys(notes, content, (*_ABOUT, "key", *DOCUMENT_FIELDS))
    labels = {key: label for key, (label, _) in DOCUMENT_FIELDS.items()}
    status = read_word(notes, content, "status", labels["status"], tuple(DocumentStatus))
    access = read_word(notes, content, "access", labels["access"], tuple(Access))
    texts = {each: read_text(notes, content, each, labels[each]) for each in _TEXTS}
    if not texts["title"]:
        notes.fault(labels["title"], "judul dokumen kosong", remedy="Isi judulnya")
    if found := dated_fault(texts["dated"]):
        notes.fault(labels["dated"], *found)
    return Document(
        opd=opd,
        key=key,
        status=DocumentStatus(status) if status else None,
        year=_year(notes, content, labels["year"]),
        valid_until=read_date(notes, content, "valid_until", labels["valid_until"]),
        access=Access(access) if access else Access.OPEN,
        link=_link(notes, content, labels["link"]),
        **texts,
    )


def read_date(notes: Notes, content: Content, key: str, place: str) -> date | None:
    """A day, None where none was given."""
    text = read_text(notes, content, key, place)
    try:
        return read_day(text) if text else None
    except ValueError:
        what = f"'{clipped(text)}' bukan tanggal yang ada"
        notes.fault(place, what, "12 Maret 2024, 12/03/2024, atau 2024-03-12")
        return None


def _ticked(notes: Notes, content: Content, indicator: Indicator) -> frozenset[str]:
    ticked, known = content.get("ticked", []), requirement_labels(indicator)
    if not isinstance(ticked, list):
        notes.fault("", "daftar centang tidak terbaca", remedy=AGAIN)
        return frozenset()
    for code in ticked:
        if not isinstance(code, str) or code not in known:
            notes.fault("", f"'{clipped(code)}' bukan syarat indikator ini", remedy=AGAIN)
    return frozenset(code for code in ticked if isinstance(code, str) and code in known)


def _level(notes: Notes, content: Content, instrument: Instrument, item: Item) -> Span | None:
    text = read_text(notes, content, "level", "Tingkat")
    try:
        return read_value(instrument, item, text) if text else None
    except ValueError as refusal:
        what, remedy = f"'{clipped(text)}' bukan tingkat", "Kosongkan bila belum dijawab"
        notes.fault("Tingkat", what, str(refusal), remedy)
        return None


def _evidence(notes: Notes, content: Content, requirements: tuple[str, ...]) -> tuple[EvidenceReference, ...]:
    proofs = content.get("evidence", [])
    if not isinstance(proofs, list) or not all(isinstance(each, dict) for each in proofs):
        notes.fault("", "daftar data dukung tidak terbaca", remedy=AGAIN)
        return ()
    if len(proofs) > _MOST_PROOFS:
        notes.fault("", f"data dukungnya {len(proofs)}", f"sampai {_MOST_PROOFS}", "Sisakan yang terpenting")
        return ()
    found = [_proof(notes, each, place, requirements) for place, each in enumerate(proofs, 1)]
    return tuple(each for each in found if each.title)


def _proof(notes: Notes, content: Content, place: int, requirements: tuple[str, ...]) -> EvidenceReference:
    name = f"Data dukung {place}"
    known_keys(notes, content, (*EVIDENCE, "requirement"))
    before = len(notes.problems)
    texts = {key: read_text(notes, content, key, f"{name}, {_WORDS[key]}") for key in EVIDENCE}
    if not texts["title"] and len(notes.problems) == before:
        what = "judul data dukung masih kosong"
        notes.fault(f"{name}, Judul", what, remedy="Isi judulnya, atau hapus data dukung itu")
    if found := dated_fault(texts["dated"]):
        notes.fault(f"{name}, {_WORDS['dated']}", *found)
    requirement = content.get("requirement")
    if requirement is not None and requirement not in requirements:
        what = f"'{clipped(requirement)}' bukan syarat yang dapat dibuktikan di sini"
        notes.fault(name, what, remedy=AGAIN)
        requirement = None
    return EvidenceReference(requirement=requirement, **texts)


def _year(notes: Notes, content: Content, place: str) -> int | None:
    year = content.get("year")
    if year is None or (type(year) is int and year in _YEARS):
        return year
    notes.fault(place, f"'{clipped(year)}' bukan tahun", "satu tahun, misalnya 2024")
    return None


def _link(notes: Notes, content: Content, place: str) -> str:
    link = read_text(notes, content, "link", place)
    if link and not (link.lower().startswith(("https://", "http://")) and len(link.split()) == 1):
        notes.fault(place, f"'{clipped(link)}' bukan tautan", remedy="Awali dengan https://, tanpa spasi")
    return link
