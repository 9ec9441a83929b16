"""How much work of others lies unsent at a seat, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "seat_health", sa.Column("unsent", _WHOLE, nullable=False, server_default=sa.text("0"))
    )
    op.add_column("seat_health", sa.Column("unsent_since", _WHOLE))


def downgrade() -> None:
    with op.batch_alter_table("seat_health") as batch:
        batch.drop_column("unsent_since")
        batch.drop_column("unsent")
