"""The late list: which deadline passed, by how much, in whose hands, and what hangs on it; never an index."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Answer,
    Approval,
    Decision,
    Event,
    EventKind,
    Records,
    Status,
)
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle, Deadlines, Extension, Step
from spbe_lib.results.compliance import compliance
from spbe_lib.results.lateness import late, late_list
from spbe_lib.results.turns import Holder
from tests.results.office import office, received, recorded, register, says, ticks

OLD = load_edition("permenpanrb-5-2018")
LAW = load_edition("permenpanrb-59-2020")
ASKED, DUE, SIGN, JUDGE, MEND = (date(2026, 6, day) for day in (1, 15, 18, 22, 29))
DAYS = Deadlines(opd=DUE, head=SIGN, team=JUDGE, repair=MEND, national=date(2026, 8, 1))
A, B = "opd-01", "opd-02"


def cycle(**more: object) -> Cycle:
    """Two items of 5/2018 led by the first OPD, one by the second; all five deadlines."""
    made = office(OLD, register(3), {1: A, 2: A, 3: B}, requested=ASKED)
    return dataclasses.replace(made, **({"deadlines": DAYS} | more))  # type: ignore[arg-type]


def event(kind: EventKind, day: date, topic: str, opd: str = A) -> Event:
    """Something that happened at noon."""
    at = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    return Event(kind=kind, at=at, actor="uji", submission="0" * 64, opd=opd, topic=topic, version=1)


def entered(*topics: str, day: date, opd: str = A) -> Records:
    """Records in which an OPD answered some items on one day."""
    answers = [ticks(opd, topic, [], level=3) for topic in topics]
    events = tuple(event(EventKind.ENTERED, day, topic, opd) for topic in topics)
    return dataclasses.replace(recorded(*answers), events=events)


def test_who_answered_in_time_is_not_late_and_who_did_not_is_from_the_day_after() -> None:
    """The last day is in time."""
    assert late(cycle(), OLD, Records(), A, DUE) is None
    found = late(cycle(), OLD, Records(), A, DUE + timedelta(days=1))
    assert found is not None
    (passed,) = found.passed

    assert (passed.step, passed.holder, passed.due, passed.days, passed.count) == (
        Step.OPD,
        Holder.OPD,
        DUE,
        1,
        2,
    )


@pytest.mark.failure(30)
def test_days_since_the_deadline_are_counted_apart_by_who_held_the_ball() -> None:
    """In on the fifth day after it, back on the ninth, looked at on the twelfth: 5 + 3 and 4."""
    records = entered("1", "2", day=DUE + timedelta(days=5))
    back = event(EventKind.RETURNED, DUE + timedelta(days=9), "2")
    answers = [ticks(A, "1", [], level=3)]
    records = dataclasses.replace(
        recorded(*answers, returned=[ticks(A, "2", [], level=3)]), events=(*records.events, back)
    )
    found = late(
        cycle(deadlines=dataclasses.replace(DAYS, repair=DUE)), OLD, records, A, DUE + timedelta(days=12)
    )
    assert found is not None

    assert found.first_due == DUE
    assert (found.days_at_opd, found.days_at_team) == (5 + 3, 4)


@pytest.mark.failure(30)
def test_what_waits_for_the_tim_is_the_tims_lateness_and_not_the_opds() -> None:
    """All came in time; the Tim's day passed."""
    found = late(cycle(), OLD, entered("1", "2", day=DUE), A, JUDGE + timedelta(days=3))
    assert found is not None

    assert [(each.step, each.holder, each.count, each.days) for each in found.passed] == [
        (Step.TEAM, Holder.TEAM, 2, 3)
    ]
    assert (found.days_at_opd, found.days_at_team) == (0, 3)


def test_answers_that_nobody_signed_are_late_at_the_heads_day() -> None:
    """A file without an approval; with one nothing is owed."""
    day = DUE - timedelta(days=2)
    at = datetime(2026, 6, 13, 5, tzinfo=UTC)
    records = entered("1", "2", day=day)
    bare = dataclasses.replace(records, submissions=(received(A, at),))
    signed = dataclasses.replace(records, submissions=(received(A, at, Approval(name="Siti")),))
    today = SIGN + timedelta(days=1)
    found = late(cycle(), OLD, bare, A, today)
    assert found is not None

    assert [(each.step, each.count) for each in found.passed] == [(Step.HEAD, 2)]
    assert late(cycle(), OLD, signed, A, today) is None


def test_an_extension_moves_the_day_and_its_letter_is_named() -> None:
    """Not late until its own day is over; then it says which letter gave it."""
    given = Extension(opd=A, step=Step.OPD, until=date(2026, 6, 20), letter="000.1/9")
    made = cycle(extensions=(given,))

    assert late(made, OLD, Records(), A, date(2026, 6, 20)) is None
    found = late(made, OLD, Records(), A, date(2026, 6, 21))
    assert found is not None
    assert (found.passed[0].due, found.passed[0].extension) == (given.until, given)
    assert late(made, OLD, Records(), B, date(2026, 6, 16)) is not None


