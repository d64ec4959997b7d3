"""What a simulation leaves out of sight: the effort of its steps, and what should come before them."""

from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.planning import load_planning
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.planning.model import Problem
from spbe_lib.results.planning.setting import Ground, problem_of
from spbe_lib.results.planning.simulated import effort_of, unmet
from spbe_lib.results.scenario import simulate

LAW = load_edition("permenpanrb-59-2020")


SHOWN_TWO = Span(Fraction("1.995"), Fraction("2.005"), open_end=True)
"""What is printed 2,00."""


def levels(**typed: int) -> dict[str, Span]:
    """Values by item (``i13=4``)."""
    return {code.removeprefix("i"): Span.exactly(level) for code, level in typed.items()}


def problem(values: dict[str, Span]) -> Problem:
    """What decides a plan that begins with these values, with nothing answered."""
    cycle = Cycle(name="uji", government="Kabupaten Contoh", year=2024, edition=LAW.code)
    ground = Ground(
        cycle=cycle, instrument=LAW, rules=load_planning(LAW.code), values=values, records=Records()
    )
    return problem_of(ground)


def test_the_effort_is_that_of_every_step_on_the_way() -> None:
    """Two levels up take both steps, along what each rests on; a fall takes nothing."""
    base = {item.code: Span.exactly(2) for item in LAW.items}
    known = problem(base)
    steps = {step.key: step.effort for step in known.steps}

    def effort(**typed: int) -> Fraction | None:
        return effort_of(known, simulate(LAW, base, levels(**typed)))

    assert effort() == 0
    assert effort(i11=4) == steps["11", 3] + steps["11", 4]
    assert effort(i3=4) == steps["3", 4]
    assert effort(i11=4, i12=1) == effort(i11=4)
    assert effort(i11=3, i12=3) == steps["11", 3] + steps["12", 3]


def test_what_no_step_is_known_for_has_no_effort() -> None:
    """An item without a value, and a value between two levels."""
    base = {item.code: Span.exactly(2) for item in LAW.items if item.code != "1"}
    known = problem(base)

    assert effort_of(known, simulate(LAW, base, levels(i1=3))) is None
    between = {"11": Span.exactly(Fraction(7, 2))}
    assert effort_of(known, simulate(LAW, base, between)) is None


def test_what_is_printed_two_takes_no_step_to_two_and_a_whole_one_to_three() -> None:
    """It stands at 2; 2,00 in a simulation is the step to 2."""
    two = {item.code: Span.exactly(2) for item in LAW.items}
    shown, low = two | {"11": SHOWN_TWO}, two | levels(i11=1)

    def effort(base: dict[str, Span], after: Span) -> Fraction | None:
        return effort_of(problem(base), simulate(LAW, base, {"11": after}))

    assert effort(shown, Span.exactly(2)) == 0
    assert effort(shown, Span.exactly(3)) == effort(two, Span.exactly(3))
    assert effort(low, SHOWN_TWO) == effort(low, Span.exactly(2))


def test_what_is_printed_two_is_the_policy_that_its_practice_needs() -> None:
    """Raised to 2,00 with it, nothing is missing."""
    base = {item.code: Span.exactly(1) for item in LAW.items}
    raised = simulate(LAW, base, levels(i11=4) | {"1": SHOWN_TWO})

    assert unmet(problem(base), raised, base) == ()


def test_a_practice_without_its_policy_is_told_of() -> None:
    """Until the policy is raised with it; what stood there before is nothing new."""
    base = {item.code: Span.exactly(1) for item in LAW.items}
    known = problem(base)

    def told(**typed: int) -> tuple[str, ...]:
        return unmet(known, simulate(LAW, base, levels(**typed)), base)

    assert len(told(i11=4)) == 1
    assert told(i11=4)[0].startswith("Butir 11 ke tingkat 3: ")
    assert told(i11=4, i1=2) == ()
    assert told(i11=2) == ()
    high = base | levels(i11=4)
    assert unmet(problem(high), simulate(LAW, high, levels(i11=5)), high)[0].startswith("Butir 11 ke tingkat")
