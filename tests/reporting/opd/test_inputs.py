"""The frozen input of an OPD's report: its own data alone, exact, and the same on every day."""

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, EventKind, RecordedFact, RecordedResponse, Records, Status
from spbe_lib.records.model import Stage
from spbe_lib.reporting.document import read_report_input, to_bytes
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.document import OpdInput
from tests.reporting.opd_cycles import (
    ALL,
    LATER,
    LAW,
    MARK,
    MINE,
    OTHER,
    QUIET,
    RETURNED,
    answer,
    assessed,
    event,
    few,
    handed_in,
    last_year,
    led_items,
    made_cycle,
    many,
    newest,
    oldest,
    one,
    proof,
    report,
    returned,
    silent,
    standing,
    statement,
    together,
)

EVERY = pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())


def with_answer(records: Records, code: str, **changes: object) -> Records:
    """The same records with one changed answer of ``MINE``."""
    before = records.responses[MINE, code]
    content = dataclasses.replace(before.content, **changes)  # type: ignore[arg-type]
    after = RecordedResponse(content=content, standing=before.standing)
    return dataclasses.replace(records, responses={**records.responses, (MINE, code): after})


@EVERY
def test_an_input_survives_its_file(make: Callable[[], OpdInput], tmp_path: Path) -> None:
    """What is frozen is read back as the same document, whatever the OPD leads."""
    document = make()
    (tmp_path / "opd.json").write_bytes(to_bytes(document))

    assert read_report_input(tmp_path / "opd.json") == document


@pytest.mark.failure(11)
def test_nothing_of_another_opd_is_in_the_document() -> None:
    """Names, texts, documents, files and people of the others: none of it is frozen."""
    cycle = last_year(made_cycle(LAW, [13, 16, 42]))
    mine = handed_in(cycle, {"13": 3, "16": 5, "42": 3})
    other = handed_in(cycle, dict.fromkeys(led_items(cycle, OTHER), 4), OTHER)
    document = report(cycle, together(mine, other, assessments={Stage.MANDIRI: assessed(cycle)}))

    content = to_bytes(document).decode()

    assert MARK in repr(other)
    assert MARK not in content
    assert OTHER not in content
    assert QUIET not in content
    assert not re.search(r"\d+ dari \d+ perangkat", content)


@pytest.mark.failure(11)
def test_what_others_hand_in_later_moves_nothing_but_what_all_yield_together() -> None:
    """Another OPD's submission of a later day changes neither the data date nor the days left."""
    cycle = made_cycle(LAW, [42])
    mine = handed_in(cycle, {"42": 3})
    other = handed_in(cycle, {"1": 3}, OTHER, at=LATER)

    alone, beside = report(cycle, mine), report(cycle, together(mine, other))

    assert beside == alone
    assert alone.as_of == "3 Juli 2027"
    assert alone.summary.days_left == 12


@pytest.mark.failure(11)
def test_an_obligation_that_others_hold_up_is_said_without_a_name_or_a_count() -> None:
    """The lead says yes, the others are silent: the level waits, and the page says only that."""
    cycle = made_cycle(LAW, [16])
    document = report(cycle, handed_in(cycle, {"16": 3}))
    row = document.led[0]

    assert (row.answer, row.waiting, row.first_missing_code) == ("3", True, "I16-L3-01")
    assert document.steps[0].note == (
        "Belum lengkap di seluruh perangkat daerah; perangkat daerah ini sendiri sudah menyatakan ya."
    )


def test_the_data_date_follows_the_assessment_of_led_items_only() -> None:
    """The Tim's values count as news for who leads an item, and not for who leads none."""
    cycle, idle = made_cycle(LAW, [42]), made_cycle(LAW, [])
    values = {Stage.MANDIRI: assessed(cycle)}

    assert report(cycle, together(handed_in(cycle, {"42": 3}), assessments=values)).as_of == "10 Juli 2027"
    assert report(idle, together(handed_in(idle, {}), assessments=values)).as_of == "3 Juli 2027"


def test_a_late_evening_counts_as_the_offices_day() -> None:
    """20.00 UTC is already the next morning in the office."""
    cycle = made_cycle(LAW, [42])
    late = dataclasses.replace(event(MINE, "42"), at=LATER.replace(hour=20))

    assert report(cycle, Records(events=(late,))).as_of == "10 Juli 2027"


