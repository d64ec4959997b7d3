"""``spbe reconcile``: values beside a published result, and what explains the difference."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Misuse
from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import NOTHING, Span, read_printed
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.model import Assessment, PublishedResult, Stage
from spbe_lib.reporting.consolidated.reconciliation_document import ReconciliationFacts
from spbe_lib.reporting.consolidated.reconciliation_rows import label, published_in, reconciliation_facts
from spbe_lib.reporting.whole import Whole
from spbe_lib.results.certainty import Certainty, certainty
from spbe_lib.results.reconciliation import reconcile
from spbe_lib.results.scorecard import score
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import open_workspace

_NUMBERED = re.compile(r"([1-9][0-9]?)=(.+)")


@click.command(
    "reconcile", cls=Command, short_help="Bandingkan nilai dengan hasil terbit, cari penyebab bedanya."
)
@click.argument("source", metavar="SIKLUS|BERKAS.yaml")
@click.option("--index", metavar="ANGKA", help="Indeks yang diterbitkan, misalnya 4,31.")
@click.option(
    "--domain", "domains", metavar="NOMOR=ANGKA", multiple=True, help="Nilai domain yang diterbitkan."
)
@click.option(
    "--aspect", "aspects", metavar="NOMOR=ANGKA", multiple=True, help="Nilai aspek yang diterbitkan."
)
def reconcile_results(source: str, index: str | None, domains: Sequence[str], aspects: Sequence[str]) -> None:
    """Bandingkan nilai dengan angka terbit, dan cari perubahan terkecil yang menjelaskan bedanya.

    Nilai diambil dari SIKLUS (tahap terakhir yang lengkap) atau dari BERKAS.yaml seperti pada `spbe score`.
    Angka terbit diambil dari `published` di berkas itu atau di berkas nilai siklus; yang disebut di baris
    perintah menggantikannya. Butir tanpa nilai dibiarkan bebas: disebut tingkat terendah dan tertinggi yang
    masih mungkin menurut angka terbit. Tidak satu pun catatan berubah.

    \b
    Contoh:
      spbe reconcile kab-saya-2025 --index 4,31 --aspect 7=4,60
      spbe reconcile penilaian.yaml
    """  # noqa: D301
    instrument, values, known, whose = _values(source)
    published = _published(instrument, known, index, domains, aspects)
    card = score(instrument, values)
    lines = [f"{instrument.short_name} – {instrument.name}", *instrument.notices, ""]
    found = reconcile(card, values, published)
    if values or found.state == "contradicts":
        lines += _told(reconciliation_facts(card, values, found, whose))
    if len(values) < len(instrument.items) and found.state != "contradicts":
        lines += _proven(instrument, certainty(card, values, published))
    click.echo("\n".join(lines))


def _values(source: str) -> tuple[Instrument, Mapping[str, Span], PublishedResult | None, str]:
    """Edition, values, what was published, and whose values these are."""
    if source.endswith((".yaml", ".yml")):
        assessment = read_assessment(Path(source))
        return load_edition(assessment.edition), assessment.values, assessment.published, _whose(assessment)
    known = open_workspace(Path.cwd()).cycles()
    if source not in known:
        told = f"'{clipped(source)}' bukan siklus dan bukan berkas .yaml."
        raise Misuse(
            f"{told} Yang boleh: nama siklus ({', '.join(known)}), atau berkas seperti penilaian.yaml."
        )
    with desk_of(source, "operator") as desk:
        whole = Whole(cycle=desk.cycle, instrument=desk.instrument, records=desk.store.read())
        published = published_in(whole.records.assessments)
        return desk.instrument, whole.assessment.values, published, whole.stage.label


def _whose(assessment: Assessment) -> str:
    return Stage(assessment.stage).label if assessment.stage else "nilai dalam berkas"


def _published(
    instrument: Instrument,
    known: PublishedResult | None,
    index: str | None,
    domains: Sequence[str],
    aspects: Sequence[str],
) -> PublishedResult:
    """What was published: of the records or the file, and over it what was typed."""
    problems: list[Problem] = []
    base = known or PublishedResult()
    typed = replace(
        base,
        index=base.index if index is None else _figure(instrument, "--index", index, problems),
        domains={**base.domains, **_numbered(instrument, "--domain", domains, problems)},
        aspects={**base.aspects, **_numbered(instrument, "--aspect", aspects, problems)},
    )
    if problems:
        raise InputError(problems)
    if typed.index is None and not typed.domains and not typed.aspects:
        raise Misuse("Belum ada angka terbit. Sebut misalnya --index 4,31 atau --aspect 7=4,60.")
    return typed


def _numbered(
    instrument: Instrument, option: str, typed: Sequence[str], problems: list[Problem]
) -> dict[int, Fraction]:
    parts = instrument.domains if option == "--domain" else instrument.aspects
    numbers, found = [part.number for part in parts], dict[int, Fraction]()
    for each in typed:
        matched, where = _NUMBERED.fullmatch(each.strip()), f"{option} {clipped(each)}"
        if matched is None:
            allowed = f"NOMOR=ANGKA, misalnya {numbers[0]}=4,60" if numbers else "tidak ada domain"
            problems.append(Problem(where=where, what="isian ini tidak terbaca", allowed=allowed))
        elif (number := int(matched[1])) not in numbers:
            between = f"NOMOR=ANGKA dengan nomor {numbers[0]} sampai {numbers[-1]}" if numbers else ""
            allowed = between or "tidak ada domain"
            problems.append(Problem(where=where, what="bagian ini tidak dikenal", allowed=allowed))
        elif number in found:
            what = f"nomor {number} disebut dua kali"
            problems.append(Problem(where=where, what=what, remedy="Hapus salah satunya"))
        else:
            found[number] = _figure(instrument, where, matched[2], problems)
    return found


def _figure(instrument: Instrument, where: str, typed: str, problems: list[Problem]) -> Fraction:
    """A printed figure of the edition: so many decimals, at most the highest level."""
    try:
        figure = read_printed(typed)
    except ValueError:
        figure = Fraction(-1)
    if not 0 <= figure <= instrument.top or (figure * 10**instrument.digits).denominator != 1:
        allowed = f"angka 0 sampai {instrument.top} dengan {instrument.digits} desimal, misalnya 4,31"
        problems.append(Problem(where=where, what=f"'{clipped(typed)}' bukan angka terbit", allowed=allowed))
    return figure


def _told(facts: ReconciliationFacts) -> Iterator[str]:
    yield f"Hitungan dari {facts.whose}"
    rows = [
        (
            row.label,
            row.computed or NOTHING,
            row.published,
            "belum lengkap" if row.agrees is None else "sama" if row.agrees else "BEDA",
        )
        for row in facts.figures
    ]
    yield from _table(("Bagian", "Hitungan", "Terbit", ""), rows)
    yield ""
    yield from facts.verdict
    for number, way in enumerate(facts.ways, 1):
        more = f" – {way.sets} susunan" if len(facts.ways) > 1 and way.sets > 1 else ""
        yield f"  {number}. {'; dan '.join(way.moves)}{more}"
    yield from (f"  - {each}" for each in facts.conflict)


def _proven(instrument: Instrument, proven: Certainty | None) -> Iterator[str]:
    """What is certain of the items without a value."""
    if proven is None:
        yield "Angka terbit saling bertentangan: tidak ada nilai yang menghasilkan semuanya sekaligus."
        return
    digits = instrument.digits
    yield "\nYang pasti menurut angka terbit bagi butir tanpa nilai: tingkat terendah–tertinggi yang mungkin"
    rows = [
        (_codes(instrument, each.items), _levels(each.level, digits), _levels(each.together, digits))
        for each in proven.items
    ]
    yield from _table(("Butir", "Tingkat masing-masing", "Jumlah tingkat"), rows)
    yield ""
    parts = [
        (label(each.part), each.figure.printed(digits), _levels(each.together, digits))
        for each in proven.parts
    ]
    yield from _table(("Bagian", "Nilai", "Jumlah tingkat"), parts)


def _levels(span: Span, digits: int) -> str:
    whole = span.low.denominator == span.high.denominator == 1
    return (
        "–".join(dict.fromkeys(str(end) for end in (span.low, span.high))) if whole else span.printed(digits)
    )


def _codes(instrument: Instrument, codes: Sequence[str]) -> str:
    """Items in short: those that follow each other from first to last."""
    order = {item.code: place for place, item in enumerate(instrument.items)}
    runs: list[list[str]] = []
    for code in codes:
        if runs and order[code] == order[runs[-1][-1]] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        cells = [
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
