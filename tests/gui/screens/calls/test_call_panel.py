"""The call panel by keys alone: transfer, consultation, digits, last calls, a colleague's words."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.screens.calls.call_panels import CallPanels
from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.contact.caller_card import CallerState
from console.viewmodels.contact.contact_fields import Field
from contract.domain.caller import CallerDetails, Citizen
from contract.domain.contact import Disposition
from contract.domain.ids import BASE_SCOPE, CitizenId, DeskId, QueueId
from contract.domain.queue import Entry, LanguageHours, Queue
from contract.wire.claims import CallerMatch
from contract.wire.decoding import encode
from contract.wire.duty import EVENT_CALL, PASSED_ON, CallNews, DutyReport
from contract.wire.phone_socket import CallState, EndCause, Quality
from tests.gui.screens.conftest import a_city
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import until
from widgets.cards.citizen_card import CitizenCard
from widgets.cards.passed_card import PassedCard
from widgets.kit.action_button import ActionButton
from widgets.tables.hit_list import HitList

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
IN_THREE_DAYS = DAYS[(utc_now().weekday() + 3) % len(DAYS)]
CLOSED_NOW = f"{IN_THREE_DAYS} 03:00-03:01"  # on whatever day these tests run
QUEUES = (
    Queue(id=QueueId("tributi"), name="Tributi", desk_id=DeskId("tributi")),
    Queue(id=QueueId("nidi"), name="Scuole e nidi", hours=CLOSED_NOW),
)


@asynccontextmanager
async def a_seat_talking(
    app: QApplication, city: RealServer, tmp_path: Path
) -> AsyncIterator[DrivenConsole]:
    """Anna speaks with a citizen; the queues have reached her seat."""
    await city.put(BASE_SCOPE, *QUEUES)
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in()
        await until(lambda: driven.models.calls.directory, what="signed in")
        await until(lambda: _finds(driven, "trib"), what="queues arrived")
        await until(lambda: driven.models.status.queues, what="the strip knows them, too")
        await driven.become_ready()
        driven.phone.citizen_calls()
        driven.press(Qt.Key.Key_F4)
        await until(lambda: driven.models.editor.draft is not None)
        await until(lambda: driven.focus() is driven.window.part(ContactScreen).search.field.editor)
        driven.keys = 0
        yield driven


driven = async_fixture(a_seat_talking)


def _finds(driven: DrivenConsole, text: str) -> bool:
    directory = driven.models.calls.directory
    directory.type_text(text)
    return any(entry.to == "q-tributi" for entry in directory.found)


def _told_quality(server: RealServer) -> bool:
    return any(path.endswith("/calls/key-1/quality") for _, path in server.requests)


def _strip_words(driven: DrivenConsole) -> tuple[str, str]:
    state = driven.strip.state()
    return state.word, state.other.who if state.other is not None else ""


async def test_a_blind_transfer_takes_at_most_eight_keys_and_closes_as_transferred(
    driven: DrivenConsole, city: RealServer
) -> None:
    driven.models.editor.edit(Field.DESCRIPTION, "Ha pagato due volte.")
    driven.press(Qt.Key.Key_F7)
    driven.type("trib")
    driven.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: driven.phone.transfers == [(1, "q-tributi")])
    assert driven.keys <= 8
    assert ("POST", "/v1/transfers") in [
        (method, path.removeprefix("/api")) for method, path in city.requests
    ]
    driven.phone.transfer_goes(1, 200, final=True)
    driven.phone.citizen_hangs_up()
    await until(lambda: driven.models.editor.draft is not None)
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts)
    [contact] = driven.models.own_work.contacts
    assert contact.disposition is Disposition.TRANSFERRED
    await until(lambda: driven.models.connection.waiting == 0, what="taken by the server")


async def test_the_server_ends_a_transfer_of_which_the_phone_hears_nothing_more(
    driven: DrivenConsole, city: RealServer
) -> None:
    driven.press(Qt.Key.Key_F7)
    driven.type("trib")
    driven.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: driven.phone.transfers == [(1, "q-tributi")])
    call, view = driven.models.call, driven.models.status.view
    assert call.main is not None
    assert view is not None
    news = CallNews(kind=PASSED_ON, call_key=call.main.key)
    city.running.hub.tell(view.account_id, EVENT_CALL, news)
    await until(lambda: not call.is_live, what="the citizen is with a colleague")
    assert known(call.last_ended).cause is EndCause.HUNG_UP_HERE
    assert "transferred" in driven.models.notices.passing


async def test_a_consultation_takes_eight_keys_and_enter_brings_both_together(
    driven: DrivenConsole,
) -> None:
    driven.press(Qt.Key.Key_F7)
    driven.type("trib")
    driven.press(Qt.Key.Key_Return)
    calls = driven.models.call
    await until(lambda: calls.second is not None)
    assert known(calls.call).state is CallState.HELD
    assert driven.keys <= 8
    driven.phone.citizen_answers(2)
    assert _strip_words(driven)[0] == "Consulti"
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.phone.transfers == [(1, "call 2")])
    assert driven.keys <= 9


async def test_f7_again_goes_back_to_the_citizen(driven: DrivenConsole) -> None:
    for step in (Qt.Key.Key_F7, Qt.Key.Key_Escape):
        driven.press(Qt.Key.Key_F7)
        driven.type("trib")
        driven.press(Qt.Key.Key_Return)
        calls = driven.models.call
        await until(lambda: calls.second is not None)  # noqa: B023
        driven.phone.citizen_answers(calls.second.number)
        driven.press(step)
        await until(lambda: calls.second is None)  # noqa: B023
        await until(lambda: calls.call.state is CallState.ACTIVE)  # noqa: B023
        panel = driven.window.part(CallPanels).transfer
        if panel.is_open:
            driven.press(Qt.Key.Key_Escape)
    search = driven.window.part(ContactScreen).search.field.editor
    assert driven.focus() is search, "the cursor is where it was"


async def test_the_fixed_key_ends_the_call_that_is_spoken_with_and_says_which(
    driven: DrivenConsole,
) -> None:
    driven.press(Qt.Key.Key_F7)
    driven.type("trib")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.models.call.second is not None)
    driven.phone.citizen_answers(2)
    button = known(driven.strip.button("call.hang_up"))
    assert button.text() == "Termina consultazione"
    driven.press(Qt.Key.Key_F8, SHIFT)
    await until(lambda: driven.models.call.second is None)
    assert driven.models.call.is_live
    assert button.text().startswith("Chiudi")
    driven.press(Qt.Key.Key_F8, SHIFT)
    await until(lambda: not driven.models.call.is_live)


async def test_a_closed_line_asks_one_reason_and_goes_on_with_enter(driven: DrivenConsole) -> None:
    driven.press(Qt.Key.Key_F7)
    driven.type("nidi")
    driven.press(Qt.Key.Key_Return, CTRL)
    picker = driven.window.part(CallPanels).transfer.picker
    driven.type("urgente")
    assert picker.reason.value() == "urgente"
    shown = [one for one in picker.findChildren(ActionButton) if one.isVisible() and one.text()]
    assert [(one.text(), one.key) for one in shown] == [("Trasferisci lo stesso", "Invio")]
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.phone.transfers == [(1, "q-nidi")])


async def test_a_queue_closed_in_the_citizens_language_says_which_it_answers_in(
    app: QApplication, tmp_path: Path
) -> None:
    never = LanguageHours(language="ar", hours=CLOSED_NOW)
    reached = (Entry(number="060606"), Entry(number="060608", language="ar"))
    queue = Queue(id=QueueId("info"), name="Informazioni", entries=reached, language_hours=(never,))
    async with a_city() as city, driven_console(app, city, tmp_path) as driven:
        await city.put(BASE_SCOPE, queue)
        await driven.sign_in()
        directory = driven.models.calls.directory
        await until(lambda: directory.type_text("info") or directory.found)
        driven.phone.citizen_calls(language="ar")
        driven.press(Qt.Key.Key_F4)
        await until(lambda: driven.models.editor.draft is not None)
        driven.press(Qt.Key.Key_F7)
        driven.type("info")
        picker = driven.window.part(CallPanels).transfer.picker
        [row] = picker.hits.hits()
        assert row.mark == "chiuso in arabo"
        assert row.subtitle.startswith("Coda · in arabo apre ")
        assert " · aperto in italiano" in row.subtitle  # how many wait may follow
        driven.press(Qt.Key.Key_Return, CTRL)
        assert "Ora risponde in italiano. Scrivi perché" in picker.sentence()
        driven.type("parla italiano")
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.phone.transfers == [(1, "q-info")])


async def test_without_the_server_the_voice_goes_and_the_operator_is_told(
    driven: DrivenConsole, city: RealServer
) -> None:
    city.go_offline()
    driven.press(Qt.Key.Key_F7)
    driven.type("trib")
    driven.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: driven.phone.transfers == [(1, "q-tributi")])
    assert "transfer_without_case" in driven.models.notices.passing
    city.go_online()


async def test_digits_reach_a_menu_without_the_mouse(driven: DrivenConsole) -> None:
    driven.press(Qt.Key.Key_F8, CTRL)
    driven.type("12#")
    await until(lambda: driven.phone.digits == [(1, "1"), (1, "2"), (1, "#")])
    assert driven.keys <= 4
    pad = driven.window.part(CallPanels).dial_pad
    assert "1 2 #" in pad.findChild(type(pad._sent), "dial_pad_sent").text()
    driven.press(Qt.Key.Key_Escape)
    assert driven.focus() is driven.window.part(ContactScreen).search.field.editor


async def test_a_missed_call_is_listed_and_called_back_with_enter(driven: DrivenConsole) -> None:
    driven.phone.citizen_hangs_up()
    driven.press(Qt.Key.Key_F9)
    driven.models.editor.parked.put_aside()
    log = driven.models.calls.log
    await until(lambda: log.calls)
    assert log.calls[0].cause is EndCause.HUNG_UP_THERE
    driven.press(Qt.Key.Key_H, CTRL)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: driven.phone.call is not None)
    assert known(driven.phone.call).peer == "+390655500123"


async def test_how_a_call_sounded_reaches_the_server_after_an_outage(
    driven: DrivenConsole, city: RealServer
) -> None:
    driven.phone.says_quality(1, mos=3.9, lost_pct=0.4)
    city.go_offline()
    await until(lambda: not driven.models.connection.connection.online)
    driven.phone.citizen_hangs_up()
    log = driven.models.calls.log
    await until(lambda: log.calls)
    assert not _told_quality(city)
    city.go_online()
    await until(lambda: _told_quality(city))


async def test_one_of_several_possible_callers_is_confirmed_by_a_digit(
    driven: DrivenConsole,
) -> None:
    caller = driven.models.caller
    details = [CallerDetails(name=name) for name in ("Bianca Esempio", "Nero Esempio")]
    caller.matches = tuple(
        CallerMatch(citizen=Citizen(id=CitizenId(one.name), details=one), evidence=evidence)
        for one, evidence in zip(details, ("phone_exact", "phone_earlier"), strict=True)
    )
    caller.state = CallerState.FOUND
    caller.changed.emit()
    listed = driven.window.findChild(CitizenCard).findChild(HitList).hits()
    assert [row.subtitle for row in listed] == ["ha questo numero", "ha già chiamato da qui"]
    driven.press(Qt.Key.Key_F3)
    driven.press(Qt.Key.Key_2)
    assert driven.keys == 2
    assert known(driven.models.editor.draft).caller.name == "Nero Esempio"


async def test_a_ringing_call_is_on_the_strip_before_anybody_is_asked_about_it(
    driven: DrivenConsole, city: RealServer
) -> None:
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    before = len(city.requests)
    driven.phone.citizen_calls(queue="tributi", language="ar", waited_s=78)
    state = driven.strip.state()
    assert state.look == "ringing"
    assert state.detail == "Coda \u2068Tributi\u2069 · AR · attesa \u20661:18\u2069"
    assert len(city.requests) == before, "nothing of it waited for the network"


async def test_what_a_ring_changes_in_several_models_is_shown_once(driven: DrivenConsole) -> None:
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    changed: list[str] = []
    shown: list[str] = []
    driven.models.call.changed.connect(lambda: changed.append("call"))
    driven.models.status.changed.connect(lambda: changed.append("status"))
    strip = driven.strip
    strip.shown.connect(lambda: shown.append(strip.state().look))
    driven.phone.citizen_calls()
    assert {"call", "status"} <= set(changed)
    assert shown == [], "the turn that brings the call is not that of its picture"
    assert driven.strip.state().look == "ringing"
    assert shown == ["ringing"]


async def test_contact_and_case_are_in_the_receivers_window_while_it_rings(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city:
        await city.put(BASE_SCOPE, *QUEUES)
        await on_duty(city, "livia", "1201")
        await a_transfer_to_seat(app, city, tmp_path / "one", "1201")
        async with driven_console(app, city, tmp_path / "two") as driven:
            await driven.sign_in("livia", seat="1201")
            driven.phone.citizen_calls(queue="")
            passed = driven.window.part(PassedCard)
            await until(passed.isVisible)
            assert known(driven.models.call.call).state is CallState.INCOMING
            for words in ("Anna", "Ha pagato due volte.", "Bianca Esempio"):
                assert words in passed.text()
            caller = driven.models.caller
            assert [match.citizen.details.name for match in caller.matches] == ["Bianca Esempio"]
            assert caller.state == "found", "nothing is confirmed by itself"
            driven.press(Qt.Key.Key_F4)
            await until(lambda: driven.models.editor.draft is not None)
            assert driven.models.editor.draft.caller.name == ""
            driven.press(Qt.Key.Key_F3, CTRL)
            assert driven.models.editor.draft.description == "Ha pagato due volte."


async def test_a_citizen_handed_on_takes_the_place_of_the_colleague_in_the_contact(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as city, driven_console(app, city, tmp_path) as driven:
        await driven.sign_in()
        driven.phone.citizen_calls(peer="1002", queue="", peer_name="Carlo Prova")
        driven.press(Qt.Key.Key_F4)
        editor = driven.models.editor
        await until(lambda: editor.draft is not None)
        editor.edit(Field.DESCRIPTION, "Il collega chiede della TARI.")
        now_s = time.monotonic()
        handed_on = {"state": CallState.ACTIVE, "answered_mono_s": now_s, "replaces": 1}
        driven.phone.citizen_calls(peer="+390655500177", queue="tributi", **handed_on)
        driven.phone.citizen_hangs_up(1)
        assert editor.draft is not None
        assert editor.draft.call_key == "key-2"
        assert editor.draft.caller.phone == "+390655500177"
        assert editor.draft.description == "Il collega chiede della TARI."
        assert driven.strip.state().look == "talking"
        await until(lambda: driven.models.caller.state != CallerState.LOOKING)
        driven.phone.citizen_hangs_up(2)
        assert editor.draft.ended_at is not None


async def test_a_bad_line_is_said_after_ten_seconds_and_taken_back_with_the_call(
    driven: DrivenConsole,
) -> None:
    record = driven.models.call.main.record  # type: ignore[union-attr]  # a call is up
    bad = Quality(call=1, mos=2.5, lost_pct=4.0, jitter_ms=40, rtt_ms=200)
    for seconds in range(11, 0, -1):
        record.add(bad, time.monotonic() - seconds)
    driven.phone.says_quality(1, mos=2.5, lost_pct=4.0)
    notices = driven.models.notices.passing
    assert notices["bad_line"].subject == {"lost": "4"}
    assert driven.strip.state().quality == "bad"
    driven.phone.citizen_hangs_up()
    assert "bad_line" not in notices


async def on_duty(city: RealServer, login: str, seat: str) -> None:
    """Somebody works at a seat, and its phone is registered."""
    session = await city.sign_in(login, seat=seat, device="d2")
    report = DutyReport(seat=seat, boot="b-1", registered=True)
    async with city.client(session) as client:
        answer = await client.post("/duty/report", content=encode(report))
        assert answer.status_code == 200, answer.text


async def a_transfer_to_seat(app: QApplication, city: RealServer, folder: Path, seat: str) -> None:
    """Anna writes, sends the citizen to a seat, and her console dies right after."""
    async with driven_console(app, city, folder) as driven:
        await driven.sign_in()
        await driven.become_ready()
        driven.phone.citizen_calls()
        driven.press(Qt.Key.Key_F4)
        editor = driven.models.editor
        await until(lambda: editor.draft is not None)
        editor.edit(Field.NAME, "Bianca Esempio")
        editor.edit(Field.DESCRIPTION, "Ha pagato due volte.")
        driven.press(Qt.Key.Key_F7)
        driven.type(seat)
        driven.press(Qt.Key.Key_Return, CTRL)
        await until(lambda: driven.phone.transfers == [(1, seat)])
