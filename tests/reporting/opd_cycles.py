"""Made-up governments with three OPDs, for the reports of an OPD: who leads what, and what was handed in."""

import dataclasses
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.records.answers import (
    Answer,
    Approval,
    Decision,
    Event,
    EventKind,
    EvidenceReference,
    RecordedFact,
    RecordedResponse,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
    Submission,
)
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle, Deadlines, Opd, Request, Target
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.reporting.opd.inputs import freeze_opd

MINE, OTHER, QUIET = "dishub", "dinkes", "dikbud"
"""The OPD whose report is made, another one that answers, and one that stays silent."""

MARK = "RAHASIA-TETANGGA"
"""Stands in every text of the others."""

LAW = "permenpanrb-59-2020"
HANDED_IN = datetime(2027, 7, 3, 3, tzinfo=UTC)
RETURNED = datetime(2027, 7, 5, 3, tzinfo=UTC)
LATER = datetime(2027, 7, 9, 3, tzinfo=UTC)


def made_cycle(law: str, led: Collection[int], **more: object) -> Cycle:
    """A cycle in which ``MINE`` leads these indicators and ``OTHER`` all the rest."""
    edition = load_edition(law)
    numbers = [indicator.number for indicator in edition.indicators]
    cycle = Cycle(
        name="contoh-2027",
        government="Pemerintah Kabupaten Contoh",
        year=2027,
        edition=law,
        sample=True,
        opds=(
            Opd(code=MINE, name="Dinas Perhubungan", kind="dinas", contact="Budi, Kasubbag Perencanaan"),
            Opd(code=OTHER, name=f"Dinas {MARK}", kind="dinas", contact=MARK),
            Opd(code=QUIET, name=f"Badan {MARK}", kind="badan"),
        ),
        leads={number: MINE if number in led else OTHER for number in numbers},
        contributors={number: (MINE,) for number in numbers[-3:] if number not in led},
        contact="Sekretariat Tim, ruang 2",
        requested=Request(letter="000.1/12/2027", day=date(2027, 6, 1)),
        deadlines=Deadlines(opd=date(2027, 7, 15), team=date(2027, 8, 1), repair=date(2027, 7, 20)),
        target=Target(levels={str(numbers[0]): 4}),
    )
    return dataclasses.replace(cycle, **more)  # type: ignore[arg-type]


def proof(code: str | None, who: str = "") -> EvidenceReference:
    """A document for one requirement."""
    return EvidenceReference(
        title=f"Surat Keputusan Kepala Dinas tentang pelaksanaan {who or code or 'indikator'}",
        number=f"800/{code or 'umum'}/2027",
        dated="3 Januari 2027",
        page="hlm. 4",
        requirement=code,
    )


def ticks_up_to(indicator: Indicator, top: int) -> frozenset[str]:
    """The requirements of all levels up to this one."""
    levels = [level for level in indicator.levels if level.value <= top]
    return frozenset(each.code for level in levels for each in level.requirements)


def answer(instrument: Instrument, opd: str, code: str, top: int, *, proven: bool = True) -> Response:
    """A response that reaches a level: by ticks where requirements are known, else given directly."""
    item = next(each for each in instrument.items if each.code == code)
    indicator = instrument.indicator(item.indicator)
    ticked = ticks_up_to(indicator, top)
    who = MARK if opd != MINE else ""
    return Response(
        opd=opd,
        item=code,
        ticked=ticked,
        level=None if ticked else Span.exactly(top),
        fact=f"{who} Program tahunan telah ditetapkan, dibagikan kepada semua bidang, dan dijalankan. " * 3,
        analysis=f"{who} Pelaksanaan mengikuti pedoman; peninjauan berkala belum seluruhnya terlaksana. " * 3,
        justification=f"{who} Syarat tingkat {top} dipenuhi oleh dokumen yang disebut. " * 3,
        services=who or "Uji berkala kendaraan",
        applications=who or "SIM-Uji",
        follow_up=who or "Pedoman sudah diperbarui.",
        evidence=tuple(proof(each, who) for each in sorted(ticked)) if proven else (),
    )


