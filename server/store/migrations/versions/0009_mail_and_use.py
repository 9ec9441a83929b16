"""Mails to the owners of entries, and how much each entry of the knowledge base is used."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, WHOLE, server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.add_column("entry_report", sa.Column("mail", sa.Text(), nullable=True))
    op.add_column("entry_report", _word("mail_fault"))
    op.add_column("entry_report", _word("note"))
    op.create_table(
        "mail",
        sa.Column("id", sa.Text(), nullable=False),
        *map(_word, ("report_id", "recipient", "message_id", "state", "fault")),
        *map(_whole, ("attempts", "created_at", "next_at")),
        sa.Column("begun_at", WHOLE, nullable=True),
        sa.Column("sent_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sqlite_strict=True,
    )
    op.create_index("ix_mail_state_next_at", "mail", ["state", "next_at"])
    op.create_index("ix_mail_report_id", "mail", ["report_id"])
    op.create_index("ix_mail_recipient_created_at", "mail", ["recipient", "created_at"])
    op.create_table(
        "entry_use",
        sa.Column("entry_kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        *map(_whole, ("read", "linked", "reported", "found")),
        sa.PrimaryKeyConstraint("entry_kind", "entry_id", "day", name=op.f("pk_entry_use")),
        sqlite_strict=True,
    )
    op.create_table(
        "vain_search",
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        *map(_whole, ("times", "last_at")),
        sa.PrimaryKeyConstraint("stems", "who", name=op.f("pk_vain_search")),
        sqlite_strict=True,
    )
    op.create_index("ix_vain_search_last_at", "vain_search", ["last_at"])


def downgrade() -> None:
    op.drop_table("vain_search")
    op.drop_table("entry_use")
    op.drop_table("mail")
    for column in ("note", "mail_fault", "mail"):
        op.drop_column("entry_report", column)
