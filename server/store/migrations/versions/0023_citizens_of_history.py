"""What a contact said before it was corrected is of the citizen it was of then."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact_history", sa.Column("citizen_id", sa.Text()))
    op.create_index("ix_contact_history_citizen_id", "contact_history", ["citizen_id"])


def downgrade() -> None:
    op.drop_index("ix_contact_history_citizen_id", "contact_history")
    op.drop_column("contact_history", "citizen_id")
