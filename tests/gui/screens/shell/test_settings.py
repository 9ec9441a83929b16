"""Impostazioni: each choice acts at once, is hers alone, and is there when she is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QAccessible, QStyleHints
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QScrollArea

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.screens.settings.settings_panel import SettingsPanel
from console.settings import Settings
from console.shell.doors.language_choice import LanguageChoice
from console.shell.kept_appearance import kept_appearance
from console.shell.main_window import MainWindow
from console.shell.translation import spoken_language
from console.viewmodels.session.session import SessionState
from contract.wire.phone_socket import CallState
from tests.support.audits.shown_language import compiled_translations, shown_in
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.cards.ring_edge import RingEdge
from widgets.cards.ringing_strip import RingingStrip
from widgets.fields.labelled_field import ChoiceField
from widgets.kit.action_button import ActionButton
from widgets.kit.sign_in_page import SignInPage
from widgets.kit.theme import current_percent, current_tokens
from widgets.tables.hit_list import HitList

LANGUAGES = {"it": "Italiano", "en": "English", "ar": "العربية"}
RADIO = QAccessible.Role.RadioButton

# The offscreen platform cannot keep a window on top, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled_translations(tmp_path_factory)


@pytest.fixture
def italian_seat(
    app: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    with shown_in("it", app, compiled, monkeypatch):
        yield


def opened(window: MainWindow) -> SettingsPanel:
    window.commands.run("settings.open")
    panel = window.findChild(SettingsPanel)
    assert isinstance(panel, SettingsPanel)
    assert panel.isVisible()
    return panel


def choose(window: MainWindow, name: str, value: str) -> None:
    """Choose in a list as a hand does it: by the arrows of the closed list."""
    combo = opened(window).findChild(ChoiceField, f"settings_{name}").editor
    combo.setFocus()
    for _ in range(combo.count()):
        QTest.keyClick(combo, Qt.Key.Key_Up)
    for _ in range(combo.findData(value)):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def tick(window: MainWindow, name: str) -> None:
    box = opened(window).findChild(QCheckBox, f"settings_{name}")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def looks() -> tuple[str, int]:
    return current_tokens().name, current_percent()


@pytest.mark.parametrize("way", ["key", "menu", "palette", "user block"])
async def test_the_settings_are_found_by_key_menu_palette_and_at_the_seat_s_own_name(
    app: QApplication, way: str
) -> None:
    async with staged(app, "talking") as (window, _):
        if way == "key":
            QTest.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier
            )
        elif way == "menu":
            window.keyboard.actions["settings.open"].trigger()
        elif way == "palette":
            window.commands.run("palette.open")
            QTest.keyClicks(QApplication.focusWidget(), "impostazioni")
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        else:
            window.findChild(ActionButton, "status_seat").click()
        assert window.findChild(SettingsPanel).isVisible()


async def test_a_choice_acts_at_once_and_a_key_that_does_the_same_is_shown_as_chosen(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, _):
        choose(window, "theme", "contrast")
        choose(window, "text", "150")
        assert looks() == ("contrast", 150)
        tick(window, "shows_menu")
        assert window.menuBar().isVisible()
        window.commands.run("text.normal")
        panel = opened(window)
        assert panel.findChild(ChoiceField, "settings_text").value() == "100"
        assert panel.findChild(ChoiceField, "settings_theme").value() == "contrast"


async def test_what_she_chose_is_there_when_she_is_back_and_is_nobody_else_s(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in("anna")
    choose(driven.window, "theme", "dark")
    choose(driven.window, "text", "130")
    assert looks() == ("dark", 130)
    tick(driven.window, "has_ring_edge")
    await driven.sign_out()
    assert looks() == ("light", 100)
    await driven.sign_in("livia")
    assert not driven.models.settings.choice.has_ring_edge
    assert looks() == ("light", 100)
    await driven.sign_out()
    await driven.sign_in("anna")
    assert looks() == ("dark", 130)
    assert driven.models.settings.choice.has_ring_edge


async def test_text_made_large_at_the_sign_in_page_stays_for_whoever_signs_in_there(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in("anna")
    await driven.sign_out()
    driven.window.sign_in.zoom_requested.emit(1)
    assert looks() == ("light", 115)
    await driven.sign_in("livia")
    choose(driven.window, "text", "150")
    await driven.sign_out()
    assert looks() == ("light", 115)


async def test_another_language_is_hers_from_the_next_sign_in_and_the_seat_keeps_its_own(
    italian_seat: None, app: QApplication, driven: DrivenConsole
) -> None:
    window = driven.window
    await driven.sign_in("anna")
    choose(window, "language", "ar")
    said = " ".join(label.text() for label in window.findChild(SettingsPanel)._notes.values())
    assert "prossimo accesso" in said
    assert window.commands.gate._by_name["call.mute"].title == "Muto"
    await driven.sign_out()
    assert (spoken_language(), app.layoutDirection()) == ("it", Qt.LayoutDirection.LeftToRight)
    await driven.sign_in("anna")
    assert (spoken_language(), app.layoutDirection()) == ("ar", Qt.LayoutDirection.RightToLeft)
    assert window.commands.gate._by_name["call.mute"].title != "Muto"
    assert not driven.models.settings.waits_for_sign_in
    window.commands.run("session.lock")
    assert "password" not in window.lock_page.title.text().casefold()
    assert window.lock_page.title.text() != "Postazione bloccata"
    driven.models.session.sign_out()
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    await driven.sign_in("livia")
    assert (spoken_language(), app.layoutDirection()) == ("it", Qt.LayoutDirection.LeftToRight)
    assert window.commands.gate._by_name["call.mute"].title == "Muto"


async def test_who_reads_no_italian_chooses_her_language_before_she_signs_in(
    italian_seat: None, app: QApplication, driven: DrivenConsole
) -> None:
    window = driven.window
    page, enter = window.sign_in, window.findChild(ActionButton, "sign_in_submit")
    offered = {code: window.findChild(ActionButton, f"language_{code}") for code in LANGUAGES}
    assert {code: one.text() for code, one in offered.items()} == LANGUAGES
    assert enter.text() == "Entra"
    page.set_values(login="livia", seat="1001")
    driven.models.session.sign_in("livia", "sbagliata", "1001")
    await until(lambda: page.message_text().startswith("Nome utente o password"))
    offered["ar"].setFocus()
    QTest.keyClick(offered["ar"], Qt.Key.Key_Space)
    assert app.layoutDirection() == Qt.LayoutDirection.RightToLeft
    await until(lambda: enter.text() == "دخول")
    assert (page._login.value(), page._seat.value()) == ("livia", "1001")
    assert page.message_text().startswith("اسم المستخدم"), "why she was refused, in her words"
    assert QApplication.focusWidget() is offered["ar"]
    assert QAccessible.queryAccessibleInterface(offered["ar"]).state().checked
    assert QAccessible.queryAccessibleInterface(offered["it"]).role() is RADIO
    await driven.sign_in("livia")
    assert spoken_language() == "ar"
    assert window.commands.gate._by_name["call.mute"].title != "Muto"
    driven.models.session.sign_out()
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    await until(lambda: enter.text() == "Entra", what="the seat speaks its own language again")
    assert offered["it"].isChecked()


@pytest.mark.usefixtures("painted")
async def test_who_wants_it_has_an_edge_all_round_the_window_only_while_it_rings(
    app: QApplication,
) -> None:
    async with staged(app, "idle") as (window, seat):
        tick(window, "has_ring_edge")
        seat.phone.report(state=CallState.INCOMING, peer="+390655500123")
        await settle()
        edge = window.findChild(RingEdge)
        assert edge.isVisible()
        assert edge.geometry() == window.rect()
        seen = window.grab().toImage()
        for x, y in ((2, seen.height() // 2), (seen.width() - 3, seen.height() // 2)):
            assert seen.pixelColor(x, y).name() == current_tokens().ringing.fill.lower()
        window.commands.run("call.answer_or_hold")
        await settle()
        assert not edge.isVisible()


async def test_who_wants_none_has_no_strip_on_top_and_no_call_from_the_task_bar(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_: asked.append(window))
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda _: False)
    async with staged(app, "idle") as (window, seat):
        tick(window, "has_ring_strip")
        tick(window, "has_ring_alert")
        seat.phone.report(state=CallState.INCOMING, peer="+390655500123")
        await settle()
        # One may have been made ahead, before that was chosen.
        assert [one for one in window.findChildren(RingingStrip) if one.isVisible()] == []
        assert asked == []


async def test_a_digit_alone_uses_no_result_where_she_has_switched_that_off(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, _):
        hits, used = window.part(ContactScreen).search.findChild(HitList), []
        hits.used.connect(used.append)
        QTest.keyClick(hits, Qt.Key.Key_2)
        assert used == [1]
        tick(window, "has_digit_keys")
        QTest.keyClick(hits, Qt.Key.Key_2)
        assert used == [1]
        tick(window, "has_digit_keys")


async def test_where_nothing_may_move_no_cursor_blinks_and_the_system_s_blinking_comes_back(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, _):
        before = app.cursorFlashTime()
        tick(window, "is_still")
        assert app.cursorFlashTime() == 0
        tick(window, "is_still")
        assert app.cursorFlashTime() == before


def test_what_a_policy_has_set_no_operator_changes(app: QApplication, tmp_path: Path) -> None:
    ordered = Settings(theme="dark", text=115, managed=frozenset({"theme", "text"}))
    look = kept_appearance(app, ordered, tmp_path / "appearance.ini")
    look.wear("light", 200)
    assert (look.theme, look.text_percent) == ("dark", 115)


def test_where_a_policy_has_set_the_language_the_sign_in_page_offers_none(
    app: QApplication,
) -> None:
    for is_fixed in (True, False):
        page = SignInPage()
        LanguageChoice(page, is_fixed=is_fixed)
        assert (page.findChild(ActionButton, "language_ar") is None) is is_fixed


def test_who_follows_the_system_is_shown_what_it_asks_for(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints, schemes, contrasts = app.styleHints(), Qt.ColorScheme, Qt.ContrastPreference
    look = kept_appearance(app, Settings(), tmp_path / "appearance.ini")
    assert look.wish == "system"
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: schemes.Dark)
    hints.colorSchemeChanged.emit(schemes.Dark)
    assert looks()[0] == "dark"
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _: contrasts.HighContrast)
    hints.accessibility().contrastPreferenceChanged.emit(contrasts.HighContrast)
    assert looks()[0] == "contrast"
    look.wear("light")
    hints.colorSchemeChanged.emit(schemes.Dark)
    assert looks()[0] == "light"


async def test_settings_opened_again_begin_at_the_top_with_large_text(app: QApplication) -> None:
    async with staged(app, "settings", text_percent=200) as (window, _):
        panel = window.findChild(SettingsPanel)
        [area] = panel.findChildren(QScrollArea)
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        panel.close_panel()
        panel.open()
        await settle()
        assert bar.value() == 0
