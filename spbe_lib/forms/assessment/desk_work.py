"""What the Tim has before it: records, drafts, the queue, and what is typed about one item at this page."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from spbe_lib.figures import office_day
from spbe_lib.forms.assessment.typed import AWAITING, Typed, judged_answers, recorded_words, resumed
from spbe_lib.intake.desk import Desk
from spbe_lib.law.instrument import Item
from spbe_lib.records.accepted import lead_answer
from spbe_lib.records.answers import Recorded, RecordedResponse, Records
from spbe_lib.records.candidates import with_chosen
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Member, same_person
from spbe_lib.results.consolidation import Consolidation, consolidate
from spbe_lib.results.openable import Proof, proofs_behind
from spbe_lib.results.queue import QueueRow, queue
from spbe_lib.results.remark import Remark
from spbe_lib.results.remarks import remarks

_NEVER = -1
"""A revision that no draft has: what is saved on it goes aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two people's words about one item: those typed here (or kept aside), and what stands in the draft."""

    mine: Draft
    theirs: Draft


@dataclass(slots=True, kw_only=True)
class Work:
    """The Tim's work on one cycle at one page.

    Attributes:
        desk: Cycle, edition, records, and who sits there.
        session: A name for this page, under which words are kept aside.
        clock: Tells the moment.
        stage: Whose values are given here: the Tim's own.
        records: As they were read last.
        rows: The queue.
        asked: What stands out in the answers.
        yielded: What the answers of the OPDs yield, item by item.
        drafts: The shared drafts as this page saw them last, by item.
        clashes: What somebody must choose, by item.
    """

    desk: Desk
    session: str
    clock: Callable[[], datetime]
    stage: Stage = Stage.MANDIRI
    records: Records = field(default_factory=Records)
    rows: tuple[QueueRow, ...] = ()
    asked: tuple[Remark, ...] = ()
    yielded: Consolidation = field(default_factory=lambda: Consolidation(items={}, scopes=()))
    drafts: dict[str, Draft] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    _typed: dict[str, Typed] = field(default_factory=dict)

    def load(self) -> None:
        """Read records and drafts anew; what was typed here and is not kept yet stays.

        Raises:
            StoreError: They cannot be read.
        """
        self.records = self.desk.store.read()
        cycle, instrument = with_chosen(self.desk.cycle, self.records), self.desk.instrument
        self.desk = replace(self.desk, cycle=cycle)
        self.asked = remarks(cycle, instrument, self.records)
        self.yielded = consolidate(cycle, instrument, self.records)
        self.load_drafts()

    def load_drafts(self) -> None:
        """Read the drafts anew, and put the queue together."""
        drafts = self.desk.store.drafts(self.stage.value)
        shared = {each.topic: each for each in drafts if not each.side}
        self.drafts = shared | {item: each for item, each in self.drafts.items() if item in self._typed}
        mine = [d for d in drafts if d.side and (d.side == self.session or same_person(d.actor, self.name))]
        self.clashes = {}
        for each in mine:
            self._part(each.topic, each, shared.get(each.topic))
        self.rows = queue(
            self.desk.cycle,
            self.desk.instrument,
            self.records,
            self.stage,
            today=office_day(self.clock()),
            remarks=self.asked,
            held={item for item, each in shared.items() if each.content.get(AWAITING)},
        )

    @property
    def name(self) -> str:
        """Who sits here."""
        return self.desk.actor

    @property
    def member(self) -> Member | None:
        """The member of the Tim who sits here; None where it is nobody of the roster."""
        return self.desk.cycle.member(self.name)

    def sit(self, name: str) -> None:
        """Somebody else sits down."""
        self.desk = replace(self.desk, actor=name)

    def item(self, code: str) -> Item:
        """An item of the edition."""
        return next(each for each in self.desk.instrument.items if each.code == code)

    def lead(self, item: str) -> RecordedResponse | None:
        """What the lead of an item answered."""
        return lead_answer(self.desk.cycle, self.records, self.item(item))

    def answers(self, item: str) -> tuple[Recorded, ...]:
        """What can be decided on for an item, the lead's answer first, then by register."""
        order = {opd.code: place for place, opd in enumerate(self.desk.cycle.opds)}
        lead = self.desk.cycle.leads.get(self.item(item).indicator)
        found = judged_answers(self.desk.instrument, self.records, self.item(item))
        return tuple(
            sorted(
                (each for each in found if each.content.opd == lead or each.content.topic != item),
                key=lambda each: (each.content.topic != item, order.get(each.content.opd, len(order))),
            )
        )

    def proofs(self, item: str) -> tuple[Proof, ...]:
        """Everything that stands behind the answers of an item, the lead's first."""
        return tuple(proof for each in self.answers(item) for proof in proofs_behind(self.records, each))

    def opened(self) -> AbstractSet[str]:
        """What whoever sits here opened."""
        return self.desk.store.openings(self.name)

    def recorded(self, item: str) -> dict[str, Any]:
        """What is recorded of an item, as words."""
        desk = self.desk
        return recorded_words(desk.cycle, desk.instrument, self.records, self.item(item), self.stage)

    def words(self, item: str) -> Typed:
        """What is said of an item: typed, else drafted, else recorded."""
        if item in self._typed:
            return self._typed[item]
        draft, recorded = self._written(item), self.recorded(item)
        return resumed(draft.content, recorded, outdated=self.outdated(item)) if draft else recorded

    def _written(self, item: str) -> Draft | None:
        """The draft that is shown and written on: until somebody chooses, what was kept aside here."""
        clash = self.clashes.get(item)
        return clash.mine if clash else self.drafts.get(item)

    def outdated(self, item: str) -> bool:
        """Whether the OPD handed in anew since the draft was begun."""
        draft = self._written(item)
        return draft is not None and draft.base != self._version(item)

    def put(self, item: str, **changes: Any) -> None:
        """Take over what was typed; whatever waited for a second reader no longer does."""
        words = self.words(item)
        if any(words.get(key) != value for key, value in changes.items()):
            self._typed[item] = {**words, AWAITING: "", **changes}

    def save(self) -> None:
        """Keep what was typed.

        Raises:
            StoreError: It cannot be kept now; what is not kept stays typed.
        """
        for item, words in tuple(self._typed.items()):
            known, version, clash = self.drafts.get(item), self._version(item), self.clashes.get(item)
            seen = known.revision if known else 0
            draft = Draft(
                desk=self.stage.value,
                topic=item,
                content=words,
                actor=self.name,
                changed_at=self.clock(),
                revision=_NEVER if clash else seen,
                base=version,
            )
            outcome = self.desk.store.keep_draft(draft, clash.mine.side if clash else self.session)
            if outcome.kept.side:
                self._part(item, outcome.kept, outcome.other)
            else:
                self.drafts[item] = outcome.kept
            del self._typed[item]

    def settle(self, item: str, *, mine: bool) -> None:
        """Make one draft of two people's words.

        Raises:
            StoreError: It cannot be kept now.
        """
        self.save()
        clash = self.clashes.pop(item)
        if mine:
            draft = replace(clash.mine, side="", revision=clash.theirs.revision, changed_at=self.clock())
            outcome = self.desk.store.keep_draft(draft, self.session)
            if outcome.kept.side:  # changed again meanwhile
                self._part(item, outcome.kept, outcome.other)
                return
        self.desk.store.drop_drafts([clash.mine])
        self._typed.pop(item, None)
        self.load_drafts()

    def _part(self, item: str, mine: Draft, theirs: Draft | None) -> None:
        """Two people's words: the other draft, or what was recorded while this page still typed."""
        other = theirs or self._as_recorded(item, mine)
        self.clashes[item] = Clash(mine=mine, theirs=other)
        self.drafts.pop(item, None)
        if theirs:
            self.drafts[item] = theirs

    def _as_recorded(self, item: str, mine: Draft) -> Draft:
        self.records = self.desk.store.read()
        last = next((e for e in reversed(self.records.events) if e.topic == item), None)
        actor, at = (last.actor, last.at) if last else ("", mine.changed_at)
        return replace(mine, side="", revision=0, content=self.recorded(item), actor=actor, changed_at=at)

    def begun(self, item: str) -> tuple[Draft, ...]:
        """The draft that a judgement of an item makes good, if there is one."""
        return (self.drafts[item],) if item in self.drafts else ()

    def forget(self, item: str) -> None:
        """What was typed of an item is handed in."""
        self._typed.pop(item, None)

    def lead_code(self, item: str) -> str:
        """Code of the OPD that leads an item; empty where none does."""
        return self.desk.cycle.leads.get(self.item(item).indicator, "")

    def _version(self, item: str) -> int:
        lead = self.lead(item)
        return lead.standing.version if lead else 0
