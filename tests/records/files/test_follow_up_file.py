"""``tindak-lanjut.csv``: who does what about a recommendation; every fault at its line, and back again."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.csv_file import text_cell
from spbe_lib.errors import Problem
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.records.files.follow_up_file import (
    COLUMNS,
    FOLLOW_UP_FILE,
    OPTIONAL,
    read_follow_ups,
    written_follow_ups,
)
from spbe_lib.records.recommendations import Progress, Recommendation
from tests.hostile import HOSTILE
from tests.records.files.test_cycle import ASSIGNMENTS, CYCLE, OPDS, folder_with, refusal

LAW = load_edition("permenpanrb-59-2020")
EXAMPLE = Path(__file__).parents[3] / "inputs" / "contoh-2024"
HEAD = ",".join((*COLUMNS, *OPTIONAL)) + "\n"
GOOD = "R1,2022,13,Susun pedoman.,kominfo,Pedoman disusun,2023-06-30,1.02.03,berjalan,,,"


def read(folder: Path, *rows: str, head: str = HEAD) -> tuple[tuple[Recommendation, ...], list[Problem]]:
    """What a file of these rows says, and what is wrong with it."""
    (folder / FOLLOW_UP_FILE).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    problems: list[Problem] = []
    found = read_follow_ups(folder / FOLLOW_UP_FILE, LAW, 2023, {"kominfo", "dinkes"}, problems)
    return found, problems


def test_the_bundled_list_covers_last_years_recommendations_but_one() -> None:
    """The ninth shows how a recommendation without any follow-up looks; a file of the cycle."""
    cycle = read_cycle(EXAMPLE)
    assert cycle.previous is not None
    mine = [each for each in cycle.follow_ups if each.year == cycle.previous.year]
    last = dict(cycle.previous.recommendations)

    assert {each.item for each in mine} == set(last) - {"27"}
    assert all(each.text == last[each.item or ""] for each in mine)
    assert {each.progress for each in cycle.follow_ups} == set(Progress)
    assert FOLLOW_UP_FILE in files_of(EXAMPLE)


def test_a_row_says_who_does_what_until_when_and_from_which_budget(tmp_path: Path) -> None:
    """Empty cells say nothing; an OPD's code knows no capitals."""
    (one, other), problems = read(
        tmp_path,
        GOOD.replace("kominfo", "Kominfo"),
        "R2,,,Laporkan.,,,,,Tidak  Dilanjutkan,Digabung,SK Tim,7/2023",
    )

    assert problems == []
    assert (one.item, one.opd, one.due, one.budget) == ("13", "kominfo", date(2023, 6, 30), "1.02.03")
    assert (one.year, one.progress.is_open) == (2022, True)
    assert (other.item, other.opd, other.due, other.year) == (None, None, None, None)
    assert (other.progress, other.reason) == (Progress.DROPPED, "Digabung")
    assert (other.proof, other.proof_number) == ("SK Tim", "7/2023")


@pytest.mark.parametrize(
    "typed", ["2023-06-30", "2023-6-30", "30/06/2023", "30/6/2023", "30-06-2023", "30.6.2023"]
)
def test_a_date_is_read_as_a_spreadsheet_spells_it(tmp_path: Path, typed: str) -> None:
    """Excel turns the date round when it saves."""
    (found,), problems = read(tmp_path, GOOD.replace("2023-06-30", typed))

    assert problems == []
    assert found.due == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("changed", "place", "told"),
    [
        (("R1", ""), "code", "kosong"),
        (("R1", "R" * 41), "code", "lebih dari 40 huruf"),
        (("2022", "2023"), "year", "2018 sampai 2022"),
        (("2022", "020209"), "year", "2018 sampai 2022"),
        (("2022", f"02020{'0' * 5000}"), "year", "2018 sampai 2022"),
        ((",13,", ",48,"), "item", "tidak mempunyai butir '48'"),
        (("Susun pedoman.", ""), "recommendation", "kosong"),
        (("kominfo", "kominf"), "opd", "Maksudnya 'kominfo'?"),
        (("2023-06-30", "2023-02-30"), "due", "bukan tanggal"),
        (("2023-06-30", "Juni"), "due", "seperti 2026-11-23 atau 23/11/2026"),
        (("berjalan", "sedang"), "status", "belum, berjalan, selesai, tidak dilanjutkan"),
        (("berjalan", ""), "status", "status ini kosong"),
        (("berjalan", "tidak dilanjutkan"), "reason", "belum menyebut alasannya"),
        (("1.02.03", "9" * 301), "budget", "lebih dari 300 huruf"),
    ],
)
def test_a_fault_is_told_at_its_line_and_column(
    tmp_path: Path, changed: tuple[str, str], place: str, told: str
) -> None:
    """As in the register files."""
    _, (problem,) = read(tmp_path, GOOD.replace(*changed, 1))

    assert problem.where == f"{FOLLOW_UP_FILE} baris 2 ({place})"
    assert told in str(problem)


