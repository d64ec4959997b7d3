"""How people spell a level, a tick, an answer: their word → ours, and nothing else where it is not clear.

Pure, for every kind of file alike. Whoever calls tells the sender what was taken for what, wherever
``plain_spelling`` says that the word was not ours.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from spbe_lib.errors import Problem
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer

_FULL_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_QUOTED = "'\u2018\u2019`"
"""Typed in front of a number so that it stays a text."""

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ORDINALS = ("", "kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan")
_WORDS: Mapping[str, str] = {
    word: str(value) for words in (_DIGITS, _ORDINALS) for value, word in enumerate(words) if word
} | {"pertama": "1"}
_ROMAN: Mapping[str, str] = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_CALLED = re.compile(
    r"(?:tingkat(?: kematangan)?|level|lvl|lv|tk|l)\b ?[.:=]? ?(?:ke ?- ?)?|(?:level|lvl|lv|l)(?=\d)"
)
_FIGURE = re.compile(r"(\d)(?:[.,]0+)?")
_FRACTIONAL = re.compile(r"\d{1,4}/\d{1,4}|\d[.,]\d+")
_TWICE = re.compile(r"(\S+) ?\((\S+)\)")

_MARKS = frozenset("✓✔√☑☒🗸🗹ü")
"""Ticks as signs; the last one is what a tick of the font Wingdings is stored as."""

_YES = frozenset(
    {"ya", "iya", "y", "v", "true", "benar", "sudah", "terpenuhi", "sudah terpenuhi", "memenuhi", *_MARKS}
)
_NO = frozenset({"tidak", "tdk", "belum", "blm", "false", "belum ada", "belum terpenuhi", "tidak terpenuhi"})
TICKED = _YES | {"x", "1"}
"""Words for a requirement that is fulfilled, in lower case."""
_UNTICKED = _NO | {"", "t", "n", "-", "–", "—", "0", "tidak ada", "☐", "□"}

_ANSWERS: Mapping[str, Answer] = {
    **dict.fromkeys(_YES - {"☒"}, Answer.YES),
    **dict.fromkeys(_NO, Answer.NO),
    **{answer.label: answer for answer in Answer},
    "t": Answer.NO,
    **dict.fromkeys(
        ("n/a", "na", "n-a", "n.a", "tb", "t/b", "tdk berlaku", "tidak relevan"), Answer.NOT_APPLICABLE
    ),
}
"""A cross, a figure or a dash says nothing clear where three answers are possible."""


def simple(text: str) -> str:
    """A short text for comparison: one kind of blanks, letters and digits, no full stop at its end."""
    told = " ".join(text.translate(_FULL_WIDTH).casefold().split())
    return told.rstrip(".").rstrip() if len(told) > 1 else told


def level_word(text: str) -> str:
    """The canonical spelling of a whole level; a text that is not understood comes back unchanged.

    >>> [level_word(text) for text in ("Level 3", "tingkat tiga", "L3", "3,0", "3 (tiga)", "4,5", "3-4")]
    ['3', '3', '3', '3', '3', '4,5', '3-4']
    """
    figure = _figure(text)
    return text if figure is None else figure


def level_for(instrument: Instrument, text: str) -> str:
    """The canonical spelling of a level of an edition.

    Where values may lie between two levels, ``2,00`` is a figure that was rounded in print, and not
    the level 2; so figures with a decimal comma and fractions only lose the word before them.
    """
    if instrument.level_denominator > 1:
        bare = _bare(text)
        if _FRACTIONAL.fullmatch(bare):
            return bare
    return level_word(text)


def tick_word(text: str) -> bool | None:
    """Whether a word says that a requirement is fulfilled; None where that is not clear.

    ``ada`` is not: of what a requirement asks of all, there may be some.

    >>> [tick_word(text) for text in ("Ya.", "√", "belum", "", "ada", "sebagian")]
    [True, True, False, False, None, None]
    """
    word = simple(text)
    return True if word in TICKED else False if word in _UNTICKED else None


def answer_word(text: str) -> Answer | None:
    """What a word answers to an obligation; None where that is not clear, or nothing was said.

    >>> answer_word("YA "), answer_word("belum"), answer_word("n/a"), answer_word("x")
    (<Answer.YES: 'yes'>, <Answer.NO: 'no'>, <Answer.NOT_APPLICABLE: 'not_applicable'>, None)
    """
    return _ANSWERS.get(simple(text))


def plain_spelling(text: str, taken: str) -> bool:
    """Whether a word was ours already, but for capitals and blanks: then nothing needs to be told."""
    return " ".join(text.casefold().split()) == taken


def told_in_short(understood: Iterable[Problem]) -> tuple[Problem, ...]:
    """What was understood, each sentence once: at its first place, with the number of further ones."""
    places: dict[str, list[Problem]] = {}
    for each in understood:
        places.setdefault(each.what, []).append(each)
    return tuple(
        replace(first, where=f"{first.where} dan {len(rest)} tempat lain" if rest else first.where)
        for first, *rest in places.values()
    )


def _bare(text: str) -> str:
    """A level without the word before it."""
    word = simple(text).lstrip(_QUOTED).strip()
    return _CALLED.sub("", word, count=1) if _CALLED.match(word) else word


def _figure(text: str) -> str | None:
    bare = _bare(text)
    if twice := _TWICE.fullmatch(bare):
        first, second = _figure(twice[1]), _figure(twice[2])
        return first if first == second else None
    if found := _FIGURE.fullmatch(bare):
        return found[1]
    named = bare != simple(text).lstrip(_QUOTED).strip()
    return _WORDS.get(bare) or (_ROMAN.get(bare) if named else None)
