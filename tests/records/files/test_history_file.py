"""A government's history: years with their sources or empty, every fault told, and out and in again."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.records.files.history_file import named_files, read_history, write_history
from spbe_lib.records.past_years import Grade, YearResult

INPUTS = Path(__file__).parents[3] / "inputs"
MADIUN, EXAMPLE = INPUTS / "kab-madiun-2020", INPUTS / "contoh-2024"
HEAD = "years:\n"
YEAR = """  2022:
    edition: permenpanrb-59-2020
    index: "3,31"
    predicate: Baik
    source: Laporan hasil
    grade: primary
"""
RESULT = """edition: permenpanrb-59-2020
year: 2023
stage: akhir
source: Laporan hasil 2023
levels: {1: 3, 2: 4}
published: {index: "4,30", predicate: Memuaskan, domains: {1: "5,00"}}
"""


def read(folder: Path, text: str, **files: str) -> tuple[tuple[YearResult, ...], list[Problem]]:
    """What a history file says, and what is wrong with it; other files lie beside it."""
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    (folder / "riwayat.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    years = read_history(folder / "riwayat.yaml", problems)
    return years, problems


def test_the_years_of_madiun_are_those_of_their_sources() -> None:
    """Index, predicate, regulation and grade by year; 2018, 2025 and 2026 are empty, with a note."""
    years = {each.year: each for each in read_cycle(MADIUN).history}
    told = {year: (str(each.index), each.predicate) for year, each in years.items() if each.told}

    assert list(years) == list(range(2018, 2027))
    assert told == {
        2019: ("301/100", "Baik"),
        2020: ("33/10", "Baik"),
        2021: ("62/25", "Cukup"),
        2022: ("331/100", "Baik"),
        2023: ("43/10", "Memuaskan"),
        2024: ("431/100", "Memuaskan"),
    }
    assert [year for year, each in years.items() if each.grade is Grade.SECONDARY] == [2019, 2021, 2022]
    assert [year for year, each in years.items() if each.values] == [2020]
    assert [
        (each.told, bool(each.note), each.source) for each in (years[2018], years[2025], years[2026])
    ] == [(False, True, None)] * 3
    assert [each.edition for each in years.values()] == [
        None,
        *["permenpanrb-5-2018"] * 2,
        *["permenpanrb-59-2020"] * 5,
        "permenpanrb-8-2026",
    ]
    assert "gambar hasil 2020 di bawah judul 2019" in (years[2019].note or "")
    assert years[2023].domains == {
        1: Fraction(5),
        2: Fraction(4),
        3: Fraction("3.27"),
        4: Fraction("4.63"),
    }


def test_a_year_takes_its_levels_and_its_published_figures_from_the_file_that_it_names() -> None:
    """Nothing is written twice: 2020 of Madiun, 2023 of the example."""
    madiun = next(each for each in read_cycle(MADIUN).history if each.year == 2020)
    example = next(each for each in read_cycle(EXAMPLE).history if each.year == 2023)

    assert (madiun.values["35b"], madiun.aspects[6]) == (Span.exactly(4), Fraction("3.57"))
    assert madiun.source is not None
    assert madiun.source.startswith("Laporan hasil evaluasi SPBE")
    assert (example.index, example.assessment) == (Fraction("4.3"), "hasil-2023.yaml")


def test_the_history_and_the_files_that_it_names_belong_to_the_cycle() -> None:
    """Archives and rounds carry them, each once."""
    assert files_of(MADIUN) == ("cycle.yaml", "penilaian-akhir.yaml", "riwayat.yaml")
    assert {"riwayat.yaml", "hasil-2023.yaml"} < set(files_of(EXAMPLE))
    assert named_files(MADIUN / "riwayat.yaml") == ("penilaian-akhir.yaml",)


def test_a_year_may_be_empty_and_what_is_not_written_is_not_there(tmp_path: Path) -> None:
    """Without a note, with one, or with the regulation alone."""
    years, problems = read(tmp_path, HEAD + "  2018: {}\n  2019: {note: tidak ditemukan}\n" + YEAR)

    assert problems == []
    assert [(each.year, each.told) for each in years] == [(2018, False), (2019, False), (2022, True)]


FAULTS: dict[str, tuple[str, list[str]]] = {
    "a year before the first": (HEAD + YEAR.replace("2022", "2017"), ["(years.2017)", "paling kecil 2018"]),
    "a year after the last": (HEAD + YEAR.replace("2022", "2101"), ["paling besar 2100"]),
    "no number of a year": (HEAD + YEAR.replace("2022", "dulu"), ["'dulu' bukan bilangan bulat"]),
    "a year twice": (HEAD + YEAR + YEAR, ["(years.2022): kunci ini tertulis dua kali"]),
    "an unknown key": (HEAD + YEAR + "    nilai: 3\n", ["(years.2022.nilai): kunci ini tidak dikenal"]),
    "an unknown regulation": (
        HEAD + YEAR.replace("59-2020", "59-2021"),
        ["'permenpanrb-59-2021' tidak dikenal"],
    ),
    "a figure without a regulation": (
        HEAD + YEAR.replace("    edition: permenpanrb-59-2020\n", ""),
        ["(years.2022): peraturan tahun ini belum disebut"],
    ),
    "a figure without a source": (
        HEAD + YEAR.replace("    source: Laporan hasil\n", ""),
        ["(years.2022): tahun ini memuat angka tanpa source"],
    ),
    "a figure without a grade": (
        HEAD + YEAR.replace("    grade: primary\n", ""),
        ["tahun ini memuat angka tanpa grade"],
    ),
    "an unknown grade": (HEAD + YEAR.replace("primary", "resmi"), ["'resmi' tidak dikenal"]),
    "an index above the scale": (
        HEAD + YEAR.replace("3,31", "5,31"),
        ["(years.2022.index)", "lebih besar dari 5"],
    ),
    "an index with three digits": (HEAD + YEAR.replace("3,31", "3,315"), ["tidak tercetak 2 desimal"]),
    "an unknown predicate": (HEAD + YEAR.replace("Baik", "Bagus"), ["predikat 'Bagus' tidak dikenal"]),
    "a predicate that cannot be": (
        HEAD + YEAR.replace("Baik", "Memuaskan"),
        ["(years.2022.predicate): predikat Memuaskan tidak mungkin pada indeks 3,31. Yang boleh: Baik"],
    ),
    "an unknown domain": (HEAD + YEAR + '    domains: {5: "3,00"}\n', ["tidak mempunyai nomor 5 di sini"]),
    "an unknown item": (HEAD + YEAR + "    levels: {48: 3}\n", ["(years.2022.levels.48)", "butir '48'"]),
    "a level off the scale": (HEAD + YEAR + "    levels: {1: 6}\n", ["nilai '6' tidak dikenal"]),
    "a file outside the folder": (
        HEAD + "  2023: {assessment: ../hasil.yaml, grade: primary}\n",
        ["(years.2023.assessment): tulis nama berkas saja, tanpa folder"],
    ),
    "a file that is not there": (
        HEAD + "  2023: {assessment: lain.yaml, grade: primary}\n",
        ["lain.yaml: berkas"],
    ),
    "a file of another year": (
        HEAD + "  2022: {assessment: hasil.yaml, grade: primary}\n",
        ["hasil.yaml berisi tahun 2023, bukan 2022"],
    ),
    "a file and levels": (
        HEAD + "  2023: {assessment: hasil.yaml, grade: primary, levels: {1: 3}}\n",
        ["menyebut assessment dan levels sekaligus"],
    ),
    "another index than the file": (
        HEAD + '  2023: {assessment: hasil.yaml, grade: primary, index: "4,31"}\n',
        ["(years.2023.index): isinya lain daripada angka terbit pada hasil.yaml"],
    ),
    "another regulation than the file": (
        HEAD + "  2023: {assessment: hasil.yaml, grade: primary, edition: permenpanrb-5-2018}\n",
        ["peraturan 'permenpanrb-5-2018' berbeda dari 'permenpanrb-59-2020' pada hasil.yaml"],
    ),
    "no years": ("years: {}\n", ["(years)"]),
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.replace(" ", "_"))
def test_a_fault_is_told_with_its_place(fault: str, tmp_path: Path) -> None:
    """One mistake in an otherwise good history."""
    text, words = FAULTS[fault]
    _, problems = read(tmp_path, text, hasil=RESULT)
    told = "\n".join(map(str, problems))

    assert problems
    assert [each for each in words if each not in told] == []


def test_values_of_the_tim_are_no_final_result(tmp_path: Path) -> None:
    """A history holds what the external assessor gave."""
    _, problems = read(
        tmp_path,
        HEAD + "  2023: {assessment: hasil.yaml, grade: primary}\n",
        hasil=RESULT.replace("akhir", "mandiri"),
    )

    (told,) = map(str, problems)
    assert told.startswith("riwayat.yaml baris 2 (years.2023.assessment): hasil.yaml bukan nilai akhir")


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    """In two years, and in the file of a third."""
    text = HEAD + YEAR.replace("3,31", "9,99") + "  2019: {index: '3,00'}\n  2023: {assessment: hasil.yaml}\n"
    _, problems = read(tmp_path, text, hasil=RESULT.replace("1: 3", "1: 7"))
    told = "\n".join(map(str, problems))

    for words in (
        "2022.index",
        "(years.2019): peraturan",
        "tanpa source",
        "tanpa grade",
        "hasil.yaml baris 5",
    ):
        assert words in told


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the bundled example."""
    folder = tmp_path / "contoh-2024"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("spbe.db*", "submissions", "backups"))
    return folder


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('index: "4,30"', 'index: "4,31"'), "riwayat tahun 2023 menyebut indeks 4,30, berkas ini 4,31"),
        (
            ("  1: 5\n", "  1: 4\n"),
            "riwayat tahun 2023 menyebut nilai lain untuk butir 1, berkas ini yang lain",
        ),
    ],
)
def test_the_history_must_not_contradict_last_years_result(
    example: Path, change: tuple[str, str], words: str
) -> None:
    """The same year twice, with another index or another level: one of the two is wrong."""
    copied = (example / "hasil-2023.yaml").read_text("utf-8")
    (example / "dulu.yaml").write_text(copied, encoding="utf-8")
    (example / "hasil-2023.yaml").write_text(copied.replace(*change), encoding="utf-8")
    history = (example / "riwayat.yaml").read_text("utf-8").replace("hasil-2023.yaml", "dulu.yaml")
    (example / "riwayat.yaml").write_text(history, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_cycle(example)

    assert [words in str(each) and "(previous)" in str(each) for each in refused.value.problems] == [True]


def test_a_history_that_is_named_must_be_there(example: Path) -> None:
    """A missing file is no empty one."""
    (example / "riwayat.yaml").unlink()
    with pytest.raises(InputError, match=r"riwayat\.yaml: berkas tidak dapat dibuka"):
        read_cycle(example)


@pytest.mark.failure(12)
def test_hostile_text_stays_text_on_the_way_out_and_in(tmp_path: Path) -> None:
    """Quotes, colons, a number sign, signs that nobody sees: nothing of it becomes a key."""
    hostile = "a: 'b' \"c\" # d\n  2099: {index: '5,00'}\u202e\x07 <script>"
    years = (YearResult(year=2021, note=hostile),)
    (tmp_path / "riwayat.yaml").write_bytes(write_history(years, "uji"))
    problems: list[Problem] = []
    found = read_history(tmp_path / "riwayat.yaml", problems)

    assert problems == []
    assert [each.note for each in found] == ["a: 'b' \"c\" # d 2099: {index: '5,00'} <script>"]


@st.composite
def histories(draw: st.DrawFn) -> tuple[YearResult, ...]:
    """Some years, empty or with levels and a source, under any bundled edition."""
    years = []
    for year in draw(st.sets(st.integers(2018, 2030), min_size=1, max_size=5)):
        code = draw(st.sampled_from([None, *edition_codes()]))
        if code is None:
            years.append(YearResult(year=year, note=draw(st.sampled_from([None, "tidak ditemukan"]))))
            continue
        instrument = load_edition(code)
        levels = {item.code: draw(st.sampled_from([None, 1, 3, 5])) for item in instrument.items}
        levels[instrument.items[0].code] = 2
        values = {item: Span.exactly(level) for item, level in levels.items() if level is not None}
        if instrument.level_denominator > 1:
            values["1"] = Span.exactly(Fraction(7, 6))
            values["2"] = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
        years.append(
            YearResult(
                year=year,
                edition=code,
                index=draw(st.sampled_from([None, Fraction("3.01")])),
                aspects={1: Fraction("2.5")},
                values=values,
                source="Laporan: hasil",
                grade=draw(st.sampled_from(Grade)),
            )
        )
    return tuple(sorted(years, key=lambda each: each.year))


@settings(max_examples=30)
@given(histories())
def test_what_is_written_is_read_again_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, years: tuple[YearResult, ...]
) -> None:
    """Exact levels and printed figures, year by year."""
    file = tmp_path_factory.mktemp("riwayat") / "riwayat.yaml"
    file.write_bytes(write_history(years, "uji"))
    problems: list[Problem] = []

    assert read_history(file, problems) == years
    assert problems == []