@pytest.mark.failure(15)
def test_all_faults_come_at_once_and_a_code_is_used_once(tmp_path: Path) -> None:
    """Several in one row, and a code under another spelling."""
    _, problems = read(tmp_path, GOOD, GOOD.replace("R1", "r1"), "R3,x,99,,nirwana,,besok,,lain,,,")

    assert [each.where.removeprefix(f"{FOLLOW_UP_FILE} ") for each in problems] == [
        "baris 3 (code)",
        "baris 4 (recommendation)",
        "baris 4 (item)",
        "baris 4 (opd)",
        "baris 4 (status)",
        "baris 4 (due)",
        "baris 4 (year)",
    ]


def test_a_missing_or_unknown_column_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    """Reason and proof may be left out, nothing else."""
    short = ",".join(COLUMNS) + "\n"
    found, problems = read(tmp_path, GOOD.removesuffix(",,,"), head=short)
    _, faults = read(tmp_path, "R1", head="code,siapa\n")

    assert ([each.code for each in found], problems) == (["R1"], [])
    assert any("(siapa): kolom 'siapa' tidak dikenal" in str(each) for each in faults)
    assert sum("kolom ini tidak ada" in str(each) for each in faults) == len(COLUMNS) - 1


@pytest.mark.failure(9, 12)
@given(texts=st.lists(st.text(max_size=60), min_size=6, max_size=6), due=st.none() | st.dates())
def test_what_is_written_is_read_back_whatever_stands_in_it(
    texts: list[str], due: date | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any text on one line, without invisible signs; no cell begins like a formula."""
    action, budget, reason, proof, number, text = texts
    given_ = Recommendation(
        code="R1",
        text=f"Susun {text}",
        item="35",
        opd="dinkes",
        action=action,
        due=due if due and due.year > 999 else None,
        budget=budget,
        progress=Progress.DROPPED,
        reason=f"Sebab {reason}",
        proof=proof,
        proof_number=number,
        year=2022,
    )
    file = tmp_path_factory.mktemp("tindak") / FOLLOW_UP_FILE
    file.write_bytes(written_follow_ups([given_]))
    problems: list[Problem] = []

    (first,) = read_follow_ups(file, LAW, 2023, {"dinkes"}, problems)
    file.write_bytes(written_follow_ups([first]))

    assert problems == []
    assert (first.code, first.item, first.due, first.year) == ("R1", "35", given_.due, 2022)
    assert read_follow_ups(file, LAW, 2023, {"dinkes"}, problems) == (first,)
    assert not [line for line in file.read_text("utf-8-sig").splitlines() if line.startswith(tuple("=+-@"))]


@pytest.mark.failure(12)
def test_hostile_text_comes_back_as_text_and_no_spreadsheet_runs_it(tmp_path: Path) -> None:
    """A formula is guarded in the file and whole again when it is read; what turns the reading is gone."""
    file = tmp_path / FOLLOW_UP_FILE
    file.write_bytes(
        written_follow_ups([Recommendation(code="=R1", text='=HYPERLINK("x")', item="1", action=HOSTILE)])
    )
    problems: list[Problem] = []

    (found,) = read_follow_ups(file, LAW, 2023, None, problems)

    assert problems == []
    assert (found.code, found.text) == ("=R1", '=HYPERLINK("x")')
    assert "<script>window.hacked = 1</script>" in found.action
    assert "\u202e" not in found.action
    assert text_cell("=R1") in file.read_text("utf-8-sig")


def test_a_fault_of_the_file_is_one_of_the_cycle(tmp_path: Path) -> None:
    """Told with those of cycle.yaml and of the register; a name with a folder in it is refused."""
    folder = folder_with(
        tmp_path, CYCLE + "follow_up: tindak-lanjut.csv\n", opd=OPDS, assignments=ASSIGNMENTS
    )
    (folder / FOLLOW_UP_FILE).write_text(HEAD + GOOD.replace("kominfo", "nirwana"), encoding="utf-8")

    (told,) = refusal(folder)
    assert told.startswith("tindak-lanjut.csv baris 2 (opd): OPD 'nirwana' tidak ada di opd.csv")
    folder_with(folder, CYCLE + "follow_up: sub/tindak-lanjut.csv\n")
    assert refusal(folder) == ["cycle.yaml baris 5 (follow_up): tulis nama berkas saja, tanpa folder."]
