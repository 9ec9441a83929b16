"""What is on the screen and stays does not move by a pixel, whatever comes or goes in a call."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.duty_scenes import FIGURES
from console.scenes.photograph import staged
from console.scenes.scene_calls import a_context
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import a_call
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.duty.safety import Danger
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from contract.wire.claims import CallerMatches
from contract.wire.phone_socket import Call, CallState, EndCause, Quality
from tests.support.audits.places_of_all import Places, moved, places_of_all
from tests.support.audits.shown_language import shown_in
from tests.support.known import known
from widgets.cards.call_strip import CallStrip
from widgets.cards.text_pane import TextPane
from widgets.fields.field_error import FieldError
from widgets.kit.centred_page import CentredPage

WIDTHS = (1180, 1366, 1920)  # two columns, three, four


type Step = Callable[[MainWindow, SceneSeat], Awaitable[None] | None]


def saved(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.notices.tell(ContactNotice.SAVED, Level.DONE)


def with_number(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.notices.tell(ContactNotice.FORWARDED, Level.DONE, number="2026-000009")


def full_disk(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.notices.tell(SeatNotice.STORE_FULL, Level.ACT_NOW)


def soon(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.notices.tell(SeatNotice.RECOVERED, Level.ACT_SOON, recovered="12", total="12")


def no_microphone(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.call.on_devices((), False)


async def offline(_: MainWindow, seat: SceneSeat) -> None:
    await seat.lose_server()


def refused(window: MainWindow, _: SceneSeat) -> None:
    window.commands.run("session.quit")


def another_topic(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.editor.filling.link_card(city.CARDS[2])


def held(_: MainWindow, seat: SceneSeat) -> None:
    seat.phone.report(state=CallState.HELD)


def held_long(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.notices.tell(CallNotice.HOLD_REMINDER, Level.ACT_NOW, seconds="45")


def muted(_: MainWindow, seat: SceneSeat) -> None:
    seat.phone.report(is_muted=True)


def bad_line(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.call.on_quality(Quality(call=1, mos=2.1, lost_pct=6.0, jitter_ms=60, rtt_ms=200))


def second_rings(_: MainWindow, seat: SceneSeat) -> None:
    now = time.monotonic()
    second = Call(call=2, state=CallState.INCOMING, peer="1201", started_mono_s=now)
    seat.models.call.on_call(second)


def danger(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.duty.safety.begin(Danger.EMERGENCY)


async def calls_112(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.duty.safety.begin(Danger.EMERGENCY)
    seat.models.duty.safety.call_112()


def hung_up(_: MainWindow, seat: SceneSeat) -> None:
    seat.phone.end(EndCause.HUNG_UP_THERE)


def passed_on(_: MainWindow, seat: SceneSeat) -> None:
    seat.server.answers["/calls"] = a_context()
    seat.models.calls.passed.look_up(a_context().call_key)


def figures(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.duty.figures.show(FIGURES)


def promised(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.editor.promise_callback(seat.models.editor.offered_windows()[1])


def panel(name: str) -> Step:
    return lambda window, _: window.commands.run(name)


IN_A_CALL: dict[str, Step] = {
    "a confirmation": saved,
    "one with a number": with_number,
    "a warning": full_disk,
    "a message that waits": soon,
    "no microphone": no_microphone,
    "the server is away": offline,
    "why not now": refused,
    "another proposal": another_topic,
    "on hold": held,
    "a reminder of the hold": held_long,
    "muted": muted,
    "a bad line": bad_line,
    "a second call": second_rings,
    "what to do in danger": danger,
    "the call to 112": calls_112,
    "the citizen hangs up": hung_up,
    "what a colleague knows": passed_on,
    "figures of the queues": figures,
    "a promise": promised,
    "transfer": panel("call.transfer"),
    "all commands": panel("palette.open"),
    "send the card": panel("card.send"),
    "a fault": panel("entry.fault"),
    "bands of hours": panel("callback.act"),
    "a pause": panel("status.pause"),
}


async def shifts(
    window: MainWindow, seat: SceneSeat, step: Step, *, but: tuple[QWidget, ...] = ()
) -> list[str]:
    """Return what a step moves. but: parts that are not looked at."""
    before = places_of_all(window, but=but)
    done = step(window, seat)
    if done is not None:
        await done
    await settle()
    QApplication.sendPostedEvents()
    return moved(before, places_of_all(window, but=but))


async def shifts_at_each_width(
    window: MainWindow, seat: SceneSeat, step: Step, but: dict[int, tuple[QWidget, ...]]
) -> dict[int, list[str]]:
    """Return what a step moves in a window of each width. but: what is not looked at there."""

    async def at(width: int) -> Places:
        window.resize(width, 768)
        await settle()
        QApplication.sendPostedEvents()
        return places_of_all(window, but=but.get(width, ()))

    before = {width: await at(width) for width in WIDTHS}
    done = step(window, seat)
    if done is not None:
        await done
    after = {width: await at(width) for width in reversed(WIDTHS)}  # first where it happens
    found = {width: moved(before[width], after[width]) for width in WIDTHS}
    return {width: parts for width, parts in found.items() if parts}


@pytest.mark.parametrize("what", IN_A_CALL)
async def test_nothing_moves_in_a_call_when_there_comes(app: QApplication, what: str) -> None:
    async with staged(app, "talking", size=QSize(WIDTHS[0], 768)) as (window, seat):
        assert await shifts_at_each_width(window, seat, IN_A_CALL[what], {}) == {}


IN_EVERY_STATE = (
    "talking", "hold", "bad-line", "transferring", "consultation-calling", "consultation",
    "alternated", "three-way",
)  # fmt: skip


async def test_hold_mute_and_the_end_of_a_call_stand_still_through_all_its_states(
    app: QApplication,
) -> None:
    """A hand that goes for the microphone finds it there, whoever has come to the line since."""
    places: dict[int, set[tuple[int, int, int]]] = {width: set() for width in WIDTHS}
    for scene in IN_EVERY_STATE:
        async with staged(app, scene, size=QSize(WIDTHS[0], 768)) as (window, _):
            strip = window.part(CallStrip)
            for width in WIDTHS:
                window.resize(width, 768)
                await settle()
                QApplication.sendPostedEvents()
                hold, mute, end = (
                    known(strip.button(f"call.{name}")).geometry()
                    for name in ("answer_or_hold", "mute", "hang_up")
                )
                places[width].add((hold.left(), mute.left(), end.right()))
    assert {width: len(found) for width, found in places.items()} == dict.fromkeys(WIDTHS, 1)


OF_LEVEL_TWO = (
    "a confirmation", "a warning", "the server is away", "on hold", "muted", "a second call",
    "what to do in danger", "the citizen hangs up", "figures of the queues", "transfer",
)  # fmt: skip


@pytest.mark.parametrize("what", OF_LEVEL_TWO)
async def test_nothing_moves_in_a_callback_when_there_comes(app: QApplication, what: str) -> None:
    async with staged(app, "level2-talking", size=QSize(1366, 768)) as (window, seat):
        assert await shifts(window, seat, IN_A_CALL[what]) == []


def rings(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.call.on_call(a_call(seat))


async def gave_up(window: MainWindow, seat: SceneSeat) -> None:
    seat.phone.end(EndCause.HUNG_UP_THERE)


@pytest.mark.parametrize(
    ("scene", "what", "step"),
    [
        ("idle", "a confirmation", saved),
        ("talking-passed-on", "the citizen hangs up", hung_up),
        ("danger-112-joined", "a confirmation", saved),
        ("hold", "a reminder of the hold", held_long),
        ("wrap-up", "a confirmation", saved),
    ],
)
async def test_nothing_moves_on_the_page_of_contacts_when_there_comes(
    app: QApplication, scene: str, what: str, step: Step
) -> None:
    async with staged(app, scene, size=QSize(WIDTHS[0], 768)) as (window, seat):
        assert await shifts_at_each_width(window, seat, step, {}) == {}, what


def closed_too_soon(_: MainWindow, seat: SceneSeat) -> None:
    seat.models.editor.edit(Field.PHONE, "347 12")
    seat.models.editor.edit(Field.FISCAL_CODE, "ABCDEF")
    seat.models.editor.closing.close()


@pytest.mark.parametrize("width", WIDTHS)
async def test_what_is_missing_moves_no_field_and_is_read_whole_where_the_cursor_is(
    app: QApplication, width: int
) -> None:
    async with staged(app, "answered", size=QSize(width, 768)) as (window, seat):
        assert await shifts(window, seat, closed_too_soon) == []
        wrong = [one for one in window.findChildren(FieldError) if one.text()]
        assert len(wrong) == 3
        assert [one.whole() == one.text() for one in wrong].count(True) == 1
        window.part(ContactScreen).form.topic.editor.setFocus()
        [topic] = [one for one in wrong if one.whole() or one.shown_text() == one.text()]
        assert "argomento" in topic.text()


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_line_the_citizen_writes_moves_nothing(app: QApplication, width: int) -> None:
    async with staged(app, "text-with-citizen", size=QSize(width, 768)) as (window, seat):
        pane = window.part(TextPane)

        async def writes(_: MainWindow, seat: SceneSeat) -> None:
            for word in ("e un documento", ", va bene?\n", "Grazie.\n"):
                seat.models.duty.text.on_text(word)
                await settle()

        line = pane.line.mapTo(window, pane.line.rect().topLeft())
        assert await shifts(window, seat, writes) == []
        assert pane.line.mapTo(window, pane.line.rect().topLeft()) == line


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_talk_in_writing_leaves_receipt_and_answer_where_they_are(
    app: QApplication, width: int
) -> None:
    """The search box alone goes where it stays in reach, on top of the answer."""
    async with staged(app, "talking", size=QSize(width, 768)) as (window, seat):
        contact = window.part(ContactScreen)
        but = (contact.search,)
        before, answer = places_of_all(window, but=but), contact.search.card_view
        left = answer.mapTo(window, answer.rect().topLeft()).x(), answer.width()
        seat.models.duty.text.begin()
        await settle()
        pane = window.part(TextPane)
        assert pane.isVisible()
        assert moved(before, places_of_all(window, but=but)) == []
        assert (answer.mapTo(window, answer.rect().topLeft()).x(), answer.width()) == left
        lies = QRect(pane.mapTo(window, pane.rect().topLeft()), pane.size())
        box = contact.search.field.editor
        seen = QRect(box.mapTo(window, box.rect().topLeft()), box.size())
        assert not lies.intersects(seen)
        assert not lies.intersects(
            QRect(answer.mapTo(window, answer.rect().topLeft()), answer.size())
        )
        pane.closed.emit()
        await settle()
        assert moved(before, places_of_all(window, but=but)) == []


@pytest.mark.parametrize(
    ("scene", "step"), [("idle", rings), ("ringing", passed_on), ("ringing", gave_up)]
)
async def test_a_ringing_call_leaves_results_and_answer_where_they_are(
    app: QApplication, scene: str, step: Step
) -> None:
    """Who may be calling has the place of what an idle operator reads."""
    async with staged(app, scene, size=QSize(WIDTHS[0], 768)) as (window, seat):
        contact = window.part(ContactScreen)
        but = (contact.citizen, contact.idle, *column_of(contact.citizen))
        assert await shifts_at_each_width(window, seat, step, dict.fromkeys(WIDTHS, but)) == {}


def column_of(part: QWidget) -> tuple[QWidget, ...]:
    """Return the parts of the receipt that stand below each other."""
    receipt = part.window().findChild(QWidget, "receipt")
    return tuple(receipt.findChildren(QWidget))


@pytest.mark.parametrize("width", WIDTHS)
async def test_whoever_is_found_by_the_number_moves_nothing_she_types_in(
    app: QApplication, width: int
) -> None:
    """The server's answer may come late: her hands are in the fields by then."""

    def found(count: int) -> Step:
        def step(_: MainWindow, seat: SceneSeat) -> None:
            seat.server.answers["/callers"] = CallerMatches(matches=city.MATCHES[:count])
            seat.models.caller.look_up(city.PHONE, "call-1")

        return step

    def confirmed(_: MainWindow, seat: SceneSeat) -> None:
        seat.models.caller.confirm(0)

    async with staged(app, "answered", size=QSize(width, 768)) as (window, seat):
        contact = window.part(ContactScreen)
        citizen, slot = contact.citizen, window.findChild(QWidget, "citizen_slot")
        but = (slot, citizen.callers, citizen.history, citizen.history_link)
        for step in (found(0), found(1), found(2), confirmed):
            assert await shifts(window, seat, step, but=but) == []


