"""A new cycle: begun from an example or from last year, whole or not at all."""

import re
import shutil
from pathlib import Path

import pytest

from spbe_lib.errors import InputError, WorkspaceError
from spbe_lib.records.cycle import read_cycle
from spbe_lib.records.new_cycle import new_cycle
from spbe_lib.records.register import Deadlines, Target
from spbe_lib.strict_yaml import parse

INPUTS = Path(__file__).parents[2] / "inputs"
EXAMPLE = INPUTS / "contoh-2024"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A mail room without cycles."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """Last year's cycle of a real government, with titles that mean something to YAML."""
    folder = tmp_path / "kab-nyata-2024"
    shutil.copytree(EXAMPLE, folder)
    path = folder / "cycle.yaml"
    text = path.read_text(encoding="utf-8").replace("sample: yes", "sample: no")
    text = text.replace("national: 2024-07-31", "national: 2025-08-29")
    path.write_text(re.sub(r"(4\d): (Layanan .*)", r"""\1: '\2: "satu" #1'""", text), encoding="utf-8")
    return folder


def test_a_cycle_from_the_example_carries_nothing_made_up_as_fact(inputs: Path) -> None:
    """Register and assignments are there to be changed; letter, dates, target and titles are not set."""
    cycle = read_cycle(new_cycle(inputs, "kab-saya-2025", source=EXAMPLE))
    example = read_cycle(EXAMPLE)

    assert (cycle.name, cycle.year, cycle.edition) == ("kab-saya-2025", 2025, example.edition)
    assert (cycle.opds, cycle.leads, cycle.concerned) == (example.opds, example.leads, example.concerned)
    assert not cycle.sample
    assert (cycle.previous, cycle.requested, cycle.contact) == (None, None, None)
    assert (cycle.deadlines, cycle.target, cycle.services) == (Deadlines(), Target(), {})


def test_a_cycle_from_last_year_keeps_what_still_holds(inputs: Path, last_year: Path) -> None:
    """People and titles stay, letter for letter; past deadlines and last year's target do not."""
    cycle, last = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year)), read_cycle(last_year)

    assert (cycle.government, cycle.reviewer, cycle.contact) == (last.government, last.reviewer, last.contact)
    assert cycle.services == last.services
    assert cycle.services["45"] == 'Layanan Administrasi Kependudukan Daring: "satu" #1'
    assert cycle.deadlines == Deadlines(national=last.deadlines.national)
    assert (cycle.target, cycle.requested, cycle.previous) == (Target(), None, None)


def test_the_year_can_be_given(inputs: Path) -> None:
    """A government that starts with the example may start in the example's year."""
    assert read_cycle(new_cycle(inputs, "kab-saya", source=EXAMPLE, year=2024)).year == 2024


def test_every_line_that_waits_is_valid_once_its_sign_is_taken_away(inputs: Path) -> None:
    """Who deletes the signs # of all keys gets a file that parses, with every key explained in it."""
    path = new_cycle(inputs, "kab-saya-2025", source=EXAMPLE) / "cycle.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    explained = [line for line in lines if line.startswith("# ")]
    path.write_text("\n".join(re.sub(r"^#(?! \S)", "", line) for line in lines), encoding="utf-8")

    file = parse(path)

    assert file.problems == []
    assert list(file.content) == [
        "government",
        "year",
        "edition",
        "assessments",
        "previous",
        "requested",
        "deadlines",
        "target",
        "reviewer",
        "contact",
        "services",
    ]
    assert len(explained) >= len(file.content) - 2


def test_a_folder_that_exists_is_never_touched(inputs: Path) -> None:
    """Also when only its capital letters differ, for that is one folder on Windows."""
    (inputs / "Kab-Saya-2025").mkdir()

    with pytest.raises(WorkspaceError, match="Kab-Saya-2025: folder ini sudah ada dan tidak diubah"):
        new_cycle(inputs, "kab-saya-2025", source=EXAMPLE)

    assert [each.name for each in inputs.iterdir()] == ["Kab-Saya-2025"]
    assert list((inputs / "Kab-Saya-2025").iterdir()) == []


@pytest.mark.failure(15)
@pytest.mark.parametrize("name", ["", "..", "../kab", "Kab Saya", "kab/saya", "con", "k" * 41, ".kab"])
def test_a_name_that_is_no_plain_folder_name_is_refused(inputs: Path, name: str) -> None:
    """A sentence with an example; nothing is made, in this folder or in another."""
    with pytest.raises(WorkspaceError, match="misalnya kab-contoh-2025"):
        new_cycle(inputs, name, source=EXAMPLE)

    assert list(inputs.iterdir()) == []


def test_an_official_result_is_no_source(inputs: Path) -> None:
    """It has no register to begin with."""
    with pytest.raises(WorkspaceError, match=r"tidak mempunyai opd\.csv"):
        new_cycle(inputs, "kab-madiun-2021", source=INPUTS / "kab-madiun-2020")

    assert list(inputs.iterdir()) == []


def test_when_something_fails_nothing_half_made_is_left(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An impossible year, a faulty source, a full disk: the mail room is as it was."""
    with pytest.raises(InputError, match="paling besar 2100"):
        new_cycle(inputs, "kab-saya", source=EXAMPLE, year=9999)
    with pytest.raises(InputError, match=r"cycle\.yaml: berkas tidak dapat dibuka"):
        new_cycle(inputs, "kab-saya", source=inputs)

    def broken(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OSError, match="disk penuh"):
        new_cycle(inputs, "kab-saya", source=EXAMPLE)

    assert list(inputs.iterdir()) == []
