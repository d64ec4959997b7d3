"""The store: what is taken comes back, nothing is lost, nothing is half saved, nobody is overwritten."""

import dataclasses
import json
import sqlite3
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_lib.errors import StaleError, StoreError
from spbe_lib.figures import Span, printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records import database
from spbe_lib.records.answers import (
    Answer,
    Decision,
    Entry,
    EventKind,
    EvidenceReference,
    Recorded,
    Records,
    Response,
    ScopeFact,
    Status,
)
from spbe_lib.records.assessment_file import read_value
from spbe_lib.records.database import on_network
from spbe_lib.records.model import Assessment, PublishedResult, Stage
from spbe_lib.records.store import Store, open_store, read_records
from tests.records.handed_in import (
    FRACTIONAL,
    MOMENT,
    NEWEST,
    OLDEST,
    OPD,
    fact,
    opened,
    response,
    submission,
)

RETURNED = Decision(
    opd=OPD,
    topic="13",
    status=Status.RETURNED,
    reason="SK belum ditandatangani",
    wanted="SK yang sah",
    due=date(2026, 12, 1),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A new store."""
    return opened(tmp_path)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What the file itself holds."""
    connection = sqlite3.connect(folder / "spbe.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def assessment(stage: Stage = Stage.MANDIRI, edition: Instrument = NEWEST, **more: object) -> Assessment:
    """Values of a stage."""
    plain = Assessment(edition=edition.code, values={}, stage=stage)
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]


def test_a_cycle_without_a_file_reads_as_nothing_and_makes_none(tmp_path: Path) -> None:
    """Looking at a cycle leaves its folder as it is."""
    assert read_records(tmp_path, NEWEST) == Records()
    assert list(tmp_path.iterdir()) == []


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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=_ENTRIES, second=_ENTRIES)
def test_whatever_is_taken_reads_back_equal(first: list[Entry], second: list[Entry]) -> None:
    """Any text, any ticks, any proofs; entered, and entered again over what was there."""
    expected = {each.topic: each for each in first if not each.empty}
    expected |= {each.topic: each for each in second if not each.empty or each.topic in expected}
    with TemporaryDirectory() as folder, opened(Path(folder)) as store:
        store.take(submission("satu"), first, {}, replace=False)
        store.take(submission("dua"), second, {}, replace=True)
        records = store.read()

    kept: list[Recorded] = [*records.responses.values(), *records.facts.values()]
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

    assert store.take(submission("salinan"), [response(), fact()], {"13": 7}, replace=False) == ()
    after = store.read()
    assert (after.responses, after.facts, after.events) == (before.responses, before.facts, before.events)
    assert [each.original_name for each in after.submissions] == ["lembar.xlsx", "salinan.xlsx"]


def test_an_empty_answer_is_not_recorded_but_empties_one_that_is(store: Store) -> None:
    """Unanswered makes no record; an answer that is taken back does."""
    nothing = Response(opd=OPD, item="13")

    assert store.take(submission("kosong"), [nothing], {}, replace=False) == ()
    assert store.read().responses == {}
    store.take(submission("isi"), [response()], {}, replace=False)
    store.take(submission("tarik"), [nothing], {"13": 1}, replace=False)
    assert store.read().responses[OPD, "13"].content == nothing


def test_an_answer_on_the_recorded_version_replaces_it_and_keeps_the_former_content(
    store: Store, tmp_path: Path
) -> None:
    """Nothing that was recorded is ever lost: the event holds it."""
    store.take(submission("satu"), [response()], {}, replace=False)
    (event,) = store.take(submission("dua"), [response(fact="Baru.")], {"13": 1}, replace=False)

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
    assert refused.value.topics == {"13": told, "14": told}
    assert store.read() == before
    assert store.received(submission("lama").sha256) is None
    assert len(store.take(submission("lama"), other, {}, replace=True)) == 3


@pytest.mark.parametrize(
    ("opd", "entries"),
    [("lain", [response()]), (None, [response()]), (OPD, [response(), response(fact="dua kali")])],
)
def test_a_file_speaks_for_its_own_opd_and_once_per_topic(
    store: Store, opd: str | None, entries: list[Entry]
) -> None:
    """One OPD never writes into the answers of another."""
    with pytest.raises(ValueError, match="each topic once"):
        store.take(submission("lembar", opd), entries, {}, replace=True)
    assert store.read() == Records()


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
    store.take(submission("dua", actor="Ani"), [response(fact="Baru.")], {"13": 1}, replace=False)
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


