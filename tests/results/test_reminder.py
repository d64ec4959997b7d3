"""The reminder: polite, short, about one OPD alone, and nothing in it that is not for a message."""

import dataclasses
from datetime import date, timedelta
from fractions import Fraction

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import Access, Document, document_key
from spbe_lib.records.files.entry_file import as_recorded
from spbe_lib.records.judgements import COMPLIANCE, Reply
from spbe_lib.records.register import Cycle, Deadlines, Extension, Step, Target
from spbe_lib.results.compliance import compliance
from spbe_lib.results.open_documents import open_documents
from spbe_lib.results.overview import day_of, overview
from spbe_lib.results.reminder import SHOWN, next_due, reminder
from tests.results.office import codes, office, recorded, register, ticks

LAW = load_edition("permenpanrb-59-2020")
MINE, OTHER = "opd-01", "opd-02"
DUE, TODAY = date(2026, 6, 20), date(2026, 6, 15)
FIRST = min(codes(LAW, 42, 1))


def cycle(**more: object) -> Cycle:
    """The first OPD leads indicator 42 (aimed at level 3); a contact, a letter, two deadlines."""
    opds = tuple(dataclasses.replace(opd, in_scope=False) for opd in register(2))
    made = office(LAW, opds, {42: MINE, 43: OTHER}, reviewer=OTHER, requested=date(2026, 5, 1))
    about = {
        "deadlines": Deadlines(opd=DUE, repair=date(2026, 7, 20)),
        "target": Target(levels={"42": 3, "43": 3}),
        "contact": "Sekretariat Tim, 0812-000",
    }
    return dataclasses.replace(made, **(about | more))  # type: ignore[arg-type]


def text(records: Records = Records(), today: date = TODAY, made: Cycle | None = None) -> str:  # noqa: B008
    """The reminder to the first OPD."""
    told = reminder(made or cycle(), LAW, records, MINE, today)
    assert told is not None
    return told


def test_it_says_to_whom_what_until_when_and_where_to() -> None:
    """All that an officer needs, on a phone."""
    told = text()

    assert told.startswith("Yth. Pimpinan Dinas 1\n")
    assert "Menindaklanjuti surat nomor 005/1/2026 tanggal 1 Mei 2026, per 15 Juni 2026" in told
    assert "- 1 dari 1 isian belum dijawab" in told
    assert "Tenggat: 20 Juni 2026, tinggal 5 hari." in told
    assert "Mohon dikirim kepada: Sekretariat Tim, 0812-000." in told
    assert told.endswith("Tim Asesor Internal SPBE, Dinas 2")


def test_at_most_three_documents_are_named_those_that_count_most_and_the_rest_is_counted() -> None:
    """The first holds up two levels."""
    made = cycle(target=Target(levels={"42": 5, "43": 3}))
    told = text(made=made)
    named = [line for line in told.splitlines() if line[:1].isdigit()]

    assert len(named) == SHOWN
    assert named[0].endswith("– untuk indikator 42 syarat 1.1")
    assert f"dan {len(open_documents(made, LAW, Records(), MINE).missing) - SHOWN} dokumen lain" in told
    assert "dokumen lain" not in text()


@pytest.mark.parametrize(
    ("days", "words"), [(5, "tinggal 5 hari."), (0, "hari ini."), (-3, "sudah lewat 3 hari.")]
)
def test_the_time_left_is_told_in_days(days: int, words: str) -> None:
    """Before, on, and after the day."""
    assert f"Tenggat: 20 Juni 2026, {words}" in text(today=DUE - timedelta(days=days))


def test_an_extended_day_names_its_letter() -> None:
    """So that nobody is reminded of a day that does not hold for him."""
    given = Extension(opd=MINE, step=Step.OPD, until=date(2026, 6, 30), letter="000.1/9")

    assert "Tenggat: 30 Juni 2026 (diperpanjang dengan surat 000.1/9), tinggal 15 hari." in text(
        made=cycle(extensions=(given,))
    )


@pytest.mark.failure(28)
def test_it_holds_no_index_and_nothing_of_another_opd() -> None:
    """Whatever another OPD answered changes no letter of it."""
    other = recorded(ticks(OTHER, "43", codes(LAW, 43, 1, 2), proofs=codes(LAW, 43, 1)))

    assert text(other) == text()
    for word in ("indeks", "nilai", "predikat", "peringkat", "Dinas 3", "poin"):
        assert word not in text()


