"""``spbe verify``: ours or not, unchanged or not, whatever a file is called by now."""

import hashlib
import io
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spbe_lib.cli import spbe
from spbe_lib.errors import SpbeError
from spbe_lib.reporting.batch.manifest import MANIFEST, manifest_bytes, write_manifest
from spbe_lib.reporting.document import ReportInput
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.workspace import Workspace, shared
from tests.cli.typing import typed
from tests.intake.desks import empty_office
from tests.reporting.sharing.handing_out import CYCLE, NOON, frozen_reports, run, shared_at

Reports = Mapping[str, ReportInput]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The frozen inputs of three OPDs and the whole."""
    return frozen_reports(empty_office(tmp_path_factory.mktemp("kantor")).cycle(CYCLE))


@pytest.fixture
def workspace(tmp_path: Path, reports: Reports, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An office whose last run lies there; commands are typed in it."""
    (tmp_path / "kantor").mkdir()
    made = empty_office(tmp_path / "kantor")
    run(made, reports)
    monkeypatch.chdir(made.root)
    return made


def verified(*places: Path | str) -> Result:
    """What the command says; a refusal is raised as it is."""
    return CliRunner().invoke(spbe, ["verify", *map(str, places)])


def came_back(file: Path, name: str) -> Path:
    """A file as it comes back from a telephone, somewhere else and under another name."""
    place = file.parents[4] / "unduhan" / name
    place.parent.mkdir(exist_ok=True)
    return Path(shutil.copy(file, place))


def changed(reports: Reports) -> Reports:
    """The reports after one OPD's data changed."""
    own = reports["dinkes"]
    assert isinstance(own, OpdInput)
    return {**reports, "dinkes": replace(own, officer="Budi")}


def test_a_folder_of_outputs_is_compared_with_its_manifest(workspace: Workspace) -> None:
    """All as it was; then one changed, one gone, and a page that was laid beside."""
    folder = workspace.outputs(CYCLE)
    whole = verified(folder)
    (folder / "opd" / "pupr.html").write_bytes(b"<html>")
    (folder / "opd" / "dinkes.html").unlink()
    (folder / "opd" / "palsu.html").write_bytes(b"<html>")
    faulty = verified(f"outputs/{CYCLE}")

    assert (whole.exit_code, whole.output) == (0, "asli: 9 berkas\n")
    assert faulty.exit_code == 1
    assert faulty.output.splitlines()[:3] == [
        "opd/dinkes.html: tidak ada",
        "opd/palsu.html: tidak dikenal",
        "opd/pupr.html: berubah",
    ]
    assert "spbe report" in faulty.output


def test_a_renamed_page_is_known_by_its_content(workspace: Workspace, reports: Reports) -> None:
    """Before it was ever shared, after, and when the data have changed since."""
    page = came_back(workspace.outputs(CYCLE) / "opd" / "dinkes.html", "dinkes (1).html")
    made = verified(page)
    shared_at(workspace)
    sent = verified(page)
    run(workspace, changed(reports))
    old = verified(page)

    known = f"asli: laporan Dinas Kesehatan, siklus {CYCLE}, kode data "
    assert (made.exit_code, made.output[:-10]) == (0, known)
    assert sent.output == f"{made.output[:-1]}, dibagikan 23 November 2026\n"
    assert old.exit_code == 0
    assert old.output.startswith(
        "asli, tetapi bukan yang terbaru: dibagikan 23 November 2026, sesudah itu berubah; laporan Dinas"
    )


def test_what_was_shared_is_known_when_the_outputs_are_gone(workspace: Workspace, reports: Reports) -> None:
    """Outputs are disposable; what was shared is not. A later sharing makes an earlier one old."""
    shared_at(workspace)
    page = came_back(workspace.outputs(CYCLE) / "opd" / "dinkes.html", "a.htm")
    shutil.rmtree(workspace.root / "outputs")
    alone = verified(page)
    run(workspace, changed(reports))
    shared_at(workspace, NOON + timedelta(days=3))
    shutil.rmtree(workspace.root / "outputs")
    old = verified(page)

    assert alone.output.endswith("…, dibagikan 23 November 2026\n")
    assert alone.output.startswith("asli: laporan Dinas Kesehatan")
    assert "bukan yang terbaru: dibagikan 23 November 2026" in old.output


def test_a_page_whose_report_failed_since_is_not_the_newest(workspace: Workspace, reports: Reports) -> None:
    """It lies there still, and no data code is told that is not its own."""
    run(workspace, reports, failed=["dinkes"])
    folder = workspace.outputs(CYCLE)
    write_manifest(folder, ["opd/dinkes.html", "run.json"])

    told = verified(folder / "opd" / "dinkes.html")

    assert told.exit_code == 0
    assert "bukan yang terbaru: `spbe report` sesudahnya membuat yang lain atau gagal; laporan" in told.output
    assert "kode data" not in told.output


