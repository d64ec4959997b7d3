"""Who is past which deadline, with the extension that he was given, and in whose hands the days went by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.approving import standing_submission
from spbe_lib.records.register import Cycle, Extension, Step
from spbe_lib.results.entries import EntryState, entry_states
from spbe_lib.results.open_documents import open_documents
from spbe_lib.results.repairs import Repair, Urgency, repairs
from spbe_lib.results.turns import Holder, turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A deadline that passed while something was owed.

    Attributes:
        step: What was to be done.
        holder: Who owes it: the OPD, or the Tim where an answer waits to be judged.
        due: The last day in time, extensions included; of several repairs the earliest.
        days: Days since then.
        count: How many entries, or repairs, are owed.
        extension: The letter that moved the day; None where nobody asked for more time.
    """

    step: Step
    holder: Holder
    due: date
    days: int
    count: int
    extension: Extension | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """One OPD for whose answers a deadline has passed.

    Attributes:
        opd: Code of the OPD.
        passed: The deadlines that have passed, in the order of the process.
        documents: How many documents are still to come.
        points: Points of the government's index (0–5) that hang on them.
        days_at_opd: Days since the earliest of these deadlines on which the OPD had to act.
        days_at_team: Days since then on which the Tim had to act.
    """

    opd: str
    passed: tuple[Passed, ...]
    documents: int
    points: Fraction
    days_at_opd: int
    days_at_team: int

    @property
    def first_due(self) -> date:
        """The earliest deadline that passed."""
        return min(each.due for each in self.passed)


def late_list(cycle: Cycle, instrument: Instrument, records: Records, today: date) -> tuple[Late, ...]:
    """List the OPDs for whose answers a deadline has passed while something is still owed.

    First comes that on which most of the government's index hangs, then what is due longest, then the
    order of the register; no level and no value of an OPD plays a part.
    """
    found = (late(cycle, instrument, records, opd.code, today) for opd in cycle.filling)
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.points, each.first_due)))


def late(cycle: Cycle, instrument: Instrument, records: Records, opd: str, today: date) -> Late | None:
    """Tell which deadlines of one OPD's answers have passed; None while none has.

    Raises:
        KeyError: The register has no such OPD.
    """
    own = records.of(opd)
    states = entry_states(cycle, instrument, own, opd)
    wanted = repairs(cycle, instrument, own, opd, today).open
    passed = tuple(
        _passed(cycle, opd, owed, today)
        for owed in _owed(cycle, own, opd, states, wanted)
        if owed.due < today
    )
    if not passed:
        return None
    documents = open_documents(cycle, instrument, own, opd)
    days = turns(cycle, instrument, own, opd).days(today, min(each.due for each in passed)) or {}
    return Late(
        opd=opd,
        passed=passed,
        documents=len(documents.missing),
        points=documents.points_open,
        # Once all is accepted the clock of the answers stands still; what an assessor sent back is the OPD's.
        days_at_opd=days.get(Holder.OPD, 0) + days.get(Holder.DONE, 0),
        days_at_team=days.get(Holder.TEAM, 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    step: Step
    holder: Holder
    due: date
    count: int


def _owed(
    cycle: Cycle, own: Records, opd: str, states: Mapping[str, EntryState], wanted: Iterable[Repair]
) -> Iterator[_Owed]:
    """What is still owed at each step, and until when it was to be done."""
    open_states = (EntryState.UNTOUCHED, EntryState.DRAFTED, EntryState.APPROVED)
    silent = sum(state in open_states for state in states.values())
    standing = standing_submission(own.submissions, own.events, opd)
    unsigned = standing is not None and standing.approval is None
    waiting = sum(state is EntryState.SUBMITTED for state in states.values())
    counted = {
        Step.OPD: (silent, Holder.OPD),
        Step.HEAD: (len(states) - silent if unsigned else 0, Holder.OPD),
        Step.TEAM: (waiting, Holder.TEAM),
    }
    for step, (count, holder) in counted.items():
        if count and (due := cycle.due(opd, step)):
            yield _Owed(step=step, holder=holder, due=due, count=count)
    overdue = [each.due for each in wanted if each.due and each.urgency is Urgency.OVERDUE]
    if overdue:
        yield _Owed(step=Step.REPAIR, holder=Holder.OPD, due=min(overdue), count=len(overdue))


def _passed(cycle: Cycle, opd: str, owed: _Owed, today: date) -> Passed:
    moved = [each for each in cycle.extended(opd) if each.until == owed.due]
    return Passed(
        step=owed.step,
        holder=owed.holder,
        due=owed.due,
        days=(today - owed.due).days,
        count=owed.count,
        extension=moved[-1] if moved else None,
    )
