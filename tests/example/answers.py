"""What the made-up OPDs of *Kabupaten Contoh* answer, and what its Tim decides: data contoh, all of it.

The Tim's levels follow what the official 2024 result of a regency forces: domains 5,00, 4,00, 3,00 and
4,76, index 4,31. Which level an indicator has inside its domain is made up.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Level, Requirement, ScopeRule
from spbe_lib.records.answers import Answer, Approval, Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.register import Cycle, Opd

TEAM = (
    dict.fromkeys(range(1, 11), 5)
    | {11: 4, 12: 4, 13: 3, 14: 4, 15: 4, 16: 4, 17: 5, 18: 4, 19: 4, 20: 4}
    | {21: 3, 22: 3, 23: 3, 24: 3, 25: 4, 26: 3, 27: 2, 28: 3, 29: 3, 30: 3, 31: 3}
    | {32: 5, 33: 5, 34: 4, 35: 5, 36: 5, 37: 5, 38: 4, 39: 4, 40: 4, 41: 5}
    | dict.fromkeys(range(42, 48), 5)
)
"""The level that the Tim gives, by indicator."""

CLAIMED = TEAM | {9: 4, 11: 5, 25: 3, 27: 3, 33: 4, 38: 5}
"""The level that the lead claims: mostly the Tim's, here and there another."""

DIRECT = {35: None, 36: 4}
"""Levels given directly: 35 without a single tick, 36 beside ticks that give another level."""

SILENT = ("setda-hukum", "rsud-contoh-hilir")
"""Units outside *seluruh perangkat daerah* that hand in nothing."""

REASONS = {
    9: "Jawaban OPD belum menyebut hasil evaluasi yang diserahkan Inspektorat pada Mei 2024; syarat tingkat 5 terbukti.",
    11: "Reviu arsitektur baru direncanakan pada triwulan IV; bukti pelaksanaannya belum ada.",
    13: "Tiga OPD yang belum menjawab sudah berkonsultasi; berita acaranya ada di Tim (nomor 12/BA/TIM-SPBE/2024).",
    16: "Katalog aplikasi memuat data dukung OPD yang belum menjawab; Tim memeriksanya langsung.",
    17: "Daftar hosting pusat data memuat seluruh OPD; jawaban dua OPD menunggu pemindahan selesai bulan Juli.",
    18: "Daftar titik jaringan memuat seluruh OPD, termasuk yang belum menjawab.",
    20: "Notula forum kolaborasi ditandatangani seluruh OPD, termasuk yang belum menjawab.",
    22: "Daftar aset keamanan informasi memuat seluruh OPD; syarat tingkat 3 terbukti.",
    25: "Hasil uji kompetensi 2024 sudah diterima Tim sesudah OPD menjawab.",
    27: "Pedoman manajemen perubahan belum ditetapkan; OPD hanya memakai prosedur masing-masing.",
    33: "Integrasi dengan sistem perencanaan dan kas daerah diperagakan kepada Tim pada 3 Juli 2024.",
    35: "Diperiksa langsung pada sistem pengadaan secara elektronik; OPD belum mencentang syaratnya.",
    38: "Bukti perbaikan layanan menurut hasil evaluasi belum ada; tingkat 5 belum dapat diberikan.",
    44: "OPD belum menjawab; dinilai dari portal JDIH dan laporan tahunannya.",
}
"""Why the Tim departs from what the answers yield."""

RECOMMENDATIONS = {
    13: "Tetapkan prosedur konsultasi RKA agar berita acara setiap OPD terkumpul sebelum pembahasan anggaran.",
    22: "Susun manajemen keamanan informasi berbasis risiko untuk semua OPD.",
    27: "Tetapkan pedoman manajemen perubahan SPBE dengan peraturan bupati.",
    29: "Jadwalkan audit infrastruktur oleh auditor yang sesuai ketentuan.",
    38: "Dokumentasikan perbaikan layanan menurut hasil evaluasi tahunan.",
}
"""What the Tim recommends, by indicator."""


ANALYSES = (
    "Dokumen sudah ditetapkan dan dipakai sepanjang tahun; bagian yang berkaitan ditandai pada halaman yang disebut.",
    "Pelaksanaan dibuktikan dengan notula dan laporan; cakupannya sama dengan yang diminta syarat.",
    "Keadaan ini diperiksa bersama Tim pada hari pendampingan Mei 2024 dan sesuai dengan bukti.",
    "Bukti tahun 2023 diperbarui menjadi bukti tahun 2024; isinya tidak berkurang.",
)

APPLICATIONS = {
    32: "Contoh-Plan", 33: "Contoh-Budget", 34: "Contoh-Kas", 35: "Katalog Contoh", 36: "Contoh-ASN",
    37: "Contoh-Arsip", 38: "Contoh-Aset", 39: "Contoh-Awas", 40: "Contoh-Kinerja", 41: "Contoh-Pegawai",
    42: "Lapor Contoh", 43: "Data Contoh", 45: "Dukcapil Contoh", 46: "Izin Contoh", 47: "Sehat Contoh",
}  # fmt: skip


RETURNED = {
    ("bpkad", "38"): (
        "Bukti tingkat 5 hanya berupa rencana; belum ada perbaikan yang selesai.",
        "Laporan perbaikan layanan pengelolaan barang, dengan tanggal dan pengesahannya",
        date(2024, 7, 12),
    ),
    ("bkpsdm", "25"): (
        "Hasil uji kompetensi belum dilampirkan.",
        "Daftar hasil uji kompetensi pegawai TIK tahun 2024",
        date(2024, 7, 12),
    ),
    ("dinkes", "47"): (
        "Halaman yang disebut tidak memuat alur pendaftaran.",
        "Tangkapan layar alur pendaftaran dari awal sampai selesai",
        date(2024, 7, 12),
    ),
    ("dishub", "I17-L3-01"): (
        "Aplikasi uji KIR masih berada di penyedia luar.",
        "Berita acara pemindahan ke pusat data, atau jadwalnya",
        date(2024, 7, 12),
    ),
}
"""What the Tim returned in its first round: reason, what is wanted, until when."""


def _repair(entry: Entry) -> Entry:
    """The repaired answer: the document that was asked for is named now."""
    if not isinstance(entry, Response) or (entry.opd, entry.item) not in RETURNED:
        return entry
    wanted = RETURNED[entry.opd, entry.item][1]
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


def facts(
    cycle: Cycle, opd: Opd, asked: tuple[tuple[int, ScopeRule], ...], instrument: Instrument
) -> Iterator[ScopeFact]:
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
        evidence=tuple(proof for each in ticked for proof in _evidence(opd, each, dice, each.code)),
    )


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
