"""Two rounds beside each other, or a round beside today's records, in rows ready to be printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span, office_day, printed_date
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.rounds.names import Round, rounds_in
from spbe_lib.intake.rounds.opened import notes_of, open_round
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.documents import is_document_key
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.case import printed_value
from spbe_lib.reporting.page import SAMPLE
from spbe_lib.reporting.points import signed_points
from spbe_lib.results.remark_words import subject
from spbe_lib.results.round_comparison import Column, Comparison, EntryChange, Figure, Move, State, compare

ROUND_HEADS = ("Putaran", "Dibekukan", "Oleh", "Versi", "Keadaan")
FIGURE_HEADS = ("Nilai", "Terisi", "Indeks", "Selisih indeks", "Predikat")
LEVEL_HEADS = ("Indikator", "Nilai", "Sebelum", "Sesudah")
ENTRY_HEADS = ("OPD", "Apa yang terjadi", "Jumlah", "Perihal")
REQUIREMENT_HEADS = ("Indikator", "Kini terpenuhi", "Tidak lagi terpenuhi")
_NONE = "–"
TODAY_WORDS = "catatan hari ini"
"""What stands beside a round where today's records are meant."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two states of a cycle beside each other.

    Attributes:
        before: What the first state is, in words.
        after: What the other one is, in words.
        cycle: The cycle as it is in the other state.
        instrument: Its edition.
        comparison: All in which they differ.
    """

    before: str
    after: str
    cycle: Cycle
    instrument: Instrument
    comparison: Comparison

    @property
    def same(self) -> bool:
        """Whether they differ in nothing that is compared."""
        return not (self.comparison.entries or self.comparison.requirements or level_rows(self))

    @property
    def stamps(self) -> Row:
        """The lines that keep these figures from looking more official than they are."""
        stages = [column.stage.stamp for column in self.comparison.columns if column.stage]
        return ((SAMPLE,) if self.cycle.sample else ()) + tuple(stages)


def beside(desk: Desk, before: str, after: str | None = None) -> Beside:
    """Put two rounds beside each other.

    Args:
        desk: The cycle.
        before: Name of the first round.
        after: Name of the other one; today's records when None.

    Raises:
        InputError: There is no such round, or one cannot be read as it was frozen.
        StoreError: The records cannot be read.
    """
    first, told = _state_of_round(desk.folder, before)
    if after is None:
        other = State(cycle=desk.cycle, instrument=desk.instrument, records=desk.store.read())
        told_after = TODAY_WORDS
    else:
        other, told_after = _state_of_round(desk.folder, after)
    if first.instrument.code != other.instrument.code:
        what = f"{told} dan {told_after} memakai peraturan yang berbeda, sehingga tidak dapat dibandingkan"
        raise InputError(
            [Problem(where=f"inputs/{desk.folder.name}", what=what, remedy="Bandingkan putaran sejenis")]
        )
    return Beside(
        before=told,
        after=told_after,
        cycle=other.cycle,
        instrument=other.instrument,
        comparison=compare(first, other),
    )


def _state_of_round(folder: Path, name: str) -> tuple[State, str]:
    state = open_round(folder, name)
    told = f"putaran {name} ({printed_date(office_day(state.moment))})"
    return State(cycle=state.cycle, instrument=state.instrument, records=state.records), told


def round_rows(folder: Path) -> list[Row]:
    """The rounds of a cycle: name, day, who froze it, under which version, and whether it is sound."""
    return [_round_row(each) for each in rounds_in(folder)]


def _round_row(found: Round) -> Row:
    day = printed_date(office_day(found.moment))
    try:
        notes = notes_of(found)
    except InputError as faults:
        return (found.name, day, _NONE, _NONE, faults.problems[0].what)
    return (found.name, day, notes.frozen_by, notes.version, "utuh")


def figure_rows(told: Beside) -> list[Row]:
    """Completeness, index and predicate of what the answers yield and of every stage."""
    return [_figure_row(each, told.instrument) for each in told.comparison.columns]


def _figure_row(column: Column, instrument: Instrument) -> Row:
    before, after, digits = column.before, column.after, instrument.digits
    predicates = [figure.predicate.name if figure.predicate else _NONE for figure in (before, after)]
    return (
        _capital(column.label),
        _turned(*(f"{figure.answered} dari {figure.items}" for figure in (before, after))),
        _turned(*(_index(figure, digits) for figure in (before, after))),
        _signed(column.difference, digits),
        _turned(*predicates) if column.stage else "bukan nilai",
    )


def level_rows(told: Beside) -> list[Row]:
    """The items whose value is another one: in the answers, and in every stage."""
    digits = told.instrument.digits
    changes = [
        (column, change) for column in told.comparison.columns for change in column.changed(told.instrument)
    ]
    order = {item.code: place for place, item in enumerate(told.instrument.items)}
    changes.sort(key=lambda each: order[each[1].item])
    return [
        (
            subject(told.cycle, told.instrument, [change.item]),
            _capital(column.label),
            printed_value(change.before, digits) or "belum ada",
            printed_value(change.after, digits) or "belum ada",
        )
        for column, change in changes
    ]


def entry_rows(told: Beside) -> list[Row]:
    """What became of the answers, statements and documents of every OPD, move by move."""
    rows: list[Row] = []
    for opd, group in groupby(told.comparison.entries, key=lambda each: each.opd):
        entries = list(group)
        for move in Move:
            about = [each for each in entries if move in each.moves]
            if about:
                rows.append((_opd(told.cycle, opd), move.label, str(len(about)), _about(told, about)))
    return rows


def requirement_rows(told: Beside) -> list[Row]:
    """Which requirements the answers fulfil that they did not, and which they no longer do."""
    indicators = {item.code: item.indicator for item in told.instrument.items}

    def _labels(item: str, codes: Sequence[str]) -> str:
        indicator = told.instrument.indicator(indicators[item])
        return ", ".join(indicator.label_of(code) or code for code in codes) or _NONE

    return [
        (
            subject(told.cycle, told.instrument, [each.item]),
            _labels(each.item, each.gained),
            _labels(each.item, each.lost),
        )
        for each in told.comparison.requirements
    ]


def _about(told: Beside, entries: Sequence[EntryChange]) -> str:
    topics = [each.topic for each in entries]
    documents = sum(map(is_document_key, topics))
    return "; ".join(_parts(told, [topic for topic in topics if not is_document_key(topic)], documents))


def _parts(told: Beside, topics: Sequence[str], documents: int) -> Iterator[str]:
    if topics:
        yield subject(told.cycle, told.instrument, _in_order(told.instrument, topics))
    if documents:
        yield f"{documents} dokumen"


def _in_order(instrument: Instrument, topics: Sequence[str]) -> list[str]:
    items = [item.code for item in instrument.items if item.code in topics]
    return items + [topic for topic in topics if topic not in items]


def _opd(cycle: Cycle, code: str) -> str:
    return next((opd.name for opd in cycle.opds if opd.code == code), code)


def _index(figure: Figure, digits: int) -> str:
    return figure.index.printed(digits) if figure.index else _NONE


def _signed(difference: Fraction | None, digits: int) -> str:
    return _NONE if difference is None else signed_points(Span.exactly(difference), digits)


def _turned(before: str, after: str) -> str:
    return before if before == after else f"{before} menjadi {after}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
