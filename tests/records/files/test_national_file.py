"""The published national results: what the shipped files hold, by which names, and what is refused."""

import shutil
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.files.national_file import national_results, read_national
from spbe_lib.records.national_results import NationalResults
from spbe_lib.workspace import NATIONAL

CYCLE = "government: {government}\nyear: 2024\nedition: permenpanrb-59-2020\nassessments: [nilai.yaml]\n"
VALUES = "edition: permenpanrb-59-2020\nyear: 2024\nstage: mandiri\nsource: uji\nlevels: {1: 3}\n"


@pytest.fixture(scope="module")
def national() -> NationalResults:
    """The results that come with the house."""
    return national_results()


def changed(tmp_path: Path, file: str, change: Callable[[str], str]) -> Path:
    """A copy of the results in which one file is another."""
    folder = tmp_path / "nasional"
    shutil.copytree(NATIONAL, folder)
    (folder / file).write_text(change((folder / file).read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def refusal(folder: Path) -> list[str]:
    """What is said about faulty results."""
    with pytest.raises(InputError) as refused:
        read_national(folder)
    return [str(problem) for problem in refused.value.problems]


def cycle_folder(tmp_path: Path, government: str, more: str = "") -> Path:
    """The folder of a cycle with one file of values."""
    (tmp_path / "cycle.yaml").write_text(CYCLE.format(government=government) + more, encoding="utf-8")
    (tmp_path / "nilai.yaml").write_text(VALUES, encoding="utf-8")
    return tmp_path


def test_every_institution_of_both_years_is_there(national: NationalResults) -> None:
    """621 in 2023 and 615 in 2024, by kind as the reports count them."""
    counts = {
        each.year: Counter(row.kind if row.regional else "pusat" for row in each.rows)
        for each in national.listed
    }

    assert counts == {
        2023: {"Kabupaten": 398, "Kota": 93, "Provinsi": 38, "pusat": 92},
        2024: {"Kabupaten": 392, "Kota": 93, "Provinsi": 38, "pusat": 92},
    }


def test_predicates_are_as_printed_and_each_is_one_of_its_edition(national: NationalResults) -> None:
    """How many got which predicate, counted from the rows."""
    counts = {each.year: Counter(row.predicate for row in each.rows) for each in national.listed}

    assert counts == {
        2023: {"Memuaskan": 24, "Sangat Baik": 90, "Baik": 274, "Cukup": 186, "Kurang": 47},
        2024: {"Memuaskan": 48, "Sangat Baik": 182, "Baik": 239, "Cukup": 127, "Kurang": 19},
    }
    for year in national.listed:
        assert set(counts[year.year]) <= {each.name for each in load_edition(year.edition).predicates}


def test_every_year_names_its_edition_source_and_average(national: NationalResults) -> None:
    """The national series, and who decided on the lists."""
    assert [(each.year, str(float(each.national.index))) for each in national.years] == [
        (2018, "1.98"),
        (2019, "2.18"),
        (2020, "2.26"),
        (2021, "2.24"),
        (2022, "2.34"),
        (2023, "2.79"),
        (2024, "3.12"),
    ]
    assert {each.edition for each in national.years} <= set(edition_codes())
    assert all("Laporan" in each.source for each in national.years)
    assert [each.decree for each in national.listed] == ["KepmenPANRB 13/2024", "KepmenPANRB 663/2024"]
    assert [each.target for each in national.listed] == [Fraction("2.60"), Fraction("2.85")]


def test_an_illegible_figure_stays_absent_and_its_row_says_so(national: NationalResults) -> None:
    """Nothing is filled in; whatever is odd has a note, and the figures as printed."""
    rows = [row for year in national.listed for row in year.rows]

    assert {row.name for row in rows if len(row.domains) < 4} == {
        "Kementerian Pertanian",
        "Kementerian Energi dan Sumber Daya Mineral",
    }
    assert all("tidak terbaca" in row.note for row in rows if len(row.domains) < 4)
    assert {row.name for row in rows if "belum dibulatkan" in row.note} == {
        "Pemerintah Kab. Nias Barat",
        "Pemerintah Kab. Pacitan",
        "Pemerintah Kab. Luwu",
    }
    assert len([row for row in rows if row.note]) == 7


def test_names_that_changed_between_the_years_are_still_the_same_government(
    national: NationalResults,
) -> None:
    """NTB, NTT and Kotamobagu are spelled in two ways; only those that did not take part are in one year."""
    first, second = ({row.key for row in year.rows if row.regional} for year in national.listed)

    assert [row.name for row in national.of("Pemerintah Provinsi Nusa Tenggara Barat")] == [
        "Pemerintah Provinsi NTB",
        "Pemerintah Provinsi Nusa Tenggara Barat",
    ]
    assert len(national.of("Kota Kotamobagu")) == 2
    assert len(first - second) == 12
    assert len(second - first) == 6
    assert {key.kind for key in first ^ second} == {"Kabupaten"}


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Pemerintah Kabupaten Madiun", "Pemerintah Kab. Madiun"),
        ("pemerintah daerah kabupaten  MADIUN", "Pemerintah Kab. Madiun"),
        ("Pemkab Madiun", "Pemerintah Kab. Madiun"),
        ("Kota Madiun", "Pemerintah Kota Madiun"),
        ("Pemerintah Provinsi Aceh", "Pemerintah Aceh"),
        ("Pemerintah Daerah Daerah Istimewa Yogyakarta", "Pemerintah D.I. Yogyakarta"),
        ("Provinsi Daerah Khusus Ibukota Jakarta", "Pemerintah Provinsi DKI Jakarta"),
        ("Provinsi Kepulauan Bangka Belitung", "Pemerintah Provinsi Kep. Bangka Belitung"),
        ("Kementerian Keuangan", "Kementerian Keuangan"),
    ],
)
def test_a_government_is_found_however_it_is_usually_spelled(
    national: NationalResults, name: str, printed: str
) -> None:
    """Both years have it, and a kabupaten is never taken for the kota of the same name."""
    assert [row.name for row in national.of(name)] == [printed, printed]


