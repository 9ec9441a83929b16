"""Queues whose callbacks only their desk makes, and a short way from a callback to its call."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "queue",
        sa.Column(
            "callback_by_desk",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.text("0"),
            nullable=False,
        ),
    )
    op.create_index("ix_queue_call_callback_id", "queue_call", ["callback_id"])


def downgrade() -> None:
    op.drop_index("ix_queue_call_callback_id", "queue_call")
    op.drop_column("queue", "callback_by_desk")
