"""``team.csv``: who of the Tim reads what; every fault at its line."""

from pathlib import Path

import pytest

from spbe_lib.errors import Problem
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.records.files.team_file import TEAM_FILE, read_team
from spbe_lib.records.register import Cycle, Opd, same_person

LAW = load_edition("permenpanrb-59-2020")
HEAD = "name,function,opd,indicators\n"
EXAMPLE = Path(__file__).parents[3] / "inputs" / "contoh-2024"


def faults_of(folder: Path, *rows: str) -> list[Problem]:
    """What is wrong with a roster of these rows."""
    (folder / TEAM_FILE).write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    problems: list[Problem] = []
    read_team(folder, LAW, {"diskominfo", "inspektorat"}, problems)
    return problems


def test_the_example_has_a_roster_that_reads_every_indicator() -> None:
    """Members of several OPDs, two of them of Diskominfo; the file is one of the cycle's."""
    cycle = read_cycle(EXAMPLE)

    assert [each.opd for each in cycle.team].count("diskominfo") == 2
    assert len({each.opd for each in cycle.team}) > 5
    assert set().union(*(each.indicators for each in cycle.team)) == {each.number for each in LAW.indicators}
    assert TEAM_FILE in files_of(EXAMPLE)


def test_without_the_file_there_is_no_roster(tmp_path: Path) -> None:
    """It is optional."""
    problems: list[Problem] = []

    assert read_team(tmp_path, LAW, frozenset(), problems) == ()
    assert problems == []


def test_ranges_and_single_numbers_are_legal_numbers(tmp_path: Path) -> None:
    """``1-3; 13``; an empty cell reads none."""
    (tmp_path / TEAM_FILE).write_text(
        HEAD + "Rina,hukum,Diskominfo,1-3; 13\nBagus,hukum,inspektorat,\n", encoding="utf-8"
    )
    problems: list[Problem] = []
    rina, bagus = read_team(tmp_path, LAW, {"diskominfo", "inspektorat"}, problems)

    assert problems == []
    assert (rina.opd, rina.indicators) == ("diskominfo", frozenset({1, 2, 3, 13}))
    assert not bagus.indicators


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [
        (",hukum,diskominfo,1", "baris 2 (name)", "kosong"),
        ("Rina,tata boga,diskominfo,1", "baris 2 (function)", "tata boga"),
        ("Rina,hukum,diskominfi,1", "baris 2 (opd)", "diskominfi"),
        ("Rina,hukum,diskominfo,48", "baris 2 (indicators)", "48"),
        ("Rina,hukum,diskominfo,3-1", "baris 2 (indicators)", "3-1"),
        ("Rina,hukum,diskominfo,dua", "baris 2 (indicators)", "dua"),
    ],
)
def test_a_fault_is_told_at_its_line_and_column(tmp_path: Path, row: str, place: str, told: str) -> None:
    """As in the other register files."""
    (problem,) = faults_of(tmp_path, row)

    assert problem.where == f"{TEAM_FILE} {place}"
    assert told in problem.what


def test_all_faults_come_at_once_and_a_member_stands_once(tmp_path: Path) -> None:
    """The same person under another spelling is the same person."""
    problems = faults_of(tmp_path, "Rina,hukum,diskominfo,1", '"RINA, S.Kom.",hukum,nirwana,99')

    assert [each.where.split("(")[1] for each in problems] == ["name)", "opd)", "indicators)"]


def test_degrees_and_capitals_do_not_make_another_person() -> None:
    """An empty name is nobody's."""
    assert same_person("Budi Santoso, S.Kom.", " budi santoso")
    assert not same_person("Budi Santoso", "Budi Santosa")
    assert not same_person("", "")


def test_one_house_are_the_units_above_and_below() -> None:
    """A hospital and the office above it; not its sister."""
    opds = [("dinkes", None), ("rsud", "dinkes"), ("poli", "rsud"), ("klinik", "dinkes"), ("dlh", None)]
    cycle = Cycle(
        name="c",
        government="Pemerintah Kabupaten Contoh",
        year=2024,
        edition=LAW.code,
        opds=tuple(Opd(code=code, name=code, kind="dinas", parent=parent) for code, parent in opds),
    )

    assert cycle.line_of("rsud") == {"dinkes", "rsud", "poli"}
    assert cycle.line_of("dlh") == {"dlh"}
