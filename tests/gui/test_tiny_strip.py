"""The strip's words, its button, and that it never takes the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from contract.wire.phone_socket import Call, CallState
from phone.strip.strip_texts import LANGUAGES, foremost, lasting, state_text
from phone.strip.tiny_strip import _COLOURS, TinyStrip
from phone.strip.unattended import Unattended
from tests.support.waiting import until

# Without a screen Qt cannot keep a window on top, and says so.
pytestmark = pytest.mark.qt_log_ignore(r"raise\(\)", extend=True)

IT = LANGUAGES["it"]
ACTIVE = Call(call=7, state=CallState.ACTIVE, started_mono_s=90, answered_mono_s=100)
RINGING = Call(call=8, state=CallState.INCOMING, started_mono_s=100)
HELD = Call(call=9, state=CallState.HELD, answered_mono_s=10)


@pytest.fixture
def app() -> QApplication:
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    return found


@pytest.fixture
def strip(app: QApplication) -> Iterator[TinyStrip]:
    one = TinyStrip(IT, "light", monotonic_s=lambda: 225.0)
    yield one
    one.close()
    one.deleteLater()


def texts(strip: TinyStrip) -> set[str]:
    return {label.text() for label in strip.findChildren(QLabel)}


async def test_it_says_state_and_time_and_ends_the_call(strip: TinyStrip) -> None:
    wanted: list[int] = []
    strip.hang_up_wanted.connect(wanted.append)
    strip.tell(ACTIVE)
    strip.show()
    assert {"In linea", "2:05"} <= texts(strip)
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert wanted == [7]
    strip.tell(RINGING)
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert wanted == [7, 8]


async def test_it_takes_no_focus_and_names_nobody(app: QApplication, strip: TinyStrip) -> None:
    editor = QLineEdit()
    editor.show()
    editor.setFocus()
    await until(lambda: app.focusWidget() is editor)
    strip.tell(Call(call=1, state=CallState.ACTIVE, peer="+390612345678", peer_name="Anna"))
    strip.show()
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert app.focusWidget() is editor
    flags = strip.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert strip.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert (strip.windowTitle(), strip.accessibleName()) == ("ChiamaRoma", "Telefono di ChiamaRoma")
    assert strip.button.accessibleName() == "Chiudi telefonata"
    shown = " ".join(texts(strip))
    assert "Anna" not in shown
    assert "345678" not in shown
    editor.deleteLater()


@pytest.mark.parametrize("theme", _COLOURS)
def test_each_text_is_easy_to_read_on_its_ground(theme: str) -> None:
    ground, text, line, button, on_button = _COLOURS[theme]
    assert contrast(text, ground) >= 7
    assert contrast(on_button, button) >= 7
    assert contrast(line, ground) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 200])
async def test_all_words_fit_in_both_languages_and_large(
    app: QApplication, language: str, percent: int
) -> None:
    strip = TinyStrip(LANGUAGES[language], "dark", text_percent=percent)
    strip.tell(Call(call=1, state=CallState.ACTIVE, is_muted=True))
    strip.show()
    for label in strip.findChildren(QLabel):
        needed = label.fontMetrics().horizontalAdvance(label.text())
        assert label.wordWrap() or label.width() >= needed
    assert strip.button.width() >= strip.button.sizeHint().width()
    strip.close()
    strip.deleteLater()


@pytest.mark.parametrize(
    ("calls", "number"),
    [((ACTIVE,), 7), ((HELD, RINGING), 8), ((HELD, ACTIVE), 7), ((ACTIVE, RINGING), 7)],
)
def test_it_is_about_the_call_that_is_spoken_to(calls: tuple[Call, ...], number: int) -> None:
    call = foremost(calls)
    assert call is not None
    assert call.call == number


def test_words_of_every_state() -> None:
    for words in LANGUAGES.values():
        for state in CallState:
            if state is not CallState.ENDED:
                assert state_text(words, Call(call=1, state=state))
    joined = Call(call=1, state=CallState.ACTIVE, is_joined=True, is_muted=True)
    assert state_text(IT, joined) == "In conferenza, microfono spento"
    assert foremost(()) is None
    assert lasting(ACTIVE, 100 + 3725) == "1:02:05"
    assert lasting(RINGING, 109) == "0:09"


async def test_it_is_there_only_while_a_call_is_up_and_no_window_answers(
    app: QApplication,
) -> None:
    calls: tuple[Call, ...] = ()
    alone = Unattended(calls=lambda: calls, language="it", theme="light", text_percent=100)
    alone.refresh()
    assert alone.strip is None
    calls = (ACTIVE,)
    alone.set_answered_for(True)
    assert alone.strip is None
    alone.set_answered_for(False)
    assert alone.strip is not None
    assert alone.strip.isVisible()
    alone.set_answered_for(True)
    assert not alone.strip.isVisible()
    alone.set_answered_for(False)
    calls = ()
    alone.refresh()
    assert not alone.strip.isVisible()
    alone.close()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
