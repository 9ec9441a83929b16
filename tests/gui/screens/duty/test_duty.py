"""The operator's duty by keys: pause, wrap-up, danger, text, sound, what the server decides."""

from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget

from console.model.duty.seat_state import AgentState, PauseReason
from console.scenes.photograph import staged
from console.screens.calls.figures_line import FiguresLine
from console.screens.duty.duty_texts import DutyTexts
from console.screens.duty.pause_presenter import PausePresenter
from console.viewmodels.calls.audio_check import DeviceUse
from console.viewmodels.contact.contact_fields import Field
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.duty.safety import AlarmState, Danger
from console.viewmodels.kit.notices import Level
from contract.domain.account import Role
from contract.domain.agents.agent import PauseRule
from contract.domain.ids import BASE_SCOPE, QueueId
from contract.domain.queue import Queue
from contract.wire.decoding import encode
from contract.wire.duty import (
    CallNews,
    DutyReport,
    DutyStep,
    ForceState,
    MaskReply,
    MaskRequest,
    QueueFigures,
)
from contract.wire.phone_socket import AudioDevice
from contract.wire.text import TextNews, TextTaken, TypedText
from server.usecases.duty.pause_limits import set_rule
from tests.gui.screens.conftest import a_city
from tests.support.known import known
from tests.support.seats.driven_console import DrivenConsole, driven_console, strip_of
from tests.support.servers.real_server import RealServer, utc_now
from tests.support.waiting import until
from widgets.cards.procedure_card import ProcedureCard
from widgets.cards.text_pane import TextPane
from widgets.kit.plain_text import without_isolates

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def notice(driven: DrivenConsole) -> str:
    """What she was told last: what was done, else what stands."""
    work = driven.window.work
    shown = work.area.pill.confirmation() or work.bar.current()
    return shown.text if shown is not None else ""


def buttons_of(card: QWidget) -> list[str]:
    """The names of its buttons, as a screen reader has them."""
    return [one.accessibleName() for one in card.findChildren(QPushButton) if one.isVisible()]


def spoken_words(card: QWidget) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel))


async def a_ready_operator(driven: DrivenConsole) -> None:
    await driven.sign_in()
    await driven.become_ready()
    driven.keys = 0


async def a_call_answered(driven: DrivenConsole, **fields: Any) -> None:
    driven.phone.citizen_calls(**fields)
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    driven.keys = 0


async def test_a_pause_takes_two_keys_and_the_server_knows_it(driven: DrivenConsole) -> None:
    await a_ready_operator(driven)
    driven.press(Qt.Key.Key_F5)
    driven.press(Qt.Key.Key_2)
    assert driven.keys <= 2
    status = driven.models.status
    assert (status.state, status.reason) == (AgentState.NOT_READY, "screen_break")
    await until(lambda: status.view is not None and status.view.reason == "screen_break")


async def test_who_cannot_answer_lets_the_call_go_at_once_and_says_why_with_a_digit(
    driven: DrivenConsole,
) -> None:
    await a_ready_operator(driven)
    search = driven.focus()
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4, SHIFT)
    driven.press(Qt.Key.Key_5)
    assert driven.keys == 2
    status = driven.models.status
    await until(lambda: driven.phone.call is None, what="the call went to somebody else")
    await until(lambda: (status.state, status.reason) == (AgentState.NOT_READY, "meeting"))
    await until(lambda: status.view is not None and status.view.reason == "meeting")
    assert driven.focus() is search


