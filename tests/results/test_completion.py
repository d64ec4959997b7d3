"""When all will be in: a range from two paces, or the reason why nothing can be said."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Event, EventKind, Records
from spbe_lib.results.completion import (
    LEAST_DAYS,
    LEAST_ENTRIES,
    LONGEST,
    RECENT,
    Forecast,
    Lack,
    Milestone,
    forecast,
    opd_forecast,
    reckon,
)
from spbe_lib.results.completion_words import forecast_words
from spbe_lib.results.workdays import days_ahead, days_back, workdays
from tests.results.office import office, recorded, register, ticks

START = date(2026, 6, 1)
"""A Monday."""


def steady(per_day: int, days: int) -> list[date]:
    """So many entries on each of so many working days after the request."""
    return [days_ahead(START, each) for each in range(1, days + 1) for _ in range(per_day)]


def reckoned(asked: int, came: Sequence[date], today: date) -> Forecast:
    """The forecast of a season that began on the first of June."""
    return reckon(Milestone.HANDED_IN, asked, came, START, today)


def test_a_steady_pace_gives_one_day_and_it_comes_true() -> None:
    """Five a working day, twelve days gone, forty left: eight more working days."""
    came, today = steady(5, 12), days_ahead(START, 12)
    found = reckoned(100, came, today)

    assert (found.first, found.last, found.lack) == (days_ahead(today, 8),) * 2 + (None,)
    assert reckoned(100, steady(5, 20), days_ahead(START, 25)).first == found.first
    assert (
        "diperkirakan 29 Juni 2026. Dasarnya: 60 dari 100 isian dalam 12 hari kerja (5,0"
        in forecast_words(found)
    )


def test_two_paces_give_a_range() -> None:
    """Fast at first and slow of late: the first day by the faster pace, the last by the slower."""
    came = steady(9, 10) + [days_ahead(START, each) for each in range(11, 21)]
    found = reckoned(130, came, days_ahead(START, 20))

    assert (found.whole, found.recent) == (Fraction(5), Fraction(1))
    assert (found.first, found.last) == (days_ahead(found.day, 6), days_ahead(found.day, 30))
    assert "antara 7 Juli 2026 dan 10 Agustus 2026" in forecast_words(found)


@pytest.mark.failure(24)
@pytest.mark.parametrize(
    ("asked", "came", "day", "lack", "told"),
    [
        (0, [], 9, Lack.NOTHING_ASKED, "tidak ada yang diminta"),
        (50, steady(3, 3), 9, Lack.FEW_ENTRIES, "baru 9 isian; diperlukan sedikitnya 10"),
        (50, steady(20, 2), 9, Lack.FEW_DAYS, "isian baru masuk pada 2 hari; diperlukan sedikitnya 3 hari"),
        (50, steady(5, 4), 4, Lack.TOO_EARLY, "baru 4 hari kerja berjalan"),
        (
            50,
            steady(5, 4),
            30,
            Lack.STALLED,
            "tidak ada yang bertambah dalam 10 hari kerja terakhir (20 dari 50",
        ),
        (5000, steady(1, 12), 12, Lack.TOO_FAR, "lebih dari setahun"),
    ],
)
def test_without_enough_to_go_by_it_says_that_there_is_no_forecast_and_why(
    asked: int, came: list[date], day: int, lack: Lack, told: str
) -> None:
    """Never a date that rests on nothing."""
    found = reckoned(asked, came, days_ahead(START, day))

    assert (found.lack, found.first, found.last) == (lack, None, None)
    assert "belum ada perkiraan, karena " in forecast_words(found)
    assert told in forecast_words(found)


def test_when_all_is_in_it_says_since_when() -> None:
    """Also where everything came on one day: there is nothing to reckon."""
    day = days_ahead(START, 3)
    found = reckoned(4, [day] * 4, days_ahead(START, 30))

    assert (found.complete, found.first, found.lack) == (True, day, None)
    assert forecast_words(found) == "Semua isian dijawab: sudah lengkap, 4 isian, sejak 4 Juni 2026."


def test_a_slow_end_beyond_a_year_is_told_without_a_date() -> None:
    """The faster pace still gives the earliest day."""
    came = [*steady(20, 10), days_ahead(START, 21)]
    found = reckoned(250, came, days_ahead(START, 30))

    assert found.first is not None
    assert found.last is None
    assert "paling cepat" in forecast_words(found)


@st.composite
def seasons(draw: st.DrawFn) -> tuple[int, list[date], date]:
    """Any season: entries on any days, looked at on any later day."""
    today = START + timedelta(days=draw(st.integers(0, 120)))
    came = [
        START + timedelta(days=each)
        for each in draw(st.lists(st.integers(0, (today - START).days), max_size=40))
    ]
    return len(came) + draw(st.integers(0, 60)), came, today


@given(seasons())
def test_a_forecast_lies_ahead_in_order_and_is_there_or_is_lacking(
    season: tuple[int, list[date], date],
) -> None:
    """Either a first day with at most a year to go, not after the last; or a reason; never both."""
    found = reckoned(*season)

    assert (found.first is None) == (found.lack is not None)
    if found.first and not found.complete:
        assert found.day < found.first <= (found.last or found.first)
        assert workdays(found.day, found.first) <= LONGEST
        assert found.done >= LEAST_ENTRIES
        assert found.days >= LEAST_DAYS
    assert "None" not in forecast_words(found)


@given(seasons(), st.integers(1, 20))
def test_more_to_do_never_ends_earlier(season: tuple[int, list[date], date], more: int) -> None:
    """The same pace with more left."""
    asked, came, today = season
    first, later = reckoned(asked, came, today), reckoned(asked + more, came, today)

    if first.first and later.first and not first.complete:
        assert first.first <= later.first


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 60))
def test_working_days_ahead_are_counted_back(start: date, count: int) -> None:
    """Walking ahead passes as many working days as were asked for, and so does walking back."""
    assert workdays(start, days_ahead(start, count)) == count
    assert workdays(days_back(start, count), start) == count


OLD = load_edition("permenpanrb-5-2018")


def season_of(kinds: Sequence[EventKind], opds: int = 2) -> tuple[Records, date]:
    """Each OPD hands in ten of fifteen items, two a working day; accepted two days later if asked for."""
    answers, events = [], []
    for number in range(opds):
        opd = f"opd-{number + 1:02d}"
        for place in range(10):
            answers.append(ticks(opd, str(number * 15 + place + 1), [], level=3))
            for later, kind in enumerate(kinds):
                day = days_ahead(START, place // 2 + 1 + 2 * later)
                at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
                events.append(
                    Event(
                        kind=kind,
                        at=at,
                        actor="uji",
                        submission="0" * 64,
                        opd=opd,
                        topic=answers[-1].item,
                        version=1,
                    )
                )
    accepted = EventKind.ACCEPTED in kinds
    records = recorded(accepted=answers) if accepted else recorded(*answers)
    ordered = tuple(sorted(events, key=lambda each: each.at))
    return dataclasses.replace(records, events=ordered), days_ahead(START, 8)


def test_the_records_of_all_opds_give_the_forecast_of_the_government_and_of_each() -> None:
    """Twenty of thirty came; one OPD alone has ten of fifteen; acceptance has a pace of its own."""
    leads = {number: "opd-01" if number <= 15 else "opd-02" for number in range(1, 31)}
    cycle = office(OLD, register(2), leads, requested=START)
    entered, today = season_of([EventKind.ENTERED])
    accepted, _ = season_of([EventKind.ENTERED, EventKind.ACCEPTED])

    whole = forecast(cycle, OLD, entered, Milestone.HANDED_IN, today)
    alone = opd_forecast(cycle, OLD, entered, "opd-01", today)

    assert (whole.done, whole.asked, alone.done, alone.asked) == (20, 30, 10, 15)
    assert whole.first == alone.first == days_ahead(today, 4)
    assert forecast(cycle, OLD, entered, Milestone.ACCEPTED, today).lack is Lack.FEW_ENTRIES
    assert forecast(cycle, OLD, accepted, Milestone.ACCEPTED, today).done == 18 + 2
    assert workdays(START, today) < RECENT


def test_what_came_after_the_day_of_reckoning_is_not_known_yet() -> None:
    """A report as of last week does not look ahead."""
    leads = dict.fromkeys(range(1, 16), "opd-01")
    cycle = office(OLD, register(1), leads, requested=START)
    records, _ = season_of([EventKind.ENTERED], opds=1)

    assert forecast(cycle, OLD, records, Milestone.HANDED_IN, days_ahead(START, 2)).done == 4
