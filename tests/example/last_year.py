"""What the made-up OPDs of *Kabupaten Contoh* answered in 2023: last year's answers of the example.

The levels are those of ``hasil-2023.yaml``. Some documents carry many requirements, lapse, were revoked,
are still drafts or restricted, so that the list of documents asked for shows every kind.
"""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Indicator, Instrument, Requirement
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.files.entry_file import write_entry_file
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle

YEAR, EDITION, FILE = 2023, "permenpanrb-59-2020", "jawaban-2023.json"
ANSWERED = (
    "diskominfo", "setda", "bapperida", "bpkad", "bkpsdm", "inspektorat", "dinkes", "dishub",
    "kec-utara", "kec-selatan", "kec-timur",
)  # fmt: skip
"""The OPDs whose answers of last year are known; of the others nothing was kept."""

REGULATION = Document(
    opd="diskominfo",
    key=document_key("Peraturan Bupati tentang Penyelenggaraan SPBE", "27 Tahun 2020"),
    title="Peraturan Bupati tentang Penyelenggaraan SPBE",
    number="27 Tahun 2020",
    dated="2020-03-31",
    subject="Penyelenggaraan SPBE di lingkungan Pemerintah Kabupaten Contoh",
    signatory="Bupati",
    status=DocumentStatus.SIGNED,
    valid_until=date(2025, 3, 31),
)
CARRIED = range(1, 10)
"""Numbers of the indicators that the one regulation carries."""


def _document(opd: str, title: str, number: str, **more: object) -> Document:
    return Document(opd=opd, key=document_key(title, number), title=title, number=number, **more)  # type: ignore[arg-type]


KNOWN: dict[tuple[str, str], Document] = {
    ("diskominfo", "I19-L2-01"): _document(
        "diskominfo",
        "Keputusan Bupati tentang Tim Koordinasi SPBE",
        "188/41/2022",
        dated="2022-04-01",
        signatory="Bupati",
        status=DocumentStatus.SIGNED,
        year=2023,
        valid_until=date(2024, 3, 31),
    ),
    ("diskominfo", "I16-L2-01"): _document(
        "diskominfo",
        "Keputusan Kepala Dinas tentang Prosedur Pusat Data",
        "500/17/2021",
        dated="2021-08-02",
        signatory="Kepala Dinas",
        status=DocumentStatus.REVOKED,
        year=2023,
    ),
    ("diskominfo", "I12-L4-01"): _document(
        "diskominfo",
        "Rancangan Peta Rencana SPBE 2024–2026",
        "",
        status=DocumentStatus.DRAFT,
        year=2023,
    ),
    ("diskominfo", "I22-L3-01"): _document(
        "diskominfo",
        "Laporan Uji Keamanan Aplikasi Pemerintah Daerah",
        "R-12/2023",
        dated="2023-09-14",
        subject="Hasil uji keamanan",
        signatory="Kepala Bidang Persandian",
        status=DocumentStatus.SIGNED,
        year=2023,
        access=Access.RESTRICTED,
    ),
    ("dinkes", "I47-L3-01"): _document(
        "dinkes",
        "Perjanjian Kerja Sama Pendaftaran Daring Pasien",
        "440/88/2023",
        dated="2023-03-15",
        signatory="Kepala Dinas dan Direktur RSUD",
        status=DocumentStatus.SIGNED,
        year=2023,
        valid_until=date(2024, 3, 14),
    ),
    ("bpkad", "I33-L3-01"): _document(
        "bpkad",
        "Keputusan Kepala Badan tentang Pengelola Aplikasi Anggaran",
        "900/12/2023",
        dated="2023-01-20",
        signatory="Kepala Badan",
        status=DocumentStatus.SIGNED,
        year=2023,
        valid_until=date(2025, 12, 31),
    ),
}
"""Documents of which something out of the ordinary is known, by OPD and the requirement that they prove."""


def last_years_answers(cycle: Cycle, instrument: Instrument) -> bytes:
    """Make ``jawaban-2023.json``; the same register and edition give the same bytes."""
    entries = [entry for opd in ANSWERED for entry in _entries(cycle, instrument, opd)]
    return write_entry_file("contoh-2023", YEAR, instrument.code, entries)


def write_last_year(folder: Path) -> None:
    """Make the file anew in the cycle's folder, also where the one that lies there is missing or damaged."""
    file = folder / FILE
    file.write_bytes(write_entry_file("contoh-2023", YEAR, EDITION, []))
    file.write_bytes(last_years_answers(read_cycle(folder), load_edition(EDITION)))


