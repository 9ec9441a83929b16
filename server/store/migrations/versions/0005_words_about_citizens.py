"""What contacts said of citizens is kept beside them, and who was shown which citizen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    words = ("citizen_id", "standing", "filled")
    op.create_table(
        "citizen_told",
        sa.Column("contact_id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in words),
        sa.Column("is_new", _WHOLE, nullable=False, server_default=sa.text("0")),
        sqlite_strict=True,
    )
    op.create_index("ix_citizen_told_citizen_id", "citizen_told", ["citizen_id"])
    op.create_table(
        "citizen_shown",
        sa.Column("account_id", sa.Text(), primary_key=True),
        sa.Column("citizen_id", sa.Text(), primary_key=True),
        sa.Column("at", _WHOLE, primary_key=True, autoincrement=False),
        sqlite_strict=True,
    )
    op.create_index("ix_citizen_shown_at", "citizen_shown", ["at"])


def downgrade() -> None:
    op.drop_table("citizen_shown")
    op.drop_table("citizen_told")
