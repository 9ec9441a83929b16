"""Mails that send a card to a citizen, beside those to the owners of entries."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COLUMNS = ("card_id", "office_id", "contact_id")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("mail", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_index("ix_mail_contact_id", "mail", ["contact_id"])


def downgrade() -> None:
    op.drop_index("ix_mail_contact_id", "mail")
    for name in reversed(COLUMNS):
        op.drop_column("mail", name)