async def test_why_she_cannot_answer_may_stay_unsaid(driven: DrivenConsole) -> None:
    await a_ready_operator(driven)
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4, SHIFT)
    menu = driven.window.part(PausePresenter).menu
    assert menu.accessibleName() == "Non posso: perché?"
    status = driven.models.status
    await until(lambda: status.reason == "declined", what="nobody waits for her reason")
    driven.press(Qt.Key.Key_Escape)
    assert menu.isHidden()
    assert (status.state, status.reason) == (AgentState.NOT_READY, "declined")
    driven.press(Qt.Key.Key_F5)
    assert status.state is AgentState.READY
    driven.press(Qt.Key.Key_F5)
    assert menu.accessibleName() == "Pausa: scegli il motivo"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_5, "Rifiutata: Riunione."),
        (Qt.Key.Key_1, "Rifiutata: Pausa."),
        (Qt.Key.Key_Escape, "Rifiutata, senza motivo."),
    ],
)
async def test_what_she_declined_is_confirmed_with_why_and_nothing_else_is_said(
    driven: DrivenConsole, key: Qt.Key, said: str
) -> None:
    await a_ready_operator(driven)
    driven.models.notices.tell("no_keyring", Level.ACT_SOON)  # stands the whole time
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4, SHIFT)
    status, pill = driven.models.status, driven.window.work.area.pill
    await until(lambda: status.reason == "declined")
    driven.press(key)
    done = known(pill.confirmation())
    assert done.text == said
    await until(lambda: status.view is not None and status.view.reason == status.reason)
    assert set(driven.models.notices.passing) == {"no_keyring", "call_declined"}


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (
            {"state": "not_ready", "reason": "training"},
            "Intanto lo stato è cambiato: ora sei Non pronto, Formazione.",
        ),
        ({"state": "ready", "reason": ""}, "Intanto lo stato è cambiato: ora sei Pronto."),
        (
            {"state": "talking", "reason": ""},
            "Intanto lo stato è cambiato: dopo questa telefonata Pronto.",
        ),
    ],
)
def test_another_decision_is_said_with_the_state_that_holds(
    subject: dict[str, str], said: str
) -> None:
    assert DutyTexts().notices()["stale_wish"](subject) == said


async def test_a_second_call_is_refused_without_a_question_and_that_is_confirmed(
    driven: DrivenConsole,
) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    driven.phone.citizen_calls(peer="1201", queue="")
    driven.press(Qt.Key.Key_F4, SHIFT)
    await until(lambda: len(driven.models.call.calls) == 1)
    assert driven.window.part(PausePresenter).menu.isHidden()
    done = known(driven.window.work.area.pill.confirmation())
    assert done.text == "Seconda telefonata rifiutata."


