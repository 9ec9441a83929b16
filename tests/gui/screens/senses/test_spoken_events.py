"""The events of a shift and the sentence of each, as they are handed to the screen reader."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from console.screens.contact.contact_screen import ContactScreen
from tests.support.phones.heard_speech import LeapingClock, Reader
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.speech.announcer import Speech

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
URGENT, POLITE = True, False

# What happens, what is heard, and whether it overtakes what waits. 0 stands for each figure.
SHIFT: list[tuple[str, str, bool]] = [
    ("ready", "Pronto", POLITE),
    ("rings", "In arrivo, 00 0000 0000, Coda Tributi", URGENT),
    ("gives up while it rings", "Non squilla più. Pronto", POLITE),
    ("rings again", "In arrivo, 00 0000 0000, Coda Tributi", URGENT),
    ("muted", "Muto", POLITE),
    ("not muted", "Microfono acceso", POLITE),
    ("held", "In attesa", POLITE),
    ("taken back", "In linea", POLITE),
    ("results", "0 risultati. Tassa rifiuti: scadenze e rate", POLITE),
    ("arrow", "0 di 0, Tassa rifiuti: scadenze e rate", POLITE),
    ("read aloud", "Da dire: La seconda rata scade il 00 dicembre.", POLITE),
    ("taken", "Nel contatto: Tassa rifiuti: scadenze e rate. Argomento: ", POLITE),
    ("closed", "Contatto salvato: ", POLITE),
    ("opened again", "Annullato: contatto riaperto.", POLITE),
    ("hung up", "Dopo chiamata, chiusa dal cittadino", URGENT),
]


class Ears:
    """Hears a window, and keeps what was said since it was asked last."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._reader = Reader()
        defaults = Speech.__init__.__kwdefaults__
        assert defaults is not None
        monkeypatch.setitem(defaults, "clock", LeapingClock)
        monkeypatch.setitem(defaults, "send", self._reader)
        self.shift: list[tuple[str, str, bool]] = []

    async def hear(self, event: str, act: Callable[[], object]) -> None:
        """Let something happen, wait for its sentence, and put both down."""
        wanted = next(said for name, said, _ in SHIFT if name == event)
        self._reader.heard.clear()
        act()
        await until(
            lambda: any(_plain(said).startswith(wanted) for said, _ in self._reader.heard),
            what=f"{event}: {wanted!r}",
        )
        is_urgent = next(
            haste for said, haste in self._reader.heard if _plain(said).startswith(wanted)
        )
        self.shift.append((event, wanted, is_urgent))


def _plain(sentence: str) -> str:
    return re.sub(r"\d+", lambda found: "0" * len(found[0]), sentence)


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    return Ears(monkeypatch)


async def test_each_event_of_a_shift_has_its_sentence_and_its_haste(
    ears: Ears, driven: DrivenConsole
) -> None:
    def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> Callable[[], None]:
        return lambda: driven.press(key, *modifiers)

    phone, strip = driven.phone, driven.strip
    await driven.start_work()
    await ears.hear("ready", press(Qt.Key.Key_F5))
    await ears.hear("rings", phone.citizen_calls)
    await ears.hear("gives up while it rings", phone.citizen_hangs_up)
    await ears.hear("rings again", phone.citizen_calls)
    press(Qt.Key.Key_F4)()
    await until(lambda: strip.state().look == "talking")
    box = driven.window.part(ContactScreen).search.field.editor
    await until(lambda: driven.focus() is box)
    await ears.hear("muted", press(Qt.Key.Key_F8))
    await ears.hear("not muted", press(Qt.Key.Key_F8))
    await ears.hear("held", press(Qt.Key.Key_F4))
    await ears.hear("taken back", press(Qt.Key.Key_F4))
    await ears.hear("results", lambda: driven.type("tassa rifiuti"))
    await ears.hear("arrow", press(Qt.Key.Key_Down))
    await ears.hear("read aloud", press(Qt.Key.Key_L, CTRL_SHIFT))
    await ears.hear("taken", press(Qt.Key.Key_Return))
    await ears.hear("closed", press(Qt.Key.Key_F9))
    await ears.hear("opened again", press(Qt.Key.Key_Z, CTRL))
    await ears.hear("hung up", phone.citizen_hangs_up)
    assert ears.shift == SHIFT
