"""Where an OPD stands: what is in, which documents are named, who holds the ball and for how many days."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import office_day
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Answer,
    Approval,
    Entry,
    Event,
    EventKind,
    EvidenceReference,
    Records,
    Response,
    Submission,
)
from spbe_lib.records.register import Cycle
from spbe_lib.results.progress import Progress, progress
from spbe_lib.results.turns import Holder
from tests.results.office import codes, office, received, recorded, register, says, ticks

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
ASKED = date(2026, 6, 1)
ENTERED, REPLACED, RETURNED, ACCEPTED = (
    EventKind.ENTERED,
    EventKind.REPLACED,
    EventKind.RETURNED,
    EventKind.ACCEPTED,
)


def day(after: int) -> date:
    """So many days after the request."""
    return ASKED + timedelta(days=after)


def happened(kind: EventKind, after: int, topic: str, opd: str | None = "opd-01") -> Event:
    """An event at noon, so many days after the request."""
    moment = datetime(2026, 6, 1, 5, tzinfo=UTC) + timedelta(days=after)
    return Event(kind=kind, at=moment, actor="uji", submission="0" * 64, opd=opd, topic=topic, version=1)


def small(requested: date | None = ASKED) -> Cycle:
    """Two items of 5/2018 led by opd-01: no shared obligations, levels given directly."""
    return office(OLD, register(2), {1: "opd-01", 2: "opd-01"}, requested=requested)


def both(*events: Event, items: Iterable[str] = ("1", "2")) -> Records:
    """Records in which opd-01 answers items, with these events."""
    return dataclasses.replace(
        recorded(*(ticks("opd-01", item, [], level=3) for item in items)), events=events
    )


def days(found: Progress) -> tuple[int | None, int | None, int | None]:
    """Days at the OPD, at the Tim, and done."""
    return found.days_at_opd, found.days_at_team, found.days_done


@pytest.mark.failure(30)
def test_the_days_of_a_whole_round_are_counted_apart() -> None:
    """Asked day 0, in on 10, back on 14, repaired on 20, all accepted on 27: 16 and 11, then nobody's."""
    events = (
        happened(ENTERED, 10, "1"),
        happened(ENTERED, 10, "2"),
        happened(ACCEPTED, 13, "1"),
        happened(RETURNED, 14, "2"),
        happened(REPLACED, 20, "2"),
        happened(ACCEPTED, 27, "2"),
    )
    found = progress(small(), OLD, both(*events), "opd-01", day(40))

    assert days(found) == (10 + 6, 4 + 7, 13)
    assert found.holder is Holder.DONE


@pytest.mark.failure(30)
def test_while_nothing_came_in_all_days_are_the_opds() -> None:
    """From the letter to the day of the report."""
    found = progress(small(), OLD, Records(), "opd-01", day(12))

    assert days(found) == (12, 0, 0)
    assert found.holder is Holder.OPD


@pytest.mark.failure(30)
def test_an_explanation_without_an_answer_does_not_pass_the_ball() -> None:
    """The OPD wrote that it is working on it; the Tim has nothing to judge."""
    note = Response(opd="opd-01", item="1", fact="Sedang disusun.")
    records = dataclasses.replace(recorded(note), events=(happened(ENTERED, 3, "1"),))
    found = progress(small(), OLD, records, "opd-01", day(12))

    assert days(found) == (12, 0, 0)
    assert (found.answered, found.holder) == (0, Holder.OPD)


@pytest.mark.failure(30)
def test_an_explanation_that_waits_is_not_the_tims_and_an_accepted_one_does_not_end_it() -> None:
    """Item 2 holds a mere note: with item 1 accepted the OPD owes an answer, whatever became of the note."""
    note = Response(opd="opd-01", item="2", fact="Sedang disusun.")
    came = [happened(ENTERED, 2, "1"), happened(ENTERED, 2, "2"), happened(ACCEPTED, 5, "1")]
    records = recorded(accepted=[ticks("opd-01", "1", [], level=3), note])

    for events in (came, [*came, happened(ACCEPTED, 5, "2")]):
        found = progress(small(), OLD, dataclasses.replace(records, events=tuple(events)), "opd-01", day(9))
        assert days(found) == (2 + 4, 3, 0)
        assert (found.accepted, found.holder) == (1, Holder.OPD)


@pytest.mark.failure(30)
def test_when_the_tim_has_decided_all_that_came_in_the_ball_goes_back_for_the_rest() -> None:
    """One of two items came in and was accepted: nobody can wait for the Tim any more."""
    events = (happened(ENTERED, 2, "1"), happened(ACCEPTED, 5, "1"))
    found = progress(small(), OLD, both(*events, items=["1"]), "opd-01", day(9))

    assert days(found) == (2 + 4, 3, 0)
    assert found.holder is Holder.OPD


