"""The same input and the same code give the same bytes: whoever makes the reports, wherever and whenever."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spbe_lib.reporting.batch.run_file import read_run
from tests.cli.typing import office
from tests.reporting.batch.tiny_letters import MAIN, contents

CYCLE = "contoh-2024"
ONLY = ("--only", "konsolidasi", "--only", "dinkes", "--only", "setda")
HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "USER": "budi"}
THERE = {
    "PYTHONHASHSEED": "2",
    "TZ": "America/Lima",
    "LANG": "C",
    "LC_ALL": "C",
    "USER": "ana",
    "OMP_NUM_THREADS": "4",
}


def reported(root: Path, environment: dict[str, str]) -> Path:
    """An office in this place, whose reports somebody makes in this surrounding."""
    home = root / "rumah"
    home.mkdir(parents=True)
    workspace = root / "kantor"
    workspace.mkdir()
    office(workspace)
    surrounding = os.environ | environment | {"HOME": str(home), "USERPROFILE": str(home)}
    subprocess.run(
        [*MAIN, "report", CYCLE, *ONLY], cwd=workspace, env=surrounding, check=True, capture_output=True
    )
    return workspace / "outputs" / CYCLE


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The reports of two offices that have nothing in common but the cycle."""
    root = tmp_path_factory.mktemp("tempat")
    return reported(root / "budi", HERE), reported(root / "folder kedua" / "ana 'b'", THERE)


@pytest.mark.failure(18)
@pytest.mark.failure(13)
def test_two_offices_make_the_same_bytes(places: tuple[Path, Path]) -> None:
    """Another process, hash seed, folder, home, user, language and hour of the day: pages, copies, inputs."""
    ours, theirs = map(contents, places)

    assert ours.keys() == theirs.keys()
    assert len(ours) == 3 * 3 + 3
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.failure(18)
def test_no_clock_stands_on_a_page_or_in_its_copy(places: tuple[Path, Path]) -> None:
    """Neither of this day nor of this hour, in any way in which programs write them."""
    today = datetime.now(UTC)
    moments = [today.strftime(form) for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d %B %Y")]
    for file in [*places[0].rglob("*.html"), *places[0].rglob("*.ipynb"), *places[0].rglob("*.json")]:
        text = file.read_text(encoding="utf-8")
        assert [moment for moment in moments if moment in text] == [], file.name
        assert re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+", text) == [], file.name


def test_record_and_manifest_tell_the_digest_of_every_file(places: tuple[Path, Path]) -> None:
    """Pages and inputs in the record, all files in the manifest, each as it lies there."""
    folder = places[0]
    digests = {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }
    manifest = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    listed = {name: digest for digest, name in (line.split("  ") for line in manifest.splitlines())}

    assert listed == {name: digest for name, digest in digests.items() if name != "SHA256SUMS"}
    for row in read_run(folder)["reports"]:
        assert row["sha256"] == digests[row["page"]]
        assert row["data_code"] == digests[f"inputs/{Path(row['page']).with_suffix('.json')}"]
        assert row["size"] == (folder / row["page"]).stat().st_size


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this system has no sha256sum")
def test_the_tool_that_everybody_has_accepts_the_manifest(places: tuple[Path, Path]) -> None:
    """And refuses it after a change."""
    folder = Path(shutil.copytree(places[1], places[1].parent / "salinan"))
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]

    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 0
    with (folder / "konsolidasi.html").open("a", encoding="utf-8") as page:
        page.write(" ")
    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode != 0


@pytest.mark.skipif(sys.platform == "win32", reason="other modes are POSIX")
def test_files_can_be_read_by_those_who_may_read_the_folder(places: tuple[Path, Path]) -> None:
    """As the umask of whoever makes them says: nothing is made more private, or less, than any other file."""
    mask = os.umask(0)
    os.umask(mask)

    modes = {file.stat().st_mode & 0o777 for file in places[0].rglob("*") if file.is_file()}

    assert modes == {0o666 & ~mask}
