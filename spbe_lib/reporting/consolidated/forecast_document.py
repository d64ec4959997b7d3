"""What the consolidated report says of the way before the assessor (*proyeksi*); frozen, as printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectLossRow:
    """What former years show of one aspect: how many pairs, and what the assessor took off on average.

    ``taken_off`` is the mean over its own pairs, ``shrunk`` the same drawn to the mean of all pairs, both in
    levels; None where there is no pair, or no projection.
    """

    number: int
    name: str
    pairs: int
    lower: int
    equal: int
    higher: int
    taken_off: str | None
    shrunk: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One pair, as it is shown while there are too few: the Tim's value and the final one of one item."""

    year: int
    code: str
    title: str
    mandiri: str
    akhir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRiskRow:
    """An item that may fall: how probable that is, what it costs on average, why, and who answers.

    ``chance`` is printed in percent, ``loss`` in points of the index.
    """

    code: str
    title: str
    lead: str | None
    value: str
    chance: str
    loss: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateChance:
    """A predicate and how probable it is, in percent."""

    name: str
    chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SureStepRow:
    """A step of the plan that reaches the target even then: to which level, in which year, what it adds."""

    code: str
    title: str
    lead: str | None
    level: int
    year: int
    gain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SureFacts:
    """The least effort with which the lower end of the range reaches the last target of the plan.

    ``target`` is that target with its year. ``index`` is the Tim's after all steps, ``low`` and ``high`` what
    is then expected of the assessor; all None where no steps suffice, or where ``refusal`` says why none
    could be worked out for certain.
    """

    target: str
    steps: tuple[SureStepRow, ...] = ()
    effort: str | None = None
    index: str | None = None
    low: str | None = None
    high: str | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The range of the final index that the pairs of former years lead to expect. Always shown as *proyeksi*.

    Attributes:
        start: The Tim's index, from which it starts.
        low: The lower end of the range.
        high: The upper end of the range.
        expected: The mean.
        certainty: How probable the range is, in percent (80).
        shrinkage: With how many pairs the whole counts against the pairs of one aspect; None where the
            aspects do not differ, so that all are taken as one.
        predicates: Those that the range touches, the most probable first.
        at_risk: The items that cost most on average, first the most.
        margin: What the Tim's index must lie above the target so that the lower end still reaches it.
        needed_index: The Tim's index at which the lower end reaches the target; None without a target, and
            where that is beyond the highest index.
        reaches_target: Whether the lower end reaches it already; None without a target.
        sure: The plan with which it reaches the last target of the plan; None without one, and where it does
            already.
    """

    start: str
    low: str
    high: str
    expected: str
    certainty: str
    shrinkage: int | None
    predicates: tuple[PredicateChance, ...]
    at_risk: tuple[AtRiskRow, ...]
    margin: str
    needed_index: str | None
    reaches_target: bool | None
    sure: SureFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastFacts:
    """The pairs of former years, and the projection that they allow.

    Attributes:
        pairs: How many there are under this regulation.
        years: Of which years.
        needed: How many a projection needs.
        missing: How many are still lacking; 0 when there are enough.
        other_editions: Pairs under another regulation, which are never used.
        aspects: The pairs by aspect.
        shown: The pairs themselves, while there are too few.
        unfinished: How many items the Tim has not valued yet; without all of them there is no projection.
        projection: None while there are too few pairs or values.
    """

    pairs: int
    years: tuple[int, ...]
    needed: int
    missing: int
    other_editions: int
    aspects: tuple[AspectLossRow, ...]
    shown: tuple[PairRow, ...]
    unfinished: int
    projection: Projection | None
