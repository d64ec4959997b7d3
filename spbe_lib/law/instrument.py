"""One edition of the evaluation instrument, as frozen values.

Domains hold aspects, aspects hold indicators, indicators have levels, levels have requirements.
Whatever number or label the law fixes is a field here, filled from ``law/regulations/<edition>/*.yaml``;
None or an empty tuple means that the edition (or our copy of it) does not say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from spbe_lib.figures import half_up

Basis = Literal["exact", "shown"]
"""Which index the predicate follows: the unrounded or the printed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """The atom of the instrument (*syarat*): one positive fact that can be ticked.

    ``elements`` lists what the fact must contain completely; ``examples`` and
    ``guideline_examples`` illustrate and are never conditions; ``evidence`` suggests proofs.
    """

    code: str
    text: str
    elements: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    guideline_examples: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of one indicator: its new requirements and the level that it rests on.

    ``limit`` (*batas*, "baru sebagian …") is text to read, never something to tick.
    ``prerequisite`` is None on the lowest level.
    """

    value: int
    prerequisite: int | None
    requirements: tuple[Requirement, ...] = ()
    limit: str | None = None
    early_evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRule:
    """A requirement that the law asks of all OPDs: by the text of a policy or by practice.

    ``share`` is in percent; ``extent`` says whether all OPDs count or only those concerned.
    """

    requirement: str
    level: int
    kind: Literal["policy", "practice"]
    extent: Literal["all", "concerned"]
    share: Fraction
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIndex:
    """Another ministry's index from which an indicator's level is taken.

    Four ``thresholds`` part five levels; empty when they are not known.
    """

    name: str
    steward: str
    thresholds: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What gets a level: an indicator, or one service of an indicator (``35a``). Weight in percent."""

    code: str
    weight: Fraction
    indicator: int
    aspect: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevel:
    """A level's official name, where known, and what it means."""

    value: int
    name: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The levels that an indicator can reach, lowest first."""

    code: str
    name: str
    reference: str
    levels: tuple[ScaleLevel, ...]

    def level(self, value: int) -> ScaleLevel | None:
        """The level with this value, or None where the scale has none."""
        return next((level for level in self.levels if level.value == value), None)


# No slots, as with ``Instrument``: what is looked up by code is worked out once.
@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator under its legal number. Weight in percent of the index.

    ``levels`` is empty when the requirements of the edition are not known. ``policy_of`` numbers the
    indicators whose practice rests on this policy: an inference to ask by, in no edition's text.
    """

    number: int
    name: str
    short_name: str
    aspect: int
    weight: Fraction
    scale: Scale
    reference: str
    items: tuple[Item, ...]
    levels: tuple[Level, ...] = ()
    scope: tuple[ScopeRule, ...] = ()
    external_index: ExternalIndex | None = None
    purpose: str | None = None
    evidence: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    policy_of: tuple[int, ...] = ()
    names_elsewhere: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def level(self, value: int) -> Level | None:
        """The level with this value, or None where its requirements are not known."""
        return next((level for level in self.levels if level.value == value), None)

    def label_of(self, requirement: str) -> str | None:
        """How people call a requirement of it: ``syarat 3.1``, level and place; None for another's code."""
        return self._labels.get(requirement)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Codes of all its requirements."""
        return frozenset(self._labels)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {
            each.code: f"syarat {level.value}.{place}"
            for level in self.levels
            for place, each in enumerate(level.requirements, 1)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """A group of indicators. Weight in percent; ``domain`` is None in an edition without domains."""

    number: int
    name: str
    weight: Fraction
    domain: int | None
    indicators: tuple[Indicator, ...]
    names_elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A group of aspects. Weight in percent of the index."""

    number: int
    name: str
    weight: Fraction
    names_elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a requirement stands in an edition."""

    indicator: Indicator
    level: Level
    requirement: Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """The word for an index. Only lower bounds exist, so that no gap or overlap can."""

    name: str
    lower: Fraction | None
    term: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedAs:
    """The value (0–5) that the edition counts in a special case, and where that is written."""

    value: Fraction
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItems:
    """That an edition judges evidence items (*butir bukti*) one by one: only an accepted one counts.

    ``code`` is the pattern of an item's code, and ``reference`` where all this is written.
    """

    code: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Whether a threshold of another index is met by a figure that equals it, or only by one above."""

    met_by: Literal["at_least", "above"]
    reference: str

    @property
    def label(self) -> str:
        """What a figure must do to meet a threshold, as people read it."""
        return "mencapai" if self.met_by == "at_least" else "melebihi"

    def met(self, figure: Fraction, threshold: Fraction) -> bool:
        """Whether a figure stands on the upper side of a threshold."""
        return figure > threshold or (self.met_by == "at_least" and figure == threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineChange:
    """What a technical guideline changed in the yardstick of some indicators."""

    indicators: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A technical guideline (*juknis*): the vintage of the yardstick in certain years."""

    name: str
    years: tuple[int, ...]
    text_available: bool
    changes: tuple[GuidelineChange, ...] = ()


# No slots: what follows from the fields is worked out once and lies beside them, for it is looked up by
# code and number thousands of times in one run.
@dataclass(frozen=True, kw_only=True, eq=False)
class Instrument:
    """One edition: everything that the law fixes for one evaluation.

    ``level_denominator`` is the unit in which this edition's values are stored as integers
    (1 where only whole levels exist). ``predicates`` run from the lowest to the highest.
    ``not_submitted`` is None where the edition does not say what an unanswered item counts;
    ``evidence_items`` where it judges levels, and ``external_threshold`` where it knows no other index.
    """

    code: str
    name: str
    short_name: str
    index_name: str
    legal_basis: str
    used_for: str
    confidence: str
    notices: tuple[str, ...]
    in_force: str | None
    repealed: str | None
    digits: int
    level_denominator: int
    nothing_fulfilled: CountedAs
    not_submitted: CountedAs | None
    external_missing: CountedAs | None
    external_threshold: Threshold | None
    evidence_items: EvidenceItems | None
    predicate_basis_by_year: tuple[tuple[int, Basis], ...]
    predicate_basis_otherwise: Basis
    predicates: tuple[Predicate, ...]
    guidelines: tuple[Guideline, ...]
    criteria_vintage: str | None
    domains: tuple[Domain, ...]
    aspects: tuple[Aspect, ...]

    @property
    def subject(self) -> str:
        """What is evaluated, as the index is called after it: ``SPBE``, ``Pemerintah Digital``."""
        return self.index_name.removeprefix("Indeks ")

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in legal order."""
        return tuple(indicator for aspect in self.aspects for indicator in aspect.indicators)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in legal order: what an assessment gives values to."""
        return tuple(item for indicator in self.indicators for item in indicator.items)

    @cached_property
    def top(self) -> int:
        """The highest level of any scale (5)."""
        return max(indicator.scale.levels[-1].value for indicator in self.indicators)

    @cached_property
    def whole_weight(self) -> Fraction:
        """The weights of all items together: what the whole index weighs."""
        return sum((item.weight for item in self.items), Fraction(0))

    @cached_property
    def _by_number(self) -> Mapping[int, Indicator]:
        return {indicator.number: indicator for indicator in self.indicators}

    @cached_property
    def _by_code(self) -> Mapping[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return {
            requirement.code: Place(indicator=indicator, level=level, requirement=requirement)
            for indicator in self.indicators
            for level in indicator.levels
            for requirement in level.requirements
        }

    @property
    def unanswered(self) -> CountedAs:
        """The least that an unanswered item can count.

        *Not handed in* where the edition says what that counts, else *nothing fulfilled*.
        """
        return self.not_submitted or self.nothing_fulfilled

    def indicator(self, number: int) -> Indicator:
        """The indicator with this legal number.

        Raises:
            KeyError: The edition has no such indicator.
        """
        return self._by_number[number]

    def item(self, code: str) -> Item | None:
        """The item with this code; None for a code that the edition does not know."""
        return self._by_code.get(code)

    def place(self, requirement: str) -> Place | None:
        """Where a requirement stands in the law; None for a code that the edition does not know."""
        return self._places.get(requirement)

    def predicate(self, index: Fraction) -> Predicate:
        """The one predicate of an index (0–5): the highest whose lower bound the index reaches.

        Reference:
            59/2020, pp. 21–24; 8/2026 from secondary sources.
        """
        reached = [p for p in self.predicates if p.lower is None or index >= p.lower]
        return reached[-1]

    def predicate_below(self, index: Fraction) -> Predicate:
        """The one predicate of every index that is under the given one by ever so little."""
        reached = [p for p in self.predicates if p.lower is None or index > p.lower]
        return reached[-1]

    def next_predicate(self, predicate: Predicate) -> Predicate | None:
        """The predicate above, or None at the top."""
        place = self.predicates.index(predicate) + 1
        return self.predicates[place] if place < len(self.predicates) else None

    def predicate_basis(self, year: int | None) -> Basis | None:
        """Which index the predicate followed in a year; None where no rule is known."""
        return dict(self.predicate_basis_by_year).get(year) if year is not None else None

    def on_basis(self, index: Fraction, basis: Basis) -> Fraction:
        """The index as the predicate sees it: unrounded, or rounded half up as printed."""
        return half_up(index, self.digits) if basis == "shown" else index

    def guideline(self, year: int | None) -> Guideline | None:
        """The technical guideline of a year; None where none is known."""
        return next((guideline for guideline in self.guidelines if year in guideline.years), None)
