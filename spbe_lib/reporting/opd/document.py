"""The frozen input of an OPD's report: that OPD's data alone, as it is printed.

Figures are printed strings, dates are printed dates; None where there is nothing to say.
"""

from dataclasses import dataclass
from typing import Literal

from spbe_lib.reporting.changes.rows import OpdChanges
from spbe_lib.reporting.compliance import ComplianceRow
from spbe_lib.reporting.evidence_item_rows import EvidenceItemsFacts
from spbe_lib.reporting.rows import EditionFacts, RoundFacts, StageName
from spbe_lib.reporting.working import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdSummary:
    """What the head of the OPD reads first: what is handed in, until when, and what it brings.

    ``shows`` says whose values the page carries. ``days_left`` counts from the data date to
    ``deadline``, negative when it has passed; ``handed_in`` is the day on which the last asked entry
    came in, None while one is lacking, and ``days_late`` how far that was beyond the deadline (0: in
    time). ``revise`` counts the requirements and documents that an assessor wants revised, ``promises``
    what was promised and is open. ``repair`` is until when the first of what came back is due again.
    ``index``, ``brings`` and ``can_add`` belong to the government's index and exist only while the stage is
    complete and the OPD leads something; ``can_add`` is None where nothing is left; ``working``
    has both item by item.
    """

    shows: str
    asked: int
    answered: int
    accepted: int
    returned: int
    revise: int
    promises: int
    documents_due: int
    documents_named: int
    deadline: str | None
    days_left: int | None
    handed_in: str | None
    days_late: int | None
    repair: str | None
    repair_days_left: int | None
    index: str | None
    brings: str | None
    can_add: str | None
    working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One thing to prepare: for what, until when, what it adds to the government's index.

    ``goal`` is the level that the gain is for, ``working`` how the gain arises; ``note`` a word of caution;
    ``planned`` says when the government's plan counts on it, which is a projection.
    """

    what: str
    subject: str
    goal: str | None
    gain: str | None
    due: str | None
    examples: tuple[str, ...]
    note: str | None
    working: Working | None = None
    planned: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One thing to repair or to keep, in the assessor's words.

    ``kind`` says whether the whole answer came back, or one requirement or document is to be revised, or
    something was promised; ``part`` names the requirement, the document or the promise. ``judge`` is whose
    word it is, ``left`` the days until ``due`` in words, ``points`` what of the index hangs on it and
    ``working`` how they arise.
    """

    kind: Literal["answer", "requirement", "document", "promise"]
    topic: str
    subject: str
    part: str | None
    judge: str
    reason: str | None
    wanted: str | None
    due: str | None
    left: str | None
    points: str
    working: Working | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNote:
    """A document as cited for one requirement or one topic; ``place`` is its number in the report's list."""

    title: str
    page: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    """One requirement of a led item: whether the OPD ticked it, and its proof.

    ``label`` is what the Kuesioner calls it ("syarat 3.1").
    """

    code: str
    label: str
    text: str
    ticked: bool
    evidence: tuple[EvidenceNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One level of a led item: its requirements, and its limit as text."""

    name: str
    limit: str | None
    requirements: tuple[RequirementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedRow:
    """One item that the OPD leads, under its legal number.

    ``external_index`` is the other ministry's index that gives the level, with its figure.
    ``previous`` is last year's final value, ``answer`` the OPD's, ``team`` the Tim's, ``external``
    the external assessor's; ``fulfilled`` of ``requirements`` are ticked. ``unrecognised`` says that
    the first missing one is ticked, but not proven to the assessor; ``waiting`` that it is asked
    of all OPDs and not complete yet, without saying where.
    """

    code: str
    name: str
    short_name: str
    services: str
    applications: str
    status: str
    external_index: str | None
    previous: str | None
    answer: str | None
    team: str | None
    external: str | None
    target: str | None
    fulfilled: int
    requirements: int
    first_missing: str | None
    first_missing_code: str | None
    first_missing_label: str | None
    unrecognised: bool
    waiting: bool
    fact: str
    analysis: str
    justification: str
    evidence: tuple[EvidenceNote, ...]
    levels: tuple[LevelRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportedRow:
    """An item for which the OPD brings documents or is concerned."""

    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRow:
    """A shared obligation: what the OPD states, its proof, and where the statement stands.

    ``label`` is the number under which the Kuesioner asks for it.
    """

    code: str
    label: str
    indicator: int
    text: str
    answer: str | None
    note: str
    evidence: tuple[EvidenceNote, ...]
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """What a former year's assessor recommended, what is planned for it, and what the OPD says that it did.

    Attributes:
        code: Code of the item that it is about; None for the government as a whole.
        name: Short name of the item; empty for a general one.
        recommendation: The assessor's words.
        carried_from: The year that gave it, where that is not the last one.
        acting: The OPD that acts, where it is not this one; then nothing of its plan is told here.
        planned: What is planned; empty where nothing is.
        due: Until when.
        due_state: Late, due within a week, or neither.
        budget: The budget line.
        progress: How far it is, or that nobody planned anything; empty where another OPD acts.
        reason: Why it is not taken further.
        proof: The document that proves it; empty where none is named.
        proof_state: Whether it is among this OPD's documents.
        action: What the OPD answered about it; None where it said nothing, or the item is not its own.
        status: Where that answer stands.
        documents: How many documents it cites at the item.
    """

    code: str | None
    name: str
    recommendation: str
    carried_from: int | None
    acting: str | None
    planned: str
    due: str | None
    due_state: Literal["late", "soon", "none"]
    budget: str
    progress: str
    reason: str
    proof: str
    proof_state: str
    action: str | None
    status: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question to the OPD; ``note`` quotes the assessor's own words.

    ``urgent`` marks what should be answered first; ``inferred`` what rests on no rule.
    """

    subject: str
    question: str
    note: str | None
    urgent: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One document of the OPD and everything that it proves.

    ``status`` is what it is worth where that is no matter of course, ``validity`` until when it is in
    force, ``file`` what is kept of it. A restricted one is shown by its title: neither number, date,
    page nor link stands here.
    """

    title: str
    number: str
    dated: str
    uses: tuple[str, ...]
    restricted: bool
    status: str | None
    validity: str | None
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """What happened on one day."""

    day: str
    event: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """One deadline as it holds for this OPD, and the letter that gave it more time."""

    name: str
    day: str
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Full days that the answers lay with the OPD and with the Tim, and who holds them now."""

    days_at_opd: int | None
    days_at_team: int | None
    holder: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """Who filled in and who approved, as the last received file says."""

    filled_by: str | None
    on_behalf_of: str | None
    name: str | None
    position: str | None
    nip: str | None
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdInput:
    """All that the report of one OPD knows; nothing of another OPD, and no index of an OPD.

    ``as_of`` is the date of the last change that concerns this OPD. ``self_review`` says that the
    OPD's own people review the answers, ``officer`` who prepares them. ``returned`` is what is open to be
    repaired, the most pressing first, ``resent`` what was handed in again since and waits.
    ``evidence_items`` is None where the edition does not judge by them, and where the OPD leads nothing.
    ``external_label`` names whose the external values are. ``previous_comparable`` is False where last
    year followed another regulation. ``frozen_round`` is None for a report of today's records, ``changes``
    for one of a round.
    """

    kind: Literal["opd"]
    cycle: str
    government: str
    year: int
    sample: bool
    stage: StageName
    as_of: str | None
    source: str
    edition: EditionFacts
    opd: str
    opd_name: str
    officer: str | None
    team_contact: str | None
    self_review: bool
    external_label: str
    previous_year: int | None
    previous_comparable: bool
    summary: OpdSummary
    steps: tuple[StepRow, ...]
    returned: tuple[ReturnedRow, ...]
    resent: tuple[ReturnedRow, ...]
    led: tuple[LedRow, ...]
    evidence_items: EvidenceItemsFacts | None
    supported: tuple[SupportedRow, ...]
    obligations: tuple[ObligationRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    questions: tuple[QuestionRow, ...]
    evidence: tuple[EvidenceRow, ...]
    files_kept: bool
    history: tuple[HistoryRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    clock: Clock
    compliance: ComplianceRow | None
    approval: ApprovalFacts
    changes: OpdChanges | None = None
    frozen_round: RoundFacts | None = None
