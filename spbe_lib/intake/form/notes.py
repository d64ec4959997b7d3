"""What is found wrong or strange in one answer while it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spbe_lib.errors import Problem
from spbe_lib.intake.asking.plain_text import plain
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, HAND_OVER, looks_secret
from spbe_lib.intake.asking.words import text_fault
from spbe_lib.strict_yaml import clipped

AGAIN = "Simpan lagi dari formulirnya"


@dataclass(slots=True, kw_only=True)
class Notes:
    """Where an answer stands, as people find it, and what was noted about it."""

    where: str
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)

    def fault(self, place: str, what: str, allowed: str = "", remedy: str = "") -> None:
        """Note a fault."""
        self.problems.append(Problem(where=self._at(place), what=what, allowed=allowed, remedy=remedy))

    def ask(self, place: str, what: str) -> None:
        """Note something strange that is no fault."""
        self.questions.append(Problem(where=self._at(place), what=what))

    def _at(self, place: str) -> str:
        return f"{self.where}, {place}" if place else self.where


def read_text(notes: Notes, content: Mapping[str, Any], key: str, place: str) -> str:
    """A text as it was typed, without what cannot be seen; empty where it is none, or not acceptable."""
    text = content.get(key, "")
    if not isinstance(text, str):
        notes.fault(place, "isian ini bukan teks", remedy=AGAIN)
        return ""
    if found := text_fault(text, text):
        notes.fault(place, *found)
    elif looks_secret(text):
        notes.fault(place, GIVEN_AWAY, remedy=HAND_OVER)
    else:
        return plain(text)
    return ""


def read_word(notes: Notes, content: Mapping[str, Any], key: str, place: str, allowed: Sequence[str]) -> str:
    """One word of a list, empty where nothing was said."""
    word = content.get(key, "")
    if word == "" or (isinstance(word, str) and word in allowed):
        return str(word)
    notes.fault(place, f"'{clipped(word)}' tidak dikenal", ", ".join(allowed), AGAIN)
    return ""


def known_keys(notes: Notes, content: Mapping[str, Any], known: Sequence[str]) -> None:
    """Tell of what has no place here: it would be lost in silence."""
    for key in content.keys() - set(known):
        notes.fault("", f"bagian '{clipped(key)}' tidak dikenal", remedy=AGAIN)
