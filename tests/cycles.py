"""Report inputs made from values alone, and one whole made-up year, for what no bundled cycle shows."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction

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
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle, Deadlines, Opd, Request, Target
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated

HELD_BACK, UNTICKED, RETURNED, UNANSWERED = "16", "20", "18", "44"
"""Items of the made-up year: kept down by an OPD that says no, by one still silent, sent back, and open."""


def typed(edition: Instrument, texts: Mapping[str, str], rest: str) -> dict[str, Span]:
    """Values as somebody would type them: some items by code, all others alike."""
    return {item.code: read_value(edition, item, texts.get(item.code, rest)) for item in edition.items}


def frozen(edition: Instrument, values: Mapping[str, Span], year: int, stage: Stage) -> ConsolidatedInput:
    """The frozen report input of a made-up government with these values."""
    assessment = Assessment(edition=edition.code, values=values, year=year, stage=stage, source="uji")
    return frozen_assessment("uji", "Kabupaten Contoh", assessment)


def frozen_assessment(name: str, government: str, assessment: Assessment) -> ConsolidatedInput:
    """The frozen report input of a cycle that holds one assessment and no register."""
    assert assessment.year is not None
    assert assessment.stage is not None
    cycle = Cycle(name=name, government=government, year=assessment.year, edition=assessment.edition)
    records = Records(assessments={assessment.stage: assessment})
    return freeze_consolidated(cycle, load_edition(assessment.edition), records)


def frozen_example() -> ConsolidatedInput:
    """The frozen report input of the made-up year."""
    cycle = example_cycle()
    return freeze_consolidated(cycle, load_edition(cycle.edition), example_records())


def example_cycle() -> Cycle:
    """A made-up government with six OPDs, of which the first two lead everything and one never fills."""
    numbers = [indicator.number for indicator in load_edition("permenpanrb-59-2020").indicators]
    names = {
        "diskominfo": "Dinas Komunikasi dan Informatika",
        "bappeda": "Badan Perencanaan Pembangunan Daerah",
        "dinkes": "Dinas Kesehatan",
        "dishub": "Dinas Perhubungan",
        "kec-utara": "Kecamatan Utara",
    }
    opds = tuple(Opd(code=code, name=name, kind="dinas") for code, name in names.items())
    return Cycle(
        name="contoh",
        government="Pemerintah Kabupaten Contoh",
        year=2024,
        edition="permenpanrb-59-2020",
        sample=True,
        opds=(*opds, Opd(code="dprd", name="DPRD", kind="dewan", fills=False, in_scope=False)),
        leads={number: "bappeda" if number in (11, 12, 13, 44) else "diskominfo" for number in numbers},
        concerned={19: ("diskominfo", "bappeda"), 27: ()},
        reviewer="diskominfo",
        requested=Request(letter="Surat Sekretaris Daerah Nomor 045/12/2024", day=date(2024, 5, 1)),
        deadlines=Deadlines(
            opd=date(2024, 6, 14), head=date(2024, 6, 21), team=date(2024, 7, 5), national=date(2024, 7, 31)
        ),
        target=Target(index=Fraction("3.50"), source="Perjanjian Kinerja Bupati 2024", levels={"16": 4}),
        services={"45": "Layanan Perizinan Terpadu", "46": "Layanan Antrean Puskesmas"},
        previous=Assessment(
            edition="permenpanrb-59-2020",
            values=typed(load_edition("permenpanrb-59-2020"), {"1": "3"}, rest="2"),
            recommendations={"1": "Tetapkan arsitektur SPBE.", "44": "Tata layanan kinerja."},
            year=2023,
            stage=Stage.AKHIR,
        ),
    )


def example_records() -> Records:
    """Answers to all but one item at level 3, shared obligations in every word, the Tim's values."""
    cycle = example_cycle()
    edition = load_edition(cycle.edition)
    responses = {
        (cycle.leads[indicator.number], item.code): RecordedResponse(
            content=_answer(cycle, indicator, item.code),
            standing=_standing(cycle.leads[indicator.number], item.code),
        )
        for indicator in edition.indicators
        for item in indicator.items
        if item.code != UNANSWERED
    }
    values = typed(edition, {HELD_BACK: "2", "1": "4", "2": "1"}, rest="3")
    team = Assessment(
        edition=edition.code,
        values=values,
        notes={"2": "Dokumen yang dikutip belum ditetapkan."},
        year=2024,
        stage=Stage.MANDIRI,
        as_of=date(2024, 7, 2),
    )
    return Records(
        responses=responses,
        facts=_facts(cycle, edition),
        assessments={Stage.MANDIRI: team},
        submissions=_submissions(),
        events=_events(),
    )


