"""What the moments of a call cost the GUI thread of a real window: it rings, a contact opens, a
card is read and used, she holds the line and looks whom to transfer to, closes the contact before
or after the citizen hangs up."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from console.bootstrap import Console
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_fields import Field
from contract.domain.ids import TopicId
from tools.benches.console_driver import focused, press, press_letter, until
from tools.benches.measured import judged
from tools.benches.moments import Moments
from tools.benches.rehearsed_phone import RehearsedPhone
from tools.benches.timed_application import TimedApplication
from widgets.cards.call_strip import CallStrip

WATCHED_S = 0.6  # of each moment: what follows from it is done by then, or waits for the network
LETTERS = "tari"
SLOT_LIMIT_MS, PAINTED_LIMIT_MS = 16.0, 60.0
MIDST = {
    "citizen_is_held": Qt.Key.Key_F4,
    "citizen_is_back": Qt.Key.Key_F4,
    "transfer_opens": Qt.Key.Key_F7,
    "transfer_is_left": Qt.Key.Key_Escape,
}


class CallMoments:
    """topic: what each contact is filed under. The operator must be signed in, on duty."""

    def __init__(
        self,
        app: TimedApplication,
        window: MainWindow,
        console: Console,
        phone: RehearsedPhone,
        topic: TopicId,
    ) -> None:
        self._moments = Moments(app, WATCHED_S)
        self._window = window
        self._models = console.models
        self._phone = phone
        self._topic = topic

    async def measure(self, calls: int) -> dict[str, Any]:
        """Take so many calls; the first one, when much is done for the first time, counts too."""
        press(focused(), Qt.Key.Key_F5)
        for number in range(calls):
            await until(lambda: self._phone.is_available and self._models.editor.draft is None)
            await self._take_call(f"+39065550{number:04}")
            await self._talk()
            await (self._end_first() if number % 2 else self._close_first())
        return {"calls": calls} | self._moments.figures()

    def bars(self) -> dict[str, Any]:
        """Return what must hold, beside what was found; ask once the calls are over."""
        figures = self._moments.figures()
        painted = {name: figures[name]["painted_ms"]["p95"] for name in ("rings", "contact_opens")}
        return {
            "ring_painted_p95_ms": judged(painted["rings"], PAINTED_LIMIT_MS),
            "contact_painted_p95_ms": judged(painted["contact_opens"], PAINTED_LIMIT_MS),
            "call_slot_cpu_ms": judged(self._moments.worst_slot_ms, SLOT_LIMIT_MS),
        }

    async def _take_call(self, peer: str) -> None:
        phone, editor, moments = self._phone, self._models.editor, self._moments
        strip = self._window.part(CallStrip)
        moments.time_picture("rings", strip.shown, lambda: strip.state().look == "ringing")
        await moments.watch("rings", lambda: phone.citizen_calls(peer))
        moments.time_picture("contact_opens", editor.draft_replaced, lambda: editor.draft)
        await moments.watch("contact_opens", lambda: press(focused(), Qt.Key.Key_F4))
        await until(lambda: editor.draft)
        await self._search()
        await moments.watch("card_is_read", lambda: press(focused(), Qt.Key.Key_Down))
        await moments.watch("card_is_used", lambda: press(focused(), Qt.Key.Key_Return))

    async def _talk(self) -> None:
        for name, key in MIDST.items():
            await self._moments.watch(name, lambda key=key: press(focused(), key))  # type: ignore[misc]
        editor = self._models.editor
        editor.edit(Field.TOPIC, self._topic)
        await until(lambda: editor.is_saved)

    async def _close_first(self) -> None:
        await self._close("contact_closes")
        await self._moments.watch("citizen_hangs_up", self._phone.citizen_hangs_up)

    async def _end_first(self) -> None:
        await self._moments.watch("wrap_up_begins", self._phone.citizen_hangs_up)
        await self._close("contact_closes_in_wrap_up")

    async def _close(self, name: str) -> None:
        await self._moments.watch(name, lambda: press(focused(), Qt.Key.Key_F9))
        await until(lambda: self._models.editor.draft is None)

    async def _search(self) -> None:
        self._window.part(ContactScreen).focus_search()
        box = focused()
        assert isinstance(box, QLineEdit)
        for letter in LETTERS:
            await self._moments.watch(
                "letter_typed",
                lambda letter=letter: press_letter(box, letter),  # type: ignore[misc]
            )
        knowledge = self._models.knowledge
        await until(lambda: knowledge.answer.query == LETTERS and len(knowledge.answer.hits) > 1)
