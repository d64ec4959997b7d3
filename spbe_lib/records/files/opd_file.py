"""Read ``opd.csv``: the units of a government, their parents, and who fills in and who is counted."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path

from spbe_lib.csv_file import CsvFile, Row, parse_csv
from spbe_lib.errors import Problem
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Opd
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE

_LONGEST_CODE, _LONGEST_TEXT, _MOST_COMPARED = 40, 200, 300
_SLUG = re.compile(r"[a-z0-9]+(-+[a-z0-9]+)*")
_RESERVED = re.compile(
    r"con|prn|aux|nul|(com|lpt)[0-9]|konsolidasi|bersama|(penilaian|lampiran|tanggapan)-.*|" + "|".join(Stage)
)
"""What Windows forbids, and what stands beside codes of OPDs: other reports and files, drafts of the Tim."""
_YES_NO = {"yes": True, "ya": True, "no": False, "tidak": False}


def is_slug(text: str) -> bool:
    """Whether a text can be key, folder and file name on every machine: a–z, 0–9 and hyphens."""
    return (
        len(text) <= _LONGEST_CODE and _SLUG.fullmatch(text) is not None and _RESERVED.fullmatch(text) is None
    )


def meant(code: str, known: Collection[str]) -> str:
    """Ask, in Indonesian, for the known code that was probably meant; else say where codes stand."""
    # Comparing is slow: in a list beyond any government's size, no guess is made.
    candidates = sorted(known) if len(known) <= _MOST_COMPARED else []
    close = get_close_matches(code[:_LONGEST_CODE].replace("_", "-"), candidates, n=1)
    return f"Maksudnya '{close[0]}'?" if close else f"Pakai kode yang ada di {OPD_FILE}"


def read_opds(path: Path, problems: list[Problem]) -> tuple[frozenset[str] | None, tuple[Opd, ...]]:
    """Read ``opd.csv``, adding every fault to ``problems``.

    Returns:
        Every code written in it, of faulty rows too (None when the file cannot be read), and the
        OPDs of the rows without fault, in the order of the file.
    """
    file = parse_csv(path, ("code", "name", "kind", "fills", "in_scope"), optional=("parent", "contact"))
    opds = [_opd(file, row) for row in file.rows]
    codes = Counter(code for row in file.rows if (code := _code(row)))
    for row in file.rows:
        if codes[_code(row)] > 1:
            what = f"kode '{clipped(_code(row))}' dipakai lebih dari sekali"
            file.add(row.line, "code", what, remedy="Beri setiap OPD kode sendiri")
    _check_parents(file)
    if file.whole and not file.rows:
        file.add(1, "", "belum ada satu OPD pun", remedy="Tulis satu baris untuk setiap OPD")
    problems += file.problems
    known = frozenset(codes) if file.whole else None
    return known, tuple(opd for opd in opds if opd)


def _code(row: Row, column: str = "code") -> str:
    # Phones and spreadsheets put a capital at the start of a cell; codes know no case.
    return row.cells[column].lower()


def _opd(file: CsvFile, row: Row) -> Opd | None:
    cells, before = row.cells, len(file.problems)
    _check_code(file, row.line, _code(row))
    for column in ("name", "kind"):
        if not cells[column]:
            file.add(row.line, column, "isian ini kosong", remedy="Isi teksnya")
    for column in ("name", "kind", "contact"):
        if len(cells[column]) > _LONGEST_TEXT:
            file.add(row.line, column, f"teks ini lebih dari {_LONGEST_TEXT} huruf", remedy="Ringkaskan")
    fills, in_scope = _yes_no(file, row, "fills"), _yes_no(file, row, "in_scope")
    if in_scope and fills is False:
        what = "OPD ini masuk lingkup seluruh perangkat daerah, tetapi tidak mengisi"
        file.add(row.line, "in_scope", what, remedy="Ubah fills menjadi yes atau in_scope menjadi no")
    if len(file.problems) > before:
        return None
    return Opd(
        code=_code(row),
        name=cells["name"],
        kind=cells["kind"],
        parent=_code(row, "parent") or None,
        fills=bool(fills),
        in_scope=bool(in_scope),
        contact=cells["contact"] or None,
    )


def _check_code(file: CsvFile, line: int, code: str) -> None:
    if not code:
        file.add(line, "code", "kode OPD kosong", remedy="Isi kode pendek seperti diskominfo")
    elif not is_slug(code):
        allowed = (
            f"huruf kecil a–z, angka, dan tanda hubung, paling banyak {_LONGEST_CODE}, bukan nama Windows"
        )
        file.add(line, "code", f"kode '{clipped(code)}' tidak dapat dipakai", allowed=allowed)


def _yes_no(file: CsvFile, row: Row, column: str) -> bool | None:
    text = row.cells[column]
    if text.lower() not in _YES_NO:
        file.add(row.line, column, f"'{clipped(text)}' bukan ya atau tidak", allowed="yes, no, ya, tidak")
    return _YES_NO.get(text.lower())


def _check_parents(file: CsvFile) -> None:
    parents = {_code(row): _code(row, "parent") for row in file.rows if _code(row)}
    circular = _circular(parents)
    for row in file.rows:
        code, parent = _code(row), _code(row, "parent")
        if file.whole and parent and parent not in parents:
            what = f"OPD induk '{clipped(parent)}' tidak ada di berkas ini"
            file.add(row.line, "parent", what, remedy=meant(parent, parents))
        elif code in circular:
            what = f"OPD '{clipped(code)}' menjadi induk bagi dirinya sendiri"
            file.add(row.line, "parent", what, remedy="Putuskan lingkaran induk itu")


def _circular(parents: Mapping[str, str]) -> set[str]:
    """The codes from which going up leads back to where one started."""
    found: set[str] = set()
    seen: set[str] = set()
    for start in parents:
        trail: dict[str, int] = {}
        code = start
        while code in parents and code not in seen and code not in trail:
            trail[code] = len(trail)
            code = parents[code]
        if code in trail:
            found |= {each for each, place in trail.items() if place >= trail[code]}
        seen |= trail.keys()
    return found
