"""What the made-up OPDs of *Kabupaten Contoh* answer; ``team.yaml`` holds what its Tim decides."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Level, Requirement, ScopeRule
from spbe_lib.records.answers import (
    Answer,
    Approval,
    Decision,
    Entry,
    EvidenceReference,
    Response,
    ScopeFact,
    Status,
)
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle, Opd
from tests.example.last_year import CARRIED, REGULATION

_TOLD = yaml.safe_load((Path(__file__).parent / "team.yaml").read_text(encoding="utf-8"))
TEAM: dict[int, int] = _TOLD["levels"]
CLAIMED: dict[int, int] = TEAM | _TOLD["claimed"]
REASONS: dict[int, str] = _TOLD["reasons"]
RECOMMENDATIONS: dict[int, str] = _TOLD["recommendations"]
RULINGS = tuple(
    Verdict(stage=Stage.MANDIRI, **each | {"ruling": Ruling(each["ruling"])}) for each in _TOLD["rulings"]
)
PROMISED: list[dict[str, object]] = _TOLD["promised"]
RETURNED = tuple(Decision(status=Status.RETURNED, **each) for each in _TOLD["returned"])

_DESCRIBED = 0.35
_DRAFT, _RESTRICTED, _LINKED = 4, 7, 11
"""At which place among an OPD's documents something out of the ordinary stands."""

DIRECT = {35: None, 36: 4}
"""Levels given directly: 35 without a single tick, 36 beside ticks that give another level."""

SILENT = ("setda-hukum", "rsud-contoh-hilir")
"""Units outside *seluruh perangkat daerah* that hand in nothing."""

ANALYSES = (
    "Dokumen sudah ditetapkan dan dipakai sepanjang tahun; bagiannya ditandai pada halaman yang disebut.",
    "Pelaksanaan dibuktikan dengan notula dan laporan; cakupannya sama dengan yang diminta syarat.",
    "Keadaan ini diperiksa bersama Tim pada hari pendampingan Mei 2024 dan sesuai dengan bukti.",
    "Bukti tahun 2023 diperbarui menjadi bukti tahun 2024; isinya tidak berkurang.",
)

APPLICATIONS = {
    32: "Contoh-Plan", 33: "Contoh-Budget", 34: "Contoh-Kas", 35: "Katalog Contoh", 36: "Contoh-ASN",
    37: "Contoh-Arsip", 38: "Contoh-Aset", 39: "Contoh-Awas", 40: "Contoh-Kinerja", 41: "Contoh-Pegawai",
    42: "Lapor Contoh", 43: "Data Contoh", 45: "Dukcapil Contoh", 46: "Izin Contoh", 47: "Sehat Contoh",
}  # fmt: skip


def _repair(entry: Entry) -> Entry:
    """The repaired answer: the document that was asked for is named now."""
    wanted = next(
        (each.wanted for each in RETURNED if (each.opd, each.topic) == (entry.opd, entry.topic)), ""
    )
    if not isinstance(entry, Response) or not wanted:
        return entry
    proof = EvidenceReference(title=wanted, number=f"000.8/500/{entry.opd.upper()}/2024", dated="2024-07-03")
    return replace(
        entry,
        analysis=f"{entry.analysis} Bukti yang diminta Tim sudah dilengkapi.",
        evidence=(*entry.evidence, proof),
    )


REPAIRED = {"dinkes": _repair, "bpkad": _repair}
"""The OPDs that repaired what was returned; the others have not yet."""


def silent(cycle: Cycle) -> set[str]:
    """Codes of the OPDs that hand in nothing: two districts, one office, and two units outside the scope."""
    districts = [opd.code for opd in cycle.filling if opd.kind == "kecamatan"]
    offices = [opd.code for opd in cycle.filling if opd.kind == "dinas" and not cycle.led_by(opd.code)]
    return {
        *districts[-2:],
        offices[-1],
        *(code for code in SILENT if code in {o.code for o in cycle.filling}),
    }


def responses(cycle: Cycle, instrument: Instrument, opd: Opd) -> Iterator[Response]:
    """What one OPD answers for the indicators that it leads."""
    for number in cycle.led_by(opd.code):
        indicator = instrument.indicator(number)
        yield from (_response(cycle, indicator, item.code, opd) for item in indicator.items)


def facts(opd: Opd, asked: tuple[tuple[int, ScopeRule], ...], instrument: Instrument) -> Iterator[ScopeFact]:
    """What one OPD states about its shared obligations: mostly yes, at times no, once not applicable."""
    dice = random.Random(f"{opd.code} kewajiban")  # noqa: S311 a made-up example, no secret
    for number, rule in asked:
        requirement = _requirement(instrument.indicator(number), rule.requirement)
        answer = Answer.YES
        if number in (17, 24) and dice.random() < 0.06:
            answer = Answer.NO
        if number == 13 and opd.kind == "kecamatan" and dice.random() < 0.1:
            answer = Answer.NOT_APPLICABLE
        if answer is Answer.YES and dice.random() < 0.04 and number == 26:
            continue
        yield ScopeFact(
            opd=opd.code,
            requirement=rule.requirement,
            answer=answer,
            note={
                Answer.YES: "",
                Answer.NO: "Direncanakan selesai pada triwulan IV 2024.",
                Answer.NOT_APPLICABLE: "Anggaran TIK dikelola Dinas Komunikasi dan Informatika.",
            }[answer],
            evidence=_evidence(opd, requirement, dice, None) if answer is Answer.YES else (),
        )