@pytest.mark.failure(30)
def test_a_repair_passes_the_ball_though_another_return_is_open_until_the_tim_has_looked() -> None:
    """Two returned, one repaired: the Tim's; once that one is accepted, the OPD owes the other."""
    events = (
        happened(ENTERED, 1, "1"),
        happened(ENTERED, 1, "2"),
        happened(RETURNED, 3, "1"),
        happened(RETURNED, 3, "2"),
        happened(REPLACED, 8, "1"),
        happened(ACCEPTED, 10, "1"),
    )

    assert days(progress(small(), OLD, both(*events), "opd-01", day(15))) == (1 + 5 + 5, 2 + 2, 0)


@pytest.mark.failure(30)
def test_what_is_handed_in_again_after_all_was_accepted_is_the_tims_again() -> None:
    """Done is not for ever, and the days in between belong to nobody."""
    events = (
        happened(ENTERED, 1, "1"),
        happened(ENTERED, 1, "2"),
        happened(ACCEPTED, 2, "1"),
        happened(ACCEPTED, 2, "2"),
        happened(REPLACED, 7, "2"),
    )
    found = progress(small(), OLD, both(*events), "opd-01", day(9))

    assert days(found) == (1, 1 + 2, 5)
    assert found.holder is Holder.TEAM


@pytest.mark.failure(30)
def test_without_a_request_the_days_begin_with_the_first_event_and_without_both_there_are_none() -> None:
    """Nobody is charged with days before anything was asked or done."""
    came = both(happened(ENTERED, 4, "1"))

    assert days(progress(small(None), OLD, came, "opd-01", day(9))) == (0, 5, 0)
    assert days(progress(small(None), OLD, Records(), "opd-01", day(9))) == (None, None, None)


def test_events_of_others_and_on_other_topics_move_nothing() -> None:
    """Another OPD's answers, the Tim's own values, and topics that nobody asked this OPD about."""
    events = (
        happened(ENTERED, 1, "1", opd="opd-02"),
        happened(ENTERED, 2, "5"),
        happened(EventKind.ASSESSED, 3, "1", opd=None),
    )
    foreign = (happened(ENTERED, 2, "1"), happened(RETURNED, 4, "5"))

    assert days(progress(small(), OLD, both(*foreign), "opd-01", day(9))) == (2, 7, 0)
    assert days(progress(small(), OLD, both(*events), "opd-01", day(9))) == (9, 0, 0)


def test_what_happened_before_the_request_or_after_the_report_counts_no_days() -> None:
    """An early bird is not charged, and a report as of yesterday does not know today."""
    early, late = both(happened(ENTERED, -5, "1")), both(happened(ENTERED, 20, "1"))

    assert days(progress(small(), OLD, early, "opd-01", day(9))) == (0, 9, 0)
    assert days(progress(small(), OLD, late, "opd-01", day(9))) == (9, 0, 0)
    assert days(progress(small(), OLD, early, "opd-01", day(-3))) == (0, 0, 0)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Records, int]:
    """Any order of entering, returning and accepting two items, each some days after the last."""
    after, known, events = draw(st.integers(-3, 5)), set[str](), []
    for _ in range(draw(st.integers(0, 12))):
        topic = draw(st.sampled_from(["1", "2"]))
        kinds = [REPLACED, RETURNED, ACCEPTED] if topic in known else [ENTERED]
        events.append(happened(draw(st.sampled_from(kinds)), after, topic))
        known.add(topic)
        after += draw(st.integers(0, 6))
    return both(*events, items=sorted(known)), draw(st.integers(0, 60))


@pytest.mark.failure(30)
@given(histories())
def test_the_days_add_up_to_the_whole_span_whatever_happened(drawn: tuple[Records, int]) -> None:
    """No day is lost and none is counted twice."""
    records, until = drawn
    found = progress(small(), OLD, records, "opd-01", day(until))

    assert sum(each or 0 for each in days(found)) == until
    assert min(each or 0 for each in days(found)) >= 0


@pytest.mark.failure(30)
@given(histories(), st.integers(1, 30))
def test_days_that_pass_without_an_event_are_the_holders(drawn: tuple[Records, int], more: int) -> None:
    """Waiting longer adds days to the one who holds the ball and to nobody else."""
    records, _ = drawn
    first, later = (progress(small(), OLD, records, "opd-01", day(100 + n)) for n in (0, more))
    grown = [(b or 0) - (a or 0) for a, b in zip(days(first), days(later), strict=True)]

    assert dict(zip((Holder.OPD, Holder.TEAM, Holder.DONE), grown, strict=True)) == {
        each: more if each is first.holder else 0 for each in Holder
    }


def test_asked_are_the_items_that_it_leads_and_the_obligations_that_it_shares() -> None:
    """Ten rules ask all OPDs; the two for OPDs concerned ask only those that the cycle names."""
    cycle = office(LAW, register(2), {1: "opd-01", 16: "opd-01"}, concerned={27: ("opd-02",)})
    counted = {code: progress(cycle, LAW, Records(), code, ASKED).asked for code in ("opd-01", "opd-02")}

    assert counted == {"opd-01": 2 + 10, "opd-02": 0 + 11}


