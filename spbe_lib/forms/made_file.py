"""How a page points at a file that was made: at the counters' own server, or at JupyterLab's."""

import os
from html import escape
from pathlib import Path
from urllib.parse import quote

from spbe_lib.forms.look import Safe
from spbe_lib.workspace import Workspace

OUTPUTS = "hasil"
"""Under which word the counters' own server shows the files that were made."""


def link(workspace: Workspace, file: Path, words: str) -> Safe:
    """A link to a page in ``outputs/``, which opens beside the counter.

    Args:
        workspace: Where the file lies.
        file: The page.
        words: What the link says.
    """
    return _link(workspace, file, words, 'target="_blank" rel="noopener"')


def download(workspace: Workspace, file: Path) -> Safe:
    """A link to a file in ``outputs/`` that is to be sent on: it is saved, and never opened here."""
    return _link(workspace, file, file.name, f'download="{escape(file.name)}"')


def _link(workspace: Workspace, file: Path, words: str, way: str) -> Safe:
    place = file.resolve().relative_to(workspace.root)
    if served := os.environ.get("VOILA_BASE_URL"):
        base, parts = f"{served}{OUTPUTS}", place.parts[1:]
    else:
        base, parts = f"{os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')}files", place.parts
    address = "/".join([base, *(quote(part) for part in parts)])
    return Safe(f'<a href="{escape(address)}" {way}>{escape(words)}</a>')


def told_place(workspace: Workspace, file: Path) -> str:
    """Where a file lies, from the workspace on: no machine's path."""
    return file.resolve().relative_to(workspace.root).as_posix()
