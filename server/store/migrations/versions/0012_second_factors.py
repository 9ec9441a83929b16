"""A second proof beside the password: secret and codes of an account, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
TABLE = "second_factor"


def upgrade() -> None:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        TABLE,
        sa.Column("account_id", sa.Text, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False, server_default=""),
        *(
            sa.Column(name, whole, nullable=False, server_default=sa.text("0"))
            for name in ("last_step", "created_at")
        ),
        sa.Column("confirmed_at", whole, nullable=True),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
