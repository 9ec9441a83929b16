"""By what a citizen's rows are found that no link leads to: number and fiscal code."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
_FILLED = (("contact", "caller_fiscal_code"), ("text_message", "recipient"))
_OF_VOICEMAIL = ("caller", "case_id")


def upgrade() -> None:
    for table, column in _FILLED:
        where = sa.text(f"{column} <> ''")
        op.create_index(
            f"ix_{table}_{column}", table, [column], sqlite_where=where, postgresql_where=where
        )
    for column in _OF_VOICEMAIL:
        op.create_index(f"ix_voicemail_{column}", "voicemail", [column])


def downgrade() -> None:
    for column in _OF_VOICEMAIL:
        op.drop_index(f"ix_voicemail_{column}", "voicemail")
    for table, column in _FILLED:
        op.drop_index(f"ix_{table}_{column}", table)
