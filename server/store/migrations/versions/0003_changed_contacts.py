"""Contacts that are changed after closing: what they were, until when, their case's number."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INSTANTS = ("promised_from", "promised_until", "recorded_at", "corrected_at")
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "contact", sa.Column("case_number", sa.Text(), nullable=False, server_default="")
    )
    for name in _INSTANTS:
        op.add_column("contact", sa.Column(name, _WHOLE, nullable=True))
    op.create_table(
        "contact_history",
        sa.Column("id", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("contact_id", "account_id", "change", "earlier")
        ),
        sa.Column("at", _WHOLE, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_contact_history"),
        sqlite_strict=True,
    )
    op.create_index("ix_contact_history_contact_id_at", "contact_history", ["contact_id", "at"])
    _fill()
    # The rows have another shape, and no version says so: every seat copies them anew.
    op.execute(
        # Behind the life of before: nothing was lost, so no seat need give back what it has sent.
        sa.text("UPDATE meta SET value = value || '~' || :epoch WHERE name = 'epoch'").bindparams(
            epoch=str(uuid.uuid4())
        )
    )


def _fill() -> None:
    """Tell each contact the number of its case and what was promised, as far as it is known."""
    op.execute(
        "UPDATE contact SET recorded_at = closed_at, case_number = coalesce("
        "(SELECT number FROM case_ WHERE case_.id = contact.case_id), '')"
    )
    for name, of_callback in (
        ("promised_from", "window_start_at"),
        ("promised_until", "window_end_at"),
    ):
        op.execute(
            f"UPDATE contact SET {name} = (SELECT max({of_callback}) FROM callback"
            " WHERE callback.case_id = contact.case_id AND callback.abandoned_calls = 0)"
        )


def downgrade() -> None:
    op.drop_index("ix_contact_history_contact_id_at", "contact_history")
    op.drop_table("contact_history")
    with op.batch_alter_table("contact") as batch:
        for name in ("case_number", *_INSTANTS):
            batch.drop_column(name)
