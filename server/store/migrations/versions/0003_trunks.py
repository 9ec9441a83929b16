"""How the trunks of the exchanges were found last."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "trunk",
        sa.Column("exchange", sa.Text(), nullable=False),
        sa.Column("is_up", WHOLE, server_default=sa.text("0"), nullable=False),
        sa.Column("since_at", WHOLE, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("exchange", name=op.f("pk_trunk")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("trunk")
