"""A plan that reaches the target even at the lower end of the range: verified by projecting it again."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.planning import load_planning
from spbe_lib.records.answers import Records
from spbe_lib.records.plan_terms import Aim, LevelDue, PlanTerms
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


def with_terms(wanted: Ground, **terms: Any) -> Ground:
    """The same government with terms of a plan of its own."""
    return replace(wanted, cycle=replace(wanted.cycle, plan=PlanTerms(**terms)))


def test_only_the_last_target_is_raised() -> None:
    """An earlier target that is only just within reach stays what it is: there are steps."""
    early, late = {2027: Aim(index=Fraction("3.08"))}, {2028: Aim(index=Fraction("3.20"))}
    terms: dict[str, Any] = {"years": 2, "most_all": 14}
    alone = planned(with_terms(ground(None), aims=late, **terms))
    found = planned(with_terms(ground(None), aims=early | late, **terms))

    assert alone is not None
    assert found is not None
    assert found.ahead.low >= Fraction("3.20")


def test_what_is_made_after_the_year_of_the_target_does_not_count() -> None:
    """One level a year: the second one of a deadline comes the year after, and adds nothing to the range."""
    due = LevelDue(indicator=46, level=5, year=2028)
    terms: dict[str, Any] = {"years": 2, "aims": {2027: Aim(index=Fraction("3.20"))}, "most_each": 1}
    wanted = with_terms(ground(None), dues=(due,), **terms)
    found = planned(wanted)
    assert found is not None

    assert {move.year for move in found.way.moves} == {2027}
    assert ("46", 4) in found.way.steps
    assert found.way.effort == sum(move.step.effort for move in found.way.moves)
    assert index(LAW, after(wanted.values, found.way)) == found.index


def test_where_no_steps_suffice_there_is_none() -> None:
    """Not even every item at the top is safe before an assessor who takes off every third one."""
    assert planned(ground("4.95")) is None


def test_without_a_target_nothing_is_planned() -> None:
    """And nothing is made up."""
    assert planned(ground(None)) is None
