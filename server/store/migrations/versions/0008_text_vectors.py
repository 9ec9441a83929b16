"""What the texts of the knowledge base mean, as numbers, for the search of the seats."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "text_vector",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, server_default=sa.text("1"), nullable=False),
        sa.Column("deleted", WHOLE, server_default=sa.text("0"), nullable=False),
        sa.Column("model", sa.Text(), server_default="", nullable=False),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("numbers", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_vector")),
        sqlite_strict=True,
    )
    op.create_index("ix_text_vector_scope_id", "text_vector", ["scope", "id"])


def downgrade() -> None:
    op.drop_index("ix_text_vector_scope_id", "text_vector")
    op.drop_table("text_vector")
