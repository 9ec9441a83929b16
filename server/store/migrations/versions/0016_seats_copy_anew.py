"""Begin a new epoch: rows were given another shape, and seats must copy them anew.

Seats ask only for rows with a newer version. A migration that writes another shape into rows
changes no version, so a seat would keep the older shape for ever: without the opening times that
0010 made of a text. Each later migration of this kind has to begin an epoch too.
"""

import sqlalchemy as sa
from alembic import op

from contract.domain.ids import new_id

revision = "0016"
down_revision = "0015"
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
