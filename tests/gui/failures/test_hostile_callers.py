"""What strangers write into a call (name, number, queue, language) is plain text in one line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until

CAPPED = 256  # characters; the phone lets no longer text through
MARKUP = '<b>Rossi</b><img src="file:///etc/passwd"><a href="x">'
TURNED = "\u202eissoR\u202c\u2067\u200f\u0007\n\n\nRossi"
TEXTS = {"markup": MARKUP, "turned": TURNED, "wide": ("Rossi" + "\ufdfd\U0001f986" * 150)[:CAPPED]}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_hostile_words_of_a_call_are_plain_text_in_one_line_of_the_strip(
    driven: DrivenConsole, text: str
) -> None:
    await driven.sign_in()
    await driven.become_ready()
    size, smallest = driven.window.size(), driven.window.minimumSizeHint()
    height = driven.strip.height()
    first = driven.phone.citizen_calls(text, text, language=text, peer_name=text)
    await until(lambda: driven.models.call.ringing is not None)
    shown = the_texts(driven)
    assert any("Rossi" in one or "issoR" in one for one in shown)
    driven.press(Qt.Key.Key_F5)
    driven.phone.citizen_answers(first.call)
    driven.phone.citizen_calls("1002", text, peer_name=text)
    await until(lambda: len(driven.models.call.calls) == 2)
    shown += the_texts(driven)
    assert not [one for one in shown if "\n" in one or "\u202e" in one or "\u0007" in one]
    assert driven.window.size() == size
    assert driven.window.minimumSizeHint().width() <= max(smallest.width(), size.width())
    assert driven.strip.height() <= 2 * height
    labels = driven.strip.findChildren(QLabel)
    foreign = [one for one in labels if one.isVisible() and "Rossi" in one.text()]
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in foreign)


def the_texts(driven: DrivenConsole) -> list[str]:
    """Return what the strip says to eye and ear."""
    labels = [one for one in driven.strip.findChildren(QLabel) if one.isVisible()]
    return [text for one in labels for text in (one.text(), one.accessibleName())]
