"""One deliberately broken edition per mistake, and the words that its refusal must contain.

``tiny/`` is a small edition without fault; each folder in ``broken/`` holds the one file that
replaces its namesake there.
"""

import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import EditionError, Problem
from spbe_lib.law.editions import read_edition

HERE = Path(__file__).parent
TINY, BROKEN = HERE / "tiny", HERE / "broken"

LEVELS = "indicators.1.levels"
A, B, E = "aspect-1.yaml", "aspect-2.yaml", "edition.yaml"

# fault: (file, key, words of the refusal); more than one row where one mistake contradicts two things
FAULTS: dict[str, list[tuple[str, str, str]]] = {
    "another_indicators_code": [(B, f"{LEVELS}.2.requirements.1.code", "kode 'I09-L5-77' bukan kode")],
    "anchors": [(B, "", "jangkar YAML")],
    "blank_text": [(B, "indicators.1.name", "isian ini kosong")],
    "counts_disagree": [(E, "counts.indicators", "tertulis 4, yang ada 3")],
    "duplicate_aspect_number": [(B, "number", "nomor aspek '1' sudah dipakai pada aspect-1.yaml")],
    "duplicate_domain_number": [
        (E, "domains", "number '1' tertulis 2 kali"),
        (B, "domain", "domain 2 tidak ada"),
        (E, "domains.2.weight", "berjumlah 60,00 persen"),
    ],
    "duplicate_indicator_number": [
        (B, f"{LEVELS}.2.requirements.1.code", "bukan kode indikator 2 tingkat 2"),
        (B, f"{LEVELS}.3.requirements.1.code", "bukan kode indikator 2 tingkat 3"),
        (B, "indicators.1.number", "nomor indikator '2' sudah dipakai"),
    ],
    "duplicate_item_code": [(A, "indicators.2.items.2.code", "butir '2a' sudah dipakai")],
    "duplicate_key": [(B, "domain", "tertulis dua kali")],
    "duplicate_predicate_name": [(E, "predicates", "name 'Baik' tertulis 2 kali")],
    "duplicate_requirement_code": [
        (B, f"{LEVELS}.2.requirements.1.code", "bukan kode indikator 3 tingkat 2"),
        (B, f"{LEVELS}.2.requirements.1.code", "kode syarat 'I01-L2-01' sudah dipakai pada aspect-1.yaml"),
    ],
    "duplicate_scale_code": [(E, "scales", "code 'process' tertulis 2 kali")],
    "duplicate_scale_level": [(E, "scales.1.levels", "value '3' tertulis 2 kali")],
    "empty_text": [(B, f"{LEVELS}.3.requirements.1.text", "isian ini kosong")],
    "guideline_year_twice": [(E, "guidelines", "tahun '2023' tertulis 2 kali")],
    "guideline_of_unknown_indicator": [(E, "guidelines.1", "indikator 48 tidak ada")],
    "item_code_is_an_indicator": [(B, "indicators.1.number", "butir '3' sudah dipakai")],
    "level_key_in_two_spellings": [(B, f"{LEVELS}.02", "'02' bukan bilangan bulat")],
    "level_without_requirement": [(B, f"{LEVELS}.2.requirements", "tingkat 2 belum mempunyai syarat")],
    "lowest_predicate_with_bound": [(E, "predicates", "tanpa batas bawah")],
    "missing_domain": [
        (B, "domain", "isian domain belum ada. Yang boleh: 1, 2"),
        (E, "domains.2.weight", "berjumlah 0,00 persen"),
    ],
    "missing_key": [(B, "indicators.1.name", "belum ada")],
    "missing_level": [(B, LEVELS, "indikator 3: tingkat 1 belum ada")],
    "negative_weight": [(B, "indicators.1.weight", "lebih besar dari nol")],
    "not_utf8": [(B, "", "bukan teks UTF-8")],
    "nothing_fulfilled_off_the_scale": [(E, "nothing_fulfilled.value", "nilai 7 bukan tingkat")],
    "policy_of_itself": [(B, "indicators.1.policy_of", "indikator 3 tertulis sebagai kebijakan dan")],
    "policy_of_unknown_indicator": [(B, "indicators.1", "indikator 99 tidak ada")],
    "predicate_without_bound": [(E, "predicates.2.lower", "harus naik")],
    "predicates_not_rising": [(E, "predicates.3.lower", "harus naik")],
    "prerequisite_not_below": [(B, f"{LEVELS}.3.prerequisite", "prasyarat 3 bukan tingkat di bawah")],
    "prerequisite_unknown": [(B, f"{LEVELS}.3.prerequisite", "prasyarat 0 bukan tingkat di bawah")],
    "related_to_unknown_indicator": [(B, "indicators.1", "indikator 99 tidak ada")],
    "scope_of_unknown_requirement": [(A, "indicators.1.scope.1.requirement", "'I01-L3-02'")],
    "syntax": [(B, "", "susunan YAML tidak terbaca")],
    "thresholds_equal": [(B, "indicators.1.external_index.thresholds", "ambang harus naik")],
    "thresholds_not_rising": [(B, "indicators.1.external_index.thresholds", "ambang harus naik")],
    "top_level_without_requirement": [(B, f"{LEVELS}.3.requirements", "tingkat 3 belum mempunyai syarat")],
    "unknown_domain": [
        (B, "domain", "domain 3 tidak ada"),
        (E, "domains.2.weight", "berjumlah 0,00 persen, seharusnya 40,00 persen"),
    ],
    "unknown_key": [(B, "indicators.1.wieght", "tidak dikenal")],
    "unknown_level": [(B, f"{LEVELS}.4", "tingkat 4 tidak ada pada skala 'process'")],
    "unknown_scale": [(B, "indicators.1.scale", "skala 'proses' tidak ada. Yang boleh: process")],
    "weight_not_a_number": [(B, "indicators.1.weight", "'4O' bukan bilangan")],
    "weight_too_long": [(B, "indicators.1.weight", "bukan bilangan")],
    "weights_in_total": [
        (E, "domains.2.weight", "berjumlah 39,99 persen, seharusnya 40,00 persen. Periksa aspek 2 = 39,99"),
        (E, "", "bobot semua aspek berjumlah"),
    ],
    "weights_of_a_domain": [
        (E, "domains.1.weight", "berjumlah 60,00 persen, seharusnya 59,99 persen"),
        (E, "domains.2.weight", "berjumlah 40,00 persen, seharusnya 40,01 persen"),
    ],
    "weights_of_all_domains": [
        (E, "domains", "bobot semua domain berjumlah"),
        (E, "domains.2.weight", "berjumlah 40,00 persen"),
    ],
    "weights_of_an_aspect": [(A, "weight", "berjumlah 60,01 persen, seharusnya 60,00 persen")],
    "weights_of_items": [(A, "indicators.2.items", "berjumlah 5999/300 persen, seharusnya 20,00 persen")],
}

