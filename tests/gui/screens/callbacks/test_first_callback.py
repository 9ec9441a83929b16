"""The citizen of a lost call, on the screen of whoever calls back, until done or passed on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from console.model.calls.dialogue import TALK_S
from contract.domain.callback import Callback
from contract.domain.ids import BASE_SCOPE, QueueId, desk_scope
from contract.domain.queue import Entry, Queue
from contract.wire.exchange import Digit, RouteRequest
from server.store.calls.queue_calls import CallStage, QueueCall, insert_call
from server.store.engine.connection import Connection, millis
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.routing.call_steps import LOST_WITH_SEAT
from server.usecases.routing.callbacks.queue_callback import call_back_at_once
from server.usecases.routing.routing_work import RoutingWork
from tests.gui.screens.conftest import a_city
from tests.support.known import known
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until
from widgets.cards.passed_card import PassedCard
from widgets.kit.notice_bar import Countdown

CITIZEN = "+390651230001"
KEY = "callback_first:lost-1"


async def lose_call(city: RealServer, talked_with: str, given_to: str) -> None:
    """Write what routing writes of a seat that died talking, and whose turn it is."""
    now = city.clock()

    def work(connection: Connection) -> None:
        at = millis(now)
        rows = connection.execute("SELECT id, login FROM account")
        ids = {row["login"]: row["id"] for row in rows}
        call = QueueCall(
            id="lost-1",
            caller=CITIZEN,
            queue_id="tributi",
            state=CallStage.ENDED,
            cause=LOST_WITH_SEAT,
            arrived_at=at,
            queued_at=at,
            answered_at=at,
            ended_at=at,
            account_id=ids[talked_with],
            wanted_account_id=ids[given_to],
        )
        callback = known(call_back_at_once(RoutingWork(connection, now), call))
        insert_call(connection, replace(call, callback_id=callback.id))
        edit = FeedEdit(connection, now=now)
        claimed = callback.claimed_by(ids[given_to], given_to, now)
        edit.put(desk_scope(callback.desk_id), claimed)
        edit.finish()

    await city.database.write(work)


async def asks_for_callback(city: RealServer) -> None:
    """Have a citizen press the key for it while he waits."""
    dispatcher = city.dispatcher
    request = RouteRequest(
        exchange="a",
        boot="b",
        call="lost-1",
        sip="s-1",
        from_tag="t",
        caller=CITIZEN,
        dialled="060606",
    )
    waiting = asyncio.create_task(dispatcher.route(request))
    await comes(lambda: city.database.read(lambda c: c.execute("SELECT id FROM queue_call")))
    await dispatcher.digit(Digit(sip="s-1", from_tag="t", digit="1"))
    await waiting


async def callback_state(city: RealServer) -> str:
    (row,) = await city.database.read(lambda c: c.execute("SELECT state FROM callback"))
    return str(row["state"])


async def is_done(city: RealServer) -> bool:
    return await callback_state(city) == "done"


async def test_whoever_is_free_calls_back_who_asked_for_it_while_he_waited(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city:
        entry = Entry(number="060606")
        queue = Queue(
            id=QueueId("tributi"), name="Tributi", entries=(entry,), offers_callback_s=60, ring_s=60
        )
        await city.put(BASE_SCOPE, queue)
        await asks_for_callback(city)
        async with driven_console(app, city, tmp_path) as driven:
            await driven.sign_in()
            assert await callback_state(city) == "open"
            driven.press(Qt.Key.Key_F5)
            await until(lambda: KEY in driven.models.notices.passing)
            notice = known(driven.window.work.bar.current())
            assert notice.text.startswith("Richiama ora")
            assert "Tributi" in notice.text
            assert (notice.action, notice.key_hint) == ("Richiama", "F4")
            left = driven.window.work.bar.findChild(Countdown)
            assert isinstance(left, Countdown)
            assert left.isVisible(), "how long she has is seen"
            driven.press(Qt.Key.Key_F4)
            await until(left.isHidden, what="he is hers: nothing runs out any more")
            await until(lambda: driven.phone.call is not None)
            assert known(driven.phone.call).peer == CITIZEN
            await until(lambda: driven.models.editor.draft is not None)
            driven.phone.citizen_answers()
            await until(lambda: KEY not in driven.models.notices.passing)
            assert await callback_state(city) != "done", "it may be a mailbox"
            driven.phone.both_speak(TALK_S)
            await comes(lambda: is_done(city))


@asynccontextmanager
async def anna_calls_back(
    app: QApplication, folder: Path
) -> AsyncIterator[tuple[DrivenConsole, RealServer]]:
    """Livia's seat died before Anna signed in; nothing but the server's rows knows of it."""
    async with a_city() as city:
        await city.put(BASE_SCOPE, Queue(id=QueueId("tributi"), name="Tributi"))
        await lose_call(city, "livia", "anna")
        async with driven_console(app, city, folder) as driven:
            await driven.sign_in()
            await until(lambda: KEY in driven.models.notices.passing)
            yield driven, city


async def test_she_is_told_without_any_news_and_one_key_dials_and_opens_the_contact(
    app: QApplication, tmp_path: Path
) -> None:
    async with anna_calls_back(app, tmp_path) as (driven, _):
        notice = known(driven.window.work.bar.current())
        assert "parlava con un collega" in notice.text
        assert (notice.action, notice.key_hint) == ("Richiama", "F4")
        passed = driven.models.calls.passed
        await until(lambda: passed.context is not None and passed.context.case is not None)
        assert known(passed.context).is_lost
        await until(driven.window.part(PassedCard).isVisible)
        driven.press(Qt.Key.Key_F4)
        await until(lambda: driven.phone.call is not None)
        assert known(driven.phone.call).peer == CITIZEN
        await until(lambda: driven.models.editor.draft is not None)
        driven.phone.citizen_answers()
        await until(lambda: KEY not in driven.models.notices.passing)


async def test_putting_the_notice_away_gives_the_citizen_to_the_next(
    app: QApplication, tmp_path: Path
) -> None:
    async with anna_calls_back(app, tmp_path) as (driven, city):
        close = known(driven.window.work.bar.findChild(QPushButton, "notice_close"))
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)

        async def is_over() -> bool:
            rows = await city.database.read(lambda c: c.execute("SELECT id FROM callback"))
            callback = await city.database.read(lambda c: find(c, Callback, rows[0]["id"]))
            return callback is not None and callback.is_claimable(city.clock())

        await comes(is_over)
        assert driven.models.duty.first.phone == ""