def test_a_store_of_another_edition_is_refused(store: Store, tmp_path: Path) -> None:
    """By opening, by reading, and by an assessment."""
    store.take(submission("satu"), [response()], {}, replace=False)

    for opening in (lambda: opened(tmp_path, OLDEST), lambda: read_records(tmp_path, OLDEST)):
        with pytest.raises(StoreError, match=rf"{tmp_path.name}/spbe\.db.*{NEWEST.code}.*{OLDEST.code}"):
            opening()
    with pytest.raises(StoreError, match=OLDEST.code):
        store.assess(submission("dua", None), assessment(edition=OLDEST))


def test_copying_the_folder_is_moving_the_cycle(store: Store, tmp_path: Path) -> None:
    """The name of the cycle is remembered, not checked."""
    store.take(submission("satu"), [response()], {}, replace=False)
    other = tmp_path / "nama-lain"
    other.mkdir()
    (other / "spbe.db").write_bytes((tmp_path / "spbe.db").read_bytes())

    assert open_store(other, cycle="nama-lain", instrument=NEWEST).read() == store.read()
    assert rows(other, "SELECT name FROM cycle") == [("kab-contoh-2026",)]


def test_a_file_that_is_no_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """It names the file and what to do, and leaves the file as it is."""
    (tmp_path / "spbe.db").write_bytes(b"bukan basis data " * 500)

    for opening in (lambda: opened(tmp_path), lambda: read_records(tmp_path, NEWEST)):
        with pytest.raises(StoreError, match=rf"{tmp_path.name}/spbe\.db.*rusak.*cadangan"):
            opening()
    assert (tmp_path / "spbe.db").read_bytes().startswith(b"bukan")


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    """A foreign file of the same name is not written into."""
    connection = sqlite3.connect(tmp_path / "spbe.db")
    connection.execute("CREATE TABLE foto (judul TEXT)")
    connection.close()

    with pytest.raises(StoreError, match="bukan basis data siklus"):
        opened(tmp_path)
    assert rows(tmp_path, "SELECT name FROM sqlite_master") == [("foto",)]


@pytest.mark.parametrize("harm", ["torn", "word", "figure", "letter"])
def test_damage_is_told_when_it_is_met(store: Store, tmp_path: Path, harm: str) -> None:
    """A torn file, a word or figure that was never written here, bytes that are no text."""
    store.take(submission("satu"), [response("13", "panjang " * 3000)], {}, replace=False)
    file = tmp_path / "spbe.db"
    if harm == "torn":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    else:
        change = {
            "word": "UPDATE entry SET status = 'hilang'",
            "figure": "UPDATE entry SET changed_at = 'kemarin'",
            "letter": "UPDATE entry SET actor = CAST(x'ff' AS TEXT)",
        }[harm]
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        with connection:
            connection.execute(change)
        connection.close()

    with pytest.raises(StoreError, match="rusak"):
        store.read()


def test_a_busy_database_is_told_and_nothing_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who never finishes does not hold the others forever."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "spbe.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreError, match="sedang dipakai proses lain"):
            store.take(submission("satu"), [response()], {}, replace=False)
        assert store.read() == Records()
    finally:
        other.close()
    assert len(store.take(submission("satu"), [response()], {}, replace=False)) == 1


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """No stack trace."""
    with pytest.raises(StoreError, match="tidak dapat dibuka"):
        opened(tmp_path / "tidak-ada")


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (PureWindowsPath(r"\\server\bagi\spbe"), True),
        (PureWindowsPath("//server/bagi/spbe"), True),
        (PureWindowsPath(r"\\?\UNC\server\bagi\spbe"), True),
        (PureWindowsPath(r"\\?\C:\spbe"), False),
        (PureWindowsPath(r"C:\spbe"), False),
        (PurePosixPath("/home/spbe"), False),
    ],
)
def test_a_share_is_known_by_its_path(path: PureWindowsPath | PurePosixPath, network: bool) -> None:
    """Locks on a share cannot be trusted; a long local path is no share."""
    assert on_network(path) is network


def test_a_network_folder_is_refused_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says where to move the workspace."""
    monkeypatch.setattr(database, "on_network", lambda _path: True)

    with pytest.raises(StoreError, match="Pindahkan ruang kerja ke disk komputer ini"):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_one_file_whose_commits_are_flushed(store: Store, tmp_path: Path) -> None:
    """Rollback journal, full flush, foreign keys: whoever copies the one file has everything."""
    store.take(submission("satu"), [response()], {}, replace=False)
    with store.database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["spbe.db"]
