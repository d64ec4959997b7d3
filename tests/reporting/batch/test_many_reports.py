"""A season's worth of reports: nothing grows with their number."""

import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import to_bytes
from tests.reporting.batch.tiny_letters import family, jobs, own_forkserver, server_pid, told

DRAWS = """
import matplotlib.pyplot as plt, pandas as pd
from IPython.display import HTML, display
display(pd.DataFrame({"a": range(50)}), HTML("<p>" + "isi " * 1000 + "</p>"))
plt.plot(range(50));
"""
MEGABYTE = 1024 * 1024


def needs() -> dict[str, int]:
    """What the processes of the pool, and the one that asks, take up."""
    mine, workers = psutil.Process(), [psutil.Process(pid) for pid in family(server_pid())]
    return {
        "processes": len(workers),
        "files": sum(each.num_fds() for each in [mine, *workers]),
        "threads": sum(each.num_threads() for each in [mine, *workers]),
        "memory": sum(each.memory_info().rss for each in workers),
        "own memory": mine.memory_info().rss,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="open files are counted otherwise there")
@pytest.mark.failure(17)
def test_two_hundred_reports_need_no_more_than_fifty(newest: ConsolidatedInput, tmp_path: Path) -> None:
    """Two processes from beginning to end; open files, threads and memory stay where they were."""
    work = jobs(tmp_path, to_bytes(newest), {f"opd-{number}": DRAWS for number in range(200)})
    with own_forkserver(), LocalMakers(2) as makers:
        said = told(makers, *work[:50])
        first, workers = needs(), family(server_pid())
        said |= told(makers, *work[50:])
        last = needs()
        assert family(server_pid()) == workers

    assert {type(each) for each in said.values()} == {Made}
    for name in ("processes", "files", "threads"):
        assert last[name] == first[name], name
    assert last["processes"] == 2
    assert last["memory"] - first["memory"] < 20 * MEGABYTE
    assert last["own memory"] - first["own memory"] < 10 * MEGABYTE
    assert len(list(tmp_path.glob("*.html"))) == 200
