"""Whether the seat is registered, and if not, in one word why. Pure."""

from contract.wire.phone_socket import Line
from phone.browser.page_messages import LineHeard

_REFUSING = frozenset({401, 403, 404, 407})


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