LINES = {
    "counts_disagree": "counts: {domains: 2, aspects: 2, indicators: 4}",
    "duplicate_key": "domain: 2",
    "duplicate_requirement_code": "- {code: I01-L2-01, text: Rencana disusun., evidence: [rencana]}",
    "empty_text": '- {code: I03-L3-01, text: "", evidence: [rencana]}',
    "missing_key": "- number: 3",
    "missing_level": "levels:",
    "predicates_not_rising": '- {name: Memuaskan, lower: "2.60"}',
    "scope_of_unknown_requirement": (
        '- {level: 3, kind: policy, share: "100", extent: all, requirement: I01-L3-02}'
    ),
    "syntax": "name: Aspek: B",
    "unknown_key": 'wieght: "40"',
    "unknown_level": "4:",
    "weight_not_a_number": 'weight: "4O"',
}


def broken(tmp_path: Path, *faults: str) -> Path:
    """Build an edition's folder from the tiny one and the broken files."""
    for folder in (TINY, *(BROKEN / fault for fault in faults)):
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path


def refusal_of(folder: Path) -> tuple[Problem, ...]:
    """The faults with which an edition is refused."""
    with pytest.raises(EditionError) as refusal:
        read_edition(folder)
    return refusal.value.problems


def place(file: str, key: str) -> re.Pattern[str]:
    """How a fault is located: file, line where one is known, key where there is one."""
    return re.compile(re.escape(file) + r"( baris \d+)?" + (re.escape(f" ({key})") if key else ""))


