"""What an OPD has to repair: every open item once, in a total order, and nothing of another OPD."""

import dataclasses
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Answer,
    Decision,
    Event,
    EventKind,
    EvidenceReference,
    Records,
    Standing,
    Status,
)
from spbe_lib.records.documents import Access, Document, document_key
from spbe_lib.records.files.entry_file import as_recorded
from spbe_lib.records.judgements import Promise, PromiseStatus, Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle, Deadlines, Extension, Step
from spbe_lib.results.repairs import SOON, Kind, Repair, Repairs, Urgency, repairs
from spbe_lib.results.stakes import points_of_answer, points_of_part
from tests.results.office import codes, office, recorded, register, says, ticks

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
MINE, OTHER = "opd-01", "opd-02"
TODAY = date(2026, 7, 10)
GIVEN = datetime(2026, 7, 1, 3, tzinfo=UTC)
SHARED = "I16-L3-01"
TICKED = codes(LAW, 42, 1, 2, 3)


def cycle(**more: object) -> Cycle:
    """Two OPDs; the first leads indicators 21 and 42, repairs are due on 20 July."""
    made = office(LAW, register(2), {21: MINE, 42: MINE, 16: OTHER})
    deadlines = Deadlines(opd=date(2026, 6, 30), repair=date(2026, 7, 20))
    return dataclasses.replace(made, deadlines=deadlines, **more)  # type: ignore[arg-type]


def answers() -> Records:
    """Both led items, a shared obligation, and the same things of another OPD."""
    proof = (EvidenceReference(title="SK", number="1", requirement=min(TICKED)),)
    return recorded(
        dataclasses.replace(ticks(MINE, "42", TICKED), evidence=proof),
        ticks(MINE, "21", codes(LAW, 21, 2)),
        says(MINE, SHARED, Answer.YES),
        says(OTHER, SHARED, Answer.YES),
        ticks(OTHER, "16", codes(LAW, 16, 2)),
    )


def verdict(subject: str = min(TICKED), topic: str = "42", **more: object) -> Verdict:
    """A requirement of indicator 42 that is to be revised."""
    plain = Verdict(
        stage=Stage.MANDIRI, opd=MINE, topic=topic, subject=subject, ruling=Ruling.REVISE, reason="x"
    )
    return dataclasses.replace(plain, given_at=GIVEN, **more)  # type: ignore[arg-type]


def promise(key: str = "janji-a", topic: str = "42", **more: object) -> Promise:
    """Something promised in the interview."""
    plain = Promise(key=key, stage=Stage.INTERVIU, opd=MINE, topic=topic, text="SK", due=date(2026, 8, 1))
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]


def returned(records: Records, topic: str, due: date | None = None) -> Records:
    """The same records in which the Tim sent an answer back."""
    decision = Decision(
        opd=MINE, topic=topic, status=Status.RETURNED, reason="belum sah", wanted="yang sah", due=due
    )

    def back(standing: Standing, key: tuple[str, str]) -> Standing:
        sent_back = dataclasses.replace(standing, status=Status.RETURNED, decision=decision)
        return sent_back if key == (MINE, topic) else standing

    return dataclasses.replace(
        records,
        responses={
            key: dataclasses.replace(each, standing=back(each.standing, key))
            for key, each in records.responses.items()
        },
        facts={
            key: dataclasses.replace(each, standing=back(each.standing, key))
            for key, each in records.facts.items()
        },
    )


def happened(kind: EventKind, topic: str = "42", days: int = 2) -> Event:
    """Something that happened to an answer so many days after the rulings."""
    moment = GIVEN + timedelta(days=days)
    return Event(kind=kind, at=moment, actor="uji", submission="0" * 64, opd=MINE, topic=topic, version=2)


def found(records: Records, opd: str = MINE, today: date | None = TODAY) -> Repairs:
    """The repairs of an OPD."""
    return repairs(cycle(), LAW, records, opd, today)


def subjects(items: tuple[Repair, ...]) -> list[tuple[Kind, str]]:
    """What items are about, in their order."""
    return [(each.kind, each.subject) for each in items]


