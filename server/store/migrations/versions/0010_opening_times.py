"""Opening times in place of texts: desk and telephone, of offices and of services."""

import sqlalchemy as sa
from alembic import op
from msgspec.structs import replace

from contract.domain.opening_times.opening_formats import UnreadableTimes
from contract.domain.opening_times.opening_text import text_of_times, times_of_text
from contract.domain.opening_times.opening_times import OpeningTimes
from contract.wire.decoding import decode, encode

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("office", "service_card")
TIMES = ("desk_times", "phone_times")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in TABLES:
        for name in TIMES:
            op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, hours, by_appointment FROM office")).all()
    for entry_id, hours, by_appointment in rows:
        times = replace(_times(hours), by_appointment_only=bool(by_appointment))
        connection.execute(
            sa.text("UPDATE office SET desk_times = :times WHERE id = :id"),
            {"id": entry_id, "times": encode(times).decode()},
        )
    op.drop_column("office", "hours")
    op.drop_column("office", "by_appointment")


def downgrade() -> None:
    op.add_column("office", sa.Column("hours", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "office",
        sa.Column("by_appointment", WHOLE, server_default=sa.text("0"), nullable=False),
    )
    connection = op.get_bind()
    for entry_id, text in connection.execute(sa.text("SELECT id, desk_times FROM office")).all():
        times = decode((text or "{}").encode(), OpeningTimes)
        hours = text_of_times(replace(times, by_appointment_only=False))
        connection.execute(
            sa.text("UPDATE office SET hours = :hours, by_appointment = :b WHERE id = :id"),
            {"id": entry_id, "hours": hours, "b": int(times.by_appointment_only)},
        )
    for table in TABLES:
        for name in TIMES:
            op.drop_column(table, name)


def _times(hours: str) -> OpeningTimes:
    """Read also what downgrade wrote. Hours nobody can read are kept as a note for an editor."""
    try:
        return times_of_text(hours)
    except UnreadableTimes:
        return OpeningTimes(note=hours)