def approval(opd: Opd, day: date) -> Approval:
    """The made-up approval by the head of an OPD."""
    dice = random.Random(f"{opd.code} pengesahan")  # noqa: S311
    first = dice.choice(
        ["Ahmad", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gunawan", "Hesti", "Indra", "Joko"]
    )
    last = dice.choice(["Contoh", "Misal", "Umpama", "Tiruan", "Rekaan"])
    nip = f"19{dice.randint(65, 85)}{dice.randint(1, 12):02}{dice.randint(1, 28):02} 000000 0 000"
    head = {"bagian": "Kepala Bagian", "kecamatan": "Camat", "sekretariat": "Sekretaris", "uobk": "Direktur"}
    return Approval(
        name=f"{first} {last}",
        nip=nip,
        position=head.get(opd.kind, "Kepala"),
        day=day,
    )


def _response(cycle: Cycle, indicator: Indicator, item: str, opd: Opd) -> Response:
    claimed, direct = CLAIMED[indicator.number], DIRECT.get(indicator.number, 0)
    dice = random.Random(f"{item} jawaban")  # noqa: S311
    reached = [level for level in indicator.levels if level.value <= claimed]
    ticked = [] if direct is None else [each for level in reached for each in level.requirements]
    above = indicator.level(claimed + 1)
    if above and len(above.requirements) > 1 and direct is not None:
        ticked.append(above.requirements[-1])
    given = {None: claimed, 0: None}.get(direct, direct)
    name = next(level.name for level in indicator.scale.levels if level.value == claimed)
    missing = above.requirements[0].text if above and above.requirements else None
    return Response(
        opd=opd.code,
        item=item,
        ticked=frozenset(each.code for each in ticked),
        level=None if given is None else Span.exactly(given),
        fact=_fact(opd, reached),
        analysis=dice.choice(ANALYSES),
        justification=f"Tingkat {claimed} ({name}): semua syarat sampai tingkat ini terpenuhi"
        + (f"; syarat tingkat berikutnya belum: {missing[0].lower()}{missing[1:]}" if missing else "."),
        services=cycle.services.get(item, ""),
        applications=APPLICATIONS.get(indicator.number, ""),
        follow_up=_follow_up(cycle, item),
        evidence=tuple(proof for each in ticked for proof in _proofs(opd, indicator, each, dice)),
    )


def _proofs(
    opd: Opd, indicator: Indicator, requirement: Requirement, dice: random.Random
) -> tuple[EvidenceReference, ...]:
    """The document of one requirement: a made-up one, or the regulation that carries many indicators."""
    made_up = _evidence(opd, requirement, dice, requirement.code)
    carried = indicator.number in CARRIED and requirement.code.split("-")[1] in ("L2", "L3")
    if opd.code != REGULATION.opd or not carried:
        return made_up
    page = f"Pasal {indicator.number + 4}"
    return (
        EvidenceReference(
            title=REGULATION.title,
            number=REGULATION.number,
            dated=REGULATION.dated,
            page=page,
            requirement=requirement.code,
        ),
    )


def documents(opd: Opd, answers: Iterable[Entry]) -> Iterator[Document]:
    """What one OPD says of the documents that it cites: of the regulation all, of the others some."""
    dice = random.Random(f"{opd.code} dokumen")  # noqa: S311 a made-up example, no secret
    told = [each for each in answers if isinstance(each, Response | ScopeFact)]
    cited = {document_key(proof.title, proof.number): proof for each in told for proof in each.evidence}
    for place, (key, proof) in enumerate(cited.items()):
        described = Document(
            opd=opd.code,
            key=key,
            title=proof.title,
            number=proof.number,
            dated=proof.dated,
            status=DocumentStatus.DRAFT if place == _DRAFT else DocumentStatus.SIGNED,
            year=2024,
            valid_until=dice.choice([None, None, None, date(2024, 6, 30), date(2026, 12, 31)]),
            access=Access.RESTRICTED if place == _RESTRICTED else Access.OPEN,
            link="https://arsip.contoh.example/dokumen" if place == _LINKED else "",
        )
        if key == REGULATION.key:
            yield REGULATION
        elif dice.random() < _DESCRIBED:
            yield described


def _fact(opd: Opd, reached: list[Level]) -> str:
    facts = [requirement.text for level in reached for requirement in level.requirements][-2:]
    return f"{opd.name}, keadaan Mei 2024: " + " ".join(facts)


def _follow_up(cycle: Cycle, item: str) -> str:
    recommended = cycle.previous.recommendations if cycle.previous else {}
    return (
        "Sudah ditindaklanjuti pada triwulan I 2024; laporannya termasuk data dukung."
        if item in recommended
        else ""
    )


def _evidence(
    opd: Opd, requirement: Requirement, dice: random.Random, code: str | None
) -> tuple[EvidenceReference, ...]:
    """A made-up document for a requirement; one in eight is missing."""
    if dice.random() < 0.125:
        return ()
    title = requirement.evidence[0] if requirement.evidence else "dokumen pendukung"
    return (
        EvidenceReference(
            title=f"{title[0].upper()}{title[1:]}",
            number=f"000.8/{dice.randint(11, 480)}/{opd.code.upper()}/2024",
            dated=f"2024-{dice.randint(1, 5):02}-{dice.randint(1, 28):02}",
            page=f"hlm. {dice.randint(1, 24)}",
            requirement=code,
        ),
    )


def _requirement(indicator: Indicator, code: str) -> Requirement:
    return next(r for level in indicator.levels for r in level.requirements if r.code == code)