def test_returned_answers_rulings_and_promises_are_all_there_with_why_and_until_when() -> None:
    """Each with its own day: the ruling's, else the decision's, else the cycle's."""
    records = dataclasses.replace(
        returned(answers(), "21", due=date(2026, 7, 18)),
        verdicts=(
            verdict(due=date(2026, 7, 15)),
            verdict(document_key("SK", "1"), reason="dokumen konsep"),
            verdict("I21-L2-01", topic="21"),
            verdict(max(TICKED), ruling=Ruling.ACCEPTED),
        ),
        promises=(promise(), promise("janji-b", status=PromiseStatus.KEPT)),
    )
    by_subject = {each.subject: each for each in found(records).open}

    assert {key: (each.kind, each.due, each.days_left) for key, each in by_subject.items()} == {
        "21": (Kind.ANSWER, date(2026, 7, 18), 8),
        min(TICKED): (Kind.REQUIREMENT, date(2026, 7, 15), 5),
        document_key("SK", "1"): (Kind.DOCUMENT, date(2026, 7, 20), 10),
        "I21-L2-01": (Kind.REQUIREMENT, date(2026, 7, 18), 8),
        "janji-a": (Kind.PROMISE, date(2026, 8, 1), 22),
    }
    assert (by_subject["21"].reason, by_subject["21"].wanted) == ("belum sah", "yang sah")
    assert by_subject[document_key("SK", "1")].title == "SK, nomor 1"
    assert by_subject["janji-a"].title == "SK"


def test_an_opd_with_more_time_has_it_for_every_repair_and_no_other_has() -> None:
    """Its letter moves the cycle's day, the Tim's day and the verdict's; what was promised stays promised."""
    until = date(2026, 7, 28)
    given = Extension(opd=MINE, step=Step.REPAIR, until=until, letter="000.1/9")
    records = dataclasses.replace(
        returned(answers(), "21", due=date(2026, 7, 18)),
        verdicts=(verdict(due=date(2026, 7, 15)), verdict(max(TICKED))),
        promises=(promise(),),
    )
    due = {
        each.subject: each.due for each in repairs(cycle(extensions=(given,)), LAW, records, MINE, TODAY).open
    }
    other = dataclasses.replace(given, opd=OTHER)
    same = repairs(cycle(extensions=(other,)), LAW, records, MINE, TODAY)

    assert due == {"21": until, min(TICKED): until, max(TICKED): until, "janji-a": date(2026, 8, 1)}
    assert same == found(records)


def test_a_restricted_document_is_named_by_its_title_only() -> None:
    """Its number says too much to whoever gets the list."""
    told = answers()
    hidden = Document(opd=MINE, key=document_key("SK", "1"), title="SK", number="1", access=Access.RESTRICTED)
    records = dataclasses.replace(
        told,
        documents=as_recorded([hidden], told.responses[MINE, "42"].standing).documents,
        verdicts=(verdict(hidden.key, reason="dokumen konsep"),),
    )

    assert [each.title for each in found(records).open] == ["SK"]


def test_the_points_are_the_levels_that_fall_times_the_weight_and_one_level_at_least() -> None:
    """Indicator 42 weighs 3 %: ticked up to level 3, which falls to the lowest with its first requirement."""
    response = answers().responses[MINE, "42"].content
    indicator = LAW.indicator(42)
    weight = indicator.weight / 100
    lowest, highest = min(TICKED), max(TICKED)

    assert points_of_part(LAW, indicator, response, lowest) == 2 * weight
    assert points_of_part(LAW, indicator, response, highest) == weight
    assert points_of_part(LAW, indicator, response, "I42-L5-01") == weight
    assert points_of_part(LAW, indicator, response, document_key("SK", "1")) == 2 * weight
    assert points_of_answer(LAW, indicator, response) == 3 * weight
    other = (EvidenceReference(title="Lain", requirement=lowest), *response.evidence)
    twice = dataclasses.replace(response, evidence=other)
    assert points_of_part(LAW, indicator, twice, document_key("SK", "1")) == weight


