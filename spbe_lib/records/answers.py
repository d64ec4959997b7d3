"""What the OPDs hand in, what became of it, and what the store knows of a cycle at one moment; frozen.

A *topic* is what one entry is about: an item code (``13``, ``35a``) for a response, a
requirement code (``I13-L3-01``) for a scope fact, a key (``dok-…``) for a document.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from spbe_lib.figures import Span
from spbe_lib.records.documents import Attachment, Document, EvidenceFile, document_key
from spbe_lib.records.judgements import Candidate, Promise, Reply, Verdict
from spbe_lib.records.model import NOBODY, Assessment, Readers, Stage


class Answer(StrEnum):
    """What an OPD states about an obligation that all OPDs share."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The answer as people read and type it."""
        return {"yes": "ya", "no": "tidak", "not_applicable": "tidak berlaku"}[self.value]


class Status(StrEnum):
    """Where an entry of an OPD stands. It starts as submitted; a replaced entry is submitted again."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The status as people read it."""
        return {
            "submitted": "diserahkan, menunggu Tim",
            "returned": "dikembalikan untuk diperbaiki",
            "accepted": "diterima",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReference:
    """A document that proves something (*data dukung*), as the OPD cites it; texts as typed.

    ``requirement`` is the code that it proves, None for a document of the topic as a whole.
    """

    title: str
    number: str = ""
    dated: str = ""
    page: str = ""
    requirement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What the lead answers for one item (*jawaban OPD*): ticked requirements and explanation.

    ``level`` (0–5) is a level given directly, None where none was; what counts is what follows
    from the ticks whenever there are any.
    """

    opd: str
    item: str
    ticked: frozenset[str] = frozenset()
    level: Span | None = None
    fact: str = ""
    analysis: str = ""
    justification: str = ""
    services: str = ""
    applications: str = ""
    follow_up: str = ""
    evidence: tuple[EvidenceReference, ...] = ()

    @property
    def topic(self) -> str:
        """The item code."""
        return self.item

    @property
    def empty(self) -> bool:
        """Whether nothing was answered."""
        return self == Response(opd=self.opd, item=self.item)

    @property
    def claims(self) -> bool:
        """Whether it carries a level: by ticks, or given directly."""
        return bool(self.ticked) or self.level is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeFact:
    """What an OPD states about a shared obligation (*kewajiban bersama*), with its proof.

    ``answer`` is None where the OPD wrote something but did not answer yet.
    """

    opd: str
    requirement: str
    answer: Answer | None = None
    note: str = ""
    evidence: tuple[EvidenceReference, ...] = ()

    @property
    def topic(self) -> str:
        """The requirement code."""
        return self.requirement

    @property
    def empty(self) -> bool:
        """Whether nothing was answered."""
        return self == ScopeFact(opd=self.opd, requirement=self.requirement)


Statement = Response | ScopeFact
"""An answer: about an item, or about a shared obligation."""

Entry = Statement | Document
"""Whatever an OPD hands in under a topic: an answer, or what it says of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The approval of an OPD's answers by its head (or secretary).

    ``scan`` is the kept file of the signed sheet, None where none was sent.
    """

    name: str
    nip: str = ""
    position: str = ""
    day: date | None = None
    scan: EvidenceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A file that was received. ``opd`` is None for what concerns the government, or several OPDs at once.

    ``kept_as`` is where it lies in the cycle's folder; ``on_behalf_of`` names the source when somebody
    else filled it in (a letter, a desk day).
    """

    sha256: str
    original_name: str
    kept_as: str
    received_at: datetime
    actor: str
    opd: str | None = None
    filled_by: str = ""
    on_behalf_of: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the Tim Asesor Internal decides about one entry of an OPD: accepted, or returned with a reason.

    ``wanted`` says what is asked for, ``due`` until when; both matter when it is returned. ``readers``
    names who read the answer.
    """

    opd: str
    topic: str
    status: Status
    reason: str = ""
    wanted: str = ""
    due: date | None = None
    readers: Readers = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an entry stands: its version, from which file, by whom, and the Tim's decision."""

    version: int
    status: Status
    changed_at: datetime
    actor: str
    submission: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedResponse:
    """A response as the store holds it."""

    content: Response
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFact:
    """A scope fact as the store holds it."""

    content: ScopeFact
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDocument:
    """What is said of a document, as the store holds it."""

    content: Document
    standing: Standing


Recorded = RecordedResponse | RecordedFact
"""An answer as the store holds it."""


class EventKind(StrEnum):
    """What happened to a record."""

    ENTERED = "entered"
    REPLACED = "replaced"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ASSESSED = "assessed"
    ATTACHED = "attached"
    DETACHED = "detached"
    RULED = "ruled"
    PROMISED = "promised"
    REPLIED = "replied"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        """The event as people read it."""
        return {
            "entered": "jawaban masuk",
            "replaced": "diperbarui",
            "returned": "dikembalikan untuk diperbaiki",
            "accepted": "diterima Tim",
            "assessed": "dinilai",
            "attached": "berkas data dukung dilampirkan",
            "detached": "lampiran dilepas",
            "ruled": "data dukung diperiksa",
            "promised": "janji dicatat",
            "replied": "OPD menanggapi",
            "chosen": "calon layanan dicatat",
        }[self.value]


HANDED_IN = frozenset({EventKind.ENTERED, EventKind.REPLACED})
"""What an OPD's own file does to an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one record. ``submission`` is the SHA-256 of the file that brought it."""

    kind: EventKind
    at: datetime
    actor: str
    submission: str
    opd: str | None
    topic: str
    version: int
    note: str = ""


Owned = TypeVar("Owned")


# No slots: the records are parted by OPD once, at the first question about one of them, and the parts lie
# beside the fields; else whoever goes through all OPDs would look at all records again for each of them.
@dataclass(frozen=True, kw_only=True)
class Records:
    """All that the store knows of a cycle at one moment, from one read.

    ``responses`` by OPD code and item, ``facts`` by OPD code and requirement, ``documents`` by OPD code
    and key; ``events`` and ``submissions`` in the order in which they happened.
    """

    responses: Mapping[tuple[str, str], RecordedResponse] = field(default_factory=dict)
    facts: Mapping[tuple[str, str], RecordedFact] = field(default_factory=dict)
    documents: Mapping[tuple[str, str], RecordedDocument] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    assessments: Mapping[Stage, Assessment] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    promises: tuple[Promise, ...] = ()
    replies: tuple[Reply, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    submissions: tuple[Submission, ...] = ()
    events: tuple[Event, ...] = ()

    def of(self, opd: str, items: Collection[str] = ()) -> "Records":
        """The part of one OPD: what it handed in and what became of it, and nothing of another OPD.

        Values of the government and candidates are no OPD's.

        Args:
            opd: Code of the OPD.
            items: Codes of items; that they were assessed is told among the events, too.
        """
        own = self._parts.get(opd, Records())
        assessed = [each for item in items for each in self._assessed.get(item, ())]
        if not assessed:
            return own
        events = sorted([*self._happened.get(opd, ()), *assessed], key=lambda each: each[0])
        return replace(own, events=tuple(event for _, event in events))

    @cached_property
    def mended(self) -> Mapping[tuple[str, str], Document]:
        """What is said of each document, by OPD code and the key that its title and number have today.

        That key is another than its own where they were mended since it was first named.
        """
        found: dict[tuple[str, str], Document] = {}
        for (opd, _), each in self.documents.items():
            found.setdefault((opd, document_key(each.content.title, each.content.number)), each.content)
        return found

    def submissions_of(self, opd: str) -> tuple[Submission, ...]:
        """The files that brought answers of an OPD: its own, and those that answer for several."""
        return self.of(opd).submissions

    @cached_property
    def _happened(self) -> Mapping[str | None, list[tuple[int, Event]]]:
        """The events of each OPD with their places among all."""
        return _parted((each.opd, (place, each)) for place, each in enumerate(self.events))

    @cached_property
    def _assessed(self) -> Mapping[str | None, list[tuple[int, Event]]]:
        """What happened to no OPD in particular, by topic."""
        return _parted((event.topic, (place, event)) for place, event in self._happened.get(None, ()))

    @cached_property
    def _parts(self) -> Mapping[str, "Records"]:
        responses = _parted((key[0], (key, each)) for key, each in self.responses.items())
        facts = _parted((key[0], (key, each)) for key, each in self.facts.items())
        documents = _parted((key[0], (key, each)) for key, each in self.documents.items())
        attachments = _parted((each.opd, each) for each in self.attachments)
        verdicts = _parted((each.opd, each) for each in self.verdicts)
        promises = _parted((each.opd, each) for each in self.promises)
        replies = _parted((each.opd, each) for each in self.replies)
        submissions, events = self._submitted(), self._happened
        answering = {*responses, *facts, *documents, *attachments}
        owners = {*answering, *verdicts, *promises, *replies, *submissions, *events}
        return {
            opd: Records(
                responses=dict(responses.get(opd, ())),
                facts=dict(facts.get(opd, ())),
                documents=dict(documents.get(opd, ())),
                attachments=tuple(attachments.get(opd, ())),
                verdicts=tuple(verdicts.get(opd, ())),
                promises=tuple(promises.get(opd, ())),
                replies=tuple(replies.get(opd, ())),
                submissions=tuple(submissions.get(opd, ())),
                events=tuple(event for _, event in events.get(opd, ())),
            )
            for opd in owners
            if opd is not None
        }

    def _submitted(self) -> Mapping[str | None, list[Submission]]:
        """The files that brought answers of each OPD, in the order of receipt."""
        brought = _parted((each.submission, each.opd) for each in self.events if each.kind in HANDED_IN)
        return _parted(
            (opd, each)
            for each in self.submissions
            for opd in dict.fromkeys((each.opd, *brought.get(each.sha256, ())))
        )

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], Recorded]:
        """Responses and scope facts alike, by OPD code and topic."""
        return {**self.responses, **self.facts}

    @property
    def entries(self) -> tuple[Recorded, ...]:
        """Responses and scope facts alike."""
        return (*self.responses.values(), *self.facts.values())


def _parted(pairs: Iterable[tuple[str | None, Owned]]) -> Mapping[str | None, list[Owned]]:
    """What belongs to each owner, in the order in which it came."""
    found: defaultdict[str | None, list[Owned]] = defaultdict(list)
    for owner, each in pairs:
        found[owner].append(each)
    return found
