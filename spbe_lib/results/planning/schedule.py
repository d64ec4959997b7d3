"""In which quarter of its year a step is done: prerequisites first, an OPD's effort spread evenly.

The rule, told on the page: within a year an OPD does one step after the other, those with a deadline first
and then in the order of the law; each step stands in the quarter in which half of its effort is spent when
the OPD's effort is spread evenly over the year, and never before a step that it needs.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from spbe_lib.results.planning.model import Move, Problem, Way

QUARTERS = 4

Key = tuple[str, int]


def quarters(problem: Problem, way: Way, leads: Mapping[str, str | None]) -> dict[Key, int]:
    """The quarter (1–4) in which each step is done.

    Args:
        problem: What the way keeps.
        way: The steps and their years.
        leads: Code of the lead by item; what nobody leads is spread as if one OPD did it.
    """
    years = {move.step.key: move.year for move in way.moves}
    needs = {move.step.key: _needs(problem, move, years) for move in way.moves}
    found: dict[Key, int] = {}
    for year in problem.years:
        moves = [move for move in way.moves if move.year == year]
        found |= _of_year(_in_order(problem, moves, needs), needs, leads)
    return found


def _of_year(
    moves: Sequence[Move], needs: Mapping[Key, Sequence[Key]], leads: Mapping[str, str | None]
) -> dict[Key, int]:
    whole: dict[str | None, Fraction] = {}
    for move in moves:
        lead = leads.get(move.step.item)
        whole[lead] = whole.get(lead, Fraction(0)) + move.step.effort
    spent = dict.fromkeys(whole, Fraction(0))
    found: dict[Key, int] = {}
    for move in moves:
        lead = leads.get(move.step.item)
        spent[lead] += move.step.effort
        half = spent[lead] - move.step.effort / 2
        share = half / whole[lead] if whole[lead] else Fraction(0)
        earliest = max((found.get(key, 1) for key in needs[move.step.key]), default=1)
        found[move.step.key] = max(earliest, 1, ceil(QUARTERS * share))
    return found


def _in_order(problem: Problem, moves: Sequence[Move], needs: Mapping[Key, Sequence[Key]]) -> list[Move]:
    """What is needed comes before what needs it; else what has a deadline, else the order of the law."""
    due = {key for each in problem.dues for key in each.steps}
    waiting = sorted(moves, key=lambda move: (move.step.key not in due, moves.index(move)))
    found: list[Move] = []
    while waiting:
        left = {move.step.key for move in waiting}
        free = [move for move in waiting if left.isdisjoint(needs[move.step.key])]
        # Prerequisites that go in a circle end in the order of the law.
        found.append((free or waiting)[0])
        waiting.remove(found[-1])
    return found


def _needs(problem: Problem, move: Move, years: Mapping[Key, int]) -> tuple[Key, ...]:
    """The steps of the same year that must be done before: of several that serve, the one done first."""
    step = move.step
    wanted: list[tuple[Key, ...]] = [] if step.rests_on is None else [((step.item, step.rests_on),)]
    wanted += [order.needs for order in problem.orders if order.step == step.key]
    made = [[key for key in keys if years.get(key, move.year + 1) <= move.year] for keys in wanted]
    first = [min(keys, key=lambda key: (years[key], key[1])) for keys in made if keys]
    return tuple(key for key in first if years[key] == move.year)
