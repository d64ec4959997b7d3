"""Recommendations in an OPD's report: those on which it acts and those on what it leads, and no other."""

import dataclasses
from datetime import date

import pytest

from spbe_lib.records.answers import Status
from spbe_lib.records.recommendations import Progress, Recommendation
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.document import FollowUpRow, OpdInput
from tests.reporting.opd.test_views import words
from tests.reporting.opd_cycles import MARK, MINE, OTHER, handed_in, last_year, made_cycle, report, standing

LAW = "permenpanrb-59-2020"


def listed(*found: Recommendation) -> Cycle:
    """A cycle in which this OPD leads indicator 21 and another one the rest, with this list."""
    return dataclasses.replace(last_year(made_cycle(LAW, [21])), follow_ups=found)


def told(*found: Recommendation) -> OpdInput:
    """The report of the OPD, which answered indicator 21."""
    cycle = listed(*found)
    return report(cycle, handed_in(cycle, {"21": 2}))


def rows(*found: Recommendation) -> tuple[FollowUpRow, ...]:
    """The recommendations in it."""
    return told(*found).follow_ups


OWN = Recommendation(
    code="R1",
    text="Susun pedoman dan tinjau tiap tahun.",
    item="21",
    action="Pedoman dibahas",
    due=date(2027, 1, 31),
    budget="2.15.02",
    progress=Progress.UNDER_WAY,
    year=2026,
)


def test_the_coordinators_plan_stands_beside_the_opds_own_answer() -> None:
    """Action, day, budget and state of the list; and what the Kuesioner said."""
    (row,) = rows(OWN)

    assert (row.planned, row.budget, row.progress, row.acting) == (
        "Pedoman dibahas",
        "2.15.02",
        "berjalan",
        None,
    )
    assert (row.due, row.due_state) == ("31 Januari 2027", "late")
    assert (row.action, row.documents) == ("Pedoman sudah diperbarui.", 2)
    text = words(opd_prose.follow_up(told(OWN)))
    assert "Tenggat: 31 Januari 2027, sudah lewat. Anggaran: 2.15.02. Bukti: belum disebut." in text
    assert "Tindakan menurut jawaban OPD: Pedoman sudah diperbarui." in text


def test_without_a_line_it_says_that_nothing_is_planned() -> None:
    """The recommendation stays, with the answer."""
    (row,) = rows()

    assert (row.planned, row.progress) == ("", "belum ada tindak lanjut")
    assert "Rencana tindak lanjut: belum ada tindak lanjut" in words(opd_prose.follow_up(told()))


@pytest.mark.failure(11)
def test_what_another_opd_plans_stays_in_its_own_report() -> None:
    """On an item that this one leads only its name is told; on another item nothing at all."""
    foreign = Recommendation(
        code="R2",
        text="Susun pedoman.",
        item="21",
        opd=OTHER,
        action=MARK,
        budget=MARK,
        proof=MARK,
        year=2026,
    )
    elsewhere = dataclasses.replace(foreign, code="R3", item="1", text=MARK)
    (row,) = rows(foreign, elsewhere)
    whole = to_bytes(told(foreign, elsewhere)).decode()
    without_name = whole.replace(f"Dinas {MARK}", "")

    assert row.acting == f"Dinas {MARK}"
    assert (row.planned, row.budget, row.proof, row.due) == ("", "", "", None)
    assert MARK not in without_name


def test_a_general_recommendation_stands_with_the_opd_that_acts() -> None:
    """Without an indicator, and without an answer of the Kuesioner."""
    general = Recommendation(code="R4", text="Laporkan.", opd=MINE, action="Laporan triwulan", year=2024)
    first, second = rows(general, OWN)
    text = words(opd_prose.follow_up(told(general)))

    assert (first.code, first.carried_from, first.action) == (None, 2024, None)
    assert second.code == "21"
    assert "Rekomendasi umum Rekomendasi (dibawa dari 2024): Laporkan." in text


def test_the_document_of_the_list_is_found_among_those_of_the_opd() -> None:
    """By title and number as the OPD cites it."""
    cycle = listed()
    cited = next(iter(handed_in(cycle, {"21": 2}).responses.values())).content.evidence[0]
    done = dataclasses.replace(
        OWN, progress=Progress.DONE, proof=cited.title.upper(), proof_number=cited.number
    )

    (row,) = rows(done)
    (lost,) = rows(dataclasses.replace(done, proof="Dokumen lain"))

    assert row.proof_state == "ada di antara dokumen OPD"
    assert lost.proof_state == "belum ada di antara dokumen OPD"


@pytest.mark.failure(11)
def test_how_far_another_opd_is_stays_in_its_own_report_too() -> None:
    """Its name is told; what an older frozen report still holds of its progress is not printed."""
    foreign = dataclasses.replace(OWN, opd=OTHER)
    document = told(foreign)
    (row,) = document.follow_ups
    older = dataclasses.replace(
        document, follow_ups=(dataclasses.replace(row, progress=Progress.UNDER_WAY.value),)
    )

    assert row.progress == ""
    for each in (document, older):
        text = words(opd_prose.follow_up(each))
        assert f"Ditindaklanjuti oleh Dinas {MARK}. " in text
        assert "berjalan" not in text


def test_a_late_follow_up_is_prepared_first_and_a_late_one_of_another_opd_is_not() -> None:
    """Several are one thing to prepare, among at most three, due on the first of their days."""
    general = dataclasses.replace(OWN, code="R0", item=None, opd=MINE, due=date(2026, 6, 30))

    first = told(OWN).steps[0]
    both = told(OWN, general).steps
    foreign = told(dataclasses.replace(OWN, opd=OTHER)).steps

    assert (first.what, first.due) == (
        "Selesaikan tindak lanjut: Pedoman dibahas",
        "31 Januari 2027 (sudah lewat)",
    )
    assert both[0].what == "Selesaikan 2 tindak lanjut rekomendasi asesor"
    assert both[0].subject == "Rekomendasi umum, indikator 21"
    assert both[0].due == "30 Juni 2026 (sudah lewat)"
    assert len(both) <= 3
    assert not any(step.what.startswith("Selesaikan") for step in foreign)


def test_the_status_of_an_answer_is_not_that_of_the_follow_up() -> None:
    """The answer was accepted; the follow-up has not begun: told apart, and asked."""
    cycle = listed(dataclasses.replace(OWN, progress=Progress.NOT_BEGUN))
    records = handed_in(cycle, {"21": 2})
    accepted = {
        key: dataclasses.replace(each, standing=standing(Status.ACCEPTED))
        for key, each in records.responses.items()
    }
    document = report(cycle, dataclasses.replace(records, responses=accepted))
    text = words(opd_prose.follow_up(document))
    asked = [row for row in document.questions if "tercatat “belum”" in row.question]

    assert "Keadaan: belum." in text
    assert "Jawaban atas indikator ini: diterima Tim." in text
    assert "Status:" not in text
    assert [row.subject.split(" – ")[0] for row in asked] == ["Indikator 21"]
    assert "Catatan Tim" not in words(opd_prose.questions(document))
    assert not any("tercatat" in row.question for row in told(OWN).questions)
