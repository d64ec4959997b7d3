"""What many tests need: a working folder like the real one, and reports rendered once."""

import dataclasses
import faulthandler
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.job import Job
from spbe_lib.reporting.render import render
from spbe_lib.workspace import Workspace, open_workspace, write_whole
from tests.cycles import frozen, frozen_assessment, frozen_example, typed
from tests.hostile import made_hostile

ROOT = Path(__file__).parents[1]

# A property holds or does not; how long a busy machine took to see it says nothing of it.
settings.register_profile("spbe", deadline=None)
settings.load_profile("spbe")

_GOING_HOME = 120
"""Seconds that Python may take to end after the last test."""


def pytest_unconfigure() -> None:
    """A run whose threads do not let it end says where they wait, and fails."""
    faulthandler.dump_traceback_later(_GOING_HOME, exit=True, file=sys.__stderr__ or sys.stderr)


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """A run of the tests in the background ignores Ctrl+C, and whatever it starts would ignore it too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the bundled inputs and notebooks, to work in."""
    root = tmp_path_factory.mktemp("ruang-kerja")
    ignored = shutil.ignore_patterns("spbe.db*", "backups")
    for folder in ("inputs", "notebooks"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    return open_workspace(root)


@pytest.fixture(scope="session")
def madiun(workspace: Workspace) -> ConsolidatedInput:
    """The frozen report input of Kabupaten Madiun 2020."""
    return frozen_assessment(
        "kab-madiun-2020", "Pemerintah Kabupaten Madiun", official(workspace, "kab-madiun-2020")
    )


@pytest.fixture(scope="session")
def bandar_lampung(workspace: Workspace) -> ConsolidatedInput:
    """The frozen report input of Kota Bandar Lampung 2023, under 59/2020."""
    name = "kota-bandar-lampung-2023"
    return frozen_assessment(name, "Pemerintah Kota Bandar Lampung", official(workspace, name))


@pytest.fixture(scope="session")
def incomplete(workspace: Workspace) -> ConsolidatedInput:
    """Kota Bandar Lampung 2023 as a self-assessment in which aspect 8 is not yet answered."""
    name = "kota-bandar-lampung-2023"
    whole = official(workspace, name)
    values = {code: span for code, span in whole.values.items() if int(code) < 42}
    part = dataclasses.replace(whole, values=values, stage=Stage.MANDIRI, published=None)
    return frozen_assessment(name, "Pemerintah Kota Bandar Lampung", part)


@pytest.fixture(scope="session")
def newest() -> ConsolidatedInput:
    """An assessment under 8/2026 with printed, rounded values and one exact fraction."""
    edition = load_edition("permenpanrb-8-2026")
    values = typed(edition, {"1": "7/6", "2": "5,00", "3": "2"}, rest="1,17")
    return frozen(edition, values, 2026, Stage.INTERVIU)


@pytest.fixture(scope="session")
def example() -> ConsolidatedInput:
    """A made-up government with a register, answers, returned documents and the Tim's values."""
    return frozen_example()


Rendered = Callable[[ConsolidatedInput, str], Path]


def official(workspace: Workspace, cycle: str) -> Assessment:
    """The official result that a bundled cycle holds."""
    return read_assessment(workspace.cycle(cycle) / "penilaian-akhir.yaml")


@pytest.fixture(scope="session")
def rendered(workspace: Workspace) -> Rendered:
    """Render a report input to HTML the way the product does."""

    def make(report: ConsolidatedInput, name: str) -> Path:
        folder = workspace.outputs(name)
        job = Job(
            letter=workspace.letters / "laporan_konsolidasi.ipynb",
            folder=folder,
            report_input="inputs/konsolidasi.json",
            notebook=folder / "notebooks" / "konsolidasi.ipynb",
            html=folder / "konsolidasi.html",
        )
        write_whole(job.folder / job.report_input, to_bytes(report))
        return render(job)

    return make


@pytest.fixture(scope="session")
def reports(
    madiun: ConsolidatedInput,
    bandar_lampung: ConsolidatedInput,
    incomplete: ConsolidatedInput,
    newest: ConsolidatedInput,
    example: ConsolidatedInput,
) -> dict[str, tuple[str, ConsolidatedInput]]:
    """The reports that are looked at, with the cycle that each is rendered as."""
    return {
        "madiun": ("kab-madiun-2020", madiun),
        "bandar_lampung": ("kota-bandar-lampung-2023", bandar_lampung),
        "newest": ("pemdi-2026", newest),
        "incomplete": ("belum-lengkap", incomplete),
        "example": ("contoh", example),
        "hostile": ("tamu-jahil", made_hostile(example)),
    }


@pytest.fixture(scope="session")
def pages(rendered: Rendered, reports: dict[str, tuple[str, ConsolidatedInput]]) -> dict[str, Path]:
    """The pages: official results, an incomplete one, a made-up year with a register, and a hostile one."""
    return {name: rendered(report, cycle) for name, (cycle, report) in reports.items()}
