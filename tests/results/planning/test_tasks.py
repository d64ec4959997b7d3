"""A plan read as work: who, what, which document, in which quarter."""

from dataclasses import replace
from fractions import Fraction

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import ExternalIndex
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import RecordedResponse, Records, Response, Standing, Status
from spbe_lib.records.plan_terms import Aim, LevelDue, OwnEffort
from spbe_lib.results.planning.model import Way
from spbe_lib.results.planning.planned import make_plan
from spbe_lib.results.planning.schedule import quarters
from spbe_lib.results.planning.setting import Ground, problem_of
from spbe_lib.results.planning.tasks import Task, tasks
from tests.reporting.opd_cycles import HANDED_IN
from tests.results.planning.grounds import NEW, OLD, ground


def work(made: Ground) -> tuple[Task, ...]:
    """The tasks of the best way."""
    plan = make_plan(made)
    assert plan.best is not None
    return tasks(made, plan.problem, plan.best, {"13": ("Tetapkan prosedur.",)})


def only(made: Ground, item: str, level: int) -> Task:
    """The one task of a plan that must bring one item to a level."""
    (task,) = [each for each in work(made) if (each.item, each.level) == (item, level)]
    return task


def ticked(made: Ground, item: str, *codes: str) -> Records:
    """Records in which the lead states these requirements."""
    lead = made.cycle.leads[int(item)]
    content = Response(opd=lead, item=item, ticked=frozenset(codes))
    standing = Standing(
        version=1, status=Status.SUBMITTED, changed_at=HANDED_IN, actor="operator", submission="a"
    )
    return Records(responses={(lead, item): RecordedResponse(content=content, standing=standing)})


def test_a_task_names_lead_person_requirements_and_what_proves_them() -> None:
    """Indicator 13 to level 4: the requirements of level 4, with the assessor's recommendation."""
    due = LevelDue(indicator=13, level=4, year=2025, reason="Janji kepada DPRD")
    made = ground(dues=(due,), persons={"diskominfo": "Kepala Bidang"})
    task, level = only(made, "13", 4), made.instrument.indicator(13).level(4)

    assert level is not None
    assert task.requirements == level.requirements
    assert task.documents[0] in level.requirements[0].evidence
    assert (task.opd, task.person) == ("diskominfo", "Kepala Bidang")
    assert (task.recommendations, task.reason) == (("Tetapkan prosedur.",), "Janji kepada DPRD")
    assert task.gain == made.instrument.indicator(13).weight / 100


def test_what_the_lead_states_is_not_asked_again_and_shortens_the_effort() -> None:
    """Half of the requirements of level 4 are stated: half the effort, and the other half to do."""
    dues = (LevelDue(indicator=13, level=4, year=2025),)
    bare = ground(dues=dues)
    level = bare.instrument.indicator(13).level(4)
    assert level is not None
    codes = [each.code for each in level.requirements]
    made = ground(dues=dues, records=ticked(bare, "13", codes[0]))

    assert [each.code for each in only(made, "13", 4).requirements] == codes[1:]
    assert only(made, "13", 4).effort == only(bare, "13", 4).effort * Fraction(len(codes) - 1, len(codes))


def test_a_step_that_is_stated_whole_keeps_a_share_of_its_effort_and_asks_for_proof() -> None:
    """The assessor did not recognise it: there is still something to do."""
    dues = (LevelDue(indicator=13, level=4, year=2025),)
    bare = ground(dues=dues)
    level = bare.instrument.indicator(13).level(4)
    assert level is not None
    made = ground(dues=dues, records=ticked(bare, "13", *(each.code for each in level.requirements)))
    task = only(made, "13", 4)

    assert task.requirements == ()
    assert task.other == "Semua syaratnya sudah dinyatakan OPD tetapi belum diakui; lengkapi buktinya."
    assert task.documents
    assert task.effort == only(bare, "13", 4).effort * made.rules.least_share


def test_making_every_task_gives_the_level_that_the_law_gives() -> None:
    """Whoever fulfils what the tasks of an indicator ask for, from nothing, stands where the plan says."""
    made = ground(level=1, dues=(LevelDue(indicator=44, level=5, year=2026),), years=2)
    asked = {each.code for task in work(made) if task.item == "44" for each in task.requirements}
    indicator = made.instrument.indicator(44)

    assert climb(made.instrument, indicator, asked).value == 5


def test_an_indicator_that_another_index_judges_is_raised_there() -> None:
    """8/2026, indicator 5: which index, whose, and up to which figure; without a threshold that is said."""
    dues = tuple(LevelDue(indicator=number, level=2, year=2027) for number in (5, 18))
    made = ground(NEW, 3, values={"5": 1, "18": 1}, year=2026, dues=dues)

    assert (
        "Satu Data Indonesia (Bappenas) sampai mencapai 12,50, ambang tingkat 2." in only(made, "5", 2).other
    )
    assert "ambang tingkat 2 tidak diketahui" in only(made, "18", 2).other


def test_the_threshold_of_a_level_is_found_by_its_place_in_the_scale() -> None:
    """5/2018 begins at 0: its level 1 is the first step, which the first threshold parts."""
    instrument, first = load_edition(OLD), Fraction("12.50")
    own = ExternalIndex(
        name="Indeks Contoh", steward="Kementerian", thresholds=(first, *map(Fraction, "3456"))
    )
    aspect = instrument.aspects[0]
    judged = replace(aspect.indicators[0], external_index=own, levels=())
    edition = replace(
        instrument,
        aspects=(replace(aspect, indicators=(judged, *aspect.indicators[1:])), *instrument.aspects[1:]),
    )
    dues = (LevelDue(indicator=1, level=1, year=2020),)
    made = replace(ground(OLD, 2, values={"1": 0}, year=2019, dues=dues), instrument=edition)

    assert "Indeks Contoh (Kementerian) sampai memenuhi 12,50, ambang tingkat 1." in only(made, "1", 1).other


def test_a_policy_is_done_in_an_earlier_quarter_or_the_same_and_never_after_its_practice() -> None:
    """Policy 5 and practice 16 of one OPD: first the policy."""
    dues = (LevelDue(indicator=16, level=3, year=2025),)
    done = {(t.item, t.level): t.quarter for t in work(ground(values={"5": 1, "16": 2}, dues=dues))}

    assert done["5", 2] < done["16", 3]


def test_the_effort_of_an_opd_is_spread_over_its_year() -> None:
    """Four equal steps of one OPD stand in four quarters; one alone in the middle of the year."""
    dues = tuple(LevelDue(indicator=number, level=4, year=2025) for number in (11, 12, 13, 14, 32))
    efforts = (OwnEffort(effort=Fraction(5)),)
    done = {task.item: task.quarter for task in work(ground(dues=dues, efforts=efforts))}

    assert done == {"11": 1, "12": 2, "13": 3, "14": 4, "32": 2}


def test_steps_without_effort_stand_in_the_first_quarter() -> None:
    """Nothing is to be spread."""
    made = ground(aims={2025: Aim(index=Fraction("3.02"))}, efforts=(OwnEffort(effort=Fraction(0)),))

    assert {task.quarter for task in work(made)} == {1}


def test_a_way_without_moves_has_no_quarters() -> None:
    """Nothing to schedule."""
    problem = problem_of(ground())

    assert quarters(problem, Way(moves=(), effort=Fraction(0), indexes={2025: problem.start}), {}) == {}
