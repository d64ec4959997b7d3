"""When all answers will be in, at the pace so far: a range with what it rests on, or why there is none.

The pace is counted in working days (Monday to Friday; public holidays are not known here). It is a
reckoning from what happened, and no projection of any level or index.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import EventKind, Records, Status
from spbe_lib.records.register import Cycle
from spbe_lib.results.entries import asked_topics, recorded_entries, states
from spbe_lib.results.workdays import days_ahead, days_back, workdays

LEAST_ENTRIES = 10
"""Below so many finished entries a pace says nothing."""

LEAST_DAYS = 3
"""So many different days must have brought something: one big file is not a pace."""

LEAST_WORKDAYS = 5
"""So many working days must have passed since the request."""

RECENT = 10
"""How many working days count as the latest pace."""

LONGEST = 260
"""Working days (a year) beyond which a date is no help any more."""


class Milestone(StrEnum):
    """What is to be complete."""

    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The milestone as people read it."""
        return {"handed_in": "semua isian dijawab", "accepted": "semua isian diterima Tim"}[self.value]


class Lack(StrEnum):
    """Why there is no forecast."""

    NOTHING_ASKED = "nothing_asked"
    FEW_ENTRIES = "few_entries"
    FEW_DAYS = "few_days"
    TOO_EARLY = "too_early"
    STALLED = "stalled"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When a milestone will be reached, reckoned from the pace so far.

    Attributes:
        milestone: What is to be complete.
        day: The day on which it was reckoned.
        asked: Entries that count.
        done: How many of them are there.
        days: On how many different days they came.
        workdays: Working days from the request until the day of reckoning.
        whole: Entries per working day in all that time.
        recent: Entries per working day in the latest ``RECENT`` working days.
        first: The earliest day on which it will be complete; the day on which it was, when it is.
            None without a forecast.
        last: The latest, by the slower of the two paces.
        lack: Why there is no forecast; None where there is one.
    """

    milestone: Milestone
    day: date
    asked: int
    done: int
    days: int
    workdays: int
    whole: Fraction
    recent: Fraction
    first: date | None = None
    last: date | None = None
    lack: Lack | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.asked > 0 and self.done == self.asked


def forecast(
    cycle: Cycle, instrument: Instrument, records: Records, milestone: Milestone, today: date
) -> Forecast:
    """Reckon when all OPDs that are asked will have handed in, or when all will be accepted."""
    parts = [_arrivals(cycle, instrument, records, opd.code) for opd in cycle.filling]
    return _reckoned(cycle, milestone, parts, today)


def opd_forecast(cycle: Cycle, instrument: Instrument, records: Records, opd: str, today: date) -> Forecast:
    """Reckon when one OPD will have handed in all that is asked of it."""
    parts = [_arrivals(cycle, instrument, records, opd)]
    return _reckoned(cycle, Milestone.HANDED_IN, parts, today)


def reckon(milestone: Milestone, asked: int, came: Sequence[date], start: date, today: date) -> Forecast:
    """Reckon from the days on which entries came.

    What is left is divided by two paces, that of the whole time and that of the latest two weeks; the
    faster gives the first day, the slower the last. Without enough to go by there is no day, but a reason.

    Args:
        milestone: What is to be complete.
        asked: How many entries count.
        came: For each entry that is there, the day on which it came, none after today.
        start: The day from which the pace is counted.
        today: The day of reckoning.
    """
    passed = workdays(start, today)
    window = min(RECENT, passed) or 1
    left, since = asked - len(came), days_back(today, window)
    whole, recent = Fraction(len(came), passed or 1), Fraction(sum(day > since for day in came), window)
    found = Forecast(
        milestone=milestone,
        day=today,
        asked=asked,
        done=len(came),
        days=len(set(came)),
        workdays=passed,
        whole=whole,
        recent=recent,
    )
    if found.complete:
        return replace(found, first=max(came), last=max(came))
    if lack := _lack(found):
        return replace(found, lack=lack)
    soon, late = (ceil(left / pace) for pace in sorted((whole, recent), reverse=True))
    if soon > LONGEST:
        return replace(found, lack=Lack.TOO_FAR)
    last = None if late > LONGEST else days_ahead(today, late)
    return replace(found, first=days_ahead(today, soon), last=last)


def _lack(found: Forecast) -> Lack | None:
    reasons = {
        Lack.NOTHING_ASKED: found.asked == 0,
        Lack.FEW_ENTRIES: found.done < LEAST_ENTRIES,
        Lack.FEW_DAYS: found.days < LEAST_DAYS,
        Lack.TOO_EARLY: found.workdays < LEAST_WORKDAYS,
        Lack.STALLED: not found.recent,
    }
    return next((lack for lack, holds in reasons.items() if holds), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrivals:
    """How many entries are asked of an OPD, and on which day each of them reached which milestone."""

    asked: int
    came: tuple[tuple[Milestone, date], ...]


def _reckoned(cycle: Cycle, milestone: Milestone, parts: Iterable[_Arrivals], today: date) -> Forecast:
    known = list(parts)
    came = [day for part in known for each, day in part.came if each is milestone and day <= today]
    start = cycle.requested.day if cycle.requested else min(came, default=today)
    return reckon(milestone, sum(part.asked for part in known), came, start, today)


def _arrivals(cycle: Cycle, instrument: Instrument, records: Records, opd: str) -> _Arrivals:
    topics, own = asked_topics(cycle, instrument, opd), records.of(opd)
    entries = recorded_entries(own, opd, sorted(topics))
    stated = {topic: each for topic, each in entries.items() if states(instrument, each)}
    first, accepted = dict[str, date](), dict[str, date]()
    for event in own.events:
        if event.kind is EventKind.ENTERED:
            first.setdefault(event.topic, office_day(event.at))
        elif event.kind is EventKind.ACCEPTED:
            accepted[event.topic] = office_day(event.at)
    changed = {topic: office_day(each.standing.changed_at) for topic, each in stated.items()}
    came = [(Milestone.HANDED_IN, first.get(topic, changed[topic])) for topic in stated]
    came += [
        (Milestone.ACCEPTED, accepted.get(topic, changed[topic]))
        for topic, each in stated.items()
        if each.standing.status is Status.ACCEPTED
    ]
    return _Arrivals(asked=len(topics), came=tuple(came))
