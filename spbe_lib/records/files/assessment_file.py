"""Read an assessment file: an edition and the levels by item, as a policy officer writes them."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span, read_printed
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.model import Assessment, PublishedResult, Stage
from spbe_lib.sheets import Day, Figure, Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import YamlFile, clipped, parse

_EMPTY = {"", "~", "null"}
_LEVEL, _FRACTION = re.compile(r"[0-9]"), re.compile(r"[0-9]{1,4}/[1-9][0-9]{0,3}")
_PRINTED = re.compile(r"[0-9][.,][0-9]+")


def _one_paragraph(text: object) -> object:
    return " ".join(text.split()) if isinstance(text, str) else text


Note = Annotated[Text, BeforeValidator(_one_paragraph)]
"""A text that may run over several lines of the file; read as one paragraph."""


class PublishedSheet(Sheet):
    """Figures that were printed officially."""

    aspects: dict[Whole, Figure] = Field(default_factory=dict)
    domains: dict[Whole, Figure] = Field(default_factory=dict)
    index: Figure | None = None
    predicate: Text | None = None


class AssessmentSheet(Sheet):
    """The keys of an assessment file."""

    edition: Text
    levels: dict[str, str]
    year: Annotated[Whole, Field(ge=2018, le=2100)] | None = None
    stage: Stage | None = None
    as_of: Day | None = None
    source: Text | None = None
    notes: dict[str, Note] = Field(default_factory=dict)
    recommendations: dict[str, Note] = Field(default_factory=dict)
    published: PublishedSheet | None = None


def read_assessment(path: Path) -> Assessment:
    """Read an assessment file.

    Args:
        path: YAML with ``edition`` and ``levels`` (by item: 1–47; in 5/2018 1–34, 35a, 35b, 35c;
            a missing or empty item is unanswered), optionally ``year``, ``stage``, ``as_of``,
            ``source`` and ``published``, and by item ``notes`` and ``recommendations``.

    Returns:
        The assessment. Whole levels and fractions (``7/6``) are exact; in an edition with
        fractional values a decimal (``1,17``) is a printed figure and keeps its half unit.

    Raises:
        InputError: Every fault of the file: key, edition, item, value.
    """
    file = parse(path)
    sheet = shaped(file, AssessmentSheet)
    if sheet is None:
        raise InputError(file.problems)
    if sheet.edition not in edition_codes():
        what = f"peraturan '{clipped(sheet.edition)}' tidak dikenal"
        file.problems.append(file.problem(("edition",), what, allowed=", ".join(edition_codes())))
        raise InputError(file.problems)
    instrument = load_edition(sheet.edition)
    file.problems += level_problems(file, ("levels",), instrument, sheet.levels)
    file.problems += _text_problems(file, instrument, sheet)
    if sheet.published:
        file.problems += published_problems(file, ("published",), instrument, sheet.published)
    if file.problems:
        raise InputError(file.problems)
    published = sheet.published
    return Assessment(
        edition=sheet.edition,
        values=read_values(instrument, sheet.levels),
        notes=sheet.notes,
        recommendations=sheet.recommendations,
        year=sheet.year,
        stage=sheet.stage,
        as_of=sheet.as_of,
        source=sheet.source,
        published=PublishedResult(**dict(published)) if published else None,
    )


def read_values(instrument: Instrument, levels: Mapping[str, str]) -> dict[str, Span]:
    """Read the values of items as a file spells them; one that is left empty is unanswered.

    Raises:
        ValueError: A text is no value of its item.
    """
    items = {item.code: item for item in instrument.items}
    answered = {code: text for code, text in levels.items() if text not in _EMPTY}
    return {code: read_value(instrument, items[code], text) for code, text in answered.items()}


def read_value(instrument: Instrument, item: Item, text: str) -> Span:
    """Read one value as it is written in a file.

    Raises:
        ValueError: The text is no value of this item; the message says, in Indonesian, what is allowed.
    """
    levels = [level.value for level in instrument.indicator(item.indicator).scale.levels]
    low, high = Fraction(levels[0]), Fraction(levels[-1])
    fractional = instrument.level_denominator > 1
    allowed = f"angka bulat {levels[0]} sampai {levels[-1]}"
    if fractional:
        unit, digits = instrument.level_denominator, instrument.digits
        allowed += f", pecahan seperti 7/6 (penyebut membagi {unit})"
        allowed += f", atau angka tercetak {digits} desimal seperti 1,17"
    if _LEVEL.fullmatch(text) or (fractional and _FRACTION.fullmatch(text)):
        span = Span.exactly(Fraction(text))
    elif fractional and _PRINTED.fullmatch(text) and len(text[2:]) == instrument.digits:
        half = Fraction(1, 2 * 10 ** len(text[2:]))
        upper = read_printed(text) + half
        span = Span(max(read_printed(text) - half, low), min(upper, high), open_end=upper <= high)
    else:
        raise ValueError(allowed)
    fits = all((instrument.level_denominator * end).denominator == 1 for end in (span.low, span.high))
    if not fits or not low <= span.low <= span.high <= high:
        raise ValueError(allowed)
    return span


def item_codes(instrument: Instrument) -> str:
    """Name the items of an edition in short, as a refusal does: ``1 sampai 34, 35a, 35b, 35c``."""
    plain = [i.number for i in instrument.indicators if len(i.items) == 1]
    services = [item.code for i in instrument.indicators if len(i.items) > 1 for item in i.items]
    return ", ".join([f"{plain[0]} sampai {plain[-1]}", *services])


def level_problems(
    file: YamlFile, at: tuple[str, ...], instrument: Instrument, levels: Mapping[str, str]
) -> Iterator[Problem]:
    """Faults of levels by item that stand under a key of a file."""
    items, known = {item.code: item for item in instrument.items}, item_codes(instrument)
    for code, text in levels.items():
        if code not in items:
            what = f"{instrument.short_name} tidak mempunyai butir '{clipped(code)}'"
            yield file.problem((*at, code), what, allowed=known)
        elif text not in _EMPTY:
            try:
                read_value(instrument, items[code], text)
            except ValueError as refusal:
                what = f"nilai '{clipped(text)}' tidak dikenal"
                yield file.problem(
                    (*at, code), what, allowed=str(refusal), remedy="Kosongkan bila belum dijawab"
                )


def _text_problems(file: YamlFile, instrument: Instrument, sheet: AssessmentSheet) -> Iterator[Problem]:
    items = {item.code for item in instrument.items}
    for key in ("notes", "recommendations"):
        for code in getattr(sheet, key):
            if code not in items:
                what = f"{instrument.short_name} tidak mempunyai butir '{clipped(code)}'"
                yield file.problem((key, code), what, allowed=item_codes(instrument))


def published_problems(
    file: YamlFile, at: tuple[str, ...], instrument: Instrument, sheet: PublishedSheet
) -> Iterator[Problem]:
    """Faults of printed figures that stand under a key of a file."""
    known = {
        "aspects": {aspect.number for aspect in instrument.aspects},
        "domains": {domain.number for domain in instrument.domains},
    }
    for key, numbers in known.items():
        for number in getattr(sheet, key):
            if number not in numbers:
                what = f"{instrument.short_name} tidak mempunyai nomor {number} di sini"
                yield file.problem((*at, key, str(number)), what)
    figures: list[tuple[tuple[str, ...], Fraction | None]] = [((*at, "index"), sheet.index)]
    for key in known:
        figures += [((*at, key, str(n)), each) for n, each in getattr(sheet, key).items()]
    for keys, figure in figures:
        if figure is not None and (figure * 10**instrument.digits).denominator != 1:
            yield file.problem(
                keys, f"angka terbit tidak tercetak {instrument.digits} desimal; tulis seperti 3,57"
            )
        elif figure is not None and figure > instrument.top:
            yield file.problem(keys, f"angka terbit {figure} lebih besar dari {instrument.top}")
    names = [predicate.name for predicate in instrument.predicates]
    if sheet.predicate is not None and sheet.predicate not in names:
        what = f"predikat '{clipped(sheet.predicate)}' tidak dikenal"
        yield file.problem((*at, "predicate"), what, allowed=", ".join(names))
