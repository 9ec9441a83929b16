"""Seats tell of their computers: version, system, headset, network, disk."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
TABLE = "seat_health"


def upgrade() -> None:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    words = (sa.Column(name, sa.Text, nullable=False, server_default="") for name in
             ("version", "system", "headset"))
    wholes = (sa.Column(name, whole, nullable=False, server_default=sa.text("0")) for name in
              ("network_ms", "disk_free_mb", "told_at"))
    op.create_table(
        TABLE,
        sa.Column("seat", sa.Text, primary_key=True),
        *words,
        *wholes,
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
