"""The tables of the store, as they are at the newest revision.

A level is stored as an integer in units of 1/``cycle.level_denominator``, so that it is exact.
A change here needs a revision in ``migrations/versions/`` and a new `HEAD`; a test compares them.
"""

from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from spbe_lib.records.answers import Answer, EventKind, Status
from spbe_lib.records.documents import Access, DocumentStatus
from spbe_lib.records.judgements import PromiseStatus, Ruling
from spbe_lib.records.model import Stage

HEAD = "0003"
"""The newest revision. Revisions are numbered in four digits, so that a greater one is a newer one."""

NAMING = {
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment, as ISO text in UTC; it comes back aware of its zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To text.

        Raises:
            ValueError: The moment does not say in which zone it is.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value}: moment without a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From text."""
        return datetime.fromisoformat(value) if value else None


class Exact(TypeDecorator[Fraction]):
    """An exact figure, as the text of a fraction (``357/100``)."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002
        """From text."""
        return None if value is None else Fraction(value)


def _one_of(kind: type[StrEnum], name: str) -> Enum:
    return Enum(
        kind,
        name=name,
        length=32,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
    )


def _typed(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _typed_later(*names: str) -> list[Column[str]]:
    """Texts that came with a later revision: empty in the rows that were there."""
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _brought() -> Column[int]:
    return Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False)


def _entry_id(*, key: bool = False) -> Column[int]:
    return Column("entry_id", Integer, ForeignKey("entry.id"), primary_key=key, nullable=False)


def _span() -> list[Column[int]]:
    return [Column(name, Integer) for name in ("low", "high")]


def _version() -> Column[int]:
    return Column("version", Integer, CheckConstraint("version > 0", name="version"), nullable=False)


metadata = MetaData(naming_convention=NAMING)

cycle = Table(
    "cycle",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    *_typed("name", "edition"),
    Column(
        "level_denominator", Integer, CheckConstraint("level_denominator > 0", name="unit"), nullable=False
    ),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    *_typed("original_name", "kept_as"),
    Column("received_at", Moment, nullable=False),
    *_typed("actor"),
    Column("opd", Text),
    *_typed("filled_by", "on_behalf_of"),
    *[Column(name, Text) for name in ("approval_name", "approval_nip", "approval_position")],
    Column("approval_day", Date),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    *_typed("opd", "topic"),
    _version(),
    Column("status", _one_of(Status, "status"), nullable=False),
    Column("changed_at", Moment, nullable=False),
    *_typed("actor"),
    _brought(),
    *_typed("reason", "wanted"),
    Column("due", Date),
    *_typed_later("reader", "second_reader"),
    UniqueConstraint("opd", "topic"),
)
"""One row per OPD and topic. Item codes, requirement codes and keys of documents never meet, so that one
constraint keeps (OPD, item), (OPD, requirement) and (OPD, document) unique. The decision
stands in status, reason, wanted, due, and who read it in reader and second_reader."""

response = Table(
    "response",
    metadata,
    _entry_id(key=True),
    *_span(),
    Column("open_end", Boolean, nullable=False),
    *_typed("fact", "analysis", "justification", "services", "applications", "follow_up"),
)

scope_fact = Table(
    "scope_fact",
    metadata,
    _entry_id(key=True),
    Column("answer", _one_of(Answer, "answer")),
    *_typed("note"),
)

tick = Table("tick", metadata, _entry_id(key=True), Column("requirement", Text, primary_key=True))

evidence = Table(
    "evidence",
    metadata,
    _entry_id(key=True),
    Column("position", Integer, primary_key=True),
    *_typed("title", "number", "dated", "page"),
    Column("requirement", Text),
)

document = Table(
    "document",
    metadata,
    _entry_id(key=True),
    *_typed("title", "number", "dated", "subject", "signatory"),
    Column("status", _one_of(DocumentStatus, "status")),
    Column("year", Integer),
    Column("valid_until", Date),
    Column("access", _one_of(Access, "access"), nullable=False),
    *_typed("link"),
)

evidence_file = Table(
    "evidence_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, CheckConstraint("size > 0", name="size"), nullable=False),
    *_typed("kind"),
    Column("text_layer", Boolean),
)
"""A file that is kept once under the cycle's folder, whatever it proves."""

approval_scan = Table(
    "approval_scan",
    metadata,
    Column("submission_id", Integer, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
    Column("sha256", String(64), ForeignKey("evidence_file.sha256"), nullable=False),
)
"""The kept file of the sheet that the head of the OPD signed."""

attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    *_typed("opd", "topic"),
    Column("requirement", Text),
    *_typed("document", "title", "page", "name"),
    Column("captured", Date),
    Column("sha256", String(64), ForeignKey("evidence_file.sha256"), nullable=False),
    _brought(),
)

