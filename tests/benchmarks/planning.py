"""The way to a target: 47 indicators, 30 OPDs, 3 years, solved to the proven optimum with ties settled."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.planning import load_planning
from spbe_lib.records.answers import Records
from spbe_lib.records.plan_terms import Aim, Fixed, LevelDue, OwnEffort, PlanTerms
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.results.planning.optimum import least_effort
from spbe_lib.results.planning.planned import make_plan
from spbe_lib.results.planning.setting import Ground, problem_of
from tests.benchmarks.figure import Figure, below, stated

ROUNDS, OPDS, YEARS = 9, 30, 3


def figures() -> Iterator[Figure]:
    """Governments of different shape: one plan each, and the plan with all that a report tells of it."""
    one, whole = [], []
    for seed in range(ROUNDS):
        ground = government(seed)
        problem = problem_of(ground)
        one.append(seconds(lambda problem=problem: least_effort(problem)))
        whole.append(seconds(lambda ground=ground: make_plan(ground)))
    name = f"plan of {len(ground.instrument.items)} indicators, {OPDS} OPDs, {YEARS} years"
    yield below(name, one, "s", bar=2)
    yield stated(f"{name}, with prices, next-best plans and what is out of reach", whole, "s")
    yield stated(f"{name}, the slowest of {ROUNDS}", [max(one)], "s")


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def government(seed: int) -> Ground:
    """A government whose levels, leads, efforts and terms hang on the seed; every kind of limit binds it."""
    chance = Random(seed)  # noqa: S311  no secret hangs on it
    instrument = load_edition("permenpanrb-59-2020")
    opds = tuple(Opd(code=f"opd-{place}", name=f"Dinas {place}", kind="dinas") for place in range(OPDS))
    leads = {each.number: chance.choice(opds).code for each in instrument.indicators}
    values = {item.code: Span.exactly(chance.randint(1, 4)) for item in instrument.items}
    cycle = Cycle(
        name="ukur",
        government="Pemerintah Kabupaten Ukur",
        year=2024,
        edition=instrument.code,
        opds=opds,
        leads=leads,
    )
    terms = PlanTerms(
        years=YEARS,
        most_all=24,
        budgets=dict.fromkeys((2025, 2026, 2027), Fraction(95)),
        fixed=(Fixed(indicator=30, reason="menunggu unit audit"),),
        dues=(LevelDue(indicator=13, level=3, year=2026),),
        efforts=tuple(
            OwnEffort(effort=Fraction(chance.randint(2, 7), 2), opd=opd.code, level=4) for opd in opds[:10]
        ),
    )
    ground = Ground(
        cycle=replace(cycle, plan=terms),
        instrument=instrument,
        rules=load_planning(instrument.code),
        values=values,
        records=Records(),
    )
    start = problem_of(ground).start
    target = Fraction(int((start + (5 - start) / 2) * 100), 100)
    aims = {2026: Aim(index=Fraction(int((start + (5 - start) / 4) * 100), 100)), 2027: Aim(index=target)}
    return replace(ground, cycle=replace(cycle, plan=replace(terms, aims=aims)))
