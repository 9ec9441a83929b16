"""Somebody on the line is in sight and in hand while the seat is locked, or nobody is signed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.viewmodels.session.session import SessionState
from contract.wire.phone_socket import CallState
from widgets.cards.call_strip import CallStrip

SHIFT = Qt.KeyboardModifier.ShiftModifier
PAGES = ("lock", "sign-in-in-a-call")


@pytest.mark.parametrize("scene", PAGES)
async def test_the_strip_stands_above_the_page_and_gives_nobody_away(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene) as (window, _):
        strip = window.findChild(CallStrip, "call_strip")
        assert strip.isVisible()
        assert strip.mapTo(window, strip.rect().topLeft()).y() == 0
        shown = f"{strip._who.text()} {strip._detail.text()} {strip._who.toolTip()}"
        assert "06 •••• 0123" in shown
        for secret in ("Bianca", "5550"):
            assert secret not in shown
        names = {one.name for one in strip.state().actions}
        assert names == {"call.answer_or_hold", "call.mute", "call.hang_up"}


@pytest.mark.parametrize("scene", PAGES)
async def test_hold_mute_and_end_work_by_key_without_a_password(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene) as (window, seat):
        state = seat.models.session.state
        QTest.keyClick(window, Qt.Key.Key_F8)
        await settle()
        assert seat.models.call.call.is_muted
        QTest.keyClick(window, Qt.Key.Key_F4)
        await settle()
        assert seat.models.call.call.state is CallState.HELD
        QTest.keyClick(window, Qt.Key.Key_F4)
        await settle()
        assert seat.models.call.call.state is CallState.ACTIVE
        QTest.keyClick(window, Qt.Key.Key_F8, SHIFT)
        await settle()
        assert not seat.models.call.is_live
        assert seat.models.session.state is state
        assert not window.findChild(CallStrip, "call_strip").isVisible(), (
            "nobody is on the line any more"
        )


async def test_a_call_that_rings_behind_the_lock_is_not_answered_by_whoever_passes(
    app: QApplication,
) -> None:
    async with staged(app, "ringing") as (window, seat):
        seat.models.session.lock()
        QTest.keyClick(window, Qt.Key.Key_F4)
        assert seat.models.call.call is None or seat.models.call.call.answered_mono_s is None
        await settle()
        assert seat.models.call.call is None or seat.models.call.call.answered_mono_s is None


async def test_after_the_password_the_strip_is_the_works_again(app: QApplication) -> None:
    async with staged(app, "lock") as (window, seat):
        session = seat.models.session
        session._become(SessionState.SIGNED_IN)  # what a right password ends in
        await settle()
        strip = window.findChild(CallStrip, "call_strip")
        assert window.work.isAncestorOf(strip)
        assert "Bianca Esempio" in strip._who.text()


async def test_alt_c_asks_the_next_operator_for_her_own_name(app: QApplication) -> None:
    async with staged(app, "idle") as (window, seat):
        seat.models.session.lock()
        await settle()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
        await settle()
        await seat.rest()
        assert seat.models.session.state is SessionState.SIGNED_OUT
        assert window.sign_in.isVisible()
        login = window.sign_in._login
        assert login.value() == ""
        assert window.focusWidget() is login.editor
