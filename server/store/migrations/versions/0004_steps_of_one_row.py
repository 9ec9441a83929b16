"""What is asked at each call, sign-in and hour is found by an index, however many years there are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
_INDEXES = (
    ("change_row", "at"),
    ("duty_event", "at"),
    ("entry_use", "day"),
    ("exchange_event", "told_at"),
    ("knowledge_version", "at"),
    ("mail", "created_at"),
    ("session", "device_id"),
    ("session", "expires_at"),
    ("text_message", "created_at"),
    ("text_part", "at"),
    ("voicemail", "at"),
)
_OF_REPORTS = {"cause": ["cause", "state"], "state": ["state", "asked_at"]}


def upgrade() -> None:
    op.create_table(
        "exchange_boot",
        sa.Column("exchange", sa.Text(), primary_key=True),
        sa.Column("boot", sa.Text(), primary_key=True),
        sqlite_strict=True,
    )
    # Without them the next question would end no call, but that of a late boot would end them all.
    op.execute(
        "INSERT INTO exchange_boot (exchange, boot) SELECT DISTINCT exchange, boot FROM queue_call"
        " WHERE boot <> ''"
    )
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for name, columns in _OF_REPORTS.items():
        op.create_index(f"ix_entry_report_{name}", "entry_report", columns)


def downgrade() -> None:
    for name in _OF_REPORTS:
        op.drop_index(f"ix_entry_report_{name}", "entry_report")
    for table, column in _INDEXES:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_table("exchange_boot")
