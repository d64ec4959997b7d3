"""Two processes at one store: both land, none is lost, the later one is told who was first."""

from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from spbe_lib.errors import StaleError
from spbe_lib.records.database.store import read_records
from tests.records.handed_in import (
    CONTEXT,
    NEWEST,
    OPD,
    contest,
    handful,
    opened,
    process,
    response,
    submission,
    write_many,
)


def finished(processes: list[BaseProcess]) -> list[int | None]:
    """Start processes together and wait for all of them; their exit codes."""
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    return [each.exitcode for each in processes]


def test_two_processes_that_make_and_fill_one_store_at_once_both_land(tmp_path: Path) -> None:
    """The file is made once, by whoever is first; every file of both is recorded whole."""
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        start = CONTEXT.Barrier(3)
        codes = finished([process(write_many, folder, name, start, 4) for name in ("a", "b", "c")])
        records = read_records(folder, NEWEST)

        assert codes == [0, 0, 0]
        assert {each.opd for each in records.submissions} == {f"{n}-{i}" for n in "abc" for i in range(4)}
        assert len(records.responses) + len(records.facts) == 12 * len(handful(OPD))
        assert len(records.events) == 12 * len(handful(OPD))


def test_of_two_processes_that_answer_the_same_one_is_told_who_was_first(tmp_path: Path) -> None:
    """Exactly one lands; the other changed nothing and knows whose answer stands."""
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        start = CONTEXT.Barrier(2)
        hearing, telling = zip(*(CONTEXT.Pipe(duplex=False) for _ in range(2)), strict=True)
        actors = ("Ani", "Budi")
        tasks = [(folder, actor, start, tell) for actor, tell in zip(actors, telling, strict=True)]
        codes = finished([process(contest, *task) for task in tasks])
        heard = dict(zip(actors, (each.recv() for each in hearing), strict=True))
        for end in (*hearing, *telling):
            end.close()
        (first,) = [actor for actor, told in heard.items() if not told]
        (late,) = [told for told in heard.values() if told]
        records = read_records(folder, NEWEST)

        assert codes == [0, 0]
        assert late.startswith(f"diubah oleh {first} pada 23 November 2026")
        assert late.endswith(f"dari berkas {first}.xlsx (versi 1)")
        assert records.responses[OPD, "13"].content.fact == first
        assert [each.actor for each in records.submissions] == [first]


def test_what_another_store_recorded_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Two desks open the same cycle; the second hands in a sheet from before the first one's change."""
    with opened(tmp_path) as one, opened(tmp_path) as other:
        one.take(submission("awal"), [response()], {}, replace=False)
        one.take(submission("satu", actor="Ani"), [response(fact="Ani")], {(OPD, "13"): 1}, replace=False)

        with pytest.raises(StaleError, match=r"diubah oleh Ani .* dari berkas satu\.xlsx \(versi 2\)"):
            other.take(
                submission("dua", actor="Budi"), [response(fact="Budi")], {(OPD, "13"): 1}, replace=False
            )
        assert other.read().responses[OPD, "13"].content.fact == "Ani"
