"""A plan that reaches the target even at the lower end of the range: verified by projecting it again."""

from dataclasses import replace
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.planning import load_planning
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Target
from spbe_lib.results.forecast import forecast
from spbe_lib.results.habit import habit
from spbe_lib.results.planning.optimum import least_effort
from spbe_lib.results.planning.setting import Ground, problem_of
from spbe_lib.results.sure_plan import SurePlan, after, sure_plan
from tests.results.office import office, register
from tests.results.test_forecast import index, years

LAW = load_edition("permenpanrb-59-2020")
STRICT = habit(LAW, years(LAW, 0, 0, -1))


def ground(target: str | None, level: int = 3) -> Ground:
    """A government at one level everywhere, and what it means to reach next year."""
    cycle = office(LAW, register(1), {each.number: "opd-01" for each in LAW.indicators})
    aim = Target(index=Fraction(target) if target else None, source="RPJMD")
    return Ground(
        cycle=replace(cycle, target=aim),
        instrument=LAW,
        rules=load_planning(LAW.code),
        values={item.code: Span.exactly(level) for item in LAW.items},
        records=Records(),
    )


def planned(wanted: Ground) -> SurePlan | None:
    """The plan after a projection of where the government stands."""
    ahead = forecast(LAW, wanted.values, STRICT, wanted.cycle.year)
    assert ahead is not None
    return sure_plan(wanted, STRICT, ahead)


def test_the_lower_end_of_the_range_reaches_the_target_after_the_steps() -> None:
    """Projected anew from the levels that the steps lead to; a plan without the habit does not."""
    wanted = ground("3.20")
    found, bare = planned(wanted), least_effort(problem_of(wanted))
    assert found is not None
    assert bare is not None
    reached = after(wanted.values, found.way)
    then, without = (forecast(LAW, after(wanted.values, way), STRICT, 2026) for way in (found.way, bare))
    assert then is not None
    assert without is not None

    assert then.low >= Fraction("3.20") > without.low
    assert index(LAW, reached) == found.index == found.way.index
    assert found.ahead == then
    assert found.way.effort > bare.effort


def test_where_no_steps_suffice_there_is_none() -> None:
    """Not even every item at the top is safe before an assessor who takes off every third one."""
    assert planned(ground("4.95")) is None


def test_without_a_target_nothing_is_planned() -> None:
    """And nothing is made up."""
    assert planned(ground(None)) is None