def test_the_tiny_edition_itself_has_no_fault() -> None:
    """What every broken edition is made from loads and says what is written there."""
    edition = read_edition(TINY)

    assert edition.code == "mungil"
    assert [item.code for item in edition.items] == ["1", "2a", "2b", "3"]
    assert [item.weight for item in edition.items] == [40, Fraction(40, 3), Fraction(20, 3), 40]
    assert [level.prerequisite for level in edition.indicator(3).levels] == [None, 1, 1]


def test_every_broken_edition_is_in_the_table() -> None:
    """No folder of broken files is forgotten."""
    assert sorted(folder.name for folder in BROKEN.iterdir()) == sorted(FAULTS)


@pytest.mark.failure(4)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_edition_is_refused_in_words(fault: str, tmp_path: Path) -> None:
    """The refusal names file, key and fault, ends as a sentence, and reports nothing else."""
    problems = refusal_of(broken(tmp_path, fault))

    assert len(problems) == len(FAULTS[fault])
    for problem, (file, key, words) in zip(problems, FAULTS[fault], strict=True):
        assert place(file, key).fullmatch(problem.where), problem.where
        assert words in str(problem)
        assert str(problem).endswith(".")


@pytest.mark.parametrize(("fault", "text"), LINES.items())
def test_the_reported_line_is_the_faulty_one(fault: str, text: str, tmp_path: Path) -> None:
    """Counted from one, comments included, the line is the one that the reader must change."""
    where = refusal_of(broken(tmp_path, fault))[0].where

    matched = re.match(r"(\S+) baris (\d+)", where)
    assert matched, where
    lines = (tmp_path / matched[1]).read_text(encoding="utf-8").splitlines()
    assert lines[int(matched[2]) - 1].strip() == text


def test_a_fault_in_items_or_weights_lists_the_rows(tmp_path: Path) -> None:
    """Where the weights of an aspect do not add up, every indicator's weight is named."""
    (problem,) = refusal_of(broken(tmp_path, "weights_of_an_aspect"))

    assert re.search(r"Periksa indikator 1 = 40,01, indikator 2 = 20,00", problem.remedy)


def test_all_faults_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    """Faults in edition.yaml and in both aspect files come in one refusal."""
    together = ("predicates_not_rising", "scope_of_unknown_requirement", "unknown_scale")

    report = "\n".join(map(str, refusal_of(broken(tmp_path, *together))))

    for fault in together:
        for file, key, words in FAULTS[fault]:
            assert words in report
            assert place(file, key).search(report)


def test_several_faults_of_shape_in_one_file_are_reported_at_once(tmp_path: Path) -> None:
    """An unknown key does not hide a wrong scale in the same file, nor faults of another file."""
    path = broken(tmp_path, "unknown_key", "weights_of_items") / B
    path.write_text(path.read_text(encoding="utf-8").replace("scale: process", "scale: proses"), "utf-8")

    report = "\n".join(map(str, refusal_of(tmp_path)))

    assert all(words in report for words in ("wieght", "skala 'proses'", "bobot butir"))


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    """One aspect with broken syntax leaves the faults of the other aspect visible."""
    problems = refusal_of(broken(tmp_path, "syntax", "weights_of_items"))

    assert [problem.where.split()[0] for problem in problems] == [B, A]


def test_a_folder_without_edition_yaml_is_refused(tmp_path: Path) -> None:
    """A missing edition.yaml is named with its folder."""
    (broken(tmp_path) / E).unlink()

    (problem,) = refusal_of(tmp_path)

    assert problem.where == str(tmp_path / E)
    assert "tidak dapat dibuka" in problem.what


def test_an_edition_without_an_aspect_is_refused(tmp_path: Path) -> None:
    """A missing aspect file shows in the counts and in the weights."""
    (broken(tmp_path) / B).unlink()

    places = [problem.where.rpartition(" ")[2] for problem in refusal_of(tmp_path)]

    assert places == ["(counts.aspects)", "(counts.indicators)", "(domains.2.weight)", "2"]
