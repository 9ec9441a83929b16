"""A callback counts how often in a row nobody answered: whoever was reached has a promise."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Of those that wait, since the citizen was last reached.
_COUNTED = """
UPDATE callback SET silences = (
    SELECT count(*) FROM callback_attempt a
    WHERE a.callback_id = callback.id AND a.deleted = 0 AND a.outcome = 'no_answer'
    AND NOT EXISTS (
        SELECT 1 FROM callback_attempt b WHERE b.callback_id = callback.id
        AND b.deleted = 0 AND b.outcome <> 'no_answer' AND b.at > a.at
    )
) WHERE state IN ('open', 'claimed') AND attempts > 0
"""


def upgrade() -> None:
    silences = sa.Column("silences", _WHOLE, nullable=False, server_default=sa.text("0"))
    op.add_column("callback", silences)
    op.execute(_COUNTED)
    # Else a seat would count from nothing what it has copied: every seat copies anew. Behind the
    # life of before: nothing was lost, so no seat need give back what it has sent.
    op.execute(
        sa.text("UPDATE meta SET value = value || '~' || :epoch WHERE name = 'epoch'").bindparams(
            epoch=str(uuid.uuid4())
        )
    )


def downgrade() -> None:
    op.drop_column("callback", "silences")
