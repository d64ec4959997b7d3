"""Drafts, openings of evidence, readers, the government's own explanations, replies and candidates."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KINDS = (
    "kind IN ('entered', 'replaced', 'returned', 'accepted', 'assessed', "
    "'attached', 'detached', 'ruled', 'promised')"
)
_MORE_KINDS = _KINDS.replace("'promised'", "'promised', 'replied', 'chosen'")


def upgrade() -> None:
    """Add the tables and columns, and the new kinds of events."""
    op.create_table(
        "draft",
        *_texts("desk", "topic", "side"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        *_texts("content", "actor"),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.CheckConstraint("revision > 0", name=op.f("ck_draft_revision")),
        sa.CheckConstraint("base >= 0", name=op.f("ck_draft_base")),
        sa.PrimaryKeyConstraint("desk", "topic", "side", name=op.f("pk_draft")),
    )
    op.create_table(
        "opening",
        *_texts("actor", "proof"),
        sa.Column("opened_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("actor", "proof", name=op.f("pk_opening")),
    )
    op.create_table(
        "reply",
        *_texts("opd", "topic", "subject", "text"),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_reply_submission_id")),
        sa.PrimaryKeyConstraint("opd", "topic", "subject", name=op.f("pk_reply")),
    )
    op.create_table(
        "candidate",
        *_texts("item", "name", "opd", "ticked", "note"),
        sa.Column("chosen", sa.Boolean, nullable=False),
        *_texts("reason"),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_candidate_submission_id")
        ),
        sa.PrimaryKeyConstraint("item", "name", name=op.f("pk_candidate")),
    )
    op.create_table(
        "assessed_evidence",
        sa.Column("assessed_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts("title", "number", "dated", "page"),
        sa.Column("requirement", sa.Text),
        *_texts("opd"),
        sa.ForeignKeyConstraint(
            ["assessed_id"], ["assessed.id"], name=op.f("fk_assessed_evidence_assessed_id")
        ),
        sa.PrimaryKeyConstraint("assessed_id", "position", name=op.f("pk_assessed_evidence")),
    )
    _add_texts("entry", "reader", "second_reader")
    _add_texts("assessed", "explanation", "reader", "second_reader")
    op.create_table(
        "approval_scan",
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_approval_scan_submission_id")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["evidence_file.sha256"], name=op.f("fk_approval_scan_sha256")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_approval_scan")),
    )
    with op.batch_alter_table("event") as event:
        event.drop_constraint(op.f("ck_event_kind"), type_="check")
        event.create_check_constraint(op.f("ck_event_kind"), _MORE_KINDS)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _add_texts(table: str, *names: str) -> None:
    """Add columns that are empty in the rows that are there; the table stays, for others refer to it."""
    for name in names:
        op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
