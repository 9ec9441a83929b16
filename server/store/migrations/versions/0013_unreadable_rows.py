"""The rows that the server cannot read, until somebody mends them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
TABLE = "unreadable_row"


def upgrade() -> None:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        TABLE,
        sa.Column("table_name", sa.Text, primary_key=True),
        sa.Column("row_id", sa.Text, primary_key=True),
        sa.Column("fault", sa.Text, nullable=False, server_default=""),
        sa.Column("at", whole, nullable=False, server_default=sa.text("0")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
