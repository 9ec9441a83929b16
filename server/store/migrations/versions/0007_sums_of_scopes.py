"""What a scope holds is counted as it changes; the first count follows at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
_COLUMNS = ("row_count", "row_sum")
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("scope_head", sa.Column(name, _WHOLE))


def downgrade() -> None:
    with op.batch_alter_table("scope_head") as batch:
        for name in _COLUMNS:
            batch.drop_column(name)
