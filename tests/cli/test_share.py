"""``spbe share``, as an operator types it: pack what changed, remember it, know it again."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.reporting.document import ReportInput
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.workspace import Workspace, open_workspace, shared
from tests.cli.typing import ROOT, office, typed
from tests.intake.desks import empty_office
from tests.reporting.sharing.handing_out import CYCLE, frozen_reports, run

Reports = Mapping[str, ReportInput]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The frozen inputs of three OPDs and the whole."""
    return frozen_reports(empty_office(tmp_path_factory.mktemp("kantor")).cycle(CYCLE))


@pytest.fixture
def workspace(tmp_path: Path, reports: Reports) -> Workspace:
    """An office whose last run lies there."""
    made = empty_office(tmp_path)
    run(made, reports)
    return made


def test_what_the_batch_made_is_shared_and_known_again(tmp_path: Path) -> None:
    """Import, report, share, verify, with real pages: from the first file received to a renamed page."""
    root = office(tmp_path)
    shutil.copytree(ROOT / "inputs" / CYCLE / "submissions", root / "inputs" / CYCLE / "submissions")
    assert typed("import", CYCLE, folder=root).returncode == 0
    made = typed("report", CYCLE, "--only", "dinkes", "--only", "konsolidasi", folder=root)
    done = typed("share", CYCLE, folder=root)
    bag = root / "outputs" / CYCLE / "bagikan"
    again = typed("share", CYCLE, folder=root)
    renamed = shutil.copy(root / "outputs" / CYCLE / "opd" / "dinkes.html", tmp_path / "dinkes (1).html")
    told = typed("verify", f"outputs/{CYCLE}", renamed, bag / "dinkes.zip", bag / "pimpinan.zip", folder=root)

    assert [each.stderr for each in (made, done, again, told)] == [""] * 4
    assert (done.returncode, again.returncode, told.returncode) == (0, 0, 0)
    lines = done.stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[:3]] == [
        "Laporan",
        "Pemerintah Kabupaten Contoh",
        "Dinas Kesehatan",
    ]
    assert lines[3].startswith(f"Siap dibagikan: 2 zip di {Path('outputs', CYCLE, 'bagikan')}")
    assert lines[4].startswith(f"Dicatat sebagai dibagikan: {Path('inputs', CYCLE, 'shared')}")
    assert sorted(file.name for file in bag.iterdir()) == [
        "dinkes.txt",
        "dinkes.zip",
        "pimpinan.txt",
        "pimpinan.zip",
    ]
    assert again.stdout.startswith("Tidak ada laporan yang berubah sejak terakhir dibagikan.")
    assert told.stdout.count("  asli: ") == 4
    assert told.stdout.count("  asli: laporan Dinas Kesehatan") == 2
    assert "berubah" not in told.stdout


def test_a_changed_and_a_new_report_are_told_apart(workspace: Workspace, reports: Reports) -> None:
    """In the table; the others are not packed."""
    typed("share", CYCLE, "--only", "dinkes", "--only", "pupr", folder=workspace.root)
    own = reports["dinkes"]
    assert isinstance(own, OpdInput)
    run(workspace, {**reports, "dinkes": replace(own, officer="Budi")})

    done = typed("share", CYCLE, folder=workspace.root)
    everything = typed("share", CYCLE, "--all", folder=workspace.root)

    rows = [line for line in done.stdout.splitlines() if ".zip" in line]
    assert [("berubah" in row, "belum pernah dibagikan" in row) for row in rows[:3]] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert "pupr.zip" not in done.stdout
    assert everything.stdout.count("  tetap  ") == 4


def test_the_leaders_package_alone(workspace: Workspace) -> None:
    """And with one OPD beside it."""
    alone = typed("share", CYCLE, "--leader", folder=workspace.root)
    both = typed("share", CYCLE, "--leader", "--only", "dinkes", "--all", folder=workspace.root)

    assert "Siap dibagikan: 1 zip" in alone.stdout
    assert "pimpinan.zip" in alone.stdout
    assert "Siap dibagikan: 2 zip" in both.stdout


@pytest.mark.failure(16)
def test_a_failed_report_is_named_and_the_others_are_packed(workspace: Workspace, reports: Reports) -> None:
    """Exit code 1, as for the run that failed."""
    run(workspace, reports, failed=["pupr"])

    done = typed("share", CYCLE, folder=workspace.root)

    assert done.returncode == 1
    assert "tidak dikemas: Dinas Pekerjaan Umum dan Penataan Ruang." in done.stderr
    assert "Siap dibagikan: 3 zip" in done.stdout


@pytest.mark.failure(15)
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "SIKLUS belum disebut"),
        (("kab-lain",), "siklus ini tidak ada"),
        (
            (CYCLE, "--only", "dinkse"),
            "'dinkse' tidak ada di antara laporan yang terakhir dibuat. Yang boleh:",
        ),
        ((CYCLE, "--round", "final"), "putaran 'final' tidak ada"),
        ((CYCLE, "--semua"), "Pilihan --semua tidak dikenal"),
    ],
)
def test_a_wrong_call_is_answered_with_a_sentence_and_packs_nothing(
    workspace: Workspace, arguments: tuple[str, ...], words: str
) -> None:
    """Exit code 2, no traceback, no package, no record."""
    done = typed("share", *arguments, folder=workspace.root)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace.outputs(CYCLE) / "bagikan").exists()
    assert not shared(workspace.cycle(CYCLE)).exists()


def test_before_any_run_the_remedy_is_told(tmp_path: Path) -> None:
    """Nothing was made, so nothing is shared."""
    root = empty_office(tmp_path).root

    done = typed("share", CYCLE, folder=root)

    assert done.returncode == 2
    assert (
        "run.json: belum ada laporan yang dibuat. Jalankan dahulu `spbe report contoh-2024`." in done.stderr
    )
    assert open_workspace(root).cycles() == [CYCLE]


def test_a_cycle_that_moved_to_another_computer_still_knows_what_it_shared(workspace: Workspace) -> None:
    """Export, unpack: the record goes along, under the new name too."""
    root = workspace.root
    page = shutil.copy(workspace.outputs(CYCLE) / "opd" / "dinkes.html", root / "a.html")
    typed("share", CYCLE, folder=root)
    out = typed("export", CYCLE, "-o", root / "a.zip", folder=root)
    back = typed("unpack", root / "a.zip", "--as", "salinan", folder=root)
    shutil.rmtree(workspace.inputs / CYCLE)
    shutil.rmtree(root / "outputs")

    told = typed("verify", page, folder=root)

    assert (out.returncode, back.returncode) == (0, 0), out.stderr + back.stderr
    assert told.stdout.startswith("asli: laporan Dinas Kesehatan, siklus salinan, kode data")