def test_where_nothing_happened_there_is_no_date_and_no_day_left() -> None:
    """An OPD that was only asked: everything is open, nothing is invented."""
    document = silent()

    assert document.as_of is None
    assert document.summary.days_left is None
    assert (document.clock.days_at_opd, document.clock.holder) == (None, None)
    assert (document.summary.answered, document.summary.asked) == (0, 2 + len(document.obligations))
    assert document.summary.shows == "jawaban OPD"
    assert [row.answer for row in document.led] == [None, None]


@pytest.mark.failure(28)
def test_the_contribution_needs_a_complete_stage() -> None:
    """A complete assessment gives the sentence its figures; one missing value takes them away."""
    cycle = made_cycle(LAW, [21, 42])
    whole = assessed(cycle)
    part = dataclasses.replace(
        whole, values={code: span for code, span in whole.values.items() if code != "1"}
    )
    mine = handed_in(cycle, {"21": 2, "42": 3})

    known = report(cycle, together(mine, assessments={Stage.MANDIRI: whole})).summary
    unknown = report(cycle, together(mine, assessments={Stage.MANDIRI: part})).summary

    # 1.50 % and 3.00 % at level 2 of 5.
    assert (known.index, known.brings, known.can_add) == ("2,00", "0,09", "0,135")
    assert (unknown.index, unknown.brings, unknown.can_add) == (None, None, None)


def test_steps_are_at_most_three_and_the_largest_gain_comes_first() -> None:
    """Step × weight of the led items decides; 42 weighs twice as much as 21."""
    document = few()

    assert [step.subject.split(" – ")[0] for step in document.steps[:2]] == ["Indikator 42", "Indikator 21"]
    assert [step.gain for step in document.steps] == ["+0,03", "+0,015", None]
    assert document.steps[2].what.startswith("Jawab 3 kewajiban bersama")
    assert all(len(make().steps) <= 3 for make in ALL.values())


def test_a_step_names_documents_and_its_own_deadline() -> None:
    """A returned answer has the Tim's date, another one the OPD's deadline."""
    by_item = {step.subject.split(" – ")[0]: step for step in few().steps}

    assert by_item["Indikator 21"].due == "18 Juli 2027"
    assert by_item["Indikator 42"].due == "15 Juli 2027"
    assert by_item["Indikator 42"].examples
    assert by_item["Indikator 42"].note == "Sudah dicentang OPD, tetapi belum diakui Tim."
    assert by_item["Indikator 21"].note == (
        "Dikembalikan Tim; yang diminta: Kirim salinan yang sudah ditandatangani."
    )
    assert few().officer == "Budi, Kasubbag Perencanaan"


def test_an_unanswered_item_rises_from_what_it_counts_now_to_the_level_of_its_requirement() -> None:
    """Indicator 21: counted 0, its first requirement belongs to level 2, so 2 × 1.50 %."""
    step = next(step for step in silent().steps if step.subject.startswith("Indikator 21"))

    assert step.goal == "tingkat 2 (Terkelola)"
    assert step.gain == "+0,03"
    assert step.note == "Indikator ini belum dijawab dan sekarang dihitung 0."


def test_nothing_lacking_means_no_step() -> None:
    """At the top everywhere, all obligations answered and proven by all: no step."""
    cycle = made_cycle(LAW, [42])
    mine = handed_in(cycle, {"42": 5})

    document = report(cycle, mine)

    assert document.led[0].answer == "5"
    assert document.led[0].first_missing is None
    assert document.steps == ()


def test_statements_without_a_document_are_one_step_and_one_question() -> None:
    """As many as the summary counts as not named."""
    cycle = made_cycle(LAW, [42])
    mine = with_answer(handed_in(cycle, {"42": 5}), "42", evidence=(proof(None),))
    document = report(cycle, mine)
    bare = document.summary.documents_due - document.summary.documents_named

    assert bare == 6
    assert [step.what for step in document.steps] == [f"Sebutkan data dukung untuk {bare} pernyataan"]
    assert document.steps[0].subject == "Indikator 42 syarat 1.1, 2.1, 3.1, 4.1, 5.1, 5.2"
    assert document.questions[-1].question == (
        "Dokumen apa yang membuktikan indikator 42 syarat 1.1, 2.1, 3.1, 4.1, 5.1, 5.2?"
    )
    assert document.led[0].evidence[0].place == 1


