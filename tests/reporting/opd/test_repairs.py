"""The repair list in an OPD's report, as a message and as a table; and its counts in the consolidated one."""

import csv
import dataclasses
import io
import re
from datetime import UTC, date, datetime

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import EventKind, Records
from spbe_lib.records.documents import document_key
from spbe_lib.records.judgements import Promise, Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.office_prose import decisions
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd import prose
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.reporting.opd.repair_list import RepairList, message, repair_list, table
from spbe_lib.results.repairs import SOON
from tests.hostile import HOSTILE
from tests.reporting.opd_cycles import (
    LATER,
    LAW,
    MARK,
    MINE,
    OTHER,
    RETURNED,
    assessed,
    event,
    handed_in,
    led_items,
    made_cycle,
    proof,
    report,
    together,
)

GIVEN = datetime(2027, 7, 6, 3, tzinfo=UTC)
CITED = proof("I42-L2-01")
DOCUMENT = document_key(CITED.title, CITED.number)


def verdict(subject: str, topic: str = "42", opd: str = MINE, **more: object) -> Verdict:
    """Something to revise, by the external assessor after the interview."""
    plain = Verdict(
        stage=Stage.INTERVIU,
        opd=opd,
        topic=topic,
        subject=subject,
        ruling=Ruling.REVISE,
        reason=MARK if opd != MINE else "Hanya tangkapan layar",
        given_at=GIVEN,
    )
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]


def promise(opd: str = MINE, **more: object) -> Promise:
    """Something promised in the interview."""
    text = MARK if opd != MINE else "Mengesahkan SK layanan"
    plain = Promise(
        key=f"janji-{opd}", stage=Stage.INTERVIU, opd=opd, topic="42", text=text, due=date(2027, 7, 8)
    )
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]


def records(cycle: Cycle, *verdicts: Verdict, promises: tuple[Promise, ...] = ()) -> Records:
    """Both OPDs answered; an assessor ruled and noted promises of both."""
    mine, others = led_items(cycle), led_items(cycle, OTHER)
    both = together(
        handed_in(cycle, dict.fromkeys(mine, 3)),
        handed_in(cycle, dict.fromkeys(others, 3), OTHER),
        assessments={Stage.MANDIRI: assessed(cycle, level=3)},
    )
    ruled = [event(each.opd, each.topic, EventKind.RULED, GIVEN) for each in verdicts]
    return dataclasses.replace(both, verdicts=verdicts, promises=promises, events=(*both.events, *ruled))


def ruled_on() -> OpdInput:
    """A requirement, a document, an obligation and a promise; the other OPD has as much."""
    cycle = made_cycle(LAW, [21, 42])
    return report(cycle, all_of_it(cycle))


def all_of_it(cycle: Cycle) -> Records:
    """What the report is made from."""
    own = (
        verdict("I42-L2-01"),
        verdict(DOCUMENT, stage=Stage.MANDIRI, reason="Belum ditandatangani", due=date(2027, 7, 12)),
        verdict("I16-L3-01", "I16-L3-01"),
    )
    others = (verdict("I1-L2-01", "1", OTHER), verdict("I16-L3-01", "I16-L3-01", OTHER))
    return records(cycle, *own, *others, promises=(promise(), promise(OTHER, topic="1")))


def words(html: str) -> str:
    """The words of a section without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.failure(21)
def test_one_ordered_table_tells_what_why_what_is_asked_until_when_and_what_hangs_on_it() -> None:
    """The overdue promise first, then what is due within a week, then by points; legal numbers."""
    rows = ruled_on().returned

    assert [(row.kind, row.subject.split(" – ")[0], row.due, row.left) for row in rows] == [
        ("promise", "Indikator 42", "8 Juli 2027", "lewat 2 hari"),
        ("document", "Indikator 42", "12 Juli 2027", "tinggal 2 hari"),
        ("requirement", "Indikator 42", "20 Juli 2027", "tinggal 10 hari"),
        ("requirement", "Kewajiban bersama indikator 16", "20 Juli 2027", "tinggal 10 hari"),
    ]
    assert rows[0].part == "Janji: Mengesahkan SK layanan"
    assert rows[1].part == f"Dokumen: {CITED.title}, nomor {CITED.number}"
    assert (rows[2].part or "").startswith("Syarat 2.1: ")
    assert (rows[1].judge, rows[2].judge) == ("Tim Asesor Internal", "asesor eksternal (interviu)")
    assert (rows[2].reason, rows[2].points) == ("Hanya tangkapan layar", "0,06")
    assert (rows[2].wanted or "").startswith("Lengkapi atau ganti buktinya. Contoh: ")
    shown = words(str(prose.returned(ruled_on()).data))
    for said in ("Janji kepada asesor eksternal (interviu)", "lewat 2 hari", "0,06", "Belum ditandatangani"):
        assert said in shown
    assert "dalam tujuh hari" in shown
    assert SOON == 7


@pytest.mark.failure(11)
def test_no_ruling_and_no_promise_of_another_opd_stands_in_the_report() -> None:
    """Neither in the table nor anywhere in the document; no figure of the external assessor either."""
    document = ruled_on()

    assert MARK not in to_bytes(document).decode()
    assert len(document.returned) == 4
    assert all(row.external is None for row in document.led)


def test_the_first_page_counts_them_and_the_first_step_asks_for_them() -> None:
    """Nobody reads that nothing is lacking while something is to be repaired or was promised."""
    document = ruled_on()

    assert (document.summary.revise, document.summary.promises) == (3, 1)
    assert document.summary.repair == "12 Juli 2027"
    told = words(str(prose.summary(document).data))
    assert "3 syarat atau dokumen perlu diperbaiki, batas perbaikan 12 Juli 2027" in told
    assert "; 1 janji kepada asesor." in told
    assert document.steps[0].what == "Perbaiki 3 hal yang dikembalikan dan tepati 1 janji kepada asesor"
    assert document.steps[0].due == "8 Juli 2027 (sudah lewat)"
    assert document.steps[0].note == "Alasan dan tenggatnya ada di bawah."


def test_a_promise_alone_is_a_step_too() -> None:
    """At the top everywhere; still there is a day to be kept."""
    cycle = made_cycle(LAW, [42])
    mine = dataclasses.replace(handed_in(cycle, {"42": 5}), promises=(promise(),))
    document = report(cycle, mine)

    assert document.steps[0].what == "Tepati 1 janji kepada asesor"
    assert document.steps[0].subject.startswith("Indikator 42 – ")


def test_what_was_handed_in_again_is_told_to_wait_and_no_longer_to_be_repaired() -> None:
    """After the answer came in anew, its rulings are the assessor's turn."""
    cycle = made_cycle(LAW, [42])
    known = records(cycle, verdict("I42-L2-01"))
    again = event(MINE, "42", EventKind.REPLACED, LATER)
    document = report(cycle, dataclasses.replace(known, events=(*known.events, again)))

    assert document.returned == ()
    assert [row.subject.split(" – ")[0] for row in document.resent] == ["Indikator 42"]
    shown = words(str(prose.returned(document).data))
    assert "Tidak ada dokumen yang dikembalikan." in shown
    assert "Sudah diserahkan lagi sesudah diminta memperbaiki, menunggu penilaian: Indikator 42" in shown


