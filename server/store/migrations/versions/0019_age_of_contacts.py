"""A contact is as old as it is at the server; whose it was is forgotten with it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
_COPIED = sa.text("deleted = 0 AND scope <> ''")


def upgrade() -> None:
    op.execute("UPDATE contact SET recorded_at = closed_at WHERE recorded_at IS NULL")
    _index("closed_at", "recorded_at")
    op.execute("DELETE FROM meta WHERE name = 'citizens_forgotten_until'")
    op.execute("DELETE FROM citizen_told WHERE citizen_id NOT IN (SELECT id FROM citizen)")
    op.execute(
        "DELETE FROM citizen_told WHERE contact_id IN (SELECT id FROM contact WHERE"
        " caller_name = '' AND caller_phone = '' AND caller_fiscal_code = '' AND description = ''"
        " AND citizen_id IS NULL)"
    )
    # By the time of either, what a seat with a wrong clock had passed on was not found.
    op.create_index("ix_call_transfer_contact_id", "call_transfer", ["contact_id"])


def downgrade() -> None:
    op.drop_index("ix_call_transfer_contact_id", "call_transfer")
    _index("recorded_at", "closed_at")
    op.execute("DELETE FROM meta WHERE name = 'contacts_forgotten_until'")


def _index(old: str, new: str) -> None:
    op.drop_index(f"ix_contact_{old}", "contact")
    op.create_index(f"ix_contact_{new}", "contact", [new])
    op.drop_index("ix_contact_copied", "contact")
    op.create_index(
        "ix_contact_copied", "contact", [new], sqlite_where=_COPIED, postgresql_where=_COPIED
    )
