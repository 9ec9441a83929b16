"""Callbacks of citizens who gave up waiting: from which queue, how often, how long, since when."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _count(name: str, usual: str) -> sa.Column[int]:
    return sa.Column(name, WHOLE, server_default=sa.text(usual), nullable=False)


def upgrade() -> None:
    op.add_column("queue", _count("abandoned_callback_s", "20"))
    op.add_column("callback", sa.Column("queue_id", sa.Text(), nullable=True))
    op.add_column("callback", _count("abandoned_calls", "0"))
    op.add_column("callback", _count("abandoned_s", "0"))
    op.add_column("callback", sa.Column("abandoned_at", WHOLE, nullable=True))
    op.create_index("ix_callback_caller_phone", "callback", ["caller_phone", "state"])


def downgrade() -> None:
    op.drop_index("ix_callback_caller_phone", "callback")
    for column in ("abandoned_at", "abandoned_s", "abandoned_calls", "queue_id"):
        op.drop_column("callback", column)
    op.drop_column("queue", "abandoned_callback_s")
