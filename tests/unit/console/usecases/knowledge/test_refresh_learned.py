"""What the city's searches taught reaches the search of a seat, once, and goes again."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import drop_row, put_row
from console.usecases.knowledge.refresh_learned import RefreshLearned
from contract.domain.ids import KNOWLEDGE_SCOPE, CardId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.learning import LearnedCard, LearnedWord
from contract.wire.changes import Kind
from contract.wire.decoding import encode

CARD = ServiceCard(id=CardId("rides"), title="Mobilità condivisa", topic_id="t", say="")


class Listening(KnowledgeSearch):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    async def change_learned(
        self, changed: Sequence[LearnedWord], removed_ids: Sequence[str] = ()
    ) -> None:
        self.told += [*(f"+{word.stem}" for word in changed), *(f"-{one}" for one in removed_ids)]
        await super().change_learned(changed, removed_ids)


def a_word(stem: str, version: int = 1) -> LearnedWord:
    cards = (LearnedCard(card_id=CARD.id, impact=0.5),)
    return LearnedWord(id=f"it:{stem}", language="it", stem=stem, cards=cards, version=version)


class BrokenOff(Listening):
    """The operator signs out while the search takes a word."""

    async def change_learned(
        self, changed: Sequence[LearnedWord], removed_ids: Sequence[str] = ()
    ) -> None:
        await super().change_learned(changed, removed_ids)
        if changed:
            raise asyncio.CancelledError


async def test_a_word_taken_as_she_signed_out_goes_with_her_replica(tmp_path: Path) -> None:
    database = LocalDatabase(tmp_path / "replica.db", "0" * 64, ChangeFeed())
    await database.open()
    search = BrokenOff()
    refresh = RefreshLearned(database=database, search=search)
    word = a_word("monopattin")
    body = encode(word).decode()
    await database.write(
        lambda c: put_row(c, KNOWLEDGE_SCOPE, Kind.LEARNED, word.id, word.version, body),
        changes=frozenset(),
    )
    with pytest.raises(asyncio.CancelledError):
        await refresh()
    await search.rebuild((CARD,), (), (), ())
    await database.write(
        lambda c: drop_row(c, KNOWLEDGE_SCOPE, Kind.LEARNED, word.id), changes=frozenset()
    )
    await refresh()
    assert (await search.search("monopattino")).hits == ()
    await search.close()
    await database.close()


async def test_a_learned_word_is_told_once_and_outlives_a_new_index(tmp_path: Path) -> None:
    database = LocalDatabase(tmp_path / "replica.db", "0" * 64, ChangeFeed())
    await database.open()
    search = Listening()
    refresh = RefreshLearned(database=database, search=search)

    def write(connection: Connection) -> None:
        for word in (a_word("monopattin"), a_word("bid")):
            body = encode(word).decode()
            put_row(connection, KNOWLEDGE_SCOPE, Kind.LEARNED, word.id, word.version, body)

    await database.write(write, changes=frozenset())
    await refresh()
    await refresh()
    assert sorted(search.told) == ["+bid", "+monopattin"]
    for _ in range(2):
        await search.rebuild((CARD,), (), (), ())
        assert [hit.id for hit in (await search.search("monopattino")).hits] == ["rides"]
    await database.write(
        lambda c: drop_row(c, KNOWLEDGE_SCOPE, Kind.LEARNED, "it:monopattin"), changes=frozenset()
    )
    await refresh()
    assert search.told[2:] == ["-it:monopattin"]
    assert (await search.search("monopattino")).hits == ()
    await search.close()
    await database.close()
