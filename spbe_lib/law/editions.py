"""Load an edition of the regulation: YAML files → one frozen Instrument, or all faults at once."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from spbe_lib.errors import EditionError, Problem
from spbe_lib.law import checks
from spbe_lib.law.instrument import (
    Aspect,
    CountedAs,
    Domain,
    EvidenceItems,
    ExternalIndex,
    Guideline,
    GuidelineChange,
    Indicator,
    Instrument,
    Item,
    Level,
    Predicate,
    Requirement,
    Scale,
    ScaleLevel,
    ScopeRule,
    Threshold,
)
from spbe_lib.law.schema import (
    AspectSheet,
    CountedAsSheet,
    EditionSheet,
    GuidelineSheet,
    IndicatorSheet,
    LevelSheet,
    ScaleSheet,
)
from spbe_lib.sheets import shaped
from spbe_lib.strict_yaml import parse
from spbe_lib.workspace import EDITIONS


def edition_codes() -> tuple[str, ...]:
    """Codes of all bundled editions, the names that ``edition:`` may carry in a file."""
    return tuple(sorted(file.parent.name for file in EDITIONS.glob("*/edition.yaml")))


def edition_named(text: str) -> str | None:
    """The code of the edition that somebody means: by its code, its short name, or the number in that.

    >>> edition_named("8/2026") == edition_named("PermenPANRB 8/2026") == "permenpanrb-8-2026"
    True
    """
    asked = " ".join(text.casefold().split())
    if asked in edition_codes():
        return asked
    named = {code: load_edition(code).short_name.casefold() for code in edition_codes()}
    return next((code for code, name in named.items() if asked in (name, name.split()[-1])), None)


@cache
def load_edition(code: str) -> Instrument:
    """Load a bundled edition by its code, such as ``permenpanrb-59-2020``.

    Raises:
        EditionError: There is no such edition, or its files have faults.
    """
    if code not in edition_codes():
        known = ", ".join(edition_codes())
        raise EditionError(
            [Problem(where="edition", what=f"peraturan '{code}' tidak dikenal", allowed=known)]
        )
    return read_edition(EDITIONS / code)


@lru_cache(maxsize=16)
def edition_hash(instrument: Instrument) -> str:
    """The SHA-256 of what an answer under this edition means: items, levels, and the facts to tick.

    A workbook carries it, so that answers to one wording are never read as answers to another; a cycle's
    own list of evidence items is part of the wording. A changed weight, name or example of a proof leaves
    it as it is.
    """
    meaning = [
        [
            [item.code for item in indicator.items],
            [level.value for level in indicator.scale.levels],
            [
                [level.value, level.prerequisite, [[r.code, r.text, r.elements] for r in level.requirements]]
                for level in indicator.levels
            ],
        ]
        for indicator in instrument.indicators
    ]
    return hashlib.sha256(json.dumps([instrument.code, meaning]).encode()).hexdigest()


def read_edition(folder: Path) -> Instrument:
    """Read an edition's folder (``edition.yaml`` and ``aspect-<n>.yaml``).

    Raises:
        EditionError: Every structural fault of every file: unknown, missing or repeated keys,
            codes and levels, prerequisites that do not exist, weights that do not add up.
            What must agree inside a file is looked at once its own keys are right.
    """
    file = parse(folder / "edition.yaml")
    edition = shaped(file, EditionSheet)
    aspect_files = [parse(path) for path in sorted(folder.glob("aspect-*.yaml"))]
    sheets = [(each, shaped(each, AspectSheet)) for each in aspect_files]
    located = [(each, sheet) for each, sheet in sheets if sheet is not None]
    problems = [problem for each in (file, *aspect_files) for problem in each.problems]
    if edition is not None:
        problems += checks.edition_problems(file, edition)
        for each, sheet in located:
            problems += checks.aspect_problems(each, sheet, edition)
        if len(located) == len(sheets):
            problems += checks.whole_problems(file, edition, located)
    if problems or edition is None:
        raise EditionError(problems)
    return _instrument(edition, [sheet for _, sheet in located])


def _instrument(edition: EditionSheet, sheets: list[AspectSheet]) -> Instrument:
    scales = {sheet.code: _scale(sheet) for sheet in edition.scales}
    return Instrument(
        code=edition.code,
        name=edition.name,
        short_name=edition.short_name,
        index_name=edition.index_name,
        legal_basis=edition.legal_basis,
        used_for=edition.used_for,
        confidence=edition.confidence,
        notices=edition.notices,
        in_force=edition.in_force,
        repealed=edition.repealed,
        digits=edition.rounding.digits,
        level_denominator=edition.level_denominator,
        nothing_fulfilled=CountedAs(**dict(edition.nothing_fulfilled)),
        not_submitted=_counted_as(edition.not_submitted),
        external_missing=_counted_as(edition.external_missing),
        external_threshold=Threshold(**dict(edition.external_threshold))
        if edition.external_threshold
        else None,
        evidence_items=EvidenceItems(**dict(edition.evidence_items)) if edition.evidence_items else None,
        predicate_basis_by_year=tuple(sorted(edition.predicate_basis.years.items())),
        predicate_basis_otherwise=edition.predicate_basis.otherwise,
        predicates=tuple(Predicate(**dict(sheet)) for sheet in edition.predicates),
        guidelines=tuple(_guideline(sheet) for sheet in edition.guidelines),
        criteria_vintage=edition.criteria_vintage,
        domains=tuple(Domain(**dict(sheet)) for sheet in edition.domains),
        aspects=tuple(_aspect(sheet, scales) for sheet in sorted(sheets, key=lambda sheet: sheet.number)),
    )


def _aspect(sheet: AspectSheet, scales: dict[str, Scale]) -> Aspect:
    in_legal_order = sorted(sheet.indicators, key=lambda each: each.number)
    return Aspect(
        number=sheet.number,
        name=sheet.name,
        weight=sheet.weight,
        domain=sheet.domain,
        names_elsewhere=sheet.names_elsewhere,
        indicators=tuple(_indicator(each, sheet, scales[each.scale]) for each in in_legal_order),
    )


def _indicator(sheet: IndicatorSheet, aspect: AspectSheet, scale: Scale) -> Indicator:
    weights = [(item.code, item.weight) for item in sheet.items] or [(str(sheet.number), sheet.weight)]
    external = sheet.external_index
    return Indicator(
        number=sheet.number,
        name=sheet.name,
        short_name=sheet.short_name or sheet.name,
        aspect=aspect.number,
        weight=sheet.weight,
        scale=scale,
        reference=sheet.reference or aspect.reference,
        items=tuple(
            Item(code=code, weight=weight, indicator=sheet.number, aspect=aspect.number)
            for code, weight in weights
        ),
        levels=levels_from(sheet.levels, scale) if sheet.levels else (),
        scope=tuple(ScopeRule(**dict(rule)) for rule in sheet.scope),
        external_index=ExternalIndex(**dict(external)) if external else None,
        purpose=sheet.purpose,
        evidence=sheet.evidence,
        related=sheet.related,
        policy_of=sheet.policy_of,
        names_elsewhere=sheet.names_elsewhere,
        notes=sheet.notes,
    )


def levels_from(sheets: Mapping[int, LevelSheet], scale: Scale) -> tuple[Level, ...]:
    """The levels of an indicator as its file writes them; every level of its scale stands there."""
    values = [level.value for level in scale.levels]
    below = [None, *values]
    return tuple(_level(value, sheets[value], under) for value, under in zip(values, below, strict=False))


def _level(value: int, sheet: LevelSheet, below: int | None) -> Level:
    return Level(
        value=value,
        prerequisite=below if sheet.prerequisite is None else sheet.prerequisite,
        requirements=tuple(Requirement(**dict(each)) for each in sheet.requirements),
        limit=sheet.limit,
        early_evidence=sheet.early_evidence,
    )


def _scale(sheet: ScaleSheet) -> Scale:
    levels = sorted(sheet.levels, key=lambda level: level.value)
    return Scale(
        code=sheet.code,
        name=sheet.name,
        reference=sheet.reference,
        levels=tuple(ScaleLevel(**dict(level)) for level in levels),
    )


def _guideline(sheet: GuidelineSheet) -> Guideline:
    return Guideline(
        name=sheet.name,
        years=sheet.years,
        text_available=sheet.text_available,
        changes=tuple(GuidelineChange(**dict(change)) for change in sheet.changes),
    )


def _counted_as(sheet: CountedAsSheet | None) -> CountedAs | None:
    return CountedAs(**dict(sheet)) if sheet else None