def test_what_was_returned_is_told_in_the_teams_words() -> None:
    """Topic, reason, what is wanted, until when; and the days are counted apart."""
    row = few().returned[0]

    assert (row.topic, row.reason) == ("21", "Dokumen belum ditandatangani.")
    assert row.wanted == "Kirim salinan yang sudah ditandatangani."
    assert row.due == "18 Juli 2027"


@pytest.mark.failure(30)
def test_days_are_counted_apart_by_who_holds_the_ball() -> None:
    """Asked 1 June, in 3 July, back 5 July, data of 10 July: 32 + 5 days at the OPD, 2 at the Tim."""
    document = few()

    assert (document.clock.days_at_opd, document.clock.days_at_team) == (37, 2)
    assert document.clock.holder == "OPD"
    assert [(row.day, row.event) for row in document.history] == [
        ("1 Juni 2027", "diminta"),
        ("3 Juli 2027", "jawaban masuk"),
        ("5 Juli 2027", "dikembalikan untuk diperbaiki"),
    ]


def test_a_led_row_holds_every_authors_value_apart() -> None:
    """Last year 2, the OPD says 3, the Tim 2, the external assessor nothing yet."""
    row = few().led[1]

    assert (row.code, row.previous, row.answer, row.team, row.external) == ("42", "2", "3", "2", None)
    assert (row.fulfilled, row.requirements) == (3, 6)
    assert row.name == "Tingkat Kematangan Layanan Pengaduan Pelayanan Publik"


def test_values_and_recommendations_of_another_regulation_are_not_compared() -> None:
    """Item 1 of 5/2018 is not item 1 of 59/2020."""
    cycle = last_year(made_cycle(LAW, [21]), law="permenpanrb-5-2018")
    document = report(cycle, handed_in(cycle, {"21": 2}))

    assert not document.previous_comparable
    assert document.led[0].previous is None
    assert document.follow_ups == ()


def test_a_value_of_another_regulation_is_marked_where_the_indicator_was_there_too() -> None:
    """42 was 32 of 5/2018: its 2 there stands as 2*; 21 was not there, whatever 21 was."""
    cycle = last_year(made_cycle(LAW, [21, 42]), law="permenpanrb-5-2018")
    cycle = dataclasses.replace(cycle, counterparts={"42": "32"})
    document = report(cycle, handed_in(cycle, {"21": 2}))

    assert [(row.code, row.previous) for row in document.led] == [("21", None), ("42", "2*")]
    assert not document.previous_comparable
    told = str(opd_prose.led(document).data)
    assert "yang bertanda * diberikan kepada indikator yang sepadan di sana, dan tidak dikurangkan" in told


def test_last_years_recommendation_stands_beside_what_was_done() -> None:
    """The recommendation, the OPD's action, where it stands; an item without an answer says so."""
    cycle = last_year(made_cycle(LAW, [21, 42]))
    first, second = report(cycle, handed_in(cycle, {"21": 2})).follow_ups

    assert (first.code, first.action, first.documents) == ("21", "Pedoman sudah diperbarui.", 2)
    assert first.recommendation == "Susun pedoman dan tinjau tiap tahun."
    assert (second.action, second.status) == (None, "belum ada tindakan yang dilaporkan")


def test_differences_are_asked_as_questions() -> None:
    """The Tim's other value first; then a level beside other ticks, and a level that rests on nothing."""
    cycle = made_cycle(LAW, [42])
    edition = load_edition(LAW)
    ticked = answer(edition, MINE, "42", 5).ticked - {"I42-L3-01"}
    mine = with_answer(handed_in(cycle, {"42": 5}), "42", ticked=ticked, level=Span.exactly(4))
    document = report(cycle, together(mine, assessments={Stage.MANDIRI: assessed(cycle, level=1)}))
    asked = [row.question for row in document.questions]

    assert asked[0].startswith("Nilai Tim 1, jawaban OPD 2.")
    assert document.questions[0].note == "Bukti belum lengkap."
    assert asked[1].startswith(
        "Tingkat yang diisi 4, sedangkan syarat yang dicentang membawa sampai tingkat 2"
    )
    assert asked[2].startswith("Syarat tingkat 4, 5 dicentang lengkap")
    assert all("?" in question for question in asked)


@pytest.mark.failure(29)
def test_a_unit_that_reviews_itself_is_asked_for_a_second_reader() -> None:
    """The reviewer's own report says so; nobody else's does."""
    reviewed, other = many(), few()

    assert reviewed.self_review
    assert reviewed.questions[0].question.startswith("Penilai dan pengampu satu unit: perlu pembaca kedua.")
    assert not other.self_review
    assert all("pembaca kedua" not in row.question for row in other.questions)


