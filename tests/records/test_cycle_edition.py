"""A cycle that brings its own list of evidence items, and other ministries' figures."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.law.editions import edition_hash, load_edition
from spbe_lib.records.answers import Response
from spbe_lib.records.carrying.new_cycle import new_cycle
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.files.cycle import files_of, read_cycle
from spbe_lib.records.files.entry_file import write_entry_file
from tests.records.files.test_cycle import CYCLE as OTHER_EDITION
from tests.records.files.test_cycle import folder_with, refusal

BUNDLED = Path(__file__).parents[2] / "inputs" / "contoh-2026"
EDITION = "permenpanrb-8-2026"
CYCLE = f"government: Kabupaten Contoh\nyear: 2026\nedition: {EDITION}\nassessments: [nilai.yaml]\n"
VALUES = f"edition: {EDITION}\nyear: 2026\nstage: mandiri\nsource: Tim\nlevels: {{1: 3}}\n"
FIGURES = 'figures:\n- {indicator: 5, figure: "48,20", source: SDI, day: 2026-03-12}\n'


def folder(root: Path, keys: str = "requirements: butir.yaml\n", **files: str) -> Path:
    """A cycle under 8/2026 with the bundled list, these keys, and other files by stem."""
    shutil.copy(BUNDLED / "butir.yaml", root)
    return folder_with(root, CYCLE + keys, nilai=VALUES, **files)


def test_the_cycles_list_is_part_of_its_edition(tmp_path: Path) -> None:
    """Equal cycles have one and the same instrument; without a list it is the bundled one."""
    with_list = read_cycle(folder(tmp_path))
    again = read_cycle(tmp_path)
    without = read_cycle(folder_with(tmp_path, CYCLE, nilai=VALUES))

    assert edition_of(with_list) is edition_of(again)
    assert edition_of(with_list).place("I1-L2-01")
    assert edition_of(without) is load_edition(EDITION)
    assert edition_hash(edition_of(with_list)) != edition_hash(edition_of(without))


def test_list_and_figures_travel_with_the_cycle(tmp_path: Path) -> None:
    """Archives, rounds and staleness go by the names that ``cycle.yaml`` gives."""
    keys = "requirements: butir.yaml\nexternal: indeks.yaml\n"

    assert set(files_of(folder(tmp_path, keys, indeks=FIGURES))) >= {"butir.yaml", "indeks.yaml"}


def test_figures_are_read_as_they_were_printed(tmp_path: Path) -> None:
    """Exact, with source and day; a dot becomes a comma."""
    given = FIGURES.replace("48,20", "48.20")
    (found,) = read_cycle(folder(tmp_path, "external: indeks.yaml\n", indeks=given)).external

    assert (found.indicator, found.figure, found.shown) == (5, Fraction("48.20"), "48,20")
    assert (found.source, found.day) == ("SDI", date(2026, 3, 12))


def test_every_fault_of_the_figures_is_told_at_once(tmp_path: Path) -> None:
    """An indicator of no other index, one twice, a figure that is none, a missing day."""
    rows = (
        "- {indicator: 1, figure: 3, source: a, day: 2026-01-01}\n"
        "- {indicator: 5, figure: 4, source: a, day: 2026-01-01}\n"
    )
    told = "\n".join(refusal(folder(tmp_path, "external: indeks.yaml\n", indeks=FIGURES + rows)))
    odd = (
        "- {indicator: 6, figure: tinggi, source: a, day: 2026-01-01}\n"
        '- {indicator: 7, figure: "2,6", source: a}\n'
    )
    more = "\n".join(refusal(folder(tmp_path, "external: indeks.yaml\n", indeks=FIGURES + odd)))

    assert (
        "indikator 1 tidak dinilai dari indeks lain pada PermenPANRB 8/2026. Yang boleh: 5, 6, 7, 18" in told
    )
    assert told.count("indikator 5 tertulis 2 kali") == 2
    assert "'tinggi' bukan angka tercetak" in more
    assert "figures.3.day" in more


@pytest.mark.parametrize("name", ["../butir.yaml", "C:\\butir.yaml", "tidak-ada.yaml"])
@pytest.mark.parametrize("key", ["requirements", "external"])
def test_a_name_that_is_no_file_beside_cycle_yaml_is_refused(tmp_path: Path, key: str, name: str) -> None:
    """No other folder, and no file that is not there."""
    assert refusal(folder(tmp_path, f"{key}: '{name}'\n"))


def test_an_edition_that_knows_its_requirements_takes_no_list(tmp_path: Path) -> None:
    """59/2020 has a list of its own, and no indicator of another index."""
    shutil.copy(BUNDLED / "butir.yaml", tmp_path)
    told = "\n".join(
        refusal(
            folder_with(
                tmp_path, OTHER_EDITION + "requirements: butir.yaml\nexternal: indeks.yaml\n", indeks=FIGURES
            )
        )
    )

    assert "PermenPANRB 59/2020 sudah mempunyai daftar syarat sendiri" in told
    assert "tidak ada; hapus external dari cycle.yaml" in told


def test_last_years_answers_to_another_list_are_refused(tmp_path: Path) -> None:
    """Also answers to no list at all; those to the same one are read."""
    keys, file = "requirements: butir.yaml\nprevious_answers: lalu.json\n", tmp_path / "lalu.json"
    wording = edition_hash(edition_of(read_cycle(folder(tmp_path))))
    answer = Response(opd="dlh", item="1", ticked=frozenset({"I1-L1-01"}))

    for other in (None, "0" * 64):
        file.write_bytes(write_entry_file("lalu", 2025, EDITION, [answer], other))

        assert "atas daftar butir bukti yang lain" in refusal(folder(tmp_path, keys))[0]
    file.write_bytes(write_entry_file("lalu", 2025, EDITION, [answer], wording))

    assert read_cycle(folder(tmp_path, keys)).before.responses


def test_a_new_cycle_goes_on_with_the_list_and_without_last_years_figures(tmp_path: Path) -> None:
    """The list is nobody's answer; a figure belongs to its year."""
    made = read_cycle(new_cycle(tmp_path, "kab-saya-2027", source=BUNDLED))

    assert made.own == read_cycle(BUNDLED).own
    assert made.external == ()
