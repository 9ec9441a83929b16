"""A SIP speaker that sends anything, counts the answers, and leaves no call behind."""

import re
import secrets
import socket
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from typing import Self

CITY = "060606"
SDP = (
    "v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
)
_STATUS = re.compile(r"SIP/2\.0 (\d{3})")
_BRANCH = re.compile(r"branch=([^;,\s]+)")
_FOLD = re.compile(r"\r\n[ \t]+")
_SHORT = {"f": "from", "t": "to", "i": "call-id", "v": "via"}
Header = tuple[str, str]


class SipPeer(ABC):
    """Ancestor; what a message travels on is left to the heirs. A context manager."""

    transport = "UDP"

    def __init__(self, realm: str) -> None:
        self.realm = realm
        self.address, self.port = "", 0
        self.statuses: Counter[int] = Counter()
        self.reasons: Counter[str] = Counter()  # "403 Seats Only" and so on
        self.sent = 0
        self.last = ""  # answer heard
        self.requests_heard: list[str] = []
        self._targets: dict[str, str] = {}  # branch of an INVITE -> its address

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def _write(self, data: bytes) -> None: ...

    @abstractmethod
    def _read(self) -> bytes | None:
        """Return one message that has arrived, or None."""

    @property
    def here(self) -> str:
        return f"{self.address}:{self.port}"

    def lines(
        self, method: str = "INVITE", to: str = CITY, user: str = "+390699000001"
    ) -> list[Header]:
        """Return the headers of a sound request, Content-Length left out."""
        return [
            ("Via", f"SIP/2.0/{self.transport} {self.here};branch=z9hG4bK{secrets.token_hex(6)}"),
            ("From", f"<sip:{user}@{self.address}>;tag={secrets.token_hex(4)}"),
            ("To", f"<sip:{to}@{self.realm}>"),
            ("Call-ID", secrets.token_hex(8)),
            ("CSeq", f"1 {method}"),
            ("Contact", f"<sip:{user}@{self.here}>"),
            ("Max-Forwards", "70"),
        ]

    def sdp(self, port: int = 9) -> str:
        return SDP.format(address=self.address, port=port)

    def message(
        self,
        method: str = "INVITE",
        to: str = CITY,
        *,
        start: str = "",
        change: dict[str, str] | None = None,
        drop: Sequence[str] = (),
        add: Sequence[Header] = (),
        body: str | None = None,
        content: str = "application/sdp",
        user: str = "+390699000001",
    ) -> bytes:
        """Return a request that is sound except where the arguments say otherwise."""
        text = (self.sdp() if method == "INVITE" else "") if body is None else body
        changed = change or {}
        headers = [(name, changed.get(name, value)) for name, value in self.lines(method, to, user)]
        headers += add
        names = {name for name, _ in headers}
        if text and "Content-Type" not in names:
            headers.append(("Content-Type", content))
        if "Content-Length" not in names:
            headers.append(("Content-Length", str(len(text.encode()))))
        kept = [f"{name}: {value}" for name, value in headers if name not in drop]
        first = start or f"{method} sip:{to}@{self.realm} SIP/2.0"
        return ("\r\n".join([first, *kept]) + "\r\n\r\n" + text).encode("utf-8", "surrogateescape")

    def send(self, data: bytes) -> None:
        self._remember(data)
        self.sent += 1
        self._write(data)

    def settle(self, quiet_s: float = 0.3, limit_s: float = 5.0) -> None:
        """Hear answers until none has come for quiet_s; end every call that has begun."""
        deadline = time.monotonic() + limit_s
        heard_s = time.monotonic()
        while time.monotonic() < min(deadline, heard_s + quiet_s):
            if self.hear():
                heard_s = time.monotonic()
            else:
                time.sleep(0.005)

    def settle_once_heard(self, quiet_s: float = 2.0, first_s: float = 30.0) -> None:
        """The same once a first answer has come: a busy exchange takes its time."""
        deadline = time.monotonic() + first_s
        while not self.hear() and time.monotonic() < deadline:
            time.sleep(0.005)
        self.settle(quiet_s, first_s)

    def hear(self) -> int:
        """Take in what has arrived; return how many messages that were."""
        count = 0
        while (data := self._read()) is not None:
            count += 1
            self._take(data.decode("utf-8", "replace"))
        return count

    def _take(self, answer: str) -> None:
        status = _STATUS.match(answer)
        if status is None:
            self.requests_heard.append(answer.split("\r\n")[0])
            return
        self.last = answer
        code = int(status[1])
        self.statuses[code] += 1
        self.reasons[answer.split("\r\n")[0].removeprefix("SIP/2.0 ")] += 1
        if code > 100 and "invite" in _value(answer, "cseq").lower():
            self._end_call(answer, code)

    def _end_call(self, answer: str, code: int) -> None:
        """As an honest phone would: CANCEL while it waits, ACK and BYE when it was taken."""
        for method in ("CANCEL",) if code < 200 else ("ACK", "BYE") if code < 300 else ("ACK",):
            self._write(self._following(answer, method))

    def _following(self, answer: str, method: str) -> bytes:
        via = _value(answer, "via")
        branch = _BRANCH.search(via)
        uri = self._targets.get(branch[1] if branch else "", f"sip:{CITY}@{self.realm}")
        to = _value(answer, "to")
        if method == "CANCEL":
            to = re.sub(r";tag=[^;]*", "", to)
        number = (_value(answer, "cseq").split() or ["1"])[0]
        lines = [
            f"{method} {uri} SIP/2.0",
            f"Via: {via}",
            f"From: {_value(answer, 'from')}",
            f"To: {to}",
            f"Call-ID: {_value(answer, 'call-id')}",
            f"CSeq: {number} {method}",
            "Max-Forwards: 70",
            "Content-Length: 0",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def _remember(self, data: bytes) -> None:
        first, _, rest = data.partition(b"\r\n")
        words = first.split()
        branch = _BRANCH.search(rest.decode("utf-8", "replace"))
        if len(words) == 3 and branch is not None:
            self._targets[branch[1]] = words[1].decode("utf-8", "replace")


class UdpPeer(SipPeer):
    """Speaks from address, any port."""

    def __init__(self, address: str, exchange: tuple[str, int], realm: str) -> None:
        super().__init__(realm)
        self._exchange = exchange
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._socket.bind((address, 0))
        self._socket.setblocking(False)
        self.address, self.port = self._socket.getsockname()

    def close(self) -> None:
        self._socket.close()

    def _write(self, data: bytes) -> None:
        try:
            self._socket.sendto(data[:65_000], self._exchange)
        except (BlockingIOError, ConnectionRefusedError):
            time.sleep(0.005)

    def _read(self) -> bytes | None:
        try:
            return self._socket.recv(65_536)
        except (BlockingIOError, ConnectionRefusedError):
            return None


def _value(answer: str, name: str) -> str:
    """Return the first header of that name, also short or folded; "" when there is none."""
    for line in _FOLD.sub(" ", answer).split("\r\n"):
        key, colon, value = line.partition(":")
        key = key.strip().lower()
        if colon and _SHORT.get(key, key) == name:
            return value.strip()
    return ""
