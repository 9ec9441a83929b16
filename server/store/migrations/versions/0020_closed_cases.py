"""Closed cases are found by desk, by whoever opened them and by number, the newest first."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
_CLOSED = sa.text("state = 'closed' AND deleted = 0")
_BY = ("desk_id", "opened_by", "caller_phone")


def upgrade() -> None:
    for column in _BY:
        op.create_index(
            f"ix_case__closed_{column}",
            "case_",
            [column, "closed_at", "id"],
            sqlite_where=_CLOSED,
            postgresql_where=_CLOSED,
        )


def downgrade() -> None:
    for column in _BY:
        op.drop_index(f"ix_case__closed_{column}", "case_")
