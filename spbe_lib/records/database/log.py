"""The submissions and the events of the store: who brought what, and what it changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection, Row, Select, insert, select

from spbe_lib.records.answers import Approval, Event, EventKind, Submission
from spbe_lib.records.database import schema
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.model import Stage

_PLAIN = (
    "sha256",
    "original_name",
    "kept_as",
    "received_at",
    "actor",
    "opd",
    "filled_by",
    "on_behalf_of",
)
_APPROVAL = ("name", "nip", "position", "day")
_FILE = ("sha256", "size", "kind", "text_layer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The submission whose changes are being written, with its row and the transaction.

    Levels are written in units of 1/``unit``.
    """

    connection: Connection
    unit: int
    row: int
    submission: Submission

    def event(
        self, kind: EventKind, *, topic: str, version: int, opd: str | None = None, note: str = ""
    ) -> Event:
        """An event of this submission: at its moment, by its actor."""
        return Event(
            kind=kind,
            at=self.submission.received_at,
            actor=self.submission.actor,
            submission=self.submission.sha256,
            opd=opd,
            topic=topic,
            version=version,
            note=note,
        )


def submission_known(connection: Connection, sha256: str) -> Submission | None:
    """The submission with this content, if it was recorded."""
    row = connection.execute(_submissions().where(schema.submission.c.sha256 == sha256)).first()
    return _submission(row) if row else None


def all_submissions(connection: Connection) -> tuple[Submission, ...]:
    """Every submission, in the order in which they were recorded."""
    rows = connection.execute(_submissions().order_by(schema.submission.c.id))
    return tuple(_submission(row) for row in rows)


def all_events(connection: Connection) -> tuple[Event, ...]:
    """Every event, in the order in which they happened."""
    joined = select(schema.event, schema.submission.c.sha256).select_from(
        schema.event.join(schema.submission)
    )
    names = ("kind", "at", "actor", "opd", "topic", "version", "note")
    return tuple(
        Event(submission=row.sha256, **{name: getattr(row, name) for name in names})
        for row in connection.execute(joined.order_by(schema.event.c.id))
    )


def write_submission(connection: Connection, unit: int, submission: Submission) -> Brought:
    """Record that a file was received."""
    approval = submission.approval
    values = {name: getattr(submission, name) for name in _PLAIN}
    values |= {f"approval_{name}": getattr(approval, name) for name in _APPROVAL} if approval else {}
    made = connection.execute(insert(schema.submission).values(values).returning(schema.submission.c.id))
    row = made.scalar_one()
    if approval and approval.scan:
        register_file(connection, approval.scan)
        scan = insert(schema.approval_scan).values(submission_id=row, sha256=approval.scan.sha256)
        connection.execute(scan)
    return Brought(connection=connection, unit=unit, row=row, submission=submission)


def register_file(connection: Connection, file: EvidenceFile) -> None:
    """Record that a file is kept, once."""
    kept = schema.evidence_file
    if not connection.execute(select(kept.c.sha256).where(kept.c.sha256 == file.sha256)).first():
        connection.execute(insert(kept).values(asdict(file)))


def logged(brought: Brought, event: Event, before: str | None, stage: Stage | None = None) -> Event:
    """Record an event with what stood there before."""
    values = asdict(event) | {"submission_id": brought.row, "before": before, "stage": stage}
    del values["submission"]
    brought.connection.execute(insert(schema.event).values(values))
    return event


def told_whole(content: Mapping[str, object]) -> str:
    """A former content as JSON; exact figures as fractions, sets in order."""
    return json.dumps(content, default=_plain, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):  # a moment is a date, too
        return value.isoformat()
    raise TypeError(type(value))


def _submissions() -> Select[tuple[object, ...]]:
    kept, table = schema.evidence_file, schema.submission
    scan, own = schema.approval_scan, [kept.c[name].label(f"scan_{name}") for name in _FILE]
    joined = table.outerjoin(scan, scan.c.submission_id == table.c.id)
    return select(*table.c, *own).select_from(joined.outerjoin(kept, kept.c.sha256 == scan.c.sha256))


def _submission(row: Row[tuple[object, ...]]) -> Submission:
    approval = None
    if row.approval_name is not None:
        scan = {name: getattr(row, f"scan_{name}") for name in _FILE} if row.scan_sha256 else None
        told = {name: getattr(row, f"approval_{name}") for name in _APPROVAL}
        approval = Approval(scan=EvidenceFile(**scan) if scan else None, **told)
    return Submission(approval=approval, **{name: getattr(row, name) for name in _PLAIN})
