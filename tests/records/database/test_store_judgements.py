"""Rulings and promises in the store: each once, the former one in the event, and about what was handed in."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from spbe_lib.errors import StaleError, StoreError
from spbe_lib.records.answers import Decision, EventKind, Records, Status
from spbe_lib.records.database.store import Store
from spbe_lib.records.judgements import Promise, PromiseStatus, Ruling, Verdict, promise_key
from spbe_lib.records.model import Stage
from spbe_lib.records.rulings import last_answers, last_decisions, superseded, unseen
from tests.records.handed_in import OPD, opened, response, rows, submission

REVISE = Verdict(
    stage=Stage.INTERVIU,
    opd=OPD,
    topic="13",
    subject="I13-L2-01",
    ruling=Ruling.REVISE,
    reason="=SK belum sah",
    due=date(2026, 12, 1),
)
ACCEPTED = dataclasses.replace(REVISE, ruling=Ruling.ACCEPTED, reason="", due=None)
PROMISE = Promise(
    key=promise_key(OPD, "13", "SK disahkan"),
    stage=Stage.INTERVIU,
    opd=OPD,
    topic="13",
    text="SK disahkan",
    made_on=date(2026, 11, 20),
    due=date(2026, 12, 15),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in which the OPD answered."""
    opened_store = opened(tmp_path)
    opened_store.take(submission("jawaban"), [response()], {}, replace=False)
    return opened_store


def ruled(store: Store, name: str, *verdicts: Verdict, minutes: int = 5) -> list[tuple[EventKind, int, str]]:
    """What came of rulings that a file brings."""
    events = store.assess(submission(name, None, "Asesor", minutes), None, verdicts=verdicts)
    return [(event.kind, event.version, event.note) for event in events]


@pytest.mark.failure(6)
def test_a_ruling_is_recorded_once_and_the_same_one_again_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    """One row; another file that says the same brings no event."""
    assert ruled(store, "satu", REVISE) == [(EventKind.RULED, 1, "I13-L2-01: diperbaiki")]
    assert ruled(store, "dua", REVISE, minutes=6) == []

    assert store.read().verdicts == (REVISE,)
    assert rows(tmp_path, "SELECT count(*) FROM verdict") == [(1,)]


def test_a_later_ruling_takes_the_place_of_the_former_which_goes_into_the_event(
    store: Store, tmp_path: Path
) -> None:
    """Nothing that was recorded is lost."""
    ruled(store, "satu", REVISE)
    ruled(store, "dua", ACCEPTED, minutes=6)

    assert store.read().verdicts == (ACCEPTED,)
    before = [
        json.loads(str(each)) for (each,) in rows(tmp_path, "SELECT before FROM event WHERE before <> ''")
    ]
    assert [(each["ruling"], each["reason"], each["due"]) for each in before] == [
        ("revise", "=SK belum sah", "2026-12-01")
    ]


def test_each_stage_and_each_requirement_has_a_ruling_of_its_own(store: Store) -> None:
    """What the Tim rules and what the external assessor rules stand side by side."""
    team = dataclasses.replace(ACCEPTED, stage=Stage.MANDIRI)
    other = dataclasses.replace(REVISE, subject="I13-L1-01")
    ruled(store, "satu", REVISE, team, other)

    assert set(store.read().verdicts) == {REVISE, team, other}


@pytest.mark.failure(7)
def test_a_ruling_leaves_the_answer_and_its_author_alone(store: Store) -> None:
    """Neither content nor version nor author of the answer changes, and no value appears."""
    before = store.read().responses[OPD, "13"]
    ruled(store, "satu", REVISE)
    records = store.read()

    assert records.responses[OPD, "13"] == before
    assert records.assessments == {}
    assert [event.actor for event in records.events] == ["Analis A", "Asesor"]


def test_the_same_ruling_about_a_newer_answer_is_news(store: Store) -> None:
    """The OPD answered anew; who finds it as bad as before says so, and it is open again."""
    ruled(store, "satu", REVISE)
    store.take(submission("lagi", minutes=9), [response(fact="Baru.")], {(OPD, "13"): 1}, replace=False)
    (old,), last = store.read().verdicts, last_answers(store.read().events)

    assert superseded(old, last)
    assert ruled(store, "dua", REVISE, minutes=12) == [(EventKind.RULED, 2, "I13-L2-01: diperbaiki")]
    (new,) = store.read().verdicts
    assert new == old
    assert not superseded(new, last_answers(store.read().events))


def test_what_was_handed_in_again_waits_until_somebody_decided(store: Store) -> None:
    """The Tim's decision about the whole answer ends the wait."""

    def waits() -> bool:
        records = store.read()
        (verdict,), events = records.verdicts, records.events
        return unseen(verdict, last_answers(events), last_decisions(events))

    ruled(store, "satu", REVISE)
    assert not waits()
    store.take(submission("lagi", minutes=9), [response(fact="Baru.")], {(OPD, "13"): 1}, replace=False)
    assert waits()
    accepted = Decision(opd=OPD, topic="13", status=Status.ACCEPTED)
    store.assess(submission("tim", None, "Tim", 12), None, [accepted])
    assert not waits()


def test_a_ruling_about_an_answer_that_changed_meanwhile_is_refused(store: Store) -> None:
    """Where it is known which version the assessor saw."""
    store.take(
        submission("lagi", actor="Ani", minutes=2), [response(fact="Baru.")], {(OPD, "13"): 1}, replace=False
    )

    with pytest.raises(StaleError, match="diubah oleh Ani"):
        store.assess(submission("x", None), None, verdicts=[REVISE], seen={(OPD, "13"): 1})
    assert store.read().verdicts == ()


def test_a_ruling_about_what_was_never_handed_in_is_refused_with_all_of_its_kind(tmp_path: Path) -> None:
    """And promises in the same file are not recorded either."""
    empty = opened(tmp_path)
    other = dataclasses.replace(REVISE, topic="14")

    with pytest.raises(StoreError) as refused:
        empty.assess(submission("x", None), None, verdicts=[REVISE, other], promises=[PROMISE])

    assert f"OPD {OPD} belum menyerahkan 13." in str(refused.value)
    assert f"OPD {OPD} belum menyerahkan 14." in str(refused.value)
    assert empty.read() == Records()


@pytest.mark.failure(6)
def test_a_promise_is_noted_once_and_told_what_became_of_it(store: Store, tmp_path: Path) -> None:
    """It keeps its key when it is kept; what it was before goes into the event."""
    first = store.assess(submission("satu", None), None, promises=[PROMISE])
    again = store.assess(submission("dua", None), None, promises=[PROMISE])
    kept = dataclasses.replace(PROMISE, status=PromiseStatus.KEPT)
    third = store.assess(submission("tiga", None), None, promises=[kept])

    assert [(event.kind, event.note) for event in (*first, *again, *third)] == [
        (EventKind.PROMISED, "belum: SK disahkan"),
        (EventKind.PROMISED, "ditepati: SK disahkan"),
    ]
    assert store.read().promises == (kept,)
    ((before,),) = rows(tmp_path, "SELECT before FROM event WHERE before <> ''")
    assert json.loads(str(before))["status"] == "open"
