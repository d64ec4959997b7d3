"""What an assessor says of single requirements and documents, and what an OPD promised; frozen.

The decision about a whole answer is ``answers.Decision``, the values of items are ``model.Assessment``.
Here too: what an OPD replies to a question, and which services are candidates for an item.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from spbe_lib.records.model import Stage

_SHORT = 12
PROMISE = "janji-"
"""How the key of a promise begins."""
COMPLIANCE = "kepatuhan"
"""The topic of a reply to the facts about an OPD's punctuality."""


class Ruling(StrEnum):
    """What an assessor says of one requirement or one document."""

    ACCEPTED = "accepted"
    REVISE = "revise"

    @property
    def label(self) -> str:
        """The ruling as people read and type it."""
        return {"accepted": "diterima", "revise": "diperbaiki"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An assessor's ruling about one requirement that an OPD states, or one document that it cites.

    Attributes:
        stage: Whose ruling it is.
        opd: Code of the OPD whose answer it is about.
        topic: Item code, or requirement code of a shared obligation.
        subject: Requirement code, or the key of a document (``dok-…``).
        ruling: Accepted, or to be revised.
        reason: Why; never empty when it is to be revised.
        due: Until when it is to be revised; None for the cycle's own deadline.
        given_at: The moment at which it was recorded, so that an answer handed in later is known to be
            newer; None before that, and no part of what the ruling says.
    """

    stage: Stage
    opd: str
    topic: str
    subject: str
    ruling: Ruling
    reason: str = ""
    due: date | None = None
    given_at: datetime | None = field(default=None, compare=False)


class PromiseStatus(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The status as people read and type it."""
        return {"open": "belum", "kept": "ditepati", "dropped": "batal"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What an OPD promised an assessor, in an interview or a visit, until a certain day.

    ``key`` is made when it is first noted, see ``promise_key``, and stays when its words are mended;
    ``topic`` is an item code.
    """

    key: str
    stage: Stage
    opd: str
    topic: str
    text: str
    made_on: date | None = None
    due: date
    status: PromiseStatus = PromiseStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an OPD says to a question of the Tim, or to the facts about its punctuality.

    Attributes:
        opd: Code of the OPD.
        topic: What the question is about: an item code, a requirement code, or ``COMPLIANCE``.
        subject: Which question: the kind of a remark; empty for the topic as a whole.
        text: The reply, as typed; an empty one takes a former reply back.
    """

    opd: str
    topic: str
    subject: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A service that might stand for one item, where the law lets the government choose which.

    Attributes:
        item: Item code.
        name: Name of the service.
        opd: Code of the OPD that runs it.
        ticked: Codes of the requirements of the item that it fulfils.
        note: What speaks for it: users, what it is linked with; as typed.
        chosen: Whether it is the chosen one; at most one of an item is.
        reason: Why it was chosen; empty where it is not.
    """

    item: str
    name: str
    opd: str
    ticked: frozenset[str] = frozenset()
    note: str = ""
    chosen: bool = False
    reason: str = ""


def promise_key(opd: str, topic: str, text: str) -> str:
    """The key under which a promise is known."""
    words = "\n".join([opd, topic, " ".join(text.casefold().split())])
    return PROMISE + hashlib.sha256(words.encode()).hexdigest()[:_SHORT]
