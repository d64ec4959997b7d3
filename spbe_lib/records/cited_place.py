"""Where a document is cited: which page is meant by "hlm. 3", "12-14" or "Pasal 5"; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PAGE = re.compile(r"(?:\b(?:hlm|hal|halaman|h|p|pg|page)\b\s*\.?\s*|^\s*)([0-9]{1,4})\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(pasal|bab|lampiran|diktum|bagian|butir|romawi)\s+((?:[0-9]{1,3}[a-z]?)|(?:[ivxlc]{1,6})|[a-z])\b",
    re.IGNORECASE,
)
_DICTUM = re.compile(
    r"\b(ke(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPlace:
    """What a citation points to.

    ``page`` counts from 1, None where no number of a page is named; ``words`` is what to look for in the text
    ("Pasal 5"), empty where nothing is.
    """

    page: int | None = None
    words: str = ""


def cited_place(typed: str) -> CitedPlace:
    """Read a page or article as it was typed; the first one where several are named.

    >>> cited_place("hlm. 12-14").page, cited_place("7").page, cited_place("Pasal 5 ayat (2)").words
    (12, 7, 'Pasal 5')
    """
    page, article = _PAGE.search(typed), _ARTICLE.search(typed) or _DICTUM.search(typed)
    words = " ".join(filter(None, article.groups())) if article else ""
    if page and not (article and article.start() <= page.start() < article.end()):
        return CitedPlace(page=int(page[1]) or None, words=words)
    return CitedPlace(words=words)


def page_with(words: str, pages: Iterable[str]) -> int | None:
    """The page (from 1) on which an article begins: as a heading of its own, else where it is first named."""
    named = re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE)
    heading = re.compile(r"^\s*" + named.pattern + r"\s*$", re.IGNORECASE | re.MULTILINE)
    first = None
    for number, text in enumerate(pages, 1):
        if heading.search(text):
            return number
        first = first or (number if named.search(text) else None)
    return first
