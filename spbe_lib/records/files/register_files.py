"""Read a cycle's register: ``opd.csv`` (who exists) and ``assignments.csv`` (who does what).

Both together or neither: a cycle that holds an official result only has no register.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spbe_lib.csv_file import CsvFile, Row, parse_csv
from spbe_lib.errors import Problem
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.opd_file import meant, read_opds
from spbe_lib.records.register import Opd, Role
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE

ASSIGNMENT_FILE = "assignments.csv"
EVERYONE = "*"
"""In ``assignments.csv``, as the OPDs concerned: all OPDs in scope."""

_ROLES: Mapping[str, Role | None] = {
    "lead": Role.LEAD,
    "pengampu": Role.LEAD,
    "a": Role.LEAD,
    "a/r": Role.LEAD,
    "r/a": Role.LEAD,
    "contributor": Role.CONTRIBUTOR,
    "pendukung": Role.CONTRIBUTOR,
    "r": Role.CONTRIBUTOR,
    "concerned": Role.CONCERNED,
    "terkait": Role.CONCERNED,
    "c": None,
    "i": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the two files say; the fields are those of ``Cycle``.

    ``codes`` holds every code written in ``opd.csv``, of faulty rows too, so that one fault is told
    once; None where the file is missing or cannot be read.
    """

    codes: frozenset[str] | None = frozenset()
    opds: tuple[Opd, ...] = ()
    leads: Mapping[int, str] = field(default_factory=dict)
    contributors: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    concerned: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Assignment:
    line: int
    indicator: int
    opd: str
    role: Role


def has_register(folder: Path) -> bool:
    """Whether a cycle's folder holds a register, or at least one of its files."""
    return any((folder / name).exists() for name in (OPD_FILE, ASSIGNMENT_FILE))


def read_register(folder: Path, instrument: Instrument | None, problems: list[Problem]) -> Register:
    """Read the register of a cycle, adding every fault of both files to ``problems``.

    ``opd.csv`` has the columns code, name, kind, fills and in_scope (yes/no, ya/tidak), and may have
    parent and contact. ``assignments.csv`` has indicator, opd and role: lead, contributor or
    concerned, or in Indonesian pengampu, pendukung, terkait. Of the RACI letters, A (accountable, one
    only) is the lead, R (responsible) a contributor, A/R the lead; C and I bring nothing to an answer
    and are passed over. ``*`` with the role concerned stands for all OPDs in scope.

    Args:
        folder: The cycle's folder.
        instrument: The cycle's edition; None when it is unknown, then indicators are not looked at.
        problems: Where the faults go; what is returned is only to be used when none came.
    """
    present = [name for name in (OPD_FILE, ASSIGNMENT_FILE) if (folder / name).exists()]
    if not present:
        return Register()
    if len(present) == 1:
        (lacking,) = {OPD_FILE, ASSIGNMENT_FILE} - set(present)
        what, remedy = f"berkas ini tidak ada, padahal ada {present[0]}", "Tambahkan berkas itu"
        problems.append(Problem(where=lacking, what=what, remedy=remedy))
    register = Register(codes=None)
    if OPD_FILE in present:
        codes, opds = read_opds(folder / OPD_FILE, problems)
        register = Register(codes=codes, opds=opds)
    if ASSIGNMENT_FILE in present and instrument:
        register = _read_assignments(folder / ASSIGNMENT_FILE, instrument, register, problems)
    return register


def _read_assignments(
    path: Path, instrument: Instrument, register: Register, problems: list[Problem]
) -> Register:
    file = parse_csv(path, ("indicator", "opd", "role"))
    found = [_assignment(file, row, instrument, register) for row in file.rows]
    assignments = [each for each in found if each]
    _check_repeats(file, assignments)
    leads = _leads(file, assignments)
    contributors = _members(assignments, Role.CONTRIBUTOR, register)
    concerned = _members(assignments, Role.CONCERNED, register)
    if file.whole:
        _check_gaps(file, instrument)
        _check_scope(file, instrument, register)
    problems += file.problems
    return Register(
        codes=register.codes,
        opds=register.opds,
        leads=leads,
        contributors=contributors,
        concerned=concerned,
    )


def _assignment(file: CsvFile, row: Row, instrument: Instrument, register: Register) -> _Assignment | None:
    cells, before = row.cells, len(file.problems)
    numbers = {str(indicator.number): indicator.number for indicator in instrument.indicators}
    if cells["indicator"] not in numbers:
        what = f"{instrument.short_name} tidak mempunyai indikator '{clipped(cells['indicator'])}'"
        first, *_, last = numbers
        file.add(row.line, "indicator", what, allowed=f"{first} sampai {last}")
    if cells["role"].lower() not in _ROLES:
        allowed = ", ".join(f"{role.value} ({role.label.removeprefix('OPD ')})" for role in Role)
        file.add(row.line, "role", f"peran '{clipped(cells['role'])}' tidak dikenal", allowed=allowed)
    role = _ROLES.get(cells["role"].lower())
    _check_assigned(file, row, role, register)
    if role is None or len(file.problems) > before:
        return None
    return _Assignment(
        line=row.line, indicator=numbers[cells["indicator"]], opd=cells["opd"].lower(), role=role
    )


