"""The index built once is kept beside the replica, and answers as if it were built anew."""

import hashlib
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.change_feed import Topic
from console.store.knowledge.knowledge_repository import all_knowledge
from console.store.knowledge.sealed_file import SealedFile
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import drop_row, put_row
from console.store.replica.sync_cursor import add_scope, set_cursor, set_epoch
from console.usecases.knowledge.refresh_search import RefreshSearch
from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.knowledge import FORMAT
from contract.knowledge.documents import card_document, faq_document
from contract.knowledge.kept_words import packed
from contract.wire.changes import Kind
from tests.support.seats.seat import open_replica
from tests.unit.contract.knowledge.small_corpus import (
    a_card,
    a_faq,
    an_engine,
    an_office,
    engine_of,
)

WORDS = [
    "anagrafe",
    "tari",
    "imu",
    "scuola",
    "mensa",
    "carta",
    "caffè",
    "multa",
    "sosta",
    "verde",
    "nido",
    "identità",
    "permesso",
]
SLIPS = ("anagrfe", "mennsa", "cart ident", "sosta ver", "perm", "06 5555 01", "nidi mense ", "m")
QUESTIONS = (*WORDS, *SLIPS, "gabella ", "carta d'identità", "ufficio", "school")
KEY = bytes(range(32))


class City:
    """A replica whose knowledge base is edited at random, and the searches over it."""

    def __init__(self, database: LocalDatabase, file: SealedFile, luck: random.Random) -> None:
        self.database = database
        self.file = file
        self._luck = luck
        self._cursor = 0

    async def edit(self, times: int = 1) -> None:
        for _ in range(times):
            self._cursor += 1
            edit = self._luck.choice((self._card, self._card, self._office, self._faq, self._line))
            kind, value = edit(self._luck.randrange(40))
            await self.put(kind, value, is_gone=self._luck.random() < 0.2)

    async def put(self, kind: Kind, value: Any, *, is_gone: bool = False) -> None:
        def write(connection: Connection) -> None:
            if is_gone:
                drop_row(connection, KNOWLEDGE_SCOPE, kind, value.id)
            else:
                body = msgspec.json.encode(value).decode()
                put_row(connection, KNOWLEDGE_SCOPE, kind, value.id, value.version, body)
            set_cursor(connection, KNOWLEDGE_SCOPE, self._cursor)

        await self.database.write(write, changes=frozenset({Topic.KNOWLEDGE}))

    async def begin(self, epoch: str = "one", cursor: int = 0) -> None:
        self._cursor = cursor

        def write(connection: Connection) -> None:
            set_epoch(connection, epoch)
            add_scope(connection, KNOWLEDGE_SCOPE)
            set_cursor(connection, KNOWLEDGE_SCOPE, cursor)

        await self.database.write(write, changes=frozenset({Topic.KNOWLEDGE}))

    def _text(self, words: int) -> str:
        return " ".join(self._luck.choices(WORDS, k=words))

    def _card(self, number: int) -> tuple[Kind, Any]:
        card = a_card(self._text(3), self._text(20), card_id=f"c{number}", keywords=self._text(2))
        return Kind.CARD, msgspec.structs.replace(
            card,
            version=self._cursor,
            language=self._luck.choice(("it", "it", "en", "fr")),
            withdrawn="old" * (self._luck.random() < 0.15),
        )

    def _office(self, number: int) -> tuple[Kind, Any]:
        phone = f"+3906555501{number:02}"
        office = an_office(f"Ufficio {self._text(2)}", office_id=f"o{number}", phones=(phone,))
        return Kind.OFFICE, msgspec.structs.replace(office, version=self._cursor)

    def _faq(self, number: int) -> tuple[Kind, Any]:
        card = f"c{self._luck.randrange(40)}"
        faq = a_faq(f"{self._text(4)}?", card, self._text(9), faq_id=f"f{number}")
        return Kind.FAQ, msgspec.structs.replace(faq, version=self._cursor)

    def _line(self, number: int) -> tuple[Kind, Any]:
        asked, found = self._luck.choice(("gabella", "school", self._text(1))), self._text(1)
        line = f"{asked} > {found}"
        return Kind.THESAURUS, ThesaurusLine(id=f"t{number}", line=line, version=self._cursor)


