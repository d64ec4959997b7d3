"""All records as lines of JSON, and back into a database: exact, in one read, and never a secret."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_lib.errors import InputError
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.database.dump import Dump, dump, place, restore, table_of
from spbe_lib.records.database.schema import HEAD, demo_account, metadata
from spbe_lib.records.database.store import read_records
from tests.records.handed_in import (
    CONTEXT,
    NEWEST,
    OPD,
    RETURNED,
    fact,
    handful,
    opened,
    process,
    response,
    submission,
    write_many,
)

FIRST = frozenset(
    {
        "cycle",
        "submission",
        "entry",
        "response",
        "scope_fact",
        "tick",
        "evidence",
        "assessment",
        "published_figure",
        "assessed",
        "event",
    }
)
"""The tables of the first revision."""


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with records that were entered, returned and replaced."""
    folder = tmp_path / "penuh"
    folder.mkdir()
    with opened(folder) as store:
        store.take(submission("a"), [response(), fact()], {}, replace=False)
        store.assess(submission("t", None), None, [RETURNED])
        store.take(submission("b"), [response(fact="Lagi.")], {(OPD, "13"): 1}, replace=False)
    return folder


def dumped(folder: Path) -> Dump:
    """What a folder's records are."""
    with opened(folder) as store:
        return dump(store.database)


def restored(folder: Path, revision: str, tables: dict[str, bytes]) -> Path:
    """A new folder with these rows."""
    made = folder.parent / "lagi"
    made.mkdir()
    restore(made, revision, tables)
    return made


@pytest.mark.failure(9)
def test_records_come_back_as_they_were(full: Path) -> None:
    """Ids, versions, moments, and what events remember; dumped again, the same bytes."""
    first = dumped(full)
    again = restored(full, first.revision, dict(first.tables))

    assert dumped(again) == first
    assert read_records(again, NEWEST) == read_records(full, NEWEST)
    assert first.revision == HEAD
    assert first.received == {each.kept_as: each.sha256 for each in read_records(full, NEWEST).submissions}


def test_a_line_is_one_row_by_the_names_of_its_columns(full: Path) -> None:
    """Readable without us, in the order of the primary key."""
    lines = dumped(full).tables["tick"].splitlines()

    assert [json.loads(line) for line in lines] == [
        {"entry_id": 1, "requirement": "I13-L1-01"},
        {"entry_id": 1, "requirement": "I13-L2-01"},
    ]
    assert table_of(place("tick")) == "tick"


@pytest.mark.failure(26)
def test_a_secret_is_in_no_line(full: Path) -> None:
    """Its table is left away; how many stay behind is counted."""
    account = DemoAccount(
        opd=OPD,
        application="LAPOR!",
        login="uji",
        secret="rahasia-7",
        actor="a",
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    with opened(full) as store:
        store.keep_account(account)
        told = dump(store.database)

    assert told.accounts == 1
    assert told.tables.keys() == metadata.tables.keys() - {demo_account.name}
    assert b"rahasia-7" not in b"".join(told.tables.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_comes_back_exactly(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Line ends, NUL, signs that turn the reading, beyond the basic plane."""
    folder = tmp_path_factory.mktemp("teks") / "a"
    folder.mkdir()
    with opened(folder) as store:
        store.take(submission("a"), [response(fact=text)], {}, replace=False)
    first = dumped(folder)

    again = restored(folder, first.revision, dict(first.tables))

    assert dumped(again).tables == first.tables
    assert read_records(again, NEWEST).responses[OPD, "13"].content.fact == text


LATER = {"explanation", "reader", "second_reader"}
"""Columns that the tables of the first revision did not have yet."""


def without_later_columns(lines: bytes) -> bytes:
    """The lines of a table as the first revision wrote them."""
    rows = [json.loads(line) for line in lines.splitlines()]
    older = [{key: value for key, value in row.items() if key not in LATER} for row in rows]
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in older).encode()


def test_records_of_an_older_program_are_brought_to_the_newest_schema(full: Path) -> None:
    """An archive of two years ago is opened by the program of today."""
    first = dumped(full)
    old = {name: without_later_columns(lines) for name, lines in first.tables.items() if name in FIRST}

    again = restored(full, "0001", old)

    assert dumped(again) == first


def test_faults_are_all_told_and_nothing_is_kept(full: Path) -> None:
    """Up to a number: a table of nonsense is not listed line by line."""
    tables = dict(dumped(full).tables)
    tables["tick"] = b"x\n" * 1000
    tables["evidence"] = b"{}\n"
    tables["asing"] = b""

    with pytest.raises(InputError) as refused:
        restored(full, HEAD, tables)

    wheres = [each.where for each in refused.value.problems]
    assert {"records/asing.jsonl", "records/evidence.jsonl baris 1", "records/tick.jsonl baris 1"} <= set(
        wheres
    )
    assert len(wheres) < 30
    with closing(sqlite3.connect(full.parent / "lagi" / "spbe.db")) as made:
        assert made.execute("select count(*) from sqlite_master").fetchone() == (0,)


def test_a_dump_beside_somebody_who_writes_is_one_moment(tmp_path: Path) -> None:
    """Every file's twelve answers, or none of them; and every file that an answer speaks of."""
    with opened(tmp_path) as store:
        start = CONTEXT.Barrier(2)
        writer = process(write_many, tmp_path, "opd", start, 12)
        writer.start()
        start.wait()
        seen = []
        while writer.is_alive():
            told = dump(store.database)
            count = told.tables["entry"].count(b"\n")
            assert count % len(handful(OPD)) == 0
            assert count // len(handful(OPD)) == len(told.received)
            seen.append(count)
        writer.join()

    assert len(set(seen)) > 2
