"""*Rekap Kepatuhan* in both reports: facts in the order of the register with the reply, and no rank."""

import dataclasses
import re
from datetime import UTC, date, datetime

import pytest
from IPython.display import HTML

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Event, EventKind, Records
from spbe_lib.records.judgements import COMPLIANCE, Reply
from spbe_lib.records.register import Cycle, Extension, Step
from spbe_lib.reporting.consolidated import office_prose
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.office_document import OfficeFacts
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.inputs import freeze_opd
from tests.cycles import example_cycle, example_records

EDITION = load_edition("permenpanrb-59-2020")
OPD = "dishub"
WORDS = "Surat baru kami terima 3 Mei; mohon maklum <b>sekali</b>."
GIVEN = Extension(opd=OPD, step=Step.OPD, until=date(2024, 6, 20), letter="000.1/9")


def cycle(*extensions: Extension) -> Cycle:
    """The made-up year, in which an OPD was given more time."""
    return dataclasses.replace(example_cycle(), extensions=extensions or (GIVEN,))


def records(text: str = WORDS) -> Records:
    """Its records, with a reply of that OPD."""
    at = datetime(2024, 6, 25, 3, tzinfo=UTC)
    said = Event(
        kind=EventKind.REPLIED, at=at, actor="Rina", submission="c" * 64, opd=OPD, topic=COMPLIANCE, version=1
    )
    known = example_records()
    return dataclasses.replace(
        known, replies=(Reply(opd=OPD, topic=COMPLIANCE, text=text),), events=(*known.events, said)
    )


def office(told: Records) -> OfficeFacts:
    """What the consolidated report says of the OPDs."""
    found = freeze_consolidated(cycle(), EDITION, told).office
    assert found is not None
    return found


def words(view: HTML) -> str:
    """The words of a view."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(view.data)))


@pytest.mark.failure(28)
def test_the_facts_stand_in_the_order_of_the_register_without_any_value() -> None:
    """Each OPD that is asked something once; no field could hold an index or a rank."""
    rows = office(records()).compliance
    names = [opd.name for opd in cycle().filling]

    assert [row.opd for row in rows] == [name for name in names if name in {row.opd for row in rows}]
    fields = {field.name for field in dataclasses.fields(rows[0])}
    assert not fields & {"index", "level", "rank", "value", "points", "predicate"}


def test_the_reply_the_letter_and_the_own_day_stand_beside_the_facts() -> None:
    """In the table of all, escaped, and on the OPD's own page."""
    table = str(office_prose.progress(freeze_consolidated(cycle(), EDITION, records())).data)
    page = opd_prose.history(freeze_opd(cycle(), EDITION, records(), OPD))

    assert "Rekap Kepatuhan" in table
    assert "mohon maklum &lt;b&gt;sekali&lt;/b&gt;." in table
    assert "Perpanjangan: jawaban OPD sampai 20 Juni 2024, surat 000.1/9" in table
    assert "jawaban OPD 20 Juni 2024 (diperpanjang, surat 000.1/9)" in words(page)
    assert "persetujuan Kepala OPD 21 Juni 2024;" in words(page)
    assert "Tanggapan OPD: Surat baru kami terima 3 Mei; mohon maklum &lt;b&gt;sekali" in words(page)
    assert "25 Juni 2024: OPD menanggapi – kepatuhan" in words(page)


@pytest.mark.failure(11)
def test_an_opds_page_knows_no_reply_and_no_letter_of_another() -> None:
    """Neither in its frozen input nor in its words."""
    other = to_bytes(freeze_opd(cycle(), EDITION, records(), "dinkes"))

    assert b"mohon maklum" not in other
    assert b"000.1/9" not in other


@pytest.mark.failure(24)
def test_the_report_says_when_there_is_no_forecast_and_why() -> None:
    """One event is no pace; as of the data date, so that the same records say the same on every day."""
    told = office(records()).forecasts

    assert len(told) == 2
    assert all("belum ada perkiraan, karena " in each for each in told)
    assert told == office(records()).forecasts


def test_who_is_not_yet_complete_reads_how_much_is_in_and_how_long_the_day_is_past() -> None:
    """Counted from its own day, not from that of all."""
    row = next(each for each in office(records()).compliance if each.opd == "Dinas Perhubungan")
    late = next(each for each in office(records()).compliance if each.opd == "Kecamatan Utara")

    assert row.due == "20 Juni 2024"
    assert re.fullmatch(r"\d+ dari \d+ isian", late.completed)
    assert late.punctual == "belum lengkap, lewat 18 hari"
