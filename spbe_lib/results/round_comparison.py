"""What became of a cycle between two states of it, two rounds say: levels, index, entries, requirements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Predicate
from spbe_lib.records.answers import (
    Decision,
    RecordedDocument,
    RecordedFact,
    RecordedResponse,
    Records,
    Status,
)
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.statements import stated_requirements
from spbe_lib.results.consolidation import Consolidation, consolidate
from spbe_lib.results.scorecard import score

_Recorded = RecordedResponse | RecordedFact | RecordedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A cycle at one moment: its register, its edition, and one read of its records."""

    cycle: Cycle
    instrument: Instrument
    records: Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one set of values yields at one moment.

    Attributes:
        values: The value (0–5) of every item that has one.
        items: Number of all items.
        index: The index, a range where values are; None while incomplete.
        predicate: Its predicate; None while incomplete, and always for what the answers yield.
    """

    values: Mapping[str, Span]
    items: int
    index: Span | None
    predicate: Predicate | None

    @property
    def answered(self) -> int:
        """Number of items that have a value."""
        return len(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """The value of one item before and after; None where it has none."""

    item: str
    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One set of values in both states. ``stage`` is None for what the answers of the OPDs yield."""

    stage: Stage | None
    before: Figure
    after: Figure

    @property
    def label(self) -> str:
        """Whose values these are, as people read it."""
        return self.stage.label if self.stage else "jawaban OPD"

    @property
    def difference(self) -> Fraction | None:
        """By how much the index rose, exactly; None unless both are complete and exact."""
        ends = [figure.index.exact if figure.index else None for figure in (self.before, self.after)]
        return None if ends[0] is None or ends[1] is None else ends[1] - ends[0]

    def changed(self, instrument: Instrument) -> tuple[LevelChange, ...]:
        """The items whose value is another one, in legal order."""
        pairs = (
            LevelChange(item=item.code, before=self.before.values.get(item.code), after=after)
            for item in instrument.items
            for after in [self.after.values.get(item.code)]
        )
        return tuple(each for each in pairs if each.before != each.after)


class Move(StrEnum):
    """What became of an entry of an OPD between two states."""

    NEW = "new"
    CHANGED = "changed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The move as people read it."""
        return {
            "new": "baru masuk",
            "changed": "isinya berubah",
            "returned": "dikembalikan untuk diperbaiki",
            "accepted": "diterima",
            "gone": "tidak ada lagi",
        }[self.value]


_MOVES = {Status.RETURNED: Move.RETURNED, Status.ACCEPTED: Move.ACCEPTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """One entry that is not what it was: whose, about what, and everything that became of it."""

    opd: str
    topic: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementChange:
    """Requirements of one item that are fulfilled only after, and only before, in legal order."""

    item: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All in which two states differ.

    Attributes:
        instrument: Their edition.
        columns: What the answers yield, then every stage that has a value in either state.
        entries: Answers, statements and documents that are new, changed, or decided otherwise.
        requirements: What the answers fulfil that they did not, and the other way round.
    """

    instrument: Instrument
    columns: tuple[Column, ...]
    entries: tuple[EntryChange, ...]
    requirements: tuple[RequirementChange, ...]

    @property
    def counts(self) -> Mapping[Move, int]:
        """How many entries made each move; an entry may have made several."""
        return {move: sum(move in each.moves for each in self.entries) for move in Move}


def compare(before: State, after: State) -> Comparison:
    """Tell two states of a cycle apart.

    Raises:
        ValueError: They follow different regulations, of which nothing can be compared.
    """
    if before.instrument.code != after.instrument.code:
        raise ValueError(f"{before.instrument.code} and {after.instrument.code} cannot be compared")
    yields = [consolidate(each.cycle, each.instrument, each.records) for each in (before, after)]
    return Comparison(
        instrument=after.instrument,
        columns=tuple(_columns(before, after, yields[0], yields[1])),
        entries=tuple(_entry_changes(_entries(before.records), _entries(after.records))),
        requirements=tuple(
            _requirement_changes(
                after.instrument, _fulfilled(before, yields[0]), _fulfilled(after, yields[1])
            )
        ),
    )


def _columns(before: State, after: State, then: Consolidation, now: Consolidation) -> Iterator[Column]:
    yield Column(
        stage=None, before=_figure(before, then.values, None), after=_figure(after, now.values, None)
    )
    for stage in Stage:
        values = [
            assessed.values if (assessed := state.records.assessments.get(stage)) else {}
            for state in (before, after)
        ]
        if any(values):
            yield Column(
                stage=stage,
                before=_figure(before, values[0], stage),
                after=_figure(after, values[1], stage),
            )


def _figure(state: State, values: Mapping[str, Span], stage: Stage | None) -> Figure:
    card = score(state.instrument, values, state.cycle.year)
    return Figure(
        values=dict(values),
        items=card.index.items,
        index=card.index.known,
        predicate=card.verdict.predicate if stage else None,
    )


def _entries(records: Records) -> dict[tuple[str, str], _Recorded]:
    return {**records.responses, **records.facts, **records.documents}


def _entry_changes(
    before: Mapping[tuple[str, str], _Recorded], after: Mapping[tuple[str, str], _Recorded]
) -> Iterator[EntryChange]:
    for opd, topic in sorted({*before, *after}):
        moves = tuple(_moves(before.get((opd, topic)), after.get((opd, topic))))
        if moves:
            yield EntryChange(opd=opd, topic=topic, moves=moves)


def _moves(before: _Recorded | None, after: _Recorded | None) -> Iterator[Move]:
    if after is None:
        yield Move.GONE
        return
    if before is None:
        yield Move.NEW
    elif before.content != after.content:
        yield Move.CHANGED
    elif _decided(before) == _decided(after):
        return
    if after.standing.status in _MOVES:
        yield _MOVES[after.standing.status]


def _decided(entry: _Recorded) -> tuple[Status, Decision | None]:
    return entry.standing.status, entry.standing.decision


def _fulfilled(state: State, yields: Consolidation) -> Mapping[str, frozenset[str]]:
    """The requirements of every item that the answers fulfil, less those that the OPDs do not all keep."""
    waiting = {count.rule.requirement for count in yields.scopes if not count.holds}
    found = {}
    for item in state.instrument.items:
        lead = yields.items[item.code].lead
        recorded = state.records.responses.get((lead, item.code)) if lead else None
        if recorded:
            indicator = state.instrument.indicator(item.indicator)
            found[item.code] = stated_requirements(state.instrument, indicator, recorded.content) - waiting
    return found


def _requirement_changes(
    instrument: Instrument, before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]
) -> Iterator[RequirementChange]:
    for item in instrument.items:
        then, now = (each.get(item.code, frozenset()) for each in (before, after))
        levels = instrument.indicator(item.indicator).levels
        order = [requirement.code for level in levels for requirement in level.requirements]
        gained = tuple(code for code in order if code in now - then)
        lost = tuple(code for code in order if code in then - now)
        if gained or lost:
            yield RequirementChange(item=item.code, gained=gained, lost=lost)
