import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from tests.gui.widgets.conftest import QtBot
from widgets.kit.broken_page import BrokenPage
from widgets.kit.centred_page import CentredPage
from widgets.kit.lock_page import LockPage
from widgets.kit.sign_in_page import SignInPage


@pytest.fixture
def sign_in(qtbot: QtBot) -> SignInPage:
    page = qtbot.own(SignInPage())
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    return page


@pytest.fixture
def lock(qtbot: QtBot) -> LockPage:
    page = qtbot.own(LockPage())
    page.show()
    page.activateWindow()
    return page


def _line(page: CentredPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, f"{name}_editor")
    assert isinstance(found, QLineEdit)
    return found


def test_signing_in_works_with_the_keyboard_alone(sign_in: SignInPage, qtbot: QtBot) -> None:
    sign_in.set_values(login="op1", seat="114")
    sign_in.focus_first()
    secret = _line(sign_in, "secret")
    qtbot.waitUntil(secret.hasFocus)
    QTest.keyClicks(secret, "s3 greto")
    with qtbot.waitSignal(sign_in.submitted) as told:
        QTest.keyClick(secret, Qt.Key.Key_Return)
    assert told.args == ["op1", "s3 greto", "114"]


def test_who_comes_next_types_her_own_name_first(sign_in: SignInPage, qtbot: QtBot) -> None:
    sign_in.set_values(login="op1", seat="114")
    sign_in.ask_anew()
    name = _line(sign_in, "login")
    qtbot.waitUntil(name.hasFocus)
    assert (name.text(), _line(sign_in, "seat").text()) == ("", "114")


def test_a_seat_that_a_policy_named_is_read_and_not_changed(
    sign_in: SignInPage, qtbot: QtBot
) -> None:
    sign_in.set_values(login="op1", seat="1001")
    sign_in.fix_seat()
    seat, secret = _line(sign_in, "seat"), _line(sign_in, "secret")
    seat.setFocus()
    qtbot.waitUntil(seat.hasFocus)
    QTest.keyClicks(seat, "7")
    QTest.keyClicks(secret, "segreto")
    with qtbot.waitSignal(sign_in.submitted) as told:
        QTest.keyClick(secret, Qt.Key.Key_Return)
    assert told.args == ["op1", "segreto", "1001"]
    label = sign_in.findChild(QWidget, "seat").findChild(QLabel)
    assert "amministratore" in label.text()


def test_the_tick_does_not_leave_the_cursor_in_a_field_that_is_shut(
    sign_in: SignInPage, qtbot: QtBot
) -> None:
    sign_in.set_values(login="op1")
    seat, box = _line(sign_in, "seat"), sign_in.findChild(QCheckBox, "sign_in_no_phone")
    seat.setFocus()
    qtbot.waitUntil(seat.hasFocus)
    box.setChecked(True)
    qtbot.waitUntil(box.hasFocus)


def test_an_empty_field_is_named_and_nothing_is_sent(sign_in: SignInPage, qtbot: QtBot) -> None:
    told: list[object] = []
    sign_in.submitted.connect(lambda *values: told.append(values))
    sign_in.set_values(login="op1")
    sign_in.findChild(QPushButton, "sign_in_submit").click()
    assert told == []
    qtbot.waitUntil(_line(sign_in, "secret").hasFocus)


def test_whoever_takes_no_calls_is_asked_for_no_seat(sign_in: SignInPage, qtbot: QtBot) -> None:
    told: list[object] = []
    sign_in.submitted.connect(lambda *values: told.append(values))
    sign_in.set_values(login="edda")
    QTest.keyClicks(_line(sign_in, "secret"), "x")
    QTest.keyClick(_line(sign_in, "secret"), Qt.Key.Key_Return)
    assert told == [], "an operator who forgot her seat would wait for calls in vain"
    seat = _line(sign_in, "seat")
    qtbot.waitUntil(seat.hasFocus)
    assert "senza telefono" in seat.accessibleDescription()
    without = sign_in.findChild(QCheckBox, "sign_in_no_phone")
    QTest.keyClick(seat, Qt.Key.Key_Tab)
    qtbot.waitUntil(without.hasFocus)
    QTest.keyClick(without, Qt.Key.Key_Space)
    assert not seat.isEnabled()
    QTest.keyClick(_line(sign_in, "secret"), Qt.Key.Key_Return)
    assert told == [("edda", "x", "")]


