"""A government's own list of evidence items (*butir bukti*), where an edition's official one is not known.

The list is data of a cycle. Laid over the edition it makes an instrument like any other: what asks, reads,
proves or counts requirements does not know the difference, and the weights and scales stay the edition's.
"""

from dataclasses import dataclass, replace

from spbe_lib.law.instrument import Indicator, Instrument, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequirements:
    """A list of requirements that a cycle brings along.

    Attributes:
        source: Where the list comes from, as people read it.
        levels: The levels of each indicator, by legal number in legal order; an indicator that is not
            named keeps what the edition says.
    """

    source: str
    levels: tuple[tuple[int, tuple[Level, ...]], ...]


def with_requirements(instrument: Instrument, own: OwnRequirements) -> Instrument:
    """The edition with the requirements of a cycle's own list, and a notice that says whose they are."""
    levels = dict(own.levels)
    notice = f"Daftar butir bukti pada siklus ini bukan daftar resmi; sumber: {own.source.rstrip('.')}."
    return replace(
        instrument,
        notices=(*instrument.notices, notice),
        aspects=tuple(
            replace(aspect, indicators=tuple(_laid_over(each, levels) for each in aspect.indicators))
            for aspect in instrument.aspects
        ),
    )


def _laid_over(indicator: Indicator, levels: dict[int, tuple[Level, ...]]) -> Indicator:
    return replace(indicator, levels=levels.get(indicator.number, indicator.levels))
