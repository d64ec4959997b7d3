"""A file that is one JSON object, from anybody: opened, and nothing in it believed."""

import json
from collections.abc import Mapping
from typing import Any

from spbe_lib.errors import InputError, Problem

_LARGEST = 5_000_000


def json_object(content: bytes, name: str, kind: str, remedy: str) -> Mapping[str, Any]:
    """The object that a file holds.

    Args:
        content: The file.
        name: Its name, for the sentence.
        kind: What it should be, in words: "berkas jawaban".
        remedy: What to do where it is damaged.

    Raises:
        InputError: It is empty, too large, or no whole object whose every key stands once.
    """
    what = "berkas ini rusak atau terpotong"
    if not content.strip():
        what = "berkas ini kosong"
    elif len(content) > _LARGEST:
        what = f"berkas ini terlalu besar untuk sebuah {kind}"
    else:
        try:
            told = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict):
            return told
    raise InputError([Problem(where=name, what=what, remedy=remedy)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose every key stands once: of two, the reader would see another than the writer."""
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("key")
    return content
