"""Files that somebody gives to a page: put down as they were sent, or found in a folder of the workspace."""

from collections.abc import Collection
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from spbe_lib.errors import InputError, Problem
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace


def put_down(sent: Any, folder: Path) -> list[Path]:
    """Write the files of an upload under their own names, each upload in a place of its own.

    Args:
        sent: The ``FileUpload``.
        folder: Where they are put down.
    """
    place = Path(mkdtemp(dir=folder))
    files = []
    for number, each in enumerate(sent.value):
        # Two files of one name came from two folders; a name from a browser is no path.
        file = place / str(number) / (Path(str(each["name"]).replace("\\", "/")).name or "berkas")
        file.parent.mkdir()
        file.write_bytes(bytes(each["content"]))
        files.append(file)
    return files


def clear(folder: Path, still_wanted: Collection[Path] = ()) -> None:
    """Throw away what was put down and is not wanted any more: it is kept where it belongs, or refused."""
    for file in folder.rglob("*"):
        if file.is_file() and file not in still_wanted:
            file.unlink()


def folder_in(workspace: Workspace, typed: str) -> Path:
    """A folder or file of the workspace that somebody named.

    Raises:
        InputError: It lies elsewhere: a page opens nothing outside of the workspace.
    """
    place = (workspace.root / typed.strip()).resolve()
    if not place.is_relative_to(workspace.root) or not place.exists():
        what = "tidak ada folder dengan nama ini di ruang kerja"
        remedy = "Salin dahulu kirimannya ke folder di samping inputs/, misalnya kiriman"
        raise InputError([Problem(where=clipped(typed.strip()), what=what, remedy=remedy)])
    return place