def test_a_document_is_listed_once_with_all_its_uses() -> None:
    """One decree for three requirements and an obligation: one line, four uses."""
    cycle = made_cycle(LAW, [42])
    records = handed_in(cycle, {"42": 3})
    codes = sorted(records.responses[MINE, "42"].content.ticked)
    same = tuple(
        dataclasses.replace(proof(None), requirement=code, page=f"hlm. {place}")
        for place, code in enumerate(codes)
    )
    records = with_answer(records, "42", evidence=same)
    fact = dataclasses.replace(statement(MINE, "I16-L3-01"), evidence=(proof(None),))
    records = dataclasses.replace(
        records, facts={(MINE, "I16-L3-01"): RecordedFact(content=fact, standing=standing())}
    )

    (row,) = report(cycle, records).evidence

    assert row.number == "800/umum/2027"
    assert row.uses == (
        "indikator 42 syarat 1.1 (hlm. 0)",
        "indikator 42 syarat 2.1 (hlm. 1)",
        "indikator 42 syarat 3.1 (hlm. 2)",
        "kewajiban bersama indikator 16 (hlm. 4)",
    )


def test_a_no_needs_no_document_and_is_told_as_stated() -> None:
    """The statement is printed in the words in which it is typed."""
    cycle = made_cycle(LAW, [])
    fact = dataclasses.replace(statement(MINE, "I16-L3-01", Answer.NO), evidence=())
    stated = RecordedFact(content=fact, standing=returned(MINE, "I16-L3-01"))
    document = report(cycle, Records(facts={(MINE, "I16-L3-01"): stated}))
    rows = {row.code: row for row in document.obligations}

    assert (rows["I16-L3-01"].answer, rows["I16-L3-01"].indicator) == ("tidak", 16)
    assert rows["I16-L3-01"].status == "dikembalikan untuk diperbaiki"
    assert rows["I17-L3-01"].answer is None
    assert "data dukung" not in " ".join(step.what for step in document.steps)


@pytest.mark.failure(21)
@pytest.mark.failure(31)
def test_items_stand_under_their_legal_numbers_and_chosen_titles() -> None:
    """34, 35a, 35b, 35c of 5/2018; the chosen service's title; no requirement is invented."""
    document = oldest()

    assert [row.code for row in document.led] == ["34", "35a", "35b", "35c"]
    assert document.led[1].name == document.led[1].short_name == "Layanan Uji Kir Daring"
    assert [row.answer for row in document.led] == ["2", "3", "4", None]
    assert not document.edition.requirements_known
    assert all(row.requirements == 0 and row.levels == () for row in document.led)
    assert "syaratnya tidak tersedia" in document.steps[0].what


@pytest.mark.failure(21)
def test_an_interim_stage_is_never_called_final() -> None:
    """8/2026 at the interview: the column, the page status and the stamp's stage say so."""
    document = newest()

    assert document.external_label == "Nilai interviu (belum akhir)"
    assert document.stage == "interviu"
    assert document.summary.shows == "nilai asesor eksternal – interviu"
    assert [row.external for row in document.led] == ["2", None, None]
    assert document.summary.index is None


@pytest.mark.failure(28)
@EVERY
def test_no_document_has_a_field_for_an_index_of_an_opd(make: Callable[[], OpdInput]) -> None:
    """Neither predicate, rank, average nor radar exists in what a report of an OPD may know."""
    names = {field.name for field in dataclasses.fields(OpdInput)}
    content = to_bytes(make()).decode().lower()

    assert names.isdisjoint({"index", "predicate", "rank", "average", "aspects", "domains"})
    for word in ("predikat", "peringkat", "sangat baik", "rata-rata", "memuaskan"):
        assert word not in content


def test_a_lone_indicator_shows_its_answer_and_no_contribution() -> None:
    """One indicator at level 4, nobody assessed: 4 is the answer to an indicator, nothing more."""
    document = one()

    assert document.led[0].answer == "4"
    assert document.summary.index is None
    assert document.stage == "mandiri"


def test_the_same_records_freeze_to_the_same_bytes() -> None:
    """No clock, no chance."""
    assert to_bytes(many()) == to_bytes(many())


