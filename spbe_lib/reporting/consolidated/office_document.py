"""What the OPDs handed in and what became of it, as the consolidated report knows it; frozen.

Names of OPDs come from the register, lists of OPDs keep its order; there is no rank.
"""

from dataclasses import dataclass
from typing import Literal

from spbe_lib.reporting.compliance import ComplianceRow
from spbe_lib.reporting.consolidated.kind_document import KindFacts
from spbe_lib.reporting.working import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """An OPD whose answers are missing or returned, and the points of the index that hang on them.

    ``facts`` counts its shared obligations that are missing or returned; ``weighty`` says whether
    items are missing or returned too, so that points hang on it.
    """

    opd: str
    weighty: bool
    missing: tuple[str, ...]
    returned: tuple[str, ...]
    facts: int
    points: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """An OPD for whose answers a deadline has passed while something is still owed.

    ``documents`` are still to come and ``points`` of the index hang on them; ``step`` is what was to be done
    first and ``days`` how long ago its deadline was. ``days_opd`` and ``days_team`` are the days since then
    in whose hands the answers lay; ``team`` says that something waits for the Tim too.
    """

    opd: str
    documents: int
    points: str
    step: str
    days: int
    days_opd: int
    days_team: int
    team: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """A recommendation of a former year, what is planned for it, and what the lead says that it did.

    Attributes:
        code: What it is called in the list.
        item: Code of the item that it is about; None for the government as a whole.
        title: Short name of that item; empty for a general one.
        carried_from: The year that gave it, where that is not the last one.
        recommendation: The assessor's words.
        opd: Who acts; None for nobody.
        action: What is planned; empty where nothing is.
        answer: What the lead of the item answered about it; empty where it said nothing.
        due: Until when.
        due_state: Late, due within a week, or neither.
        budget: The budget line.
        status: How far it is, or that nobody planned anything.
        is_open: Whether something is still to be done.
        reason: Why it is not taken further.
        proof: The document that proves it, as cited; empty where none is named.
        proof_state: Whether that document is known.
        can_add: What its item can still bring to the index; None for a general one, and at the top.
    """

    code: str
    item: str | None
    title: str
    carried_from: int | None
    recommendation: str
    opd: str | None
    action: str
    answer: str
    due: str | None
    due_state: Literal["late", "soon", "none"]
    budget: str
    status: str
    is_open: bool
    reason: str
    proof: str
    proof_state: str
    can_add: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpCount:
    """How many recommendations there are, and how many of them are what; ``states`` by their words."""

    all: int
    states: tuple[tuple[str, int], ...]
    overdue: int
    soon: int
    unproven: int
    unplanned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRow:
    """A requirement of all OPDs: who says yes, who does not, and whether it holds."""

    indicator: int
    name: str
    requirement: str
    code: str
    level: int
    extent: Literal["all", "concerned"]
    counted: int
    yes: int
    no: tuple[str, ...]
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    returned: tuple[str, ...]
    holds: bool
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """An OPD's answers to the requirements of all OPDs, as words in the order of the scope rows."""

    opd: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureRow:
    """An item to which the Tim gave another value than the answers yield; ``reason`` may be lacking."""

    code: str
    title: str
    lead: str | None
    yielded: str | None
    value: str
    direction: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRow:
    """How much an OPD has to repair or promised, as counts.

    ``answers`` came back as a whole, ``parts`` are requirements and documents to revise; ``waiting`` counts
    what it handed in again since an assessor's ruling.
    """

    opd: str
    answers: int
    parts: int
    promises: int
    overdue: int
    waiting: int
    next_due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReviewRow:
    """An item that the Tim's own unit leads: a second reader is asked for. None where nobody is named."""

    code: str
    title: str
    value: str | None
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRow:
    """How many statements of an OPD there are, how many name a document of their own, how many links only.

    ``links`` counts cited documents whose title is an address without a document number.
    """

    opd: str
    due: int
    named: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A document or file that something is the matter with; a restricted one by its title only.

    ``codes`` are the legal numbers of what hangs on it, ``note`` says what is the matter in particular.
    """

    title: str
    number: str
    codes: tuple[str, ...]
    opds: tuple[str, ...]
    note: str
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingList:
    """All documents with which one thing is the matter: how many, and the first of them."""

    name: str
    count: int
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """How many documents are used, of how many a file is kept, how many files; and what to see to."""

    documents: int
    with_file: int
    files: int
    lists: tuple[FindingList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """How far an OPD is, and how many days its answers lay with it and with the Tim."""

    opd: str
    asked: int
    answered: int
    returned: int
    accepted: int
    approved: str | None
    received: str | None
    days_opd: int | None
    days_team: int | None
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """What the items that an OPD leads bring to the index and can still add; never an index of the OPD.

    ``opd`` is None for the items that nobody leads; ``working`` has both figures item by item.
    """

    opd: str | None
    codes: tuple[str, ...]
    brings: str
    can_add: str
    working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionTotal:
    """All contributions together: they add up to the index, or to what is filled of it.

    ``rounded`` says that a sum of the printed figures may differ from the printed total.
    """

    brings: str
    can_add: str
    complete: bool
    rounded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """Why an item may fall before the external assessor."""

    code: str
    title: str
    lead: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkCount:
    """How many questions of one kind the answers give rise to, by severity."""

    kind: str
    high: int
    medium: int
    low: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """A question that an assessor may ask, and who answers it."""

    severity: str
    subject: str
    question: str
    opd: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkFacts:
    """What stood out in the answers: counts of everything, the most severe in words, ``more`` beyond them."""

    counts: tuple[RemarkCount, ...] = ()
    rows: tuple[RemarkRow, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptRow:
    """The text of one item, ready to be entered: value, fact, analysis, justification, documents.

    ``explanation`` is the government's own text, which goes before the OPD's three parts; empty while the Tim
    wrote none.
    """

    code: str
    title: str
    lead: str | None
    value: str | None
    level_name: str | None
    explanation: str
    fact: str
    analysis: str
    justification: str
    services: str
    applications: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """The work of the OPDs and the Tim in one cycle.

    ``late`` names those first on whose missing documents most of the index hangs.
    ``forecasts`` say when all will be in and accepted, or why nothing can be said; empty without any date.
    """

    reviewer: str | None
    requested: str | None
    waiting: tuple[WaitingRow, ...]
    late: tuple[LateRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    follow_up_count: FollowUpCount
    scopes: tuple[ScopeRow, ...]
    matrix: tuple[MatrixRow, ...]
    departures: tuple[DepartureRow, ...]
    repairs: tuple[RepairRow, ...]
    self_reviewed: tuple[SelfReviewRow, ...]
    readiness: tuple[ReadinessRow, ...]
    evidence: EvidenceFacts
    progress: tuple[ProgressRow, ...]
    forecasts: tuple[str, ...]
    compliance: tuple[ComplianceRow, ...]
    kinds: KindFacts
    contributions: tuple[ContributionRow, ...]
    contribution_total: ContributionTotal
    risks: tuple[RiskRow, ...]
    remarks: RemarkFacts
    scripts: tuple[ScriptRow, ...]
