"""A page of a kept evidence file as a picture, opened at the cited place; nothing of it is written anywhere.

A file that is broken, locked or made to eat the memory is told in a sentence.
"""

import io
import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.evidence.pdf_drawing import MOST_PIXELS, UndrawnError, as_png, drawn

PICTURES = ("png", "jpg", "gif")
"""Kinds that are shown as they are."""

_LARGEST_PICTURE = 80_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page as people see it.

    Attributes:
        picture: The page as PNG.
        page: Its number, from 1.
        pages: How many there are.
        note: What is to be known: why it is not the cited page; empty when it is.
        size: Width and height of the picture.
    """

    picture: bytes
    page: int
    pages: int
    note: str = ""
    size: tuple[int, int]


def shows(kind: str) -> bool:
    """Whether files of a kind are drawn here; others are handed over as they are."""
    return kind == "pdf" or kind in PICTURES


def cited_view(content: bytes, kind: str, cited: str) -> PageView:
    """A file at the place that was cited.

    Args:
        content: The file.
        kind: What it is, one that ``shows``.
        cited: Page or article as typed.

    Raises:
        InputError: It cannot be shown.
    """
    return _page(content, {"cited": cited}) if kind == "pdf" else _picture(content)


def page_view(content: bytes, page: int, zoom: float = 1.0) -> PageView:
    """A page of a PDF; the nearest one where there is no such page.

    Raises:
        InputError: It cannot be shown.
    """
    return _page(content, {"page": page, "zoom": zoom})


def _page(content: bytes, asked: Mapping[str, Any]) -> PageView:
    try:
        told, picture = drawn(content, asked)
    except UndrawnError as refusal:
        raise _refusal(str(refusal)) from refusal
    width, height = told["size"]
    return PageView(
        picture=picture, page=told["page"], pages=told["pages"], note=told["note"], size=(width, height)
    )


def _picture(content: bytes) -> PageView:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF"))
            if math.prod(picture.size) > _LARGEST_PICTURE:
                raise _refusal("gambar ini terlalu besar untuk ditampilkan di sini")
            side = max(1, int(math.sqrt(MOST_PIXELS)))
            picture.thumbnail((side, side))
            picture = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as fault:
        raise _refusal("gambar ini rusak, sehingga tidak dapat ditampilkan") from fault
    return PageView(picture=as_png(picture), page=1, pages=1, size=picture.size)


def _refusal(what: str) -> InputError:
    remedy = "Unduh dan buka dengan program lain, atau minta OPD mengirim lagi"
    return InputError([Problem(where="data dukung", what=what, remedy=remedy)])
