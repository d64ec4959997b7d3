"""The review counter without a browser: what the reports say, part by part, and nothing more."""

import re
import shutil
from pathlib import Path

import pytest

from spbe_lib.forms.review import ReviewCounter, review_counter
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.workspace import Workspace, open_workspace, submissions
from tests.cli.typing import office
from tests.intake.desks import BUNDLED, OPD, desk_in, hand_in, later, saying

CYCLE, EMPTY, OFFICIAL = BUNDLED.name, "kosong-2024", "kab-madiun-2020"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An office with all that the example received, a cycle with nothing, and an official result."""
    root = office(tmp_path_factory.mktemp("kantor"))
    shutil.copytree(root / "inputs" / CYCLE, root / "inputs" / EMPTY)
    ignored = shutil.ignore_patterns("spbe.db*")
    shutil.copytree(BUNDLED.parent / OFFICIAL, root / "inputs" / OFFICIAL, ignore=ignored)
    shutil.copytree(submissions(BUNDLED), submissions(root / "inputs" / CYCLE))
    for name in (CYCLE, OFFICIAL):
        with desk_in(root / "inputs" / name) as desk:
            list(receive_kept(desk))
    return open_workspace(root)


@pytest.fixture
def seat(workspace: Workspace) -> ReviewCounter:
    """An analyst at the counter."""
    return ReviewCounter(workspace, CYCLE)


def parts(seat: ReviewCounter) -> list[str]:
    """Names of the parts that are offered."""
    return [name for name, _ in seat.part.options]


def everything(seat: ReviewCounter) -> str:
    """All parts of what is chosen, as the page would show them."""
    told = [seat.head.value]
    for name in parts(seat):
        seat.part.value = name
        told.append(seat.shown.value)
    return "".join(told)


@pytest.mark.failure(27)
def test_the_whole_stands_under_its_stamp(seat: ReviewCounter) -> None:
    """Index, domains and aspects with last year beside them, and above all of it whose figures they are."""
    seat.part.value = "Lembar nilai"

    assert "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL" in seat.head.value
    assert "DATA CONTOH" in seat.head.value
    assert "4,31" in seat.shown.value
    assert "4,30 (+0,01)" in seat.shown.value


def test_gaps_trend_and_questions_are_parts(seat: ReviewCounter) -> None:
    """What is missing first, last year beside this one, and what an assessor may ask."""
    shown = dict.fromkeys(parts(seat), "")
    for name in shown:
        seat.part.value = name
        shown[name] = seat.shown.value

    assert "Syarat berikut" in shown["Setiap indikator"]
    assert (
        "Belum terpenuhi" in shown["Kekuatan dan kekurangan"] or "belum" in shown["Kekuatan dan kekurangan"]
    )
    assert "Selisih" in shown["Tren"]
    assert "?" in shown["Pertanyaan dan risiko"]
    assert "Kode data" in shown["Asal data"]


@pytest.mark.failure(28)
def test_an_opd_gets_no_index_predicate_or_rank(seat: ReviewCounter, workspace: Workspace) -> None:
    """Its contribution to the government's index is all; no other OPD that shares nothing is named."""
    seat.whose.value = OPD
    told = everything(seat)
    predicates = {each.name for each in load_edition(read_cycle(workspace.inputs / CYCLE).edition).predicates}

    assert "Dinas Kesehatan" in told
    assert "menyumbang" in told
    assert "peringkat" not in told.lower()
    assert not [name for name in predicates if re.search(rf"\b{name}\b", re.sub("<[^>]+>", " ", told))]


def test_the_part_stays_when_another_opd_is_chosen(seat: ReviewCounter) -> None:
    """Who goes through the OPDs one by one need not choose the part again."""
    seat.whose.value = OPD
    seat.part.value = "Kewajiban bersama"
    first = seat.shown.value

    seat.whose.value = "disdikbud"

    assert seat.part.value == "Kewajiban bersama"
    assert seat.shown.value != first


def test_an_incomplete_year_has_no_index_and_no_predicate(seat: ReviewCounter) -> None:
    """Nothing was received: the range is told, and no figure is made up."""
    seat.cycle.value = EMPTY
    seat.part.value = "Ringkasan"

    assert "Indeks dan predikat belum ada" in seat.shown.value
    assert "Data per 22 April 2024." in seat.head.value


def test_an_official_result_has_no_parts_of_an_office(seat: ReviewCounter) -> None:
    """A cycle without a register is shown as the one page that it is, under another stamp."""
    seat.cycle.value = OFFICIAL

    assert [name for name, _ in seat.whose.options] == ["Pemerintah Kabupaten Madiun"]
    assert "Pertanyaan dan risiko" not in parts(seat)
    assert "BELUM DINILAI" not in seat.head.value


@pytest.mark.failure(12)
def test_what_an_opd_wrote_stays_text_and_is_there_after_reading_again(tmp_path: Path) -> None:
    """New records come by one press; a script that somebody typed does not run."""
    workspace = open_workspace(office(tmp_path))
    seat = ReviewCounter(workspace, CYCLE)
    seat.whose.value = OPD
    seat.part.value = "Syarat per indikator"
    with desk_in(workspace.inputs / CYCLE) as desk:
        hand_in(desk, tmp_path, [saying("<script>alert(1)</script>")])

    seat.again.click()

    assert "&lt;script&gt;" in everything(seat)
    assert "<script" not in everything(seat)


def test_a_round_is_shown_as_it_was_frozen(tmp_path: Path) -> None:
    """What came in later is not in it, and the head names it."""
    workspace = open_workspace(office(tmp_path))
    with desk_in(workspace.inputs / CYCLE) as desk:
        hand_in(desk, tmp_path, [saying("sebelumnya")])
        freeze(later(desk), "pra-penilaian")
        hand_in(later(desk, 60), tmp_path, [saying("sesudahnya")])
    seat = ReviewCounter(workspace, CYCLE)

    seat.source.value = "pra-penilaian"
    seat.whose.value = OPD

    assert "Putaran pra-penilaian." in seat.head.value
    told = everything(seat)
    assert "sebelumnya" in told
    assert "sesudahnya" not in told


def test_a_cycle_with_faults_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them at once; nothing of another cycle stays on the page."""
    workspace = open_workspace(office(tmp_path))
    seat = ReviewCounter(workspace, CYCLE)
    (workspace.inputs / CYCLE / "cycle.yaml").write_text("government: <i>x</i>\n", encoding="utf-8")

    seat.again.click()

    assert "cycle.yaml" in seat.head.value
    assert "<i>" not in seat.head.value
    assert seat.shown.value == ""
    monkeypatch.chdir(workspace.letters.parent)
    assert "spbe-loket" in review_counter()._dom_classes  # noqa: SLF001
