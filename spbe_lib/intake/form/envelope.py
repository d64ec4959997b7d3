"""An answer file as a whole: that it is one, that it is whole, and that it belongs to this cycle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.form.spelling import CHECKSUM, DRAFT, FORMAT, KEYS, checksum
from spbe_lib.intake.json_object import json_object
from spbe_lib.intake.origin import ITS_OWN, cycle_problems, wording_problems
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.documents import is_document_key
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_MOST_ENTRIES, _LAST_VERSION = 2000, 10**9
_RESEND = "Minta pengirim mengirim lagi berkas dari folder unduhannya, sebagai dokumen"
NEW_FORM = "Minta formulir baru, lalu salin isinya ke sana"
"""The remedy where a form itself is no longer right."""

_TEXTS = ("cycle", "edition", "edition_hash", "opd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What a whole and fitting answer file holds; its entries were not looked at yet."""

    opd: str
    bases: Mapping[str, int]
    digests: Mapping[str, str]
    signed: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]


def read_envelope(content: bytes, name: str, cycle: Cycle, instrument: Instrument) -> Envelope:
    """Open an answer file and check that it is whole and for this cycle, edition and register.

    Raises:
        InputError: It is damaged or none of ours, or of another edition, wording, cycle or OPD.
    """
    told = json_object(content, name, "berkas jawaban", _RESEND)
    if told.get("format") != FORMAT:
        what = f"berkas ini bukan berkas jawaban dari formulir (format '{clipped(told.get('format'))}')"
        remedy = "Kirim berkas yang disimpan dengan tombol 'Periksa dan simpan' di formulir"
        raise InputError([Problem(where=name, what=what, remedy=remedy)])
    if told.get(CHECKSUM) != checksum(told):
        what = "isi berkas ini berubah atau terpotong sesudah disimpan"
        raise InputError([Problem(where=name, what=what, remedy=_RESEND)])
    if told.get(DRAFT):
        what = "berkas ini masih draf: pengirimnya menyimpan walau ada isian yang harus diperbaiki"
        remedy = "Muat di formulir, perbaiki yang ditunjukkan, lalu simpan lagi"
        raise InputError([Problem(where=name, what=what, remedy=remedy)])
    if not _shaped(told):
        raise InputError([Problem(where=name, what="isi berkas ini tidak lengkap", remedy=_RESEND)])
    if problems := list(_origin_problems(told, name, cycle, instrument)):
        raise InputError(problems)
    return Envelope(
        opd=told["opd"],
        bases=told["bases"],
        digests=told["digests"],
        signed=told["signed"],
        entries=tuple(told["entries"]),
    )


def _shaped(told: Mapping[str, Any]) -> bool:
    if told.keys() - {CHECKSUM, DRAFT} != KEYS or not all(isinstance(told[key], str) for key in _TEXTS):
        return False
    bases, digests, signed, entries = (told[key] for key in ("bases", "digests", "signed", "entries"))
    if not all(isinstance(each, dict) for each in (bases, digests, signed)) or not isinstance(entries, list):
        return False
    return (
        bases.keys() == digests.keys()
        and all(type(each) is int and 0 <= each <= _LAST_VERSION for each in bases.values())
        and all(isinstance(each, str) for each in digests.values())
        and len(entries) <= _MOST_ENTRIES
        and all(isinstance(each, dict) for each in entries)
    )


def _origin_problems(
    told: Mapping[str, Any], name: str, cycle: Cycle, instrument: Instrument
) -> Iterator[Problem]:
    yield from wording_problems(told, name, cycle, instrument, made="formulirnya", remedy=NEW_FORM)
    yield from cycle_problems(told, name, cycle, remedy=f"{ITS_OWN}, atau minta formulir baru")
    opd = told["opd"]
    if opd not in {each.code for each in cycle.opds}:
        what = f"perangkat daerah '{clipped(opd)}' tidak ada di daftar siklus ini"
        yield Problem(where=name, what=what, remedy=NEW_FORM)
    elif not cycle.opd(opd).fills:
        what = f"{cycle.opd(opd).name} tidak mengisi dalam siklus ini"
        yield Problem(where=name, what=what, remedy="Periksa kolom fills di opd.csv")
    if not told["bases"].keys() <= _topics(instrument, told["bases"]):
        what = "catatan tentang isi yang dibagikan menyebut isian yang tidak ada"
        yield Problem(where=name, what=what, remedy=NEW_FORM)


def _topics(instrument: Instrument, bases: Mapping[str, int]) -> set[str]:
    items = {item.code for item in instrument.items}
    rules = {rule.requirement for each in instrument.indicators for rule in each.scope}
    return items | rules | set(filter(is_document_key, bases))
