"""A lease is renewed beside its callback: each beat was a change that every seat copied."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lease_beat",
        sa.Column("callback_id", sa.Text(), primary_key=True),
        sa.Column("fence", _WHOLE, nullable=False, server_default=sa.text("0")),
        sa.Column("until_at", _WHOLE, nullable=False, server_default=sa.text("0")),
        sqlite_strict=True,
    )
    op.create_index("ix_lease_beat_until_at", "lease_beat", ["until_at"])


def downgrade() -> None:
    op.drop_table("lease_beat")
