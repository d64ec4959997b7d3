"""The store: what is taken comes back, nothing is lost, nothing is half saved, nobody is overwritten."""

import dataclasses
import json
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_lib.errors import StaleError
from spbe_lib.figures import Span, printed_date
from spbe_lib.records.answers import (
    Answer,
    Entry,
    EventKind,
    EvidenceReference,
    Records,
    Response,
    ScopeFact,
    Status,
)
from spbe_lib.records.database.store import Store, read_records
from tests.records.handed_in import (
    MOMENT,
    NEWEST,
    OPD,
    RETURNED,
    fact,
    opened,
    response,
    rows,
    submission,
)


def test_what_is_taken_comes_back_with_its_standing(store: Store, tmp_path: Path) -> None:
    """Content, version, author, moment and file, the same by both ways of reading."""
    brought = submission("lembar")
    events = store.take(brought, [response(), fact()], {}, replace=False)
    records = store.read()

    assert records == read_records(tmp_path, NEWEST)
    assert records.responses[OPD, "13"].content == response()
    assert records.facts[OPD, "I13-L3-01"].content == fact()
    standing = records.responses[OPD, "13"].standing
    assert (standing.version, standing.status, standing.decision) == (1, Status.SUBMITTED, None)
    assert (standing.actor, standing.changed_at) == (brought.actor, MOMENT)
    assert standing.submission == brought.sha256
    assert records.submissions == (brought,)
    assert records.events == events
    assert [(event.kind, event.topic) for event in events] == [
        (EventKind.ENTERED, "13"),
        (EventKind.ENTERED, "I13-L3-01"),
    ]
    assert store.received(brought.sha256) == brought
    assert store.received("0" * 64) is None


_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=30)
_CODES = st.frozensets(st.sampled_from(["I13-L1-01", "I13-L2-01", "I16-L3-02"]))
_EVIDENCE = st.lists(
    st.builds(
        EvidenceReference,
        title=_TEXT,
        number=_TEXT,
        dated=_TEXT,
        page=_TEXT,
        requirement=st.none() | st.just("I13-L2-01"),
    ),
    max_size=3,
).map(tuple)
_RESPONSES = st.builds(
    Response,
    opd=st.just(OPD),
    item=st.sampled_from(["13", "35a", "47"]),
    ticked=_CODES,
    level=st.none() | st.integers(0, 5).map(Span.exactly),
    fact=_TEXT,
    analysis=_TEXT,
    justification=_TEXT,
    services=_TEXT,
    applications=_TEXT,
    follow_up=_TEXT,
    evidence=_EVIDENCE,
)
_FACTS = st.builds(
    ScopeFact,
    opd=st.just(OPD),
    requirement=st.sampled_from(["I13-L3-01", "I14-L3-01"]),
    answer=st.none() | st.sampled_from(Answer),
    note=_TEXT,
    evidence=_EVIDENCE,
)
_ENTRIES = st.lists(_RESPONSES | _FACTS, max_size=4, unique_by=lambda each: each.topic)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(first=_ENTRIES, second=_ENTRIES)
def test_whatever_is_taken_reads_back_equal(first: list[Entry], second: list[Entry]) -> None:
    """Any text, any ticks, any proofs; entered, and entered again over what was there."""
    expected = {each.topic: each for each in first if not each.empty}
    expected |= {each.topic: each for each in second if not each.empty or each.topic in expected}
    with TemporaryDirectory() as folder, opened(Path(folder)) as store:
        store.take(submission("satu"), first, {}, replace=False)
        store.take(submission("dua"), second, {}, replace=True)
        records = store.read()

    kept = records.entries
    assert {each.content.topic: each.content for each in kept} == expected


@pytest.mark.failure(6)
def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    """Not even with other answers under the same content hash."""
    store.take(submission("lembar"), [response()], {}, replace=False)
    before = store.read()

    assert store.take(submission("lembar"), [response(fact="lain")], {}, replace=True) == ()
    assert store.assess(submission("lembar"), None, [RETURNED]) == ()
    assert store.read() == before


@pytest.mark.failure(6)
def test_the_same_answer_in_another_file_changes_nothing_but_is_received(store: Store) -> None:
    """Never a second row, no event, no conflict, whatever version it rests on."""
    store.take(submission("lembar"), [response(), fact()], {}, replace=False)
    before = store.read()

    assert store.take(submission("salinan"), [response(), fact()], {(OPD, "13"): 7}, replace=False) == ()
    after = store.read()
    assert (after.responses, after.facts, after.events) == (before.responses, before.facts, before.events)
    assert [each.original_name for each in after.submissions] == ["lembar.xlsx", "salinan.xlsx"]


