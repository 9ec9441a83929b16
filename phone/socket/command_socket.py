"""The local socket: lets clients of this user in, cuts lines, and never waits for anybody."""

import hmac
import logging
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.phone_socket import (
    FRAME_LIMIT,
    SILENT_S,
    UNREAD_LIMIT,
    Attach,
    Event,
    Reply,
    token_path,
)

log = logging.getLogger(__name__)

ATTACH_MS = 5000  # a client that has not attached by then is cut off
CLIENT_LIMIT = 16


# Cuts the bytes of a client into lines, within a bound whatever the client sends.
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


class SocketTaken(Exception):
    """The socket cannot be listened on."""


class Client(QObject):
    """One connection. Until it attached nothing is sent to it, not even an error."""

    line_received = Signal(object, object)  # this client, bytes or None for one too long
    attached = Signal(object, int)  # this client, id of its attach request
    gone = Signal(object)
    life_changed = Signal()  # is_alive is another

    def __init__(self, socket: QLocalSocket, token: str, parent: QObject) -> None:
        super().__init__(parent)
        self.is_attached = False
        self.is_alive = False  # attached, and said something within SILENT_S
        self._socket = socket
        self._token = token
        self._frames = Frames()
        socket.setParent(self)
        socket.setReadBufferSize(UNREAD_LIMIT)
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(self._on_disconnected)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(round(SILENT_S * 1000))
        self._silence.timeout.connect(self._on_silence)
        QTimer.singleShot(ATTACH_MS, self, self._cut_if_stranger)

    def send(self, message: Reply | Event) -> None:
        """Queue a line; a client that does not read is cut off and may attach again."""
        self._socket.write(encode(message) + b"\n")
        if self._socket.bytesToWrite() > UNREAD_LIMIT:
            log.warning("client cut off: %d bytes unread", self._socket.bytesToWrite())
            self.cut()

    def cut(self) -> None:
        self._socket.abort()

    def _on_ready_read(self) -> None:
        for line in self._frames.feed(bytes(self._socket.readAll().data())):
            if self._socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
                return
            if self.is_attached:
                self._note_life()
                self.line_received.emit(self, line)
            else:
                self._greet(line)

    def _note_life(self) -> None:
        self._silence.start()
        if not self.is_alive:
            self.is_alive = True
            self.life_changed.emit()

    def _on_silence(self) -> None:
        if self._socket.bytesAvailable():  # this process slept, not the client
            self._silence.start()
            return
        self.is_alive = False
        self.life_changed.emit()

    def _greet(self, line: bytes | None) -> None:
        try:
            attach = decode(line or b"", Attach)
        except MalformedMessage:
            attach = None
        if attach is None or not hmac.compare_digest(attach.token.encode(), self._token.encode()):
            log.warning("client without the token cut off")
            self.cut()
            return
        self.is_attached = True
        self._note_life()
        self.attached.emit(self, attach.id)

    def _cut_if_stranger(self) -> None:
        if not self.is_attached:
            self.cut()

    def _on_disconnected(self) -> None:
        self._silence.stop()
        self.is_alive = False
        self.gone.emit(self)
        self.deleteLater()


class CommandSocket(QObject):
    """Listens, authenticates, and hands whole lines to on_line(line, reply)."""

    attendance_changed = Signal(bool)  # whether any client is attached
    life_changed = Signal(bool)  # whether the window of any client works

    def __init__(
        self,
        path: Path,
        *,
        on_line: Callable[[bytes | None, Callable[[Reply], None]], None],
        snapshot: Callable[[], Event],
        parent: QObject | None = None,
    ) -> None:
        """Listen on path. Raise SocketTaken. Nobody else may use path: see the process lock."""
        super().__init__(parent)
        self._on_line = on_line
        self._snapshot = snapshot
        self._clients: list[Client] = []
        self._is_alive = False
        self._token = secrets.token_hex(32)
        _write_private(Path(token_path(str(path))), self._token)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(str(path))
        if not self._server.listen(str(path)):
            raise SocketTaken(self._server.errorString())
        if path.exists():  # a file on Unix; Windows has a pipe with the user's access only
            path.chmod(0o600)
        self._server.newConnection.connect(self._on_new_connection)

    @property
    def is_attended(self) -> bool:
        return any(client.is_attached for client in self._clients)

    def broadcast(self, event: Event) -> None:
        for client in tuple(self._clients):
            if client.is_attached:
                client.send(event)

    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._clients) >= CLIENT_LIMIT:
                socket.abort()
                continue
            client = Client(socket, self._token, self)
            client.line_received.connect(self._on_line_received)
            client.attached.connect(self._on_attached)
            client.gone.connect(self._on_gone)
            client.life_changed.connect(self._tell_life)
            self._clients.append(client)

    def _on_attached(self, client: Client, request_id: int) -> None:
        client.send(Reply(re=request_id, ok=True))
        client.send(self._snapshot())
        self.attendance_changed.emit(True)

    def _on_line_received(self, client: Client, line: bytes | None) -> None:
        def reply(message: Reply) -> None:
            if client in self._clients:
                client.send(message)

        self._on_line(line, reply)

    def _tell_life(self) -> None:
        is_alive = any(client.is_alive for client in self._clients)
        if is_alive != self._is_alive:
            self._is_alive = is_alive
            if not is_alive:
                log.warning("no client's window works")
            self.life_changed.emit(is_alive)

    def _on_gone(self, client: Client) -> None:
        if client in self._clients:
            self._clients.remove(client)
        self._tell_life()
        if client.is_attached and not self.is_attended:
            self.attendance_changed.emit(False)


def _write_private(path: Path, text: str) -> None:
    """Write text to a new file that only this user can read."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
