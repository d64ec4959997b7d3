"""The level that follows from another ministry's index, where an edition takes it from there; pure."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from spbe_lib.figures import Span, printed
from spbe_lib.law.instrument import ExternalIndex, Indicator, Instrument
from spbe_lib.records.external import ExternalFigure
from spbe_lib.records.register import Cycle


class ExternalState(StrEnum):
    """Whether a level follows from another index."""

    DERIVED = "derived"
    MISSING = "missing"
    NO_THRESHOLDS = "no_thresholds"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return {
            "derived": "tingkat mengikuti angka indeks",
            "missing": "belum tersedia",
            "no_thresholds": "ambang tidak diketahui; tingkat ditetapkan Tim",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalLevel:
    """What another index gives for one indicator.

    Attributes:
        indicator: Legal number.
        index: The other index, and who keeps it.
        figure: Its published figure; None while it is not available.
        state: Whether a level follows.
        value: The level (0–5) that follows, or what the edition counts while the figure is missing; None
            where the Tim has to give it.
    """

    indicator: int
    index: ExternalIndex
    figure: ExternalFigure | None
    state: ExternalState
    value: Span | None

    @property
    def words(self) -> str:
        """Which index, whose, and its figure: ``Satu Data Indonesia (Bappenas): 48,20``."""
        told = f"{self.index.name} ({self.index.steward}): "
        if self.figure is None:
            counted = f", dihitung {self.value.low}" if self.value else ""
            return f"{told}{self.state.label}{counted}"
        asked = f"; {self.state.label}" if self.state is ExternalState.NO_THRESHOLDS else ""
        return f"{told}{self.figure.shown}{asked}"


def needed_figure(instrument: Instrument, indicator: Indicator, level: int) -> str | None:
    """Which figure of another index a level asks for, in words; None where no threshold is known."""
    index, rule = indicator.external_index, instrument.external_threshold
    values = [each.value for each in indicator.scale.levels]
    if index is None or rule is None or not index.thresholds or level not in values[1:]:
        return None
    threshold = printed(index.thresholds[values.index(level) - 1], instrument.digits)
    return f"Angka {index.name} ({index.steward}) {rule.label} {threshold}."


def external_levels(cycle: Cycle, instrument: Instrument) -> tuple[ExternalLevel, ...]:
    """The indicators that another ministry's index judges, in legal order."""
    found = (external_level(cycle, instrument, each) for each in instrument.indicators)
    return tuple(each for each in found if each)


def external_level(cycle: Cycle, instrument: Instrument, indicator: Indicator) -> ExternalLevel | None:
    """What another index gives for an indicator; None where none judges it.

    The thresholds part the levels of the scale, lowest first; the edition says whether a figure that
    equals one has met it. While the figure is missing, the value is what the edition counts then.

    Reference:
        8/2026, secondary sources: assessor's paper of 2026.
    """
    index = indicator.external_index
    if index is None:
        return None
    figure = cycle.external_figure(indicator.number)
    state, value = ExternalState.NO_THRESHOLDS, None
    if figure is None:
        counted = instrument.external_missing
        state, value = ExternalState.MISSING, Span.exactly(counted.value) if counted else None
    elif index.thresholds:
        state, value = ExternalState.DERIVED, Span.exactly(_reached(instrument, indicator, figure.figure))
    return ExternalLevel(indicator=indicator.number, index=index, figure=figure, state=state, value=value)


def _reached(instrument: Instrument, indicator: Indicator, figure: Fraction) -> int:
    rule, index = instrument.external_threshold, indicator.external_index
    met = [each for each in index.thresholds if rule.met(figure, each)] if rule and index else []
    return indicator.scale.levels[len(met)].value
