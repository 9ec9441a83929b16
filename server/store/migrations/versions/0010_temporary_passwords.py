"""Which passwords somebody else has set: they are changed at the next sign-in."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    # 0: whoever has a password today keeps it.
    op.add_column(
        "account",
        sa.Column("password_is_temporary", whole, nullable=False, server_default=sa.text("0")),
    )


def downgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.drop_column("password_is_temporary")