def test_an_unknown_opd_is_refused() -> None:
    """A code that the register does not know gives no report."""
    with pytest.raises(KeyError):
        report(made_cycle(LAW, []), Records(), "tidak-ada")


def test_a_repair_is_told_from_a_second_thought() -> None:
    """What replaces a returned answer is a repair; what replaces one that nobody sent back is an update."""
    cycle = made_cycle(LAW, [42])
    mine = handed_in(cycle, {"42": 3})
    again = event(MINE, "42", EventKind.REPLACED, LATER)
    back = event(MINE, "42", EventKind.RETURNED, RETURNED)

    updated = report(cycle, dataclasses.replace(mine, events=(*mine.events, again)))
    repaired = report(cycle, dataclasses.replace(mine, events=(*mine.events, back, again)))

    assert updated.history[-1].event == "diperbarui"
    assert [row.event for row in repaired.history[-2:]] == ["dikembalikan untuk diperbaiki", "diperbaiki"]


@pytest.mark.failure(25)
def test_a_date_typed_as_year_month_day_is_printed_in_indonesian() -> None:
    """Any other text stays as it was typed."""
    cycle = made_cycle(LAW, [42])
    typed = (
        dataclasses.replace(proof("I42-L1-01"), dated="2027-02-28"),
        dataclasses.replace(proof("I42-L2-01"), dated="akhir Februari"),
    )
    document = report(cycle, with_answer(handed_in(cycle, {"42": 3}), "42", evidence=typed))

    assert [row.dated for row in document.evidence[:2]] == ["28 Februari 2027", "akhir Februari"]


def test_where_nothing_can_be_added_no_zero_is_printed() -> None:
    """All led items at the top: the document holds no figure for what is left."""
    cycle = made_cycle(LAW, [42])
    mine = handed_in(cycle, {"42": 5})
    summary = report(cycle, together(mine, assessments={Stage.MANDIRI: assessed(cycle, level=5)})).summary

    assert (summary.index, summary.brings, summary.can_add) == ("5,00", "0,15", None)


def test_a_deadline_that_has_passed_is_marked_for_what_is_still_owed() -> None:
    """The data are of 3 July, the deadline was 1 July; of two led items one was never answered."""
    cycle = made_cycle(LAW, [21, 42])
    cycle = dataclasses.replace(cycle, deadlines=dataclasses.replace(cycle.deadlines, opd=date(2027, 7, 1)))

    document = report(cycle, handed_in(cycle, {"42": 5}))

    assert document.summary.days_left == -2
    assert document.summary.handed_in is None
    assert document.steps[0].subject.startswith("Indikator 21 ")
    assert document.steps[0].due == "1 Juli 2027 (sudah lewat)"


def test_who_handed_in_everything_late_reads_by_how_much_and_what_comes_next() -> None:
    """In on 3 July, two days late; what can still be improved has the day until which repairs are taken."""
    cycle = made_cycle(LAW, [42])
    cycle = dataclasses.replace(cycle, deadlines=dataclasses.replace(cycle.deadlines, opd=date(2027, 7, 1)))

    document = report(cycle, handed_in(cycle, {"42": 3}))

    assert (document.summary.handed_in, document.summary.days_late) == ("3 Juli 2027", 2)
    assert document.steps[0].due == "20 Juli 2027"


def accepted(records: Records) -> Records:
    """The same records, everything of ``MINE`` accepted."""
    settled = standing(Status.ACCEPTED)
    return dataclasses.replace(
        records,
        responses={
            key: dataclasses.replace(each, standing=settled) for key, each in records.responses.items()
        },
        facts={key: dataclasses.replace(each, standing=settled) for key, each in records.facts.items()},
    )


def test_who_handed_in_in_time_is_never_told_that_a_deadline_has_passed() -> None:
    """Everything in on 3 July, deadline 15 July, data of 18 July: no step and no sentence says *lewat*."""
    cycle = made_cycle(LAW, [21, 42])
    mine = accepted(handed_in(cycle, {"21": 2, "42": 3}))
    late = dataclasses.replace(assessed(cycle), as_of=date(2027, 7, 18))
    document = report(cycle, together(mine, assessments={Stage.MANDIRI: late}))

    assert document.as_of == "18 Juli 2027"
    assert (document.summary.handed_in, document.summary.days_late) == ("3 Juli 2027", 0)
    assert {step.due for step in document.steps} == {"20 Juli 2027"}
    assert "lewat" not in to_bytes(document).decode()


