"""Pages of copies are made once, whoever asks and however many at once, and always fit the feed."""

import asyncio
import gzip
from collections.abc import Callable
from itertools import count

import msgspec
import pytest

from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, OfficeId, Scope
from contract.domain.knowledge_entries.knowledge import Office
from contract.wire.changes import COPY_ROWS, PAGE_LIMIT, Kind, SnapshotPage, snapshot_path
from contract.wire.decoding import MalformedMessage
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.change_log import trim_scope
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.installation import EPOCH
from server.usecases.operations.refused import Refused
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.shared_copies import SHARED_S, SharedCopies, SignedPage
from tests.support.servers.server_records import NOW, TAXES, a_clerk, an_account, write_base
from tests.support.waiting import comes, until

CLERK = a_clerk()
OTHER = a_clerk("clerk2")
OPERATOR = an_account()


class City:
    """A server with some offices on two pages of the knowledge base, and its shared copies."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.seconds = 0.0
        self.signer = AnswerSigner(bytes(32))
        self.copies = self.anew()
        self._numbers = count(1)
        database.write_now(write_base)
        self.put(*(f"o{number:04}" for number in range(COPY_ROWS + 5)))

    def anew(self, **limits: int) -> SharedCopies:
        return SharedCopies(
            database=self.database, signer=self.signer, clock=lambda: self.seconds, **limits
        )

    def put(self, *names: str) -> None:
        note = str(next(self._numbers))

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=NOW)
            for name in names:
                edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId(name), name=name, note=note))
            edit.finish()

        self.database.write_now(work)

    async def first(self) -> SignedPage:
        return await self.copies.page(CLERK, KNOWLEDGE_SCOPE, None)


@pytest.fixture
def city(server_database: ServerDatabase) -> City:
    return City(server_database)


def read(page: SignedPage) -> SnapshotPage:
    return msgspec.json.decode(gzip.decompress(page.packed), type=SnapshotPage)


async def test_a_page_is_made_once_for_all_who_ask_at_the_same_moment_and_later(
    city: City,
) -> None:
    pages = await asyncio.gather(*(city.first() for _ in range(250)))
    assert all(page is pages[0] for page in pages)
    assert await city.copies.page(OTHER, KNOWLEDGE_SCOPE, None) is pages[0]
    after = read(pages[0]).next_after
    assert after is not None
    ends = await asyncio.gather(
        *(city.copies.page(OTHER, KNOWLEDGE_SCOPE, after) for _ in range(250))
    )
    assert all(page is ends[0] for page in ends)
    assert [row.id for row in read(ends[0]).rows][:1] == ["o2000"]


async def test_the_signature_is_that_of_the_path_every_seat_asks_with(city: City) -> None:
    page = await city.first()
    target = ("/api/v1" + snapshot_path(KNOWLEDGE_SCOPE, None)).encode()
    assert page.signature == city.signer.header(target, b"", gzip.decompress(page.packed))


async def test_a_seat_that_begins_after_a_change_joins_the_copy_and_goes_on_by_the_feed(
    city: City,
) -> None:
    begun = await city.first()
    city.put("o0001")
    joined = await city.first()
    assert joined is begun
    end = read(await city.copies.page(OTHER, KNOWLEDGE_SCOPE, read(begun).next_after))
    # Of now: newer rows than the first page's head come once more by the feed.
    assert end.head == read(begun).head + 1


async def test_no_copy_is_joined_that_is_old_or_far_behind(city: City) -> None:
    begun = await city.first()
    city.put("o0001")
    city.seconds = SHARED_S + 1
    second = await city.first()
    assert read(second).head == read(begun).head + 1
    # Nothing changed: it is what would be made now, however old it is.
    city.seconds += 100 * SHARED_S
    assert await city.first() is second
    city.put(*(f"n{number}" for number in range(PAGE_LIMIT + 1)))
    assert read(await city.first()).head == read(second).head + PAGE_LIMIT + 1


async def test_a_page_of_a_copy_is_never_older_than_the_first_page_of_it(city: City) -> None:
    old = read(await city.first())
    await city.copies.page(CLERK, KNOWLEDGE_SCOPE, old.next_after)
    city.put("o2004")
    city.seconds = SHARED_S + 1
    new = read(await city.first())
    assert new.next_after != old.next_after
    end = read(await city.copies.page(OTHER, KNOWLEDGE_SCOPE, new.next_after))
    assert end.head == new.head
    assert [row.version for row in end.rows if row.id == "o2004"] == [2]


async def test_no_copy_of_another_life_is_joined_nor_one_the_feed_has_forgotten(
    city: City,
) -> None:
    begun = read(await city.first())
    sql = "UPDATE meta SET value = 'another' WHERE name = :name"
    city.database.write_now(lambda c: c.execute(sql, {"name": EPOCH}))
    other = read(await city.first())
    assert (begun.epoch == other.epoch, other.epoch) == (False, "another")
    city.put("o0001", "o0002")
    city.database.write_now(lambda c: trim_scope(c, KNOWLEDGE_SCOPE, other.head + 1))
    assert read(await city.first()).head == other.head + 2
    city.database.write_now(lambda c: c.execute("UPDATE scope_head SET head = head - 1, floor = 0"))
    assert read(await city.first()).head == other.head + 1, "a standby that was behind"


async def test_a_row_that_changed_behind_the_feed_is_in_the_next_copy(city: City) -> None:
    begun = await city.first()
    sql = "UPDATE scope_head SET row_sum = row_sum + 1 WHERE scope = :scope"
    city.database.write_now(lambda c: c.execute(sql, {"scope": KNOWLEDGE_SCOPE}))
    city.seconds = SHARED_S + 1
    assert await city.first() is not begun


async def test_who_may_not_see_a_scope_gets_no_page_however_often_it_was_made(city: City) -> None:
    desk = Scope(f"desk:{TAXES}")
    assert await city.copies.page(CLERK, desk, None) is await city.copies.page(OTHER, desk, None)
    for after in (None, "0:a", "0123.0:a"):
        with pytest.raises(Refused, match="forbidden"):
            await city.copies.page(OPERATOR, desk, after)


async def test_consoles_of_before_share_pages_of_the_size_they_know(city: City) -> None:
    known = await city.copies.page(CLERK, KNOWLEDGE_SCOPE, None, PAGE_LIMIT)
    assert known is await city.copies.page(OTHER, KNOWLEDGE_SCOPE, None, PAGE_LIMIT)
    assert (len(read(known).rows), len(read(await city.first()).rows)) == (PAGE_LIMIT, COPY_ROWS)
    target = f"/api/v1/snapshot/kb?limit={PAGE_LIMIT}".encode()
    assert known.signature == city.signer.header(target, b"", gzip.decompress(known.packed))


async def test_what_belongs_to_one_operator_is_kept_for_nobody(city: City) -> None:
    own = Scope(f"account:{CLERK.id}")
    assert await city.copies.page(CLERK, own, None) is not await city.copies.page(CLERK, own, None)


async def test_a_seat_that_began_at_a_server_of_before_goes_on_by_its_own_key(city: City) -> None:
    page = read(await city.copies.page(CLERK, KNOWLEDGE_SCOPE, "0:o0003"))
    assert page.rows[0].id == "o0004"
    assert page.next_after is not None
    assert "." not in page.next_after
    for wrong in ("x", "12.9:a", ".", "12."):
        with pytest.raises(MalformedMessage):
            await city.copies.page(CLERK, KNOWLEDGE_SCOPE, wrong)


async def test_a_page_of_a_copy_that_another_process_began_is_never_an_old_one(city: City) -> None:
    """Put back to a snapshot, a server may first be behind the page that the seat has."""
    after = read(await city.first()).next_after
    city.copies = city.anew()
    behind = read(await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after))
    city.put("o0001")
    assert read(await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after)).head == behind.head + 1


async def test_pages_take_no_more_room_than_they_may(city: City) -> None:
    size = len((await city.first()).packed)
    city.copies = city.anew(most_bytes=size)
    begun = await city.first()
    after = read(begun).next_after
    end = await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after)
    assert await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after) is end
    # The first page had to go: the copy that begins now is another one.
    assert read(await city.first()).next_after != after


def _removed(edit: FeedEdit) -> None:
    edit.remove(Kind.OFFICE, "o2003")


def _moved(edit: FeedEdit) -> None:
    edit.put(BASE_SCOPE, Office(id=OfficeId("o2003"), name="elsewhere"))


def _withdrawn(edit: FeedEdit) -> None:
    edit.withdraw(Kind.OFFICE, [{"id": "o2003", "scope": KNOWLEDGE_SCOPE}])


def _emptied(edit: FeedEdit) -> None:
    edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId("o2003"), name=""))


@pytest.mark.parametrize("hide", [_removed, _moved, _withdrawn, _emptied])
async def test_no_seat_is_given_a_page_of_before_a_row_was_hidden(
    city: City, hide: Callable[[FeedEdit], None]
) -> None:
    after = read(await city.first()).next_after
    end = await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after)

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW, hides=hide is _emptied)
        hide(edit)
        edit.finish()

    city.database.write_now(work)
    city.copies.moved([KNOWLEDGE_SCOPE])

    async def again() -> SignedPage:
        return await city.copies.page(OTHER, KNOWLEDGE_SCOPE, after)

    now = await comes(again, lambda page: page is not end)
    assert ("o2003", 1) not in [(row.id, row.version) for row in read(now).rows]
    assert await again() is now


async def test_a_page_under_way_when_a_row_is_hidden_is_given_to_nobody_who_asks_later(
    city: City,
) -> None:
    asking = asyncio.create_task(city.first())
    await asyncio.sleep(0)

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.remove(Kind.OFFICE, "o1999")
        edit.finish()

    await city.database.write(work)
    city.copies.moved([KNOWLEDGE_SCOPE])
    await asking
    await until(lambda: not city.copies._looks)
    assert "o1999" not in [row.id for row in read(await city.first()).rows]


async def test_what_others_only_write_takes_no_page_from_whoever_copies(city: City) -> None:
    after = read(await city.first()).next_after
    end = await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after)
    city.put("o2003")
    city.copies.moved([KNOWLEDGE_SCOPE])
    await until(lambda: not city.copies._looks)
    assert await city.copies.page(OTHER, KNOWLEDGE_SCOPE, after) is end


async def test_nobody_pushes_pages_out_by_keys_that_no_seat_was_given(city: City) -> None:
    size = len((await city.first()).packed)
    city.copies = city.anew(most_bytes=3 * size)
    begun = await city.first()
    after = read(begun).next_after
    assert after is not None
    end = await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after)
    for number in range(10):
        made_up = f"{after.partition('.')[0]}.0:o000{number}"
        assert read(await city.copies.page(OTHER, KNOWLEDGE_SCOPE, made_up)).rows
    assert await city.first() is begun
    assert await city.copies.page(CLERK, KNOWLEDGE_SCOPE, after) is end


async def test_a_seat_that_goes_away_takes_the_page_from_nobody_else(city: City) -> None:
    asking = [asyncio.create_task(city.first()) for _ in range(3)]
    await asyncio.sleep(0)
    asking[0].cancel()
    pages = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(pages[0], asyncio.CancelledError)
    assert isinstance(pages[1], SignedPage)
    assert pages[1] is pages[2]


async def test_a_page_that_could_not_be_made_is_asked_for_anew(city: City) -> None:
    rest = "ALTER TABLE topic RENAME TO topic_away", "ALTER TABLE topic_away RENAME TO topic"
    city.database.write_now(lambda c: c.execute(rest[0]))
    failed = await asyncio.gather(
        *(city.copies.page(CLERK, BASE_SCOPE, None) for _ in range(3)), return_exceptions=True
    )
    assert all(isinstance(one, Exception) for one in failed)
    city.database.write_now(lambda c: c.execute(rest[1]))
    assert read(await city.copies.page(CLERK, BASE_SCOPE, None)).rows
