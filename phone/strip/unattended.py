"""A call is up and no window answers for it: then the phone shows its own strip."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contract.wire.phone_socket import Call
from phone.strip.strip_texts import LANGUAGES, foremost

if TYPE_CHECKING:
    from phone.strip.tiny_strip import TinyStrip

log = logging.getLogger(__name__)


class Unattended(QObject):
    hang_up_wanted = Signal(int)

    def __init__(
        self,
        *,
        calls: Callable[[], tuple[Call, ...]],
        language: str,
        theme: str,
        text_percent: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._language = language
        self._theme = theme
        self._percent = text_percent
        self._is_answered_for = False
        self.strip: TinyStrip | None = None  # made when it is needed: most shifts need none

    def set_answered_for(self, is_answered_for: bool) -> None:
        """Whether a client is attached whose window works."""
        self._is_answered_for = is_answered_for
        self.refresh()

    def refresh(self) -> None:
        """Call it after each change of a call."""
        call = foremost(self._calls())
        if call is None or self._is_answered_for:
            if self.strip is not None and self.strip.isVisible():
                log.info("strip hidden")
                self.strip.hide()
            return
        strip = self._strip()
        strip.tell(call)
        if not strip.isVisible():
            log.info("strip shown: no window answers")
            strip.show()

    def close(self) -> None:
        if self.strip is not None:
            self.strip.close()
            self.strip.deleteLater()
            self.strip = None

    def _strip(self) -> "TinyStrip":
        if self.strip is None:
            from phone.strip.tiny_strip import TinyStrip  # see phone.telephone

            self.strip = TinyStrip(
                LANGUAGES[self._language], self._theme, text_percent=self._percent
            )
            self.strip.hang_up_wanted.connect(self.hang_up_wanted)
        return self.strip
