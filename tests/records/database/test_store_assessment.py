"""Values and decisions in the store: each stage whole, each author for himself, every level exact."""

import dataclasses
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import StaleError, StoreError
from spbe_lib.figures import Span
from spbe_lib.records.answers import (
    Decision,
    EventKind,
    Records,
    Response,
    Status,
)
from spbe_lib.records.database.store import Store, read_records
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.records.model import PublishedResult, Stage
from tests.records.handed_in import (
    FRACTIONAL,
    OLDEST,
    OPD,
    RETURNED,
    assessment,
    fact,
    opened,
    response,
    rows,
    submission,
)


def test_the_life_of_a_decision(store: Store, tmp_path: Path) -> None:
    """Returned, handed in again whatever it rests on, accepted; each former decision stays in an event."""
    store.take(submission("satu"), [response(), fact()], {}, replace=False)
    (returned,) = store.assess(submission("tim-1", None, "Tim"), None, [RETURNED])
    standing = store.read().responses[OPD, "13"].standing

    assert (returned.kind, returned.actor, returned.opd) == (EventKind.RETURNED, "Tim", OPD)
    assert (returned.version, returned.note) == (1, "SK belum ditandatangani")
    assert (standing.version, standing.status, standing.decision) == (1, Status.RETURNED, RETURNED)
    assert store.assess(submission("tim-1b", None, "Tim"), None, [RETURNED]) == ()

    store.take(submission("dua"), [response(fact="Diperbaiki.")], {}, replace=False)
    standing = store.read().responses[OPD, "13"].standing
    assert (standing.version, standing.status, standing.decision) == (2, Status.SUBMITTED, None)
    ((before,),) = rows(tmp_path, "SELECT before FROM event WHERE kind = 'replaced'")
    assert json.loads(str(before))["standing"]["decision"]["wanted"] == "SK yang sah"

    accepted = Decision(opd=OPD, topic="13", status=Status.ACCEPTED)
    also = dataclasses.replace(accepted, topic="I13-L3-01")
    events = store.assess(submission("tim-2", None, "Tim"), None, [accepted, also])
    assert [(event.kind, event.version) for event in events] == [
        (EventKind.ACCEPTED, 2),
        (EventKind.ACCEPTED, 1),
    ]
    assert store.read().facts[OPD, "I13-L3-01"].standing.decision == also


def test_decisions_about_what_was_never_handed_in_are_all_told(store: Store) -> None:
    """And the values in the same file are not recorded either."""
    decisions = [dataclasses.replace(RETURNED, topic=topic) for topic in ("13", "14")]

    with pytest.raises(StoreError) as refused:
        store.assess(submission("tim", None), assessment(values={"1": Span.exactly(3)}), decisions)

    assert f"OPD {OPD} belum menyerahkan 13." in str(refused.value)
    assert f"OPD {OPD} belum menyerahkan 14." in str(refused.value)
    assert store.read() == Records()


def test_a_decision_about_an_older_version_is_refused_where_the_version_is_known(store: Store) -> None:
    """What the OPD changed after the Tim looked is not accepted unseen."""
    store.take(submission("satu"), [response()], {}, replace=False)
    store.take(submission("dua", actor="Ani"), [response(fact="Baru.")], {(OPD, "13"): 1}, replace=False)
    accepted = Decision(opd=OPD, topic="13", status=Status.ACCEPTED)

    with pytest.raises(StaleError, match="diubah oleh Ani"):
        store.assess(submission("tim", None), None, [accepted], seen={(OPD, "13"): 1})
    assert len(store.assess(submission("tim", None), None, [accepted], seen={(OPD, "13"): 2})) == 1


@pytest.mark.parametrize(
    "decisions", [[dataclasses.replace(RETURNED, status=Status.SUBMITTED)], [RETURNED] * 2]
)
def test_a_decision_decides_and_once(store: Store, decisions: list[Decision]) -> None:
    """The Tim accepts or returns; handing in is the OPD's."""
    store.take(submission("satu"), [response()], {}, replace=False)

    with pytest.raises(ValueError, match="accepts or returns"):
        store.assess(submission("tim", None), None, decisions)


@pytest.mark.failure(7)
def test_the_author_of_an_answer_is_never_the_author_of_a_value(store: Store, tmp_path: Path) -> None:
    """Two records with an author each; values and decisions leave the OPD's answer and its author alone."""
    store.take(submission("jawaban", actor="OPD"), [response()], {}, replace=False)
    answered = store.read().responses[OPD, "13"]
    values = assessment(values={"13": Span.exactly(1)}, notes={"13": "belum cukup"})
    events = store.assess(submission("nilai", None, "Tim"), values, [RETURNED])
    records = store.read()

    assert [(event.kind, event.actor) for event in events] == [
        (EventKind.ASSESSED, "Tim"),
        (EventKind.RETURNED, "Tim"),
    ]
    assert records.responses[OPD, "13"].content == answered.content
    assert records.responses[OPD, "13"].standing.actor == "OPD"
    assert records.responses[OPD, "13"].standing.submission == answered.standing.submission
    assert records.assessments[Stage.MANDIRI].values["13"] == Span.exactly(1)
    assert rows(tmp_path, "SELECT actor FROM entry") == [("OPD",)]
    assert rows(tmp_path, "SELECT actor FROM assessed") == [("Tim",)]