def test_an_empty_answer_is_not_recorded_but_empties_one_that_is(store: Store) -> None:
    """Unanswered makes no record; an answer that is taken back does."""
    nothing = Response(opd=OPD, item="13")

    assert store.take(submission("kosong"), [nothing], {}, replace=False) == ()
    assert store.read().responses == {}
    store.take(submission("isi"), [response()], {}, replace=False)
    store.take(submission("tarik"), [nothing], {(OPD, "13"): 1}, replace=False)
    assert store.read().responses[OPD, "13"].content == nothing


def test_an_answer_on_the_recorded_version_replaces_it_and_keeps_the_former_content(
    store: Store, tmp_path: Path
) -> None:
    """Nothing that was recorded is ever lost: the event holds it."""
    store.take(submission("satu"), [response()], {}, replace=False)
    (event,) = store.take(submission("dua"), [response(fact="Baru.")], {(OPD, "13"): 1}, replace=False)

    assert (event.kind, event.version, event.note) == (EventKind.REPLACED, 2, "menggantikan versi 1")
    standing = store.read().responses[OPD, "13"].standing
    assert (standing.version, standing.submission) == (2, submission("dua").sha256)
    ((before,),) = rows(tmp_path, "SELECT before FROM event WHERE kind = 'replaced'")
    content = json.loads(str(before))["content"]
    assert content["fact"] == "Sudah ada."
    assert content["ticked"] == ["I13-L1-01", "I13-L2-01"]
    assert [proof["title"] for proof in content["evidence"]] == ["Perbup 12/2024", "SK Tim"]
    assert content["level"] == {"low": "2", "high": "2", "open_end": False}


def test_a_conflict_tells_who_changed_what_and_writes_nothing(store: Store) -> None:
    """All stale topics at once, the others not written either, the file not recorded."""
    mine = submission("punya-saya", actor="Ani", minutes=60)
    store.take(mine, [response("13"), response("14")], {}, replace=False)
    before = store.read()
    other = [response("13", "x"), response("14", "x"), response("15")]

    with pytest.raises(StaleError) as refused:
        store.take(submission("lama"), other, {}, replace=False)

    at: datetime = (MOMENT + timedelta(hours=1)).astimezone()
    told = f"diubah oleh Ani pada {printed_date(at.date())} {at:%H.%M} dari berkas punya-saya.xlsx (versi 1)"
    assert refused.value.topics == {f"{OPD} 13": told, f"{OPD} 14": told}
    assert store.read() == before
    assert store.received(submission("lama").sha256) is None
    assert len(store.take(submission("lama"), other, {}, replace=True)) == 3


@pytest.mark.parametrize(
    ("opd", "entries"),
    [
        ("lain", [response()]),
        (None, [response(), response(fact="dua kali")]),
        (OPD, [response(), response(fact="dua kali")]),
    ],
)
def test_a_file_speaks_for_its_own_opd_and_once_per_topic(
    store: Store, opd: str | None, entries: list[Entry]
) -> None:
    """One OPD never writes into the answers of another."""
    with pytest.raises(ValueError, match="each topic once"):
        store.take(submission("lembar", opd), entries, {}, replace=True)
    assert store.read() == Records()


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    """Nobody knows which hour it is."""
    naive = dataclasses.replace(submission("x"), received_at=MOMENT.replace(tzinfo=None))

    with pytest.raises(Exception, match="time zone"):
        store.take(naive, [response()], {}, replace=False)


def test_the_file_is_kept_before_the_record_becomes_final(store: Store) -> None:
    """A file that cannot be kept is not recorded; a refused or repeated one is not kept."""

    def full() -> None:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        store.take(submission("satu"), [response()], {}, replace=False, keep=full)
    assert store.read() == Records()
    kept: list[str] = []
    store.take(submission("satu"), [response()], {}, replace=False, keep=lambda: kept.append("satu"))
    store.take(submission("satu"), [response()], {}, replace=False, keep=full)
    with pytest.raises(StaleError):
        store.take(submission("dua"), [response(fact="x")], {}, replace=False, keep=full)
    assert kept == ["satu"]
