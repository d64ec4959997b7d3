"""Whether the head of an OPD approved what stands, in its drafts or in the records; not as it stood. Pure.

An approval is a draft itself, under a topic of its own. It names who approved, when, and of what: the
digest of the other drafts of the desk. Whoever changes one of them afterwards asks for a new approval.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from spbe_lib.records.answers import HANDED_IN, Event, Submission

APPROVAL = "pengesahan"
"""The topic of the draft that holds an approval."""

NEEDED = ("name", "day")
"""Without these nothing is approved; a number and a position may be missing, and are then asked about."""


class Drafted(Protocol):
    """What is looked at of a draft, see ``drafts.Draft``."""

    @property
    def desk(self) -> str:
        """Code of the OPD whose desk it is."""
        ...

    @property
    def topic(self) -> str:
        """What it is about."""
        ...

    @property
    def content(self) -> Mapping[str, Any]:
        """The words."""
        ...

    @property
    def revision(self) -> int:
        """How often it was saved."""
        ...

    @property
    def side(self) -> str:
        """Empty for the shared draft."""
        ...


Kind = TypeVar("Kind", bound=Drafted)


def shared(drafts: Iterable[Kind]) -> tuple[Kind, ...]:
    """The drafts that all pages of a desk share, without the words that were kept aside."""
    return tuple(each for each in drafts if not each.side)


def drafts_digest(drafts: Iterable[Drafted]) -> str:
    """What an approval is given for: the SHA-256 of topics and revisions of a desk's shared drafts."""
    pairs = sorted([each.topic, each.revision] for each in shared(drafts) if each.topic != APPROVAL)
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


def approved(drafts: Iterable[Drafted]) -> bool:
    """Whether one desk's drafts are approved as they stand.

    Args:
        drafts: The drafts of one desk.
    """
    own = shared(drafts)
    given = next((each for each in own if each.topic == APPROVAL), None)
    if given is None:
        return False
    if not all(str(given.content.get(key, "")).strip() for key in NEEDED):
        return False
    return given.content.get("digest") == drafts_digest(own)


def standing_submission(
    submissions: Sequence[Submission], events: Iterable[Event], opd: str
) -> Submission | None:
    """The received file that says whether the head approved what stands in the records.

    It is the last one that changed an answer of the OPD, or one with an approval that came after it: a file
    that came again unsigned and changed nothing takes no approval away. None where nothing came.

    Args:
        submissions: The files that brought answers of the OPD, in the order of receipt.
        events: What happened, to any OPD.
        opd: Code of the OPD.
    """
    changing = {each.submission for each in events if each.opd == opd and each.kind in HANDED_IN}
    last = max((place for place, each in enumerate(submissions) if each.sha256 in changing), default=0)
    return next((each for each in reversed(submissions[last:]) if each.approval), None) or next(
        iter(submissions[last:]), None
    )
