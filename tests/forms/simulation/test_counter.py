"""The counter of simulations without a browser: moved, read, kept; every figure says what it is."""

import re
import shutil
from pathlib import Path

import pytest
from ipywidgets.widgets import widget

from spbe_lib.forms.opening import open_desk
from spbe_lib.forms.simulation.counter import SimulationCounter, simulation_counter
from spbe_lib.forms.simulation.wishes import Sought
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.intake.scenarios import keep_scenario, kept_scenario
from spbe_lib.records.files.scenario_file import Origin
from spbe_lib.workspace import Workspace, open_workspace, submissions
from tests.cli.typing import office
from tests.forms.seen import shown
from tests.intake.desks import BUNDLED, desk_in
from tests.records.files.test_scenario_file import scenario
from tests.reporting.batch.in_this_process import InThisProcess

CYCLE, EMPTY, OFFICIAL = BUNDLED.name, "kosong-2024", "kab-madiun-2020"
IN_FORCE = "contoh-2026"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both examples with all they received, one round, a cycle with nothing, an official result."""
    root = office(tmp_path_factory.mktemp("kantor"))
    shutil.copytree(root / "inputs" / CYCLE, root / "inputs" / EMPTY)
    ignored = shutil.ignore_patterns("spbe.db*")
    for name in (OFFICIAL, IN_FORCE):
        shutil.copytree(BUNDLED.parent / name, root / "inputs" / name, ignore=ignored)
    shutil.copytree(submissions(BUNDLED), submissions(root / "inputs" / CYCLE))
    for name in (CYCLE, OFFICIAL):
        with desk_in(root / "inputs" / name) as desk:
            list(receive_kept(desk))
            if name == CYCLE:
                freeze(desk, "final")
    desk = open_desk(open_workspace(root), IN_FORCE, "")
    with desk.store:
        list(receive_kept(desk))
    return root


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it, to keep things in."""
    return open_workspace(Path(shutil.copytree(made, tmp_path / "kantor")))


@pytest.fixture
def seat(workspace: Workspace) -> SimulationCounter:
    """A coordinator at the counter."""
    return SimulationCounter(workspace, CYCLE, "Sari <i>", start=lambda work: work(), makers=InThisProcess)


def steps(seat: SimulationCounter) -> list[str]:
    """The figures of the waterfall, from the base to the simulation."""
    cells = re.findall(r"<td>([^<]*)</td></tr>", seat.steps.value)
    return [cell.strip() for cell in cells]


@pytest.mark.failure(27)
def test_figures_follow_what_is_typed_and_say_what_they_are(seat: SimulationCounter) -> None:
    """Base, step and sum; by aspect too; under the stamp; a fault is told and the rest still counts."""
    seat.changes.value = "13=4 22=1 13x"

    assert steps(seat) == ["4,31", "+0,025", "\u22120,03", "4,31"]
    assert "DATA CONTOH – BUKAN DATA SEBENARNYA · SIMULASI – BUKAN NILAI RESMI" in seat.told.value
    assert "1 perubahan tidak terbaca" in seat.bar.value
    assert "&#x27;13x&#x27;" in seat.told.value
    seat.view.value = True
    assert "Aspek 2: Perencanaan Strategis SPBE" in seat.steps.value


def test_a_change_makes_no_widget(seat: SimulationCounter) -> None:
    """What is fast stays fast: the same pieces get other HTML, the sliders none at all."""
    before, table = len(widget._instances), seat.table.value  # noqa: SLF001  there is no other way to count

    seat.changes.value = "13=4"
    seat.next.click()
    seat.clear.click()

    assert len(widget._instances) == before  # noqa: SLF001
    assert seat.table.value == table


def test_what_was_moved_is_undone_step_by_step(seat: SimulationCounter) -> None:
    """Buttons and keys alike; at the end there is nothing to undo."""
    seat.changes.value = "13=4"
    seat.targets.click()
    assert seat.changes.value == "13=4 22=4 29=4"
    seat.clear.click()
    assert seat.changes.value == ""
    for _ in range(3):
        seat.undo.click()

    assert seat.changes.value == ""
    assert seat.undo.disabled
    assert steps(seat) == ["4,31", "4,31"]


def test_targets_raise_and_never_lower(seat: SimulationCounter) -> None:
    """What lies above its target already stays there."""
    seat.changes.value = "13=5"

    seat.targets.click()

    assert "13=5" in seat.changes.value
    assert "22=4" in seat.changes.value


def test_only_some_items_are_shown_and_the_others_stay_moved(seat: SimulationCounter) -> None:
    """By aspect and by lead; what was moved counts whether it is seen or not."""
    seat.changes.value = "13=4"
    seat.opd.value = "dinkes"
    assert re.findall(r'data-butir="(\w+)"', seat.table.value) == ["47"]
    seat.aspect.value = 1

    assert "Tidak ada butir pada pilihan ini" in seat.table.value
    assert steps(seat)[1] == "+0,025"


