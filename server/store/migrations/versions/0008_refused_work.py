"""Work that others handed over and the server refused, until its author has it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "refused_work",
        sa.Column("command_id", sa.Text(), primary_key=True),
        sa.Column("account_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("box", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", _WHOLE, nullable=False, server_default=sa.text("0")),
        sqlite_strict=True,
    )
    op.create_index("ix_refused_work_account_id", "refused_work", ["account_id"])
    op.create_index("ix_refused_work_at", "refused_work", ["at"])


def downgrade() -> None:
    op.drop_table("refused_work")
