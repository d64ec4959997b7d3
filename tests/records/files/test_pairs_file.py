"""``pasangan.csv``: values of the Tim and final ones of former years; faults at their lines, and back."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.errors import Problem
from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.records.files.pairs_file import PAIR_FILE, read_pairs, written_pairs
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.pairs import Pair, pairs_between
from tests.example.former_years import made_up_pairs
from tests.records.files.test_cycle import ASSIGNMENTS, CYCLE, OPDS, folder_with, refusal

LAW, NOW = "permenpanrb-59-2020", "permenpanrb-8-2026"
EXAMPLE = Path(__file__).parents[3] / "inputs" / "contoh-2024"
HEAD = "year,edition,item,mandiri,akhir\n"


def read(folder: Path, *rows: str, head: str = HEAD) -> tuple[tuple[Pair, ...], list[Problem]]:
    """What a file of these rows says, and what is wrong with it."""
    (folder / PAIR_FILE).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    problems: list[Problem] = []
    return read_pairs(folder / PAIR_FILE, 2027, problems), problems


def pairs_of(code: str) -> st.SearchStrategy[list[Pair]]:
    """Pairs of one edition with values as people write them, fractions and printed figures too."""
    edition = load_edition(code)
    texts = ["1", "3", "5"] + (["7/6", "1,17", "2,50"] if edition.level_denominator > 1 else [])
    pair = st.builds(
        lambda year, item, ours, theirs: Pair(
            year=year,
            edition=code,
            item=item.code,
            mandiri=read_value(edition, item, ours),
            akhir=read_value(edition, item, theirs),
        ),
        st.integers(2018, 2026),
        st.sampled_from(edition.items),
        st.sampled_from(texts),
        st.sampled_from(texts),
    )
    return st.lists(pair, max_size=8, unique_by=lambda each: (each.year, each.item))


@pytest.mark.failure(9)
@pytest.mark.parametrize("code", edition_codes())
@given(data=st.data())
def test_what_is_written_is_read_back(
    code: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Years, items and values, exactly, in every edition."""
    pairs = data.draw(pairs_of(code))
    file = tmp_path_factory.mktemp("pasangan") / PAIR_FILE
    file.write_bytes(written_pairs(pairs))
    problems: list[Problem] = []

    assert read_pairs(file, 2027, problems) == tuple(pairs)
    assert problems == []


def test_the_bundled_pairs_are_those_of_the_made_up_years() -> None:
    """Three years of every item, whose last finals are last year's result; a file of the cycle."""
    cycle = read_cycle(EXAMPLE)
    assert cycle.previous is not None

    assert (EXAMPLE / PAIR_FILE).read_bytes() == written_pairs(made_up_pairs(EXAMPLE))
    assert {each.year for each in cycle.pairs} == {2021, 2022, 2023}
    assert {e.item: e.akhir for e in cycle.pairs if e.year == 2023} == dict(cycle.previous.values)
    assert PAIR_FILE in files_of(EXAMPLE)


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [
        (f"2027,{LAW},1,3,3", "year", "'2027' tidak dapat dipakai. Yang boleh: 2018 sampai 2026"),
        (f"2017,{LAW},1,3,3", "year", "'2017'"),
        (f"²02,{LAW},1,3,3", "year", "'²02'"),
        (f",{LAW},1,3,3", "year", "''"),
        (f"020209,{LAW},1,3,3", "year", "'020209'"),
        (f"02020{'0' * 5000},{LAW},1,3,3", "year", "'02020"),
        ("2024,permenpanrb-95-2018,1,3,3", "edition", "tidak dikenal"),
        (f"2024,{LAW},48,3,3", "item", "tidak mempunyai butir '48'"),
        (f"2024,{LAW},1,6,3", "mandiri", "'6' tidak dikenal. Yang boleh: angka bulat 1 sampai 5"),
        (f"2024,{LAW},1,3,", "akhir", "nilai ini kosong"),
        (f"2024,{LAW},1,3,7/6", "akhir", "'7/6'"),
        (f"2024,{LAW},1,=1+1,3", "mandiri", "'=1+1'"),
    ],
)
def test_a_fault_is_told_at_its_line_and_column(tmp_path: Path, row: str, place: str, told: str) -> None:
    """As in the register files."""
    _, (problem,) = read(tmp_path, row)

    assert problem.where == f"{PAIR_FILE} baris 2 ({place})"
    assert told in str(problem)


@pytest.mark.failure(15)
def test_all_faults_come_at_once_and_a_pair_stands_once(tmp_path: Path) -> None:
    """Also two in one row, and the same item of the same year twice."""
    _, problems = read(
        tmp_path, f"2024,{LAW},1,3,2", f"2030,{LAW},99,3,3", f"2024,{LAW},1,4,4", f"2024,{LAW},2,0,9"
    )

    assert {each.where.removeprefix(f"{PAIR_FILE} ") for each in problems} == {
        "baris 3 (year)",
        "baris 3 (item)",
        "baris 4 (item)",
        "baris 5 (mandiri)",
        "baris 5 (akhir)",
    }
    assert len(problems) == 5


def test_a_file_from_a_spreadsheet_with_semicolons_is_read_alike(tmp_path: Path) -> None:
    """As an Indonesian Excel saves it."""
    (pair,), problems = read(tmp_path, f"2024;{NOW};1;1,17;7/6", head=HEAD.replace(",", ";"))

    assert problems == []
    assert pair.mandiri == Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    assert pair.change(2) == Fraction(7, 6) - Fraction("1.17")


def test_a_fault_of_the_file_is_one_of_the_cycle(tmp_path: Path) -> None:
    """Told with those of cycle.yaml; a name with a folder in it is refused, a missing file told."""
    folder = folder_with(tmp_path, CYCLE + "pairs: pasangan.csv\n", opd=OPDS, assignments=ASSIGNMENTS)

    assert refusal(folder) == [
        "pasangan.csv: berkas tidak dapat dibuka. Periksa nama dan letaknya, dan tutup dahulu di Excel."
    ]
    folder_with(folder, CYCLE + "pairs: ../pasangan.csv\n")
    assert refusal(folder) == ["cycle.yaml baris 5 (pairs): tulis nama berkas saja, tanpa folder."]


def test_a_cycles_own_values_make_pairs_once_it_has_both_stages() -> None:
    """An item that only one of them valued makes none."""
    ours = Assessment(edition=LAW, values={"1": Span.exactly(4), "2": Span.exactly(3)})
    theirs = Assessment(edition=LAW, values={"2": Span.exactly(2), "3": Span.exactly(5)})

    (pair,) = pairs_between(2026, {Stage.MANDIRI: ours, Stage.AKHIR: theirs})

    assert [pair.year, pair.edition, pair.item, pair.change(2)] == [2026, LAW, "2", -1]
    assert list(pairs_between(2026, {Stage.MANDIRI: ours})) == []
