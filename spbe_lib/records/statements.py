"""Which requirements an answer states as fulfilled, by its ticks or by the level that it gives; pure."""

from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.records.answers import Response


def stated_requirements(instrument: Instrument, indicator: Indicator, response: Response) -> frozenset[str]:
    """The requirements that a response states as fulfilled.

    They are the ticked ones; where nothing is ticked, those of the level that was given directly and of
    every level that it rests on. The lowest value states nothing, for it is given with nothing fulfilled.
    """
    ticked = own_ticks(indicator, response)
    value = response.level.exact if response.level else None
    if ticked or value is None or value <= instrument.nothing_fulfilled.value or value.denominator > 1:
        return ticked
    stated: set[str] = set()
    level = indicator.level(int(value))
    while level is not None:
        stated |= {requirement.code for requirement in level.requirements}
        level = indicator.level(level.prerequisite) if level.prerequisite is not None else None
    return frozenset(stated)


def own_ticks(indicator: Indicator, response: Response) -> frozenset[str]:
    """The ticked requirements that belong to the indicator."""
    return response.ticked & indicator.codes
