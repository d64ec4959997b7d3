"""A frozen round is reported again at any time, and says the same, whatever became of the cycle."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.reporting.batch.orders import plan
from spbe_lib.reporting.document import read_report_input, to_bytes
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.workspace import Workspace, evidence, open_workspace, submissions
from tests.cli.typing import office
from tests.intake.desks import BUNDLED, OPD, decide, desk_in, hand_in, later, saying
from tests.reporting.batch.in_this_process import reported

CYCLE, NAME = BUNDLED.name, "pra-penilaian"


def inputs_of(workspace: Workspace, frozen_round: str | None = None) -> Mapping[str, bytes]:
    """The frozen input of every report, as bytes."""
    planned = plan(workspace, CYCLE, frozen_round=frozen_round)
    return {each.report: to_bytes(each.freeze()) for each in planned.orders}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example with all that it received, frozen, and worked on since."""
    root = office(tmp_path_factory.mktemp("kantor"))
    folder = root / "inputs" / CYCLE
    shutil.copytree(submissions(BUNDLED), submissions(folder))
    with desk_in(folder) as desk:
        list(receive_kept(desk))
        freeze(later(desk, 60), NAME)
    return open_workspace(root)


@pytest.fixture(scope="module")
def before(workspace: Workspace) -> Mapping[str, bytes]:
    """What the reports of the round said on the day on which it was frozen."""
    made = inputs_of(workspace, NAME)
    _go_on(workspace.cycle(CYCLE), workspace.root)
    return made


def _go_on(folder: Path, post: Path) -> None:
    with desk_in(folder) as desk:
        hand_in(later(desk, 60 * 24 * 200), post, [saying("Jauh sesudah dibekukan.")])
        decide(later(desk, 60 * 24 * 201), post, i1="1", i2="1")
    file = folder / "cycle.yaml"
    text = file.read_text(encoding="utf-8")
    government = next(line for line in text.splitlines() if line.startswith("government:"))
    file.write_text(text.replace(government, "government: Pemerintah Lain"), encoding="utf-8")
    shutil.rmtree(evidence(folder), ignore_errors=True)


def test_every_report_of_a_round_is_byte_equal_after_the_cycle_went_on(
    workspace: Workspace, before: Mapping[str, bytes]
) -> None:
    """All OPDs and the whole; today's reports have moved on meanwhile."""
    today = inputs_of(workspace)

    assert inputs_of(workspace, NAME) == before
    assert all(today[report] != before[report] for report in before)
    assert len(before) > 5


def test_the_page_says_of_which_round_it_is_and_when_that_was_frozen(
    workspace: Workspace, before: Mapping[str, bytes]
) -> None:
    """On the cover, in *asal data*, on the list; beside today's pages, never in their place."""
    done = reported(workspace, CYCLE, [CONSOLIDATED, OPD], NAME)
    outcomes, index = done.outcomes, done.index

    assert [each.refusal for each in outcomes] == [None, None]
    folder = workspace.root / "outputs" / CYCLE
    assert index == folder / "rounds" / NAME / "index.html"
    assert [path.name for path in folder.iterdir()] == ["rounds"]
    for outcome in outcomes:
        assert outcome.page
        page = outcome.page.read_text(encoding="utf-8")
        assert f"Putaran {NAME}, dibekukan 3 Juni 2024" in page
        assert f"<dt>Data per</dt><dd>3 Juni 2024, dibekukan sebagai putaran {NAME}</dd>" in page
        assert "Pemerintah Lain" not in page
    assert f"Putaran {NAME}, dibekukan 3 Juni 2024. Isi laporan ini tetap" in index.read_text(
        encoding="utf-8"
    )
    run = json.loads((index.parent / "run.json").read_text(encoding="utf-8"))
    assert run["round"] == NAME
    assert (index.parent / "inputs" / "konsolidasi.json").read_bytes() == before[CONSOLIDATED]


def test_a_report_of_todays_records_says_nothing_of_rounds(workspace: Workspace) -> None:
    """Its bytes are those that it had before there were rounds; both kinds are read back as they are."""
    today, frozen = inputs_of(workspace), inputs_of(workspace, NAME)

    assert not [report for report, content in today.items() if b"frozen_round" in content]
    for content in (today[OPD], frozen[OPD], frozen[CONSOLIDATED]):
        file = workspace.root / "masukan.json"
        file.write_bytes(content)
        assert to_bytes(read_report_input(file)) == content


def test_a_renamed_cycle_reports_its_round_as_it_was(
    workspace: Workspace, before: Mapping[str, bytes]
) -> None:
    """The pages go to the cycle's present folder and say the same."""
    shutil.copytree(workspace.cycle(CYCLE), workspace.inputs / "salinan")

    (order,) = plan(workspace, "salinan", [OPD], NAME).orders

    assert order.job.folder == workspace.root / "outputs" / "salinan" / "rounds" / NAME
    assert to_bytes(order.freeze()) == before[OPD]


@pytest.mark.failure(15)
def test_an_unknown_round_or_opd_stops_the_run_before_anything_is_made(workspace: Workspace) -> None:
    """The known ones are listed."""
    with pytest.raises(InputError, match=f"putaran 'final' tidak ada. Putaran yang ada: {NAME}"):
        plan(workspace, CYCLE, [], "final")
    with pytest.raises(InputError, match="'dinkse' bukan OPD"):
        plan(workspace, CYCLE, ["dinkse"], NAME)