demo_account = Table(
    "demo_account",
    metadata,
    Column("opd", Text, primary_key=True, nullable=False),
    Column("application", Text, primary_key=True, nullable=False),
    *_typed("login", "secret", "actor"),
    Column("changed_at", Moment, nullable=False),
)
"""What opens an application to the assessors. It stands here alone: in no event, file or report."""

assessment = Table(
    "assessment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stage", _one_of(Stage, "stage"), nullable=False),
    Column("year", Integer),
    Column("as_of", Date),
    Column("source", Text),
    Column("published", Boolean, nullable=False),
    Column("published_index", Exact),
    Column("published_predicate", Text),
    _brought(),
)
"""What is known of a stage as a whole; a change adds a row, and the last one of a stage holds."""

published_figure = Table(
    "published_figure",
    metadata,
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True),
    Column(
        "part", String(8), CheckConstraint("part IN ('aspects', 'domains')", name="part"), primary_key=True
    ),
    Column("number", Integer, primary_key=True),
    Column("figure", Exact, nullable=False),
)

assessed = Table(
    "assessed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stage", _one_of(Stage, "stage"), nullable=False),
    *_typed("item"),
    _version(),
    *_span(),
    Column("open_end", Boolean, nullable=False),
    *_typed("note", "recommendation"),
    Column("changed_at", Moment, nullable=False),
    *_typed("actor"),
    _brought(),
    *_typed_later("explanation", "reader", "second_reader"),
    UniqueConstraint("stage", "item"),
)

assessed_evidence = Table(
    "assessed_evidence",
    metadata,
    Column("assessed_id", Integer, ForeignKey("assessed.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *_typed("title", "number", "dated", "page"),
    Column("requirement", Text),
    *_typed("opd"),
)
"""The government's own list of documents for an item."""

verdict = Table(
    "verdict",
    metadata,
    Column("stage", _one_of(Stage, "stage"), primary_key=True, nullable=False),
    *[Column(name, Text, primary_key=True, nullable=False) for name in ("opd", "topic", "subject")],
    Column("ruling", _one_of(Ruling, "ruling"), nullable=False),
    *_typed("reason"),
    Column("due", Date),
    _brought(),
)

promise = Table(
    "promise",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    Column("stage", _one_of(Stage, "stage"), nullable=False),
    *_typed("opd", "topic", "text"),
    Column("made_on", Date),
    Column("due", Date, nullable=False),
    Column("status", _one_of(PromiseStatus, "status"), nullable=False),
    _brought(),
)

reply = Table(
    "reply",
    metadata,
    *[Column(name, Text, primary_key=True, nullable=False) for name in ("opd", "topic", "subject")],
    *_typed("text"),
    _brought(),
)

candidate = Table(
    "candidate",
    metadata,
    Column("item", Text, primary_key=True, nullable=False),
    Column("name", Text, primary_key=True, nullable=False),
    *_typed("opd", "ticked", "note"),
    Column("chosen", Boolean, nullable=False),
    *_typed("reason"),
    _brought(),
)
"""Services that might stand for an item. ``ticked`` lists requirement codes, parted by a space."""

draft = Table(
    "draft",
    metadata,
    *[Column(name, Text, primary_key=True, nullable=False) for name in ("desk", "topic", "side")],
    Column("revision", Integer, CheckConstraint("revision > 0", name="revision"), nullable=False),
    Column("base", Integer, CheckConstraint("base >= 0", name="base"), nullable=False),
    *_typed("content", "actor"),
    Column("changed_at", Moment, nullable=False),
)
"""What somebody is typing and has not handed in; overwritten, without events. ``side`` is empty for the
draft that all share, else it names the page whose words were kept aside."""

opening = Table(
    "opening",
    metadata,
    *[Column(name, Text, primary_key=True, nullable=False) for name in ("actor", "proof")],
    Column("opened_at", Moment, nullable=False),
)
"""Who of the Tim opened which evidence: the SHA-256 of a file, or the key of a document behind a link."""

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", _one_of(EventKind, "kind"), nullable=False),
    Column("at", Moment, nullable=False),
    *_typed("actor"),
    _brought(),
    Column("opd", Text),
    *_typed("topic"),
    Column("stage", _one_of(Stage, "stage")),
    _version(),
    *_typed("note"),
    Column("before", Text),
)
"""``before`` is the former content and decision as JSON, so that nothing that was recorded is ever lost."""