@pytest.mark.failure(3)
def test_what_is_unanswered_stays_so_and_gives_no_index(seat: SimulationCounter) -> None:
    """Nothing was received: the lowest possible figure moves, and no predicate is made up."""
    seat.cycle.value = EMPTY
    seat.changes.value = "13=4"

    assert steps(seat) == ["0,00", "+0,10", "0,10"]
    assert "nilai terendah" in seat.bar.value
    assert "indeks dan predikat belum ada: 1 dari 47 butir terisi" in seat.told.value
    assert 'data-nilai="- 1 2 3 4 5" data-dasar="0"' in seat.table.value


def test_answers_of_the_opds_and_a_round_are_bases_too(seat: SimulationCounter) -> None:
    """The stage, the recap of the answers, and the round as it was frozen."""
    assert [each for _, each in seat.origin.options] == [Origin.MANDIRI, Origin.ANSWERS]
    seat.origin.value = Origin.ANSWERS
    assert "rekap jawaban OPD (bukan nilai), catatan hari ini" in seat.told.value
    seat.source.value = "final"

    assert "putaran final" in seat.told.value


def test_an_official_result_of_another_edition_is_simulated(seat: SimulationCounter) -> None:
    """37 items of 5/2018 with a notice, services by their letters, no OPDs."""
    seat.cycle.value = OFFICIAL
    seat.changes.value = "35a=5"

    assert steps(seat) == ["3,30", "+0,067", "3,37"]
    assert "Bobot PermenPANRB 5/2018 disusun dari laporan resmi" in seat.told.value


def test_what_is_printed_stands_where_its_level_does(seat: SimulationCounter) -> None:
    """8/2026: 2,50 has a place between 2 and 3; 2,00 stands in place of 2 and is no step below it."""
    seat.cycle.value = IN_FORCE

    sliders = dict(re.findall(r'data-butir="(\w+)" data-nilai="([^"]*)"', seat.table.value))
    assert (sliders["1"], sliders["4"]) == ("1 2 2,50 3 4 5", "1 2,00 3 4 5")
    assert "berasal dari sumber sekunder" in seat.told.value


def test_what_is_printed_at_its_target_stays_there(seat: SimulationCounter, workspace: Workspace) -> None:
    """Item 4 is at 2,00 and is to reach 2."""
    register = workspace.inputs / IN_FORCE / "cycle.yaml"
    register.write_text(register.read_text("utf-8").replace("    3: 3\n", "    4: 2\n"), "utf-8")
    seat.cycle.value = IN_FORCE
    seat.targets.click()

    assert seat.changes.value == "1=3 8=3 12=3 19=3 20=3"


def test_the_sliders_learn_what_was_understood(seat: SimulationCounter) -> None:
    """A level as a decimal is read as it is spelt; what is not read is none."""
    seat.cycle.value = IN_FORCE
    seat.changes.value = "1=2.00 2=1,75 3=9"

    assert 'data-terbaca="1=2,00 2=1,75"' in seat.bar.value


def test_a_scenario_is_kept_opened_and_replaced_after_a_question(
    seat: SimulationCounter, workspace: Workspace
) -> None:
    """By name, by whoever sits there; a name that is taken is asked about first."""
    panel = seat.scenarios
    panel.name.value = "Naik satu"
    panel.save.click()
    assert "Belum ada perubahan" in panel.notice.value
    seat.changes.value = "13=4"
    panel.save.click()
    assert "Skenario Naik satu disimpan." in panel.notice.value
    seat.changes.value = "22=4"
    panel.save.click()
    assert shown(panel.asking)
    assert "oleh Sari &lt;i&gt;" in panel.question.value
    panel.confirm.click()
    seat.clear.click()
    panel.open.click()

    assert seat.changes.value == "22=4"
    assert set(kept_scenario(workspace.cycle(CYCLE), "Naik satu").scenario.levels) == {"22"}


def test_two_who_keep_the_same_name_at_once_do_not_lose_anything(
    seat: SimulationCounter, workspace: Workspace
) -> None:
    """The second is told whose it is now, and keeps his changes on the page."""
    seat.changes.value = "13=4"
    seat.scenarios.name.value = "Bersama"
    with desk_in(workspace.cycle(CYCLE)) as desk:
        keep_scenario(desk, scenario("Bersama", i22="5"))

    seat.scenarios.save.click()

    assert "sudah dipakai: &#x27;Bersama&#x27;" in seat.scenarios.notice.value
    assert set(kept_scenario(workspace.cycle(CYCLE), "Bersama").scenario.levels) == {"22"}
    assert seat.changes.value == "13=4"


def test_a_scenario_of_other_values_is_opened_with_a_word(
    seat: SimulationCounter, workspace: Workspace
) -> None:
    """The values changed since, or it was kept on a round that is not there."""
    with desk_in(workspace.cycle(CYCLE)) as desk:
        keep_scenario(desk, scenario("Dari putaran", i22="5"))
    seat.scenarios.refresh()
    seat.scenarios.list.value = ("dari-putaran",)

    seat.scenarios.open.click()

    assert seat.source.value == "final"
    assert "Nilai dasar sudah berubah sejak skenario ini disimpan." in seat.head.value


