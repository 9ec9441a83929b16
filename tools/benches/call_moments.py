"""What the moments of a call cost the GUI thread of a real window: it rings, a contact opens, a
card is read and used, the contact is closed, the citizen hangs up."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from console.bootstrap import Console
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from console.viewmodels.contact.contact_fields import Field
from contract.domain.ids import TopicId
from tools.benches.console_driver import focused, press, press_letter, until
from tools.benches.loop_monitor import watched_loop
from tools.benches.measured import percentiles
from tools.benches.rehearsed_phone import RehearsedPhone
from tools.benches.timed_application import TimedApplication

WATCHED_S = 0.6  # of each moment: what follows from it is done by then, or waits for the network
LETTERS = "tari"
STALL_LIMIT_MS = 16.0


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
        self._app = app
        self._window = window
        self._models = console.models
        self._phone = phone
        self._topic = topic
        self._found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self._worst: dict[str, list[str]] = defaultdict(list)

    async def measure(self, calls: int) -> dict[str, Any]:
        """Take so many calls; the first one, when much is done for the first time, counts too."""
        press(focused(), Qt.Key.Key_F5)
        for number in range(calls):
            await until(lambda: self._phone.is_available and self._models.editor.draft is None)
            await self._take_call(f"+39065550{number:04}")
        return {"calls": calls, "watched_s": WATCHED_S} | {
            name: self._figures(name) for name in self._found
        }

    async def _take_call(self, peer: str) -> None:
        phone, editor = self._phone, self._models.editor
        await self._moment("rings", lambda: phone.citizen_calls(peer))
        await self._moment("contact_opens", lambda: press(focused(), Qt.Key.Key_F4))
        await until(lambda: editor.draft)
        await self._search()
        await self._moment("card_is_read", lambda: press(focused(), Qt.Key.Key_Down))
        await self._moment("card_is_used", lambda: press(focused(), Qt.Key.Key_Return))
        editor.edit(Field.TOPIC, self._topic)
        await until(lambda: editor.is_saved)
        await self._moment("contact_closes", lambda: press(focused(), Qt.Key.Key_F9))
        await until(lambda: editor.draft is None)
        await self._moment("citizen_hangs_up", phone.citizen_hangs_up)

    async def _search(self) -> None:
        self._window.part(ContactScreen).focus_search()
        box = focused()
        assert isinstance(box, QLineEdit)
        for letter in LETTERS:
            press_letter(box, letter)
            await asyncio.sleep(0.1)
        knowledge = self._models.knowledge
        await until(lambda: knowledge.answer.query == LETTERS and len(knowledge.answer.hits) > 1)

    async def _moment(self, name: str, act: Callable[[], None]) -> None:
        self._app.watch_anew()
        with watched_loop() as monitor:
            began_s = time.thread_time()
            act()
            await asyncio.sleep(WATCHED_S)
            cpu_ms = (time.thread_time() - began_s) * 1000
        found = self._found[name]
        found["stall_ms"].append(max(monitor.gap_ms))
        found["stall_busy_ms"].append(max(monitor.busy_gap_ms))
        found["cpu_ms"].append(cpu_ms)
        found["slot_cpu_ms"].append(max(self._app.slot_cpu_ms))
        self._worst[name] += [*self._app.worst[:1], *monitor.worst[:1]]

    def _figures(self, name: str) -> dict[str, Any]:
        found = self._found[name]
        figures: dict[str, Any] = {kind: percentiles(values) for kind, values in found.items()}
        over = sum(ms > STALL_LIMIT_MS for ms in found["stall_busy_ms"])
        longest = sorted(self._worst[name], key=_ms, reverse=True)[:3]
        return figures | {"stalls_over_limit": over, "worst": longest}


def _ms(told: str) -> float:
    """Return the milliseconds a slot or task is told with, as in "4.7 ms contact.begin"."""
    return float(told.partition(" ")[0])
