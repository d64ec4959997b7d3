"""Read a cycle's own list of evidence items (*butir bukti*), all faults at once."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.law.checks import level_problems
from spbe_lib.law.editions import levels_from
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.law.own_requirements import OwnRequirements
from spbe_lib.law.schema import OwnIndicatorSheet, OwnRequirementsSheet
from spbe_lib.sheets import shaped
from spbe_lib.strict_yaml import Key, YamlFile, clipped, parse


def read_own_requirements(path: Path, instrument: Instrument) -> OwnRequirements:
    """Read a list of evidence items for an edition whose own requirements are not known.

    Args:
        path: YAML with ``edition``, ``source`` and ``indicators``, each with ``number`` and ``levels`` as
            the files of an edition write them; an indicator may be left out, a level of its scale may not.
        instrument: The edition of the cycle.

    Raises:
        InputError: Every fault of the file: another edition, one that has requirements of its own, an
            unknown or repeated indicator, one that another index judges, levels that the scale lacks, codes
            that are repeated, another indicator's, or spelt otherwise than the edition spells them.
    """
    file = parse(path)
    sheet = shaped(file, OwnRequirementsSheet)
    if sheet is None:
        raise InputError(file.problems)
    file.problems += _edition_problems(file, sheet, instrument)
    known = {indicator.number: indicator for indicator in instrument.indicators}
    for place, each in enumerate(sheet.indicators):
        at: tuple[Key, ...] = ("indicators", place)
        if each.number in known:
            file.problems += _indicator_problems(file, at, each, known[each.number])
            file.problems += _spelling_problems(file, at, each, instrument)
        else:
            what = f"{instrument.short_name} tidak mempunyai indikator {each.number}"
            file.problems.append(file.problem((*at, "number"), what, allowed=f"1 sampai {max(known)}"))
    file.problems += _repeated(file, sheet)
    if file.problems:
        raise InputError(file.problems)
    levels = {each.number: levels_from(each.levels, known[each.number].scale) for each in sheet.indicators}
    return OwnRequirements(source=sheet.source, levels=tuple(sorted(levels.items())))


def _edition_problems(
    file: YamlFile, sheet: OwnRequirementsSheet, instrument: Instrument
) -> Iterator[Problem]:
    if sheet.edition != instrument.code:
        what = (
            f"daftar ini untuk peraturan '{clipped(sheet.edition)}', sedangkan siklus ini {instrument.code}"
        )
        yield file.problem(("edition",), what, remedy="Pakai daftar untuk peraturan siklus ini")
    if any(indicator.levels for indicator in instrument.indicators):
        what = f"{instrument.short_name} sudah mempunyai daftar syarat sendiri"
        yield file.problem((), what, remedy="Hapus requirements dari cycle.yaml")


def _indicator_problems(
    file: YamlFile, at: tuple[Key, ...], sheet: OwnIndicatorSheet, indicator: Indicator
) -> Iterator[Problem]:
    if external := indicator.external_index:
        judged = f"dinilai dari {external.name} ({external.steward})"
        what = f"indikator {indicator.number} {judged}, bukan dari butir"
        yield file.problem(at, what, remedy="Hapus indikator ini dari daftar")
    values = [level.value for level in indicator.scale.levels]
    yield from level_problems(
        file,
        at,
        number=indicator.number,
        levels=sheet.levels,
        values=values,
        scale=indicator.scale.name,
    )


def _spelling_problems(
    file: YamlFile, at: tuple[Key, ...], sheet: OwnIndicatorSheet, instrument: Instrument
) -> Iterator[Problem]:
    rule = instrument.evidence_items
    for keys, code in _codes(at, sheet):
        if rule and not re.fullmatch(rule.code, code):
            what = f"kode butir '{clipped(code)}' tidak seperti kode {instrument.short_name}"
            yield file.problem(keys, what, allowed="indikator, tingkat, dan urutan, seperti I1-L2-01")


def _repeated(file: YamlFile, sheet: OwnRequirementsSheet) -> Iterator[Problem]:
    numbers = Counter(each.number for each in sheet.indicators)
    for number, count in numbers.items():
        if count > 1:
            yield file.problem(
                ("indicators",), f"indikator {number} tertulis {count} kali", remedy="Sisakan satu"
            )
    seen: set[str] = set()
    for place, each in enumerate(sheet.indicators):
        for keys, code in _codes(("indicators", place), each):
            if code in seen:
                what = f"kode butir '{clipped(code)}' sudah dipakai"
                yield file.problem(keys, what, remedy="Beri setiap butir kodenya sendiri")
            seen.add(code)


def _codes(at: tuple[Key, ...], sheet: OwnIndicatorSheet) -> Iterator[tuple[tuple[Key, ...], str]]:
    for value, level in sheet.levels.items():
        for place, requirement in enumerate(level.requirements):
            yield (*at, "levels", str(value), "requirements", place, "code"), requirement.code