def standing(status: Status = Status.SUBMITTED, decision: Decision | None = None) -> Standing:
    """Where an entry stands."""
    return Standing(
        version=1, status=status, changed_at=HANDED_IN, actor="operator", submission="a", decision=decision
    )


def returned(opd: str, topic: str, text: str = "Dokumen belum ditandatangani.") -> Standing:
    """An entry that the Tim sent back."""
    decision = Decision(
        opd=opd,
        topic=topic,
        status=Status.RETURNED,
        reason=text,
        wanted="Kirim salinan yang sudah ditandatangani.",
        due=date(2027, 7, 18),
    )
    return standing(Status.RETURNED, decision)


def statement(opd: str, code: str, said: Answer = Answer.YES) -> ScopeFact:
    """A statement about a shared obligation, with a document."""
    who = MARK if opd != MINE else ""
    return ScopeFact(opd=opd, requirement=code, answer=said, note=who, evidence=(proof(code, who),))


def submission(opd: str, at: datetime = HANDED_IN) -> Submission:
    """A file that was received."""
    name = "kuesioner-dishub.xlsx" if opd == MINE else f"{MARK}.xlsx"
    return Submission(
        sha256=opd,
        original_name=name,
        kept_as=name,
        received_at=at,
        actor="operator",
        opd=opd,
        filled_by="Siti" if opd == MINE else MARK,
        approval=Approval(name="Ir. Agus", nip="19700101", position="Kepala Dinas", day=date(2027, 7, 2))
        if opd == MINE
        else Approval(name=MARK),
    )


def event(
    opd: str | None, topic: str, kind: EventKind = EventKind.ENTERED, at: datetime = HANDED_IN
) -> Event:
    """A change of one record."""
    who = MARK if opd not in (None, MINE) else "operator"
    return Event(kind=kind, at=at, actor=who, submission=opd or "", opd=opd, topic=topic, version=1, note=who)


def handed_in(
    cycle: Cycle, levels: Mapping[str, int], opd: str = MINE, *, at: datetime = HANDED_IN, back: bool = False
) -> Records:
    """What one OPD handed in at once: answers by item, and yes to every shared obligation."""
    instrument = load_edition(cycle.edition)
    asked = [rule.requirement for _, rule in obligations(cycle, instrument, opd)]
    topics = [*levels, *asked]
    stands = {topic: returned(opd, topic) if back else standing() for topic in topics}
    events = [event(opd, topic, at=at) for topic in topics]
    if back:
        events += [event(opd, topic, EventKind.RETURNED, RETURNED) for topic in topics]
    return Records(
        responses={
            (opd, code): RecordedResponse(content=answer(instrument, opd, code, top), standing=stands[code])
            for code, top in levels.items()
        },
        facts={
            (opd, code): RecordedFact(content=statement(opd, code), standing=stands[code]) for code in asked
        },
        submissions=(submission(opd, at),),
        events=tuple(events),
    )


def together(*parts: Records, assessments: Mapping[Stage, Assessment] | None = None) -> Records:
    """Several OPDs' records in one store."""
    return Records(
        responses={key: each for part in parts for key, each in part.responses.items()},
        facts={key: each for part in parts for key, each in part.facts.items()},
        assessments=assessments or {},
        submissions=tuple(each for part in parts for each in part.submissions),
        events=tuple(sorted((each for part in parts for each in part.events), key=lambda each: each.at)),
    )


def led_items(cycle: Cycle, opd: str = MINE) -> list[str]:
    """Codes of the items that an OPD leads."""
    instrument, led = load_edition(cycle.edition), cycle.led_by(opd)
    return [item.code for item in instrument.items if item.indicator in led]


def assessed(cycle: Cycle, stage: Stage = Stage.MANDIRI, level: int = 2) -> Assessment:
    """A complete assessment of the government, with a note on every item."""
    instrument, mine = load_edition(cycle.edition), set(led_items(cycle))
    return Assessment(
        edition=cycle.edition,
        values={item.code: Span.exactly(level) for item in instrument.items},
        notes={item.code: "Bukti belum lengkap." if item.code in mine else MARK for item in instrument.items},
        year=cycle.year,
        stage=stage,
        as_of=date(2027, 7, 10),
        source="uji",
    )


