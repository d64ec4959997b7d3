"""What the report of simulations says: figures with signs that add up, and never a result."""

import dataclasses
import re
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.records.register import Target
from spbe_lib.reporting import page
from spbe_lib.reporting.document import read_report_input, to_bytes
from spbe_lib.reporting.points import signed_points
from spbe_lib.reporting.render import print_letter
from spbe_lib.reporting.simulation import prose
from spbe_lib.reporting.simulation.document import SimulationInput
from spbe_lib.reporting.simulation.inputs import freeze_simulation, kept_facts
from spbe_lib.reporting.simulation.making import simulation_job
from spbe_lib.workspace import Workspace, write_whole
from tests.reporting.simulation_inputs import ALL, example_base, incomplete, kept, newest, one, several
from tests.results.test_history import almost

LETTER = Path(__file__).parents[3] / "notebooks" / "laporan" / "laporan_simulasi.ipynb"


def words(report: SimulationInput) -> str:
    """All that the letter says, without its tags."""
    parts = (prose.cover, prose.summary, prose.comparison, prose.steps, prose.parts, page.provenance)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", "".join(str(part(report).data) for part in parts)))


def typed(gain: str) -> Fraction:
    """A printed gain as a number."""
    return Fraction(gain.replace("\u2212", "-").replace("+", "").replace(",", "."))


@pytest.mark.parametrize("name", ALL)
def test_an_input_is_read_as_it_was_frozen(tmp_path: Path, name: str) -> None:
    """The one document that the letter knows."""
    report = ALL[name]()
    (tmp_path / "a.json").write_bytes(to_bytes(report))

    assert read_report_input(tmp_path / "a.json") == report


@pytest.mark.parametrize("report", [one(), incomplete()])
def test_printed_steps_add_up_to_the_printed_change(report: SimulationInput) -> None:
    """By item and by aspect, each step from where the one before it ended."""
    (facts,) = report.scenarios

    for rows in (facts.items, facts.aspects):
        assert sum(typed(row.gain) for row in rows) == typed(facts.gain)
        assert [row.begins for row in rows[1:]] == [row.ends for row in rows[:-1]]
        for row in rows:
            change = typed(row.gain)
            assert row.rises is (None if change == 0 else change > 0)
    assert Fraction(facts.items[-1].ends) - Fraction(facts.items[0].begins) == typed(facts.gain)


@pytest.mark.failure(27)
@pytest.mark.parametrize("name", ALL)
def test_every_page_says_in_title_stamp_and_text_that_it_is_no_result(name: str) -> None:
    """The words, whose values lie below, and that the example is made up."""
    report = ALL[name]()

    assert page.title(report).startswith("SIMULASI – BUKAN NILAI RESMI: ")
    assert page.stamp(report).endswith("SIMULASI – BUKAN NILAI RESMI")
    assert page.stamp(report).startswith("DATA CONTOH") == report.sample
    assert (report.base_stamp or "?") in words(report)
    assert words(report).count("SIMULASI – BUKAN NILAI RESMI") == 2


def test_what_a_change_asks_for_stands_beside_it() -> None:
    """The requirements of the new levels, the lead, and nothing on the way down."""
    (facts,) = one().scenarios
    needs = {row.code: row for row in facts.needs}

    assert needs["13"].lead == "Badan Perencanaan Pembangunan Daerah"
    assert needs["13"].needs[0].startswith("syarat 4.1: ")
    assert any(text.startswith("syarat 5.") for text in needs["13"].needs)
    assert needs["43"].needs == ()


@pytest.mark.failure(3)
def test_an_incomplete_base_has_no_index_and_no_predicate() -> None:
    """The lowest possible figure moves; no predicate is told on either side."""
    report = incomplete()
    told = words(report)

    assert (report.index.shown, report.predicate.name) == (None, None)
    assert "perubahan nilai terendah yang masih mungkin" in told
    assert "45 dari 47 butir terisi" in told
    assert not re.search("Memuaskan|Sangat Baik", told)


def test_a_range_stays_a_range() -> None:
    """Printed values of the edition in force: both ends, its notice, and no digit that is not known."""
    report = newest()
    (facts,) = report.scenarios

    assert " sampai " in facts.needs[1].gain
    assert facts.parts[0].difference == facts.gain
    assert not any(part.difference == "dalam rentang" for part in facts.parts)
    assert report.edition.notices[0] in words(report)
    assert signed_points(Span(Fraction(-1, 10), Fraction(1, 5)), 2) == "\u22120,10 sampai +0,20"


def test_scenarios_stand_side_by_side_on_one_base() -> None:
    """Index, predicate and every item that one of them moves; whose base was another one is told."""
    report = several()
    told = words(report)

    assert "Perbandingan Skenario" in told
    assert "Jawaban: Skenario ini disimpan atas nilai dasar lain" in told
    assert "Butir 13: Keterpaduan Rencana dan Anggaran SPBE 3 4 4 3" in told
    assert str(prose.parts(report).data) == ""
    assert len(report.scenarios[1].items) > 16
    assert "menurut aspek" in told


def test_a_scenario_of_another_regulation_is_refused(workspace: Workspace) -> None:
    """Levels of one edition mean nothing in another; nor does a report of none or of ten."""
    base = example_base()
    foreign = dataclasses.replace(kept(base, "Lama", {}), edition="permenpanrb-5-2018")
    with pytest.raises(InputError, match="untuk peraturan permenpanrb-5-2018"):
        kept_facts(base, foreign)
    for count in (0, 4):
        with pytest.raises(InputError, match="1 sampai 3 skenario"):
            simulation_job(workspace, base, [kept(base, "x", {})] * count)


@pytest.mark.failure(18)
def test_a_page_is_the_same_every_time(tmp_path: Path) -> None:
    """Equal input, equal bytes; nothing of this machine in them."""
    write_whole(tmp_path / "a.json", to_bytes(one()))

    first, second = (print_letter(LETTER, tmp_path, "a.json") for _ in range(2))

    assert first == second
    assert first.html is not None
    assert str(tmp_path).encode() not in first.html + first.notebook


def test_the_file_says_what_it_is(workspace: Workspace) -> None:
    """Its own folder, apart from all that tells of results, and its name wherever it is copied to."""
    base = example_base()
    job = simulation_job(workspace, base, [kept(base, "Naik ke 3,50", {})])

    assert job.html == workspace.outputs("contoh") / "simulasi" / "simulasi-naik-ke-3-50.html"
    assert isinstance(read_report_input(job.folder / job.report_input), SimulationInput)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2023, "Target indeks 4,20: tercapai dalam simulasi ini."),
        (
            2024,
            "Target indeks 4,20: tercetak 4,20, tetapi tepatnya di bawah target, juga dalam simulasi ini.",
        ),
    ],
)
def test_a_simulated_index_reaches_the_target_as_the_plans_does(year: int, told: str) -> None:
    """4.199 prints 4,20: enough in 2023, when the printed index counted, and not in 2024."""
    start = example_base()
    cycle = dataclasses.replace(start.cycle, year=year, target=Target(index=Fraction("4.20")))
    base = dataclasses.replace(start, cycle=cycle)

    assert told in words(freeze_simulation(base, [kept_facts(base, kept(base, "Hampir", almost()))]))
