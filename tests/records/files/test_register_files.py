"""The register of a cycle: who exists, who does what, and every fault of both files at once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from spbe_lib.errors import Problem
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.opd_file import is_slug
from spbe_lib.records.files.register_files import Register, read_register

BUNDLED = Path(__file__).parents[3] / "inputs" / "contoh-2024"
EDITION = load_edition("permenpanrb-59-2020")
OPDS = (
    "code,name,parent,kind,fills,in_scope\n"
    "kominfo,Dinas Kominfo,,dinas,yes,yes\n"
    "dinkes,Dinas Kesehatan,,dinas,ya,ya\n"
    "rsud,RSUD,dinkes,uobk,yes,no\n"
    "pkm,Puskesmas,dinkes,puskesmas,no,tidak\n"
)
LEADS = "".join(f"{each.number},kominfo,lead\n" for each in EDITION.indicators)
ASSIGNMENTS = f"indicator,opd,role\n{LEADS}19,*,concerned\n27,dinkes,terkait\n"
LAST = ASSIGNMENTS.count("\n")


def read(
    folder: Path, opds: str = OPDS, assignments: str = ASSIGNMENTS, edition: Instrument = EDITION
) -> tuple[Register, list[str]]:
    """Write both files and read them: the register, and every problem as text."""
    (folder / "opd.csv").write_text(opds, encoding="utf-8")
    (folder / "assignments.csv").write_text(assignments, encoding="utf-8")
    problems = list[Problem]()
    register = read_register(folder, edition, problems)
    return register, [str(problem) for problem in problems]


def told_all(told: Sequence[str], expected: Sequence[tuple[str, str]]) -> None:
    """Check that exactly the expected problems were told, each at its place."""
    assert len(told) == len(expected), told
    for where, what in expected:
        assert any(each.startswith(f"{where}: ") and what in each for each in told), (where, told)


def test_register_and_assignments_are_read_whole(tmp_path: Path) -> None:
    """Parents, who fills, who counts; ``*`` stands for all OPDs in scope, in the order of the file."""
    register, told = read(tmp_path)

    assert told == []
    assert [opd.code for opd in register.opds] == ["kominfo", "dinkes", "rsud", "pkm"]
    assert [opd.fills for opd in register.opds] == [True, True, True, False]
    assert [opd.in_scope for opd in register.opds] == [True, True, False, False]
    assert [opd.parent for opd in register.opds] == [None, None, "dinkes", "dinkes"]
    assert register.concerned == {19: ("kominfo", "dinkes"), 27: ("dinkes",)}
    assert set(register.leads) == {each.number for each in EDITION.indicators}


def test_the_bundled_register_is_that_of_a_whole_regency() -> None:
    """43 OPDs in scope; sections and hospitals answer under a parent; health centres never do."""
    problems = list[Problem]()
    register = read_register(BUNDLED, EDITION, problems)

    assert problems == []
    assert sum(opd.in_scope for opd in register.opds) == 43
    assert {opd.kind for opd in register.opds if not opd.fills} == {"puskesmas", "unit anggaran"}
    assert all(opd.parent == "setda" for opd in register.opds if opd.kind == "bagian")


def test_a_semicolon_file_with_capital_codes_is_the_same_register(tmp_path: Path) -> None:
    """What Indonesian Excel and the capital letters of a phone do changes nothing."""
    plain, _ = read(tmp_path)
    typed = OPDS.replace("kominfo,D", "Kominfo,D").replace("rsud,RSUD,dinkes", "RSUD,RSUD,Dinkes")
    excel = "\ufeff" + typed.replace(",", ";").replace("\n", "\r\n")
    written = ASSIGNMENTS.replace("kominfo,lead", "KOMINFO,Pengampu").replace("\n", "\r\n")

    assert read(tmp_path, excel, written) == (plain, [])


@pytest.mark.parametrize(
    ("letters", "leads", "supports"),
    [
        ("A", True, False),
        ("a/r", True, False),
        ("R", False, True),
        ("pendukung", False, True),
        ("C", False, False),
        ("I", False, False),
    ],
)
def test_raci_letters_are_read_as_roles(tmp_path: Path, letters: str, leads: bool, supports: bool) -> None:
    """One is accountable and leads; who is responsible brings documents; C and I bring nothing."""
    rest = ASSIGNMENTS.replace("1,kominfo,lead\n", "", 1) if leads else ASSIGNMENTS
    register, told = read(tmp_path, assignments=f"{rest}1,dinkes,{letters}\n")

    assert told == []
    assert (register.leads[1] == "dinkes") is leads
    assert ("dinkes" in register.contributors.get(1, ())) is supports


@pytest.mark.failure(15)
def test_every_fault_of_the_opd_file_is_told_at_once(tmp_path: Path) -> None:
    """Codes, parents, empty names, yes and no: each with its line and column."""
    rows = (
        "kominfo,Dinas Kominfo,,dinas,yes,yes\n"  # 2
        "dinkes,,,dinas,yes,yes\n"  # 3
        "con,Dinas Satu,,dinas,yes,yes\n"  # 4
        "../x,Dinas Dua,,dinas,yes,yes\n"  # 5
        "Kominfo,Dinas Tiga,,dinas,yes,yes\n"  # 6
        "rsud,RSUD,dinkess,uobk,yes,no\n"  # 7
        "satu,Satu,satu,,yes,no\n"  # 8
        "dua,Dua,tiga,bagian,yes,no\n"  # 9
        "tiga,Tiga,dua,bagian,yes,no\n"  # 10
        "pkm,Puskesmas,,puskesmas,no,yes\n"  # 11
        "dlh,Dinas LH,,dinas,mungkin,\n"  # 12
        ",Tanpa Kode,,dinas,yes,no\n"  # 13
        f"dpk,{'D' * 201},,dinas,yes,no\n"  # 14
    )
    _, told = read(tmp_path, OPDS.splitlines()[0] + "\n" + rows)

    told_all(
        told,
        [
            ("opd.csv baris 2 (code)", "'kominfo' dipakai lebih dari sekali"),
            ("opd.csv baris 3 (name)", "isian ini kosong"),
            ("opd.csv baris 4 (code)", "bukan nama Windows"),
            ("opd.csv baris 5 (code)", "'../x' tidak dapat dipakai"),
            ("opd.csv baris 6 (code)", "'kominfo' dipakai lebih dari sekali"),
            ("opd.csv baris 7 (parent)", "Maksudnya 'dinkes'?"),
            ("opd.csv baris 8 (kind)", "isian ini kosong"),
            ("opd.csv baris 8 (parent)", "induk bagi dirinya sendiri"),
            ("opd.csv baris 9 (parent)", "induk bagi dirinya sendiri"),
            ("opd.csv baris 10 (parent)", "induk bagi dirinya sendiri"),
            ("opd.csv baris 11 (in_scope)", "tetapi tidak mengisi"),
            ("opd.csv baris 12 (fills)", "yes, no, ya, tidak"),
            ("opd.csv baris 12 (in_scope)", "yes, no, ya, tidak"),
            ("opd.csv baris 13 (code)", "kode OPD kosong"),
            ("opd.csv baris 14 (name)", "lebih dari 200 huruf"),
        ],
    )


@pytest.mark.failure(15)
def test_every_fault_of_the_assignments_is_told_at_once(tmp_path: Path) -> None:
    """Unknown OPD, indicator, role; repeats; two leads and none; who never fills: each with its line."""
    wrong = (
        "48,kominfo,lead\n"
        "01,kominfo,lead\n"
        "2,dinkes,lead\n"
        "3,dinkess,contributor\n"
        "4,pkm,contributor\n"
        "5,rsud,ketua\n"
        "6,kominfo,contributor\n"
        "7,rsud,pendukung\n"
        "7,rsud,contributor\n"
        "8,*,contributor\n"
    )
    lacking = ASSIGNMENTS.replace("\n9,kominfo,lead", "").replace("27,dinkes,terkait\n", "") + wrong
    _, told = read(tmp_path, assignments=lacking)

    told_all(
        told,
        [
            (f"assignments.csv baris {LAST - 1} (indicator)", "indikator '48'. Yang boleh: 1 sampai 47"),
            (f"assignments.csv baris {LAST} (indicator)", "indikator '01'"),
            (f"assignments.csv baris {LAST + 1} (role)", "sudah mempunyai OPD pengampu 'kominfo'"),
            (f"assignments.csv baris {LAST + 2} (opd)", "Maksudnya 'dinkes'?"),
            (f"assignments.csv baris {LAST + 3} (opd)", "tidak mengisi"),
            (f"assignments.csv baris {LAST + 4} (role)", "lead (pengampu), contributor (pendukung)"),
            (f"assignments.csv baris {LAST + 5}", "sudah tertulis di baris 7"),
            (f"assignments.csv baris {LAST + 7}", f"sudah tertulis di baris {LAST + 6}"),
            (f"assignments.csv baris {LAST + 8} (opd)", "hanya untuk peran concerned"),
            ("assignments.csv", "belum ada OPD pengampu untuk indikator 9."),
            ("assignments.csv", "indikator 27 belum mempunyai OPD terkait"),
        ],
    )


def test_only_the_members_of_a_circle_of_parents_are_told(tmp_path: Path) -> None:
    """A unit that hangs below a circle is not at fault itself, however long the way up."""
    chain = "".join(f"u{each},Unit,u{each + 1},bagian,yes,no\n" for each in range(3000))
    _, told = read(tmp_path, f"{OPDS}{chain}u3000,Unit,u2999,bagian,yes,no\n")

    assert [each.split(" (")[0] for each in told] == ["opd.csv baris 3005", "opd.csv baris 3006"]


def test_a_scope_without_members_is_told(tmp_path: Path) -> None:
    """59/2020 asks some facts of all OPDs: a register in which none counts cannot hold them."""
    nobody = OPDS.replace(",yes,yes", ",yes,no").replace(",ya,ya", ",ya,no")

    _, told = read(tmp_path, nobody)

    told_all(told, [("opd.csv", "tidak ada OPD dalam lingkup seluruh perangkat daerah")])


def test_an_edition_without_shared_facts_needs_no_scope(tmp_path: Path) -> None:
    """5/2018 asks nothing of all OPDs; its indicator 35 is assigned by its legal number."""
    edition = load_edition("permenpanrb-5-2018")
    leads = "".join(f"{each.number},rsud,lead\n" for each in edition.indicators)
    opds = OPDS.replace(",yes,yes", ",yes,no").replace(",ya,ya", ",ya,no")

    register, told = read(tmp_path, opds, f"indicator,opd,role\n{leads}", edition)

    assert told == []
    assert register.leads[35] == "rsud"


def test_one_fault_is_told_once(tmp_path: Path) -> None:
    """A faulty row of one file does not make the other file look faulty too."""
    _, told = read(tmp_path, OPDS.replace("dinkes,Dinas Kesehatan", "dinkes,"))
    told_all(told, [("opd.csv baris 3 (name)", "isian ini kosong")])

    _, told = read(tmp_path, OPDS.replace("Dinas Kesehatan", "Dinas\u200bKesehatan"))
    told_all(told, [("opd.csv baris 3", "tanda kendali")])

    _, told = read(tmp_path, assignments=ASSIGNMENTS.replace("9,kominfo,lead", "9,kominfo,ketua", 1))
    told_all(told, [("assignments.csv baris 10 (role)", "peran 'ketua' tidak dikenal")])


@pytest.mark.parametrize("kept", ["opd.csv", "assignments.csv"])
def test_one_file_without_the_other_is_told(tmp_path: Path, kept: str) -> None:
    """Half a register is a slip, not an official result."""
    read(tmp_path)
    (lacking,) = {"opd.csv", "assignments.csv"} - {kept}
    (tmp_path / lacking).unlink()
    problems = list[Problem]()
    read_register(tmp_path, EDITION, problems)

    told_all([str(each) for each in problems], [(lacking, f"padahal ada {kept}")])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"code,nama\n", b"a\0", b"#" * 2_000_001])
def test_unreadable_files_are_told_without_a_flood(tmp_path: Path, content: bytes) -> None:
    """An empty or broken file says so, and nothing is said about what it may have held."""
    for name in ("opd.csv", "assignments.csv"):
        read(tmp_path)
        (tmp_path / name).write_bytes(content)
        problems = list[Problem]()
        read_register(tmp_path, EDITION, problems)

        assert problems
        assert {problem.where.split()[0] for problem in problems} == {name}


def test_a_head_without_rows_is_an_empty_register(tmp_path: Path) -> None:
    """Nobody in it: told for both files."""
    _, told = read(tmp_path, OPDS.splitlines()[0], "indicator,opd,role\n")

    assert "opd.csv baris 1: belum ada satu OPD pun" in told[0]
    assert "belum ada OPD pengampu untuk indikator 1, 2, 3" in told[1]


@pytest.mark.parametrize("code", ["a", "diskominfo", "kec-utara", "rsud-2", "x" * 40, "console", "com10"])
def test_what_can_be_a_file_name_everywhere_is_a_code(code: str) -> None:
    """Short, plain, lower case."""
    assert is_slug(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "-a",
        "a-",
        "A",
        "a b",
        "a.b",
        "a/b",
        "a\\b",
        "..",
        "é",
        "٣",
        "a\n",
        "x" * 41,
        "nul",
        "com1",
        "konsolidasi",
        "tanggapan-dinkes",
        "mandiri",
    ],
)
def test_what_is_no_safe_file_name_is_no_code(code: str) -> None:
    """Paths, blanks, other alphabets, names that Windows keeps for itself, those of other files and desks."""
    assert not is_slug(code)
