"""Read the figures of other ministries' indices that a cycle brings along."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import read_printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.external import ExternalFigure
from spbe_lib.sheets import Day, Figure, Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import YamlFile, parse


class FigureSheet(Sheet):
    """One figure."""

    indicator: Whole
    figure: Figure
    source: Text
    day: Day


class ExternalSheet(Sheet):
    """The figures that are known; an indicator without one waits for its index."""

    figures: tuple[FigureSheet, ...]


def read_external(path: Path, instrument: Instrument) -> tuple[ExternalFigure, ...]:
    """Read what other ministries published, in legal order.

    Args:
        path: YAML with ``figures``: ``indicator``, ``figure`` as printed, ``source``, ``day``. An index
            that is not available yet is left out.
        instrument: The edition of the cycle.

    Raises:
        InputError: Every fault of the file: an indicator that the edition does not know, that is not taken
            from another index, or that stands there twice; a figure, source or day that is missing.
    """
    file = parse(path)
    sheet = shaped(file, ExternalSheet)
    if sheet is None:
        raise InputError(file.problems)
    file.problems += _problems(file, sheet, instrument)
    if file.problems:
        raise InputError(file.problems)
    typed = [str(each["figure"]).replace(".", ",") for each in file.content["figures"]]
    found = [
        ExternalFigure(
            indicator=each.indicator,
            figure=read_printed(shown),
            shown=shown,
            source=each.source,
            day=each.day,
        )
        for each, shown in zip(sheet.figures, typed, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: each.indicator))


def _problems(file: YamlFile, sheet: ExternalSheet, instrument: Instrument) -> Iterator[Problem]:
    external = [each.number for each in instrument.indicators if each.external_index]
    counts = Counter(each.indicator for each in sheet.figures)
    for place, each in enumerate(sheet.figures):
        keys = ("figures", place, "indicator")
        if each.indicator not in external:
            what = f"indikator {each.indicator} tidak dinilai dari indeks lain pada {instrument.short_name}"
            allowed = ", ".join(map(str, external)) or "tidak ada; hapus external dari cycle.yaml"
            yield file.problem(keys, what, allowed=allowed)
        elif counts[each.indicator] > 1:
            what = f"indikator {each.indicator} tertulis {counts[each.indicator]} kali"
            yield file.problem(keys, what, remedy="Sisakan satu angka")