async def test_the_menu_of_pauses_says_what_the_day_has_left(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.database.write(
        lambda c: set_rule(c, PauseRule(reason="break", limit_s=600, quota_s=1800))
    )
    await city.database.write(
        lambda c: set_rule(c, PauseRule(reason="training", at_once=1, quota_s=60))
    )
    await a_ready_operator(driven)
    driven.press(Qt.Key.Key_F5)
    rows = driven.focus()
    assert isinstance(rows, QListView)
    said = "1  Pausa · oggi restano 30 min di 30 · al massimo 10 min"
    await until(lambda: said in written(rows))
    driven.press(Qt.Key.Key_3)
    status = driven.models.status
    await until(lambda: status.view is not None and status.view.reason == "training")


async def test_a_pause_that_colleagues_fill_is_not_offered_and_says_why(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.database.write(lambda c: set_rule(c, PauseRule(reason="break", at_once=1)))
    await a_ready_operator(driven)
    await somebody_pauses(city)
    driven.press(Qt.Key.Key_F5)
    rows, menu = driven.focus(), driven.window.part(PausePresenter).menu
    assert isinstance(rows, QListView)
    full = "Pausa · piena adesso, riprova tra poco"
    await until(lambda: f"1  {full}" in written(rows))
    driven.press(Qt.Key.Key_1)
    assert menu.line() == full
    assert driven.models.status.state is AgentState.READY
    city.go_offline()
    driven.press(Qt.Key.Key_Escape)
    driven.press(Qt.Key.Key_F5)
    driven.press(Qt.Key.Key_1)
    assert driven.models.status.reason == "break", "nobody says no while nobody can be asked"
    city.go_online()


def written(rows: QListView) -> list[str]:
    """The lines of a list, as they stand on the screen."""
    model = rows.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


async def somebody_pauses(server: RealServer) -> None:
    """Livia is in the break, at another seat."""
    session = await server.sign_in("livia", seat="1201", device="d2")
    report = DutyReport(
        seat="1201",
        boot="b-1",
        registered=True,
        steps=(DutyStep(number=1, wish="pause", reason="break", at=utc_now()),),
    )
    async with server.client(session) as client:
        answer = await client.post("/duty/report", content=encode(report))
        assert answer.status_code == 200, answer.text


async def test_a_pause_asked_for_in_a_call_is_taken_back_with_one_key(
    driven: DrivenConsole,
) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    driven.press(Qt.Key.Key_F5)
    driven.press(Qt.Key.Key_1)
    assert driven.models.status.pending_pause is PauseReason.BREAK
    strip = driven.strip
    button = known(strip.button("status.pause"))
    assert (button.text(), button.isChecked()) == ("Pausa dopo", True)
    assert "dopo questa telefonata" in strip.state().aside, "it is heard too"
    assert strip.state().chip == "", "nothing hides the queue of the call"
    driven.press(Qt.Key.Key_F5)
    assert driven.models.status.pending_pause is None
    assert not known(driven.strip.button("status.pause")).isChecked()
    status = driven.models.status
    await until(lambda: status.view is not None and not status.view.pending)


async def test_time_after_the_call_is_asked_for_during_it_with_ctrl_t(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    queue = Queue(id=QueueId("tributi"), name="Tributi", wrap_up="agent_requested", wrap_up_s=45)
    await city.put(BASE_SCOPE, queue)
    async with driven_console(app, city, tmp_path) as driven:
        await a_ready_operator(driven)
        await until(lambda: driven.models.status.queue_of("tributi") is not None)
        await a_call_answered(driven)
        driven.press(Qt.Key.Key_T, CTRL)
        assert driven.models.status.wrap_up.is_wanted
        driven.phone.citizen_hangs_up()
        assert driven.models.status.state is AgentState.WRAP_UP
        assert round(driven.models.status.wrap_up.limit_s or 0) == 45


async def test_a_lead_s_order_is_read_in_one_sentence_and_acknowledged(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_ready_operator(driven)
    await force(city, known(driven.models.status.view).account_id)
    await until(lambda: driven.models.status.reason == "meeting")
    assert notice(driven) == "Carla Capo ti ha messo in pausa: Riunione. «In sala 2»"
    driven.window.work.bar.closed.emit("forced_pause")
    status = driven.models.status
    await until(lambda: status.view is not None and status.view.message == "")
    assert driven.phone.tones == ["act_now"]


async def test_a_lead_is_not_said_to_have_lost_the_line(driven: DrivenConsole) -> None:
    await a_ready_operator(driven)
    driven.models.notices.tell(
        DutyNotice.FORCED_PAUSE, Level.ACT_NOW, who="Carla Capo", reason="line_lost"
    )
    assert notice(driven) == "Carla Capo ti ha messo in pausa."


async def force(server: RealServer, account_id: Any) -> None:
    await server.add_account("carla", Role.TEAM_LEAD, name="Carla Capo")
    session = await server.sign_in("carla", device="d2")
    order = ForceState(account_id=account_id, want="pause", reason="meeting", message="In sala 2")
    async with server.client(session) as lead:
        answer = await lead.post("/duty/force", content=msgspec.json.encode(order))
        assert answer.status_code == 200


async def test_danger_takes_two_keys_and_every_lead_is_alarmed(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    before = driven.focus()
    driven.press(Qt.Key.Key_F12, CTRL)
    driven.press(Qt.Key.Key_2)
    assert driven.keys <= 2
    safety = driven.models.duty.safety
    assert safety.danger is Danger.THREAT
    assert driven.window.part(ProcedureCard).isVisible()
    assert driven.focus() is before, "the operator goes on where she was"
    await until(lambda: safety.alarm_state is AlarmState.ALONE)
    assert "Nessun responsabile è collegato" in spoken_words(driven.window.part(ProcedureCard))
    rows = await city.database.read(
        lambda c: c.execute("SELECT kind FROM duty_event WHERE kind = 'alarm'")
    )
    assert len(list(rows)) == 1


async def test_112_is_called_and_joined_with_one_key_each_while_the_cursor_stays(
    driven: DrivenConsole,
) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    before, calls = driven.focus(), driven.models.call
    driven.press(Qt.Key.Key_F12, CTRL | SHIFT)
    assert calls.second is None, "nobody has said yet what happens"
    driven.press(Qt.Key.Key_1)
    driven.press(Qt.Key.Key_F12, CTRL | SHIFT)
    await until(lambda: calls.second is not None, what="112 is called")
    assert calls.second.call.peer == "112"  # type: ignore[attr-defined]  # it changed meanwhile
    driven.phone.citizen_answers(2)
    assert "Unisci cittadino e 112" in buttons_of(driven.window.part(ProcedureCard))
    driven.press(Qt.Key.Key_F12, CTRL | SHIFT)
    await until(lambda: calls.is_joined)
    assert driven.keys == 4
    assert driven.focus() is before, "she goes on writing where she was"


async def test_after_a_threat_nobody_rings_until_she_says_so(driven: DrivenConsole) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    driven.models.editor.edit(Field.TOPIC, "tari")
    before = driven.focus()
    driven.press(Qt.Key.Key_F12, CTRL)
    driven.press(Qt.Key.Key_3)
    card, status = driven.window.part(ProcedureCard), driven.models.status
    assert "Ascolta." in card.steps()
    driven.press(Qt.Key.Key_F6)
    for _ in range(12):  # at most once round the window
        if card.isAncestorOf(driven.focus()):
            break
        driven.press(Qt.Key.Key_F6)
    assert card.isAncestorOf(driven.focus()), "the steps are read by keys"
    driven.press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert driven.focus() is before, "she goes on writing where she was"
    driven.phone.citizen_hangs_up()
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts, what="the contact is closed")
    await until(lambda: (status.state, status.reason) == (AgentState.NOT_READY, "after_care"))
    await until(lambda: not driven.phone.available)
    assert "after_care" in driven.models.notices.passing
    await driven.become_ready()


async def test_an_alarm_sounds_until_f1_answers_it(driven: DrivenConsole) -> None:
    await a_ready_operator(driven)
    driven.models.duty.news.on_news(CallNews(kind="alarm", text="suicide", seat="1014"))
    assert without_isolates(notice(driven)) == (
        "Allarme da postazione 1014: qualcuno è in pericolo di vita. Chi chiama non sa "
        "niente. F1 quando hai letto."
    )
    await until(lambda: driven.phone.tones == ["safety"])
    assert driven.models.duty.tones._again_s is not None
    driven.press(Qt.Key.Key_F1)
    assert notice(driven) == ""
    assert driven.models.duty.tones._again_s is None, "what she has read sounds no more"
    assert not driven.window.panels.keys.isVisible()
    driven.press(Qt.Key.Key_F1)
    assert driven.window.panels.keys.isVisible()


async def test_letters_go_to_the_citizen_one_by_one_and_each_line_says_whose_it_is(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        text, pane = seat.models.duty.text, window.part(TextPane)
        typed: list[str] = []

        def taken(asked: httpx.Request) -> TextTaken:
            piece = msgspec.json.decode(asked.content, type=TypedText)
            typed.append(piece.characters)
            return TextTaken(taken=piece.number)

        seat.server.answers["/text"] = taken
        assert not pane.isVisible()
        window.commands.run("text.focus")
        assert "non ha il testo" in window.work.bar.current().text
        text.begin()
        text.on_text("ciao")
        window.commands.run("text.focus")
        assert QApplication.focusWidget() is pane.line
        QTest.keyClicks(pane.line, "salvd")
        QTest.keyClick(pane.line, Qt.Key.Key_Backspace)
        QTest.keyClicks(pane.line, "e")
        await until(lambda: "".join(typed) == "salvd\be")
        assert pane.rows() == [("", "ciao"), ("salve", "")]
        assert pane.spoken_rows() == ["Cittadino: ciao", "Tu: salve"]


async def test_what_was_written_goes_with_its_contact_and_is_not_beside_the_next_citizen(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    text, pane = driven.models.duty.text, driven.window.part(TextPane)
    text.begin()
    text.on_text("Ho pagato due volte.")
    text.end()
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    assert pane.isVisible(), "the contact is still being written"
    driven.models.editor.edit(Field.TOPIC, "tari")
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.editor.draft is None)
    await until(lambda: not pane.isVisible())
    assert pane.rows() == []


async def test_real_time_text_comes_over_the_server_s_stream(
    city: RealServer, driven: DrivenConsole
) -> None:
    await a_ready_operator(driven)
    await a_call_answered(driven)
    account_id = driven.models.status.view.account_id
    city.running.hub.tell(account_id, "text", TextNews(call_key="no-such-call"))
    await until(lambda: driven.models.duty.text.is_there)
    assert driven.window.part(TextPane).isVisible()
    await until(lambda: not driven.models.duty.text.is_open)  # the server knows no such text


async def test_the_audio_test_is_done_by_keys(driven: DrivenConsole, tmp_path: Path) -> None:
    await a_ready_operator(driven)
    devices = (
        AudioDevice(id="in-1", kind="input", label="Cuffia blu"),
        AudioDevice(id="in-2", kind="input", label="Microfono da tavolo"),
    )
    driven.models.call.on_devices(devices, True)
    driven.press(Qt.Key.Key_D, CTRL | SHIFT)
    audio = driven.models.duty.audio
    assert audio.is_on
    driven.type("tavolo")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: audio.chosen(DeviceUse.HEADSET_IN) == "in-2")
    await until(lambda: (tmp_path / "audio.json").exists())
    driven.press(Qt.Key.Key_Escape)
    assert not audio.is_on


async def test_a_chosen_device_is_used_again_after_a_restart(
    app: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "audio.json").write_text('{"headset_in":"in-2"}', encoding="utf-8")
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        audio = driven.models.duty.audio
        await until(lambda: audio.chosen(DeviceUse.HEADSET_IN) == "in-2")


async def test_the_queues_stand_in_the_status_line(app: QApplication) -> None:
    async with staged(app, "queue-figures") as (window, seat):
        sentence = window.part(FiguresLine).sentence()
        assert "In coda 7" in sentence
        assert "0:42" in sentence
        seat.models.duty.figures.show((QueueFigures(queue_id=QueueId("q"), waiting=0),))
        assert window.part(FiguresLine).sentence() == "Nessuno in coda"
    async with staged(app, "queue-figures-old") as (window, _):
        assert "dati delle" in window.part(FiguresLine).sentence()


async def test_an_editor_has_no_duty_and_reports_none(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    await city.add_account("edo", Role.EDITOR)
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in("edo")
        await until(lambda: driven.models.connection.connection.online)
        assert ("POST", "/api/v1/duty/report") not in city.requests


async def test_the_strip_says_whether_the_call_is_recorded_and_one_key_covers_it(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        masks: list[bool] = []

        def masked(asked: httpx.Request) -> MaskReply:
            masks.append(msgspec.json.decode(asked.content, type=MaskRequest).on)
            return MaskReply(state="masked" if masks[-1] else "on")

        seat.server.answers["/calls"] = masked
        assert "registra" not in strip_of(window).state().detail
        window.commands.run("recording.mask")
        assert masks == [], "its queue does not record"
        key = seat.models.call.calls[0].key
        seat.models.duty.news.on_news(CallNews(kind="recording", call_key=key, text="on"))
        assert "si registra" in strip_of(window).state().detail
        window.commands.run("recording.mask")
        await until(lambda: "registrazione sospesa" in strip_of(window).state().detail)
        assert "un minuto" in window.work.area.pill.confirmation().text
        window.commands.run("recording.mask")
        await until(lambda: "si registra" in strip_of(window).state().detail)
        assert masks == [True, False]
