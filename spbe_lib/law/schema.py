"""The shape of an edition's YAML files: which keys may stand where.

``edition.yaml`` holds what concerns the whole instrument, ``aspect-<n>.yaml`` one aspect with its
indicators. This module knows keys and types only; what must agree between them is checked in
``checks``. Labels and texts are Indonesian, for people read them; keys are English, for code does.
"""

from typing import Annotated, Literal

from pydantic import Field

from spbe_lib.sheets import Number, Sheet, Text, Whole

Weight = Annotated[Number, Field(gt=0)]
Texts = tuple[Text, ...]


class RequirementSheet(Sheet):
    """A requirement (*syarat*)."""

    code: Text
    text: Text
    elements: Texts = ()
    examples: Texts = ()
    guideline_examples: Texts = ()
    evidence: Texts


class LevelSheet(Sheet):
    """A level of an indicator; without ``prerequisite`` it rests on the level below."""

    prerequisite: Whole | None = None
    requirements: tuple[RequirementSheet, ...] = ()
    limit: Text | None = None
    early_evidence: Texts = ()


class ScopeSheet(Sheet):
    """A requirement that is asked of all OPDs."""

    level: Whole
    kind: Literal["policy", "practice"]
    share: Number
    extent: Literal["all", "concerned"]
    requirement: Text
    note: Text | None = None


class ExternalIndexSheet(Sheet):
    """Another ministry's index that gives the level."""

    name: Text
    steward: Text
    thresholds: tuple[Number, ...] = ()


class ItemSheet(Sheet):
    """One of several services of an indicator."""

    code: Text
    weight: Weight


class IndicatorSheet(Sheet):
    """An indicator under its legal number; without ``items`` it is itself the only item."""

    number: Whole
    name: Text
    short_name: Text | None = None
    weight: Weight
    scale: Text
    purpose: Text | None = None
    reference: Text | None = None
    items: tuple[ItemSheet, ...] = ()
    levels: dict[Whole, LevelSheet] = Field(default_factory=dict)
    scope: tuple[ScopeSheet, ...] = ()
    external_index: ExternalIndexSheet | None = None
    evidence: Texts = ()
    related: tuple[Whole, ...] = ()
    policy_of: tuple[Whole, ...] = ()
    names_elsewhere: Texts = ()
    notes: Texts = ()


class AspectSheet(Sheet):
    """One ``aspect-<n>.yaml``."""

    number: Whole
    name: Text
    weight: Weight
    domain: Whole | None = None
    reference: Text
    names_elsewhere: Texts = ()
    indicators: tuple[IndicatorSheet, ...]


class CountsSheet(Sheet):
    """How many of each the edition has."""

    domains: Whole
    aspects: Whole
    indicators: Whole


class RoundingSheet(Sheet):
    """How a figure is printed."""

    digits: Whole
    tie: Literal["half_up"]
    reference: Text


class CountedAsSheet(Sheet):
    """The value of a special case."""

    value: Number
    reference: Text


class EvidenceItemsSheet(Sheet):
    """That the edition judges evidence items one by one, and how their codes are spelt."""

    code: Text
    reference: Text


class ThresholdSheet(Sheet):
    """On which side of a threshold of another index a figure that meets it stands."""

    met_by: Literal["at_least", "above"]
    reference: Text


class OwnIndicatorSheet(Sheet):
    """One indicator in a cycle's own list of evidence items."""

    number: Whole
    levels: dict[Whole, LevelSheet]


class OwnRequirementsSheet(Sheet):
    """A cycle's own list of evidence items."""

    edition: Text
    source: Text
    indicators: tuple[OwnIndicatorSheet, ...]


class PredicateBasisSheet(Sheet):
    """Which index the predicate follows, by year."""

    years: dict[Whole, Literal["exact", "shown"]]
    otherwise: Literal["exact", "shown"]
    reference: Text


class PredicateSheet(Sheet):
    """A predicate with its lower bound; the lowest has none."""

    name: Text
    lower: Number | None = None
    term: Text | None = None


class ScaleLevelSheet(Sheet):
    """A level of a scale; unknown names stay absent."""

    value: Whole
    name: Text | None = None
    description: Text | None = None


class ScaleSheet(Sheet):
    """A scale of levels."""

    code: Text
    name: Text
    reference: Text
    levels: tuple[ScaleLevelSheet, ...]


class GuidelineChangeSheet(Sheet):
    """What a guideline changed."""

    indicators: tuple[Whole, ...]
    text: Text


class GuidelineSheet(Sheet):
    """A technical guideline and the years that it was used in."""

    name: Text
    years: tuple[Whole, ...]
    text_available: bool
    changes: tuple[GuidelineChangeSheet, ...] = ()


class DomainSheet(Sheet):
    """A domain."""

    number: Whole
    name: Text
    weight: Weight
    names_elsewhere: Texts = ()


class EditionSheet(Sheet):
    """``edition.yaml``."""

    code: Text
    name: Text
    short_name: Text
    index_name: Text
    legal_basis: Text
    in_force: Text | None = None
    repealed: Text | None = None
    used_for: Text
    confidence: Text
    notices: Texts = ()
    counts: CountsSheet
    rounding: RoundingSheet
    level_denominator: Annotated[Whole, Field(ge=1)]
    nothing_fulfilled: CountedAsSheet
    not_submitted: CountedAsSheet | None = None
    external_missing: CountedAsSheet | None = None
    external_threshold: ThresholdSheet | None = None
    evidence_items: EvidenceItemsSheet | None = None
    predicate_basis: PredicateBasisSheet
    predicates: tuple[PredicateSheet, ...]
    scales: tuple[ScaleSheet, ...]
    guidelines: tuple[GuidelineSheet, ...] = ()
    criteria_vintage: Text | None = None
    domains: tuple[DomainSheet, ...] = ()