class Seat:
    """One start of the console over the city's replica."""

    def __init__(self, city: City) -> None:
        self.search = KnowledgeSearch(rest_share=0)
        self.rebuilt = 0
        self._rebuild, self.search.rebuild = self.search.rebuild, self._counted  # type: ignore[method-assign]
        self.refresh = RefreshSearch(
            database=city.database, search=self.search, kept=lambda: city.file
        )

    async def _counted(self, *rows: Any) -> None:
        self.rebuilt += 1
        await self._rebuild(*rows)


@asynccontextmanager
async def a_city(folder: Path, seed: int = 1) -> AsyncIterator[City]:
    async with open_replica(folder / "replica.db") as database:
        file = SealedFile(folder / "replica.words", KEY, b"stamp")
        city = City(database, file, random.Random(seed))
        await city.begin()
        await city.edit(80)
        yield city


@asynccontextmanager
async def a_start(city: City) -> AsyncIterator[Seat]:
    seat = Seat(city)
    try:
        await seat.refresh()
        yield seat
    finally:
        await seat.search.close()


async def answers(search: KnowledgeSearch) -> list[SearchAnswer]:
    found = [await search.search(question, 50) for question in QUESTIONS]
    return [msgspec.structs.replace(answer, search_ms=0.0) for answer in found]


async def built_anew(city: City) -> list[SearchAnswer]:
    search = KnowledgeSearch(rest_share=0)
    try:
        rows = await city.database.read(all_knowledge)
        shown = [[row for row in part if not getattr(row, "withdrawn", "")] for part in rows]
        await search.rebuild(*shown)
        return await answers(search)
    finally:
        await search.close()


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_was_edited_and_when_it_answers_like_an_index_built_anew(
    tmp_path: Path, seed: int
) -> None:
    luck = random.Random(seed)
    async with a_city(tmp_path, seed) as city:
        for start in range(5):
            async with a_start(city) as seat:
                assert seat.rebuilt == (start == 0)
                assert await answers(seat.search) == await built_anew(city)
                for _ in range(4):
                    await city.edit(luck.randrange(1, 15))
                    await seat.refresh()
                    assert await answers(seat.search) == await built_anew(city)
                    if luck.random() < 0.5:
                        await seat.refresh.keep()
                await seat.refresh.keep()
            await city.edit(luck.randrange(20))


async def test_a_start_over_an_unchanged_knowledge_base_reads_none_of_it(tmp_path: Path) -> None:
    async with a_city(tmp_path) as city:
        async with a_start(city) as seat:
            await seat.refresh.keep()
        expected = await built_anew(city)
        await city.database.write(
            lambda connection: connection.execute("DELETE FROM replica_row"),
            changes=frozenset({Topic.KNOWLEDGE}),
        )
        async with a_start(city) as seat:
            assert await answers(seat.search) == expected


async def damaged(file: SealedFile, how: str) -> None:
    content = file.path.read_bytes()
    at = len(content) // 2
    match how:
        case "is missing its end":
            file.path.write_bytes(content[:-40])
        case "was cut between two pieces":
            length = int.from_bytes(content[16:20])
            file.path.write_bytes(content[: 20 + length])
        case "goes on after its end":
            file.path.write_bytes(content + b"\0")
        case "has one bit turned":
            file.path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        case "is empty":
            file.path.write_bytes(b"")
        case "is of another program's version":
            parts = file.read(lambda: None) or []
            SealedFile(file.path, KEY, b"another stamp").write(parts, lambda: None)
        case "is of another key":
            parts = file.read(lambda: None) or []
            SealedFile(file.path, bytes(32), b"stamp").write(parts, lambda: None)


