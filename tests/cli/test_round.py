"""``spbe round`` and ``spbe report --round``, as an operator types them."""

import shutil
from pathlib import Path

import pytest

from spbe_lib.workspace import rounds
from tests.cli.test_season import filled
from tests.cli.typing import ROOT, office, typed

CYCLE, NAME = "contoh-2024", "pra-penilaian"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that received what the example received, and nothing else."""
    made = office(tmp_path_factory.mktemp("kantor"))
    source = ROOT / "inputs" / CYCLE / "submissions"
    shutil.copytree(source, made / "inputs" / CYCLE / "submissions")
    assert typed("import", CYCLE, folder=made).returncode == 0
    return made


def test_a_season_is_frozen_listed_compared_and_reported_again(root: Path) -> None:
    """Frozen for good; the cycle goes on; what changed is told, and the round still says what it said."""
    empty = typed("round", "list", CYCLE, folder=root)
    made = typed("round", "freeze", CYCLE, NAME, "--actor", "Sari", folder=root)
    same = typed("round", "compare", CYCLE, NAME, folder=root)
    first = typed("report", CYCLE, "--round", NAME, "--only", "dinkes", folder=root)
    page = root / "outputs" / CYCLE / "rounds" / NAME / "opd" / "dinkes.html"
    content = page.read_bytes()

    typed("template", CYCLE, "dinkes", folder=root)
    book = filled(root / "outputs" / CYCLE / "kuesioner" / "dinkes.xlsx", "dinkes")
    assert typed("import", CYCLE, book, folder=root).returncode == 0
    again = typed("report", CYCLE, "--round", NAME, "--only", "dinkes", folder=root)
    second = typed("round", "freeze", CYCLE, "final", folder=root)
    today = typed("round", "compare", CYCLE, NAME, folder=root)
    other = typed("round", "compare", CYCLE, NAME, "final", folder=root)
    listed = typed("round", "list", CYCLE, folder=root)

    assert {each.stderr for each in (empty, made, same, first, again, second, today, other, listed)} == {""}
    assert "Belum ada putaran. Bekukan dengan `spbe round freeze contoh-2024 pra-penilaian`." in empty.stdout
    assert f"Putaran {NAME} dibekukan: inputs/{CYCLE}/rounds/" in made.stdout
    assert "Jawaban, nilai, dan syarat tidak berubah." in same.stdout
    assert f"Laporan siap dibuka: {page}" in first.stdout
    assert page.read_bytes() == content
    assert "Dinas Kesehatan" in today.stdout
    assert "isinya berubah" in today.stdout
    assert "ke catatan hari ini." in today.stdout
    assert today.stdout.splitlines()[3:] == other.stdout.splitlines()[3:]
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["Putaran", NAME, "final"]
    assert listed.stdout.count("utuh") == 2
    assert "Sari" in listed.stdout


@pytest.mark.failure(27)
def test_a_comparison_says_whose_figures_these_are(root: Path) -> None:
    """The stamp of every stage that is shown, and that the example is made up."""
    if not rounds(root / "inputs" / CYCLE).exists():
        typed("round", "freeze", CYCLE, NAME, folder=root)

    told = typed("round", "compare", CYCLE, NAME, folder=root)

    assert told.stdout.splitlines()[:2] == [
        "DATA CONTOH – BUKAN DATA SEBENARNYA",
        "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL",
    ]


@pytest.mark.failure(15)
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("round", "freeze", CYCLE, "rahasia"), "'rahasia' bukan nama putaran. Yang boleh: pra-penilaian"),
        (("round", "freeze", "kab-lain", NAME), "siklus ini tidak ada"),
        (("round", "freeze", CYCLE), "NAMA belum disebut"),
        (("round", "compare", CYCLE, "perbaikan"), "putaran 'perbaikan' tidak ada"),
        (("round", "thaw", CYCLE, NAME), "Perintah ini tidak dikenal. Yang ada: compare, freeze, list."),
        (("report", CYCLE, "--round", "perbaikan"), "putaran 'perbaikan' tidak ada"),
        (("report", "--round", ""), "tidak ada"),
    ],
)
def test_a_wrong_call_is_answered_with_a_sentence_and_makes_nothing(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Exit code 2, no traceback, nothing frozen and no page."""
    done = typed(*arguments, folder=root)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((root / "inputs" / CYCLE / "rounds").glob("*rahasia*"))


def test_reports_of_a_round_are_asked_for_one_cycle(root: Path) -> None:
    """A round is of one cycle; which one must be said when there are several."""
    shutil.copytree(root / "inputs" / CYCLE, root / "inputs" / "lain")

    done = typed("report", "--round", NAME, folder=root)
    shutil.rmtree(root / "inputs" / "lain")

    assert done.returncode == 2
    assert "Pilihan --round hanya untuk satu siklus; sebut siklusnya." in done.stderr


@pytest.mark.parametrize("command", ["freeze", "list", "compare"])
@pytest.mark.failure(25)
def test_the_help_of_every_part_has_an_example(command: str) -> None:
    """Indonesian, with something to copy."""
    shown = typed("round", command, "--help")

    assert shown.returncode == 0
    assert "Pemakaian: spbe round" in shown.stdout
    assert "Contoh:" in shown.stdout
    assert "Usage" not in shown.stdout


def test_a_changed_round_is_told_by_check_and_by_the_list(root: Path, tmp_path: Path) -> None:
    """And its report is refused."""
    shutil.copytree(root / "inputs", tmp_path / "inputs")
    shutil.copytree(root / "notebooks", tmp_path / "notebooks")
    if not rounds(tmp_path / "inputs" / CYCLE).exists():
        typed("round", "freeze", CYCLE, NAME, folder=tmp_path)
    file = min(rounds(tmp_path / "inputs" / CYCLE).iterdir())
    file.write_bytes(file.read_bytes() + b"\0")

    checked = typed("check", CYCLE, folder=tmp_path)
    listed = typed("round", "list", CYCLE, folder=tmp_path)
    refused = typed("report", CYCLE, "--round", NAME, folder=tmp_path)

    assert f"rounds/{file.name}: isi putaran ini berubah sejak dibekukan" in checked.stdout + checked.stderr
    assert checked.returncode == refused.returncode == 2
    assert "isi putaran ini berubah sejak dibekukan" in listed.stdout
    assert "isi putaran ini berubah sejak dibekukan" in refused.stderr
    assert not (tmp_path / "outputs").exists()
