"""The counters under the edition in force, with a cycle's own list of evidence items; without a browser."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ipywidgets import HTML, Box, Widget

from spbe_lib.forms.assessment.counter import AssessmentCounter
from spbe_lib.forms.entry.counter import EntryCounter
from spbe_lib.forms.parts import HIDDEN
from spbe_lib.forms.progress.counter import ProgressCounter
from spbe_lib.forms.review import ReviewCounter
from spbe_lib.workspace import Workspace, open_workspace

CYCLE = "contoh-2026"
NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
SECONDARY = "sumber sekunder"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the cycle's files and nothing received yet."""
    root = tmp_path_factory.mktemp("loket-2026")
    ignored = shutil.ignore_patterns("spbe.db*", "submissions", "backups")
    shutil.copytree(ROOT / "inputs" / CYCLE, root / "inputs" / CYCLE, ignore=ignored)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    return open_workspace(root)


def told(piece: Widget) -> str:
    """All that somebody reads in a piece of a counter."""
    return "\n".join(_texts(piece))


def _texts(piece: Widget) -> Iterator[str]:
    if HIDDEN in getattr(piece, "_dom_classes", ()):
        return
    if isinstance(piece, HTML):
        yield piece.value
    yield str(getattr(piece, "description", ""))
    for part in piece.children if isinstance(piece, Box) else ():
        yield from _texts(part)


def test_an_opd_is_asked_for_items_and_for_no_other_ministrys_index(office: Workspace) -> None:
    """Bapperida leads 1 and 5: 5 is not asked."""
    counter = EntryCounter(office, CYCLE, "Ani", clock=lambda: NOW, loop=lambda: None)
    counter.opd.value = "bapperida"

    assert [each.topic for each in counter.work.subjects] == ["1"]
    assert SECONDARY in told(counter.box)
    assert "bukan daftar resmi" in told(counter.box)


def test_the_tim_reads_which_index_gives_the_level(office: Workspace) -> None:
    """The index, its steward, its figure and the level; nobody is told that an answer is missing."""
    counter = AssessmentCounter(office, CYCLE, "Dedi Contoh, S.E.", clock=lambda: NOW, loop=lambda: None)
    counter.open("5")
    seen = told(counter.box)

    assert "Satu Data Indonesia (Bappenas): 48,20. Tingkat 3." in seen
    assert "belum menyerahkan" not in seen
    assert SECONDARY in seen

    counter.open("6")

    assert "SJIG (BIG): belum tersedia, dihitung 1." in told(counter.box)


def test_progress_and_review_say_where_the_facts_come_from(office: Workspace) -> None:
    """On the counters, too, before any figure."""
    progress = ProgressCounter(office, CYCLE, clock=lambda: NOW)
    review = ReviewCounter(office, CYCLE)

    assert SECONDARY in told(progress.box)
    assert SECONDARY in told(review.box)
    assert "Butir bukti" in [name for name, _ in review.part.options]
