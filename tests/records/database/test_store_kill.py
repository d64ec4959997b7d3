"""A process that dies in the middle of writing or copying leaves every transaction whole."""

import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pytest

from spbe_lib.records.database.backup import backup
from spbe_lib.records.database.store import read_records
from tests.records.handed_in import (
    CONTEXT,
    NEWEST,
    back_up_until_killed,
    handful,
    opened,
    process,
    submission,
    take_until_killed,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL at a moment is POSIX")
ROUNDS = 50
MOMENTS = Random(23112026)  # noqa: S311 no secret, only moments


def sound(file: Path) -> bool:
    """Whether SQLite finds nothing wrong in a file."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def heard_before_death(target: Callable[..., None], task: tuple[object, ...], longest: float) -> list[str]:
    """Start a process, kill it at a random moment, and return what it told as done."""
    hearing, telling = CONTEXT.Pipe(duplex=False)
    victim = process(target, *task, telling)
    victim.start()
    telling.close()
    hearing.recv()
    time.sleep(MOMENTS.uniform(0, longest))
    victim.kill()
    victim.join()
    with hearing:
        return list(rest(hearing))


def rest(hearing: Connection) -> list[str]:
    """What is still in the pipe of a dead process."""
    told: list[str] = []
    try:
        while True:
            told.append(hearing.recv())
    except EOFError:
        return told


def test_killed_while_taking_every_submission_is_whole_or_absent(tmp_path: Path) -> None:
    """Fifty kills on one file: what was told as recorded is there, nothing is there by halves."""
    with opened(tmp_path) as store:
        began = time.perf_counter()
        store.take(submission("ukur", "ukur"), handful("ukur"), {}, replace=False)
        longest = min(2 * (time.perf_counter() - began), 0.2)
    told, interrupted = ["ukur"], 0
    for number in range(ROUNDS):
        told += heard_before_death(take_until_killed, (tmp_path, f"ronde-{number}"), longest)
        interrupted += (tmp_path / "spbe.db-journal").exists()
        records = read_records(tmp_path, NEWEST)
        entries = Counter(opd for opd, _ in (*records.responses, *records.facts))
        events = Counter(each.opd for each in records.events)
        received = {each.opd for each in records.submissions}

        assert set(told) <= received
        assert entries == events == dict.fromkeys(received, len(handful("")))
        assert sound(tmp_path / "spbe.db")
    with opened(tmp_path) as store:
        events_after = store.take(submission("akhir", "akhir"), handful("akhir"), {}, replace=False)

    assert interrupted > 0
    assert len(events_after) == len(handful(""))


def test_killed_while_copying_a_backup_is_whole_or_absent(tmp_path: Path) -> None:
    """Fifty kills: under the name of the copy lies a sound and complete one, or none; the source is well."""
    with opened(tmp_path) as store:
        for number in range(40):
            store.take(submission(str(number), str(number)), handful(str(number)), {}, replace=False)
    copies = tmp_path / "cadangan"
    copies.mkdir()
    began = time.perf_counter()
    backup(tmp_path, copies / "spbe.db")
    longest = min(2 * (time.perf_counter() - began), 0.2)
    before, interrupted = read_records(tmp_path, NEWEST), 0
    for _ in range(ROUNDS):
        (copies / "spbe.db").unlink(missing_ok=True)
        told = heard_before_death(back_up_until_killed, (tmp_path, copies / "spbe.db"), longest)
        for draft in copies.glob(".spbe.db.*"):
            draft.unlink()
            interrupted += 1

        assert (copies / "spbe.db").exists() or not told
        assert not (copies / "spbe.db").exists() or sound(copies / "spbe.db")
        if (copies / "spbe.db").exists():
            assert (copies / "spbe.db").stat().st_size == (tmp_path / "spbe.db").stat().st_size
    backup(tmp_path, copies / "spbe.db")

    assert interrupted > 0
    assert read_records(tmp_path, NEWEST) == read_records(copies, NEWEST) == before
