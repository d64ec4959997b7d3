"""What a plan assumes under an edition: the effort of a step, and what comes before what.

It stands in ``law/regulations/<edition>/planning.yaml``, beside the instrument and apart from it: no level,
weight or requirement hangs on it, so that a bettered assumption leaves every value as it was.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from spbe_lib.errors import EditionError, Problem
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.planning_rules import PlanningRules, Prerequisite, Rung
from spbe_lib.sheets import Number, Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import Key, YamlFile, parse
from spbe_lib.workspace import EDITIONS

PLANNING_FILE = "planning.yaml"


class RungSheet(Sheet):
    """A level of an indicator."""

    indicator: Whole
    level: Whole


class PairSheet(Sheet):
    """What comes before what."""

    before: RungSheet
    reach: Annotated[RungSheet, Field(alias="for")]


class PrerequisitesSheet(Sheet):
    """Pairs that share a reason."""

    reason: Text
    ground: Text
    pairs: tuple[PairSheet, ...]


class EffortsSheet(Sheet):
    """Effort of the step to a level, by scale and level."""

    unit: Text
    ground: Text
    least_share: Annotated[Number, Field(ge=0, le=1)]
    steps: dict[str, dict[str, Annotated[Number, Field(ge=0)]]]


class MostSheet(Sheet):
    """How many steps of one item a year may hold."""

    each: Annotated[Whole, Field(ge=1)]
    ground: Text


class PlanningSheet(Sheet):
    """``planning.yaml``."""

    effort: EffortsSheet
    most_steps_per_year: MostSheet | None = None
    prerequisites: tuple[PrerequisitesSheet, ...] = ()


@cache
def load_planning(code: str) -> PlanningRules:
    """What a plan assumes under a bundled edition.

    Raises:
        EditionError: The file is missing or has faults, all of them listed.
    """
    return read_planning(EDITIONS / code / PLANNING_FILE, load_edition(code))


def read_planning(path: Path, instrument: Instrument) -> PlanningRules:
    """Read one ``planning.yaml``.

    Raises:
        EditionError: Every fault of the file.
    """
    file = parse(path)
    sheet = shaped(file, PlanningSheet)
    if sheet is not None:
        file.problems += _effort_problems(file, sheet, instrument)
        file.problems += _pair_problems(file, sheet, instrument)
    if sheet is None or file.problems:
        raise EditionError(file.problems)
    effort, most = sheet.effort, sheet.most_steps_per_year
    return PlanningRules(
        unit=effort.unit,
        ground=effort.ground,
        efforts={scale: {int(k): each for k, each in steps.items()} for scale, steps in effort.steps.items()},
        least_share=effort.least_share,
        most_each=most.each if most else None,
        most_each_ground=most.ground if most else "",
        prerequisites=tuple(
            Prerequisite(before=rung(pair.before), reach=rung(pair.reach), reason=g.reason, ground=g.ground)
            for g in sheet.prerequisites
            for pair in g.pairs
        ),
    )


def rung(sheet: RungSheet) -> Rung:
    """A level of an indicator, as it was read."""
    return Rung(indicator=sheet.indicator, level=sheet.level)


def rung_problem(
    file: YamlFile, keys: tuple[Key, ...], sheet: RungSheet, instrument: Instrument
) -> Iterator[Problem]:
    """What is wrong with a level of an indicator: an unknown indicator, or a level that its scale has not."""
    known = {each.number: each for each in instrument.indicators}
    if sheet.indicator not in known:
        what = f"indikator {sheet.indicator} tidak ada pada {instrument.short_name}"
        yield file.problem((*keys, "indicator"), what, allowed=f"{min(known)} sampai {max(known)}")
        return
    levels = [level.value for level in known[sheet.indicator].scale.levels]
    if sheet.level not in levels:
        what = f"indikator {sheet.indicator} tidak mempunyai tingkat {sheet.level}"
        yield file.problem((*keys, "level"), what, allowed=f"{levels[0]} sampai {levels[-1]}")


def _effort_problems(file: YamlFile, sheet: PlanningSheet, instrument: Instrument) -> Iterator[Problem]:
    """Every scale needs an effort for each level above its lowest, and nothing else."""
    scales = {each.scale.code: each.scale for each in instrument.indicators}
    given = sheet.effort.steps
    for code in sorted(set(given) - set(scales)):
        what = f"skala '{code}' tidak ada pada {instrument.short_name}"
        yield file.problem(("effort", "steps", code), what, allowed=", ".join(sorted(scales)))
    for code, scale in scales.items():
        wanted = [str(level.value) for level in scale.levels[1:]]
        if sorted(given.get(code, {})) != sorted(wanted):
            what = "usaha harus ada untuk setiap tingkat di atas yang terendah"
            yield file.problem(("effort", "steps", code), what, allowed=", ".join(wanted))


def _pair_problems(file: YamlFile, sheet: PlanningSheet, instrument: Instrument) -> Iterator[Problem]:
    for place, group in enumerate(sheet.prerequisites):
        for at, pair in enumerate(group.pairs):
            keys = ("prerequisites", place, "pairs", at)
            yield from rung_problem(file, (*keys, "before"), pair.before, instrument)
            yield from rung_problem(file, (*keys, "for"), pair.reach, instrument)


def finest(effort: Fraction) -> bool:
    """Whether an effort has at most two decimals, so that sums stay whole numbers of a size that is safe."""
    return (effort * 100).denominator == 1
