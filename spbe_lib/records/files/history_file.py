"""Read and write a government's history (*riwayat*): one entry per year, each with its source or empty.

A year names an assessment file beside it or holds its levels itself; what that file says of the published
result need not be said again, and must not be said otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span, printed
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import (
    Note,
    PublishedSheet,
    level_problems,
    published_problems,
    read_assessment,
    read_values,
)
from spbe_lib.records.files.plain_name import plain_name
from spbe_lib.records.files.yaml_text import quoted
from spbe_lib.records.model import Assessment, PublishedResult, Stage
from spbe_lib.records.past_years import Grade, YearResult
from spbe_lib.sheets import Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import YamlFile, clipped, parse

HISTORY_FILE = "riwayat.yaml"
"""The name that a new cycle's history gets; ``history:`` in ``cycle.yaml`` may name another."""

Year = Annotated[Whole, Field(ge=2018, le=2100)]


class YearSheet(PublishedSheet):
    """One year; all is left out where nothing is known."""

    edition: Text | None = None
    assessment: Text | None = None
    levels: dict[str, str] = Field(default_factory=dict)
    source: Text | None = None
    grade: Grade | None = None
    note: Note | None = None


class HistorySheet(Sheet):
    """The keys of a history file."""

    years: dict[Year, YearSheet] = Field(min_length=1)


def read_history(path: Path, problems: list[Problem]) -> tuple[YearResult, ...]:
    """Read a history file, adding every fault of it and of the files that it names to ``problems``.

    Args:
        path: The file, in the cycle's folder.
        problems: Where the faults go; what is returned is only to be used when none came.

    Returns:
        The years, oldest first.
    """
    file = parse(path)
    sheet = shaped(file, HistorySheet)
    years: list[YearResult] = []
    if sheet:
        years = [_year(file, number, each) for number, each in sorted(sheet.years.items())]
    problems += file.problems
    return tuple(years)


def named_files(path: Path) -> tuple[str, ...]:
    """Names of the assessment files that a history file names.

    Raises:
        InputError: It has faults.
    """
    file = parse(path)
    sheet = shaped(file, HistorySheet)
    if sheet is None or file.problems:
        raise InputError(file.problems)
    return tuple(dict.fromkeys(each.assessment for each in sheet.years.values() if each.assessment))


def contradictions(file: YamlFile, at: str, years: Iterable[YearResult], other: Assessment) -> list[Problem]:
    """Where the history says another thing of a year than an assessment that the cycle names itself.

    Args:
        file: ``cycle.yaml``.
        at: The key of it that names the assessment.
        years: The history.
        other: The assessment; what is compared is its final, published result and its levels.
    """
    known = next((each for each in years if each.year == other.year and each.told), None)
    if known is None or other.stage is not Stage.AKHIR:
        return []
    said = [(f"peraturan {known.edition}", f"{other.edition}", known.edition != other.edition)]
    index = other.published.index if other.published else None
    if known.index is not None and index is not None:
        said.append((f"indeks {_figure(known.index)}", _figure(index), known.index != index))
    items = known.values.keys() & other.values.keys()
    if wrong := sorted(code for code in items if known.values[code] != other.values[code]):
        said.append((f"nilai lain untuk butir {', '.join(wrong)}", "yang lain", True))
    return [
        file.problem(
            (at,),
            f"riwayat tahun {known.year} menyebut {mine}, berkas ini {theirs}",
            remedy="Samakan keduanya",
        )
        for mine, theirs, differs in said
        if differs
    ]


def write_history(years: Iterable[YearResult], about: str) -> bytes:
    """A history as a file that ``read_history`` reads; equal content, equal bytes.

    Args:
        years: The years; the files that they name must lie beside it.
        about: What the head of the file says; one line.
    """
    lines = [f"# {about}", "years:"]
    for each in sorted(years, key=lambda each: each.year):
        fields = list(_fields(each))
        lines.append(f"  {each.year}:" if fields else f"  {each.year}: {{}}")
        lines += [f"    {line}" for line in fields]
    return ("\n".join(lines) + "\n").encode()


def _fields(year: YearResult) -> Iterator[str]:
    if year.edition:
        yield f"edition: {year.edition}"
    if year.assessment:
        yield f"assessment: {quoted(year.assessment)}"
    else:
        digits = load_edition(year.edition).digits if year.edition else 2
        for key, figures in (("domains", year.domains), ("aspects", year.aspects)):
            if figures:
                told = (f'{number}: "{printed(each, digits)}"' for number, each in figures.items())
                yield f"{key}: {{{', '.join(told)}}}"
        if year.values:
            yield f"levels: {{{', '.join(_levels(year.values, digits))}}}"
    if year.index is not None:
        yield f'index: "{_figure(year.index)}"'
    for key in ("predicate", "source", "grade", "note"):
        if text := getattr(year, key):
            yield f"{key}: {quoted(text)}"


def level_text(span: Span, digits: int) -> str:
    """A value as a file spells it: a whole level, a fraction, or a printed figure with its digits."""
    return str(span.low) if span.exact is not None else span.printed(digits)


def _levels(values: Mapping[str, Span], digits: int) -> Iterator[str]:
    return (f'{code}: "{level_text(span, digits)}"' for code, span in values.items())


