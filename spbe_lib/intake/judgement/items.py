"""What a judgement file says of single items: level, reason, recommendation, explanation, evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spbe_lib.figures import Span
from spbe_lib.intake.form.notes import Notes, known_keys, read_text
from spbe_lib.intake.judgement import spelling
from spbe_lib.intake.judgement.envelope import AGAIN
from spbe_lib.intake.judgement.reading import Reading
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.files.assessment_file import item_codes, read_value
from spbe_lib.records.model import Assessment, CaseEvidence, Readers
from spbe_lib.strict_yaml import clipped

_MOST_PROOFS = 500
_WORDS = {"title": "judul", "number": "nomor", "dated": "tanggal", "page": "halaman/pasal"}
_TEXTS = {"note": "alasan", "recommendation": "rekomendasi", "explanation": "penjelasan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldItem:
    """What the Tim says of one item; ``value`` is None where it gives none."""

    item: str
    value: Span | None
    note: str
    recommendation: str
    explanation: str
    evidence: tuple[CaseEvidence, ...]


def read_items(reading: Reading, told: Sequence[Mapping[str, Any]]) -> tuple[ToldItem, ...]:
    """Read all of them, each item once."""
    items, found = {item.code: item for item in reading.instrument.items}, dict[str, ToldItem]()
    for place, content in enumerate(told, 1):
        code = content.get("item")
        notes = reading.notes(f"indikator {clipped(code)}")
        if not isinstance(code, str) or code not in items:
            what = f"{reading.instrument.short_name} tidak mempunyai butir '{clipped(code)}'"
            reading.notes(f"penilaian ke-{place}").fault("", what, allowed=item_codes(reading.instrument))
        elif code in found:
            notes.fault("", "butir ini ada dua kali di dalam berkas", remedy=AGAIN)
        else:
            found[code] = _item(reading, notes, content, items[code])
    return tuple(found.values())


def assessed(nothing: Assessment, items: Sequence[ToldItem], readers: Readers) -> Assessment:
    """The values of a stage as the items of a file say them."""
    return replace(
        nothing,
        values={each.item: each.value for each in items if each.value is not None},
        notes={each.item: each.note for each in items},
        recommendations={each.item: each.recommendation for each in items},
        explanations={each.item: each.explanation for each in items},
        evidence={each.item: each.evidence for each in items},
        readers={each.item: readers for each in items},
    )


def _item(reading: Reading, notes: Notes, content: Mapping[str, Any], item: Item) -> ToldItem:
    known_keys(notes, content, spelling.ITEM)
    texts = {key: read_text(notes, content, key, label) for key, label in _TEXTS.items()}
    return ToldItem(
        item=item.code,
        value=_value(reading.instrument, notes, content, item),
        evidence=_evidence(reading, notes, content, item),
        **texts,
    )


def _value(instrument: Instrument, notes: Notes, content: Mapping[str, Any], item: Item) -> Span | None:
    text = read_text(notes, content, "level", "tingkat")
    try:
        return read_value(instrument, item, text) if text else None
    except ValueError as allowed:
        what, remedy = f"'{clipped(text)}' bukan tingkat yang dikenal", "Kosongkan bila belum dinilai"
        notes.fault("tingkat", what, str(allowed), remedy)
        return None


def _evidence(
    reading: Reading, notes: Notes, content: Mapping[str, Any], item: Item
) -> tuple[CaseEvidence, ...]:
    proofs = content.get("evidence")
    if not isinstance(proofs, list) or not all(isinstance(each, dict) for each in proofs):
        notes.fault("data dukung", "daftarnya tidak terbaca", remedy=AGAIN)
        return ()
    if len(proofs) > _MOST_PROOFS:
        notes.fault("data dukung", f"daftarnya {len(proofs)}", f"sampai {_MOST_PROOFS}")
        return ()
    return tuple(_proof(reading, notes, each, place, item) for place, each in enumerate(proofs, 1))


def _proof(
    reading: Reading, notes: Notes, content: Mapping[str, Any], place: int, item: Item
) -> CaseEvidence:
    name = f"data dukung {place}"
    known_keys(notes, content, spelling.PROOF)
    texts = {key: read_text(notes, content, key, f"{name}, {label}") for key, label in _WORDS.items()}
    if not texts["title"]:
        notes.fault(f"{name}, judul", "judul dokumen kosong", remedy="Isi judulnya, atau hapus dokumen itu")
    requirement, opd = content.get("requirement"), content.get("opd")
    indicator = reading.instrument.indicator(item.indicator)
    if requirement is not None and (not isinstance(requirement, str) or not indicator.label_of(requirement)):
        notes.fault(name, f"'{clipped(requirement)}' bukan syarat indikator ini", remedy=AGAIN)
        requirement = None
    if opd != "":
        opd = reading.names_opd(notes, content)
    return CaseEvidence(requirement=requirement, opd=opd, **texts)
