"""Who gave up waiting, in the list of whoever calls citizens back: why, how often, since when."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.callbacks.origin_texts import OriginTexts
from console.viewmodels.callbacks.case_cards import CaseCards
from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails
from contract.domain.ids import CallbackId, CaseId, DeskId, TopicId
from contract.wire.exchange import ExchangeEvent, RouteRequest
from server.store.calls.queue_calls import call_by_id
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until

NOW = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
CITIZEN = "+390651230001"


async def gives_up(city: RealServer, call: str, waited_s: int) -> None:
    """Have the exchange ask for a citizen who has waited so long, and tell that he hung up."""
    dispatcher = city.dispatcher
    request = RouteRequest(
        exchange="a",
        boot="b1",
        call=call,
        sip=f"sip-{call}",
        caller=CITIZEN,
        dialled="060606",
        waited_ms=waited_s * 1000,
    )
    asking = asyncio.ensure_future(dispatcher.route(request))
    await comes(lambda: city.database.read(partial(call_by_id, call_id=call)))
    event = ExchangeEvent(exchange="a", boot="b1", ev="abandoned", call=call, sip=request.sip)
    await dispatcher.on_event(event)
    await asking


def told_in_list(driven: DrivenConsole) -> str:
    """Return what a row says of why somebody is to be called."""
    queue = driven.window.part(CallbackQueueScreen).queue
    queue.table.flush()
    return " · ".join(f"{row.about} {row.tag}".strip() for row in queue.rows())


async def test_the_list_says_that_he_gave_up_after_how_long_and_how_often(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city:
        await gives_up(city, "c-1", 190)
        async with driven_console(app, city, tmp_path) as driven:
            await driven.sign_in("livia", seat="1201")
            await until(
                lambda: told_in_list(driven).startswith("ha riagganciato in coda dopo 3 min · "),
                what="the item is in the list",
            )
            await gives_up(city, "c-2", 45)
            await until(
                lambda: "in coda dopo 3 min, 2 volte · " in told_in_list(driven),
                what="he is counted once more, in the same item",
            )
            assert len(driven.models.queue.rows) == 1
            driven.press(Qt.Key.Key_F11)
            await until(lambda: driven.models.case_work.callback is not None)
            await until(lambda: told_in_list(driven).endswith(" in mano a te"))
            view = driven.window.part(CallbackQueueScreen).case
            told = " ".join(label.text() for label in view.findChildren(QLabel))
            assert "ha riagganciato in coda dopo 3 min, 2 volte" in told


async def test_nothing_is_searched_for_by_the_words_of_a_queue(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city:
        await gives_up(city, "c-1", 190)
        async with driven_console(app, city, tmp_path) as driven:
            await driven.sign_in("livia", seat="1201")
            work, queue, words = driven.models.case_work, driven.models.queue, list[str]()
            cards = CaseCards(work=work, queue=queue, topics=lambda: (), suggest=words.append)
            driven.press(Qt.Key.Key_F11)
            await until(lambda: work.callback is not None and work.file.case is not None)
            case = work.file.case
            assert case is not None
            assert "coda" in case.question
            assert words
            assert set(words) == {""}
            del cards


@pytest.mark.parametrize(
    ("calls", "wait_s", "age", "words"),
    [
        (1, 45, timedelta(seconds=20), "ha riagganciato in coda dopo 45 s · adesso"),
        (1, 119, timedelta(minutes=59), "ha riagganciato in coda dopo 1 min · 59 min fa"),
        (3, 190, timedelta(hours=23), "ha riagganciato in coda dopo 3 min, 3 volte · 23 h fa"),
        (2, 60, timedelta(hours=71), "ha riagganciato in coda dopo 1 min, 2 volte · 2 giorni fa"),
        (1, 60, timedelta(days=3), "ha riagganciato in coda dopo 1 min · 3 giorni fa"),
    ],
)
def test_the_age_is_told_beyond_nights_and_weekends(
    app: QApplication, calls: int, wait_s: int, age: timedelta, words: str
) -> None:
    gave_up = a_callback(abandoned_calls=calls, abandoned_s=wait_s, abandoned_at=NOW - age)
    assert OriginTexts().origin(gave_up, NOW) == words


def test_of_a_promise_no_origin_is_told(app: QApplication) -> None:
    assert OriginTexts().origin(a_callback(), NOW) == ""


def a_callback(**fields: object) -> Callback:
    return Callback(
        id=CallbackId("b-1"),
        case_id=CaseId("k-1"),
        desk_id=DeskId("tributi"),
        topic_id=TopicId("tari"),
        caller=CallerDetails(phone=CITIZEN),
        window_start_at=NOW,
        window_end_at=NOW + timedelta(hours=4),
        **fields,  # type: ignore[arg-type]  # of the case's own kind
    )
