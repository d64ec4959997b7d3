"""Whether a ruling is still about what an OPD states today; pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.judgements import Verdict

LastAnswers = Mapping[tuple[str | None, str], datetime]
"""When something was last handed in, by OPD code and topic (or key of a document)."""

_ANSWERED = frozenset({EventKind.ENTERED, EventKind.REPLACED, EventKind.ATTACHED})


def last_answers(events: Iterable[Event]) -> LastAnswers:
    """When each OPD last answered each topic, described a document, or attached a file to it."""
    found: dict[tuple[str | None, str], datetime] = {}
    for event in events:
        if event.kind in _ANSWERED:
            key = (event.opd, event.topic)
            found[key] = max(event.at, found.get(key, event.at))
    return found


def superseded(verdict: Verdict, last: LastAnswers) -> bool:
    """Whether the OPD handed in anew what a recorded ruling is about: the answer, or the document itself.

    Then the assessor has not yet said anything of what stands there now.
    """
    given = verdict.given_at
    moments = (last.get((verdict.opd, topic)) for topic in (verdict.topic, verdict.subject))
    return given is not None and any(at is not None and at > given for at in moments)
