"""The telephone follows the secret of its line: each session has one of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from console.bootstrap.seat_line import SeatLine
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import monotonic_s
from console.runtime.task_scope import TaskScope
from console.store.replica.local_database import LocalDatabase
from console.store.session.session_record import save_session
from console.viewmodels.calls.active_call import ActiveCallViewModel
from contract.wire.session import LineSettings
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.seat import an_account
from tests.support.waiting import until

LINE = LineSettings(seat="1001", wss_urls=("wss://exchange.test",), realm="r", secret="first")
ANEW = replace(LINE, secret="second")
SIGNED_IN = SignedIn(account=an_account(), line=LINE)


class _Desk:
    def __init__(self, database: LocalDatabase, feed: ChangeFeed, scope: TaskScope) -> None:
        self.database, self.feed, self.scope = database, feed, scope
        self.phone = ScriptedPhone()
        self.call = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=monotonic_s)
        self.line = SeatLine(database=database, phone=self.phone, call=self.call)

    async def begin(self, signed_in: SignedIn, seat: str) -> None:
        await self.get(signed_in.line)
        self.line.begin(self.scope, self.feed, signed_in, seat)

    async def get(self, line: LineSettings | None) -> None:
        """A session begins, or is begun anew."""
        await self.database.write(
            lambda c: save_session(c, SIGNED_IN.account, line, "a token"),
            changes=frozenset({Topic.SESSION}),
        )

    async def is_still(self) -> None:
        """Wait until all that was begun has ended."""
        await until(lambda: not self.scope.has(""))


@asynccontextmanager
async def _desk() -> AsyncIterator[_Desk]:
    scope = TaskScope(lambda name, error: pytest.fail(f"{name}: {error}"))
    database = LocalDatabase(None, "", feed := ChangeFeed())
    await database.open()
    yield _Desk(database, feed, scope)
    await scope.close()
    await database.close()


async def test_the_secret_of_a_session_begun_anew_reaches_the_telephone() -> None:
    async with _desk() as desk:
        await desk.begin(SIGNED_IN, "1001")
        await until(lambda: desk.phone.lines == [LINE])
        await desk.get(LINE)
        await desk.get(ANEW)
        await until(lambda: desk.phone.lines == [LINE, ANEW])


async def test_a_line_that_comes_later_is_set_and_expected() -> None:
    """Every exchange was silent at the sign-in, or the server was away."""
    async with _desk() as desk:
        await desk.begin(replace(SIGNED_IN, line=None), "1001")
        assert not desk.call.expects_line
        await desk.get(LINE)
        await until(lambda: desk.phone.lines == [LINE])
        assert desk.call.expects_line


@pytest.mark.parametrize("seat", ["", "1002"])
async def test_the_line_of_another_seat_or_day_is_not_set(seat: str) -> None:
    async with _desk() as desk:
        await desk.begin(SIGNED_IN, seat)
        await desk.get(ANEW)
        await desk.is_still()
        assert desk.phone.lines == []
        assert not desk.call.expects_line