WORDS = ("Password sbagliata.", "Password o PIN non validi. Controlla e riprova, poi chiama. " * 2)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("scene", ["lock", "sign-in"])
@pytest.mark.parametrize("words", WORDS)
async def test_no_message_moves_the_card_of_a_page_without_work(
    app: QApplication, scene: str, words: str, percent: int
) -> None:
    def told(window: MainWindow, _: SceneSeat) -> None:
        [page] = [one for one in window.findChildren(CentredPage) if one.isVisible()]
        page.show_message("error", words)

    size = QSize(1366, 768 if percent == 100 else 1400)  # in a low one it scrolls
    async with staged(app, scene, size=size, text_percent=percent) as (window, seat):
        assert await shifts(window, seat, told) == []


@pytest.mark.parametrize("text_percent", [100, 150, 200])
@pytest.mark.parametrize("language", ["it", "en", "ar"])
async def test_without_a_seat_the_tick_that_is_spoken_of_is_in_sight(
    app: QApplication,
    compiled: Path,
    language: str,
    text_percent: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with shown_in(language, app, compiled, monkeypatch):
        async with staged(app, "sign-in", text_percent=text_percent) as (window, _):
            window.sign_in.set_values(login="edda.prova")
            secret = window.sign_in.findChild(QLineEdit, "secret_editor")
            assert secret is not None
            secret.setFocus()
            QTest.keyClicks(secret, "una-lunga-parola")
            QTest.keyClick(secret, Qt.Key.Key_Return)
            assert QApplication.focusWidget() is window.sign_in.findChild(QLineEdit, "seat_editor")
            [wrong] = [one for one in window.findChildren(FieldError) if one.text()]
            assert (wrong.shown_text(), wrong.whole()) == (wrong.text(), "")