DAMAGES = (
    "is missing its end",
    "was cut between two pieces",
    "goes on after its end",
    "has one bit turned",
    "is empty",
    "is of another program's version",
    "is of another key",
)


@pytest.mark.parametrize("how", DAMAGES)
async def test_a_kept_index_is_thrown_away_and_built_again_where_it(
    tmp_path: Path, how: str
) -> None:
    async with a_city(tmp_path) as city:
        async with a_start(city) as seat:
            await seat.refresh.keep()
        assert city.file.path.exists()
        await damaged(city.file, how)
        async with a_start(city) as seat:
            assert seat.rebuilt == 1
            assert not city.file.path.exists()
            assert await answers(seat.search) == await built_anew(city)


@pytest.mark.parametrize(("epoch", "cursor"), [("another", 200), ("one", 3)])
async def test_an_index_of_another_life_of_the_server_or_ahead_of_the_replica_is_built_again(
    tmp_path: Path, epoch: str, cursor: int
) -> None:
    async with a_city(tmp_path) as city:
        async with a_start(city) as seat:
            await seat.refresh.keep()
        await city.begin(epoch, cursor)
        async with a_start(city) as seat:
            assert seat.rebuilt == 1
            assert await answers(seat.search) == await built_anew(city)


async def test_nothing_is_kept_while_the_knowledge_base_is_copied_or_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_city(tmp_path) as city, a_start(city) as seat:
        with monkeypatch.context() as full:
            full.setattr("console.store.knowledge.sealed_file.ROOM_BYTES", 2**80)
            await seat.refresh.keep()
            assert not city.file.path.exists()
        await city.begin("one", 0)
        await seat.refresh()
        await seat.refresh.keep()
        assert not city.file.path.exists()
        await city.begin("one", 300)
        await seat.refresh()
        await seat.refresh.keep()
        assert [path.name for path in tmp_path.glob("*.words*")] == ["replica.words"]


async def test_what_is_kept_shows_no_word_in_clear(tmp_path: Path) -> None:
    async with a_city(tmp_path) as city:
        async with a_start(city) as seat:
            await seat.search.search("segretissimo ")
            await seat.refresh.keep()
        content = city.file.path.read_bytes()
        assert not [word for word in WORDS if word.encode() in content]
        assert b"segretissim" not in b"".join(city.file.read(lambda: None) or ())
        assert city.file.path.stat().st_mode & 0o077 == 0


async def test_a_few_changes_are_not_worth_another_write(tmp_path: Path) -> None:
    async with a_city(tmp_path) as city, a_start(city) as seat:
        await seat.refresh.keep()
        kept = city.file.path.read_bytes()
        await city.edit(5)
        await seat.refresh()
        await seat.refresh.keep()
        assert city.file.path.read_bytes() == kept
        await city.edit(60)
        await seat.refresh()
        await seat.refresh.keep()
        assert city.file.path.read_bytes() != kept


def test_a_change_of_what_is_kept_raises_the_format() -> None:
    card = a_card("Carta d'identità n. 5", "Si chiede in Municipio VII.", card_id="cie")
    faq = a_faq("Quanto costa la carta?", "cie", "Costa 22 euro.", faq_id="f")
    engine = engine_of([card_document(card), faq_document(faq)], "documento > carta")
    *parts, impacts = packed(engine.kept)
    parts[15] = np.round(np.frombuffer(parts[15], np.float32), 3).tobytes()
    parts.append(np.round(np.frombuffer(impacts, np.float32), 3).tobytes())
    digest = hashlib.sha256(b"".join(parts)).hexdigest()[:16]
    assert (FORMAT, digest) == (1, "7e04edd6b0e7a7ce")
    assert an_engine("Mensa").kept.table.words
