"""What became of last year's recommendations (*tindak lanjut*) on one day: late or not, proven or not.

The list of the coordinator is the plan of action; a recommendation that stands in no list yet appears too,
without a plan. Whether a document proves something is for the assessor to say: here it is only told whether
the OPD that acts has named it among its own documents.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import DocumentStatus, document_key
from spbe_lib.records.open_recommendations import unlisted
from spbe_lib.records.recommendations import Progress, Recommendation
from spbe_lib.records.register import Cycle
from spbe_lib.results.repairs import SOON

_NOTHING = Span.exactly(0)


class Proof(StrEnum):
    """How far the named document can be found among those of the OPD that acts."""

    UNNAMED = "unnamed"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"
    KNOWN = "known"

    @property
    def label(self) -> str:
        """The same as people read it."""
        return {
            "unnamed": "belum disebut",
            "unknown": "belum ada di antara dokumen OPD",
            "unsigned": "masih konsep atau sudah dicabut",
            "known": "ada di antara dokumen OPD",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One recommendation, and where it stands.

    Attributes:
        recommendation: The recommendation with its plan of action.
        listed: Whether it stands in the list; else nobody planned anything.
        opd: Code of the OPD that acts, the lead of the item where none is named; None for nobody.
        lead: Code of the lead of its item; None for a general one, or without a lead.
        days_left: Days until it is due, below zero when it is late; None without a day, or once it is closed.
        proof: Whether its document is known.
        can_add: What its item can still bring to the index, in points; None for a general one.
    """

    recommendation: Recommendation
    listed: bool
    opd: str | None
    lead: str | None
    days_left: int | None
    proof: Proof
    can_add: Span | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.recommendation.progress.is_open

    @property
    def overdue(self) -> bool:
        """Whether it is still to be done after its day."""
        return self.days_left is not None and self.days_left < 0

    @property
    def soon(self) -> bool:
        """Whether it is due within a week."""
        return self.days_left is not None and 0 <= self.days_left <= SOON

    @property
    def unproven(self) -> bool:
        """Whether it is called done without a document that is known."""
        return self.recommendation.progress is Progress.DONE and self.proof is not Proof.KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many recommendations there are, and how many of them are what.

    ``by_progress`` counts those that stand in the list, ``unplanned`` those that do not.
    """

    all: int
    by_progress: Mapping[Progress, int]
    overdue: int
    soon: int
    unproven: int
    unplanned: int


def follow_ups(
    cycle: Cycle, instrument: Instrument, records: Records, values: Mapping[str, Span], today: date | None
) -> tuple[FollowUp, ...]:
    """Every recommendation of former years: general ones first, then in legal order of their items.

    Args:
        cycle: The cycle with its list.
        instrument: Its edition.
        records: What the store knows, of all OPDs or of one alone.
        values: Values (0–5) of one stage by item, from which is counted what an item can still bring.
        today: The day from which days are counted; None while nothing is dated.
    """
    places = {item.code: place for place, item in enumerate(instrument.items)}
    listed = [(each, True) for each in cycle.follow_ups]
    listed += [(each, False) for each in unlisted(cycle)]
    view = _View(cycle=cycle, instrument=instrument, records=records, values=values, today=today)
    found = [_follow_up(view, each, planned) for each, planned in listed]
    return tuple(sorted(found, key=lambda each: places.get(each.recommendation.item or "", -1)))


def counted(found: Iterable[FollowUp]) -> Counted:
    """Count them."""
    known = tuple(found)
    states = [each.recommendation.progress for each in known if each.listed]
    return Counted(
        all=len(known),
        by_progress={progress: states.count(progress) for progress in Progress},
        overdue=sum(each.overdue for each in known),
        soon=sum(each.soon for each in known),
        unproven=sum(each.unproven for each in known),
        unplanned=sum(not each.listed for each in known),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What a recommendation is looked at with."""

    cycle: Cycle
    instrument: Instrument
    records: Records
    values: Mapping[str, Span]
    today: date | None


def _follow_up(view: _View, each: Recommendation, listed: bool) -> FollowUp:
    item = view.instrument.item(each.item) if each.item else None
    lead = view.cycle.leads.get(item.indicator) if item else None
    return FollowUp(
        recommendation=each,
        listed=listed,
        opd=each.opd or lead,
        lead=lead,
        days_left=_days_left(view, each),
        proof=_proof(view.records, each.opd or lead, each),
        can_add=_can_add(view.instrument, item, view.values) if item else None,
    )


def _days_left(view: _View, each: Recommendation) -> int | None:
    if each.due is None or view.today is None or not each.progress.is_open:
        return None
    return (each.due - view.today).days


def _proof(records: Records, opd: str | None, each: Recommendation) -> Proof:
    if not each.proof:
        return Proof.UNNAMED
    own, key = records.of(opd) if opd else Records(), document_key(each.proof, each.proof_number)
    cited = {document_key(e.title, e.number) for answer in own.entries for e in answer.content.evidence}
    cited |= {attachment.document for attachment in own.attachments}
    described = own.mended.get((opd or "", key))
    if described and described.status in (DocumentStatus.DRAFT, DocumentStatus.REVOKED):
        return Proof.UNSIGNED
    return Proof.KNOWN if described or key in cited else Proof.UNKNOWN


def _can_add(instrument: Instrument, item: Item, values: Mapping[str, Span]) -> Span:
    top = instrument.indicator(item.indicator).scale.levels[-1].value
    worth = item.weight / instrument.whole_weight
    value = values.get(item.code, _NOTHING)
    return Span((top - value.high) * worth, (top - value.low) * worth)