def report(cycle: Cycle, records: Records, opd: str = MINE) -> OpdInput:
    """The frozen report input of one OPD."""
    return freeze_opd(cycle, load_edition(cycle.edition), records, opd)


def last_year(cycle: Cycle, law: str | None = None) -> Cycle:
    """The same cycle with last year's final values and a recommendation for every item."""
    edition, mine = load_edition(cycle.edition), set(led_items(cycle))
    previous = Assessment(
        edition=law or cycle.edition,
        values={item.code: Span.exactly(2) for item in edition.items},
        recommendations={
            item.code: "Susun pedoman dan tinjau tiap tahun." if item.code in mine else MARK
            for item in edition.items
        },
        year=cycle.year - 1,
        stage=Stage.AKHIR,
    )
    return dataclasses.replace(cycle, previous=previous)


def many(law: str = LAW, count: int = 26) -> OpdInput:
    """An OPD that leads many indicators, all answered, assessed lower, with last year beside it."""
    numbers = [indicator.number for indicator in load_edition(law).indicators][:count]
    cycle = last_year(made_cycle(law, numbers, reviewer=MINE))
    mine = handed_in(cycle, dict.fromkeys(led_items(cycle), 3))
    others = handed_in(cycle, dict.fromkeys(led_items(cycle, OTHER), 3), OTHER)
    return report(cycle, together(mine, others, assessments={Stage.MANDIRI: assessed(cycle)}))


def few() -> OpdInput:
    """A typical OPD: two indicators, one returned, one obligation unanswered, a complete assessment."""
    cycle = last_year(made_cycle(LAW, [21, 42]))
    mine = handed_in(cycle, {"21": 2, "42": 3})
    facts = dict(list(mine.facts.items())[:-3])
    responses = {**mine.responses}
    responses[MINE, "21"] = dataclasses.replace(responses[MINE, "21"], standing=returned(MINE, "21"))
    mine = dataclasses.replace(
        mine,
        facts=facts,
        responses=responses,
        events=(*mine.events, event(MINE, "21", EventKind.RETURNED, RETURNED)),
    )
    return report(cycle, together(mine, assessments={Stage.MANDIRI: assessed(cycle)}))


def one() -> OpdInput:
    """An OPD with one indicator at level 4, and the others silent; nobody assessed yet."""
    cycle = made_cycle(LAW, [42])
    return report(cycle, handed_in(cycle, {"42": 4}))


def none_led() -> OpdInput:
    """An OPD that leads nothing and states its obligations."""
    cycle = made_cycle(LAW, [])
    return report(cycle, handed_in(cycle, {}))


def silent() -> OpdInput:
    """An OPD with two indicators that handed in nothing."""
    return report(made_cycle(LAW, [21, 42]), Records())


def all_back() -> OpdInput:
    """Everything was returned."""
    cycle = made_cycle(LAW, [21, 22, 42])
    return report(cycle, handed_in(cycle, {"21": 2, "22": 3, "42": 3}, back=True))


def oldest() -> OpdInput:
    """5/2018: no requirements, indicator 35 with three services."""
    cycle = made_cycle("permenpanrb-5-2018", [34, 35], services={"35a": "Layanan Uji Kir Daring"})
    return report(cycle, handed_in(cycle, {"34": 2, "35a": 3, "35b": 4}))


def newest() -> OpdInput:
    """8/2026: no requirements, fractional values, an interim external stage."""
    cycle = made_cycle("permenpanrb-8-2026", [1, 2, 3])
    half = Span.exactly(2)
    external = dataclasses.replace(assessed(cycle, Stage.INTERVIU), values={"1": half})
    mine = handed_in(cycle, {"1": 3, "2": 2})
    return report(cycle, together(mine, assessments={Stage.INTERVIU: external}))


ALL = {
    "sedikit": few,
    "banyak": many,
    "satu": one,
    "tanpa": none_led,
    "sunyi": silent,
    "kembali": all_back,
    "lama": oldest,
    "baru": newest,
}
"""Every kind of OPD that a report must suit."""
