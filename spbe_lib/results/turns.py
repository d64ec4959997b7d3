"""Who holds the ball of an OPD's answers, from which day on, and for how many days."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import HANDED_IN, Event, EventKind, Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.entries import asked_topics, recorded_entries, states

_MOVES = HANDED_IN | {EventKind.RETURNED, EventKind.ACCEPTED}
"""What gives the ball to somebody; a file that is attached or a ruling about a part of an answer does not."""


class Holder(StrEnum):
    """Who has to do the next step."""

    OPD = "opd"
    TEAM = "team"
    DONE = "done"

    @property
    def label(self) -> str:
        """The holder as people read it."""
        return {"opd": "OPD", "team": "Tim Asesor Internal", "done": "selesai"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Who held the ball of one OPD's answers.

    Attributes:
        start: The day of the request, without one that of the first event; None without both.
        first: Who held it then.
        moves: Who held it from each event on, in their order.
    """

    start: date | None
    first: Holder
    moves: tuple[tuple[date, Holder], ...]

    @property
    def holder(self) -> Holder:
        """Who has to act now."""
        return self.moves[-1][1] if self.moves else self.first

    def days(self, until: date, since: date | None = None) -> Mapping[Holder, int] | None:
        """Days by holder, which add up to the days from the start, or from ``since``, until a day.

        None while nothing was asked for or handed in.
        """
        if self.start is None:
            return None
        start = min(self.start if since is None else max(self.start, since), until)
        holder, days = self.first, dict.fromkeys(Holder, 0)
        for moment, after in [*self.moves, (until, self.holder)]:
            day = min(max(moment, start), until)
            days[holder] += (day - start).days
            start, holder = day, after
        return days


def turns(cycle: Cycle, instrument: Instrument, records: Records, opd: str) -> Turns:
    """Tell who held the ball of one OPD's answers.

    The OPD holds it from the day of the request (without one, from its first event) until it hands in
    something that states an answer; then the Tim holds it. A return gives it back until the OPD hands in
    again. An acceptance gives it back too when nothing waits for the Tim any more and something is
    still lacking; when every asked entry is accepted, it is done.
    """
    asked, own = asked_topics(cycle, instrument, opd), records.of(opd)
    entries = recorded_entries(own, opd, asked)
    stated = frozenset(topic for topic, each in entries.items() if states(instrument, each))
    events = [each for each in own.events if each.topic in asked and each.kind in _MOVES]
    first = Holder.OPD if asked else Holder.DONE
    moves = _moves(events, first, asked, stated)
    requested = cycle.requested.day if cycle.requested else None
    return Turns(start=requested or (moves[0][0] if moves else None), first=first, moves=tuple(moves))


def _moves(
    events: Sequence[Event], holder: Holder, asked: Collection[str], stated: Collection[str]
) -> list[tuple[date, Holder]]:
    """Who holds the ball from each event on."""
    moves: list[tuple[date, Holder]] = []
    standing: dict[str, EventKind] = {}
    for event in events:
        standing[event.topic] = event.kind
        holder = _next(holder, event, standing, asked, stated)
        moves.append((office_day(event.at), holder))
    return moves


def _next(
    holder: Holder,
    event: Event,
    standing: Mapping[str, EventKind],
    asked: Collection[str],
    stated: Collection[str],
) -> Holder:
    if event.kind is EventKind.RETURNED:
        return Holder.OPD
    if event.kind is not EventKind.ACCEPTED:
        return Holder.TEAM if event.topic in stated else holder
    if all(topic in stated and standing.get(topic) is EventKind.ACCEPTED for topic in asked):
        return Holder.DONE
    decided = (EventKind.RETURNED, EventKind.ACCEPTED)
    waiting = any(topic in stated and kind not in decided for topic, kind in standing.items())
    return holder if waiting else Holder.OPD
