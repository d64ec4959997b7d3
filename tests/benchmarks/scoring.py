"""32,500 × 47 scores: ours beside pandas groupby with the same integers."""

import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.results.scoring import frame, score_many
from tests.benchmarks.figure import Figure, within

ROWS, ROUNDS = 32_500, 7


def figures() -> Iterator[Figure]:
    """Measure both in turn on the same rows, after checking that they agree to the last integer."""
    instrument = load_edition("permenpanrb-59-2020")
    rows = np.random.default_rng(47).integers(1, 6, size=(ROWS, len(instrument.items)))
    table = long_table(instrument, rows)
    if not (by_library(instrument, rows) == by_groupby(table)).all():
        raise AssertionError("the two calculations disagree")
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: by_library(instrument, rows)))
        peer.append(seconds(lambda: by_groupby(table)))
    name = f"score {ROWS} x {len(instrument.items)}"
    yield within(name, ours, peer, "pandas groupby with integers", bar=1)


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_library(instrument: Instrument, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Index of every row with all aspects, domains, rounding and predicate on the way."""
    scores = score_many(instrument, rows)
    scores.shown()
    scores.predicates("exact")
    return np.asarray(scores.sums[:, -1])


def long_table(instrument: Instrument, rows: NDArray[np.int64]) -> pd.DataFrame:
    """The same rows as a long table, ready for grouping; making it is not timed."""
    items = instrument.items
    domain_of = {aspect.number: aspect.domain for aspect in instrument.aspects}
    return pd.DataFrame(
        {
            "row": np.repeat(np.arange(len(rows)), len(items)),
            "aspect": np.tile([item.aspect for item in items], len(rows)),
            "domain": np.tile([domain_of[item.aspect] for item in items], len(rows)),
            "part": (rows * frame(instrument).weights[:, -1]).ravel(),
        }
    )


def by_groupby(table: pd.DataFrame) -> NDArray[np.int64]:
    """Index of every row: sums by aspect, domain and whole; neither rounded nor judged."""
    table.groupby(["row", "aspect"])["part"].sum()
    table.groupby(["row", "domain"])["part"].sum()
    return table.groupby("row")["part"].sum().to_numpy()
