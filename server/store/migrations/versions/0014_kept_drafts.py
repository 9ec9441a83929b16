"""What editors typed and did not hand over yet, and what held a publication."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = ("account_id", "entry_kind", "entry_id")


def upgrade() -> None:
    op.create_table(
        "kept_draft",
        *(sa.Column(name, sa.Text(), nullable=False) for name in _KEY),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("device_id", "body")
        ),
        *(
            sa.Column(name, WHOLE, server_default=sa.text("0"), nullable=False)
            for name in ("number", "kept_at")
        ),
        sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_kept_draft")),
        sqlite_strict=True,
    )
    held = sa.Column("held_for", sa.Text(), server_default="", nullable=False)
    op.add_column("revision", held)


def downgrade() -> None:
    op.drop_column("revision", "held_for")
    op.drop_table("kept_draft")
