"""The edition of a cycle: the bundled one, under the cycle's own list of evidence items where it has one."""

from functools import lru_cache

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.own_requirements import OwnRequirements, with_requirements
from spbe_lib.records.register import Cycle


def edition_of(cycle: Cycle) -> Instrument:
    """The instrument under which a cycle's answers are given and read.

    Equal cycles give the same object, for much is worked out once for each instrument.

    Raises:
        EditionError: There is no such edition, or its files have faults.
    """
    return load_edition(cycle.edition) if cycle.own is None else _laid_over(cycle.edition, cycle.own)


@lru_cache(maxsize=16)
def _laid_over(edition: str, own: OwnRequirements) -> Instrument:
    return with_requirements(load_edition(edition), own)
