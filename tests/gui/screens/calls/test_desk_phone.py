"""A phone that can do less: what it lacks is not offered, and its key says so instead of lying."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.calls.live_call import PhoneAbility
from console.model.duty.seat_state import AgentState
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.calls.call_panels import CallPanels
from console.viewmodels.duty.safety import Danger
from contract.domain.ids import BASE_SCOPE
from contract.wire.phone_socket import CallState
from tests.gui.screens.calls.test_call_panel import QUEUES
from tests.gui.screens.calls.test_voicemail import a_case_in_hand
from tests.gui.screens.conftest import a_city
from tests.gui.screens.duty.test_duty import spoken_words
from tests.support.phones.scripted_phone import ScriptedPhone
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.waiting import until
from widgets.cards.procedure_card import ProcedureCard
from widgets.panels.audio_panel import AudioPanel

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALL = frozenset(PhoneAbility)


@asynccontextmanager
async def a_seat_without(
    app: QApplication, folder: Path, *lacking: PhoneAbility
) -> AsyncIterator[DrivenConsole]:
    """Anna is ready, with a phone that lacks some of what others have."""
    phone = ScriptedPhone()
    phone.can = ALL - set(lacking)
    async with a_city() as city:
        await city.put(BASE_SCOPE, *QUEUES)
        async with driven_console(app, city, folder, phone=phone) as driven:
            await driven.sign_in()
            await driven.become_ready()
            yield driven


async def talking(driven: DrivenConsole) -> None:
    driven.phone.citizen_calls()
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)


def offered(driven: DrivenConsole) -> set[str]:
    """The buttons of the strip."""
    return {action.name for action in driven.strip.state().actions}


def in_the_menu(driven: DrivenConsole, name: str) -> bool:
    """Whether menu and palette offer it now."""
    return next(one for one in driven.window.commands.all if one.name == name).is_offered()


def is_told_to_use_its_keys(driven: DrivenConsole) -> bool:
    return "phone_cannot" in driven.models.notices.passing


async def test_without_reject_a_ringing_call_is_only_answered(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.REJECT) as driven:
        driven.phone.citizen_calls()
        assert offered(driven) == {"call.answer_or_hold"}
        assert not in_the_menu(driven, "call.decline")
        driven.press(Qt.Key.Key_F4, SHIFT)
        assert is_told_to_use_its_keys(driven)
        assert driven.models.status.state is AgentState.RINGING, "it rings on, and she is not away"


async def test_without_hold_nobody_is_put_on_hold(app: QApplication, tmp_path: Path) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.HOLD) as driven:
        await talking(driven)
        assert "call.answer_or_hold" not in offered(driven)
        assert not in_the_menu(driven, "call.answer_or_hold")
        driven.press(Qt.Key.Key_F4)
        assert is_told_to_use_its_keys(driven)
        call = driven.models.call.call
        assert call is not None
        assert call.state is CallState.ACTIVE
        await driven.models.call.controls.consult("q-tributi", "Tributi")
        await until(lambda: driven.models.call.second is not None)
        driven.phone.citizen_answers(2)
        assert "call.complete" in offered(driven)
        assert "call.answer_or_hold" not in offered(driven), "the two cannot be alternated"


async def test_without_mute_there_is_no_mute(app: QApplication, tmp_path: Path) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.MUTE) as driven:
        await talking(driven)
        assert "call.mute" not in offered(driven)
        assert not in_the_menu(driven, "call.mute")
        driven.press(Qt.Key.Key_F8)
        assert is_told_to_use_its_keys(driven)
        assert driven.phone.call is not None
        assert not driven.phone.call.is_muted


async def test_without_digits_there_is_no_dial_pad(app: QApplication, tmp_path: Path) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.DTMF) as driven:
        await talking(driven)
        assert not in_the_menu(driven, "call.digits")
        driven.press(Qt.Key.Key_F8, CTRL)
        assert driven.window.part(CallPanels).dial_pad.isHidden()
        assert is_told_to_use_its_keys(driven)


async def test_without_blind_transfer_the_line_is_spoken_with_first(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.TRANSFER) as driven:
        await talking(driven)
        driven.press(Qt.Key.Key_F7)
        picker = driven.window.part(CallPanels).transfer.picker
        assert picker.buttons.button("consult") is not None
        assert picker.buttons.button("send") is None
        driven.press(Qt.Key.Key_Return, CTRL)
        assert driven.phone.transfers == []


async def test_without_a_second_call_a_transfer_is_blind(app: QApplication, tmp_path: Path) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.CONSULT) as driven:
        await talking(driven)
        driven.press(Qt.Key.Key_F7)
        picker = driven.window.part(CallPanels).transfer.picker
        assert picker.buttons.button("consult") is None
        assert picker.buttons.button("send") is not None


async def test_a_phone_that_reaches_nobody_opens_no_directory(
    app: QApplication, tmp_path: Path
) -> None:
    reaching = (PhoneAbility.DIAL, PhoneAbility.TRANSFER, PhoneAbility.CONSULT)
    async with a_seat_without(app, tmp_path, *reaching) as driven:
        await talking(driven)
        assert "call.transfer" not in offered(driven)
        driven.press(Qt.Key.Key_F7)
        assert not driven.window.part(CallPanels).transfer.is_open
        assert is_told_to_use_its_keys(driven)


async def test_without_three_way_nobody_is_brought_together(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.JOIN) as driven:
        await talking(driven)
        find = driven.models.calls.directory.type_text
        await until(lambda: find("trib") or driven.models.calls.directory.found)
        driven.press(Qt.Key.Key_F7)
        driven.type("trib")
        driven.press(Qt.Key.Key_Return)
        await until(lambda: driven.models.call.second is not None)
        driven.phone.citizen_answers(2)
        assert {"call.join"}.isdisjoint(offered(driven))
        assert driven.window.part(CallPanels).transfer.picker.buttons.button("join") is None
        assert not in_the_menu(driven, "call.join")


@pytest.mark.parametrize("lacking", [PhoneAbility.CONSULT, PhoneAbility.JOIN])
async def test_a_phone_that_brings_no_112_says_who_must_call_it(
    app: QApplication, tmp_path: Path, lacking: PhoneAbility
) -> None:
    async with a_seat_without(app, tmp_path, lacking) as driven:
        await talking(driven)
        for danger in Danger:
            driven.models.duty.safety.begin(danger)
            card = driven.window.part(ProcedureCard)
            steps = card.steps()
            assert "da un altro telefono" in steps
            assert "unisci le telefonate" not in steps
            assert "Chiama 112" not in spoken_words(card)
        assert not in_the_menu(driven, "safety.call_112")


async def test_without_dialling_the_number_is_shown_and_called_by_hand(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.DIAL) as driven:
        await talking(driven)
        driven.phone.citizen_hangs_up()
        await until(lambda: driven.models.calls.log.calls)
        driven.press(Qt.Key.Key_H, CTRL)
        panel = driven.window.part(CallPanels).call_list
        assert panel.hint() == "Esc chiude."
        driven.press(Qt.Key.Key_Return)
        await until(lambda: is_told_to_use_its_keys(driven))
        assert driven.phone.call is None
        assert not in_the_menu(driven, "call.transfer")


async def test_a_callback_is_dialled_by_hand_where_the_phone_cannot(
    app: QApplication, tmp_path: Path
) -> None:
    phone = ScriptedPhone()
    phone.can = ALL - {PhoneAbility.DIAL, PhoneAbility.MESSAGES}
    async with a_case_in_hand(app, tmp_path, caller="+390651230001", phone=phone) as (
        driven,
        _,
        line,
    ):
        case = driven.window.part(CallbackQueueScreen).case
        assert not case.call_button.isEnabled()
        assert "componi tu il numero" in case.lock_line()
        assert not line.button.isEnabled()
        assert "non fa ascoltare i messaggi" in line.button.accessibleDescription()
        assert driven.focus() is case.answer, "the answer is what can be done here"
        driven.press(Qt.Key.Key_P, CTRL)
        await asyncio.sleep(0)
        assert phone.played == []
        assert not in_the_menu(driven, "message.play")


async def test_sound_that_is_set_at_the_apparatus_is_not_offered_here(
    app: QApplication, tmp_path: Path
) -> None:
    lacking = (PhoneAbility.DEVICES, PhoneAbility.QUALITY)
    async with a_seat_without(app, tmp_path, *lacking) as driven:
        driven.press(Qt.Key.Key_D, CTRL | SHIFT)
        panel = driven.window.findChild(AudioPanel)
        assert not panel.isHidden()
        assert panel.field("headset_in").isHidden()
        assert "si scelgono sull'apparecchio" in panel.shown()["fault"]
        assert "questo telefono non la misura" in panel.shown()["words"]
        driven.press(Qt.Key.Key_Escape)
        assert panel.isHidden()


async def test_without_tones_the_headset_stays_silent(app: QApplication, tmp_path: Path) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.TONES) as driven:
        driven.models.duty.tones.sound("act_now")
        driven.models.duty.tones.repeat()
        await asyncio.sleep(0)
        assert driven.phone.tones == []


async def test_without_text_it_is_offered_only_where_the_exchange_carries_it(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_seat_without(app, tmp_path, PhoneAbility.TEXT) as driven:
        await talking(driven)
        assert not in_the_menu(driven, "text.focus")
        driven.models.duty.text.begin()
        assert in_the_menu(driven, "text.focus")