def test_a_stage_comes_back_whole_and_items_that_a_file_does_not_name_stay(store: Store) -> None:
    """Each stage for itself; an unchanged item gives no event; a note without a value leaves the value."""
    published = PublishedResult(
        aspects={1: Fraction("3.57")}, domains={2: Fraction(3)}, index=Fraction("3.30"), predicate="Baik"
    )
    whole = assessment(
        Stage.AKHIR,
        values={"1": Span.exactly(3), "2": Span.exactly(4)},
        notes={"1": "cukup"},
        recommendations={"2": "susun peta rencana"},
        year=2026,
        as_of=date(2026, 11, 20),
        source="LHE",
        published=published,
    )
    assert len(store.assess(submission("akhir", None), whole)) == 2
    assert store.read().assessments == {Stage.AKHIR: whole}

    store.assess(submission("mandiri", None), assessment(values={"1": Span.exactly(5)}))
    later = assessment(
        Stage.AKHIR,
        values={"1": Span.exactly(3)},
        notes={"1": "cukup", "2": "tanpa nilai"},
        source="LHE perbaikan",
    )
    (event,) = store.assess(submission("akhir-2", None), later)
    assert (event.topic, event.version, event.note) == ("2", 2, Stage.AKHIR.label)
    expected = dataclasses.replace(
        whole, notes={"1": "cukup", "2": "tanpa nilai"}, recommendations={}, source="LHE perbaikan"
    )
    records = store.read()
    assert list(records.assessments) == [Stage.MANDIRI, Stage.AKHIR]
    assert records.assessments[Stage.AKHIR] == expected


def test_a_replaced_value_is_kept_in_its_event(store: Store, tmp_path: Path) -> None:
    """With its note, and the stage."""
    first = assessment(values={"1": Span.exactly(3)}, notes={"1": "dulu"})
    store.assess(submission("satu", None), first)
    store.assess(submission("dua", None), assessment(values={"1": Span.exactly(4)}))

    ((stage, before),) = rows(tmp_path, "SELECT stage, before FROM event WHERE before IS NOT NULL")
    assert stage == "mandiri"
    assert json.loads(str(before)) == {
        "value": {"low": "3", "high": "3", "open_end": False},
        "note": "dulu",
        "recommendation": "",
        "explanation": "",
        "evidence": [],
        "readers": {"first": "", "second": ""},
    }


def test_the_three_services_of_indicator_35_are_items(tmp_path: Path) -> None:
    """5/2018 keeps its legal numbers."""
    values = {code: Span.exactly(level) for code, level in [("35a", 2), ("35b", 4), ("35c", 1)]}
    with opened(tmp_path, OLDEST) as store:
        store.take(submission("lembar"), [response("35a")], {}, replace=False)
        store.assess(submission("nilai", None), assessment(edition=OLDEST, values=values))

    records = read_records(tmp_path, OLDEST)
    assert records.responses[OPD, "35a"].content.item == "35a"
    assert records.assessments[Stage.MANDIRI].values == values


def test_fractional_values_are_stored_as_whole_units_and_come_back_exactly(tmp_path: Path) -> None:
    """8/2026: 7/6 exactly, and every printed figure with its half unit."""
    item = FRACTIONAL.items[0]
    texts = ["7/6", "3", *(f"{n // 100},{n % 100:02}" for n in range(100, 501))]
    spans = [read_value(FRACTIONAL, item, text) for text in texts]
    with opened(tmp_path, FRACTIONAL) as store:
        for number, span in enumerate(spans[:40] + spans[-2:]):
            stated = assessment(edition=FRACTIONAL, values={item.code: span})
            store.assess(submission(str(number), None), stated)
            assert store.read().assessments[Stage.MANDIRI].values == {item.code: span}
        store.take(submission("j"), [Response(opd=OPD, item="1", level=spans[2])], {}, replace=False)
        assert store.read().responses[OPD, "1"].content.level == spans[2]

    unit = FRACTIONAL.level_denominator
    assert all((end * unit).denominator == 1 for span in spans for end in (span.low, span.high))
    ((kind,),) = rows(tmp_path, "SELECT DISTINCT typeof(low) FROM assessed")
    assert kind == "integer"


def test_a_value_between_two_units_is_refused_not_rounded(store: Store) -> None:
    """Whole levels only in 59/2020."""
    half = Span.exactly(Fraction(5, 2))

    with pytest.raises(ValueError, match="5/2"):
        store.assess(submission("nilai", None), assessment(values={"1": half}))
    with pytest.raises(ValueError, match="5/2"):
        store.take(submission("jawaban"), [Response(opd=OPD, item="1", level=half)], {}, replace=False)
    assert store.read() == Records()
