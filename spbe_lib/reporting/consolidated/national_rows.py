"""The government beside all others, laid out as rows: one comparison → one frozen part of the report."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_lib.figures import printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.national_file import national_results
from spbe_lib.records.national_results import Average, NationalRow, NationalYear
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.national_document import (
    BinRow,
    BoundRow,
    GroupRow,
    NationalFacts,
    OwnYearRow,
    PlaceRow,
    PredicateRow,
    StandingRow,
)
from spbe_lib.results.comparison import Comparison, Ground, compare
from spbe_lib.results.scorecard import Scorecard
from spbe_lib.results.standing import (
    Group,
    Standing,
    bins,
    groups,
    notes_of,
    predicates,
    spread,
    standing_in,
)

_DIGITS = 2
"""With how many decimals the national lists are printed."""

_COLUMNS = 3
"""How many groups a table with several figures has room for."""


def national_facts(case: Case) -> NationalFacts:
    """Everything that the consolidated report says of other governments.

    Raises:
        InputError: The published results that come with the house have faults.
    """
    found = compare(national_results(), case.cycle, case.card, case.stage)
    known = found.own_year or found.reference
    columns = found.groups[:_COLUMNS] if found.ground else ()
    history = [row for row in found.history if found.ground is not Ground.PUBLISHED or row is not found.own]
    return NationalFacts(
        ground=found.ground.value if found.ground else None,
        obstacle=found.obstacle.value if found.obstacle else None,
        reference=found.reference.year if found.reference else None,
        listed=found.own is not None,
        index=_shown(found.index) if found.ground else None,
        exact=str(found.index) if found.ground else None,
        table=found.table,
        groups=tuple(_group_row(found, group) for group in found.groups) if found.ground else (),
        columns=tuple(group.name for group in columns),
        averages_year=known.year if known else None,
        kind_name=found.kind.lower() if known and found.kind and found.kind in known.averages else None,
        target=_shown(known.target) if known else None,
        standings=tuple(_standings(found, known, case.card, columns)) if known else (),
        predicates=tuple(_predicates(case.instrument, columns)) if columns else (),
        bins=tuple(_bins(found)) if columns else (),
        bounds=_bounds(case.instrument),
        history=tuple(_own_year(row) for row in history),
        sources=tuple(_sources(found, known)),
        notes=tuple(_notes(found, known, columns)),
    )


def _group_row(found: Comparison, group: Group) -> GroupRow:
    lie = spread([row.index for row in group.rows])
    return GroupRow(
        among=group.name,
        place=_place(standing_in(group, found.index or Fraction(0), found.own)),
        lowest=printed(lie.lowest, _DIGITS),
        lower=printed(lie.lower, _DIGITS),
        median=printed(lie.median, _DIGITS),
        upper=printed(lie.upper, _DIGITS),
        highest=printed(lie.highest, _DIGITS),
    )


def _standings(
    found: Comparison, year: NationalYear, card: Scorecard, columns: Sequence[Group]
) -> Iterator[StandingRow]:
    """The index, then every domain."""
    of_kind = year.averages.get(found.kind or "")
    names: dict[int | None, str] = {None: card.index.part.name}
    names |= {each.part.number: each.part.name for each in card.domains}
    for number, name in names.items():
        value = found.index if number is None else found.domains.get(number)
        yield StandingRow(
            number=number,
            name=name,
            value=_shown(value),
            national=_shown(_average(year.national, number)),
            of_kind=_shown(_average(of_kind, number)),
            places=tuple(
                None if value is None else _place(standing_in(group, value, found.own, number))
                for group in columns
            ),
        )


def _average(average: Average | None, number: int | None) -> Fraction | None:
    if average is None:
        return None
    return average.index if number is None else average.domains.get(number)


def _predicates(instrument: Instrument, columns: Sequence[Group]) -> Iterator[PredicateRow]:
    counts = [predicates(group.rows) for group in columns]
    for each in reversed(instrument.predicates):
        yield PredicateRow(name=each.name, counts=tuple(count.get(each.name, 0) for count in counts))


def _bins(found: Comparison) -> Iterator[BinRow]:
    whole = found.groups[0].rows
    of_table = [row.index for row in whole if row.table == found.table]
    for each in bins([row.index for row in whole]):
        yield BinRow(
            low=printed(each.low, _DIGITS),
            high=printed(each.high - Fraction(1, 10**_DIGITS), _DIGITS),
            start=str(each.low),
            end=str(each.high),
            count=each.count,
            of_table=sum(each.low <= index < each.high for index in of_table),
        )


def _bounds(instrument: Instrument) -> tuple[BoundRow, ...]:
    return tuple(BoundRow(name=each.name, exact=str(each.lower or 0)) for each in instrument.predicates)


def _own_year(row: NationalRow) -> OwnYearRow:
    national = national_results()
    year = national.year(row.year)
    among = groups(year, row.kind, row.table, national.regional) if year else []
    return OwnYearRow(
        year=row.year,
        index=printed(row.index, _DIGITS),
        predicate=row.predicate,
        places=tuple((group.name, _place(standing_in(group, row.index, row))) for group in among),
    )


def _sources(found: Comparison, known: NationalYear | None) -> Iterator[str]:
    years = {row.year for row in found.history} | ({known.year} if known else set())
    if found.reference and found.ground:
        years.add(found.reference.year)
    for each in national_results().years:
        if each.year in years:
            decree = f"{each.decree}, sebagaimana dimuat dalam " if each.decree else ""
            yield f"Hasil nasional {each.year}: {decree}{each.source}"


def _notes(found: Comparison, known: NationalYear | None, columns: Sequence[Group]) -> Iterator[str]:
    reference = found.reference if found.ground else None
    for year in (known, reference if reference is not known else None):
        yield from year.notes if year else ()
    yield from dict.fromkeys(note for group in columns for note in notes_of(group.rows))


def _place(standing: Standing) -> PlaceRow:
    return PlaceRow(rank=standing.rank, count=standing.count, tied=standing.tied)


def _shown(figure: Fraction | None) -> str | None:
    return None if figure is None else printed(figure, _DIGITS)