def test_a_page_of_a_run_that_was_killed_is_known(workspace: Workspace) -> None:
    """The record of the run tells of it before there is a manifest; a damaged record tells of nothing."""
    folder = workspace.outputs(CYCLE)
    (folder / MANIFEST).unlink()
    recorded = verified(folder / "opd" / "dinkes.html")
    for content in (b"{}", b"[]", b'{"reports": [5, {"report": [], "sha256": {}}]}'):
        (folder / "run.json").write_bytes(content)
        assert verified(folder / "opd" / "dinkes.html").exit_code == 1

    assert recorded.output.startswith("asli: laporan Dinas Kesehatan")


def test_a_page_of_a_round_names_the_round(workspace: Workspace, reports: Reports) -> None:
    """Its manifest lies in a folder of its own."""
    folder = run(workspace, changed(reports), "final")

    told = verified(folder / "opd" / "dinkes.html")

    assert f"laporan Dinas Kesehatan, siklus {CYCLE}, putaran final, kode data" in told.output


@pytest.mark.parametrize("content", [b"", b"P", b"<html></html>", b"\0" * 1000])
def test_a_page_that_nobody_made_here_is_not_known(workspace: Workspace, content: bytes) -> None:
    """And what to do is told."""
    (workspace.root / "x.html").write_bytes(content)

    told = verified("x.html")

    assert told.exit_code == 1
    assert told.output.startswith("tidak dikenal: isinya tidak pernah dibuat atau dibagikan")
    assert "Minta berkas yang asli kepada Tim Asesor Internal." in told.output


def test_several_places_are_told_one_by_one(workspace: Workspace) -> None:
    """Under its name each; one that is not ours makes the exit code 1."""
    (workspace.root / "x\x1b[31m.html").write_bytes(b"")

    told = verified(f"outputs/{CYCLE}", "x\x1b[31m.html")

    assert told.exit_code == 1
    assert told.output.splitlines()[:3] == [CYCLE, "  asli: 9 berkas", "x·[31m.html"]


def test_a_package_is_ours_with_the_page_in_it(workspace: Workspace, reports: Reports) -> None:
    """Renamed, and after the outputs moved on."""
    shared_at(workspace)
    package = came_back(workspace.outputs(CYCLE) / "bagikan" / "dinkes.zip", "DOC-20261123-WA0001.zip")
    fresh = verified(package)
    run(workspace, changed(reports))
    old = verified(package)

    assert (fresh.exit_code, old.exit_code) == (0, 0)
    assert fresh.output.startswith("asli: laporan Dinas Kesehatan")
    assert old.output.startswith("asli, tetapi bukan yang terbaru")


def members(file: Path) -> dict[str, bytes]:
    """What a package holds."""
    with zipfile.ZipFile(file) as package:
        return {part.filename: package.read(part) for part in package.infolist()}


def repacked(file: Path, parts: Mapping[str, bytes], *, agreeing: bool = True) -> Path:
    """The package again with other members, and a manifest that agrees with them."""
    held = {name: content for name, content in parts.items() if name != MANIFEST}
    named = {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    listed = manifest_bytes(named) if agreeing else parts[MANIFEST]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**held, MANIFEST: listed}.items():
            package.writestr(name, content)
    return file


