"""What follows a call at the seat: the five modes of the time after it. Pure."""

import msgspec

from contract.domain.agents.agent import WrapUpMode
from contract.domain.queue import Queue

DEFAULT_S = 60.0
_TIMED = frozenset({WrapUpMode.TIMEOUT, WrapUpMode.FORCED_TIMEOUT, WrapUpMode.REQUESTED})


class WrapUp(msgspec.Struct, frozen=True, kw_only=True):
    """mode, and for how many seconds; None: no limit."""

    mode: WrapUpMode = WrapUpMode.TIMEOUT
    limit_s: float | None = DEFAULT_S

    def is_due(self, *, is_complete: bool, is_wanted: bool) -> bool:
        """Return whether there is any such time after this call."""
        if self.limit_s is not None and self.limit_s <= 0:
            return False
        if self.mode is WrapUpMode.FORCED_TIMEOUT:
            return True
        if self.mode is WrapUpMode.REQUESTED:
            return is_wanted
        return not is_complete

    @property
    def ends_when_closed(self) -> bool:
        """Return whether saving the contact ends it."""
        return self.mode is not WrapUpMode.FORCED_TIMEOUT

    @property
    def ends_at_will(self) -> bool:
        """Return whether saying ready or pause ends it."""
        return self.mode in (WrapUpMode.OPTIONAL, WrapUpMode.REQUESTED)

    @property
    def ends_when_put_aside(self) -> bool:
        """Return whether it may end with the contact unfinished."""
        return self.mode not in (WrapUpMode.MANDATORY, WrapUpMode.FORCED_TIMEOUT)

    @property
    def may_be_longer(self) -> bool:
        """Return whether the operator may ask for more time, once."""
        return self.limit_s is not None and self.mode is not WrapUpMode.FORCED_TIMEOUT


def wrap_up_of(queue: Queue | None) -> WrapUp:
    """Return what a queue asks for; a queue this seat does not know yet: 60 seconds at most."""
    if queue is None:
        return WrapUp()
    limit_s = float(queue.wrap_up_s) if queue.wrap_up in _TIMED else None
    return WrapUp(mode=queue.wrap_up, limit_s=limit_s)
