"""Load what one regulation made of the indicators of another: YAML → Concordance, or all faults at once.

The files hold numbers and sources only; every name is that of the editions.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from spbe_lib.errors import EditionError, Problem
from spbe_lib.law.continuity import (
    Concordance,
    Confidence,
    Continuity,
    Kind,
    Line,
    Source,
    chained,
    unchanged,
)
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.sheets import Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import YamlFile, clipped, parse
from spbe_lib.workspace import CONCORDANCES

Side = Literal["before", "after"]
_SIDES: tuple[Side, ...] = ("before", "after")
_SEVERAL = "dua atau lebih"
_WANTED: Mapping[Kind, tuple[str, str]] = {
    Kind.SAME: ("satu", "satu"),
    Kind.RENAMED: ("satu", "satu"),
    Kind.SPLIT: ("satu", _SEVERAL),
    Kind.MERGED: (_SEVERAL, "satu"),
    Kind.NEW: ("tidak ada", "satu atau lebih"),
    Kind.DROPPED: ("satu atau lebih", "tidak ada"),
}
"""How many indicators each kind has on either side."""


class SourceSheet(Sheet):
    """A source, and whether it is an inference."""

    text: Text
    inferred: bool


class LineSheet(Sheet):
    """One line of the concordance."""

    kind: Kind
    before: tuple[Whole, ...] = ()
    after: tuple[Whole, ...] = ()
    source: Text
    confidence: Confidence
    note: Text | None = None


class ConcordanceSheet(Sheet):
    """The keys of a concordance file."""

    before: Text
    after: Text
    notice: Text
    sources: dict[str, SourceSheet] = Field(min_length=1)
    lines: tuple[LineSheet, ...]


@cache
def load_concordances() -> tuple[Concordance, ...]:
    """All bundled concordances, in the order of their file names.

    Raises:
        EditionError: A file has faults, all of them listed.
    """
    return tuple(read_concordance(path) for path in sorted(CONCORDANCES.glob("*.yaml")))


@cache
def continuity_between(before: str, after: str) -> Continuity | None:
    """From one edition to another, over as many concordances as it takes; None where no way leads there.

    Args:
        before: Code of the older edition.
        after: Code of the newer one; the same code gives the edition itself, unchanged.

    Raises:
        EditionError: An edition is not known, or a file has faults.
    """
    if before == after:
        return unchanged(load_edition(after))
    way, here = list[Concordance](), before
    following = {each.before.code: each for each in load_concordances()}
    while here != after:
        step = following.pop(here, None)
        if step is None:
            return None
        way.append(step)
        here = step.after.code
    return chained(way)


def read_concordance(path: Path) -> Concordance:
    """Read one concordance file, ``<before>--<after>.yaml``.

    Raises:
        EditionError: Every fault: unknown keys, editions, sources, kinds and indicators, an indicator that
            stands nowhere or twice, a kind with the wrong number of indicators on a side.
    """
    file = parse(path)
    sheet = shaped(file, ConcordanceSheet)
    if sheet is None:
        raise EditionError(file.problems)
    file.problems += _edition_problems(file, sheet)
    known = {side: _edition(getattr(sheet, side)) for side in _SIDES}
    for place, line in enumerate(sheet.lines):
        file.problems += _line_problems(file, ("lines", place), line, sheet)
    for side, instrument in known.items():
        if instrument:
            file.problems += _account(file, sheet, side, instrument)
    before, after = known["before"], known["after"]
    if before and after:
        for place, line in enumerate(sheet.lines):
            file.problems += _pair_problems(file, ("lines", place), line, before, after)
    if file.problems or before is None or after is None:
        raise EditionError(file.problems)
    sources = {name: Source(**dict(each)) for name, each in sheet.sources.items()}
    lines = tuple(
        Line(
            kind=each.kind,
            before=each.before,
            after=each.after,
            source=sources[each.source],
            confidence=each.confidence,
            note=each.note,
        )
        for each in sheet.lines
    )
    return Concordance(before=before, after=after, notice=sheet.notice, lines=lines)


def _edition(code: str) -> Instrument | None:
    return load_edition(code) if code in edition_codes() else None


def _edition_problems(file: YamlFile, sheet: ConcordanceSheet) -> Iterator[Problem]:
    for side in _SIDES:
        code = getattr(sheet, side)
        if code not in edition_codes():
            what = f"peraturan '{clipped(code)}' tidak dikenal"
            yield file.problem((side,), what, allowed=", ".join(edition_codes()))
    if sheet.before == sheet.after:
        what = "padanan menghubungkan peraturan dengan dirinya sendiri"
        yield file.problem(("after",), what, remedy="Sebut peraturan berikutnya")
    elif file.path.stem != f"{sheet.before}--{sheet.after}":
        what = "nama berkas bukan nama kedua peraturannya"
        yield file.problem((), what, remedy=f"Namai {clipped(sheet.before)}--{clipped(sheet.after)}.yaml")


def _line_problems(
    file: YamlFile, at: tuple[str | int, ...], line: LineSheet, sheet: ConcordanceSheet
) -> Iterator[Problem]:
    if line.source not in sheet.sources:
        what = f"sumber '{clipped(line.source)}' tidak ada di sources"
        yield file.problem((*at, "source"), what, allowed=", ".join(sheet.sources))
    for side, wanted in zip(_SIDES, _WANTED[line.kind], strict=True):
        count = len(getattr(line, side))
        right = {"tidak ada": count == 0, "satu": count == 1, _SEVERAL: count > 1}.get(wanted, count > 0)
        if not right:
            what = f"'{line.kind}' ({line.kind.label}) menyebut {count} indikator pada {side}"
            yield file.problem((*at, side) if count else at, what, allowed=wanted)


def _account(
    file: YamlFile, sheet: ConcordanceSheet, side: Side, instrument: Instrument
) -> Iterator[Problem]:
    """Every indicator of a side stands in exactly one line."""
    numbers = [each.number for each in instrument.indicators]
    told = Counter(number for line in sheet.lines for number in getattr(line, side))
    seen = set[int]()
    for place, line in enumerate(sheet.lines):
        for spot, number in enumerate(getattr(line, side)):
            at = ("lines", place, side, spot)
            if number not in numbers:
                what = f"{instrument.short_name} tidak mempunyai indikator '{number}'"
                yield file.problem(at, what, allowed=f"{numbers[0]} sampai {numbers[-1]}")
            elif number in seen:
                what = f"indikator {number} {instrument.short_name} tertulis {told[number]} kali"
                yield file.problem(at, what, remedy="Setiap indikator hanya pada satu baris")
            seen.add(number)
    if left := [str(number) for number in numbers if number not in told]:
        what = f"indikator {', '.join(left)} {instrument.short_name} belum tertulis"
        remedy = f"Tambahkan; yang tidak sepadan ditulis {Kind.DROPPED if side == 'before' else Kind.NEW}"
        yield file.problem(("lines",), what, remedy=remedy)


def _pair_problems(
    file: YamlFile, at: tuple[str | int, ...], line: LineSheet, before: Instrument, after: Instrument
) -> Iterator[Problem]:
    """What is said to be comparable is given a level in the same way: as often, and from evidence or not."""
    known = {
        side: {each.number: each for each in instrument.indicators}
        for side, instrument in zip(_SIDES, (before, after), strict=True)
    }
    old = [known["before"][number] for number in line.before if number in known["before"]]
    new = [known["after"][number] for number in line.after if number in known["after"]]
    if not line.kind.comparable or len(old) != 1 or len(new) != 1:
        return
    if len(old[0].items) != len(new[0].items):
        what = f"yang satu dinilai sebagai {len(old[0].items)} butir, yang lain {len(new[0].items)} butir"
        yield file.problem(at, what, remedy=f"Butirnya tidak sepadan; pakai {Kind.SPLIT} atau {Kind.MERGED}")
    if (old[0].external_index is None) != (new[0].external_index is None):
        what = "salah satunya diambil dari indeks lain, yang lain dari bukti"
        remedy = f"Nilainya tidak sepadan; pakai {Kind.NEW} dan {Kind.DROPPED}"
        yield file.problem(at, what, remedy=remedy)
