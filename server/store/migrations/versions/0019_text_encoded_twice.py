"""Begin a new epoch: what is found in a revision may be text that was encoded twice.

The rows in the database stay as they are. A seat that was older passed over revisions held for a
check it did not know; in the new epoch it reads them.
"""

import sqlalchemy as sa
from alembic import op

from contract.domain.ids import new_id

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _begin_epoch()


def downgrade() -> None:
    _begin_epoch()


def _begin_epoch() -> None:
    """Where no server ever started there is no epoch, and none is made here."""
    op.get_bind().execute(
        sa.text("UPDATE meta SET value = :epoch WHERE name = 'epoch'"), {"epoch": new_id()}
    )
