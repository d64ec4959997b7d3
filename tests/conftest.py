"""What many tests need: a working folder like the real one, and reports rendered once."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.reporting.batch import consolidated_job, make_reports
from spbe_lib.reporting.document import ReportInput, to_bytes
from spbe_lib.reporting.inputs import freeze
from spbe_lib.reporting.render import render
from spbe_lib.workspace import Workspace, open_workspace, write_whole
from tests.cycles import frozen, typed
from tests.hostile import made_hostile

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the bundled inputs and notebooks, to work in."""
    root = tmp_path_factory.mktemp("ruang-kerja")
    for folder in ("inputs", "notebooks"):
        shutil.copytree(ROOT / folder, root / folder)
    return open_workspace(root)


@pytest.fixture(scope="session")
def madiun(workspace: Workspace) -> ReportInput:
    """The frozen report input of Kabupaten Madiun 2020."""
    cycle = read_cycle(workspace.cycle("kab-madiun-2020"))
    return freeze(cycle, load_edition(cycle.edition))


@pytest.fixture(scope="session")
def bandar_lampung(workspace: Workspace) -> ReportInput:
    """The frozen report input of Kota Bandar Lampung 2023, under 59/2020."""
    cycle = read_cycle(workspace.cycle("kota-bandar-lampung-2023"))
    return freeze(cycle, load_edition(cycle.edition))


@pytest.fixture(scope="session")
def incomplete(workspace: Workspace) -> ReportInput:
    """Kota Bandar Lampung 2023 as a self-assessment in which aspect 8 is not yet answered."""
    cycle = read_cycle(workspace.cycle("kota-bandar-lampung-2023"))
    values = {code: span for code, span in cycle.assessment.values.items() if int(code) < 42}
    assessment = dataclasses.replace(cycle.assessment, values=values, stage=Stage.MANDIRI, published=None)
    return freeze(dataclasses.replace(cycle, assessment=assessment), load_edition(cycle.edition))


@pytest.fixture(scope="session")
def newest() -> ReportInput:
    """An assessment under 8/2026 with printed, rounded values and one exact fraction."""
    edition = load_edition("permenpanrb-8-2026")
    values = typed(edition, {"1": "7/6", "2": "5,00", "3": "2"}, rest="1,17")
    return frozen(edition, values, 2026, Stage.INTERVIU)


Rendered = Callable[[ReportInput, str], Path]


@pytest.fixture(scope="session")
def rendered(workspace: Workspace) -> Rendered:
    """Render a report input to HTML the way the product does."""

    def make(report: ReportInput, name: str) -> Path:
        job = consolidated_job(workspace, name)
        write_whole(job.folder / job.report_input, to_bytes(report))
        return render(job)

    return make


@pytest.fixture(scope="session")
def pages(
    workspace: Workspace,
    rendered: Rendered,
    madiun: ReportInput,
    incomplete: ReportInput,
    newest: ReportInput,
) -> dict[str, Path]:
    """The pages that are looked at: both bundled cycles, an incomplete one, and a hostile one."""
    bundled = {outcome.cycle: outcome for outcome in make_reports(workspace, workspace.cycles())}
    made = {name: outcome.html for name, outcome in bundled.items() if outcome.html}
    return {
        "madiun": made["kab-madiun-2020"],
        "bandar_lampung": made["kota-bandar-lampung-2023"],
        "newest": rendered(newest, "pemdi-2026"),
        "incomplete": rendered(incomplete, "belum-lengkap"),
        "hostile": rendered(made_hostile(madiun), "tamu-jahil"),
    }
