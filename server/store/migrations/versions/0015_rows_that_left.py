"""Contacts and closed cases that seats still copy, by their age: the older ones leave the copies."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
_INDEXES = (
    ("ix_contact_copied", "contact", ""),
    ("ix_case__copied", "case_", "state = 'closed' AND "),
)


def upgrade() -> None:
    for name, table, also in _INDEXES:
        where = sa.text(f"{also}deleted = 0 AND scope <> ''")
        op.create_index(name, table, ["closed_at"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _ in _INDEXES:
        op.drop_index(name, table)
