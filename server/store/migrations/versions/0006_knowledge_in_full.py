"""The knowledge base in full: tree of offices, national service sheet, languages, validity."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

WORDS = {
    "office": (
        "faxes pec website staff accessibility ipa_code owner_email reviewer withdrawn".split()
    ),
    "service_card": (
        "category status_reason alert short_description conditions contacts other_topic_ids places"
        " phones owner_email reviewer withdrawn".split()
    ),
    "faq": "other_card_ids keywords withdrawn".split(),
}
MAYBE = {
    "office": "parent_id review_on valid_from valid_until".split(),
    "service_card": "original_id responsible_id review_on valid_from".split(),
    "faq": "original_id verified_on valid_from valid_until".split(),
}
CHOSEN = {
    "office": {"kind": "site"},
    "service_card": {"language": "it", "status": "active"},
    "faq": {"language": "it"},
}
COUNTS = {"office": (), "service_card": ("original_version",), "faq": ("original_version",)}
NUMBERS = {"office": ("latitude", "longitude"), "service_card": (), "faq": ()}


def _columns(table: str) -> list[sa.Column[Any]]:
    return [
        *(sa.Column(n, sa.Text(), server_default="", nullable=False) for n in WORDS[table]),
        *(sa.Column(name, sa.Text(), nullable=True) for name in MAYBE[table]),
        *(
            sa.Column(name, sa.Text(), server_default=sa.text(f"'{usual}'"), nullable=False)
            for name, usual in CHOSEN[table].items()
        ),
        *(
            sa.Column(name, WHOLE, server_default=sa.text("0"), nullable=False)
            for name in COUNTS[table]
        ),
        *(sa.Column(name, NUMBER, nullable=True) for name in NUMBERS[table]),
    ]


def upgrade() -> None:
    for table in WORDS:
        for column in _columns(table):
            op.add_column(table, column)


def downgrade() -> None:
    for table in WORDS:
        for column in reversed(_columns(table)):
            op.drop_column(table, column.name)
