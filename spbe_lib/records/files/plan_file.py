"""Read ``rencana.yaml``: what a government says of its plan, with every fault at once."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.planning import RungSheet, finest, rung, rung_problem
from spbe_lib.law.planning_rules import Prerequisite
from spbe_lib.records.files.opd_file import meant
from spbe_lib.records.files.plan_sheet import AimSheet, PlanSheet
from spbe_lib.records.plan_terms import Aim, Fixed, LevelDue, OwnEffort, PlanTerms
from spbe_lib.sheets import shaped
from spbe_lib.strict_yaml import Key, YamlFile, clipped, parse
from spbe_lib.workspace import OPD_FILE

OWN_GROUND = "rencana.yaml siklus ini"

MOST_EFFORT = 1000
"""A larger effort of a step is not read: a solver reckons in floats and must still see a hundredth of it."""


def read_plan(path: Path, instrument: Instrument, year: int, codes: Collection[str] | None) -> PlanTerms:
    """Read the terms of a plan.

    Args:
        path: The file.
        instrument: The cycle's edition.
        year: The cycle's year.
        codes: Codes of the register; None where it cannot be read, so that nothing is said of codes.

    Raises:
        InputError: Every fault of the file.
    """
    file = parse(path)
    sheet = shaped(file, PlanSheet)
    if sheet is not None:
        file.problems += _year_problems(file, sheet, year)
        file.problems += _aim_problems(file, sheet, instrument)
        file.problems += _indicator_problems(file, sheet, instrument)
        file.problems += _effort_problems(file, sheet, instrument)
        file.problems += _code_problems(file, sheet, codes)
    if sheet is None or file.problems:
        raise InputError(file.problems)
    return _terms(sheet)


def _terms(sheet: PlanSheet) -> PlanTerms:
    return PlanTerms(
        years=sheet.years,
        first_year=sheet.first_year,
        aims={int(year): Aim(**dict(each)) for year, each in sheet.targets.items()},
        budgets={int(year): each for year, each in sheet.budgets.items()},
        most_all=sheet.most_steps_per_year.all,
        most_each=sheet.most_steps_per_year.each,
        fixed=tuple(Fixed(**dict(each)) for each in sheet.fixed),
        dues=tuple(LevelDue(**(dict(each) | {"reason": each.reason or ""})) for each in sheet.deadlines),
        efforts=tuple(
            OwnEffort(**(dict(each) | {"opd": each.opd.lower() if each.opd else None}))
            for each in sheet.efforts
        ),
        prerequisites=tuple(
            Prerequisite(
                before=rung(each.before), reach=rung(each.reach), reason=each.reason, ground=OWN_GROUND
            )
            for each in sheet.prerequisites
        ),
        persons={code.lower(): text for code, text in sheet.persons.items()},
    )


def _year_problems(file: YamlFile, sheet: PlanSheet, year: int) -> Iterator[Problem]:
    first = sheet.first_year or year + 1
    if first < year:
        what = f"rencana mulai {first}, sebelum tahun siklus {year}"
        yield file.problem(("first_year",), what, remedy=f"Tulis {year} atau sesudahnya")
    years = [str(first + place) for place in range(sheet.years)]
    named: list[tuple[tuple[Key, ...], str]] = [
        ((key, text), text) for key in ("targets", "budgets") for text in getattr(sheet, key)
    ]
    named += [(("deadlines", at, "year"), str(due.year)) for at, due in enumerate(sheet.deadlines)]
    for keys, text in named:
        if text not in years:
            what = f"tahun '{clipped(text)}' di luar rencana"
            yield file.problem(keys, what, allowed=", ".join(years), remedy="Atau ubah years atau first_year")


def _aim_problems(file: YamlFile, sheet: PlanSheet, instrument: Instrument) -> Iterator[Problem]:
    for year, aim in sheet.targets.items():
        keys = ("targets", year)
        if (aim.index is None) == (aim.predicate is None):
            yield file.problem(keys, "tulis index atau predicate, salah satu")
        yield from _one_aim_problems(file, keys, aim, instrument)


def _one_aim_problems(
    file: YamlFile, keys: tuple[str, str], aim: AimSheet, instrument: Instrument
) -> Iterator[Problem]:
    digits, names = instrument.digits, [each.name for each in instrument.predicates]
    if aim.predicate is not None and aim.predicate not in names:
        what = f"predikat '{clipped(aim.predicate)}' tidak dikenal"
        yield file.problem((*keys, "predicate"), what, allowed=", ".join(names))
    index = aim.index or Fraction(0)
    if index > instrument.top or (index * 10**digits).denominator != 1:
        allowed = f"angka sampai {printed(Fraction(instrument.top), digits)} dengan {digits} desimal"
        yield file.problem((*keys, "index"), "target indeks ini tidak mungkin", allowed=allowed)


def _indicator_problems(file: YamlFile, sheet: PlanSheet, instrument: Instrument) -> Iterator[Problem]:
    numbers = {each.number: each for each in instrument.indicators}
    named: list[tuple[tuple[Key, ...], RungSheet]] = [
        (("deadlines", at), RungSheet(indicator=due.indicator, level=due.level))
        for at, due in enumerate(sheet.deadlines)
    ]
    for at, pair in enumerate(sheet.prerequisites):
        named += [(("prerequisites", at, "before"), pair.before), (("prerequisites", at, "for"), pair.reach)]
    for at, effort in enumerate(sheet.efforts):
        if effort.indicator is not None:
            known = numbers.get(effort.indicator)
            lowest = known.scale.levels[0].value if known else 0
            level = lowest if effort.level is None else effort.level
            named.append((("efforts", at), RungSheet(indicator=effort.indicator, level=level)))
    for at, fixed in enumerate(sheet.fixed):
        known = numbers.get(fixed.indicator)
        level = known.scale.levels[0].value if known else 0
        named.append((("fixed", at), RungSheet(indicator=fixed.indicator, level=level)))
    for keys, each in named:
        yield from rung_problem(file, keys, each, instrument)


def _effort_problems(file: YamlFile, sheet: PlanSheet, instrument: Instrument) -> Iterator[Problem]:
    levels = sorted({level.value for each in instrument.indicators for level in each.scale.levels})
    for at, each in enumerate(sheet.efforts):
        keys = ("efforts", at, "effort")
        if each.effort > MOST_EFFORT:
            yield file.problem(keys, "usaha ini terlalu besar", allowed=f"paling besar {MOST_EFFORT}")
        if not finest(each.effort):
            yield file.problem(keys, "usaha ini terlalu halus", allowed="paling banyak dua desimal")
        if each.indicator is None and each.level is not None and each.level not in levels:
            what = f"tidak ada indikator yang mempunyai tingkat {each.level}"
            yield file.problem(("efforts", at, "level"), what, allowed=f"{levels[0]} sampai {levels[-1]}")


def _code_problems(file: YamlFile, sheet: PlanSheet, codes: Collection[str] | None) -> Iterator[Problem]:
    named: list[tuple[tuple[Key, ...], str]] = [
        (("efforts", at, "opd"), each.opd) for at, each in enumerate(sheet.efforts) if each.opd
    ]
    named += [(("persons", code), code) for code in sheet.persons]
    for keys, code in named:
        if codes is not None and code.lower() not in codes:
            what = f"OPD '{clipped(code)}' tidak ada di {OPD_FILE}"
            yield file.problem(keys, what, remedy=meant(code.lower(), codes))
