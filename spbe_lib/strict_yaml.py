"""Read a YAML file that people wrote: every value as text, every fault at once.

Stock YAML turns ``1.10`` into a float and the key ``no`` into False.
Here a scalar stays the text that was typed, a repeated key is a fault, anchors are refused,
and pydantic checks the shape. Faults name the file, the line and the key, in Indonesian.
"""

import copy
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from spbe_lib.errors import Problem

Key = str | int


class Sheet(BaseModel):
    """Base of the shapes of files: an unknown key is a fault, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Shape = TypeVar("Shape", bound=Sheet)


def _plain_number(text: object) -> object:
    if isinstance(text, str) and text.isdigit() and str(int(text)) != text:
        raise ValueError(f"'{text}' ditulis tidak lazim; tulis {int(text)}")
    return text


NumberKey = Annotated[int, BeforeValidator(_plain_number)]
"""A whole number as key: written in one way only, for ``2`` and ``02`` would be one key."""

_WORDS = {
    "missing": ("isian ini belum ada", "Tambahkan isian itu"),
    "extra_forbidden": ("kunci ini tidak dikenal", "Perbaiki ejaannya atau hapus"),
    "greater_than": ("angka ini harus lebih besar dari nol", "Perbaiki angkanya"),
    "int_parsing": ("bukan bilangan bulat", "Tulis angka, misalnya 3"),
    "bool_parsing": ("bukan ya atau tidak", "Tulis yes atau no"),
    "date_from_datetime_parsing": ("bukan tanggal", "Tulis seperti 2026-11-23"),
    "date_parsing": ("bukan tanggal", "Tulis seperti 2026-11-23"),
    "string_too_short": ("isian ini kosong", "Isi teksnya"),
    "dict_type": ("isi di sini harus berupa pasangan kunci: nilai", "Perbaiki susunannya"),
    "model_type": ("isi di sini harus berupa pasangan kunci: nilai", "Perbaiki susunannya"),
    "list_type": ("isi di sini harus berupa daftar", "Perbaiki susunannya"),
    "tuple_type": ("isi di sini harus berupa daftar", "Perbaiki susunannya"),
    "string_type": ("isi di sini harus berupa satu teks", "Perbaiki susunannya"),
}


class YamlFile:
    """A parsed file that still knows on which line each key stands."""

    def __init__(self, path: Path, root: yaml.Node | None) -> None:
        self.path = path
        self._root = root
        self.problems: list[Problem] = []
        self.content = self._plain(root) if root is not None else {}

    def where(self, keys: Iterable[Key]) -> str:
        """Say where a key stands: ``cycle.yaml baris 4 (edition)``."""
        path = tuple(keys)
        return _place(self.path, self._line(path), path)

    def problem(self, keys: Iterable[Key], what: str, **more: str) -> Problem:
        """Make a problem located at a key of this file."""
        return Problem(where=self.where(keys), what=what, **more)

    def _line(self, path: tuple[Key, ...]) -> int:
        node, line = self._root, 1
        for key in path:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == str(key)), None)
                if pair is None:
                    return line
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
                line = node.start_mark.line + 1
        return line

    def _plain(self, node: yaml.Node, path: tuple[Key, ...] = ()) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(child, (*path, place)) for place, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: tuple[Key, ...]) -> dict[Key, Any]:
        content: dict[Key, Any] = {}
        for key, value in node.value:
            here = (*path, str(key.value))
            if here[-1] in content:
                place = _place(self.path, key.start_mark.line + 1, here)
                self.problems.append(
                    Problem(where=place, what="kunci ini tertulis dua kali", remedy="Hapus salah satunya")
                )
            content[here[-1]] = self._plain(value, here)
        return content


def _place(path: Path, line: int, keys: tuple[Key, ...]) -> str:
    name = ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)
    return f"{path.name} baris {line}" + (f" ({name})" if name else "")


def parse(path: Path) -> YamlFile:
    """Parse a file; what cannot be parsed is one problem in the result, never an exception."""
    empty = YamlFile(path, None)
    try:
        text = path.read_text(encoding="utf-8-sig")
        events = yaml.parse(text, Loader=yaml.CBaseLoader)
        alias = next((event for event in events if isinstance(event, yaml.AliasEvent)), None)
        if alias is not None:
            what, remedy = "jangkar YAML (& dan *) tidak dipakai di sini", "Tulis nilainya lagi di tempat itu"
            place = _place(path, alias.start_mark.line + 1 if alias.start_mark else 1, ())
            empty.problems.append(Problem(where=place, what=what, remedy=remedy))
            return empty
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except OSError:
        empty.problems.append(
            Problem(where=str(path), what="berkas tidak dapat dibuka", remedy="Periksa nama dan letaknya")
        )
    except UnicodeDecodeError:
        empty.problems.append(
            Problem(
                where=path.name, what="berkas bukan teks UTF-8", remedy="Simpan ulang dengan pengodean UTF-8"
            )
        )
    except yaml.YAMLError as fault:
        empty.problems.append(_syntax(path, fault))
    else:
        return YamlFile(path, root)
    return empty


def _syntax(path: Path, fault: yaml.YAMLError) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    place = f"{path.name} baris {mark.line + 1}" if mark else path.name
    return Problem(
        where=place,
        what="susunan YAML tidak terbaca",
        remedy="Periksa titik dua, tanda kutip, dan lekukan pada baris itu dan baris di atasnya",
    )


def shaped(file: YamlFile, shape: type[Shape]) -> Shape | None:
    """Check the shape of a parsed file, adding every fault to ``file.problems``.

    A fault does not hide the next one: the faulty keys are set aside and what is left is looked
    at again, so that a caller can go on checking. It must refuse the file at the end all the same,
    for ``file.problems`` is not empty.

    Returns:
        The content that has the right shape, or None when too little of it is left.
    """
    if file.problems and not file.content:
        return None
    content = copy.deepcopy(file.content)
    try:
        return shape.model_validate(content)
    except ValidationError as faults:
        for error in faults.errors(include_url=False):
            keys = tuple(key for key in error["loc"] if key != "[key]")
            what, remedy = _WORDS.get(error["type"]) or (_own_words(error), "")
            file.problems.append(file.problem(keys, what, remedy=remedy))
            _set_aside(content, keys)
    try:
        return shape.model_validate(content)
    except ValidationError:
        return None


def _set_aside(content: Any, keys: tuple[Key, ...]) -> None:
    *path, last = keys or ("",)
    for key in path:
        content = content.get(key, {}) if isinstance(content, dict) else content[int(key)]
    if isinstance(content, dict):
        content.pop(last, None)


def _own_words(error: Any) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] in ("literal_error", "enum"):
        allowed = error["ctx"]["expected"].replace(" or ", " atau ")
        return f"'{error['input']}' tidak dikenal; yang boleh: {allowed}"
    return f"isi '{error['input']}' tidak dapat dipakai di sini"
