"""What searches were answered with, what was learned of them, and who accepted which words."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, WHOLE, server_default=sa.text("0"), nullable=False)


def _table(name: str, keys: tuple[str, ...], *columns: sa.Column[str] | sa.Column[int]) -> None:
    op.create_table(
        name,
        *(sa.Column(key, sa.Text(), nullable=False) for key in keys),
        *columns,
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")),
        sqlite_strict=True,
    )


def _replicated(name: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    _table(
        name,
        ("id",),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, server_default=sa.text("1"), nullable=False),
        _whole("deleted"),
        *columns,
    )
    op.create_index(f"ix_{name}_scope_id", name, ["scope", "id"])


def _language() -> sa.Column[str]:
    return sa.Column("language", sa.Text(), server_default=sa.text("'it'"), nullable=False)


def upgrade() -> None:
    op.add_column("thesaurus_line", _word("author"))
    op.add_column("thesaurus_line", sa.Column("added_on", sa.Text(), nullable=True))
    op.drop_table("vain_search")
    _table(
        "search",
        ("id",),
        _word("chain"),
        _whole("place"),
        *map(_word, ("day", "language", "shown")),
        sa.Column("opened", sa.Text(), nullable=True),
        *map(_whole, ("is_reformulation", "is_vain")),
    )
    op.create_index("ix_search_day", "search", ["day"])
    _table("search_word", ("search_id", "stem"), _word("who"))
    op.create_index("ix_search_word_stem", "search_word", ["stem"])
    _table("search_link", ("search_id", "card_id"))
    op.create_index("ix_search_link_card_id", "search_link", ["card_id"])
    _table("search_gap", ("search_id",), *map(_word, ("words", "who", "card_id")))
    _table("released_word", ("token",), _word("language"), _word("stem"))
    _replicated("learned_word", *map(_word, ("language", "stem", "cards")))
    _replicated(
        "synonym_proposal",
        *map(_word, ("words", "line", "card_id", "card_title")),
        _language(),
        *map(_whole, ("times", "people")),
        *map(_word, ("state", "lost")),
        sa.Column("decided_by", sa.Text(), nullable=True),
        _word("decided_name"),
        sa.Column("decided_at", WHOLE, nullable=True),
    )
    _replicated(
        "trial_question",
        *map(_word, ("text", "card_ids", "kind")),
        _language(),
        sa.Column("added_by", sa.Text(), nullable=True),
        _word("added_name"),
        sa.Column("added_on", sa.Text(), nullable=True),
    )
    _replicated("search_trial", *map(_whole, ("at", "is_held")), *map(_word, ("outcomes", "lost")))


def downgrade() -> None:
    for name in ("search_trial", "trial_question", "synonym_proposal", "learned_word"):
        op.drop_index(f"ix_{name}_scope_id", name)
        op.drop_table(name)
    for name in ("released_word", "search_gap", "search_link", "search_word", "search"):
        op.drop_table(name)
    op.create_table(
        "vain_search",
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        *map(_whole, ("times", "last_at")),
        sa.PrimaryKeyConstraint("stems", "who", name=op.f("pk_vain_search")),
        sqlite_strict=True,
    )
    op.create_index("ix_vain_search_last_at", "vain_search", ["last_at"])
    op.drop_column("thesaurus_line", "added_on")
    op.drop_column("thesaurus_line", "author")
