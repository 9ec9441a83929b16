"""An operator asks that calls from the number on the line are turned away; a lead decides."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.active_call import ActiveCallViewModel
from contract.wire.queues import BlockRequest

DAYS = (1, 7, 30, 0)  # 0: for good


class WishState(StrEnum):
    ASKED = "asked"  # reason and time are being chosen
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


class BlockWishViewModel(QObject):
    """phone: of whom the panel was opened for, also when the call ends meanwhile."""

    changed = Signal()
    taken = Signal(str, str)  # number and reason of a wish the server has, also a late answer's

    def __init__(
        self,
        *,
        call: ActiveCallViewModel,
        ask: Callable[[BlockRequest], Awaitable[str]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        """ask returns "" once the server has the wish, else the reason code why not."""
        super().__init__()
        self._call = call
        self._ask = ask
        self._scope = scope
        self._now = now
        self.phone = ""
        self.state = WishState.ASKED
        self.fault = ""  # reason code
        self._asking: BlockRequest | None = None  # what the panel waits for

    @property
    def on_line(self) -> str:
        """Return the number of the citizen who called, "" when there is none to block."""
        main = self._call.main
        return main.call.peer if main is not None and main.call.is_incoming else ""

    def open(self) -> bool:
        """Begin a wish; return whether there is a number on the line."""
        if not self.on_line:
            return False
        self.phone, self.state, self.fault = self.on_line, WishState.ASKED, ""
        self._asking = None  # an answer still to come is about another number
        self.changed.emit()
        return True

    def mend(self) -> None:
        """She writes the reason anew: what was wrong with the one before is over."""
        if self.state is WishState.REFUSED:
            self.state, self.fault = WishState.ASKED, ""
            self.changed.emit()

    def ask(self, reason: str, days: int) -> None:
        """days from now; 0: for good. Without a reason nothing is sent."""
        if self.state is WishState.SENDING:
            return
        if not reason.strip():
            self.state, self.fault = WishState.REFUSED, "missing_field"
            self.changed.emit()
            return
        until = self._now() + timedelta(days=days) if days else None
        wish = BlockRequest(phone=self.phone, reason=reason.strip(), until_at=until)
        self.state, self._asking = WishState.SENDING, wish
        self.changed.emit()
        self._scope.start("block.ask", self._asked(wish))

    async def _asked(self, wish: BlockRequest) -> None:
        fault = await self._ask(wish)
        if not fault:
            self.taken.emit(wish.phone, wish.reason)
        if self._asking is not wish:
            return  # what she types for another number by now stays hers
        self.fault = fault
        self.state = WishState.REFUSED if self.fault else WishState.SENT
        self.changed.emit()
