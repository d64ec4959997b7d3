"""Parse a YAML file that people wrote: every value as the text that was typed, and on which line.

Stock YAML turns ``1.10`` into a float and the key ``no`` into False; here both stay text.
A repeated key is a fault; anchors, keys that are no text, and files beyond any honest size are refused.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from spbe_lib.errors import Problem

Key = str | int

_LARGEST, _DEEPEST, _LONGEST = 1_000_000, 16, 60
_TOO_LARGE = ("berkas lebih besar dari 1 MB", "Periksa apakah ini berkas yang benar")
_TOO_DEEP = (f"susunannya lebih dari {_DEEPEST} tingkat", "Periksa apakah ini berkas yang benar")
_ANCHOR = ("jangkar YAML (& dan *) tidak dipakai di sini", "Tulis nilainya lagi di tempat itu")
_NOT_TEXT = ("kunci di sini bukan teks", "Tulis kunci: nilai, satu pasang satu baris")
_TWICE = ("kunci ini tertulis dua kali", "Hapus salah satunya")
_SYNTAX = (
    "susunan YAML tidak terbaca",
    "Periksa titik dua, tanda kutip, dan lekukan pada baris itu dan baris di atasnya",
)


class YamlFile:
    """A parsed file: its content as text, dicts and lists, its faults, and the line of every key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: Any = {}
        self.problems: list[Problem] = []
        self._lines: dict[tuple[Key, ...], int] = {}

    def where(self, keys: Iterable[Key] = ()) -> str:
        """Say where a key stands: ``cycle.yaml baris 4 (edition)``."""
        path = tuple(keys)
        name = ".".join(str(key + 1) if isinstance(key, int) else clipped(key) for key in path)
        known = path
        while known not in self._lines and known:
            known = known[:-1]
        return f"{self.path.name} baris {self._lines.get(known, 1)}" + (f" ({name})" if name else "")

    def problem(self, keys: Iterable[Key], what: str, *, allowed: str = "", remedy: str = "") -> Problem:
        """Make a problem located at a key of this file."""
        return Problem(where=self.where(keys), what=what, allowed=allowed, remedy=remedy)

    def take(self, root: yaml.Node | None) -> None:
        """Take over a composed document, noting lines and repeated keys."""
        self.content = {} if root is None else self._plain(root, ())

    def _plain(self, node: yaml.Node, path: tuple[Key, ...]) -> Any:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(child, (*path, place)) for place, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: tuple[Key, ...]) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                _refuse(self, f"{self.path.name} baris {key.start_mark.line + 1}", _NOT_TEXT)
                continue
            here = (*path, key.value)
            self._lines[here] = key.start_mark.line + 1
            if key.value in content:
                _refuse(self, self.where(here), _TWICE)
            content[key.value] = self._plain(value, here)
        return content


def clipped(text: object) -> str:
    """Repeat what somebody typed, short and on one line, whatever it holds."""
    shown = "".join(sign if sign.isprintable() else "·" for sign in str(text)[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def parse(path: Path) -> YamlFile:
    """Parse a file; what cannot be parsed is a problem of the result, never an exception."""
    file = YamlFile(path)
    try:
        if path.stat().st_size > _LARGEST:
            _refuse(file, path.name, _TOO_LARGE)
            return file
        text = path.read_text(encoding="utf-8-sig")
        if _acceptable(file, text):
            file.take(yaml.compose(text, Loader=yaml.CBaseLoader))
    except OSError:
        _refuse(file, str(path), ("berkas tidak dapat dibuka", "Periksa nama dan letaknya"))
    except UnicodeDecodeError:
        _refuse(file, path.name, ("berkas bukan teks UTF-8", "Simpan ulang dengan pengodean UTF-8"))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        _refuse(file, f"{path.name} baris {mark.line + 1}" if mark else path.name, _SYNTAX)
    return file


def _acceptable(file: YamlFile, text: str) -> bool:
    """Look at the stream before anything is built from it: no anchors, no bottomless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        fault = _ANCHOR if getattr(event, "anchor", None) else _TOO_DEEP if depth > _DEEPEST else None
        if fault:
            _refuse(file, f"{file.path.name} baris {line}", fault)
            return False
    return True


def _refuse(file: YamlFile, where: str, words: tuple[str, str]) -> None:
    file.problems.append(Problem(where=where, what=words[0], remedy=words[1]))