Change = Callable[[dict[str, bytes]], object]
CHANGES: dict[str, tuple[Change, bool, str]] = {
    "another page": (lambda p: p.update({"dinkes.html": b"<html>"}), True, "tidak dikenal: isinya"),
    "a changed page": (lambda p: p.update({"dinkes.html": b"<html>"}), False, "dinkes.html: berubah"),
    "a page more": (lambda p: p.update({"b.html": b"<html>"}), False, "b.html: tidak dikenal"),
    "a text less": (lambda p: p.pop("BACA-SAYA.txt"), False, "BACA-SAYA.txt: tidak ada"),
    "another text": (
        lambda p: p.update({"BACA-SAYA.txt": b"Hubungi 0812"}),
        True,
        "tidak tercatat dibagikan",
    ),
    "no page": (lambda p: p.pop("dinkes.html"), True, "tidak ada halaman di dalamnya"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_package_that_somebody_changed_is_not_ours(workspace: Workspace, name: str) -> None:
    """Even where its list agrees with what it holds: only what was shared as a whole is vouched for."""
    change, agreeing, words = CHANGES[name]
    shared_at(workspace)
    parts = members(workspace.outputs(CYCLE) / "bagikan" / "dinkes.zip")
    change(parts)

    told = verified(repacked(workspace.root / "x.zip", parts, agreeing=agreeing))

    assert told.exit_code == 1
    assert words in told.output
    assert "Minta berkas yang asli" in told.output or ": " in told.output


def zip_of(*parts: tuple[str, bytes]) -> bytes:
    """A zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in parts:
            package.writestr(name, held)
    return content.getvalue()


def lying() -> bytes:
    """A zip whose page is a megabyte and says that it has three bytes."""
    content = bytearray(zip_of((MANIFEST, b"x"), ("dinkes.html", b"\0" * 1_000_000)))
    place = content.rindex(b"dinkes.html") - 46
    struct.pack_into("<L", content, place + 24, 3)
    return bytes(content)


HARMFUL: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: zip_of((MANIFEST, b"x"), ("dinkes.html", b"\0" * 20_000_000)),
    "a large bomb": lambda: zip_of((MANIFEST, b"x"), ("dinkes.html", b"\0" * 200_000_000)),
    "many": lambda: zip_of(*((f"{number}.html", b"") for number in range(1500))),
    "too many": lambda: zip_of(*((f"{number}.html", b"") for number in range(20_000))),
    "a huge one": lambda: b"PK" + b"\0" * 9_000_000,
    "one that leads out": lambda: zip_of((MANIFEST, b"x"), ("../../x.html", b"x")),
    "one that lies about its size": lying,
    "one cut short": lambda: zip_of((MANIFEST, b"x" * 999), ("dinkes.html", b"x"))[:-30],
    "none at all": lambda: b"PK",
    "one without a list": lambda: zip_of(("dinkes.html", b"<html>")),
    "an empty one": zip_of,
    "one with a hostile list": lambda: zip_of((MANIFEST, b"a" * 64 + b"  ../x\x1b[31m\n"), ("a.html", b"")),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_hostile_package_is_answered_and_nothing_of_it_is_unpacked(workspace: Workspace, name: str) -> None:
    """One sentence, exit code 1, no file more than before."""
    (workspace.root / "x.zip").write_bytes(HARMFUL[name]())
    before = sorted(workspace.root.parent.rglob("*"))

    told = verified("x.zip")

    assert told.exit_code == 1
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert told.output.startswith("tidak dikenal: ini bukan zip utuh dari `spbe share` (")
    assert told.output.replace("\n", "").isprintable()
    assert sorted(workspace.root.parent.rglob("*")) == before


def test_a_folder_from_elsewhere_does_not_vouch_for_itself(workspace: Workspace, tmp_path: Path) -> None:
    """An unpacked package is ours only with a page that we know, whatever its list says."""
    shared_at(workspace)
    parts = members(workspace.outputs(CYCLE) / "bagikan" / "dinkes.zip")
    for name, held in (("asli", parts), ("palsu", members(repacked(tmp_path / "p.zip", {"a.html": b"x"})))):
        (tmp_path / name).mkdir()
        for each, content in held.items():
            (tmp_path / name / each).write_bytes(content)

    ours, other = verified(tmp_path / "asli"), verified(tmp_path / "palsu")

    assert (ours.exit_code, ours.output) == (0, "asli: 2 berkas\n")
    assert other.exit_code == 1
    assert other.output.startswith("a.html: tidak dikenal\n")


def test_a_damaged_list_of_ours_is_told_and_the_others_still_count(workspace: Workspace) -> None:
    """Something of ours may be unknown then, and that is said."""
    shared_at(workspace)
    page = came_back(workspace.outputs(CYCLE) / "opd" / "dinkes.html", "a.html")
    (workspace.outputs(CYCLE) / MANIFEST).write_bytes(b"rusak")
    by_record = verified(page)
    record = next(shared(workspace.cycle(CYCLE)).iterdir())
    record.write_bytes(record.read_bytes() + b"\n")
    (workspace.outputs(CYCLE) / "run.json").unlink()
    by_nothing = verified(page)

    assert by_record.exit_code == 0
    assert f"Perlu diperiksa – {CYCLE}/SHA256SUMS: daftar ini kosong" in by_record.output
    assert by_nothing.exit_code == 1
    assert f"shared/{record.name}: isi catatan ini berubah" in by_nothing.output


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("tidak-ada.html", "tidak-ada.html: berkas ini tidak ada"),
        ("inputs", "inputs: folder ini tidak memuat SHA256SUMS. Sebut folder hasil `spbe report`"),
    ],
)
@pytest.mark.failure(15)
def test_what_cannot_be_verified_is_refused(workspace: Workspace, place: str, words: str) -> None:
    """Neither ours nor another's."""
    told = verified(workspace.root / place)

    assert isinstance(told.exception, SpbeError)
    assert words in str(told.exception)


def test_the_command_answers_from_a_shell(workspace: Workspace) -> None:
    """Exit codes 0, 1 and 2; nothing is loaded that makes reports."""
    page = workspace.root / "x.html"
    page.write_bytes(b"")
    codes = [
        typed("verify", place, folder=workspace.root).returncode
        for place in (workspace.outputs(CYCLE), page, workspace.root / "y.html")
    ]

    assert codes == [0, 1, 2]
    assert typed("verify", page, folder=workspace.root.parent).returncode == 2


def test_verifying_loads_nothing_that_makes_reports(workspace: Workspace) -> None:
    """It answers at once."""
    script = (
        "import sys; sys.argv = ['spbe', 'verify', sys.argv[1]]\n"
        "from spbe_lib.cli import spbe\nspbe(standalone_mode=False)\n"
        "print([m for m in ('papermill', 'nbconvert', 'nbclient', 'matplotlib') if m in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(workspace.outputs(CYCLE))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=workspace.root, check=True)

    assert done.stdout.splitlines() == ["asli: 9 berkas", "[]"]