def test_where_no_requirement_is_known_a_level_given_directly_counts() -> None:
    """5/2018: an answer carries its level, a part of it one level."""
    indicator = OLD.indicator(1)
    response = ticks(MINE, "1", [], level=3)
    level = indicator.items[0].weight / 100

    assert points_of_answer(OLD, indicator, response) == 3 * level
    assert points_of_part(OLD, indicator, response, document_key("SK")) == level


def test_an_obligation_counts_one_level_of_its_indicator_whatever_others_answered() -> None:
    """What the lead claims and what others say is not told to this OPD, nor does it move its list."""
    mine = returned(answers(), SHARED)
    alone = dataclasses.replace(
        mine,
        responses={k: e for k, e in mine.responses.items() if k[0] == MINE},
        facts={k: e for k, e in mine.facts.items() if k[0] == MINE},
    )

    assert found(mine) == found(alone)
    (item,) = found(mine).open
    assert item.points == LAW.indicator(16).weight / 100


def test_what_is_overdue_comes_first_then_what_is_due_within_a_week_then_what_weighs_most() -> None:
    """A repair of little weight that is overdue goes before one that brings much and has time."""
    records = dataclasses.replace(
        answers(),
        verdicts=(
            verdict(min(TICKED), due=TODAY + timedelta(days=SOON + 1)),
            verdict(max(TICKED), due=TODAY + timedelta(days=SOON)),
            verdict("I21-L2-01", topic="21", due=TODAY - timedelta(days=1)),
        ),
    )
    items = found(records).open

    assert [each.urgency for each in items] == [Urgency.OVERDUE, Urgency.SOON, Urgency.LATER]
    assert [each.subject for each in items] == ["I21-L2-01", max(TICKED), min(TICKED)]


def test_the_points_decide_where_time_does_not_and_the_days_left_where_points_do_not() -> None:
    """Within one class of urgency."""
    records = dataclasses.replace(
        answers(),
        verdicts=(verdict(max(TICKED)), verdict(min(TICKED))),
        promises=(promise("janji-b", due=date(2026, 8, 9)), promise("janji-a", due=date(2026, 8, 2))),
    )

    assert [each.subject for each in found(records).open] == [
        min(TICKED),
        max(TICKED),
        "janji-a",
        "janji-b",
    ]


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        (EventKind.REPLACED, "42"),
        (EventKind.ATTACHED, "42"),
        (EventKind.REPLACED, document_key("SK", "1")),
    ],
)
def test_what_was_handed_in_again_waits_for_the_assessor_and_is_not_open(kind: EventKind, topic: str) -> None:
    """The answer anew, a file attached to it, or the document described anew."""
    ruling = verdict(document_key("SK", "1"))
    records = dataclasses.replace(answers(), verdicts=(ruling,), events=(happened(kind, topic),))

    assert found(records).open == ()
    assert subjects(found(records).waiting) == [(Kind.DOCUMENT, document_key("SK", "1"))]


@pytest.mark.parametrize("kind", [EventKind.RULED, EventKind.PROMISED, EventKind.DETACHED])
def test_other_events_do_not_end_a_ruling(kind: EventKind) -> None:
    """Only what the OPD hands in does."""
    records = dataclasses.replace(answers(), verdicts=(verdict(),), events=(happened(kind),))

    assert subjects(found(records).open) == [(Kind.REQUIREMENT, min(TICKED))]


def test_a_decision_about_the_whole_answer_settles_what_was_handed_in_again() -> None:
    """Accepted, nothing waits; accepted before it came in again, it does."""
    again, after = happened(EventKind.REPLACED), happened(EventKind.ACCEPTED, days=3)
    records = dataclasses.replace(answers(), verdicts=(verdict(),), events=(again, after))
    assert found(records) == Repairs()

    early = dataclasses.replace(records, events=(happened(EventKind.ACCEPTED, days=1), again))
    assert subjects(found(early).waiting) == [(Kind.REQUIREMENT, min(TICKED))]