def _answer(cycle: Cycle, indicator: Indicator, item: str) -> Response:
    ticked = [each.code for level in indicator.levels if level.value <= 3 for each in level.requirements]
    shared = EvidenceReference(title="Peraturan Bupati tentang SPBE", number="12 Tahun 2022", page="Pasal 5")
    proof = EvidenceReference(title=f"Dokumen butir {item}", number="7/2024", requirement=ticked[0])
    return Response(
        opd=cycle.leads[indicator.number],
        item=item,
        ticked=frozenset(ticked),
        fact=f"Butir {item} diterapkan sejak 2022.",
        analysis="Semua unsur tercakup.",
        justification="Memenuhi tingkat 3.",
        follow_up="Arsitektur sudah disusun." if item == "1" else "",
        applications="SIMPEG" if item == "35" else "",
        evidence=(shared, proof),
    )


def _standing(opd: str, topic: str) -> Standing:
    status = Status.RETURNED if topic == RETURNED else Status.ACCEPTED
    decision = Decision(opd=opd, topic=topic, status=status, reason="Bukti belum ada", due=date(2024, 6, 28))
    return Standing(
        version=1,
        status=status,
        changed_at=datetime(2024, 6, 20, 3, tzinfo=UTC),
        actor="tim",
        submission="a" * 64,
        decision=decision,
    )


def _facts(cycle: Cycle, edition: Instrument) -> dict[tuple[str, str], RecordedFact]:
    words = {"dishub": {"I16-L3-01": Answer.NO, "I17-L3-01": Answer.NOT_APPLICABLE}}
    facts = {}
    for indicator in edition.indicators:
        for rule in indicator.scope:
            for opd in cycle.scope:
                silent = opd.code == "kec-utara" and rule.level > 3
                if rule.kind == "practice" and not silent:
                    answer = words.get(opd.code, {}).get(rule.requirement, Answer.YES)
                    facts[opd.code, rule.requirement] = RecordedFact(
                        content=ScopeFact(opd=opd.code, requirement=rule.requirement, answer=answer),
                        standing=_standing(opd.code, rule.requirement),
                    )
    return facts


def _submissions() -> tuple[Submission, ...]:
    return tuple(
        Submission(
            sha256=letter * 64,
            original_name=f"kuesioner-{opd}.xlsx",
            kept_as=f"{opd}.xlsx",
            received_at=datetime(2024, 6, 10, 2, tzinfo=UTC),
            actor="operator",
            opd=opd,
            approval=Approval(name="Siti Aminah", day=date(2024, 6, 9)) if opd == "diskominfo" else None,
        )
        for letter, opd in (("a", "diskominfo"), ("b", "bappeda"), ("c", "dishub"))
    )


def _events() -> tuple[Event, ...]:
    kinds = ((EventKind.ENTERED, 10, ""), (EventKind.RETURNED, 20, "Bukti belum ada"))
    return tuple(
        Event(
            kind=kind,
            at=datetime(2024, 6, day, 2, tzinfo=UTC),
            actor="tim",
            submission="a" * 64,
            opd="diskominfo",
            topic=RETURNED,
            version=1,
            note=note,
        )
        for kind, day, note in kinds
    )
