"""A backup: the whole store as it is at one moment, or a sentence and the old copy."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from spbe_lib.errors import StoreError
from spbe_lib.records.database.backup import backup
from spbe_lib.records.database.store import read_records
from tests.records.handed_in import (
    CONTEXT,
    NEWEST,
    handful,
    opened,
    process,
    response,
    submission,
    write_many,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cycle with one answer."""
    place = tmp_path / "siklus"
    place.mkdir()
    with opened(place) as store:
        store.take(submission("satu"), [response()], {}, replace=False)
    return place


def test_a_backup_put_in_place_of_the_store_is_the_store(folder: Path, tmp_path: Path) -> None:
    """Restoring is copying one file back; nothing else lies beside the copy."""
    copy = backup(folder, tmp_path / "arsip" / "spbe.db")

    assert copy == tmp_path / "arsip" / "spbe.db"
    assert [path.name for path in copy.parent.iterdir()] == ["spbe.db"]
    assert read_records(copy.parent, NEWEST) == read_records(folder, NEWEST)


def test_a_restored_file_is_seen_by_a_store_that_is_open(folder: Path, tmp_path: Path) -> None:
    """A notebook that has been open for weeks does not go on with the old file."""
    copy = backup(folder, tmp_path / "lama.db")
    with opened(folder) as store:
        store.take(submission("dua"), [response("14")], {}, replace=False)
        copy.replace(folder / "spbe.db")

        assert [item for _, item in store.read().responses] == ["13"]


def test_copies_made_while_another_process_writes_hold_whole_submissions(
    folder: Path, tmp_path: Path
) -> None:
    """Nobody has to stop working for a backup."""
    start = CONTEXT.Barrier(2)
    writer = process(write_many, folder, "a", start, 25)
    writer.start()
    start.wait()
    copies: list[Path] = []
    while writer.is_alive() or not copies:
        copies.append(backup(folder, tmp_path / str(len(copies)) / "spbe.db"))
    writer.join()

    assert writer.exitcode == 0
    sizes = []
    for copy in copies:
        records = read_records(copy.parent, NEWEST)
        sizes.append(len(records.submissions))
        entries = len(records.responses) + len(records.facts)
        assert entries == 1 + len(handful("")) * (len(records.submissions) - 1)
    assert sizes == sorted(sizes)
    assert len(read_records(folder, NEWEST).submissions) == 26


def test_a_cycle_without_records_has_nothing_to_copy(tmp_path: Path) -> None:
    """It is told, and no empty file is made on either side."""
    with pytest.raises(StoreError, match="belum ada basis data"):
        backup(tmp_path, tmp_path / "salinan.db")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_not_copied_over_a_good_copy(folder: Path, tmp_path: Path) -> None:
    """What is not sound never gets the name of a backup."""
    with opened(folder) as store:
        store.take(submission("dua"), [response("14", "panjang " * 5000)], {}, replace=False)
    copy = backup(folder, tmp_path / "baik.db")
    good = copy.read_bytes()
    harmed = bytearray((folder / "spbe.db").read_bytes())
    harmed[4096 : 4096 * 20] = bytes(4096 * 19)
    (folder / "spbe.db").write_bytes(harmed)

    with pytest.raises(StoreError, match=r"siklus/spbe\.db.*rusak"):
        backup(folder, copy)
    assert copy.read_bytes() == good
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baik.db", "siklus"]


def test_a_backup_onto_the_store_itself_or_into_no_file_is_refused(folder: Path, tmp_path: Path) -> None:
    """The store is never replaced by its own copy."""
    for destination in (folder / "spbe.db", tmp_path):
        with pytest.raises(StoreError, match="harus berkas lain"):
            backup(folder, destination)


def test_a_destination_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    """A file where a folder should be."""
    (tmp_path / "berkas").write_bytes(b"")

    with pytest.raises(StoreError, match="tidak dapat ditulis"):
        backup(folder, tmp_path / "berkas" / "salinan.db")


def test_a_copy_is_readable_as_it_lies(folder: Path, tmp_path: Path) -> None:
    """No write-ahead log or journal is needed beside it."""
    copy = backup(folder, tmp_path / "salinan.db")

    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
