"""Where a figure stands among the published ones of a named group; a rank is never without its group.

A rank is one more than the number of higher printed figures, as the ministry's lists are read:
who has the same figure has the same rank.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.records.national_results import NationalRow, NationalYear

BIN = Fraction(1, 5)
"""How wide a bar of the distribution is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those among whom is counted, and how they are called: "pemerintah kabupaten di Jawa Timur"."""

    name: str
    rows: tuple[NationalRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The place of a figure: ``rank`` of ``count``, together with ``tied`` others of the same figure."""

    rank: int
    count: int
    tied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the figures of a group lie: exact, quartiles by linear interpolation."""

    lowest: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One bar of the distribution: from ``low`` up to, but without, ``high``."""

    low: Fraction
    high: Fraction
    count: int


def groups(year: NationalYear, kind: str | None, table: str | None, regional: Sequence[str]) -> list[Group]:
    """The groups in which an institution is counted, none with fewer than two members.

    Args:
        year: Whose list.
        kind: Its kind; None where it is not known.
        table: Its province, or group of central institutions; None where it is not known.
        regional: The kinds of local governments.
    """
    of_kind = tuple(row for row in year.rows if row.kind == kind)
    in_table = tuple(row for row in year.rows if row.table == table)
    found = [Group(name="semua instansi pusat dan pemerintah daerah", rows=year.rows)]
    if kind not in regional:
        found.append(Group(name=kind or "", rows=of_kind))
    else:
        called = f"pemerintah {str(kind).lower()}"
        found = [
            Group(name="seluruh pemerintah daerah", rows=tuple(row for row in year.rows if row.regional)),
            Group(name=called, rows=of_kind),
            Group(name=f"pemerintah daerah di {table}", rows=in_table),
            Group(name=f"{called} di {table}", rows=tuple(row for row in in_table if row.kind == kind)),
            *found,
        ]
    return [group for group in found if len(group.rows) > 1]


def standing(figure: Fraction, others: Sequence[Fraction]) -> Standing:
    """The place of a printed figure among those of all others of a group.

    >>> standing(Fraction("4.30"), [Fraction("4.5"), Fraction("4.30"), Fraction(4)])
    Standing(rank=2, count=4, tied=1)
    """
    higher = sum(other > figure for other in others)
    return Standing(rank=1 + higher, count=1 + len(others), tied=sum(other == figure for other in others))


def figure_of(row: NationalRow, domain: int | None) -> Fraction | None:
    """The index of a row, or its figure of a domain; None where that cannot be read."""
    return row.index if domain is None else row.domains.get(domain)


def standing_in(
    group: Group, figure: Fraction, own: NationalRow | None, domain: int | None = None
) -> Standing:
    """The place of a figure in a group, without what is printed there for its own institution.

    Args:
        group: Among whom is counted.
        figure: What is placed, as printed.
        own: The institution's own row, if it has one.
        domain: The number of a domain; the index when None. Who has no legible figure is not counted.
    """
    known = (figure_of(row, domain) for row in group.rows if own is None or row.key != own.key)
    return standing(figure, [other for other in known if other is not None])


def spread(figures: Sequence[Fraction]) -> Spread:
    """How figures lie.

    Raises:
        ValueError: There is none.
    """
    if not figures:
        raise ValueError("no figures")
    ordered = sorted(figures)
    lowest, lower, median, upper, highest = (_at(ordered, Fraction(part, 4)) for part in range(5))
    return Spread(lowest=lowest, lower=lower, median=median, upper=upper, highest=highest)


def _at(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    """The figure at a part of the way from the lowest to the highest, between two where it falls there."""
    place = part * (len(ordered) - 1)
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return below + (above - below) * (place - int(place))


def bins(figures: Sequence[Fraction], width: Fraction = BIN) -> tuple[Bin, ...]:
    """The distribution, from the bar of the lowest figure to that of the highest, empty ones between."""
    places = Counter(int(figure / width) for figure in figures)
    return tuple(
        Bin(low=place * width, high=(place + 1) * width, count=places[place])
        for place in range(min(places, default=0), max(places, default=-1) + 1)
    )


def predicates(rows: Sequence[NationalRow]) -> Mapping[str, int]:
    """How many have each printed predicate."""
    return Counter(row.predicate for row in rows)


def peers(own: NationalRow, year: NationalYear, most: int) -> tuple[NationalRow, ...]:
    """Those of the same kind and province with the nearest index, and the institution, highest first."""
    others = [
        row for row in year.rows if (row.kind, row.table) == (own.kind, own.table) and row.key != own.key
    ]
    near = sorted(others, key=lambda row: (abs(row.index - own.index), row.name))[:most]
    return tuple(sorted([*near, own], key=lambda row: (-row.index, row.name)))


def notes_of(rows: Sequence[NationalRow]) -> Iterator[str]:
    """What is odd about rows of a group, each with its name."""
    return (f"{row.name}: {row.note}" for row in rows if row.note)
