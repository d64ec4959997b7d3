"""The frozen input of the consolidated report: all that it knows of one government."""

from dataclasses import dataclass
from typing import Literal

from spbe_lib.reporting.changes.rows import ConsolidatedChanges
from spbe_lib.reporting.consolidated.forecast_document import ForecastFacts
from spbe_lib.reporting.consolidated.history_document import HistoryFacts
from spbe_lib.reporting.consolidated.national_document import NationalFacts
from spbe_lib.reporting.consolidated.office_document import OfficeFacts
from spbe_lib.reporting.consolidated.plan_document import PlanFacts
from spbe_lib.reporting.consolidated.reconciliation_document import DifferenceFacts, ReconciliationFacts
from spbe_lib.reporting.evidence_item_rows import EvidenceItemsFacts
from spbe_lib.reporting.rows import (
    EditionFacts,
    ItemRow,
    PartRow,
    PredicateFacts,
    RoundFacts,
    StageName,
)
from spbe_lib.reporting.working import Working

TargetState = Literal["reached", "short", "open", "out_of_reach"]
"""Where the index stands to its target; *open* while both are still possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    """The index that the government means to reach, and how far it is, both as printed.

    ``state``: reached, short of it by ``distance``, still open while incomplete, or no longer possible.
    ``distance`` is None too where the index prints like the target but is exactly under it. ``working`` is
    how ``distance`` arises.
    """

    shown: str
    source: str | None
    state: TargetState
    distance: str | None
    working: Working | None = None

    @property
    def lacking(self) -> str:
        """What the index, or the highest one that is still possible, lacks of the target, in words."""
        if self.distance:
            return f"kurang {self.distance}"
        return f"tercetak {self.shown}, tetapi tepatnya di bawah target"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """One deadline; ``past`` tells whether the data are of a later day, None if they have none.

    ``left`` are the days from the data date until then, negative when it has passed; ``national`` marks the
    day on which the result is due at the ministry.
    """

    label: str
    day: str
    past: bool | None
    left: int | None
    national: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One column of figures: what the answers of the OPDs yield, or the values of one stage.

    ``index`` and ``predicate`` are None while incomplete; what the answers yield never has a predicate.
    ``working`` is how the index arises, or its ends while incomplete.
    """

    label: str
    is_value: bool
    answered: int
    items: int
    index: str | None
    predicate: str | None
    as_of: str | None
    working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeRow:
    """Last year's figure of a part, and the difference where both years follow the same regulation."""

    kind: Literal["aspect", "domain", "index"]
    number: int
    name: str
    before: str | None
    now: str | None
    difference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeItem:
    """An item beside what it was under last year's regulation, see ``law.continuity``.

    ``formers`` are code and name of each item before. Only where ``comparable`` are there values, and never a
    difference, for the levels ask for other things.
    """

    code: str
    name: str
    kind: str
    comparable: bool
    formers: tuple[tuple[str, str], ...]
    before: str | None
    now: str | None
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeFacts:
    """Last year's result. ``comparable`` says whether it follows the regulation of this year.

    Only where it does not, ``items`` holds every item beside its former ones, ``dropped`` those of which
    nothing is left, and ``notices`` what is to be said of that concordance.
    """

    year: int | None
    edition: str
    comparable: bool
    predicate: str | None
    parts: tuple[BeforeRow, ...]
    items: tuple[BeforeItem, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One level more for one item: what it needs first, who leads it, what it adds to the index.

    ``unproven`` marks a requirement that follows from the value alone, not from an answer; ``working`` is how
    the gain arises.
    """

    code: str
    name: str
    next_level: int
    requirement: str | None
    requirement_code: str | None
    unproven: bool
    lead: str | None
    gain: str
    working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDetail:
    """What stands beside an item's value: lead, last year, the answer, every stage, target.

    ``before`` carries a mark where it was given under another regulation.
    ``claimed`` is the level that the lead's own ticks give, ``yielded`` what remains of it when the
    obligations of all OPDs count too, or what the accepted evidence items carry; ``held_back_by`` names the
    requirements that make the difference. ``external`` says that another index gives the level.
    ``stages`` are values by place in ``ConsolidatedInput.stage_names``.
    """

    code: str
    lead: str | None
    before: str | None
    external: bool
    claimed: str | None
    yielded: str | None
    held_back_by: tuple[str, ...]
    stages: tuple[str | None, ...]
    target: int | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolidatedInput:
    """All that the consolidated report of one government knows.

    ``stage`` names whose values make the index; ``sample`` says that all of it is made up;
    ``evidence_items`` is None where the edition does not judge by them, and without a register;
    ``office`` is None for a cycle without a register, which holds an official result only;
    ``plan`` is None there, too, and so is ``forecast``, which is also None where the final values are known;
    ``reconciliation`` is None where nothing was published or all of it agrees, ``difference`` unless the Tim
    and the external assessor have given every value;
    ``frozen_round`` is None for a report of today's records, ``changes`` for one of a round.
    """

    kind: Literal["konsolidasi"]
    cycle: str
    government: str
    year: int
    sample: bool
    stage: StageName
    as_of: str | None
    source: str
    edition: EditionFacts
    index: PartRow
    predicate: PredicateFacts
    domains: tuple[PartRow, ...]
    aspects: tuple[PartRow, ...]
    items: tuple[ItemRow, ...]
    details: tuple[ItemDetail, ...]
    stage_names: tuple[StageName, ...]
    stages: tuple[StageRow, ...]
    before: BeforeFacts | None
    history: HistoryFacts | None
    reconciliation: ReconciliationFacts | None = None
    difference: DifferenceFacts | None = None
    target: TargetFacts | None
    deadlines: tuple[DeadlineRow, ...]
    steps: tuple[StepRow, ...]
    forecast: ForecastFacts | None
    plan: PlanFacts | None = None
    evidence_items: EvidenceItemsFacts | None
    office: OfficeFacts | None
    national: NationalFacts
    changes: ConsolidatedChanges | None = None
    frozen_round: RoundFacts | None = None