@pytest.mark.failure(30)
def test_a_ruling_moves_no_day_and_a_repair_after_it_is_still_a_repair() -> None:
    """Returned, ruled on besides, handed in again: the days stay with the OPD until then."""
    cycle = made_cycle(LAW, [42])
    base = handed_in(cycle, {"42": 3})
    later = (
        event(MINE, "42", EventKind.RETURNED, RETURNED),
        event(MINE, "42", EventKind.RULED, GIVEN),
        event(MINE, "42", EventKind.REPLACED, LATER),
    )
    document = report(cycle, dataclasses.replace(base, events=(*base.events, *later)))

    assert (document.clock.days_at_opd, document.clock.days_at_team) == (36, 2)
    assert ("9 Juli 2027", "diperbaiki") in [(row.day, row.event) for row in document.history]


def listed(known: Records | None = None) -> RepairList:
    """The repair list of the OPD."""
    cycle = made_cycle(LAW, [21, 42])
    return repair_list(cycle, load_edition(LAW), known or all_of_it(cycle), MINE)


def test_the_message_is_plain_text_with_a_number_for_each_thing() -> None:
    """Ready to be pasted; the same rows in the same order as in the report."""
    lines = message(listed()).splitlines()

    assert lines[0] == (
        "Dinas Perhubungan: 4 hal yang perlu diperbaiki atau ditepati (data per 10 Juli 2027)"
    )
    assert [line.split(" – ")[0] for line in lines if re.match(r"\d\. ", line)] == [
        "1. Indikator 42",
        "2. Indikator 42",
        "3. Indikator 42",
        "4. Kewajiban bersama indikator 16",
    ]
    assert "   Alasan Tim Asesor Internal: Belum ditandatangani" in lines
    assert "   Tenggat: 12 Juli 2027, tinggal 2 hari. Poin indeks daerah: 0,06" in lines
    assert MARK not in message(listed())


@pytest.mark.failure(12)
def test_hostile_words_steer_neither_terminal_nor_spreadsheet() -> None:
    """No control sign in the message, no formula in the table."""
    cycle = made_cycle(LAW, [21, 42])
    known = records(
        cycle,
        verdict("I42-L2-01", reason=f"=cmd|x {HOSTILE}"),
        verdict(DOCUMENT, reason="+1+1"),
        promises=(promise(text="@SUM(A1)\x1b[31m"),),
    )
    found = listed(known)
    cells = [
        cell
        for row in csv.reader(io.StringIO(table(found).decode("utf-8-sig")), delimiter=";")
        for cell in row
    ]

    assert all(line.isprintable() for line in message(found).splitlines())
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'+1+1" in cells


def test_the_consolidated_report_counts_them_opd_by_opd() -> None:
    """In the order of the register; texts stay with the OPD."""
    cycle = made_cycle(LAW, [21, 42])
    frozen = freeze_consolidated(cycle, load_edition(LAW), all_of_it(cycle))
    assert frozen.office
    rows = frozen.office.repairs

    assert [(row.answers, row.parts, row.promises, row.overdue) for row in rows] == [
        (0, 3, 1, 1),
        (0, 2, 1, 1),
    ]
    assert (rows[0].opd, rows[0].next_due, rows[0].waiting) == ("Dinas Perhubungan", "8 Juli 2027", 0)
    shown = words(str(decisions(frozen).data))
    assert "Perbaikan dan janji yang terbuka. Urutan daftar OPD, bukan peringkat" in shown
    assert "Hanya tangkapan layar" not in shown
