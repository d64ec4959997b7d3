"""Which recommendations of former years stand in no list yet, and which are still to be done; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spbe_lib.records.recommendations import Recommendation
from spbe_lib.records.register import Cycle


def last_evaluation(cycle: Cycle) -> int:
    """The year of the last evaluation before a cycle: as its result says, else the year before."""
    return cycle.previous.year if cycle.previous and cycle.previous.year else cycle.year - 1


def carried_from(cycle: Cycle, each: Recommendation) -> int | None:
    """The year that gave a recommendation, where that is not the last evaluation before a cycle."""
    return each.year if each.year not in (None, last_evaluation(cycle)) else None


def still_open(cycle: Cycle) -> Iterator[Recommendation]:
    """What was recommended before a cycle and is still to be done, with the year that gave it."""
    for each in (*cycle.follow_ups, *unlisted(cycle)):
        if each.progress.is_open:
            yield each if each.year else replace(each, year=last_evaluation(cycle))


def unlisted(cycle: Cycle) -> Iterator[Recommendation]:
    """Last year's recommendations for which no line of the follow-up stands, in the order of their file.

    Under another regulation the codes mean other things, so that none of them can be taken over.
    """
    previous = cycle.previous
    if previous is None or previous.edition != cycle.edition:
        return
    listed = {each.item for each in cycle.follow_ups if each.year in (None, previous.year)}
    for item, text in previous.recommendations.items():
        if item not in listed and text.strip():
            yield Recommendation(code=code_of(previous.year, item), text=text, item=item, year=previous.year)


def open_texts(cycle: Cycle) -> Mapping[str, tuple[str, ...]]:
    """What is still to be done of earlier recommendations, by item, each with the year and its code."""
    found: dict[str, tuple[str, ...]] = {}
    for each in still_open(cycle):
        if each.item:
            told = f"Rekomendasi asesor {each.year}, {each.code}: {each.text}"
            found[each.item] = (*found.get(each.item, ()), told)
    return found


def code_of(year: int | None, item: str) -> str:
    """How a recommendation is called to which nobody gave a code.

    >>> code_of(2023, "13")
    'R2023-13'
    """
    return f"R{year or ''}-{item}"
