"""What a simulation begins with: a cycle as it is today, or was at a round, and one of its sets of values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from spbe_lib.errors import InputError
from spbe_lib.figures import Span, office_day, printed_date
from spbe_lib.intake.inspection import unrecorded
from spbe_lib.intake.rounds.opened import open_round
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.candidates import with_chosen
from spbe_lib.records.database.store import read_records
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.files.scenario_file import Origin
from spbe_lib.records.model import Assessment
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.case import data_date
from spbe_lib.reporting.rows import RoundFacts
from spbe_lib.reporting.whole import Whole
from spbe_lib.results.planning.model import Problem
from spbe_lib.results.planning.setting import Ground, problem_of
from spbe_lib.results.scenario import base_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A cycle at one moment; ``frozen_round`` is None for today's records."""

    whole: Whole
    frozen_round: RoundFacts | None

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The sets of values that there are, in the order of the process; the answers of the OPDs last."""
        stages = [Origin(stage.value) for stage in self.whole.stages] or [Origin(self.whole.stage.value)]
        return (*stages, Origin.ANSWERS) if self.whole.cycle.opds else tuple(stages)

    @property
    def leading(self) -> Origin:
        """The values that a report of this cycle leads with."""
        return Origin(self.whole.stage.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The values that a simulation changes, and whose they are.

    Attributes:
        origin: Which set of values; ``frozen_round`` of which round, None for today's records.
        values: Value (0–5) by item; a missing item is unanswered.
        code: One number for these values, see ``base_code``.
        as_of: Their day as printed; None where nothing carries a date.
        source: Where they come from, as people read it.
        ground: What a plan that begins with these values is made from.
        problem: What decides such a plan: its steps with their effort, and what comes before what.
    """

    cycle: Cycle
    instrument: Instrument
    origin: Origin
    frozen_round: RoundFacts | None
    values: Mapping[str, Span]
    code: str
    as_of: str | None
    source: str
    ground: Ground
    problem: Problem

    @property
    def label(self) -> str:
        """Whose values these are, and of when."""
        when = f"putaran {self.frozen_round.name}" if self.frozen_round else "catatan hari ini"
        return f"{self.origin.label}, {when}"


def moment_of(folder: Path, frozen_round: str | None = None) -> Moment:
    """Read a cycle as it is, or as it was at a round.

    Raises:
        InputError: The cycle's files have faults, some are not in the records yet, or there is no such round.
        StoreError: The records cannot be read.
    """
    if frozen_round is not None:
        state = open_round(folder, frozen_round)
        facts = RoundFacts(name=frozen_round, day=printed_date(office_day(state.moment)))
        cycle = with_chosen(state.cycle, state.records)
        return Moment(
            whole=Whole(cycle=cycle, instrument=state.instrument, records=state.records), frozen_round=facts
        )
    cycle = read_cycle(folder)
    instrument = load_edition(cycle.edition)
    records = read_records(folder, instrument)
    if waiting := list(unrecorded(folder, cycle, records)):
        raise InputError(waiting)
    return Moment(
        whole=Whole(cycle=with_chosen(cycle, records), instrument=instrument, records=records),
        frozen_round=None,
    )


def base_of(moment: Moment, origin: Origin | None = None) -> Base:
    """One set of values of a cycle to begin with; the leading one when None."""
    whole, chosen = moment.whole, origin or moment.leading
    if chosen.stage is None:
        values: Mapping[str, Span] = whole.consolidation.values
        day, source = data_date(whole.cycle, whole.records), chosen.label
    else:
        known = whole.records.assessments.get(chosen.stage)
        given = known or Assessment(edition=whole.instrument.code, values={})
        values, day = given.values, given.as_of
        source = given.source or f"{chosen.label}, dicatat pada siklus ini"
    ground = replace(whole.plan_ground, values=values)
    return Base(
        ground=ground,
        problem=problem_of(ground),
        cycle=whole.cycle,
        instrument=whole.instrument,
        origin=chosen,
        frozen_round=moment.frozen_round,
        values=values,
        code=base_code(whole.instrument, values),
        as_of=printed_date(day) if day else None,
        source=source if values else "belum ada nilai yang dicatat",
    )