def test_the_number_of_the_seat_waits_for_a_day_with_calls(
    sign_in: SignInPage, qtbot: QtBot
) -> None:
    sign_in.set_values(login="op1", seat="114", has_phone=False)
    sign_in.focus_first()
    qtbot.waitUntil(_line(sign_in, "secret").hasFocus)
    sign_in.findChild(QCheckBox, "sign_in_no_phone").click()
    QTest.keyClicks(_line(sign_in, "secret"), "x")
    with qtbot.waitSignal(sign_in.submitted) as told:
        QTest.keyClick(_line(sign_in, "secret"), Qt.Key.Key_Return)
    assert told.args == ["op1", "x", "114"]


def test_nothing_is_sent_twice_while_the_answer_is_awaited(sign_in: SignInPage) -> None:
    told: list[object] = []
    sign_in.submitted.connect(lambda *values: told.append(values))
    sign_in.set_values(login="op1", seat="114")
    QTest.keyClicks(_line(sign_in, "secret"), "x")
    sign_in.set_busy(True)
    QTest.keyClick(_line(sign_in, "secret"), Qt.Key.Key_Return)
    assert told == []
    sign_in.set_busy(False)
    QTest.keyClick(_line(sign_in, "secret"), Qt.Key.Key_Return)
    assert len(told) == 1
    sign_in.clear_secret()
    assert _line(sign_in, "secret").text() == ""


def test_a_message_comes_and_goes(sign_in: SignInPage) -> None:
    sign_in.show_message("error", "Password sbagliata.")
    assert sign_in.message.isVisible()
    assert sign_in.message_text() == "Password sbagliata."
    sign_in.show_message("info", "")
    assert not sign_in.message.isVisible()


def test_what_is_wrong_is_brought_into_sight_in_a_low_window(
    sign_in: SignInPage, qtbot: QtBot
) -> None:
    sign_in.show_note("\n".join(["Una riga di avviso."] * 20))
    sign_in.focus_first()
    sign_in.show_message("error", "Nome utente o password non corretti.")
    line = sign_in.message
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())
    assert not _line(sign_in, "secret").visibleRegion().isEmpty()


def test_contrast_and_text_size_are_in_reach_before_signing_in(
    sign_in: SignInPage, qtbot: QtBot
) -> None:
    zooms: list[int] = []
    sign_in.zoom_requested.connect(zooms.append)
    for name in ("comfort_larger", "comfort_smaller"):
        sign_in.findChild(QPushButton, name).click()
    assert zooms == [1, -1]
    with qtbot.waitSignal(sign_in.contrast_requested):
        sign_in.findChild(QPushButton, "comfort_contrast").click()


def test_the_lock_opens_with_a_secret_only(lock: LockPage, qtbot: QtBot) -> None:
    lock.show_locked("Accesso scaduto", "Inserisci il PIN: il lavoro resta aperto.")
    told: list[str] = []
    lock.submitted.connect(told.append)
    lock.focus_first()
    secret = _line(lock, "lock_secret")
    qtbot.waitUntil(secret.hasFocus)
    QTest.keyClick(secret, Qt.Key.Key_Return)
    assert told == []
    QTest.keyClicks(secret, "1234")
    lock.set_busy(True)
    QTest.keyClick(secret, Qt.Key.Key_Return)
    assert told == []
    lock.set_busy(False)
    QTest.keyClick(secret, Qt.Key.Key_Return)
    assert told == ["1234"]
    lock.clear_secret()
    assert secret.text() == ""


def test_another_operator_can_take_the_seat(lock: LockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lock.sign_out_requested):
        lock.findChild(QPushButton, "lock_sign_out").click()


def test_a_break_names_what_is_safe_and_offers_one_way_on(qtbot: QtBot) -> None:
    page = qtbot.own(BrokenPage())
    page.show_break(title="Rotto", happened="Successo", safe="12 contatti", button="Ricomincia")
    page.show()
    page.activateWindow()
    page.focus_first()
    button = page.findChild(QPushButton, "broken_button")
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(page.button_pressed):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert page._safe.isVisible()
    page.show_break(title="Rotto", happened="Successo", safe="", button="Ricomincia")
    assert not page._safe.isVisible()


def test_a_sentence_that_appears_later_stands_off_its_frame(qtbot: QtBot) -> None:
    page = qtbot.own(SignInPage())
    page.show()
    page.show_message("info", "")
    page.show_message("error", "Nome utente o password non corretti.")
    assert page.message.contentsRect().left() >= 8
