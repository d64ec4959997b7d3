"""What the rulings and promises of one file are read against, and where its faults are told."""

from dataclasses import dataclass, field

from spbe_lib.errors import Problem
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """One file of an assessor while it is read.

    Attributes:
        cycle: The cycle, whose OPDs answer and promise.
        instrument: Its edition.
        stage: Whose rulings they are, and in which stage was promised.
        problems: Every fault so far; nothing is of use when there is one.
        questions: What is strange but no fault.
    """

    cycle: Cycle
    instrument: Instrument
    stage: Stage
    problems: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