def _figure(figure: Fraction) -> str:
    return printed(figure, 2)


def _year(file: YamlFile, number: int, sheet: YearSheet) -> YearResult:
    at = ("years", str(number))
    told = _assessment(file, at, number, sheet)
    edition = _edition(file, at, sheet, told)
    published = told.published or PublishedResult() if told else PublishedResult()
    if edition:
        file.problems += level_problems(file, (*at, "levels"), edition, sheet.levels)
        file.problems += published_problems(file, at, edition, sheet)
    known = {key: _agreed(file, at, key, sheet, published) for key in ("index", "predicate")}
    result = YearResult(
        year=number,
        edition=edition.code if edition else None,
        index=known["index"],
        predicate=known["predicate"],
        domains=sheet.domains or published.domains,
        aspects=sheet.aspects or published.aspects,
        values=told.values if told else _inline(file, edition, sheet),
        assessment=sheet.assessment,
        source=sheet.source or (told.source if told else None),
        grade=sheet.grade,
        note=sheet.note,
    )
    unnamed = sheet.edition is None and sheet.assessment is None
    file.problems += _year_problems(file, at, edition, result, unnamed=unnamed)
    return result


def _assessment(file: YamlFile, at: tuple[str, ...], number: int, sheet: YearSheet) -> Assessment | None:
    """The assessment file that a year names; its own faults are told with those of the history."""
    name = sheet.assessment
    if name is None:
        return None
    if sheet.levels:
        what = "tahun ini menyebut assessment dan levels sekaligus"
        file.problems.append(file.problem((*at, "levels"), what, remedy="Sisakan salah satunya"))
    if not plain_name(file, (*at, "assessment"), name):
        return None
    try:
        told = read_assessment(file.path.parent / name)
    except InputError as faults:
        file.problems += faults.problems
        return None
    if told.year != number:
        what = f"{clipped(name)} berisi tahun {told.year or 'yang tidak disebut'}, bukan {number}"
        file.problems.append(file.problem((*at, "assessment"), what, remedy="Sebut berkas tahun itu"))
    if told.stage is not Stage.AKHIR:
        what = f"{clipped(name)} bukan nilai akhir (stage: akhir)"
        file.problems.append(file.problem((*at, "assessment"), what, remedy="Sebut hasil akhirnya"))
    return told


def _edition(
    file: YamlFile, at: tuple[str, ...], sheet: YearSheet, told: Assessment | None
) -> Instrument | None:
    code = sheet.edition or (told.edition if told else None)
    if code is None:
        return None
    if code not in edition_codes():
        what = f"peraturan '{clipped(code)}' tidak dikenal"
        file.problems.append(file.problem((*at, "edition"), what, allowed=", ".join(edition_codes())))
        return None
    if told and told.edition != code:
        what = f"peraturan '{code}' berbeda dari '{told.edition}' pada {clipped(sheet.assessment)}"
        file.problems.append(file.problem((*at, "edition"), what, remedy="Samakan keduanya"))
        return None
    return load_edition(code)


def _agreed(
    file: YamlFile, at: tuple[str, ...], key: str, sheet: YearSheet, published: PublishedResult
) -> Any:
    """What the year or its assessment file says; both must say the same."""
    mine, theirs = getattr(sheet, key), getattr(published, key)
    if mine is not None and theirs is not None and mine != theirs:
        what = f"isinya lain daripada angka terbit pada {clipped(sheet.assessment)}"
        file.problems.append(file.problem((*at, key), what, remedy="Samakan, atau hapus di sini"))
    return theirs if mine is None else mine


def _inline(file: YamlFile, edition: Instrument | None, sheet: YearSheet) -> Mapping[str, Span]:
    return read_values(edition, sheet.levels) if edition and not file.problems else {}


def _year_problems(
    file: YamlFile, at: tuple[str, ...], edition: Instrument | None, year: YearResult, *, unnamed: bool
) -> Iterator[Problem]:
    figures = (year.index, year.predicate, *year.domains, *year.aspects, *year.values)
    known = any(each is not None for each in figures)
    if known and unnamed:
        yield file.problem(at, "peraturan tahun ini belum disebut", remedy="Tambahkan edition")
    for key in ("source", "grade"):
        if known and getattr(year, key) is None:
            remedy = f"Tambahkan {key}, atau kosongkan angkanya"
            yield file.problem(at, f"tahun ini memuat angka tanpa {key}", remedy=remedy)
    if edition and year.index is not None and year.predicate is not None:
        yield from _predicate_problems(file, at, edition, year.index, year.predicate)


def _predicate_problems(
    file: YamlFile, at: tuple[str, ...], edition: Instrument, index: Fraction, predicate: str
) -> Iterator[Problem]:
    """A printed index may stand for one that is half a unit lower or higher; on no basis for more."""
    half = Fraction(1, 2 * 10**edition.digits)
    possible = {edition.predicate(max(index - half, Fraction(0))).name, edition.predicate(index).name}
    possible.add(edition.predicate_below(index + half).name)
    if predicate in {each.name for each in edition.predicates} - possible:
        what = f"predikat {predicate} tidak mungkin pada indeks {printed(index, edition.digits)}"
        yield file.problem((*at, "predicate"), what, allowed=" atau ".join(sorted(possible)))
