"""A small cycle with all that a Kuesioner can hold, and its blank Kuesioner."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import (
    Answer,
    Decision,
    Entry,
    EvidenceReference,
    RecordedFact,
    RecordedResponse,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
)
from spbe_lib.records.files.entry_file import as_recorded
from spbe_lib.records.model import Assessment
from spbe_lib.records.register import Cycle, Deadlines, Opd, Request

LEAD = "diskominfo"


@pytest.fixture(scope="session")
def edition() -> Instrument:
    """The edition with requirements."""
    return load_edition("permenpanrb-59-2020")


@pytest.fixture(scope="session")
def cycle(edition: Instrument) -> Cycle:
    """Two OPDs that fill in and one that does not; the first leads three indicators."""
    return Cycle(
        name="uji-2027",
        government="Pemerintah Kabupaten Uji",
        year=2027,
        edition=edition.code,
        sample=True,
        opds=(
            Opd(code=LEAD, name="Dinas Komunikasi & Informatika", kind="dinas"),
            Opd(code="dinkes", name="Dinas Kesehatan", kind="dinas"),
            Opd(code="dprd", name="DPRD", kind="lembaga", fills=False),
        ),
        leads={3: LEAD, 13: LEAD, 45: LEAD, 20: "dinkes"},
        concerned={19: (LEAD,)},
        contact="Sekretariat Tim, telepon 0123",
        requested=Request(letter="Surat Sekda Nomor 1/2027", day=date(2027, 5, 3)),
        deadlines=Deadlines(opd=date(2027, 7, 15), repair=date(2027, 8, 20)),
        services={"45": "Layanan Antrean Rumah Sakit"},
        previous=Assessment(
            edition=edition.code, values={}, recommendations={"13": "Bahas RKA dengan Diskominfo."}
        ),
    )


@pytest.fixture(scope="session")
def records() -> Records:
    """One response that was returned, and one accepted fact, with texts that would like to be formulas."""
    returned = Decision(
        opd=LEAD,
        topic="13",
        status=Status.RETURNED,
        reason="Berita acara belum ditandatangani.",
        wanted="Berita acara bertanda tangan.",
        due=date(2027, 8, 20),
    )
    proofs = (
        EvidenceReference(title="+RKA", number="@7", dated="2027", page="-3", requirement="I13-L2-01"),
        EvidenceReference(title="DPA", requirement="I13-L2-01"),
        EvidenceReference(title="Foto rapat"),
    )
    answer = Response(
        opd=LEAD,
        item="13",
        ticked=frozenset({"I13-L2-01", "I13-L2-02"}),
        fact='=HYPERLINK("http://contoh.example","klik")\nbaris kedua',
        analysis="- butir satu",
        follow_up="@selesai",
        evidence=proofs,
    )
    fact = ScopeFact(opd=LEAD, requirement="I16-L3-01", answer=Answer.YES, evidence=(proofs[2], proofs[2]))
    return Records(
        responses={
            (LEAD, "13"): RecordedResponse(content=answer, standing=_standing(Status.RETURNED, returned))
        },
        facts={(LEAD, "I16-L3-01"): RecordedFact(content=fact, standing=_standing(Status.ACCEPTED, None))},
    )


@pytest.fixture(scope="session")
def blank(cycle: Cycle, edition: Instrument) -> bytes:
    """The Kuesioner of the first OPD before anybody answered."""
    return questionnaire_template(cycle, edition, cycle.opd(LEAD), Records())


@pytest.fixture(scope="session")
def second(cycle: Cycle, edition: Instrument, records: Records) -> bytes:
    """The Kuesioner of the first OPD with its last answers."""
    return questionnaire_template(cycle, edition, cycle.opd(LEAD), records)


def recorded(entries: Iterable[Entry]) -> Records:
    """Records that hold these answers, submitted and not yet looked at."""
    return as_recorded(entries, _standing(Status.SUBMITTED, None))


def _standing(status: Status, decision: Decision | None) -> Standing:
    moment = datetime(2027, 7, 20, tzinfo=UTC)
    return Standing(
        version=3, status=status, changed_at=moment, actor="tim", submission="ab", decision=decision
    )
