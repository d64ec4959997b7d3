"""Opening a cycle from a notebook: where the workspace lies, who sits there, and what time it is now."""

import getpass
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from spbe_lib.errors import WorkspaceError
from spbe_lib.intake.desk import Desk
from spbe_lib.records.candidates import with_chosen
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.workspace import Workspace, open_workspace

NAMELESS = "operator"
"""Who acts where nobody gave a name and the computer knows none."""


def workspace_around(folder: Path | None = None) -> Workspace:
    """The workspace in which a notebook lies: its own folder, or the nearest one above it.

    Args:
        folder: Where to begin; the working folder when None.

    Raises:
        WorkspaceError: Neither this folder nor one above it is a workspace.
    """
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        try:
            return open_workspace(place)
        except WorkspaceError:
            continue
    return open_workspace(start)


def open_desk(workspace: Workspace, siklus: str, nama: str = "") -> Desk:
    """Open a cycle for somebody who sits at a counter.

    Args:
        workspace: Where the cycle lies.
        siklus: The cycle's name.
        nama: Who sits there; the name under which the computer knows the person when empty.

    Raises:
        WorkspaceError: There is no such cycle.
        InputError: The cycle's files have faults.
        StoreError: The records cannot be opened.
    """
    folder = workspace.cycle(siklus)
    cycle = read_cycle(folder)
    instrument = edition_of(cycle)
    store = open_store(folder, cycle=cycle.name, instrument=instrument)
    return Desk(
        folder=folder,
        cycle=with_chosen(cycle, store.read()),
        instrument=instrument,
        store=store,
        actor=actor_named(nama),
        now=datetime.now(UTC),
    )


def as_of_now(desk: Desk, nama: str | None = None) -> Desk:
    """The same desk at this moment, and with whoever sits there now; a counter stays open for hours."""
    return replace(desk, now=datetime.now(UTC), actor=desk.actor if nama is None else actor_named(nama))


def actor_named(nama: str) -> str:
    """Under which name a change is recorded."""
    if told := " ".join(nama.split()):
        return told
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a computer that knows no user's name
        return NAMELESS