def test_a_repair_is_late_at_its_own_day() -> None:
    """The earliest of those that are overdue, and how many there are."""
    due = date(2026, 6, 25)
    decision = Decision(opd=A, topic="1", status=Status.RETURNED, reason="belum sah", due=due)
    records = recorded(accepted=[ticks(A, "2", [], level=3)], returned=[ticks(A, "1", [], level=3)])
    sent_back = records.responses[A, "1"]
    standing = dataclasses.replace(sent_back.standing, decision=decision)
    records = dataclasses.replace(
        records,
        responses=records.responses | {(A, "1"): dataclasses.replace(sent_back, standing=standing)},  # type: ignore[operator]
    )
    found = late(cycle(), OLD, records, A, due + timedelta(days=2))
    assert found is not None

    assert [(each.step, each.due, each.days, each.count) for each in found.passed] == [
        (Step.REPAIR, due, 2, 1)
    ]


def test_what_an_assessor_sent_back_after_all_was_accepted_is_in_the_opds_hands() -> None:
    """The clock of the answers has stopped; one day past the repair deadline is one day at the OPD."""
    accepted = [ticks(A, topic, [], level=3) for topic in ("1", "2")]
    verdict = Verdict(
        opd=A,
        topic="1",
        subject="1",
        ruling=Ruling.REVISE,
        stage=Stage.DOKUMEN,
        reason="belum sah",
        due=MEND,
    )
    days = [event(kind, ASKED, topic) for topic in "12" for kind in (EventKind.ENTERED, EventKind.ACCEPTED)]
    records = dataclasses.replace(recorded(accepted=accepted), events=tuple(days), verdicts=(verdict,))

    found = late(cycle(), OLD, records, A, MEND + timedelta(days=1))
    assert found is not None

    assert [(each.step, each.days) for each in found.passed] == [(Step.REPAIR, 1)]
    assert (found.days_at_opd, found.days_at_team) == (1, 0)


@pytest.mark.failure(28)
def test_the_list_begins_with_what_most_hangs_on_and_knows_no_index() -> None:
    """Two items weigh more than one; who leads nothing is not there; no field holds a level."""
    found = late_list(cycle(), OLD, Records(), DUE + timedelta(days=4))

    assert [each.opd for each in found] == [A, B]
    assert found[0].points > found[1].points > 0
    assert [each.documents for each in found] == [2, 1]
    assert not {"index", "level", "rank", "value"} & {field.name for field in dataclasses.fields(found[0])}


def test_where_the_points_are_equal_the_longer_overdue_comes_first() -> None:
    """Equal items; the first of the register was given more time."""
    given = Extension(opd=A, step=Step.OPD, until=DUE + timedelta(days=2), letter="1")
    made = office(LAW, register(2), {}, requested=ASKED)
    made = dataclasses.replace(made, deadlines=DAYS, extensions=(given,))

    assert [each.opd for each in late_list(made, LAW, Records(), DUE + timedelta(days=5))] == [B, A]


def test_the_facts_of_compliance_are_told_whoever_was_late() -> None:
    """Asked, complete on the fifth day after the deadline, sent back once, mended in three days."""
    day = DUE + timedelta(days=5)
    events = (
        event(EventKind.ENTERED, DUE, "1"),
        event(EventKind.ENTERED, day, "2"),
        event(EventKind.RETURNED, day + timedelta(days=1), "1"),
        event(EventKind.RETURNED, day + timedelta(days=1), "2"),
        event(EventKind.REPLACED, day + timedelta(days=4), "1"),
    )
    records = dataclasses.replace(
        recorded(ticks(A, "1", [], level=3), returned=[ticks(A, "2", [], level=3)]), events=events
    )
    found = compliance(cycle(), OLD, records, A, date(2026, 7, 15))
    assert found is not None

    assert (found.asked, found.answered, found.due, found.completed) == (2, 2, DUE, day)
    assert (found.days_late, found.returned, found.repaired) == (5, (day + timedelta(days=1),), (3,))
    assert found.missing == 2
    assert found.reply == ""


def test_while_something_is_lacking_the_days_go_on_and_who_is_asked_nothing_has_no_facts() -> None:
    """The second OPD answered nothing; the third is asked nothing."""
    silent = compliance(cycle(), OLD, Records(), B, DUE + timedelta(days=7))
    early = compliance(cycle(), OLD, Records(), B, DUE)
    assert silent is not None
    assert early is not None

    assert (silent.completed, silent.days_late, early.days_late) == (None, 7, 0)
    assert compliance(cycle(), OLD, Records(), "opd-03", DUE) is None
    assert compliance(cycle(deadlines=Deadlines()), OLD, Records(), B, DUE).days_late is None  # type: ignore[union-attr]


def test_an_obligation_counts_as_an_entry_here_too() -> None:
    """Ten obligations asked of all; one is answered."""
    made = office(LAW, register(1), {}, requested=ASKED)
    made = dataclasses.replace(made, deadlines=DAYS)
    found = late(made, LAW, recorded(says(A, "I16-L3-01", Answer.NO)), A, DUE + timedelta(days=1))
    assert found is not None

    assert found.passed[0].count == 9
