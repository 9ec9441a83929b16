"""Cuts the bytes of a client into lines, within a bound whatever the client sends."""

from contract.wire.phone_socket import FRAME_LIMIT


class Frames:
    """feed() returns whole lines; None stands for one that was longer than the limit."""

    def __init__(self, limit: int = FRAME_LIMIT) -> None:
        self._limit = limit
        self._begun = bytearray()
        self._is_skipping = False

    def feed(self, data: bytes) -> list[bytes | None]:
        *ended, rest = data.split(b"\n")
        frames = [self._finish(part) for part in ended]
        self._append(rest)
        return frames

    def _finish(self, part: bytes) -> bytes | None:
        self._append(part)
        frame = None if self._is_skipping else bytes(self._begun)
        self._begun.clear()
        self._is_skipping = False
        return frame

    def _append(self, part: bytes) -> None:
        if len(self._begun) + len(part) > self._limit:
            self._is_skipping = True
            self._begun.clear()
        if not self._is_skipping:
            self._begun += part
