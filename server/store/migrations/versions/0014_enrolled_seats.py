"""The keys of enrolled computers, the codes that enrol them, and which key a session began with."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seat_key",
        sa.Column("key", sa.Text, primary_key=True),
        _word("seat"),
        _whole("enrolled_at"),
        _whole("last_used_at"),
        sqlite_strict=True,
    )
    op.create_index("ix_seat_key_seat", "seat_key", ["seat"])
    op.create_table(
        "seat_code",
        sa.Column("seat", sa.Text, primary_key=True),
        _word("digest"),
        *map(_whole, ("made_at", "expires_at", "keeps_others")),
        sa.Column("used_at", _WHOLE, nullable=True),
        sqlite_strict=True,
    )
    op.create_index("ix_seat_code_digest", "seat_code", ["digest"], unique=True)
    op.add_column("session", _word("seat_key"))


def downgrade() -> None:
    op.drop_column("session", "seat_key")
    op.drop_table("seat_code")
    op.drop_table("seat_key")


_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, _WHOLE, nullable=False, server_default=sa.text("0"))


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")
