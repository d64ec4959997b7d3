"""Whether a ruling is still about what an OPD states today; pure."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from spbe_lib.records.answers import HANDED_IN, Event, EventKind
from spbe_lib.records.judgements import Verdict

Moments = Mapping[tuple[str | None, str], datetime]
"""When something last happened, by OPD code and topic (or key of a document)."""

_ANSWERED = HANDED_IN | {EventKind.ATTACHED}
_DECIDED = frozenset({EventKind.RETURNED, EventKind.ACCEPTED})


def last_answers(events: Iterable[Event]) -> Moments:
    """When each OPD last answered each topic, described a document, or attached a file to it."""
    return _last(events, _ANSWERED)


def last_decisions(events: Iterable[Event]) -> Moments:
    """When the Tim last decided about each answer as a whole."""
    return _last(events, _DECIDED)


def superseded(verdict: Verdict, answers: Moments) -> bool:
    """Whether the OPD handed in anew what a recorded ruling is about: the answer, or the document itself.

    Then the assessor has not yet said anything of what stands there now.
    """
    return _answered_since(verdict, answers) is not None


def unseen(verdict: Verdict, answers: Moments, decisions: Moments) -> bool:
    """Whether what was handed in anew since a ruling still waits to be looked at.

    It no longer does once the Tim decided about the answer as a whole.
    """
    answered, decided = _answered_since(verdict, answers), decisions.get((verdict.opd, verdict.topic))
    return answered is not None and (decided is None or decided < answered)


def _answered_since(verdict: Verdict, answers: Moments) -> datetime | None:
    given = verdict.given_at
    moments = [answers.get((verdict.opd, topic)) for topic in (verdict.topic, verdict.subject)]
    return max((at for at in moments if at and given and at > given), default=None)


def _last(events: Iterable[Event], kinds: AbstractSet[EventKind]) -> Moments:
    found: dict[tuple[str | None, str], datetime] = {}
    for event in events:
        if event.kind in kinds:
            key = (event.opd, event.topic)
            found[key] = max(event.at, found.get(key, event.at))
    return found
