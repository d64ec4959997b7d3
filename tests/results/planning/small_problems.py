"""Random small planning problems: awkward weights, broken ladders, everything that can bind."""

from fractions import Fraction

from hypothesis import strategies as st

from spbe_lib.results.planning.model import Due, Floor, Order, Problem, Step

FIRST = 2025
EFFORTS = st.sampled_from([Fraction(0), *(Fraction(n, d) for n in range(1, 5) for d in (1, 2, 3, 7))])


@st.composite
def problems(draw: st.DrawFn, *, with_floor: bool = True) -> Problem:
    """One government of at most three items, seven steps and two years."""
    years = tuple(range(FIRST, FIRST + draw(st.integers(1, 2))))
    items = [str(number) for number in range(1, draw(st.sampled_from([3, 2, 1])) + 1)]
    shares = [draw(st.integers(1, 9)) for _ in items]
    values = {item: draw(st.sampled_from(STARTS)) for item in items}
    steps = tuple(step for item in items for step in draw(ladders(item, values[item])))[
        : 7 if len(years) == 1 else 6
    ]
    steps = tuple(
        step for step in steps if step.rests_on is None or (step.item, step.rests_on) in keys(steps)
    )
    weights = {item: Fraction(share, sum(shares)) for item, share in zip(items, shares, strict=True)}
    return Problem(
        years=years,
        values=values,
        weights=weights,
        steps=steps,
        fixed={item: "dikunci" for item in items if draw(st.integers(0, 9)) == 9},
        orders=tuple(draw(orders(steps))),
        floors={year: draw(floors(values, weights)) for year in years[-1:] if with_floor}
        | ({years[0]: draw(floors(values, weights))} if with_floor and draw(st.integers(0, 5)) == 5 else {}),
        dues=tuple(draw(dues(steps, years))),
        budgets={year: draw(st.sampled_from(BUDGETS)) for year in years if draw(st.integers(0, 2)) == 2},
        most_each=draw(st.sampled_from([None, 2, 1])),
        most_all=draw(st.sampled_from([None, 4, 3, 2, 1])),
    )


PARTS = [Fraction(n, d) for n, d in ((1, 4), (1, 3), (1, 7), (1, 12), (2, 5), (3, 7), (1, 2), (3, 4), (0, 1))]
BUDGETS = [Fraction(n, d) for n, d in ((6, 1), (13, 3), (5, 2), (9, 1), (2, 1), (1, 2))]
STARTS = [Fraction(2), Fraction(3), Fraction(1), Fraction(233, 200), Fraction(5, 2), Fraction(4), Fraction(5)]


def keys(steps: tuple[Step, ...]) -> set[tuple[str, int]]:
    """Which steps these are."""
    return {step.key for step in steps}


@st.composite
def ladders(draw: st.DrawFn, item: str, value: Fraction) -> list[Step]:
    """The steps of one item; now and then level 4 rests on 2, as in indicator 3 of 59/2020."""
    above = [level for level in range(1, 6) if level > value]
    skips = draw(st.integers(0, 3)) == 3
    found = []
    for level in above:
        below = 2 if skips and level == 4 else level - 1
        rests_on = below if below in above else None
        effort = draw(EFFORTS)
        found.append(Step(item=item, indicator=int(item), level=level, rests_on=rests_on, effort=effort))
    return found


@st.composite
def orders(draw: st.DrawFn, steps: tuple[Step, ...]) -> list[Order]:
    """Prerequisites between items, in any direction, also ones that nobody can keep."""
    found = []
    for _ in range(draw(st.integers(0, 2)) if steps else 0):
        step = draw(st.sampled_from(steps))
        needs = tuple(other.key for other in steps if other.item != step.item and draw(st.booleans()))
        found.append(Order(step=step.key, needs=needs, reason="prasyarat"))
    return found


@st.composite
def dues(draw: st.DrawFn, steps: tuple[Step, ...], years: tuple[int, ...]) -> list[Due]:
    """Now and then a level that must be reached by a year."""
    if not steps or draw(st.integers(0, 4)) < 4:
        return []
    step = draw(st.sampled_from(steps))
    enough = tuple(each.key for each in steps if each.item == step.item and each.level >= step.level)
    year = draw(st.sampled_from(years))
    return [Due(item=step.item, level=step.level, year=year, steps=enough, reason="tenggat")]


@st.composite
def floors(draw: st.DrawFn, values: dict[str, Fraction], weights: dict[str, Fraction]) -> Floor:
    """A target somewhere between where the government stands and the top."""
    start = sum((weights[item] * value for item, value in values.items()), Fraction(0))
    index = start + (5 - start) * draw(st.sampled_from(PARTS))
    return Floor(index=index, shown="indeks", basis="exact")