def _check_assigned(file: CsvFile, row: Row, role: Role | None, register: Register) -> None:
    code = row.cells["opd"].lower()
    if code == EVERYONE:
        if role is not Role.CONCERNED:
            what = "tanda * berarti semua OPD dalam lingkup dan hanya untuk peran concerned"
            file.add(row.line, "opd", what, remedy="Tulis kode satu OPD")
    elif register.codes is not None and code not in register.codes:
        what = f"OPD '{clipped(code)}' tidak ada di {OPD_FILE}"
        file.add(row.line, "opd", what, remedy=meant(code, register.codes))
    elif any(opd.code == code and not opd.fills for opd in register.opds):
        what = f"OPD '{clipped(code)}' tidak mengisi (fills: no), jadi tidak dapat diberi tugas"
        file.add(row.line, "opd", what, remedy=f"Pilih OPD lain atau ubah {OPD_FILE}")


def _check_repeats(file: CsvFile, assignments: list[_Assignment]) -> None:
    first: dict[tuple[int, str, bool], _Assignment] = {}
    for each in assignments:
        # One OPD may lead an indicator and be concerned by it, but not lead it and support itself.
        earlier = first.setdefault((each.indicator, each.opd, each.role is Role.CONCERNED), each)
        if earlier is not each:
            what = f"tugas OPD '{each.opd}' pada indikator {each.indicator} sudah tertulis"
            file.add(each.line, "", f"{what} di baris {earlier.line}", remedy="Hapus salah satunya")


def _leads(file: CsvFile, assignments: list[_Assignment]) -> dict[int, str]:
    leads: dict[int, str] = {}
    for each in assignments:
        if each.role is Role.LEAD and leads.setdefault(each.indicator, each.opd) != each.opd:
            what = f"indikator {each.indicator} sudah mempunyai OPD pengampu '{leads[each.indicator]}'"
            file.add(each.line, "role", what, remedy="Sisakan tepat satu; yang lain menjadi contributor")
    return leads


def _members(assignments: list[_Assignment], role: Role, register: Register) -> dict[int, tuple[str, ...]]:
    members: dict[int, dict[str, None]] = {}
    everyone = [opd.code for opd in register.opds if opd.in_scope]
    for each in assignments:
        if each.role is role:
            codes = everyone if each.opd == EVERYONE else [each.opd]
            members.setdefault(each.indicator, {}).update(dict.fromkeys(codes))
    return {number: tuple(codes) for number, codes in sorted(members.items())}


def _named(file: CsvFile, role: Role) -> set[str]:
    """Indicators for which some row gives this role, or a faulty one that may mean it."""
    return {
        row.cells["indicator"] for row in file.rows if _ROLES.get(row.cells["role"].lower(), role) is role
    }


def _check_gaps(file: CsvFile, instrument: Instrument) -> None:
    named = _named(file, Role.LEAD)
    without = [str(each.number) for each in instrument.indicators if str(each.number) not in named]
    if without:
        what = f"belum ada OPD pengampu untuk indikator {', '.join(without)}"
        remedy = "Tambahkan satu baris dengan peran lead untuk setiap indikator itu"
        file.problems.append(Problem(where=file.path.name, what=what, remedy=remedy))


def _check_scope(file: CsvFile, instrument: Instrument, register: Register) -> None:
    rules = [
        (indicator.number, rule)
        for indicator in instrument.indicators
        for rule in indicator.scope
        if rule.kind == "practice"
    ]
    whole = register.codes is not None and len(register.codes) == len(register.opds) > 0
    if rules and whole and not any(opd.in_scope for opd in register.opds):
        what = "tidak ada OPD dalam lingkup seluruh perangkat daerah (in_scope: yes)"
        file.problems.append(Problem(where=OPD_FILE, what=what, remedy="Tandai OPD yang dihitung"))
    named = _named(file, Role.CONCERNED)
    for number, rule in rules:
        if rule.extent == "concerned" and str(number) not in named:
            what = f"indikator {number} belum mempunyai OPD terkait (syarat {rule.requirement})"
            remedy = f"Tambahkan baris dengan peran concerned; {EVERYONE} berarti semua OPD dalam lingkup"
            file.problems.append(Problem(where=file.path.name, what=what, remedy=remedy))
