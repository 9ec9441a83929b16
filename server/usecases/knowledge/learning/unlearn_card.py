"""Forget what led to a card that is shown no more: should it come back, it begins anew."""

from collections.abc import Collection

import msgspec

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.knowledge.searches import forget_links
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import TABLES, values_in


def unlearn_cards(connection: Connection, edit: FeedEdit, card_ids: Collection[str]) -> None:
    forget_links(connection, card_ids)
    for word in stored_words(connection):
        left = tuple(card for card in word.cards if card.card_id not in card_ids)
        if not left:
            edit.remove(Kind.LEARNED, word.id)
        elif len(left) < len(word.cards):
            edit.put(KNOWLEDGE_SCOPE, msgspec.structs.replace(word, cards=left))


def stored_words(connection: Connection) -> list[LearnedWord]:
    """Return what seats have learned, by id."""
    rows = connection.execute(f"SELECT * FROM {TABLES[Kind.LEARNED]} WHERE deleted = 0 ORDER BY id")
    return list(values_in(connection, LearnedWord, rows).values())
