"""Small integer programs: the optimum of trying everything, and whole numbers at every step."""

import subprocess
import sys
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.results.integer_program import least
from spbe_lib.results.whole_numbers import Row

_SMALL = st.integers(-4, 4)
_ROWS = st.builds(
    Row,
    terms=st.dictionaries(st.integers(0, 2), _SMALL),
    low=st.none() | st.integers(-6, 6),
    high=st.none() | st.integers(-6, 6),
)


@given(costs=st.tuples(_SMALL, _SMALL, _SMALL), rows=st.lists(_ROWS, max_size=4))
def test_the_least_cost_is_that_of_trying_everything(costs: tuple[int, int, int], rows: list[Row]) -> None:
    """Also where nothing fits, and the answer itself keeps every row."""
    ceilings = (3, 2, 1)
    fitting = [
        each for each in product(range(4), range(3), range(2)) if all(_kept(row, each) for row in rows)
    ]
    found = least(costs, ceilings, rows)

    if found is None:
        assert fitting == []
    else:
        assert found in fitting
        assert _cost(costs, found) == min(_cost(costs, each) for each in fitting)


def test_a_program_without_variables_is_solved_or_not() -> None:
    """A sum of nothing is zero."""
    assert least([], [], [Row(terms={}, low=0)]) == ()
    assert least([], [], [Row(terms={}, low=1)]) is None


def test_the_solver_prints_nothing_and_leaves_no_thread_behind() -> None:
    """A process that forks afterwards must not warn, and standard output is the command's own."""
    program = (
        "import os; from spbe_lib.results.integer_program import least;"
        "from spbe_lib.results.whole_numbers import Row;"
        "before = len(os.listdir('/proc/self/task'));"
        "assert least([1, 1], [9, 9], [Row(terms={0: 3, 1: 2}, low=7)]);"
        "assert len(os.listdir('/proc/self/task')) == before"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("", "")


def _kept(row: Row, each: tuple[int, ...]) -> bool:
    total = sum(factor * each[place] for place, factor in row.terms.items())
    return (row.low is None or row.low <= total) and (row.high is None or total <= row.high)


def _cost(costs: tuple[int, ...], each: tuple[int, ...]) -> int:
    return sum(cost * value for cost, value in zip(costs, each, strict=True))
