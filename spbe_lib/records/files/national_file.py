"""Read the published national results that come with the house: who got what, and what is known of a year."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from spbe_lib.csv_file import CsvFile, Row, parse_csv
from spbe_lib.errors import InputError
from spbe_lib.figures import read_printed
from spbe_lib.records.national_results import (
    Average,
    Names,
    NationalResults,
    NationalRow,
    NationalYear,
    plain,
)
from spbe_lib.sheets import Figure, Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import clipped, parse
from spbe_lib.workspace import NATIONAL

_DOMAIN = "domain_"
_DOMAINS = {f"{_DOMAIN}{number}": number for number in range(1, 5)}
_TEXTS = ("table", "institution", "kind", "predicate")
_HEADS = ("year", "table", "row", "institution", "kind", *_DOMAINS, "index", "predicate", "note")

Value = TypeVar("Value")


class _AverageSheet(Sheet):
    index: Figure
    domains: tuple[Figure, ...]

    def average(self) -> Average:
        """The same as a value."""
        return Average(index=self.index, domains=dict(enumerate(self.domains, start=1)))


class _YearSheet(Sheet):
    edition: Text
    source: Text
    decree: Text | None = None
    target: Figure | None = None
    notes: tuple[Text, ...] = ()
    national: _AverageSheet
    averages: dict[str, _AverageSheet] = Field(default_factory=dict)


class _NationalSheet(Sheet):
    regional: tuple[Text, ...]
    spellings: dict[str, Text]
    also_called: dict[str, Text]
    years: dict[Whole, _YearSheet]


@cache
def national_results() -> NationalResults:
    """The published results that come with the house, read once.

    Raises:
        InputError: Every fault of its files.
    """
    return read_national(NATIONAL)


def read_national(folder: Path) -> NationalResults:
    """Read published results.

    Args:
        folder: Holds ``national.yaml`` and ``results.csv``.

    Raises:
        InputError: Every fault of both files, each with its line.
    """
    file = parse(folder / "national.yaml")
    sheet, table = shaped(file, _NationalSheet), parse_csv(folder / "results.csv", _HEADS)
    if sheet is None:
        raise InputError([*file.problems, *table.problems])
    names = Names(
        spellings=sheet.spellings,
        also_called={plain(name): plain(other) for name, other in sheet.also_called.items()},
    )
    rows = list(_rows(table, sheet, names))
    if problems := [*file.problems, *table.problems]:
        raise InputError(problems)
    return NationalResults(
        years=tuple(_year(year, each, rows) for year, each in sorted(sheet.years.items())),
        names=names,
        regional=sheet.regional,
    )


def _year(year: int, sheet: _YearSheet, rows: list[NationalRow]) -> NationalYear:
    return NationalYear(
        year=year,
        edition=sheet.edition,
        source=sheet.source,
        decree=sheet.decree,
        target=sheet.target,
        national=sheet.national.average(),
        averages={kind: each.average() for kind, each in sheet.averages.items()},
        rows=tuple(row for row in rows if row.year == year),
        notes=sheet.notes,
    )


def _rows(table: CsvFile, sheet: _NationalSheet, names: Names) -> Iterator[NationalRow]:
    seen: set[tuple[int, object]] = set()
    for each in table.rows:
        row = _row(table, each, sheet, names)
        if row is None:
            continue
        if (row.year, row.key) in seen:
            table.add(each.line, "institution", f"'{clipped(row.name)}' tercantum dua kali pada {row.year}")
        elif row.regional != (row.key.kind is not None) or row.key.kind not in (None, row.kind):
            table.add(each.line, "kind", f"jenis ini tidak cocok dengan nama '{clipped(row.name)}'")
        seen.add((row.year, row.key))
        yield row


def _row(table: CsvFile, row: Row, sheet: _NationalSheet, names: Names) -> NationalRow | None:
    """One line; None, with its faults noted, where a cell cannot be read."""
    cells, before = row.cells, len(table.problems)
    for name in _TEXTS:
        if not cells[name]:
            table.add(row.line, name, "sel ini kosong")
    year = _read(table, row, "year", int)
    if year is not None and year not in sheet.years:
        known = ", ".join(map(str, sheet.years))
        table.add(row.line, "year", f"tahun {year} tidak dikenal", allowed=known)
    index = _read(table, row, "index", read_printed)
    legible = {number: head for head, number in _DOMAINS.items() if cells[head]}
    domains = {number: _read(table, row, head, read_printed) for number, head in legible.items()}
    if len(table.problems) > before or year is None or index is None:
        return None
    return NationalRow(
        year=year,
        name=cells["institution"],
        key=names.key(cells["institution"]),
        kind=cells["kind"],
        table=cells["table"],
        regional=cells["kind"] in sheet.regional,
        domains=_known(domains),
        index=index,
        predicate=cells["predicate"],
        note=cells["note"],
    )


def _known(figures: Mapping[int, Fraction | None]) -> Mapping[int, Fraction]:
    return {number: figure for number, figure in figures.items() if figure is not None}


def _read(table: CsvFile, row: Row, head: str, read: Callable[[str], Value]) -> Value | None:
    try:
        return read(row.cells[head])
    except ValueError:
        table.add(row.line, head, f"'{clipped(row.cells[head])}' bukan angka")
        return None