def test_what_is_no_longer_asked_of_the_opd_is_no_repair_of_it() -> None:
    """The indicator went to another lead since."""
    moved = dataclasses.replace(cycle(), leads={42: OTHER})
    records = dataclasses.replace(returned(answers(), "42"), verdicts=(verdict(),))

    assert repairs(moved, LAW, records, MINE, TODAY) == Repairs()


def test_without_any_date_nothing_is_overdue() -> None:
    """Days are counted from the data date; before there is one, there are none."""
    records = dataclasses.replace(answers(), verdicts=(verdict(due=date(2020, 1, 1)),))
    (item,) = found(records, today=None).open

    assert (item.days_left, item.urgency) == (None, Urgency.LATER)


DAYS = st.none() | st.dates(date(2026, 6, 1), date(2026, 9, 1))
PLACES = [
    *(("42", code) for code in sorted(TICKED)),
    ("42", document_key("SK", "1")),
    ("21", "I21-L2-01"),
    (SHARED, SHARED),
]


@given(
    rulings=st.dictionaries(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(list(Stage))),
        st.tuples(st.sampled_from(list(Ruling)), DAYS),
    ),
    promised=st.dictionaries(
        st.sampled_from(["janji-a", "janji-b", "janji-c"]),
        st.tuples(st.sampled_from(list(PromiseStatus)), st.dates(date(2026, 6, 1), date(2026, 9, 1))),
    ),
    back=st.sets(st.sampled_from(["42", "21", SHARED])),
    again=st.sets(st.sampled_from(["42", "21", SHARED])),
    seed=st.randoms(use_true_random=False),
)
def test_every_open_item_appears_exactly_once_and_the_order_is_total(
    rulings: dict[tuple[tuple[str, str], Stage], tuple[Ruling, date | None]],
    promised: dict[str, tuple[PromiseStatus, date]],
    back: set[str],
    again: set[str],
    seed: random.Random,
) -> None:
    """Whatever was ruled, promised, returned and handed in again, and in whichever order it was recorded."""
    verdicts = [
        verdict(subject, topic, stage=stage, ruling=ruling, due=due)
        for ((topic, subject), stage), (ruling, due) in rulings.items()
    ]
    promises = [promise(key, status=status, due=due) for key, (status, due) in promised.items()]
    records = answers()
    for topic in sorted(back):
        records = returned(records, topic)
    events = tuple(happened(EventKind.REPLACED, topic) for topic in sorted(again))
    whole = dataclasses.replace(records, verdicts=tuple(verdicts), promises=tuple(promises), events=events)
    seed.shuffle(verdicts)
    seed.shuffle(promises)
    shuffled = dataclasses.replace(whole, verdicts=tuple(verdicts), promises=tuple(promises))

    told = found(whole)

    revise = [each for each in verdicts if each.ruling is Ruling.REVISE]
    wanted = Counter(
        [(Kind.ANSWER, topic, topic, Stage.MANDIRI) for topic in back]
        + [(_kind(each), each.topic, each.subject, each.stage) for each in revise if each.topic not in again]
        + [(Kind.PROMISE, each.topic, each.key, each.stage) for each in promises if each.status == "open"]
    )
    waits = Counter(
        (_kind(each), each.topic, each.subject, each.stage) for each in revise if each.topic in again
    )
    assert Counter(map(_identity, told.open)) == wanted
    assert Counter(map(_identity, told.waiting)) == waits
    assert max(Counter(map(_identity, (*told.open, *told.waiting))).values(), default=1) == 1
    assert found(shuffled) == told
    assert [(e.urgency, -e.points) for e in told.open] == sorted((e.urgency, -e.points) for e in told.open)
    assert all(each.points > Fraction(0) for each in told.open)
    assert all(each.opd == MINE for each in (*told.open, *told.waiting))


def _kind(verdict: Verdict) -> Kind:
    return Kind.DOCUMENT if verdict.subject.startswith("dok-") else Kind.REQUIREMENT


def _identity(each: Repair) -> tuple[Kind, str, str, Stage]:
    return each.kind, each.topic, each.subject, each.stage
