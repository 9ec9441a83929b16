"""A bare UDP socket that speaks SIP as badly as a test wants."""

import secrets
import socket

SDP = (
    "v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
    "m=audio 9 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
)


class RawSip:
    """Sends from address (port 0: any) to exchange; a context manager."""

    def __init__(self, address: str, exchange: tuple[str, int], realm: str) -> None:
        self.realm = realm
        self._exchange = exchange
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.settimeout(0.05)
        self.address, self.port = self._socket.getsockname()

    def __enter__(self) -> "RawSip":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes | str) -> None:
        self._socket.sendto(data.encode() if isinstance(data, str) else data, self._exchange)

    def request(
        self,
        method: str = "INVITE",
        to: str = "060606",
        *,
        user: str = "+390699000001",
        name: str = "",
        headers: tuple[str, ...] = (),
        body: str | None = None,
        cseq: str = "",
    ) -> str:
        """Return a request that is in order, except where the arguments say otherwise."""
        text = (
            SDP.format(address=self.address) if body is None and method == "INVITE" else body or ""
        )
        here = f"{self.address}:{self.port}"
        shown = f'"{name}" ' if name else ""
        lines = [
            f"{method} sip:{to}@{self.realm} SIP/2.0",
            f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{secrets.token_hex(6)};rport",
            f"From: {shown}<sip:{user}@{self.address}>;tag={secrets.token_hex(4)}",
            f"To: <sip:{to}@{self.realm}>",
            f"Call-ID: {secrets.token_hex(8)}",
            f"CSeq: {cseq or '1 ' + method}",
            f"Contact: <sip:{user}@{here}>",
            "Max-Forwards: 70",
            *headers,
            *(["Content-Type: application/sdp"] if text else []),
            f"Content-Length: {len(text.encode())}",
        ]
        return "\r\n".join(lines) + "\r\n\r\n" + text

    def answers(self) -> list[str]:
        """Return what has arrived; waits a moment for the first."""
        found: list[str] = []
        try:
            while True:
                found.append(self._socket.recv(65536).decode(errors="replace"))
        except TimeoutError:
            return found

    def final(self, within: int = 900) -> str:
        """Return the first final answer; within counts waits of 50 ms."""
        for _ in range(within):
            for answer in self.answers():
                if answer.startswith("SIP/2.0") and not answer.startswith("SIP/2.0 1"):
                    return answer
        return ""
