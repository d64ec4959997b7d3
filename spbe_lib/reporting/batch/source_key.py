"""Whether anything changed at all: one number for all that the reports of a cycle are made from.

It only ever saves work. Where it cannot be had, or differs, every report's own input decides.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from spbe_lib.reporting.batch.recipe import digest_of, recipe
from spbe_lib.workspace import Workspace, backups, scenarios


def source_key(workspace: Workspace, name: str) -> str | None:
    """The SHA-256 of a cycle's files and of the recipes of all letters, in hexadecimal.

    Files beside ``cycle.yaml``, the database among them, count by content. Those in its folders are named by
    their content when they come in and never changed; they count by size and time of change.

    Args:
        workspace: Where the cycle lies.
        name: The cycle.

    Returns:
        None while somebody writes to the records, and where a file cannot be read.
    """
    folder = workspace.inputs / name
    if list(folder.glob("*-journal")):
        return None
    try:
        recipes = [recipe(letter.read_bytes()) for letter in sorted(workspace.letters.glob("*.ipynb"))]
        beside = sorted(each for each in folder.iterdir() if each.is_file())
        return digest_of([*recipes, *sorted(_kept(folder))], beside, folder).hex()
    except OSError:
        return None


def _kept(folder: Path) -> Iterator[str]:
    """The files in a cycle's folders that a report may tell of, with size and time of change."""
    apart = {backups(folder).name, scenarios(folder).name}
    for place, folders, files in os.walk(folder):
        if Path(place) == folder:
            folders[:] = [each for each in folders if each not in apart]
            continue
        for name in files:
            known = Path(place, name).stat()
            yield f"{Path(place, name).relative_to(folder).as_posix()} {known.st_size} {known.st_mtime_ns}"
