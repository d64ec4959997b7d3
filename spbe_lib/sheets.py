"""The shape of files that people write: which keys, which kinds of text, and every fault at once.

pydantic checks the shape; what it finds is told in Indonesian, with file, line and key.
"""

import copy
import re
import unicodedata
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from spbe_lib.figures import read_printed
from spbe_lib.strict_yaml import Key, YamlFile, clipped

_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")
_WHOLE, _DAY = re.compile(r"0|[1-9][0-9]{0,8}"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Sheet(BaseModel):
    """Base of the shapes of files: an unknown key is a fault, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Shape = TypeVar("Shape", bound=Sheet)


def _whole(text: object) -> object:
    if not _WHOLE.fullmatch(str(text)):
        raise ValueError(f"'{clipped(text)}' bukan bilangan bulat; tulis seperti 3")
    return text


def _day(text: object) -> object:
    if not _DAY.fullmatch(str(text)):
        raise ValueError(f"'{clipped(text)}' bukan tanggal; tulis seperti 2026-11-23")
    return text


def _figure(text: object) -> Fraction:
    try:
        return read_printed(str(text))
    except ValueError:
        raise ValueError(f"'{clipped(text)}' bukan angka tercetak; tulis seperti 3,57") from None


def _number(text: object) -> Fraction:
    if not _NUMBER.fullmatch(str(text)):
        raise ValueError(f'\'{clipped(text)}\' bukan bilangan; tulis seperti "1.30" atau "20/6"')
    return Fraction(str(text))


def is_readable(text: str) -> bool:
    """Whether a text holds no sign that hides or turns what stands beside it."""
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in text)


def _readable(text: object) -> object:
    if not is_readable(str(text)):
        raise ValueError("isian ini memuat tanda kendali yang tidak terlihat; ketik ulang teksnya")
    return text


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number, spelled in one way only: ``2``, never ``02``, ``2.0`` or ``2_0``."""

Day = Annotated[date, BeforeValidator(_day)]
"""A date as year-month-day."""

Figure = Annotated[Fraction, BeforeValidator(_figure)]
"""A figure as printed, with comma or dot."""

Number = Annotated[Fraction, BeforeValidator(_number)]
"""An exact number: a decimal or a fraction."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), BeforeValidator(_readable)]
"""Text with something to read in it, and nothing that hides or turns what stands beside it."""

_WORDS = {
    "missing": ("isian ini belum ada", "Tambahkan isian itu"),
    "extra_forbidden": ("kunci ini tidak dikenal", "Perbaiki ejaannya atau hapus"),
    "greater_than": ("angka ini harus lebih besar dari nol", "Perbaiki angkanya"),
    "bool_parsing": ("bukan ya atau tidak", "Tulis yes atau no"),
    "date_from_datetime_parsing": ("tanggal ini tidak ada", "Periksa bulan dan harinya"),
    "date_parsing": ("tanggal ini tidak ada", "Periksa bulan dan harinya"),
    "string_too_short": ("isian ini kosong", "Isi teksnya"),
    "dict_type": ("isi di sini harus berupa pasangan kunci: nilai", "Perbaiki susunannya"),
    "model_type": ("isi di sini harus berupa pasangan kunci: nilai", "Perbaiki susunannya"),
    "list_type": ("isi di sini harus berupa daftar", "Perbaiki susunannya"),
    "tuple_type": ("isi di sini harus berupa daftar", "Perbaiki susunannya"),
    "string_type": ("isi di sini harus berupa satu teks", "Perbaiki susunannya"),
}


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
    whole = content
    for key in path:
        content = content.get(key, {}) if isinstance(content, dict) else content[int(key)]
    if isinstance(content, dict) and last in content:
        content.pop(last)
    elif path:
        # A part that lacks something cannot be mended by leaving more away.
        whole.pop(path[0], None)


def _own_words(error: Any) -> str:
    given, context = clipped(error["input"]), error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] in ("literal_error", "enum"):
        allowed = context["expected"].replace(" or ", " atau ")
        return f"'{given}' tidak dikenal; yang boleh: {allowed}"
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        bound = f"paling kecil {context['ge']}" if "ge" in context else f"paling besar {context['le']}"
        return f"'{given}' di luar batas; {bound}"
    return f"isi '{given}' tidak dapat dipakai di sini"
