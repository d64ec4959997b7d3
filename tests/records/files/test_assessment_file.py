"""Assessment files: what is read, and how every fault of a bad file is told at once."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.model import Stage
from spbe_lib.strict_yaml import clipped

ROOT = Path(__file__).parents[3]


def written(folder: Path, text: str) -> Path:
    """Write an assessment file."""
    path = folder / "penilaian.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> list[str]:
    """Every problem of a bad file, as text."""
    with pytest.raises(InputError) as refused:
        read_assessment(written(folder, text))
    return [str(problem) for problem in refused.value.problems]


def test_the_official_assessment_of_kabupaten_madiun_is_read_whole() -> None:
    """37 items under their legal numbers, with stage, date, source and the printed figures."""
    assessment = read_assessment(ROOT / "inputs" / "kab-madiun-2020" / "penilaian-akhir.yaml")

    assert len(assessment.values) == 37
    assert assessment.values["35b"] == Span.exactly(4)
    assert assessment.stage is Stage.AKHIR
    assert assessment.as_of == date(2021, 1, 20)
    assert assessment.published is not None
    assert assessment.published.index == Fraction("3.3")
    assert assessment.published.domains[3] == Fraction("3.42")


@pytest.mark.failure(3)
def test_missing_and_empty_items_are_unanswered(tmp_path: Path) -> None:
    """An item that is absent, empty, ~ or null has no value, and nothing is filled in for it."""
    text = "edition: permenpanrb-59-2020\nlevels:\n  1: 3\n  2:\n  3: ~\n  4: null\n  5: ''\n"

    assert read_assessment(written(tmp_path, text)).values == {"1": Span.exactly(3)}


def test_every_fault_of_a_bad_file_is_told_at_once_with_line_and_key(tmp_path: Path) -> None:
    """Unknown key, bad year, repeated item, unknown item, bad values: one refusal names them all."""
    told = refusal(
        tmp_path,
        "edition: permenpanrb-59-2020\n"
        "tahun: 2023\n"
        "year: dua ribu\n"
        "stage: selesai\n"
        "levels:\n"
        "  1: 3\n"
        "  1: 4\n"
        "  2: 6\n"
        "  48: 3\n"
        "  5: 3,5\n"
        "  7: [1, 2]\n"
        "  8: =cmd|x\n"
        "published:\n"
        "  aspects: {9: '3,00'}\n"
        "  predicate: Bagus\n",
    )
    expected = [
        ("baris 2 (tahun)", "tidak dikenal"),
        ("baris 3 (year)", "bukan bilangan bulat"),
        ("baris 4 (stage)", "'mandiri'"),
        ("baris 7 (levels.1)", "dua kali"),
        ("baris 8 (levels.2)", "angka bulat 1 sampai 5"),
        ("baris 9 (levels.48)", "1 sampai 47"),
        ("baris 10 (levels.5)", "'3,5'"),
        ("baris 11 (levels.7)", "satu teks"),
        ("baris 12 (levels.8)", "'=cmd|x'"),
        ("baris 14 (published.aspects.9)", "nomor 9"),
        ("baris 15 (published.predicate)", "Sangat Baik"),
    ]

    assert len(told) == len(expected)
    for where, what in expected:
        assert any(where in each and what in each for each in told), where


@pytest.mark.failure(31)
@pytest.mark.parametrize("item", ["35", "36", "37", "0", "35d"])
def test_5_2018_knows_its_services_by_legal_number_only(tmp_path: Path, item: str) -> None:
    """36 and 37 are rows of a report and no legal numbers; the refusal names 35a, 35b, 35c."""
    told = refusal(tmp_path, f"edition: permenpanrb-5-2018\nlevels: {{'{item}': 3}}\n")

    assert len(told) == 1
    assert "1 sampai 34, 35a, 35b, 35c" in told[0]


def test_an_unknown_edition_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    """The three editions are named, so that the right one can be copied."""
    (told,) = refusal(tmp_path, "edition: permenpanrb-59-2021\nlevels: {}\n")

    assert "permenpanrb-5-2018, permenpanrb-59-2020, permenpanrb-8-2026" in told


@pytest.mark.parametrize(
    ("edition", "text", "span"),
    [
        ("permenpanrb-5-2018", "0", Span(Fraction("0"), Fraction("0"))),
        ("permenpanrb-59-2020", "5", Span(Fraction("5"), Fraction("5"))),
        ("permenpanrb-8-2026", "2", Span(Fraction("2"), Fraction("2"))),
        ("permenpanrb-8-2026", "7/6", Span(Fraction("7/6"), Fraction("7/6"))),
        ("permenpanrb-8-2026", "1,17", Span(Fraction("1.165"), Fraction("1.175"), open_end=True)),
        ("permenpanrb-8-2026", "1.30", Span(Fraction("1.295"), Fraction("1.305"), open_end=True)),
        ("permenpanrb-8-2026", "1,00", Span(Fraction("1"), Fraction("1.005"), open_end=True)),
        ("permenpanrb-8-2026", "5.00", Span(Fraction("4.995"), Fraction("5"))),
    ],
)
def test_values_are_read_exactly_and_printed_ones_keep_their_half_unit(
    tmp_path: Path, edition: str, text: str, span: Span
) -> None:
    """Levels and fractions are exact; a printed decimal is a range that never leaves the scale."""
    assessment = read_assessment(written(tmp_path, f"edition: {edition}\nlevels: {{1: '{text}'}}\n"))

    assert assessment.values["1"] == span


@pytest.mark.parametrize(
    ("edition", "text"),
    [
        ("permenpanrb-59-2020", "0"),
        ("permenpanrb-59-2020", "3.0"),
        ("permenpanrb-59-2020", "7/2"),
        ("permenpanrb-59-2020", "tiga"),
        ("permenpanrb-59-2020", "²"),
        ("permenpanrb-59-2020", "٣"),
        ("permenpanrb-59-2020", "6/2"),
        ("permenpanrb-59-2020", "9" * 5000),
        ("permenpanrb-5-2018", "-1"),
        ("permenpanrb-5-2018", "6"),
        ("permenpanrb-8-2026", "0"),
        ("permenpanrb-8-2026", "5,01"),
        ("permenpanrb-8-2026", "1/0"),
        ("permenpanrb-8-2026", "8/7"),
        ("permenpanrb-8-2026", "1,234"),
        ("permenpanrb-8-2026", "1,5"),
        ("permenpanrb-8-2026", "1e3"),
    ],
)
def test_what_is_no_value_of_the_edition_is_refused(tmp_path: Path, edition: str, text: str) -> None:
    """Nothing is guessed: the refusal repeats the text and says what is allowed."""
    (told,) = refusal(tmp_path, f"edition: {edition}\nlevels: {{1: '{text}'}}\n")

    assert f"'{clipped(text)}' tidak dikenal" in told
    assert len(told) < 280
    assert "angka bulat" in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "edition"),
        (b"- 1\n- 2\n", "pasangan kunci"),
        (b"edition: permenpanrb-59-2020\nlevels: 3\n", "pasangan kunci"),
        (b"edition: 'x\n", "susunan YAML"),
        ("edition: permenpanrb-59-2020\nsource: é\nlevels: {}".encode("latin-1"), "UTF-8"),
        (b"edition: permenpanrb-59-2020\nlevels: &a {1: 3}\npublished: *a\n", "jangkar"),
    ],
)
def test_a_file_that_is_no_assessment_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    """Empty, a list, broken YAML, another encoding: a sentence, never a traceback."""
    path = tmp_path / "penilaian.yaml"
    path.write_bytes(content)

    with pytest.raises(InputError, match=words):
        read_assessment(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The whole path is told, for the folder is usually what was wrong."""
    with pytest.raises(InputError, match=r"tidak-ada\.yaml: berkas tidak dapat dibuka"):
        read_assessment(tmp_path / "tidak-ada.yaml")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("as_of: 0", "bukan tanggal; tulis seperti 2026-11-23"),
        ("as_of: 1611100800", "bukan tanggal"),
        ("as_of: 20210120", "bukan tanggal"),
        ("as_of: 2021-02-30", "tanggal ini tidak ada"),
        ("year: 2_024", "bukan bilangan bulat"),
        ("year: 2024.0", "bukan bilangan bulat"),
        ("year: 2017", "paling kecil 2018"),
        ("year: 2101", "paling besar 2100"),
        ("source: '   '", "isian ini kosong"),
        ('source: "a\\u202Eb"', "tanda kendali"),
        ("published: {index: '99,00'}", "lebih besar dari 5"),
        ("published: {index: '4,996'}", "tidak tercetak 2 desimal"),
        ("published: {aspects: {01: '3,00', 1: '3,00'}}", "'01' bukan bilangan bulat"),
        ("published: {aspects: {1: '5,01'}}", "lebih besar dari 5"),
        ("[a, b]: c", "bukan teks"),
        ("source: &x y", "jangkar"),
    ],
)
def test_what_looks_almost_right_is_refused_in_words(tmp_path: Path, line: str, words: str) -> None:
    """Timestamps, odd spellings of numbers, blanks, invisible signs: nothing slips through."""
    told = refusal(tmp_path, f"edition: permenpanrb-59-2020\nlevels: {{1: 3}}\n{line}\n")

    assert any(words in each for each in told), told


