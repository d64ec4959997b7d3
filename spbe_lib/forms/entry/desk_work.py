"""What one OPD is filling in, while somebody sits before it: recorded, drafted, and typed a moment ago."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from spbe_lib.forms.entry.approval import signed_before
from spbe_lib.forms.entry.difference import Choices, Clash, alike, chosen
from spbe_lib.forms.entry.subjects import Subject, subjects_of
from spbe_lib.forms.entry.typed import Typed, same, without_secrets
from spbe_lib.intake.asking.asked import Asked, asked_of
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.spelling import plain
from spbe_lib.records.answers import Entry, Records, Standing
from spbe_lib.records.approving import APPROVAL
from spbe_lib.records.database.drafts import Draft, DraftOutcome
from spbe_lib.records.database.history import former_entries
from spbe_lib.records.register import Opd

WAITING = "lampiran-"
"""How the topic of a draft begins that says which file waits to be handed in with the answers."""

_NOBODY = "seseorang"
_NEVER = -1
"""A revision that no draft has: what is saved on it goes aside."""


@dataclass(slots=True, kw_only=True)
class Work:
    """The answers of one OPD while they are filled in.

    Attributes:
        desk: Cycle, records, and who sits there.
        opd: The OPD.
        session: A name for this page, under which words are kept aside.
        clock: Tells the moment.
        records: As they were read last.
        asked: What is asked, with what is recorded.
        drafts: The shared drafts as this page saw them last, by topic.
        clashes: What somebody must choose, by topic.
    """

    desk: Desk
    opd: Opd
    session: str
    clock: Callable[[], datetime]
    records: Records = field(default_factory=Records)
    asked: Asked = field(default_factory=lambda: Asked(questions=(), obligations=(), documents=()))
    subjects: tuple[Subject, ...] = ()
    drafts: dict[str, Draft] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    _typed: dict[str, Typed] = field(default_factory=dict)
    _handed: dict[str, Typed] = field(default_factory=dict)
    _seen: dict[str, Typed] = field(default_factory=dict)

    def load(self) -> None:
        """Read records and drafts anew; what was typed here and is not kept yet stays.

        Raises:
            StoreError: They cannot be read.
        """
        drafts = self.desk.store.drafts(self.opd.code)
        self.records = self.desk.store.read()
        self.asked = asked_of(self.desk.cycle, self.desk.instrument, self.opd, self.records)
        self.subjects = subjects_of(self.desk.instrument, self.asked)
        self._handed = {entry.topic: plain(self.desk.instrument, entry) for entry, _ in self.asked.entries}
        self._handed[APPROVAL] = signed_before(self.records.submissions_of(self.opd.code))
        shared = {each.topic: each for each in drafts if not each.side}
        self.drafts = shared | {topic: each for topic, each in self.drafts.items() if topic in self._typed}
        self.clashes = {each.topic: each for each in self._clashes(shared, [d for d in drafts if d.side])}

    @property
    def bases(self) -> Mapping[str, int]:
        """The recorded version of every topic."""
        return self.asked.bases

    def recorded(self, topic: str) -> Typed:
        """What is recorded about a topic."""
        return self._handed.get(topic, {})

    def content(self, topic: str) -> Typed:
        """What is filled in about a topic: typed, else drafted, else recorded."""
        if topic in self._typed:
            return self._typed[topic]
        if (clash := self._own_clash(topic)) is not None:
            return clash.mine
        draft = self.drafts.get(topic)
        return draft.content if draft else self.recorded(topic)

    def drafted(self, topic: str) -> bool:
        """Whether something is filled in that is not handed in."""
        return (topic in self._typed or topic in self.drafts) and not same(
            self.content(topic), self.recorded(topic)
        )

    def topics(self) -> tuple[str, ...]:
        """Every topic of which something is recorded or filled in."""
        return tuple({**self._handed, **self.drafts, **self._typed})

    def put(self, topic: str, content: Typed) -> None:
        """Take over what was typed; `save` keeps it."""
        if not same(content, self.content(topic)):
            self._typed[topic] = content

    @property
    def waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return bool(self._typed)

    @property
    def idle(self) -> bool:
        """Whether nothing is filled in that is not handed in: then there is nothing to approve either."""
        return not self.drafts and not self.waiting

    def save(self) -> None:
        """Keep what was typed; saving the same twice changes nothing.

        Raises:
            StoreError: It cannot be kept now. What is not kept stays typed.
        """
        for topic in tuple(self._typed):
            self._keep(topic)

    def _keep(self, topic: str) -> None:
        content, known = without_secrets(self._typed[topic]), self.drafts.get(topic)
        aside = self._own_clash(topic) is not None
        if aside or not same(content, known.content if known else self.recorded(topic)):
            outcome = self._written(topic, content, _NEVER if aside else known.revision if known else 0)
            if outcome.kept.side:
                if not aside:
                    self._seen[topic] = known.content if known else self.recorded(topic)
                del self._typed[topic]
                self.load()
                return
            self.drafts[topic] = outcome.kept
        self._kept(topic, content)

    def _written(self, topic: str, content: Typed, revision: int, base: int | None = None) -> DraftOutcome:
        known, version = self.drafts.get(topic), self.bases.get(topic, 0)
        if base is None:
            base = known.base if known and not same(known.content, self.recorded(topic)) else version
        draft = Draft(
            desk=self.opd.code,
            topic=topic,
            content=content,
            actor=self.desk.actor,
            changed_at=self.clock(),
            revision=revision,
            base=base,
        )
        return self.desk.store.keep_draft(draft, self.session)

    def _own_clash(self, topic: str) -> Clash | None:
        """What this page wrote aside about a topic: until somebody chooses, it is shown and written on."""
        clash = self.clashes.get(topic)
        return clash if clash and any(each.side == self.session for each in clash.aside) else None

    def _kept(self, topic: str, content: Typed) -> None:
        """What was typed is kept; a text that is kept nowhere stays on this page, to be told about."""
        if same(self._typed[topic], content):
            del self._typed[topic]

    def settle(self, clash: Clash, choices: Choices) -> bool:
        """Make one content of two people's words; False where theirs changed again meanwhile.

        Raises:
            StoreError: It cannot be kept now.
        """
        if clash.topic in self._typed:
            self._keep(clash.topic)
        self.load()
        now, known = self.clashes.get(clash.topic), self.drafts.get(clash.topic)
        if now is None or now.newest != clash.newest or not same(now.mine, clash.mine):
            return False
        settled = self._settled(known, clash.topic, chosen(clash, choices))
        if settled:
            self.desk.store.drop_drafts(clash.aside)
        self.load()
        return settled

    def _settled(self, known: Draft | None, topic: str, content: Typed) -> bool:
        """Keep what was chosen; a shared draft that says it already stays, and whoever wrote it goes on."""
        version = self.bases.get(topic, 0)
        if known and known.base == version and same(known.content, content):
            return True
        outcome = self._written(topic, content, known.revision if known else 0, version)
        return not outcome.kept.side

    def _clashes(self, shared: Mapping[str, Draft], asides: Iterable[Draft]) -> Iterator[Clash]:
        found = [self._clash(each, shared.get(each.topic)) for each in sorted(asides, key=self._foreign)]
        stale = (each for each in shared.values() if each.base != self.bases.get(each.topic, 0))
        found += [self._clash(each, None) for each in stale]
        told = set[str]()
        for each in found:
            if each.topic not in told and not is_waiting(each.topic) and not alike(each):
                told.add(each.topic)
                yield each

    def _foreign(self, aside: Draft) -> bool:
        return aside.side != self.session

    def _clash(self, mine: Draft, theirs: Draft | None) -> Clash:
        """Two people's words: a draft that was kept aside, or one that rests on what was replaced since."""
        topic, standing = mine.topic, self._standing(mine.topic)
        version = self.bases.get(topic, 0)
        content = theirs.content if theirs else self.recorded(topic)
        who = theirs.actor if theirs else standing.actor if standing else ""
        when = theirs.changed_at if theirs else standing.changed_at if standing else mine.changed_at
        return Clash(
            topic=topic,
            mine=mine.content,
            author=mine.actor,
            theirs=content,
            who=who or _NOBODY,
            when=when,
            recorded=theirs is None,
            base=self._beneath(mine, theirs),
            newest=(theirs.revision if theirs else 0, version),
            aside=(mine,) if mine.side else (),
        )

    def _beneath(self, mine: Draft, theirs: Draft | None) -> Typed | None:
        """On what both rest: what this page saw last, or what was recorded when the draft was begun."""
        if mine.side == self.session:
            return self._seen.get(mine.topic)
        return None if theirs else self._former(mine.topic, mine.base)

    def _former(self, topic: str, version: int) -> Typed | None:
        if version == 0:
            return {}
        former: Mapping[tuple[str, int], Entry] = former_entries(self.desk.store.database, self.opd.code)
        entry = former.get((topic, version))
        return plain(self.desk.instrument, entry) if entry else None

    def _standing(self, topic: str) -> Standing | None:
        return next((where for entry, where in self.asked.entries if entry.topic == topic), None)

    def called(self, actor: str) -> None:
        """Somebody else sits down."""
        self.desk = replace(self.desk, actor=actor)


def is_waiting(topic: str) -> bool:
    """Whether a draft says that a file waits: one file as one proof, so that two people cannot disagree."""
    return topic.startswith(WAITING)


def opened(desk: Desk, opd: Opd, session: str, clock: Callable[[], datetime], **known: Any) -> Work:
    """Begin to work on the answers of an OPD.

    Raises:
        StoreError: The records cannot be read.
    """
    work = Work(desk=desk, opd=opd, session=session, clock=clock, **known)
    work.load()
    return work
