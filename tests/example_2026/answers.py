"""What the made-up OPDs of *Kabupaten Contoh* answer in 2026; ``told.yaml`` holds what the assessors say."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from spbe_lib.law.instrument import Indicator, Instrument, Requirement
from spbe_lib.law.review import load_review
from spbe_lib.records.answers import Decision, Entry, EvidenceReference, Response, Status
from spbe_lib.records.documents import Document, DocumentStatus, document_key
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import asked_items
from spbe_lib.records.register import Cycle, Opd

_TOLD = yaml.safe_load((Path(__file__).parent / "told.yaml").read_text(encoding="utf-8"))
TEAM: dict[int, int] = _TOLD["team"]
REASONS: dict[int, str] = _TOLD["reasons"]
INTERVIEW: dict[int, str] = _TOLD["interview"]
RECOMMENDATIONS: dict[int, str] = _TOLD["recommendations"]
PROMISED: list[dict[str, object]] = _TOLD["promised"]
RETURNED = tuple(Decision(status=Status.RETURNED, **each) for each in _TOLD["returned"])
REPAIRING = "bkpsdm"
"""The OPD that repairs what the Tim sent back; the other one has not yet."""

AGAIN = "dpmptsp"
"""The OPD that hands in again what the external assessor wants revised."""

_MISSING, _DRAFT = 0.12, 3
_APPLICATIONS = {13: "Inventaris Contoh", 16: "Hub Contoh", 17: "Portal Contoh", 19: "Bantu Contoh"}


def responses(cycle: Cycle, instrument: Instrument, opd: Opd) -> Iterator[Response]:
    """What one OPD answers for the indicators of which it is asked."""
    for item in asked_items(cycle, instrument, opd.code):
        yield _response(instrument.indicator(item.indicator), item.code, opd)


def documents(opd: Opd, answers: Iterable[Response]) -> Iterator[Document]:
    """What one OPD says of some of its documents; one of them is a draft."""
    dice = random.Random(f"{opd.code} dokumen 2026")  # noqa: S311 a made-up example, no secret
    cited = {document_key(proof.title, proof.number): proof for each in answers for proof in each.evidence}
    for place, (key, proof) in enumerate(cited.items()):
        if place == _DRAFT or dice.random() < 0.3:
            yield Document(
                opd=opd.code,
                key=key,
                title=proof.title,
                number=proof.number,
                dated=proof.dated,
                status=DocumentStatus.DRAFT if place == _DRAFT else DocumentStatus.SIGNED,
                year=2026,
                valid_until=dice.choice([None, None, date(2027, 12, 31)]),
            )


def repaired(entry: Entry) -> Entry:
    """The repaired answer: the document that was asked for is named now."""
    wanted = next((e.wanted for e in RETURNED if (e.opd, e.topic) == (entry.opd, entry.topic)), "")
    if not isinstance(entry, Response) or not wanted:
        return entry
    proof = EvidenceReference(title=wanted, number=f"000.8/500/{entry.opd.upper()}/2026", dated="2026-08-10")
    return replace(entry, evidence=(*entry.evidence, proof))


def answered_again(entry: Entry) -> Entry:
    """What is handed in anew after the assessor's rulings."""
    if not isinstance(entry, Response) or entry.item != "17":
        return entry
    return replace(entry, analysis=f"{entry.analysis} Alur layanan terbaru sudah diunggah.")


def rulings(cycle: Cycle, instrument: Instrument) -> Iterator[Verdict]:
    """What the external assessor says of the uploaded items."""
    reasons, due = load_review(instrument.code).reasons.reasons, _TOLD["due"]
    for number, level in _TOLD["accepted_up_to"].items():
        for each in _ticked(instrument.indicator(number), level):
            yield _ruling(cycle, str(number), each.code, Ruling.ACCEPTED)
    for told in _TOLD["revised"]:
        reason = reasons[told["kind"]].text
        verdict = _ruling(cycle, told["item"], told["subject"], Ruling.REVISE)
        yield replace(verdict, reason=reason, due=due)


def _ruling(cycle: Cycle, item: str, subject: str, ruling: Ruling) -> Verdict:
    return Verdict(
        stage=Stage.DOKUMEN, opd=cycle.leads[int(item)], topic=item, subject=subject, ruling=ruling
    )


def _ticked(indicator: Indicator, reached: int) -> list[Requirement]:
    return [each for level in indicator.levels if level.value <= reached for each in level.requirements]


def _response(indicator: Indicator, item: str, opd: Opd) -> Response:
    claimed: int = _TOLD["claimed"][indicator.number]
    dice = random.Random(f"{item} jawaban 2026")  # noqa: S311
    ticked = _ticked(indicator, claimed)
    above = indicator.level(claimed + 1)
    if above and len(above.requirements) > 1:
        ticked.append(above.requirements[-1])
    missing = f" Butir berikutnya belum: {above.requirements[0].text}" if above else ""
    return Response(
        opd=opd.code,
        item=item,
        ticked=frozenset(each.code for each in ticked),
        fact=f"{opd.name}, keadaan Juli 2026: " + " ".join(each.text for each in ticked[-2:]),
        analysis="Dokumen yang disebut berlaku pada 2026 dan bagiannya ditandai.",
        justification=f"Semua butir sampai tingkat {claimed} terpenuhi.{missing}",
        applications=_APPLICATIONS.get(indicator.number, ""),
        evidence=tuple(proof for each in ticked for proof in _proof(opd, each, dice)),
    )


def _proof(opd: Opd, requirement: Requirement, dice: random.Random) -> Iterator[EvidenceReference]:
    """A made-up document for an item; some are missing."""
    if dice.random() >= _MISSING:
        title = requirement.evidence[0]
        yield EvidenceReference(
            title=f"{title[0].upper()}{title[1:]}",
            number=f"000.8/{dice.randint(11, 480)}/{opd.code.upper()}/2026",
            dated=f"2026-{dice.randint(1, 6):02}-{dice.randint(1, 28):02}",
            page=f"hlm. {dice.randint(1, 24)}",
            requirement=requirement.code,
        )