def test_bottomless_and_huge_files_are_refused_at_once(tmp_path: Path) -> None:
    """A bomb of brackets and a file of 2 MB each get one sentence."""
    nested = refusal(tmp_path, "edition: permenpanrb-59-2020\nlevels: " + "[" * 5000 + "]" * 5000)
    mapped = refusal(tmp_path, "{a: " * 5000 + "1" + "}" * 5000)
    huge = refusal(tmp_path, "# " + "x" * 2_000_000)

    assert "susunannya lebih dari" in nested[0]
    assert "susunannya lebih dari" in mapped[0]
    assert "lebih besar dari 1 MB" in huge[0]


def test_five_thousand_faults_are_told_without_delay_or_echo(tmp_path: Path) -> None:
    """Many faults cost little, and a long value is repeated only in part, on one line."""
    lines = "\n".join(f"  {number}: 3" for number in range(100, 5100))
    told = refusal(tmp_path, f'edition: permenpanrb-59-2020\nlevels:\n{lines}\n  1: "{"y" * 900}\\n\\a"\n')

    assert len(told) == 5001
    assert max(map(len, told)) < 200
    assert all("\n" not in each for each in told)


def test_notes_and_recommendations_are_read_by_item_as_paragraphs(tmp_path: Path) -> None:
    """What the assessor wrote may run over several lines of the file; an item may have both or none."""
    text = "edition: permenpanrb-59-2020\nlevels: {1: 3}\nnotes:\n  2: Belum ada\nrecommendations:\n"
    assessment = read_assessment(written(tmp_path, text + "  1: |\n    Tetapkan\n    kebijakan.\n"))

    assert assessment.notes == {"2": "Belum ada"}
    assert assessment.recommendations == {"1": "Tetapkan kebijakan."}


def test_notes_and_recommendations_of_unknown_items_are_told(tmp_path: Path) -> None:
    """Each with its line, and an empty one too."""
    text = "edition: permenpanrb-59-2020\nlevels: {}\nnotes:\n  48: x\nrecommendations:\n  1a: y\n  3:\n"
    told = refusal(tmp_path, text)

    assert len(told) == 3
    for where in ("baris 4 (notes.48): ", "baris 6 (recommendations.1a): ", "baris 7 (recommendations.3): "):
        assert any(where in each for each in told), told
