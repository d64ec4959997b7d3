"""The store's file: one per cycle, not on a share, and refused with a sentence when it is not ours."""

import sqlite3
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from spbe_lib.errors import StoreError
from spbe_lib.records.answers import (
    Records,
)
from spbe_lib.records.database import sqlite_file as database
from spbe_lib.records.database.sqlite_file import on_network
from spbe_lib.records.database.store import Store, open_store, read_records
from tests.records.handed_in import (
    NEWEST,
    OLDEST,
    assessment,
    opened,
    response,
    rows,
    submission,
)


def test_a_cycle_without_a_file_reads_as_nothing_and_makes_none(tmp_path: Path) -> None:
    """Looking at a cycle leaves its folder as it is."""
    assert read_records(tmp_path, NEWEST) == Records()
    assert list(tmp_path.iterdir()) == []


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
