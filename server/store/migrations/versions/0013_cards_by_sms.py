"""Text messages to citizens, their parts, and what became of all that was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _key() -> "sa.Column[str]":
    return sa.Column("id", sa.Text(), nullable=False)


def _words(*names: str) -> "list[sa.Column[str]]":
    return [sa.Column(name, sa.Text(), server_default="", nullable=False) for name in names]


def _wholes(*names: str) -> "list[sa.Column[int]]":
    zero = sa.text("0")
    return [sa.Column(name, WHOLE, server_default=zero, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "sending",
        _key(),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, server_default=sa.text("1"), nullable=False),
        *_wholes("deleted"),
        *_words("contact_id", "card_id", "title"),
        sa.Column("language", sa.Text(), server_default=sa.text("'it'"), nullable=False),
        *_words("way", "state"),
        sa.Column("problem", sa.Text(), nullable=True),
        *_words("operator_id", "operator_name"),
        *_wholes("asked_at", "changed_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
        sqlite_strict=True,
    )
    op.create_index("ix_sending_scope_id", "sending", ["scope", "id"])
    op.create_index("ix_sending_changed_at", "sending", ["changed_at"])
    op.create_table(
        "text_message",
        _key(),
        *_words("recipient", "card_id", "office_id", "contact_id", "body", "state", "fault"),
        *_wholes("parts", "attempts", "created_at", "next_at"),
        sa.Column("begun_at", WHOLE, nullable=True),
        sa.Column("sent_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_message")),
        sqlite_strict=True,
    )
    op.create_index("ix_text_message_state_next_at", "text_message", ["state", "next_at"])
    op.create_index("ix_text_message_contact_id", "text_message", ["contact_id"])
    op.create_table(
        "text_part",
        _key(),
        *_words("text_id", "receipt"),
        *_wholes("number", "at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_part")),
        sqlite_strict=True,
    )
    op.create_index("ix_text_part_text_id", "text_part", ["text_id"])


def downgrade() -> None:
    op.drop_table("text_part")
    op.drop_table("text_message")
    op.drop_table("sending")
