"""The Tim's queue: whose turn it is, how long it waits, what hangs on it; for every item of the edition."""

from dataclasses import replace
from datetime import UTC, date, datetime

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Event, EventKind, Records, Status
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle, Member
from spbe_lib.results.queue import QueueRow, QueueState, chosen_rows, next_waiting, queue
from spbe_lib.results.remarks import remarks
from tests.results.office import codes, office, recorded, register, ticks

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
LEAD, OTHER = "opd-01", "opd-02"
TODAY = date(2026, 6, 20)
TEAM = (
    Member(name="Rina", function="hukum", opd=OTHER, indicators=frozenset({1, 2})),
    Member(name="Bagus", function="hukum", opd=LEAD, indicators=frozenset({2})),
)


def cycle() -> Cycle:
    """One OPD leads all."""
    leads = {each.number: LEAD for each in LAW.indicators}
    return replace(office(LAW, register(2), leads), team=TEAM)


def event(kind: EventKind, day: int, topic: str = "1", note: str = "") -> Event:
    """Something that happened in June."""
    at = datetime(2026, 6, day, 3, tzinfo=UTC)
    return Event(
        kind=kind, at=at, actor="uji", submission="0" * 64, opd=LEAD, topic=topic, version=1, note=note
    )


def rows(records: Records, held: frozenset[str] = frozenset()) -> dict[str, QueueRow]:
    """The queue by item."""
    asked = remarks(cycle(), LAW, records)
    found = queue(cycle(), LAW, records, Stage.MANDIRI, today=TODAY, remarks=asked, held=held)
    return {each.item: each for each in found}


def answered(*events: Event, status: Status = Status.SUBMITTED) -> Records:
    """Indicator 1 is answered up to level 2."""
    answer = ticks(LEAD, "1", codes(LAW, 1, 1, 2))
    named = {} if status is Status.SUBMITTED else {status.value: [answer]}
    return replace(recorded(*([] if named else [answer]), **named), events=events)


def valued(records: Records) -> Records:
    """With a value of the Tim for indicator 1."""
    given = Assessment(edition=LAW.code, values={"1": Span.exactly(2)}, stage=Stage.MANDIRI)
    return replace(records, assessments={Stage.MANDIRI: given})


def test_every_item_stands_in_the_queue_under_its_legal_number() -> None:
    """Also the three services of 5/2018."""
    nothing = queue(replace(cycle(), edition=OLD.code), OLD, Records(), Stage.MANDIRI, today=TODAY)

    assert [each.item for each in nothing][-3:] == ["35a", "35b", "35c"]
    assert {each.state for each in nothing} == {QueueState.UNANSWERED}


def test_an_answer_waits_from_the_day_on_which_it_came() -> None:
    """Days are counted in the Tim's hands only."""
    row = rows(answered(event(EventKind.ENTERED, 12)))["1"]

    assert (row.state, row.days, row.lead) == (QueueState.WAITING, 8, LEAD)
    assert row.remarks > 0
    assert row.points > 0


def test_a_returned_answer_is_with_the_opd_and_comes_back_as_such() -> None:
    """Then it waits again."""
    came, back = event(EventKind.ENTERED, 2), event(EventKind.RETURNED, 4)
    returned = rows(answered(came, back, status=Status.RETURNED))["1"]
    again = rows(answered(came, back, event(EventKind.REPLACED, 15)))["1"]

    assert (returned.state, returned.days) == (QueueState.RETURNED, None)
    assert (again.state, again.days) == (QueueState.AGAIN, 5)


def test_an_item_is_assessed_until_its_answer_changes() -> None:
    """A value of before the last answer is about another answer; one of another stage counts nothing."""
    came = event(EventKind.ENTERED, 2)
    done = event(EventKind.ASSESSED, 5, note=Stage.MANDIRI.label)
    elsewhere = event(EventKind.ASSESSED, 5, note=Stage.AKHIR.label)

    assert rows(valued(answered(came, done)))["1"].state is QueueState.ASSESSED
    assert rows(valued(answered(came, done, event(EventKind.REPLACED, 9))))["1"].state is QueueState.WAITING
    assert rows(valued(answered(came, elsewhere)))["1"].state is QueueState.WAITING


def test_what_a_first_reader_decided_waits_for_the_second() -> None:
    """However it stood before."""
    row = rows(answered(event(EventKind.ENTERED, 12)), frozenset({"1"}))["1"]

    assert (row.state, row.days) == (QueueState.SECOND, 8)


def test_the_roster_gives_the_indicators_out() -> None:
    """Nobody, one or several; said either way."""
    found = rows(Records())

    assert found["1"].reviewers == ("Rina",)
    assert found["2"].reviewers == ("Rina", "Bagus")
    assert found["3"].reviewers == ()


def test_rows_are_chosen_by_reader_state_and_words() -> None:
    """All words must be there, in number, title, or name of the lead."""
    found = tuple(rows(answered(event(EventKind.ENTERED, 12))).values())

    assert [each.item for each in chosen_rows(found, reviewer="rina")] == ["1", "2"]
    assert len(chosen_rows(found, reviewer="")) == len(found) - 2
    assert [each.item for each in chosen_rows(found, state=QueueState.WAITING)] == ["1"]
    assert [each.item for each in chosen_rows(found, search="ARSITEKTUR kebijakan")] == ["1"]
    assert chosen_rows(found, search="dinas 1", names={LEAD: "Dinas 1"}) == found


def test_the_next_one_that_waits_is_found_round_the_end() -> None:
    """Never the one that is open."""
    found = tuple(rows(answered(event(EventKind.ENTERED, 12))).values())

    assert next_waiting(found, None) == next_waiting(found, "1") or next_waiting(found, "1") is None
    assert next_waiting(found, "30") == "1"
    assert next_waiting((), None) is None
