"""Candidate services in a judgement file: for items where the government chooses what is assessed."""

from collections.abc import Mapping, Sequence
from typing import Any

from spbe_lib.intake.form.notes import Notes, known_keys, read_text
from spbe_lib.intake.judgement import spelling
from spbe_lib.intake.judgement.envelope import AGAIN
from spbe_lib.intake.judgement.reading import Reading
from spbe_lib.law.review import load_review
from spbe_lib.records.candidates import same_service
from spbe_lib.records.judgements import Candidate
from spbe_lib.strict_yaml import clipped

_LONGEST_NAME = 200


def read_candidates(reading: Reading, told: Sequence[Mapping[str, Any]]) -> tuple[Candidate, ...]:
    """Read all of them, each service of an item once."""
    found: list[Candidate] = []
    for place, content in enumerate(told, 1):
        notes, before = reading.notes(f"calon layanan ke-{place}"), len(reading.problems)
        candidate = _candidate(reading, notes, content)
        twice = [e for e in found if e.item == candidate.item and same_service(e.name, candidate.name)]
        if twice and len(reading.problems) == before:
            notes.fault("nama", "calon ini ada dua kali di dalam berkas", remedy="Sisakan satu")
        if candidate.chosen and any(each.item == candidate.item and each.chosen for each in found):
            what = f"dua layanan dipilih untuk indikator {candidate.item}"
            notes.fault("pilihan", what, remedy="Pilih satu saja")
        found.append(candidate)
    return tuple(found)


def _candidate(reading: Reading, notes: Notes, content: Mapping[str, Any]) -> Candidate:
    known_keys(notes, content, spelling.CANDIDATE)
    texts = {
        key: read_text(notes, content, key, label)
        for key, label in {"name": "nama", "note": "keterangan", "reason": "alasan"}.items()
    }
    name, chosen = " ".join(texts["name"].split()), content.get("chosen")
    if not name:
        notes.fault("nama", "nama layanan kosong", remedy="Isi nama layanannya")
    elif len(name) > _LONGEST_NAME:
        notes.fault("nama", f"nama ini lebih dari {_LONGEST_NAME} huruf", remedy="Ringkaskan")
    if not isinstance(chosen, bool):
        notes.fault("pilihan", f"'{clipped(chosen)}' bukan ya atau tidak", remedy=AGAIN)
    if chosen is True and not texts["reason"]:
        notes.fault("alasan", "layanan dipilih tanpa alasan", remedy="Tulis mengapa layanan ini yang dipilih")
    item = _item(reading, notes, content)
    return Candidate(
        item=item,
        name=name,
        opd=reading.names_opd(notes, content),
        ticked=_ticked(reading, notes, content, item),
        note=texts["note"],
        chosen=chosen is True,
        reason=texts["reason"] if chosen is True else "",
    )


def _item(reading: Reading, notes: Notes, content: Mapping[str, Any]) -> str:
    allowed, item = load_review(reading.instrument.code).chosen.items, content.get("item")
    if isinstance(item, str) and item in allowed:
        return item
    what = f"layanan indikator '{clipped(item)}' tidak dipilih oleh pemerintah daerah"
    notes.fault("indikator", what, allowed=", ".join(allowed))
    return ""


def _ticked(reading: Reading, notes: Notes, content: Mapping[str, Any], item: str) -> frozenset[str]:
    number = next((each.indicator for each in reading.instrument.items if each.code == item), None)
    indicator = reading.instrument.indicator(number) if number is not None else None
    ticked = content.get("ticked")
    if not isinstance(ticked, list) or not all(isinstance(each, str) for each in ticked):
        notes.fault("syarat", "daftar syarat tidak terbaca", remedy=AGAIN)
        return frozenset()
    for code in ticked:
        if indicator and not indicator.label_of(code):
            notes.fault("syarat", f"'{clipped(code)}' bukan syarat indikator ini", remedy=AGAIN)
    return frozenset(ticked)