@pytest.mark.failure(23)
def test_a_restricted_document_is_named_by_its_title_alone() -> None:
    """Last year's document that must be renewed: without its number."""
    before = recorded(ticks(MINE, "42", [FIRST], proofs=[FIRST]))
    cited = dataclasses.replace(before.responses[MINE, "42"].content.evidence[0], number="800/1/RHS")
    answer = dataclasses.replace(before.responses[MINE, "42"].content, evidence=(cited,))
    hidden = Document(
        opd=MINE,
        key=document_key(cited.title, cited.number),
        title=cited.title,
        number=cited.number,
        access=Access.RESTRICTED,
    )
    told = recorded(answer)
    known = as_recorded([hidden], told.responses[MINE, "42"].standing).documents
    open_one = text(made=cycle(before=told))
    restricted = text(made=cycle(before=dataclasses.replace(told, documents=known)))

    assert "nomor 800/1/RHS" in open_one
    assert cited.title in restricted
    assert "800/1/RHS" not in restricted


@pytest.mark.failure(12)
def test_a_title_with_lines_signs_and_no_end_stays_one_short_line() -> None:
    """What an OPD typed cannot write lines of its own into our message."""
    evil = "SK\nTransfer ke 123\u202e <b>*tebal*</b> " + "x" * 400
    before = recorded(ticks(MINE, "42", [FIRST], proofs=[FIRST]))
    cited = dataclasses.replace(before.responses[MINE, "42"].content.evidence[0], title=evil)
    answer = dataclasses.replace(before.responses[MINE, "42"].content, evidence=(cited,))
    told = text(made=cycle(before=recorded(answer)))
    (line,) = [line for line in told.splitlines() if "Transfer" in line]

    assert line[:6] in {f"{place}. SK " for place in (1, 2, 3)}
    assert len(line) < 300
    assert "\u202e" not in told


def test_who_owes_nothing_gets_no_reminder() -> None:
    """All documents named: nothing is awaited."""
    up_to = codes(LAW, 42, 1, 2, 3)

    assert reminder(cycle(), LAW, recorded(ticks(MINE, "42", up_to, proofs=up_to)), MINE, TODAY) is None


def test_when_only_documents_are_lacking_the_next_day_that_is_open_counts() -> None:
    """Answered in time: the day of repairs, then the last day that was set."""
    assert next_due(cycle(), MINE, 0, (), DUE) == DUE
    assert next_due(cycle(), MINE, 0, (), DUE + timedelta(days=1)) == date(2026, 7, 20)
    assert next_due(cycle(), MINE, 0, (), date(2026, 9, 1)) == date(2026, 7, 20)
    assert next_due(cycle(deadlines=Deadlines()), MINE, 0, (), DUE) is None


def test_the_reply_of_an_opd_stands_beside_the_facts() -> None:
    """Its own, and to this topic alone."""
    replies = (
        Reply(opd=MINE, topic=COMPLIANCE, text="Banjir."),
        Reply(opd=MINE, topic="42", subject="x", text="lain"),
        Reply(opd=OTHER, topic=COMPLIANCE, text="orang lain"),
    )
    found = compliance(cycle(), LAW, Records(replies=replies), MINE, TODAY)
    assert found is not None

    assert found.reply == "Banjir."


def test_the_overview_keeps_the_order_of_the_register_and_adds_up() -> None:
    """Both OPDs, half of the weight proven, and a day for each."""
    up_to = codes(LAW, 42, 1, 2, 3)
    records = recorded(ticks(MINE, "42", up_to, proofs=up_to))
    seen = overview(cycle(), LAW, records, TODAY)

    assert [row.opd.code for row in seen.rows] == [MINE, OTHER]
    assert (seen.answered, seen.share) == (1, Fraction(1, 2))
    assert [row.due for row in seen.rows] == [None, DUE]
    assert seen.documents("asked") == len(up_to) + len(codes(LAW, 43, 1, 2, 3))
    assert seen.row(OTHER).progress.answered == 0
    with pytest.raises(KeyError):
        seen.row("opd-03")
    assert day_of(dataclasses.replace(cycle(), sample=False), records, TODAY) == TODAY
