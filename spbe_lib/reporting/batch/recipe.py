"""What a report is made with, as one number: letter, templates, regulations, code and libraries.

Equal input and equal recipe give equal bytes; a report whose recipe changed is made again.
"""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from spbe_lib.workspace import PACKAGE

_LIBRARIES = ("babel", "ipykernel", "ipython", "jinja2", "matplotlib", "mistune", "nbclient", "nbconvert")
_MORE_LIBRARIES = ("nbformat", "numpy", "pandas", "papermill", "pydantic")
"""Whose work can be seen on a page or in an executed copy."""

_SOURCES = {".py", ".yaml", ".csv", ".j2", ".css", ".js", ".json"}
_ELSEWHERE = {"cli", "forms"}
"""Rooms in which no report is made."""


def recipe(letter: bytes) -> str:
    """The SHA-256, in hexadecimal, of all that a report is made with but its input.

    Args:
        letter: The report notebook, as it lies there.
    """
    return hashlib.sha256(_kitchen() + hashlib.sha256(letter).digest()).hexdigest()


@cache
def _kitchen() -> bytes:
    """What is the same for all letters; a process that runs does not notice a change of its own code."""
    files = sorted(
        each for each in PACKAGE.rglob("*") if each.suffix in _SOURCES and _room(each) not in _ELSEWHERE
    )
    versions = [f"{name} {version(name)}" for name in (*_LIBRARIES, *_MORE_LIBRARIES)]
    return digest_of([sys.version, *versions], files, PACKAGE)


def _room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0]


def digest_of(words: Iterable[str], files: Iterable[Path], root: Path) -> bytes:
    """The SHA-256 of words, and of files by their place under ``root`` and their content."""
    found = hashlib.sha256()
    for word in words:
        found.update(hashlib.sha256(word.encode()).digest())
    for file in files:
        found.update(hashlib.sha256(file.relative_to(root).as_posix().encode()).digest())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.digest()
