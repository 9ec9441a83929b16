"""Asks the page every half minute whether it answers; a hung one is replaced between calls."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from phone.browser.engine import Engine
from phone.browser.page_messages import PageReply

log = logging.getLogger(__name__)

HUNG_AGAIN_MS = 2000  # while a call stands in the way of replacing a hung page


class SelfTest(QObject):
    def __init__(
        self,
        engine: Engine,
        *,
        has_calls: Callable[[], bool],
        every_s: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._has_calls = has_calls
        self._every_ms = round(every_s * 1000)
        self._is_asking = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.run)
        self._next.start(self._every_ms)

    def run(self) -> None:
        """Ask now. A page that is not there yet is no fault."""
        if self._is_asking:
            return
        if not self._engine.is_ready:
            self._next.start(self._every_ms)
            return
        self._is_asking = True
        self._engine.ask("ping", self._on_answer)

    def _on_answer(self, said: PageReply) -> None:
        self._is_asking = False
        if said.ok or not self._engine.is_ready:  # answered, or replaced meanwhile
            self._next.start(self._every_ms)
        elif self._has_calls():
            log.error("the page hangs; its call may still be heard")
            self._next.start(HUNG_AGAIN_MS)
        else:
            self._next.start(self._every_ms)
            self._engine.replace("it does not answer")
