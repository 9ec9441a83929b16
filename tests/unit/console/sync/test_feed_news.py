"""Changes that come in the stream are applied where they fit; whatever does not is pulled."""

import random
from collections.abc import Callable, Iterable

import msgspec
import pytest

from console.errors import AnswerForged
from console.store.replica.cipher import Connection, connect
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_schema import migrate
from console.store.replica.sync_cursor import add_scope, cursors, epoch, set_cursor, set_epoch
from console.sync.applied_reply import Applied, apply_reply
from console.sync.feed_news import WAITING_LIMIT, FeedNews, apply_news
from console.sync.signed_answers import SignedAnswers
from contract.wire.answer_signature import NEWS
from contract.wire.changes import (
    Change,
    Kind,
    Op,
    PullReply,
    PullRequest,
    ScopeChanges,
    ScopeNews,
    checksum,
)
from contract.wire.decoding import encode
from server.usecases.sync.answer_signature import AnswerSigner
from tests.support.seats.seat import NOW

DESK = "desk:tributi"


class Feed:
    """A scope at the server: its rows, and the news it would tell."""

    def __init__(self, name: str = DESK, life: str = "e1") -> None:
        self.name = name
        self.life = life
        self.rows: dict[str, int] = {}
        self.log: list[tuple[str, int]] = []

    @property
    def head(self) -> int:
        return len(self.log)

    def change(self, row_id: str, *, is_gone: bool = False) -> None:
        self.log.append((row_id, self.head + 1))
        if is_gone:
            self.rows.pop(row_id, None)
        else:
            self.rows[row_id] = self.head

    def after(self, number: int) -> tuple[Change, ...]:
        return tuple(self._told(*one) for one in self.log[number:])

    def _told(self, row_id: str, seq: int) -> Change:
        version = self.rows.get(row_id)
        op = Op.GONE if version is None else Op.PUT
        body = msgspec.Raw(b"null" if version is None else b'{"id":"%s"}' % row_id.encode())
        return Change(seq=seq, kind=Kind.TRIAL, id=row_id, op=op, version=version or seq, body=body)

    @property
    def sum(self) -> int:
        return checksum((Kind.TRIAL, one, at) for one, at in self.rows.items())

    def news(self, after: int, **other: object) -> ScopeNews:
        told = ScopeNews(
            epoch=self.life,
            scope=self.name,
            after=after,
            head=self.head,
            changes=self.after(after),
            checksum=self.sum,
        )
        return msgspec.structs.replace(told, **other)

    def pulled(self, replica: Connection) -> Callable[[], Applied]:
        """Return an answer to what the replica asks now, to be applied later."""
        asked = PullRequest(epoch=epoch(replica), cursors=cursors(replica))
        part = ScopeChanges(
            head=self.head, changes=self.after(asked.cursors[self.name]), checksum=self.sum
        )
        reply = PullReply(epoch=self.life, scopes={self.name: part})
        return lambda: apply_reply(replica, asked, reply, NOW)


def begun(replica: Connection, at: int | None = 0) -> None:
    set_epoch(replica, "e1")
    add_scope(replica, DESK)
    set_cursor(replica, DESK, at)


@pytest.fixture
def replica() -> Connection:
    replica = connect(None, "")
    migrate(replica)
    begun(replica)
    return replica


def rows_of(replica: Connection) -> dict[str, int]:
    return dict(replica.execute("SELECT id, version FROM server_row").fetchall())


def apply(replica: Connection, *news: ScopeNews) -> bool:
    """Return whether it fitted."""
    applied = apply_news(replica, list(news), NOW)
    return not applied.is_behind and not applied.resets


def changed(feed: Feed, rows: Iterable[str]) -> Feed:
    for row_id in rows:
        feed.change(row_id)
    return feed


def test_what_fits_is_applied_and_needs_no_pull(replica: Connection) -> None:
    feed = changed(Feed(), "ab")
    assert apply(replica, feed.news(0))
    changed(feed, "ca")
    assert apply(replica, feed.news(2))
    assert rows_of(replica) == feed.rows
    assert cursors(replica) == {DESK: 4}


def test_what_was_pulled_already_is_passed_over_and_the_rest_taken(replica: Connection) -> None:
    feed = changed(Feed(), "ab")
    feed.pulled(replica)()
    late = feed.news(0)
    changed(feed, "c")
    assert apply(replica, late, feed.news(1), feed.news(1))
    assert rows_of(replica) == feed.rows


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(lambda feed: feed.news(1), id="something was missed"),
        pytest.param(lambda feed: feed.news(0, epoch="e2"), id="another life"),
        pytest.param(lambda feed: feed.news(0, scope="desk:other"), id="no scope of this seat"),
        pytest.param(lambda feed: feed.news(0, checksum=1), id="another sum"),
    ],
)
def test_what_does_not_fit_is_pulled(
    replica: Connection, told: Callable[[Feed], ScopeNews]
) -> None:
    assert not apply(replica, told(changed(Feed(), "abc")))


def test_while_a_scope_is_copied_nothing_is_applied_to_it(replica: Connection) -> None:
    set_cursor(replica, DESK, None)
    assert not apply(replica, changed(Feed(), "ab").news(0))
    assert rows_of(replica) == {}


@pytest.mark.parametrize("seed", range(20))
def test_however_news_and_answers_are_lost_doubled_and_late_the_replica_is_the_feed(
    replica: Connection, seed: int
) -> None:
    luck, feed = random.Random(seed), Feed()
    on_the_way: list[Callable[[], object]] = []
    for _ in range(120):
        match luck.randrange(5):
            case 0 | 1:
                feed.change(luck.choice("abcdef"), is_gone=luck.random() < 0.3)
            case 2:
                news = feed.news(luck.randint(max(0, feed.head - 3), feed.head))
                on_the_way.append(lambda news=news: apply(replica, news))  # type: ignore[misc]
            case 3:
                on_the_way.append(feed.pulled(replica))
            case _ if on_the_way:
                one = luck.choice(on_the_way)
                if luck.random() < 0.8:  # else it comes once more, later
                    on_the_way.remove(one)
                one()
        if cursors(replica)[DESK] == feed.head:
            assert rows_of(replica) == feed.rows
    feed.pulled(replica)()
    assert rows_of(replica) == feed.rows


async def test_only_what_the_known_server_signed_is_applied(database: LocalDatabase) -> None:
    await database.write(begun, changes=frozenset())
    feed, ours, another = changed(Feed(), "a"), AnswerSigner(bytes(32)), AnswerSigner(b"x" * 32)
    news = FeedNews(
        database=database, clock=lambda: NOW, check=SignedAnswers(database, ours.public_key)
    )
    body = encode(feed.news(0))
    for header in (another.header(NEWS, b"", body), ours.header(b"/pull", b"", body), ""):
        news.offer(f"{header}\n{body.decode()}")
        with pytest.raises(AnswerForged):
            await news.apply()
    assert await database.read(rows_of) == {}
    news.offer(f"{ours.header(NEWS, b'', body)}\n{body.decode()}")
    assert await news.apply()
    assert await database.read(rows_of) == feed.rows


async def test_a_seat_that_lags_behind_pulls_what_it_dropped(database: LocalDatabase) -> None:
    await database.write(begun, changes=frozenset())
    feed, news = Feed(), FeedNews(database=database, clock=lambda: NOW, check=None)
    for number in range(WAITING_LIMIT + 1):
        changed(feed, "a")
        news.offer("\n" + encode(feed.news(number)).decode())
    assert not await news.apply()
    assert await news.apply()
