"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables of an empty file."""
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("level_denominator", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_cycle_single")),
        sa.CheckConstraint("level_denominator > 0", name=op.f("ck_cycle_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("original_name", sa.Text, nullable=False),
        sa.Column("kept_as", sa.Text, nullable=False),
        sa.Column("received_at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("opd", sa.Text),
        sa.Column("filled_by", sa.Text, nullable=False),
        sa.Column("on_behalf_of", sa.Text, nullable=False),
        sa.Column("approval_name", sa.Text),
        sa.Column("approval_nip", sa.Text),
        sa.Column("approval_position", sa.Text),
        sa.Column("approval_day", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("sha256", name=op.f("uq_submission_sha256")),
    )
    op.create_table(
        "assessed",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.Column("open_end", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("recommendation", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_assessed_submission_id")),
        sa.CheckConstraint(
            "stage IN ('mandiri', 'dokumen', 'interviu', 'visitasi', 'akhir')", name=op.f("ck_assessed_stage")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_assessed_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessed")),
        sa.UniqueConstraint("stage", "item", name=op.f("uq_assessed_stage_item")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("as_of", sa.Date),
        sa.Column("source", sa.Text),
        sa.Column("published", sa.Boolean, nullable=False),
        sa.Column("published_index", sa.String(64)),
        sa.Column("published_predicate", sa.Text),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_assessment_submission_id")
        ),
        sa.CheckConstraint(
            "stage IN ('mandiri', 'dokumen', 'interviu', 'visitasi', 'akhir')",
            name=op.f("ck_assessment_stage"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("opd", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_entry_submission_id")),
        sa.CheckConstraint("status IN ('submitted', 'returned', 'accepted')", name=op.f("ck_entry_status")),
        sa.CheckConstraint("version > 0", name=op.f("ck_entry_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("opd", "topic", name=op.f("uq_entry_opd_topic")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.Column("opd", sa.Text),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("stage", sa.String(32)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_event_submission_id")),
        sa.CheckConstraint(
            "kind IN ('entered', 'replaced', 'returned', 'accepted', 'assessed')", name=op.f("ck_event_kind")
        ),
        sa.CheckConstraint(
            "stage IN ('mandiri', 'dokumen', 'interviu', 'visitasi', 'akhir')", name=op.f("ck_event_stage")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_event_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_table(
        "evidence",
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("dated", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("requirement", sa.Text),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_evidence_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "position", name=op.f("pk_evidence")),
    )
    op.create_table(
        "published_figure",
        sa.Column("assessment_id", sa.Integer, nullable=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("figure", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_published_figure_assessment_id")
        ),
        sa.CheckConstraint("part IN ('aspects', 'domains')", name=op.f("ck_published_figure_part")),
        sa.PrimaryKeyConstraint("assessment_id", "part", "number", name=op.f("pk_published_figure")),
    )
    op.create_table(
        "response",
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.Column("open_end", sa.Boolean, nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("analysis", sa.Text, nullable=False),
        sa.Column("justification", sa.Text, nullable=False),
        sa.Column("services", sa.Text, nullable=False),
        sa.Column("applications", sa.Text, nullable=False),
        sa.Column("follow_up", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_response_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_response")),
    )
    op.create_table(
        "scope_fact",
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(32)),
        sa.Column("note", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_scope_fact_entry_id")),
        sa.CheckConstraint("answer IN ('yes', 'no', 'not_applicable')", name=op.f("ck_scope_fact_answer")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_scope_fact")),
    )
    op.create_table(
        "tick",
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("requirement", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_tick_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "requirement", name=op.f("pk_tick")),
    )
