"""``spbe compare``: where one institution stands among the published results, and who stands beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import click

from spbe_lib.cli.words import Command, Misuse
from spbe_lib.errors import SpbeError
from spbe_lib.figures import NOTHING, printed
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.files.national_file import national_results
from spbe_lib.records.files.opd_file import is_slug
from spbe_lib.records.national_results import NationalResults, NationalRow, NationalYear
from spbe_lib.results.standing import Group, Standing, figure_of, groups, notes_of, peers, standing_in
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace

_DIGITS, _PEERS = 2, 5
_WANTED = "Sebut nama instansi, misalnya"
_NAMED = f"{_WANTED} 'Kabupaten Madiun'."


@click.command("compare", cls=Command, short_help="Peringkat satu instansi dalam hasil nasional.")
@click.argument("name", metavar="INSTANSI")
@click.option("--year", type=int, metavar="TAHUN", help="Tahun hasil; bawaannya yang terakhir diketahui.")
@click.option("--against", multiple=True, metavar="INSTANSI", help="Pembanding; boleh berulang.")
def compare_government(name: str, year: int | None, against: Sequence[str]) -> None:
    """Tampilkan kedudukan satu instansi dalam hasil nasional yang diumumkan, dan pembandingnya.

    Setiap peringkat menyebut di antara siapa dihitung. Tanpa --against, pembandingnya instansi
    sejenis di provinsi yang sama dengan indeks terdekat.

    \b
    Contoh:
      spbe compare "Kabupaten Madiun"
      spbe compare "Kabupaten Madiun" --year 2023 --against "Kabupaten Ngawi" --against "Kota Madiun"
    """  # noqa: D301
    national = national_results()
    listed = _year(national, year)
    own = _meant(national, listed, name)
    others = [_meant(national, listed, each) for each in against]
    for line in comparison_lines(national, listed, own, others):
        click.echo(line)


def comparison_lines(
    national: NationalResults, year: NationalYear, own: NationalRow, others: Sequence[NationalRow]
) -> Iterator[str]:
    """What the command prints, line by line.

    Args:
        national: The published results.
        year: The year that is looked at.
        own: The institution.
        others: Those beside whom it is put; its peers when empty.
    """
    names = {each.number: each.name for each in load_edition(year.edition).domains}
    shown = _in_order([own, *others]) if others else peers(own, year, _PEERS)
    yield f"{own.name} ({own.table}), hasil {year.year}: {printed(own.index, _DIGITS)}, {own.predicate}"
    yield ""
    among = groups(year, own.kind, own.table, national.regional)
    yield "Peringkat menurut angka tercetak; (+2) = bersama 2 lainnya. Di antara"
    yield from (f"  ({place}) {group.name}" for place, group in enumerate(among, start=1))
    yield from _table(_ranks(own, names, among))
    yield ""
    like = ", ".join(dict.fromkeys((own.kind, own.table)))  # a central institution's table is its kind
    yield "Beserta pembandingnya" if others else f"Indeks terdekat ({like})"
    yield from _table([*_beside(shown, own, names), *_averages(year, own, names)])
    yield ""
    yield f"Sumber: {f'{year.decree}, dalam ' if year.decree else ''}{year.source}."
    yield from (f"Catatan: {note}" for note in notes_of(shown))


def _ranks(own: NationalRow, names: Iterable[int], among: Sequence[Group]) -> Iterator[list[str]]:
    """The index and every domain in each group."""
    yield ["", "angka", *(f"({place})" for place in range(1, len(among) + 1))]
    for number in (None, *names):
        figure, name = figure_of(own, number), f"domain {number}" if number else "indeks"
        places = ["" if figure is None else _place(standing_in(g, figure, own, number)) for g in among]
        yield [name, _shown(figure), *places]


def _place(place: Standing) -> str:
    return f"{place.rank} dari {place.count}" + (f" (+{place.tied})" if place.tied else "")


def _beside(rows: Sequence[NationalRow], own: NationalRow, names: Mapping[int, str]) -> Iterator[list[str]]:
    yield ["", "indeks", *(f"domain {number}" for number in names), "predikat"]
    for row in rows:
        mark = "* " if row.key == own.key else "  "
        domains = [_shown(row.domains.get(number)) for number in names]
        yield [mark + row.name, _shown(row.index), *domains, row.predicate]


def _averages(year: NationalYear, own: NationalRow, names: Mapping[int, str]) -> Iterator[list[str]]:
    known = {"nasional": year.national, own.kind.lower(): year.averages.get(own.kind)}
    for name, average in known.items():
        if average:
            domains = [_shown(average.domains.get(number)) for number in names]
            yield [f"  rata-rata {name}", _shown(average.index), *domains, ""]


def _in_order(rows: Sequence[NationalRow]) -> list[NationalRow]:
    return sorted({row.key: row for row in rows}.values(), key=lambda row: (-row.index, row.name))


def _shown(figure: Fraction | None) -> str:
    return NOTHING if figure is None else printed(figure, _DIGITS)


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _year(national: NationalResults, year: int | None) -> NationalYear:
    listed = {each.year: each for each in national.listed}
    if year is not None and year not in listed:
        raise Misuse(f"Daftar hasil tahun {year} tidak ada. Yang ada: {', '.join(map(str, listed))}.")
    return listed[year or max(listed)]


def _meant(national: NationalResults, year: NationalYear, name: str) -> NationalRow:
    """The one institution that a name means.

    Raises:
        Misuse: There is none, it is a cycle's, or a kabupaten and a kota share the name.
    """
    if not national.names.key(name).stem:
        raise Misuse(f"'{clipped(name)}' bukan nama instansi. {_NAMED}")
    found = national.meant(name, year)
    if len(found) > 1:
        several = "; ".join(row.name for row in found)
        raise Misuse(f"'{clipped(name)}' dapat berarti beberapa instansi: {several}. Sebut jenisnya.")
    # No institution has a figure in its name.
    if not found and is_slug(name) and any(map(str.isdecimal, name)):
        raise Misuse(_of_cycle(name))
    if not found:
        near = "; ".join(national.nearest(name, year))
        told = f" Ejaan terdekat: {near}." if near else ""
        raise Misuse(f"'{clipped(name)}' tidak tercantum dalam hasil nasional {year.year}.{told}")
    return found[0]


def _of_cycle(name: str) -> str:
    """What is said of the name of a cycle, and of what looks like one: whose cycle it is, as far as known."""
    called = f"'{clipped(name)}'"
    with suppress(SpbeError):
        cycle = read_cycle(Workspace(Path.cwd()).cycle(name))
        own = clipped(cycle.national_name or cycle.government)
        if cycle.sample:
            return f"{called} adalah siklus data contoh ({own}), bukan nama instansi. {_NAMED}"
        return f"{called} adalah siklus, bukan nama instansi. {_WANTED} '{own}'."
    return f"{called} bukan nama instansi. {_NAMED}"
