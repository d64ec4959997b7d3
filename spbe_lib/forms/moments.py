"""Moments as people read them, in the office's time."""

from datetime import UTC, datetime

from spbe_lib.figures import OFFICE_TIME, printed_date


def office_time(moment: datetime) -> str:
    """The time of day: ``10.31.05``."""
    return f"{_there(moment):%H.%M.%S}"


def printed_moment(moment: datetime) -> str:
    """Day and time: ``23 November 2026 pukul 10.31``."""
    there = _there(moment)
    return f"{printed_date(there.date())} pukul {there:%H.%M}"


def _there(moment: datetime) -> datetime:
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(OFFICE_TIME)