@pytest.mark.parametrize("name", ["Madiun", "", "Pemerintah", "Kabupaten", "Kabupaten Contoh", "<script>"])
def test_a_name_that_is_not_just_one_government_is_nobody(national: NationalResults, name: str) -> None:
    """Nothing is guessed."""
    assert national.of(name) == ()


def test_a_name_without_its_kind_may_mean_several(national: NationalResults) -> None:
    """Madiun is a kabupaten and a kota, Ngawi a kabupaten only."""
    year = national.listed[-1]

    assert [row.name for row in national.meant("Madiun", year)] == [
        "Pemerintah Kab. Madiun",
        "Pemerintah Kota Madiun",
    ]
    assert [row.name for row in national.meant("Ngawi", year)] == ["Pemerintah Kab. Ngawi"]
    assert national.meant("Kota Ngawi", year) == ()


def test_every_fault_of_the_table_is_told_at_once(tmp_path: Path) -> None:
    """A figure that is none, an unknown year, an empty cell, a wrong kind, the same institution twice."""

    def spoil(text: str) -> str:
        head, first, second, third, *rest = text.splitlines()
        spoiled = [first.replace("3.01", "tiga"), "1999" + second[4:], third.replace(",Baik,", ",,")]
        madiun = next(row for row in rest if "2024" in row and "Kab. Madiun" in row)
        kota = [row.replace(",Kota,", ",Kabupaten,") if "2024" in row else row for row in rest]
        return "\n".join([head, *spoiled, *kota, madiun]) + "\n"

    told = refusal(changed(tmp_path, "results.csv", spoil))

    assert told[0].startswith("results.csv baris 2 (index): 'tiga' bukan angka")
    assert told[1].startswith("results.csv baris 3 (year): tahun 1999 tidak dikenal. Yang boleh: 2018, 2019")
    assert told[2].startswith("results.csv baris 4 (predicate): sel ini kosong")
    assert any("(kind): jenis ini tidak cocok dengan nama 'Pemerintah Kota" in each for each in told)
    assert told[-1].startswith("results.csv baris 1238 (institution): 'Pemerintah Kab. Madiun' tercantum dua")


def test_a_misspelt_key_of_the_head_is_a_fault(tmp_path: Path) -> None:
    """With its line, like in every file of ours."""
    told = refusal(changed(tmp_path, "national.yaml", lambda text: text.replace("decree:", "dekret:", 1)))

    assert "(years.2021.dekret): kunci ini tidak dikenal" in told[0]


def test_a_cycle_may_name_its_government_as_the_list_does(tmp_path: Path) -> None:
    """For a name that nobody could know."""
    folder = cycle_folder(tmp_path, "Pemda Madiun Raya", "national_name: Pemerintah Kab. Madiun\n")

    assert read_cycle(folder).national_name == "Pemerintah Kab. Madiun"


def test_a_national_name_that_no_list_has_is_a_fault_with_the_nearest_spellings(tmp_path: Path) -> None:
    """The line, the name, the years that were searched, and what may be meant."""
    folder = cycle_folder(tmp_path, "Pemda Madiun Raya", "national_name: Kab. Madium\n")

    with pytest.raises(InputError) as refused:
        read_cycle(folder)

    assert str(refused.value).startswith(
        "cycle.yaml baris 5 (national_name): 'Kab. Madium' tidak tercantum dalam hasil nasional 2023, 2024. "
        "Ejaan terdekat: Pemerintah Kab. Madiun"
    )


def test_a_made_up_cycle_is_looked_up_in_no_list(tmp_path: Path) -> None:
    """Made-up data and the name of a real government do not go together."""
    folder = cycle_folder(tmp_path, "Contoh", "sample: yes\nnational_name: Kab. Madiun\n")

    with pytest.raises(InputError, match="siklus data contoh tidak dicari dalam hasil nasional"):
        read_cycle(folder)