@pytest.mark.failure(12)
def test_scenarios_are_compared_reported_and_deleted_with_a_question(
    seat: SimulationCounter, workspace: Workspace
) -> None:
    """Side by side on one base; a page under a watermark; gone only after a yes."""
    panel = seat.scenarios
    for name, changes in (("Satu <b>", "13=4"), ("Dua", "22=4 27=5")):
        seat.changes.value, panel.name.value = changes, name
        panel.save.click()
    panel.list.value = ("dua", "satu-b")
    panel.compare.click()
    assert "Butir 27: Manajemen Perubahan SPBE" in panel.result.value
    assert "Satu &lt;b&gt;" in panel.result.value
    assert "<b>" not in panel.result.value.replace("<b>Satu", "")

    panel.report.click()
    page = workspace.simulation_outputs(CYCLE) / "simulasi-dua-dan-satu-b.html"
    assert "Letaknya: outputs/contoh-2024/simulasi/simulasi-dua-dan-satu-b.html" in panel.notice.value
    assert "SIMULASI – BUKAN NILAI RESMI" in page.read_text(encoding="utf-8")

    panel.list.value = ("dua",)
    panel.delete.click()
    panel.cancel.click()
    panel.confirm.click()
    assert len(panel.list.options) == 2
    panel.delete.click()
    panel.confirm.click()
    assert [slug for _, slug in panel.list.options] == ["satu-b"]


def test_a_cycle_with_faults_is_told(
    seat: SimulationCounter, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of another cycle stays on the page, and nothing breaks at a key."""
    (workspace.inputs / EMPTY / "cycle.yaml").write_text("government: <i>x</i>\n", encoding="utf-8")

    seat.cycle.value = EMPTY
    seat.changes.value = "13=4"
    seat.next.click()
    seat.scenarios.save.click()

    assert "cycle.yaml" in seat.head.value
    assert "<i>" not in seat.head.value
    assert (seat.told.value, seat.table.value) == ("", "")
    monkeypatch.chdir(workspace.letters.parent)
    assert "spbe-loket" in simulation_counter(CYCLE)._dom_classes  # noqa: SLF001


def test_a_plan_is_found_moved_to_and_written_as_rows(seat: SimulationCounter, workspace: Workspace) -> None:
    """Steps as work under their stamp; its levels in the what-if; a workbook for the planners."""
    panel = seat.plan
    assert panel.use.disabled
    panel.sought.value, panel.index.value, panel.years.value = Sought.INDEX, "4,40", 1
    panel.go.click()

    assert "PROYEKSI – BUKAN NILAI RESMI" in panel.result.value
    assert "Target indeks 4,40 pada 2025 dapat dicapai" in panel.result.value
    assert "TW " in panel.result.value
    panel.use.click()
    assert re.search("Simulasi: 4,(4|5)", seat.bar.value)
    panel.rows.click()
    assert (workspace.simulation_outputs(CYCLE) / "rencana-proyeksi.xlsx").is_file()
    assert "rencana-proyeksi.xlsx" in panel.notice.value


def test_the_plan_of_what_is_locked_or_out_of_reach_says_why(seat: SimulationCounter) -> None:
    """A locked indicator takes no step; what cannot be reached is explained, and nothing can be used."""
    panel = seat.plan
    panel.sought.value, panel.index.value, panel.years.value = Sought.INDEX, "4,40", 1
    panel.fixed.value = "11 19"
    panel.go.click()
    panel.use.click()
    assert not {"11", "19"} & set(seat.levels)
    panel.index.value = "5,00"
    panel.go.click()

    assert "tidak dapat dicapai" in panel.result.value
    assert "paling tinggi" in panel.result.value
    assert panel.use.disabled
    assert panel.rows.disabled


def test_wishes_that_cannot_be_read_are_told_all_at_once(seat: SimulationCounter) -> None:
    """Index, budget and indicator; nothing is sought then."""
    panel = seat.plan
    panel.sought.value, panel.index.value = Sought.INDEX, "9,99"
    panel.budget.value, panel.fixed.value = "banyak", "99 <b>"
    panel.go.click()

    told = panel.notice.value
    for words in ("Indeks yang dituju", "Anggaran usaha setahun", "indikator &#x27;99&#x27;", "&lt;b&gt;"):
        assert words in told
    assert panel.result.value == ""


def test_the_most_for_a_budget_and_a_predicate_are_sought_too(seat: SimulationCounter) -> None:
    """Within the effort of a year, and up to the bound of a predicate that is reached already."""
    panel = seat.plan
    panel.sought.value, panel.budget.value, panel.years.value = Sought.MOST, "8", 1
    panel.go.click()
    assert "Tanpa target indeks, rencana ini terdiri atas" in panel.result.value
    panel.sought.value, panel.budget.value = Sought.PREDICATE, ""
    panel.go.click()

    assert "sudah tercapai" in panel.result.value
    seat.cycle.value = EMPTY
    assert panel.result.value == ""
    panel.go.click()
    assert "Belum ada nilai" in panel.result.value
