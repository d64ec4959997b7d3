"""What must agree inside one edition: numbers, codes, weights, levels, prerequisites.

Every check yields problems and stops at none, so that a transcriber sees all faults at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from spbe_lib.errors import Problem
from spbe_lib.law.schema import AspectSheet, EditionSheet, IndicatorSheet
from spbe_lib.strict_yaml import Key, YamlFile

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
    if edition.domains and (total := sum(d.weight for d in edition.domains)) != WHOLE:
        yield file.problem(("domains",), f"bobot semua domain berjumlah {total} persen, seharusnya {WHOLE}")
    yield from _bounds(file, edition)


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
    known: set[int | None] = {domain.number for domain in edition.domains} or {None}
    if aspect.domain not in known:
        yield file.problem(("domain",), f"domain {aspect.domain} tidak ada pada edition.yaml")
    total = sum((i.weight for i in aspect.indicators), Fraction(0))
    if total != aspect.weight:
        what = f"bobot indikator berjumlah {total} persen, sedangkan bobot aspek {aspect.weight} persen"
        yield file.problem(("weight",), what, remedy=_listed(aspect.indicators))
    for place, indicator in enumerate(aspect.indicators):
        yield from _indicator_problems(file, ("indicators", place), indicator, edition)


def _listed(indicators: Iterable[IndicatorSheet]) -> str:
    return "Periksa " + ", ".join(f"{i.number} = {i.weight}" for i in indicators)


def _indicator_problems(
    file: YamlFile, at: tuple[Key, ...], indicator: IndicatorSheet, edition: EditionSheet
) -> Iterator[Problem]:
    scale = next((s for s in edition.scales if s.code == indicator.scale), None)
    if scale is None:
        known = ", ".join(s.code for s in edition.scales)
        yield file.problem((*at, "scale"), f"skala '{indicator.scale}' tidak ada", allowed=known)
    elif indicator.levels:
        yield from _level_problems(file, at, indicator, [level.value for level in scale.levels])
    if indicator.items and (total := sum(item.weight for item in indicator.items)) != indicator.weight:
        what = f"bobot butir berjumlah {total} persen, sedangkan bobot indikator {indicator.weight} persen"
        yield file.problem((*at, "items"), what)
    yield from _scope_problems(file, at, indicator)


def _level_problems(
    file: YamlFile, at: tuple[Key, ...], indicator: IndicatorSheet, values: list[int]
) -> Iterator[Problem]:
    for value in values:
        if value not in indicator.levels:
            yield file.problem((*at, "levels"), f"indikator {indicator.number}: tingkat {value} belum ada")
    for value, level in indicator.levels.items():
        here = (*at, "levels", str(value))
        if value not in values:
            yield file.problem(here, f"tingkat {value} tidak ada pada skala '{indicator.scale}'")
        elif value != min(values) and not level.requirements:
            yield file.problem((*here, "requirements"), f"tingkat {value} belum mempunyai syarat")
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
    for place, guideline in enumerate(edition.guidelines):
        for change in guideline.changes:
            if unknown := sorted(set(change.indicators) - numbers):
                yield file.problem(("guidelines", place), f"indikator {unknown} tidak ada")


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
        total = sum(aspect.weight for _, aspect in aspects if aspect.domain == domain.number)
        if total != domain.weight:
            what = f"bobot aspeknya berjumlah {total} persen, bobot domain tertulis {domain.weight} persen"
            yield file.problem(("domains", place, "weight"), what)
    total = sum(aspect.weight for _, aspect in aspects)
    if total != WHOLE:
        yield file.problem((), f"bobot semua aspek berjumlah {total} persen, seharusnya {WHOLE}")


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
        codes = [item.code for item in indicator.items] or [str(indicator.number)]
        yield from (("butir", code, (*at, "items")) for code in codes)
        for value, level in indicator.levels.items():
            for r, requirement in enumerate(level.requirements):
                yield "kode syarat", requirement.code, (*at, "levels", str(value), "requirements", r, "code")


def _twice(file: YamlFile, at: tuple[Key, ...], names: list[str] | list[int], key: str) -> Iterator[Problem]:
    for name, count in Counter[object](names).items():
        if count > 1:
            yield file.problem(
                at, f"{key} '{name}' tertulis {count} kali", remedy="Setiap nilai hanya satu kali"
            )
