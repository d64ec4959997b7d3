"""A whole season at one moment: every OPD that is asked, the forecast, who is late; for screen and report."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.approving import Drafted
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.results.completion import Forecast, Milestone, forecast
from spbe_lib.results.entries import EntryState, entry_states
from spbe_lib.results.lateness import Late, late_list
from spbe_lib.results.open_documents import Documents, open_documents
from spbe_lib.results.progress import Progress, progress
from spbe_lib.results.reminder import next_due
from spbe_lib.results.repairs import repairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One OPD that is asked something.

    Attributes:
        opd: The OPD.
        states: How many of its entries have come how far.
        progress: What is in, and who holds the ball for how long.
        documents: How far its proofs have come.
        repairs: How many things it has to repair or to keep.
        due: The day that counts next for it; None where nothing is awaited, or no day was set.
        late: Which deadlines have passed; None while none has.
    """

    opd: Opd
    states: Mapping[EntryState, int]
    progress: Progress
    documents: Documents
    repairs: int
    due: date | None
    late: Late | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All OPDs that are asked something, in the order of the register.

    Attributes:
        day: The day as of which it is told.
        rows: The OPDs.
        late: Those for which a deadline has passed, most points first.
        forecasts: When all will be in, and when all will be accepted.
    """

    day: date
    rows: tuple[Row, ...]
    late: tuple[Late, ...]
    forecasts: tuple[Forecast, ...]

    @property
    def answered(self) -> int:
        """How many OPDs answered all that was asked of them."""
        return sum(row.progress.answered == row.progress.asked for row in self.rows)

    @property
    def share(self) -> Fraction:
        """What is proven of all that is asked (0–1), weighted by what it means for the index."""
        whole = sum((row.documents.weight_asked for row in self.rows), Fraction(0))
        left = sum((row.documents.weight_open for row in self.rows), Fraction(0))
        return (whole - left) / whole if whole else Fraction(0)

    def documents(self, count: str) -> int:
        """A count of ``Documents`` over all OPDs: ``asked``, ``named``, ``kept``, ``accepted``."""
        return sum(int(getattr(row.documents, count)) for row in self.rows)

    def row(self, opd: str) -> Row:
        """The row of an OPD.

        Raises:
            KeyError: Nothing is asked of it.
        """
        for row in self.rows:
            if row.opd.code == opd:
                return row
        raise KeyError(opd)


def day_of(cycle: Cycle, records: Records, today: date) -> date:
    """The day as of which a season is told: today; in a made-up cycle the day of its last event.

    Else the days of an example of some former year would only tell how old the example is.
    """
    if not cycle.sample:
        return today
    return max((office_day(each.at) for each in records.events), default=today)


def overview(
    cycle: Cycle, instrument: Instrument, records: Records, today: date, drafts: Iterable[Drafted] = ()
) -> Overview:
    """Tell where a whole season stands.

    Args:
        cycle: The cycle.
        instrument: Its edition.
        records: What the store knows.
        today: The day as of which it is told.
        drafts: Unfinished words of all desks.
    """
    known = tuple(drafts)
    late = late_list(cycle, instrument, records, today)
    by_opd = {each.opd: each for each in late}
    rows = []
    for opd in cycle.filling:
        done = progress(cycle, instrument, records, opd.code, today)
        wanted = repairs(cycle, instrument, records, opd.code, today).open
        if not done.asked:
            continue
        states = Counter(entry_states(cycle, instrument, records, opd.code, known).values())
        documents = open_documents(cycle, instrument, records, opd.code)
        silent = done.asked - done.answered
        awaited = silent or wanted or documents.missing
        rows.append(
            Row(
                opd=opd,
                states=states,
                progress=done,
                documents=documents,
                repairs=len(wanted),
                due=next_due(cycle, opd.code, silent, wanted, today) if awaited else None,
                late=by_opd.get(opd.code),
            )
        )
    forecasts = tuple(forecast(cycle, instrument, records, each, today) for each in Milestone)
    return Overview(day=today, rows=tuple(rows), late=late, forecasts=forecasts)
