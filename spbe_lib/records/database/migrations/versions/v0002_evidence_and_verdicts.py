"""Documents with their files, demo accounts, verdicts and promises."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_STAGES = "stage IN ('mandiri', 'dokumen', 'interviu', 'visitasi', 'akhir')"
_KINDS = (
    "kind IN ('entered', 'replaced', 'returned', 'accepted', 'assessed', "
    "'attached', 'detached', 'ruled', 'promised')"
)


def upgrade() -> None:
    """Add the tables, and the new kinds of events."""
    op.create_table(
        "document",
        sa.Column("entry_id", sa.Integer, nullable=False),
        *[
            sa.Column(name, sa.Text, nullable=False)
            for name in ("title", "number", "dated", "subject", "signatory")
        ],
        sa.Column("status", sa.String(32)),
        sa.Column("year", sa.Integer),
        sa.Column("valid_until", sa.Date),
        sa.Column("access", sa.String(32), nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.CheckConstraint("status IN ('draft', 'signed', 'revoked')", name=op.f("ck_document_status")),
        sa.CheckConstraint("access IN ('open', 'restricted')", name=op.f("ck_document_access")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_document_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_document")),
    )
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text_layer", sa.Boolean),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_file_size")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_file")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("opd", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("requirement", sa.Text),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("document", "title", "page", "name")],
        sa.Column("captured", sa.Date),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["evidence_file.sha256"], name=op.f("fk_attachment_sha256")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_attachment_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_table(
        "demo_account",
        *[
            sa.Column(name, sa.Text, nullable=False)
            for name in ("opd", "application", "login", "secret", "actor")
        ],
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("opd", "application", name=op.f("pk_demo_account")),
    )
    op.create_table(
        "verdict",
        sa.Column("stage", sa.String(32), nullable=False),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("opd", "topic", "subject")],
        sa.Column("ruling", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.CheckConstraint(_STAGES, name=op.f("ck_verdict_stage")),
        sa.CheckConstraint("ruling IN ('accepted', 'revise')", name=op.f("ck_verdict_ruling")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_verdict_submission_id")),
        sa.PrimaryKeyConstraint("stage", "opd", "topic", "subject", name=op.f("pk_verdict")),
    )
    op.create_table(
        "promise",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("opd", "topic", "text")],
        sa.Column("made_on", sa.Date),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.CheckConstraint(_STAGES, name=op.f("ck_promise_stage")),
        sa.CheckConstraint("status IN ('open', 'kept', 'dropped')", name=op.f("ck_promise_status")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_promise_submission_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_promise")),
    )
    with op.batch_alter_table("event") as event:
        event.drop_constraint(op.f("ck_event_kind"), type_="check")
        event.create_check_constraint(op.f("ck_event_kind"), _KINDS)
