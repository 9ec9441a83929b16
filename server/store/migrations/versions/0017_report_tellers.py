"""Who told a fault that somebody else had told first: each hears what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_KEY = ("report_id", "account_id")


def upgrade() -> None:
    op.create_table(
        "report_teller",
        *(sa.Column(name, sa.Text(), nullable=False) for name in _KEY),
        sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_report_teller")),
        sqlite_strict=True,
    )
    op.create_index("ix_report_teller_account_id", "report_teller", ["account_id"])
    op.create_index("ix_entry_report_author_id", "entry_report", ["author_id"])


def downgrade() -> None:
    op.drop_index("ix_entry_report_author_id", "entry_report")
    op.drop_table("report_teller")
