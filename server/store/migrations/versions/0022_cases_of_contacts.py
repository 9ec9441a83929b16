"""A case is found by the contact that opened it, which a correction may have taken it back from."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case__contact_id", "case_", ["contact_id"])


def downgrade() -> None:
    op.drop_index("ix_case__contact_id", "case_")
