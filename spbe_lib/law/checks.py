"""What must agree inside one edition: numbers, codes, weights, levels, prerequisites.

Every check yields problems and stops at none, so that a transcriber sees all faults at once.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from spbe_lib.errors import Problem
from spbe_lib.figures import printed
from spbe_lib.law.schema import AspectSheet, EditionSheet, IndicatorSheet, LevelSheet
from spbe_lib.strict_yaml import Key, YamlFile, clipped

_CODE = re.compile(r"I0*([0-9]+)-L([0-9])-[0-9]{2}")
Located = tuple[YamlFile, AspectSheet]
WHOLE = Fraction(100)
"""All weights of an edition together, in percent."""


def edition_problems(file: YamlFile, edition: EditionSheet) -> Iterator[Problem]:
    """Faults inside ``edition.yaml`` alone."""
    yield from _twice(file, ("domains",), [d.number for d in edition.domains], "number")
    yield from _twice(file, ("scales",), [s.code for s in edition.scales], "code")
    yield from _twice(file, ("predicates",), [p.name for p in edition.predicates], "name")
    for place, scale in enumerate(edition.scales):
        yield from _twice(file, ("scales", place, "levels"), [s.value for s in scale.levels], "value")
    yield from _twice(file, ("guidelines",), [y for g in edition.guidelines for y in g.years], "tahun")
    if edition.domains:
        parts = [(f"domain {domain.number}", domain.weight) for domain in edition.domains]
        yield from _adds_up(file, ("domains",), "semua domain", parts, WHOLE)
    yield from _bounds(file, edition)
    values = {level.value for scale in edition.scales for level in scale.levels}
    if edition.nothing_fulfilled.value not in values:
        what = f"nilai {edition.nothing_fulfilled.value} bukan tingkat pada skala mana pun"
        yield file.problem(("nothing_fulfilled", "value"), what)


def _adds_up(
    file: YamlFile, at: tuple[Key, ...], label: str, parts: list[tuple[str, Fraction]], whole: Fraction
) -> Iterator[Problem]:
    """Name every part when the parts do not make up the whole, to the last digit."""
    total = sum((weight for _, weight in parts), Fraction(0))
    if total != whole:
        what = f"bobot {label} berjumlah {_percent(total)} persen, seharusnya {_percent(whole)} persen"
        listed = ", ".join(f"{name} = {_percent(weight)}" for name, weight in parts)
        yield file.problem(at, what, remedy=f"Periksa {listed}" if parts else "")


def _percent(weight: Fraction) -> str:
    """A weight as printed, or as a fraction where printing would round it."""
    return printed(weight, 2) if (weight * 100).denominator == 1 else str(weight)


def _bounds(file: YamlFile, edition: EditionSheet) -> Iterator[Problem]:
    bounds = [p.lower for p in edition.predicates]
    if not bounds or bounds[0] is not None:
        yield file.problem(("predicates",), "predikat pertama harus yang terendah, tanpa batas bawah")
    for place, (below, bound) in enumerate(pairwise(bounds), start=1):
        if bound is None or (below is not None and bound <= below):
            what = "batas bawah predikat harus naik dari satu predikat ke predikat berikutnya"
            yield file.problem(("predicates", place, "lower"), what)


def aspect_problems(file: YamlFile, aspect: AspectSheet, edition: EditionSheet) -> Iterator[Problem]:
    """Faults inside one aspect file, seen against ``edition.yaml``."""
    domains: set[int | None] = {domain.number for domain in edition.domains} or {None}
    if aspect.domain not in domains:
        named = f"domain {aspect.domain} tidak ada" if aspect.domain is not None else "isian domain belum ada"
        known = ", ".join(map(str, sorted(d for d in domains if d is not None))) or "tanpa domain"
        yield file.problem(("domain",), named, allowed=known)
    parts = [(f"indikator {indicator.number}", indicator.weight) for indicator in aspect.indicators]
    yield from _adds_up(file, ("weight",), "indikator aspek ini", parts, aspect.weight)
    for place, indicator in enumerate(aspect.indicators):
        yield from _indicator_problems(file, ("indicators", place), indicator, edition)


def _indicator_problems(
    file: YamlFile, at: tuple[Key, ...], indicator: IndicatorSheet, edition: EditionSheet
) -> Iterator[Problem]:
    scale = next((s for s in edition.scales if s.code == indicator.scale), None)
    if scale is None:
        known = ", ".join(s.code for s in edition.scales)
        yield file.problem((*at, "scale"), f"skala '{indicator.scale}' tidak ada", allowed=known)
    elif indicator.levels:
        values = [level.value for level in scale.levels]
        yield from level_problems(
            file, at, number=indicator.number, levels=indicator.levels, values=values, scale=scale.code
        )
    if indicator.items:
        parts = [(f"butir {item.code}", item.weight) for item in indicator.items]
        yield from _adds_up(file, (*at, "items"), "butir indikator ini", parts, indicator.weight)
    thresholds = indicator.external_index.thresholds if indicator.external_index else ()
    if any(above <= below for below, above in pairwise(thresholds)):
        yield file.problem((*at, "external_index", "thresholds"), "ambang harus naik")
    if scale and thresholds and len(thresholds) + 1 != len(scale.levels):
        what = f"{len(thresholds)} ambang tidak membagi {len(scale.levels)} tingkat"
        yield file.problem((*at, "external_index", "thresholds"), what)
    yield from _scope_problems(file, at, indicator)


def level_problems(  # noqa: PLR0913 - where the levels stand, and what they must fit
    file: YamlFile,
    at: tuple[Key, ...],
    *,
    number: int,
    levels: Mapping[int, LevelSheet],
    values: Sequence[int],
    scale: str,
) -> Iterator[Problem]:
    """Faults in the levels of one indicator: levels that its scale lacks, codes that are not its own.

    Args:
        file: Where they are written.
        at: Under which keys the indicator stands there.
        number: Its legal number.
        levels: Its levels.
        values: The levels of its scale.
        scale: How its scale is called.
    """
    for value in values:
        if value not in levels:
            yield file.problem((*at, "levels"), f"indikator {number}: tingkat {value} belum ada")
    for value, level in levels.items():
        here = (*at, "levels", str(value))
        if value not in values:
            yield file.problem(here, f"tingkat {value} tidak ada pada skala '{scale}'")
        elif value != min(values) and not level.requirements:
            yield file.problem((*here, "requirements"), f"tingkat {value} belum mempunyai syarat")
        for place, requirement in enumerate(level.requirements):
            if _CODE.sub(r"\1 \2", requirement.code) != f"{number} {value}":
                what = f"kode '{clipped(requirement.code)}' bukan kode indikator {number} tingkat {value}"
                yield file.problem((*here, "requirements", place, "code"), what)
        if level.prerequisite is not None and not (
            level.prerequisite in values and level.prerequisite < value
        ):
            what = f"prasyarat {level.prerequisite} bukan tingkat di bawah tingkat {value}"
            yield file.problem((*here, "prerequisite"), what)


def _scope_problems(file: YamlFile, at: tuple[Key, ...], indicator: IndicatorSheet) -> Iterator[Problem]:
    for place, rule in enumerate(indicator.scope):
        level = indicator.levels.get(rule.level)
        if level is None or rule.requirement not in {r.code for r in level.requirements}:
            what = f"tingkat {rule.level} tidak mempunyai syarat '{rule.requirement}'"
            yield file.problem((*at, "scope", place, "requirement"), what)


def whole_problems(file: YamlFile, edition: EditionSheet, aspects: list[Located]) -> Iterator[Problem]:
    """Faults that show only when all files of an edition are seen together."""
    yield from _counted(file, edition, aspects)
    yield from _sums(file, edition, aspects)
    yield from _repeated(aspects)
    numbers = {i.number for _, aspect in aspects for i in aspect.indicators}
    mentions = [
        (file, ("guidelines", place), change.indicators)
        for place, guideline in enumerate(edition.guidelines)
        for change in guideline.changes
    ]
    mentions += [
        (each, ("indicators", place), (*indicator.related, *indicator.policy_of))
        for each, aspect in aspects
        for place, indicator in enumerate(aspect.indicators)
    ]
    for mentioning, at, mentioned in mentions:
        if unknown := sorted(set(mentioned) - numbers):
            yield mentioning.problem(at, f"indikator {', '.join(map(str, unknown))} tidak ada")
    yield from _policies(aspects)


def _policies(aspects: list[Located]) -> Iterator[Problem]:
    """A policy has practices, and is not itself the practice of a policy: not even its own."""
    practices = {number for _, aspect in aspects for i in aspect.indicators for number in i.policy_of}
    for file, aspect in aspects:
        for place, indicator in enumerate(aspect.indicators):
            if indicator.policy_of and indicator.number in practices:
                what = f"indikator {indicator.number} tertulis sebagai kebijakan dan sebagai pelaksanaan"
                yield file.problem(("indicators", place, "policy_of"), what, remedy="Pilih salah satunya")


def _counted(file: YamlFile, edition: EditionSheet, aspects: list[Located]) -> Iterator[Problem]:
    found = {
        "domains": len(edition.domains),
        "aspects": len(aspects),
        "indicators": sum(len(aspect.indicators) for _, aspect in aspects),
    }
    for key, count in found.items():
        declared = getattr(edition.counts, key)
        if declared != count:
            yield file.problem(("counts", key), f"tertulis {declared}, yang ada {count}")


def _sums(file: YamlFile, edition: EditionSheet, aspects: list[Located]) -> Iterator[Problem]:
    for place, domain in enumerate(edition.domains):
        parts = [(f"aspek {a.number}", a.weight) for _, a in aspects if a.domain == domain.number]
        yield from _adds_up(file, ("domains", place, "weight"), "aspek domain ini", parts, domain.weight)
    parts = [(f"aspek {aspect.number}", aspect.weight) for _, aspect in aspects]
    yield from _adds_up(file, (), "semua aspek", parts, WHOLE)


def _repeated(aspects: list[Located]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for file, aspect in aspects:
        for what, code, at in _names(aspect):
            if (what, code) in seen:
                yield file.problem(at, f"{what} '{code}' sudah dipakai pada {seen[what, code]}")
            seen.setdefault((what, code), file.where(at))


def _names(aspect: AspectSheet) -> Iterator[tuple[str, str, tuple[Key, ...]]]:
    yield "nomor aspek", str(aspect.number), ("number",)
    for i, indicator in enumerate(aspect.indicators):
        at = ("indicators", i)
        yield "nomor indikator", str(indicator.number), (*at, "number")
        for n, item in enumerate(indicator.items):
            yield "butir", item.code, (*at, "items", n, "code")
        if not indicator.items:
            yield "butir", str(indicator.number), (*at, "number")
        for value, level in indicator.levels.items():
            for r, requirement in enumerate(level.requirements):
                yield "kode syarat", requirement.code, (*at, "levels", str(value), "requirements", r, "code")


def _twice(file: YamlFile, at: tuple[Key, ...], names: list[str] | list[int], key: str) -> Iterator[Problem]:
    for name, count in Counter[object](names).items():
        if count > 1:
            yield file.problem(
                at, f"{key} '{name}' tertulis {count} kali", remedy="Setiap nilai hanya satu kali"
            )
