"""Who is reading or editing which entry of the knowledge base now."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "editing_presence",
        sa.Column("entry_kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        *(
            sa.Column(name, WHOLE, server_default=sa.text("0"), nullable=False)
            for name in ("is_writing", "since_at", "expires_at")
        ),
        sa.PrimaryKeyConstraint(
            "entry_kind", "entry_id", "account_id", name=op.f("pk_editing_presence")
        ),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("editing_presence")
