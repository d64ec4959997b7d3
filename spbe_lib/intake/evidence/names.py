"""What the name of an evidence file says: for which indicator, level and requirement, and what it is.

Pure. ``13_L3_notula.pdf``, ``13.2.1 SK.pdf``, ``Indikator 13 - RKA.pdf``, ``Indikator 13/3.1 RKA.pdf``. A
number that may as well be a date or the number of a letter says nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

_GAP = r"[\s._\-–—()\[\]]*"
_END = r"(?![0-9a-z])"
_START = r"(?<![0-9a-z])"
_CODE = re.compile(rf"{_START}i0*(\d{{1,2}})[\s._-]?l(\d)[\s._-]?(\d{{1,2}}){_END}", re.IGNORECASE)
_WORD = re.compile(rf"{_START}(?:indikator|ind){_GAP}0*(\d{{1,2}})([a-c]?){_END}", re.IGNORECASE)
_SHORT = re.compile(rf"i[\s._-]?0*(\d{{1,2}})([a-c]?){_END}", re.IGNORECASE)
_BARE = re.compile(rf"0*(\d{{1,2}})([a-c]?){_END}", re.IGNORECASE)
_LEVEL = re.compile(rf"(?:level|lvl|lv|tingkat|tk|l)[\s._-]?(\d)(?:[.-]0*(\d{{1,2}}))?{_END}", re.IGNORECASE)
_STEPS = re.compile(rf"(?:syarat{_GAP})?(\d)\.(\d{{1,2}}){_END}", re.IGNORECASE)
_NEXT_STEPS = re.compile(rf"\.(\d)(?:\.([1-9]\d?))?{_END}")
_MONTHS = "jan|feb|mar|apr|mei|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|des|dec"
_NO_INDICATOR = re.compile(
    rf"{_GAP}(?:tahun|thn|th|{_MONTHS})[a-z]*{_END}|[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d){_END}|[./-]\d{{4}}{_END}",
    re.IGNORECASE,
)
_COPY = re.compile(r"(?:\s*\(\d{1,2}\)|\s*-\s*(?:copy|salin(?:an)?))+$", re.IGNORECASE)
"""What file managers add to a second copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name says.

    Attributes:
        indicator: Number of the indicator; None where it names none.
        letter: The service of the indicator (``a`` in 35a); empty where it names none.
        level: The level; None where it names none.
        place: The place of the requirement within the level, from 1; None where it names none.
        explicit: Whether it says in words or by a code that the number is an indicator's.
        rest: What remains of the name: what the file is.
        unclear: Why nothing can be said, in Indonesian; empty where it can.
    """

    indicator: int | None = None
    letter: str = ""
    level: int | None = None
    place: int | None = None
    explicit: bool = False
    rest: str = ""
    unclear: str = ""


def named(path: str) -> tuple[Named, ...]:
    """Read the name of a file with its folders: one reading, or one for each requirement code in it.

    >>> [(each.indicator, each.level, each.place, each.rest) for each in named("13.2.1 SK Tim.pdf")]
    [(13, 2, 1, 'SK Tim')]
    """
    *folders, name = PurePosixPath(unicodedata.normalize("NFKC", path)).parts or ("",)
    around = _around(folders)
    stem = PurePosixPath(name).stem if PurePosixPath(name).suffix else name
    if codes := list(_CODE.finditer(stem)):
        rest = _cleaned(_CODE.sub(" ", stem))
        return tuple(
            replace(_agreed(around, _code(each)), rest=rest)
            for each in {each.groups(): each for each in codes}.values()
        )
    return (_agreed(around, _of_file(stem, around)),)


def _code(found: re.Match[str]) -> Named:
    return Named(indicator=int(found[1]), level=int(found[2]), place=int(found[3]), explicit=True)


def _around(folders: Sequence[str]) -> Named:
    """What the folders say; the innermost that names an indicator or a level counts."""
    around = Named()
    for folder in folders:
        if codes := _CODE.search(folder):
            around = _code(codes)
        elif (said := _lead(folder)).indicator is not None:
            clash = around.explicit and said.explicit and around.indicator != said.indicator
            unclear = "dua folder menyebut indikator yang berbeda" if clash else ""
            around = replace(said, rest="", unclear=around.unclear or unclear)
        elif found := _STEPS.match(folder.strip()) or _LEVEL.match(folder.strip()):
            around = replace(around, level=int(found[1]), place=int(found[2]) if found[2] else None)
    return around


def _of_file(stem: str, around: Named) -> Named:
    """What the name of the file itself says, given what its folders say."""
    text = stem.strip()
    if around.indicator is not None:
        if _three_steps(text):
            return _lead(text)
        if found := _STEPS.match(text) or _LEVEL.match(text):
            place = int(found[2]) if found[2] else None
            return Named(level=int(found[1]), place=place, rest=_cleaned(text[found.end() :]))
        said = _lead(text)
        # A bare number in an indicator's own folder merely counts its files.
        return said if said.explicit or said.indicator == around.indicator else _counted(text)
    said = _lead(text)
    return said if said.indicator is not None or said.unclear else Named(rest=_cleaned(text))


def _three_steps(text: str) -> bool:
    found = _BARE.match(text)
    steps = _NEXT_STEPS.match(text, found.end()) if found else None
    return bool(steps and steps[2])


def _counted(text: str) -> Named:
    found = _BARE.match(text)
    return Named(rest=_cleaned(text[found.end() :] if found else text) or _cleaned(text))


def _lead(text: str) -> Named:
    """An indicator at the head of a text (or anywhere, if it is called so), and the level behind it."""
    text = text.strip()
    word = _WORD.search(text)
    found = word or _SHORT.match(text) or _BARE.match(text)
    if found is None:
        return Named()
    explicit = bool(word or _SHORT.match(text))
    if not explicit and _NO_INDICATOR.match(text, found.end()):
        return Named(
            rest=_cleaned(text),
            unclear="angka di awal nama dapat berarti tanggal atau nomor surat, bukan indikator",
        )
    level, place, end = _behind(text, found.end())
    if not explicit and len(found[0]) == 1 and text[found.end() :][:1] == "." and level and not place:
        unclear = f"{text[:end]} dapat berarti indikator {found[0]} tingkat {level}, atau suatu syarat"
        return Named(rest=_cleaned(text), unclear=unclear)
    rest = (
        text[end:]
        if not word or not text[: found.start()].strip()
        else f"{text[: found.start()]} {text[end:]}"
    )
    return Named(
        indicator=int(found[1]),
        letter=found[2].lower(),
        level=level,
        place=place,
        explicit=explicit,
        rest=_cleaned(rest),
    )


def _behind(text: str, at: int) -> tuple[int | None, int | None, int]:
    """Level and place that stand right behind an indicator, and where they end."""
    if steps := _NEXT_STEPS.match(text, at):
        return int(steps[1]), int(steps[2]) if steps[2] else None, steps.end()
    gap = re.compile(_GAP).match(text, at)
    start = gap.end() if gap else at
    if found := _LEVEL.match(text, start) or (_STEPS.match(text, start) if start > at else None):
        return int(found[1]), int(found[2]) if found[2] else None, found.end()
    return None, None, at


def _agreed(around: Named, said: Named) -> Named:
    """What folders and name say together; where they contradict each other, nothing."""
    if around.unclear or said.unclear:
        return replace(said, indicator=None, unclear=around.unclear or said.unclear)
    if said.indicator is None:
        return replace(
            said,
            indicator=around.indicator,
            letter=around.letter,
            level=said.level or around.level,
            place=said.place if said.level else around.place,
        )
    if around.indicator not in (None, said.indicator):
        clash = f"folder menyebut indikator {around.indicator}, nama berkas {said.indicator}"
        return replace(said, indicator=None, unclear=clash)
    if said.level is None:
        return replace(said, level=around.level, place=around.place, letter=said.letter or around.letter)
    return said


def _cleaned(text: str) -> str:
    """What a file is called, without what parts it from the number before it."""
    return " ".join(_COPY.sub("", text).replace("_", " ").split()).strip(" -–—.[]")
