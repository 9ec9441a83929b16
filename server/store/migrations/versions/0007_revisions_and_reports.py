"""Revisions of the knowledge base, reports of its faults, and every version there was."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _words(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(n, sa.Text(), server_default="", nullable=False) for n in names.split()]


def _maybe(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names.split()]


def _wholes(names: str, usual: str = "0") -> list[sa.Column[Any]]:
    default = sa.text(usual)
    return [sa.Column(n, WHOLE, server_default=default, nullable=False) for n in names.split()]


def _instants(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, WHOLE, nullable=True) for name in names.split()]


def _replicated(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        *_wholes("version", "1"),
        *_wholes("deleted"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_strict=True,
    )
    op.create_index(f"ix_{table}_scope_id", table, ["scope", "id"])


def upgrade() -> None:
    _replicated(
        "revision",
        *_words("entry_kind entry_id body"),
        *_wholes("base_version"),
        *_words("title state author_ids author_names"),
        *_instants("begun_at edited_at"),
        *_words("why"),
        *_maybe("reviewer_id"),
        *_words("review_note"),
        *_instants("publish_at"),
        *_words("batch_id report_ids clashes"),
    )
    op.create_index("ix_revision_entry", "revision", ["entry_kind", "entry_id", "state"])
    op.create_index("ix_revision_state", "revision", ["state", "publish_at"])
    op.create_index("ix_revision_batch_id", "revision", ["batch_id"])
    _replicated(
        "entry_report",
        *_words("cause entry_kind entry_id"),
        *_wholes("entry_version"),
        *_words("title field text"),
        *_wholes("times"),
        *_words("queue_id"),
        *_maybe("contact_id author_id"),
        *_words("author_name"),
        *_wholes("reported_at"),
        *_words("state owner_email"),
        *_instants("asked_at answered_at"),
        *_words("answer"),
        *_maybe("due_on closed_by"),
        *_instants("closed_at"),
    )
    op.create_index("ix_entry_report_entry", "entry_report", ["entry_kind", "entry_id", "state"])
    op.create_table(
        "knowledge_version",
        sa.Column("entry_kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False, autoincrement=False),
        *_words("body"),
        *_wholes("at"),
        *_maybe("author_id reviewer_id"),
        *_words("author_names why"),
        sa.PrimaryKeyConstraint(
            "entry_kind", "entry_id", "version", name=op.f("pk_knowledge_version")
        ),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("knowledge_version")
    op.drop_table("entry_report")
    op.drop_table("revision")