def test_where_something_was_returned_nobody_reads_that_nothing_is_lacking() -> None:
    """An OPD that leads nothing, one obligation returned: the first step says what is asked for."""
    cycle = made_cycle(LAW, [])
    mine = handed_in(cycle, {})
    facts = {
        **mine.facts,
        (MINE, "I17-L3-01"): RecordedFact(
            content=statement(MINE, "I17-L3-01"), standing=returned(MINE, "I17-L3-01")
        ),
    }
    (step,) = report(cycle, dataclasses.replace(mine, facts=facts)).steps

    assert step.what == "Kirim salinan yang sudah ditandatangani."
    assert step.subject.startswith("Kewajiban bersama indikator 17 – ")
    assert step.due == "18 Juli 2027"


def test_an_answer_that_is_owed_is_asked_for_though_the_tim_gave_the_top() -> None:
    """The Tim gave level 5 without an answer: the answer is still to be filled in."""
    cycle = made_cycle(LAW, [42])
    mine = handed_in(cycle, {})
    document = report(cycle, together(mine, assessments={Stage.MANDIRI: assessed(cycle, level=5)}))

    assert [step.what for step in document.steps] == ["Isi jawaban indikator 42"]
    assert document.steps[0].gain is None
    assert document.questions[0].question == (
        "Nilai Tim 5, OPD belum menjawab. Dapatkah OPD mengisi jawabannya dan menyebut data dukungnya?"
    )


def test_what_is_owed_is_never_crowded_out_by_gains() -> None:
    """Four items can rise, and ten obligations are unanswered: these keep a place among the three."""
    cycle = made_cycle(LAW, [21, 22, 23, 42])
    mine = dataclasses.replace(handed_in(cycle, {"21": 2, "22": 2, "23": 2, "42": 2}), facts={})
    steps = report(cycle, mine).steps

    assert [step.gain is None for step in steps] == [False, False, True]
    assert steps[2].what.startswith("Jawab ")


def test_documents_of_accepted_statements_are_asked_for_with_the_reason() -> None:
    """The Tim accepted without a document; who reads it learns why it is asked for all the same."""
    cycle = made_cycle(LAW, [42])
    mine = accepted(with_answer(handed_in(cycle, {"42": 5}), "42", evidence=()))
    (step,) = report(cycle, mine).steps

    assert step.note == "Sudah diterima Tim, tetapi asesor eksternal akan meminta dokumennya."


def test_a_silent_opd_reads_the_day_of_the_last_assessment() -> None:
    """Nothing of its own happened: the government's assessment says of which day the page is."""
    cycle = made_cycle(LAW, [])
    late = dataclasses.replace(assessed(cycle), as_of=date(2027, 7, 18))
    document = report(cycle, Records(assessments={Stage.MANDIRI: late}))

    assert (document.as_of, document.summary.days_left) == ("18 Juli 2027", -3)
    assert (document.clock.days_at_opd, document.clock.days_at_team) == (47, 0)


def test_who_is_asked_nothing_has_no_letter_in_his_history() -> None:
    """No led item, no obligation: the request was not addressed to this OPD."""
    cycle = dataclasses.replace(made_cycle("permenpanrb-5-2018", []), leads={})
    document = report(cycle, Records())

    assert document.summary.asked == 0
    assert document.history == ()


@EVERY
def test_no_sentence_names_a_requirement_by_its_code(make: Callable[[], OpdInput]) -> None:
    """Officers know "indikator 16 syarat 3.1" from their Kuesioner; codes stand in fields of their own."""
    document = make()
    told = [document.source, *(field for step in document.steps for field in dataclasses.astuple(step))]
    told += [field for row in document.questions for field in dataclasses.astuple(row)]
    told += [field for row in document.history for field in dataclasses.astuple(row)]
    told += [row.subject for row in document.returned]
    told += [use for row in document.evidence for use in row.uses]

    assert not re.search(r"I\d+[a-z]?-L\d", repr(told))


@pytest.mark.failure(31)
def test_requirements_speak_of_the_chosen_service() -> None:
    """The law's "public service sector 3" stands nowhere: step, first missing requirement, annex."""
    cycle = made_cycle(LAW, [47], services={"47": "Layanan Pendaftaran Pasien Daring"})
    document = report(cycle, handed_in(cycle, {"47": 2}))

    assert "ektor 3" not in to_bytes(document).decode()
    assert "Layanan Pendaftaran Pasien Daring" in document.steps[0].what
