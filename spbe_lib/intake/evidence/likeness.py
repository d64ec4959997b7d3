"""How like the name of a file is to the title of a document; pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

_BY_WORDS = 0.8
_ENOUGH, _AHEAD, _BY_NUMBER, _NEARLY, _TYPING = 0.58, 0.15, 1.0, 0.8, 0.85
_WORDS = re.compile(r"[0-9a-z]+")
_LEAST_NUMBER, _LONGEST = 4, 200
_EMPTY = frozenset(
    {"dan", "di", "ke", "dari", "yang", "untuk", "tentang", "the", "of", "final", "scan", "ttd"}
)

_SHORT_FOR: Mapping[str, str] = {
    "sk": "keputusan",
    "ba": "berita acara",
    "se": "surat edaran",
    "perbup": "peraturan bupati",
    "perwal": "peraturan wali kota",
    "perwali": "peraturan wali kota",
    "pergub": "peraturan gubernur",
    "perda": "peraturan daerah",
    "kepbup": "keputusan bupati",
    "notulen": "notula",
    "screenshot": "tangkapan layar",
}
"""How offices shorten, in the names of files, what a title writes out."""

Key = TypeVar("Key")


def likeness(name: str, title: str, number: str = "", *, sender: str = "") -> float:
    """How probably a file called so is the document, from 0 to 1.

    Words count in any order, for nobody types a whole title; the number of the document alone is enough.
    That letters are alike says little: most words must be the same, or the whole be nearly so.

    Args:
        name: What the file is called.
        title: Title of the document.
        number: Its number.
        sender: Code of the OPD, which many put into the names of their files.

    >>> likeness("Notula rapat", "RKA") < likeness("RKA", "RKA Dinas") < likeness("RKA Dinas", "RKA Dinas")
    True
    """
    words, known = _words(name), _words(title)
    if _holds(words, _words(number)):
        return _BY_NUMBER
    own = set(_words(sender))
    told = [word for word in words if not word.isdecimal() and word not in own]
    if not told:
        return 0.0
    whole = SequenceMatcher(None, " ".join(told)[:_LONGEST], " ".join(known)[:_LONGEST]).ratio()
    shared = sum(any(_alike(word, other) for other in known) for word in told) / len(told)
    return max(whole if whole >= _NEARLY else 0.0, shared * _BY_WORDS)


def clear_winner(scores: Mapping[Key, float]) -> Key | None:
    """The one that is like enough, and clearly more so than every other; None where there is none."""
    ranked = sorted(scores, key=lambda key: -scores[key])
    if not ranked or scores[ranked[0]] < _ENOUGH:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _AHEAD:
        return None
    return ranked[0]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    found = [word for word in _WORDS.findall(plain) if word not in _EMPTY]
    return [part for word in found for part in _SHORT_FOR.get(word, word).split()]


def _alike(word: str, other: str) -> bool:
    if len(word) < _LEAST_NUMBER:
        return word == other
    return other.startswith(word) or SequenceMatcher(None, word, other).ratio() >= _TYPING


def _holds(words: Sequence[str], number: Sequence[str]) -> bool:
    """Whether a name holds the whole number of a document, part by part."""
    if len("".join(number)) < _LEAST_NUMBER or not any(part.isdecimal() for part in number):
        return False
    size = len(number)
    return any(words[at : at + size] == list(number) for at in range(len(words) - size + 1))
