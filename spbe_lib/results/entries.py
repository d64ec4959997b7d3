"""What is asked of one OPD, entry by entry, and how far each entry has come."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Recorded, Records, Response, ScopeFact, Status
from spbe_lib.records.approving import Drafted, approved, shared
from spbe_lib.records.obligations import asked_items, obligations
from spbe_lib.records.register import Cycle
from spbe_lib.records.statements import stated_requirements


class EntryState(StrEnum):
    """How far one asked entry has come, from nothing to accepted."""

    UNTOUCHED = "untouched"
    DRAFTED = "drafted"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return {
            "untouched": "belum diisi",
            "drafted": "masih konsep",
            "approved": "disahkan, belum dikirim",
            "submitted": Status.SUBMITTED.label,
            "returned": Status.RETURNED.label,
            "accepted": Status.ACCEPTED.label,
        }[self.value]


def asked_topics(cycle: Cycle, instrument: Instrument, opd: str) -> frozenset[str]:
    """The entries that are asked of an OPD: the items that it leads and its shared obligations."""
    led = {item.code for item in asked_items(cycle, instrument, opd)}
    return frozenset(led | {rule.requirement for _, rule in obligations(cycle, instrument, opd)})


def recorded_entries(records: Records, opd: str, asked: Iterable[str]) -> Mapping[str, Recorded]:
    """What the store holds of the asked entries of an OPD, by topic."""
    every = records.answers
    return {topic: every[opd, topic] for topic in asked if (opd, topic) in every}


def stated_by(instrument: Instrument, response: Response) -> frozenset[str]:
    """The requirements that a response states as fulfilled."""
    item = instrument.item(response.item)
    if item is None:
        raise KeyError(response.item)
    return stated_requirements(instrument, instrument.indicator(item.indicator), response)


def states(instrument: Instrument, recorded: Recorded) -> bool:
    """Whether an entry answers what was asked; a mere note does not."""
    content = recorded.content
    if isinstance(content, ScopeFact):
        return content.answer is not None
    return content.level is not None or bool(stated_by(instrument, content))


def entry_states(
    cycle: Cycle, instrument: Instrument, records: Records, opd: str, drafts: Iterable[Drafted] = ()
) -> Mapping[str, EntryState]:
    """How far every asked entry of an OPD has come.

    What was handed in counts as what became of it, also where somebody is at work on it again.

    Args:
        cycle: The cycle.
        instrument: Its edition.
        records: What the store knows.
        opd: Code of the OPD.
        drafts: Unfinished words of all desks; what was kept aside plays no part.
    """
    asked = asked_topics(cycle, instrument, opd)
    own = [each for each in shared(drafts) if each.desk == opd]
    begun = {each.topic for each in own}
    waiting = EntryState.APPROVED if approved(own) else EntryState.DRAFTED
    found = {topic: waiting if topic in begun else EntryState.UNTOUCHED for topic in asked}
    for topic, recorded in recorded_entries(records, opd, asked).items():
        back = recorded.standing.status is Status.RETURNED
        if back or states(instrument, recorded):
            found[topic] = EntryState(recorded.standing.status.value)
    return found
