"""Opening a cycle from a notebook, wherever it runs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from spbe_lib.errors import WorkspaceError
from spbe_lib.forms.opening import actor_named, as_of_now, open_desk, workspace_around
from spbe_lib.workspace import Workspace


def test_the_workspace_is_found_from_the_folder_of_a_notebook(workspace: Workspace) -> None:
    """JupyterLab and Voilà start a kernel in the notebook's own folder."""
    assert workspace_around(workspace.root / "notebooks" / "laporan") == workspace
    assert workspace_around(workspace.root) == workspace


def test_outside_a_workspace_it_is_said_where_to_go(tmp_path: Path) -> None:
    """The sentence names what makes a workspace."""
    with pytest.raises(WorkspaceError, match="bukan ruang kerja"):
        workspace_around(tmp_path)


def test_a_desk_acts_at_this_moment_and_for_whoever_sits_there(workspace: Workspace) -> None:
    """A counter stays open for hours, and its chair changes hands."""
    before = datetime.now(UTC)
    desk = open_desk(workspace, workspace.cycles()[0], " Siti   Aminah ")
    later = as_of_now(desk, "Budi")

    assert before <= desk.now <= later.now
    assert (desk.actor, later.actor, as_of_now(later).actor) == ("Siti Aminah", "Budi", "Budi")


def test_who_gives_no_name_acts_under_the_computers(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where the computer knows none, as the operator."""
    monkeypatch.setattr("getpass.getuser", lambda: "analis")
    assert actor_named("  ") == "analis"

    def _nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", _nobody)
    assert actor_named("") == "operator"