def _entries(cycle: Cycle, instrument: Instrument, opd: str) -> Iterator[Entry]:
    dice = random.Random(f"{opd} {YEAR}")  # noqa: S311 a made-up example, no secret
    answers: list[Response | ScopeFact] = [
        *_responses(cycle, instrument, opd, dice),
        *_facts(cycle, instrument, opd, dice),
    ]
    yield from answers
    yield from _documents(opd, answers, dice)


def _responses(cycle: Cycle, instrument: Instrument, opd: str, dice: random.Random) -> Iterator[Response]:
    assert cycle.previous is not None
    for number in cycle.led_by(opd):
        indicator = instrument.indicator(number)
        reached = int(cycle.previous.values[str(number)].low)
        ticked = [each for level in indicator.levels if level.value <= reached for each in level.requirements]
        proofs = [proof for each in ticked for proof in _proofs(opd, indicator, each, dice)]
        yield Response(
            opd=opd,
            item=str(number),
            ticked=frozenset(each.code for each in ticked),
            fact=f"Keadaan Juni {YEAR}: {ticked[-1].text}",
            justification=f"Tingkat {reached} sudah terpenuhi: "
            + " ".join(each.text for each in ticked[-2:])
            + " Dokumen yang disebut ditetapkan dan dipakai sepanjang tahun.",
            services=cycle.services.get(str(number), ""),
            evidence=tuple(proofs),
        )


def _facts(cycle: Cycle, instrument: Instrument, opd: str, dice: random.Random) -> Iterator[ScopeFact]:
    for number, rule in obligations(cycle, instrument, opd):
        level = instrument.indicator(number).level(rule.level)
        requirement = next(each for each in level.requirements if each.code == rule.requirement)  # type: ignore[union-attr]
        answer = Answer.NO if dice.random() < 0.1 else Answer.YES
        proofs = _made_up(opd, requirement, None, dice) if answer is Answer.YES else ()
        yield ScopeFact(opd=opd, requirement=rule.requirement, answer=answer, evidence=proofs)


def _proofs(
    opd: str, indicator: Indicator, requirement: Requirement, dice: random.Random
) -> tuple[EvidenceReference, ...]:
    """The document of one requirement: a known one, the regulation, or a made-up one; some are missing."""
    known = KNOWN.get((opd, requirement.code))
    if known is None and indicator.number in CARRIED and requirement.code.split("-")[1] in ("L2", "L3"):
        known = REGULATION
    if known is None:
        return _made_up(opd, requirement, requirement.code, dice)
    return (
        EvidenceReference(
            title=known.title,
            number=known.number,
            dated=known.dated,
            page=f"Pasal {indicator.number + 4}" if known is REGULATION else f"hlm. {dice.randint(1, 24)}",
            requirement=requirement.code,
        ),
    )


def _made_up(
    opd: str, requirement: Requirement, code: str | None, dice: random.Random
) -> tuple[EvidenceReference, ...]:
    if dice.random() < 0.15:
        return ()
    title = requirement.evidence[0] if requirement.evidence else "dokumen pendukung"
    return (
        EvidenceReference(
            title=f"{title[0].upper()}{title[1:]}",
            number=f"000.8/{dice.randint(11, 480)}/{opd.upper()}/{YEAR}",
            dated=f"{YEAR}-{dice.randint(1, 6):02}-{dice.randint(1, 28):02}",
            page=f"hlm. {dice.randint(1, 24)}",
            requirement=code,
        ),
    )


def _documents(opd: str, answers: list[Response | ScopeFact], dice: random.Random) -> Iterator[Document]:
    """What the OPD said of its documents: of the known ones all, of the others every third."""
    special = {each.key: each for each in (REGULATION, *KNOWN.values()) if each.opd == opd}
    cited = {
        document_key(proof.title, proof.number): proof for answer in answers for proof in answer.evidence
    }
    for key, proof in cited.items():
        if key in special:
            yield special[key]
        elif dice.random() < 0.33:
            yield Document(
                opd=opd,
                key=key,
                title=proof.title,
                number=proof.number,
                dated=proof.dated,
                status=DocumentStatus.SIGNED,
                year=YEAR if dice.random() < 0.5 else None,
                valid_until=dice.choice([None, None, None, date(2024, 3, 31), date(2026, 12, 31)]),
            )
