"""What explains a published result: one wrong level, then ten; and what published figures alone prove."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from spbe_lib.figures import Span, half_up
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.model import PublishedResult
from spbe_lib.results.certainty import certainty
from spbe_lib.results.reconciliation import reconcile
from spbe_lib.results.scorecard import Scorecard, score
from tests.benchmarks.figure import Figure, stated

OFFICIAL = Path(__file__).parents[2] / "inputs" / "kota-bandar-lampung-2023" / "penilaian-akhir.yaml"
WRONG, CASES = 10, 20


def figures() -> Iterator[Figure]:
    """Every level of an official result mistyped by one, in turn; then results of made-up levels."""
    known = read_assessment(OFFICIAL)
    instrument, published = load_edition(known.edition), known.published
    if published is None:
        raise AssertionError("the official result has no published figures")
    planted = [(values, published) for values in _one_wrong(instrument, known.values)]
    yield stated("reconcile 47 indicators, one wrong level", _all(instrument, planted), "s")
    made_up = [_many_wrong(instrument, random.Random(case)) for case in range(CASES)]  # noqa: S311
    name = f"reconcile 47 indicators, {WRONG} wrong levels"
    yield stated(name, _all(instrument, made_up), "s")
    alone = score(instrument, {})
    seconds = [_seconds(lambda: certainty(alone, {}, published)) for _ in range(CASES)]
    yield stated("what the published figures alone prove", seconds, "s")


def _one_wrong(instrument: Instrument, values: Mapping[str, Span]) -> Iterator[dict[str, Span]]:
    for item in instrument.items:
        level, top = int(values[item.code].low), instrument.top
        yield {**values, item.code: Span.exactly(level + 1 if level < top else level - 1)}


def _many_wrong(instrument: Instrument, chance: random.Random) -> tuple[dict[str, Span], PublishedResult]:
    levels = [level.value for level in instrument.indicators[0].scale.levels]
    typed = {item.code: Span.exactly(chance.choice(levels)) for item in instrument.items}
    meant = typed | {code: Span.exactly(chance.choice(levels)) for code in chance.sample(list(typed), WRONG)}
    return typed, _printed(score(instrument, meant))


def _printed(card: Scorecard) -> PublishedResult:
    digits = card.instrument.digits
    shown = {
        (each.part.kind, each.part.number): half_up(each.exact, digits)
        for each in (card.index, *card.domains, *card.aspects)
        if each.exact is not None
    }
    return PublishedResult(
        index=shown["index", 0],
        domains={number: figure for (kind, number), figure in shown.items() if kind == "domain"},
        aspects={number: figure for (kind, number), figure in shown.items() if kind == "aspect"},
    )


def _all(instrument: Instrument, cases: list[tuple[dict[str, Span], PublishedResult]]) -> list[float]:
    return [
        _seconds(lambda v=values, p=published: reconcile(score(instrument, v), v, p))  # type: ignore[misc]
        for values, published in cases
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
