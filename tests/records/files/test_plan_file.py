"""``rencana.yaml``: what a government says of its plan, and every fault of it at once."""

from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.law.editions import load_edition
from spbe_lib.law.planning_rules import Rung
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.records.files.plan_file import OWN_GROUND, read_plan
from spbe_lib.records.plan_terms import Aim, Fixed, LevelDue, OwnEffort, PlanTerms

LAW = load_edition("permenpanrb-59-2020")
INPUTS = Path(__file__).parents[3] / "inputs"

WHOLE = """
years: 2
targets:
  2025: {index: "4,35"}
  2026: {predicate: Memuaskan}
budgets: {2025: "10.5"}
most_steps_per_year: {all: 6, each: 1}
fixed:
- {indicator: 30, reason: menunggu unit audit}
deadlines:
- {indicator: 13, level: 4, year: 2026, reason: janji}
efforts:
- {indicator: 27, level: 3, effort: "6"}
- {opd: DINKES, effort: "2.5"}
prerequisites:
- {before: {indicator: 11, level: 3}, for: {indicator: 12, level: 4}, reason: urutan kami}
persons:
  diskominfo: Kepala Bidang
"""

FAULTY = """
years: 1
first_year: 2020
targets:
  2031: {index: "5,5"}
  2020: {predicate: Hebat}
  lusa: {}
budgets: {2019: "1"}
fixed:
- {indicator: 90, reason: x}
deadlines:
- {indicator: 13, level: 8, year: 2040}
efforts:
- {indicator: 1, effort: "0.123"}
- {opd: antah, effort: "1"}
- {level: 9, effort: "1000.01"}
prerequisites:
- {before: {indicator: 0, level: 3}, for: {indicator: 12, level: 7}, reason: x}
persons: {berantah: Nama}
entah: apa
"""


def read(tmp_path: Path, text: str) -> PlanTerms:
    """Read a file of this text for a cycle of 2024 with two OPDs."""
    (tmp_path / "rencana.yaml").write_text(text, encoding="utf-8")
    return read_plan(tmp_path / "rencana.yaml", LAW, 2024, {"dinkes", "diskominfo"})


def test_everything_is_read_exactly(tmp_path: Path) -> None:
    """Figures as fractions, codes in small letters, an own prerequisite with its ground."""
    terms = read(tmp_path, WHOLE)

    assert terms.aims == {2025: Aim(index=Fraction("4.35")), 2026: Aim(predicate="Memuaskan")}
    assert terms.budgets == {2025: Fraction("10.5")}
    assert (terms.years, terms.most_all, terms.most_each) == (2, 6, 1)
    assert terms.fixed == (Fixed(indicator=30, reason="menunggu unit audit"),)
    assert terms.dues == (LevelDue(indicator=13, level=4, year=2026, reason="janji"),)
    assert terms.efforts == (
        OwnEffort(effort=Fraction(6), indicator=27, level=3),
        OwnEffort(effort=Fraction("2.5"), opd="dinkes"),
    )
    assert [(p.before, p.reach, p.ground) for p in terms.prerequisites] == [
        (Rung(indicator=11, level=3), Rung(indicator=12, level=4), OWN_GROUND)
    ]
    assert terms.persons == {"diskominfo": "Kepala Bidang"}


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    """Everything is optional."""
    assert read(tmp_path, "") == PlanTerms()


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    """Years beyond the plan, targets that cannot be, unknown indicators, levels, OPDs and keys."""
    with pytest.raises(InputError) as fault:
        read(tmp_path, FAULTY)

    told = str(fault.value)
    for words in (
        "baris 3 (first_year): rencana mulai 2020, sebelum tahun siklus 2024",
        "(targets.2031): tahun '2031' di luar rencana",
        "(targets.2031.index): target indeks ini tidak mungkin",
        "predikat 'Hebat' tidak dikenal",
        "(targets.lusa): tulis index atau predicate, salah satu",
        "tahun 'lusa' di luar rencana",
        "tahun '2019' di luar rencana",
        "indikator 90 tidak ada",
        "indikator 13 tidak mempunyai tingkat 8",
        "(deadlines.1.year): tahun '2040' di luar rencana",
        "(efforts.1.effort): usaha ini terlalu halus",
        "OPD 'antah' tidak ada",
        "(efforts.3.level): tidak ada indikator yang mempunyai tingkat 9. Yang boleh: 1 sampai 5",
        "(efforts.3.effort): usaha ini terlalu besar. Yang boleh: paling besar 1000",
        "indikator 0 tidak ada",
        "indikator 12 tidak mempunyai tingkat 7",
        "OPD 'berantah' tidak ada",
        "(entah): kunci ini tidak dikenal",
    ):
        assert words in told


def test_a_plan_of_more_years_than_can_be_searched_is_refused(tmp_path: Path) -> None:
    """Five years are read, six are not."""
    assert read(tmp_path, "years: 5").years == 5
    with pytest.raises(InputError, match=r"\(years\): .*paling besar 5"):
        read(tmp_path, "years: 6")


def test_the_bundled_cycle_has_one_and_it_travels_with_the_folder() -> None:
    """``rencana.yaml`` is among the files of the cycle, so that archives and rounds carry it."""
    folder = INPUTS / "contoh-2024"

    assert "rencana.yaml" in files_of(folder)
    assert read_cycle(folder).plan.years == 3


@pytest.mark.parametrize(
    ("name", "words"), [("../lain.yaml", "tanpa folder"), ("tidak-ada.yaml", "tidak dapat")]
)
def test_a_plan_that_cannot_be_read_is_a_fault_of_the_cycle(tmp_path: Path, name: str, words: str) -> None:
    """Named outside the folder, or not there."""
    for file in (INPUTS / "contoh-2024").glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    sheet = tmp_path / "cycle.yaml"
    sheet.write_text(
        sheet.read_text("utf-8").replace("plan: rencana.yaml", f"plan: {name}"), encoding="utf-8"
    )

    with pytest.raises(InputError, match=words):
        read_cycle(tmp_path)
