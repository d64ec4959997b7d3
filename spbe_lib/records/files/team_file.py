"""Read ``team.csv``: the members of the Tim Asesor Internal, their OPDs, and which indicators each reads."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from spbe_lib.csv_file import CsvFile, Row, parse_csv, untext_cell
from spbe_lib.errors import Problem
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.review import load_review
from spbe_lib.records.files.opd_file import meant
from spbe_lib.records.register import Member, same_person
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE

TEAM_FILE = "team.csv"
COLUMNS = ("name", "function", "opd", "indicators")

_LONGEST = 200
_PART = re.compile(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?")
_SPELLED = "nomor indikator dengan titik koma, misalnya 1-10; 13"


def read_team(
    folder: Path, instrument: Instrument, codes: Collection[str] | None, problems: list[Problem]
) -> tuple[Member, ...]:
    """Read the roster of the Tim, adding every fault to ``problems``; without the file there is none.

    Columns: ``name``, ``function`` (one of those that the edition lists, where it lists any), ``opd`` and
    ``indicators``: legal numbers and ranges, ``1-10; 13``; empty for a member who reads none on his own.

    Args:
        folder: The cycle's folder.
        instrument: The cycle's edition.
        codes: Codes of the register; None where it cannot be read, then OPDs are not looked at.
        problems: Where faults go; what is returned is only to be used when none came.
    """
    path = folder / TEAM_FILE
    if not path.exists():
        return ()
    file = parse_csv(path, COLUMNS)
    members: list[Member] = []
    for guarded in file.rows:
        cells = {column: untext_cell(text) for column, text in guarded.cells.items()}
        row = Row(line=guarded.line, cells=cells)
        _check_names(file, row, members)
        _check_function(file, row, load_review(instrument.code).functions.names)
        _check_opd(file, row, codes)
        members.append(
            Member(
                name=cells["name"],
                function=cells["function"],
                opd=cells["opd"].lower(),
                indicators=frozenset(_indicators(file, row, instrument)),
            )
        )
    problems += file.problems
    return tuple(members)


def _check_names(file: CsvFile, row: Row, before: list[Member]) -> None:
    name = row.cells["name"]
    if not name:
        file.add(row.line, "name", "nama anggota kosong", remedy="Isi namanya")
    elif len(name) > _LONGEST:
        file.add(row.line, "name", f"teks ini lebih dari {_LONGEST} huruf", remedy="Ringkaskan")
    elif any(same_person(name, each.name) for each in before):
        what = f"anggota '{clipped(name)}' sudah tertulis"
        file.add(row.line, "name", what, remedy="Sisakan satu baris untuk setiap anggota")


def _check_function(file: CsvFile, row: Row, known: tuple[str, ...]) -> None:
    function = row.cells["function"]
    if known and function.casefold() not in known:
        what = f"fungsi '{clipped(function)}' bukan salah satu dari {len(known)} fungsi anggota Tim"
        file.add(row.line, "function", what, allowed=", ".join(known))


def _check_opd(file: CsvFile, row: Row, codes: Collection[str] | None) -> None:
    code = row.cells["opd"].lower()
    if codes is not None and code not in codes:
        what = f"OPD '{clipped(code)}' tidak ada di {OPD_FILE}"
        file.add(row.line, "opd", what, remedy=meant(code, codes))


def _indicators(file: CsvFile, row: Row, instrument: Instrument) -> Iterator[int]:
    known = [indicator.number for indicator in instrument.indicators]
    for part in filter(None, (each.strip() for each in row.cells["indicators"].split(";"))):
        found = _PART.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if found is None or first > last:
            file.add(row.line, "indicators", f"'{clipped(part)}' tidak terbaca", allowed=_SPELLED)
        elif first not in known or last not in known:
            what = f"{instrument.short_name} tidak mempunyai indikator '{clipped(part)}'"
            file.add(row.line, "indicators", what, allowed=f"{known[0]} sampai {known[-1]}")
        else:
            yield from range(first, last + 1)
