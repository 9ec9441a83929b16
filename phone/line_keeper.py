"""Which line the page uses: the one asked for, as soon as no call stands in its way."""

import logging
from collections.abc import Callable

from contract.wire.phone_socket import Line
from phone.browser.engine import Engine
from phone.browser.page_messages import LineHeard
from phone.line_wish import LineWish

log = logging.getLogger(__name__)


_REFUSING = frozenset({401, 403, 404, 407})


# Whether the seat is registered, and if not, in one word why. Pure.
class LineStatus:
    """Each method returns the new Line when it differs from the last one returned, else None."""

    def __init__(self) -> None:
        self.line = Line(reason="not_set")
        self._server = ""
        self._is_certificate_refused = False

    def begin(self, server: str) -> Line | None:
        """A line was set; until the exchange answers nothing is known."""
        self._server = server
        self._is_certificate_refused = False
        return self._become(Line(server=server))

    def refuse_certificate(self) -> None:
        """The engine refused the exchange's certificate; the cut connection follows."""
        self._is_certificate_refused = True

    def hear(self, heard: LineHeard) -> Line | None:
        server = self._server = heard.server or self._server
        match heard.state:
            case "connected":
                self._is_certificate_refused = False
                return None
            case "registered":
                return self._become(Line(registered=True, server=server))
            case "refused":
                reason = "refused" if heard.code in _REFUSING else "unreachable"
                return self._become(Line(server=server, code=heard.code, reason=reason))
            case "disconnected":
                reason = "certificate" if self._is_certificate_refused else "unreachable"
                return self._become(Line(server=server, reason=reason))
        return None

    def lose(self) -> Line | None:
        """The page is gone; a new one is being made."""
        return self._become(Line(server=self._server, reason="unreachable"))

    def _become(self, line: Line) -> Line | None:
        if line == self.line:
            return None
        self.line = line
        return line


class LineKeeper:
    """Knows the line in use and its status; tell receives each change."""

    def __init__(
        self, engine: Engine, *, tell: Callable[[Line], None], has_calls: Callable[[], bool]
    ) -> None:
        self._engine = engine
        self._tell = tell
        self._has_calls = has_calls
        self._wish: LineWish | None = None
        self._in_use: LineWish | None = None
        self.status = LineStatus()

    @property
    def seat(self) -> str:
        """The seat of the line in use, "" before there is one."""
        return self._in_use.seat if self._in_use is not None else ""

    @property
    def is_registered(self) -> bool:
        return self.status.line.registered

    @property
    def is_waiting(self) -> bool:
        """Whether another line was asked for while a call was up."""
        return self._wish is not None and not self._wish.is_same_line(self._in_use)

    def set(self, wish: LineWish) -> None:
        """Take the line at once, or after the present call when it is another line."""
        self._wish = wish
        if wish.is_same_line(self._in_use):
            # A new secret of the same seat: the registration is renewed, a call goes on.
            if wish != self._in_use:
                self._in_use = wish
                self._engine.renew(wish)
        # Another line frees the page, and with it whoever is on the line (test_line).
        elif not self._has_calls():
            self._use(wish)

    def take_up_wish(self) -> None:
        """Use the line that was asked for meanwhile. Not from within a message of the page."""
        if self._wish is not None:
            self.set(self._wish)

    def note(self, line: Line | None) -> None:
        """Tell what became of the line; None is no change."""
        if line is not None:
            log.info(
                "line registered=%s reason=%s code=%d", line.registered, line.reason, line.code
            )
            self._tell(line)

    def _use(self, wish: LineWish) -> None:
        log.info("line %s", wish.seat)
        self._in_use = wish
        self.note(self.status.begin(wish.wss_urls[0]))
        self._engine.use_line(wish)
