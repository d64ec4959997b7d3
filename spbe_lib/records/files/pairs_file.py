"""Read and write the pairs of former years, ``pasangan.csv``: the Tim's value and the final one, by item."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from spbe_lib.csv_file import CsvFile, Row, parse_csv
from spbe_lib.errors import Problem
from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import item_codes, read_value
from spbe_lib.records.pairs import Pair
from spbe_lib.strict_yaml import clipped

PAIR_FILE = "pasangan.csv"
"""How the file is called that a new cycle is given."""

COLUMNS = ("year", "edition", "item", "mandiri", "akhir")
_FIRST_YEAR = 2018
_YEAR = re.compile(r"[0-9]{4}")
_BOTH = "Hapus baris yang tidak mempunyai kedua nilai"


def read_pairs(path: Path, year: int, problems: list[Problem]) -> tuple[Pair, ...]:
    """Read the pairs of former years, adding every fault to ``problems``.

    Columns: ``year``; ``edition``, the code of the regulation of that year; ``item``; ``mandiri`` and
    ``akhir``, as they are written in an assessment file (3, in 8/2026 also 7/6 and 1,17).

    Args:
        path: The file.
        year: Year of the cycle; its own pairs follow from its values and are not written down here.
        problems: Where faults go; what is returned is only to be used when none came.
    """
    file = parse_csv(path, COLUMNS)
    found: dict[tuple[int, str, str], int] = {}
    pairs: list[Pair] = []
    for row in file.rows:
        if (pair := _pair(file, row, year)) is None:
            continue
        first = found.setdefault((pair.year, pair.edition, pair.item), row.line)
        if first == row.line:
            pairs.append(pair)
        else:
            what = f"butir {pair.item} tahun {pair.year} sudah tertulis di baris {first}"
            file.add(row.line, "item", what, remedy="Hapus salah satunya")
    problems += file.problems
    return tuple(pairs)


def written_pairs(pairs: Iterable[Pair]) -> bytes:
    """The file of some pairs, which ``read_pairs`` takes back."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in pairs:
        digits = load_edition(each.edition).digits
        values = (_written(span, digits) for span in (each.mandiri, each.akhir))
        writer.writerow([each.year, each.edition, each.item, *values])
    return text.getvalue().encode()


def _written(span: Span, digits: int) -> str:
    """A value as ``read_value`` takes it: a whole level, a fraction, or a printed figure."""
    return str(span.exact) if span.exact is not None else span.printed(digits)


def _pair(file: CsvFile, row: Row, year: int) -> Pair | None:
    before, cells = len(file.problems), row.cells
    typed = cells["year"]
    if not (_YEAR.fullmatch(typed) and _FIRST_YEAR <= int(typed) < year):
        allowed = f"{_FIRST_YEAR} sampai {year - 1}"
        file.add(row.line, "year", f"tahun '{clipped(typed)}' tidak dapat dipakai", allowed=allowed)
    if cells["edition"] not in edition_codes():
        what = f"peraturan '{clipped(cells['edition'])}' tidak dikenal"
        file.add(row.line, "edition", what, allowed=", ".join(edition_codes()))
        return None
    values = _values(file, row, load_edition(cells["edition"]))
    if values is None or len(file.problems) > before:
        return None
    return Pair(
        year=int(typed), edition=cells["edition"], item=cells["item"], mandiri=values[0], akhir=values[1]
    )


def _values(file: CsvFile, row: Row, instrument: Instrument) -> tuple[Span, Span] | None:
    item = instrument.item(row.cells["item"])
    if item is None:
        what = f"{instrument.short_name} tidak mempunyai butir '{clipped(row.cells['item'])}'"
        file.add(row.line, "item", what, allowed=item_codes(instrument))
        return None
    found: list[Span] = []
    for column in ("mandiri", "akhir"):
        text = row.cells[column]
        try:
            found.append(read_value(instrument, item, text))
        except ValueError as refusal:
            told = f"nilai '{clipped(text)}' tidak dikenal" if text else "nilai ini kosong"
            file.add(row.line, column, told, allowed=str(refusal), remedy=_BOTH)
    return (found[0], found[1]) if len(found) == len(("mandiri", "akhir")) else None
