"""What a workbook was handed out as: of which edition and cycle, to whom, and with which answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.words import FOLLOW_UP
from spbe_lib.intake.excel.layout import FORMAT, MANIFEST, NEW, READABLE
from spbe_lib.intake.excel.opened import RawSheet
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.documents import is_document_key
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_TOPIC, _LONGEST_VERSION = "topic:", 9
_TAMPERED = "catatan tersembunyi tentang isi yang dibagikan sudah berubah"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """To whom a workbook was handed out, and per topic the version and digest of what it held then.

    ``documents`` are the keys of the documents that it listed; None where it had no sheet for them.
    ``follow_ups`` are the items that it asked what became of a recommendation.
    """

    opd: str
    items: tuple[str, ...]
    obligations: tuple[str, ...]
    documents: tuple[str, ...] | None
    follow_ups: frozenset[str]
    bases: Mapping[str, int]
    digests: Mapping[str, str]


def read_manifest(sheets: Sequence[RawSheet], name: str, cycle: Cycle, instrument: Instrument) -> Manifest:
    """Read the hidden sheet, and check that the workbook belongs to this cycle, edition and register.

    Raises:
        InputError: It is no Kuesioner of ours, or one of another format, edition, wording, cycle or OPD.
    """
    sheet = next((each for each in sheets if each.title == MANIFEST), None)
    if sheet is None:
        what = "berkas ini bukan Kuesioner yang dibuat dengan `spbe template`"
        raise InputError(
            [Problem(where=name, what=what, remedy="Minta Kuesioner yang benar, lalu isi di sana")]
        )
    facts = handed_out_facts(sheet)
    if "stage" in facts:
        what, remedy = "berkas ini lembar nilai, bukan Kuesioner", "Masukkan dengan `spbe import-assessment`"
        raise InputError([Problem(where=name, what=what, remedy=remedy)])
    if facts.get("format") not in READABLE:
        what = f"Kuesioner ini berformat {clipped(facts.get('format', '?'))}, bukan {FORMAT}"
        raise InputError([Problem(where=name, what=what, remedy=NEW)])
    problems = [*origin_problems(facts, name, cycle, instrument), *_opd_problems(facts, name, cycle)]
    if problems:
        raise InputError(problems)
    return _manifest(facts, name, instrument)


def handed_out_facts(sheet: RawSheet) -> dict[str, str]:
    """What the hidden sheet says, key by key."""
    return {sheet.text(row, 1): sheet.text(row, 2) for row in sheet.rows}


def handed_out_topics(facts: Mapping[str, str], name: str) -> tuple[dict[str, int], dict[str, str]]:
    """By topic, the version and the digest that a workbook was handed out with.

    Raises:
        InputError: Somebody changed them.
    """
    bases, digests = dict[str, int](), dict[str, str]()
    for key, value in facts.items():
        if key.startswith(_TOPIC):
            version, _, digest = value.partition(":")
            sound = version.isdecimal() and len(version) <= _LONGEST_VERSION
            bases[key.removeprefix(_TOPIC)] = int(version) if sound else -1
            digests[key.removeprefix(_TOPIC)] = digest
    if -1 in bases.values():
        raise InputError([Problem(where=name, what=_TAMPERED, remedy=NEW)])
    return bases, digests


def origin_problems(
    facts: Mapping[str, str], name: str, cycle: Cycle, instrument: Instrument
) -> Iterator[Problem]:
    """What keeps a workbook from belonging to this cycle and this wording of its edition."""
    edition, of_cycle = facts.get("edition", ""), facts.get("cycle", "")
    if edition != cycle.edition:
        needed = f"sedangkan siklus {cycle.name} memakai {cycle.edition}"
        what = f"Kuesioner ini untuk peraturan {clipped(edition)}, {needed}"
        yield Problem(where=name, what=what, remedy=NEW)
    elif facts.get("edition_hash") != edition_hash(instrument):
        what = (
            f"Kuesioner ini dibuat untuk rumusan {instrument.short_name} yang lain: syaratnya sudah berubah"
        )
        yield Problem(where=name, what=what, remedy=NEW)
    if of_cycle != cycle.name:
        what = f"Kuesioner ini untuk siklus {clipped(of_cycle)}, bukan {cycle.name}"
        yield Problem(
            where=name, what=what, remedy="Masukkan ke siklusnya sendiri, atau minta Kuesioner baru"
        )


def _opd_problems(facts: Mapping[str, str], name: str, cycle: Cycle) -> Iterator[Problem]:
    opd = facts.get("opd", "")
    if opd not in {each.code for each in cycle.opds}:
        what = f"perangkat daerah '{clipped(opd)}' tidak ada di daftar siklus ini"
        yield Problem(where=name, what=what, remedy=NEW)
    elif not cycle.opd(opd).fills:
        what = f"{cycle.opd(opd).name} tidak mengisi Kuesioner dalam siklus ini"
        yield Problem(where=name, what=what, remedy="Periksa kolom fills di opd.csv")


def _manifest(facts: Mapping[str, str], name: str, instrument: Instrument) -> Manifest:
    bases, digests = handed_out_topics(facts, name)
    items = {item.code for item in instrument.items}
    rules = {
        rule.requirement for each in instrument.indicators for rule in each.scope if rule.kind == "practice"
    }
    documents = [topic for topic in bases if is_document_key(topic)]
    if not bases.keys() <= items | rules | set(documents):
        raise InputError([Problem(where=name, what=_TAMPERED, remedy=NEW)])
    return Manifest(
        opd=facts["opd"],
        items=tuple(topic for topic in bases if topic in items),
        obligations=tuple(topic for topic in bases if topic in rules),
        follow_ups=frozenset(facts.get(FOLLOW_UP, "").split()),
        documents=tuple(documents) if facts["format"] == FORMAT else None,
        bases=bases,
        digests=digests,
    )