@pytest.mark.failure(3)
def test_only_what_states_something_is_answered() -> None:
    """Two answers of four entries; returned and accepted are told apart."""
    cycle = office(LAW, register(1), {1: "opd-01", 2: "opd-01"})
    silent: list[Entry] = [says("opd-01", "I16-L3-01", None)]
    good: list[Entry] = [ticks("opd-01", "1", codes(LAW, 1, 2))]
    back: list[Entry] = [says("opd-01", "I17-L3-01", Answer.NO)]
    note = Response(opd="opd-01", item="2", fact="Belum.")
    found = progress(cycle, LAW, recorded(note, *silent, accepted=good, returned=back), "opd-01", ASKED)

    assert (found.asked, found.answered, found.returned, found.accepted) == (12, 2, 1, 1)


def test_a_document_is_due_for_each_thing_stated_as_fulfilled() -> None:
    """Three ticks and two obligations, of which two and one name a document; a no needs none."""
    cycle = office(LAW, register(1), {16: "opd-01"})
    stated = sorted(codes(LAW, 16, 2, 3))
    records = recorded(
        ticks("opd-01", "16", stated, level=3, proofs=stated[:2]),
        says("opd-01", "I16-L3-01", Answer.YES, proven=True),
        says("opd-01", "I17-L3-01", Answer.YES),
        says("opd-01", "I18-L3-01", Answer.NO, proven=True),
    )
    found = progress(cycle, LAW, records, "opd-01", ASKED)

    assert len(stated) == 3
    assert (found.documents_named, found.documents_due) == (3, 5)


def test_a_document_of_the_topic_as_a_whole_proves_no_requirement_but_proves_a_bare_level() -> None:
    """Which requirement it proves must be said; where no requirement is known, the level is proven."""
    whole = (EvidenceReference(title="Perbup 1/2026"),)
    by_tick = dataclasses.replace(ticks("opd-01", "1", codes(LAW, 1, 2)), evidence=whole)
    by_level = dataclasses.replace(ticks("opd-01", "1", [], level=3), evidence=whole)
    lowest = ticks("opd-01", "2", [], level=0)
    new = progress(office(LAW, register(1), {1: "opd-01"}), LAW, recorded(by_tick), "opd-01", ASKED)
    old = progress(small(), OLD, recorded(by_level, lowest), "opd-01", ASKED)

    assert (new.documents_named, new.documents_due) == (0, 1)
    assert (old.documents_named, old.documents_due) == (1, 1)


def test_what_changed_last_says_whether_the_head_approved() -> None:
    """A repair that was handed in unsigned is not covered by last month's signature."""
    signed = received("opd-01", datetime(2026, 6, 3, 2, tzinfo=UTC), Approval(name="Kepala Dinas"))
    bare = received("opd-01", datetime(2026, 6, 9, 2, tzinfo=UTC))
    other = received("opd-02", datetime(2026, 6, 30, 2, tzinfo=UTC))

    def _found(*files: Submission, repairing: Submission) -> Progress:
        changed = dataclasses.replace(happened(EventKind.REPLACED, 9, "1"), submission=repairing.sha256)
        return progress(small(), OLD, Records(submissions=files, events=(changed,)), "opd-01", day(40))

    repaired = _found(signed, bare, other, repairing=bare)
    assert not repaired.approved
    assert repaired.submissions == 2
    assert (repaired.first_received, repaired.last_received) == (date(2026, 6, 3), date(2026, 6, 9))
    assert _found(bare, signed, other, repairing=signed).approved
    assert _found(bare, signed, other, repairing=bare).approved  # the signature came after the answer
    assert _found(signed, bare, other, repairing=signed).approved  # the same once more, unsigned


def test_before_the_first_file_there_is_no_day_of_receipt() -> None:
    """Nothing came: no dates, no approval, no files."""
    found = progress(small(), OLD, Records(), "opd-01", day(1))

    assert (found.first_received, found.last_received, found.submissions) == (None, None, 0)
    assert not found.approved


def test_who_is_asked_nothing_is_done() -> None:
    """An OPD without items and obligations holds no ball."""
    found = progress(small(), OLD, Records(), "opd-02", day(5))

    assert (found.asked, found.holder, days(found)) == (0, Holder.DONE, (0, 0, 5))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 7, 15, 16, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 17, 0, tzinfo=UTC), date(2026, 7, 16)),
        (datetime(2026, 7, 14, 20, 0), date(2026, 7, 15)),  # noqa: DTZ001
    ],
)
def test_a_day_ends_at_the_offices_midnight(moment: datetime, expected: date) -> None:
    """23.59 WIB of the last day is in time; a moment without a zone is what the store keeps: UTC."""
    assert office_day(moment) == expected


@given(histories())
def test_done_is_when_all_that_is_asked_was_accepted_last(drawn: tuple[Records, int]) -> None:
    """The ball is nobody's exactly where both items' last word is an acceptance."""
    records, _ = drawn
    last = {event.topic: event.kind for event in records.events}
    found = progress(small(), OLD, records, "opd-01", day(99))

    assert (found.holder is Holder.DONE) == (last == {"1": ACCEPTED, "2": ACCEPTED})


def test_every_holder_has_a_word_for_people() -> None:
    """No code word reaches a page."""
    assert {each.label for each in Holder} == {"OPD", "Tim Asesor Internal", "selesai"}
