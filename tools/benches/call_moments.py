"""What the moments of a call cost the GUI thread of a real window: it rings, a contact opens, a
card is read and used, the contact is closed, the citizen hangs up."""

import asyncio
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from console.bootstrap import Console
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_fields import Field
from contract.domain.ids import TopicId
from tools.benches.console_driver import focused, press, press_letter, until
from tools.benches.moments import Moments
from tools.benches.rehearsed_phone import RehearsedPhone
from tools.benches.timed_application import TimedApplication

WATCHED_S = 0.6  # of each moment: what follows from it is done by then, or waits for the network
LETTERS = "tari"


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
        return {"calls": calls} | self._moments.figures()

    async def _take_call(self, peer: str) -> None:
        phone, editor = self._phone, self._models.editor
        await self._moments.watch("rings", lambda: phone.citizen_calls(peer))
        await self._moments.watch("contact_opens", lambda: press(focused(), Qt.Key.Key_F4))
        await until(lambda: editor.draft)
        await self._search()
        await self._moments.watch("card_is_read", lambda: press(focused(), Qt.Key.Key_Down))
        await self._moments.watch("card_is_used", lambda: press(focused(), Qt.Key.Key_Return))
        editor.edit(Field.TOPIC, self._topic)
        await until(lambda: editor.is_saved)
        await self._moments.watch("contact_closes", lambda: press(focused(), Qt.Key.Key_F9))
        await until(lambda: editor.draft is None)
        await self._moments.watch("citizen_hangs_up", phone.citizen_hangs_up)

    async def _search(self) -> None:
        self._window.part(ContactScreen).focus_search()
        box = focused()
        assert isinstance(box, QLineEdit)
        for letter in LETTERS:
            press_letter(box, letter)
            await asyncio.sleep(0.1)
        knowledge = self._models.knowledge
        await until(lambda: knowledge.answer.query == LETTERS and len(knowledge.answer.hits) > 1)
