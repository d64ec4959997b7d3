"""Which counters a workspace has, and what each is for, as its notebook says it."""

from dataclasses import dataclass

import nbformat

from spbe_lib.errors import WorkspaceError
from spbe_lib.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One counter: the name of its notebook, its title, and in one sentence what it is for."""

    name: str
    title: str
    purpose: str


def counters(workspace: Workspace) -> tuple[Counter, ...]:
    """The counters in their order: the notebooks that begin with two figures. The letters are none.

    Raises:
        WorkspaceError: There is none.
    """
    folder = workspace.letters.parent
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise WorkspaceError(f"{folder.name}/: tidak ada buku catatan loket (01_… sampai 07_…).")
    return tuple(_described(nbformat.read(path, as_version=4), path.stem) for path in found)


def _described(notebook: nbformat.NotebookNode, name: str) -> Counter:
    paragraphs = [line.strip() for line in notebook.cells[0].source.splitlines() if line.strip()]
    title, *rest = paragraphs or [name]
    return Counter(name=name, title=title.lstrip("# "), purpose=rest[0] if rest else "")
