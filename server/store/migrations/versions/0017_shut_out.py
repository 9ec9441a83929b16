"""Lines of the audit that say who was shut out: they are looked for when work is handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
_WHERE = sa.text(
    "action IN ('account_disable', 'account_password', 'account_sign_out', 'duty_force',"
    " 'seat_remove')"
)


def upgrade() -> None:
    op.create_index(
        "ix_audit_shuts_out", "audit", ["at"], sqlite_where=_WHERE, postgresql_where=_WHERE
    )


def downgrade() -> None:
    op.drop_index("ix_audit_shuts_out", "audit")
