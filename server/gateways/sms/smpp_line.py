"""One connection to an SMS centre in SMPP 3.4: bound, read a message at a time, told apart."""

import logging
import selectors
import socket
import ssl
import struct
from typing import Any

from smpplib import consts, exceptions, smpp  # type: ignore[import-untyped] # it has none
from smpplib.client import Client  # type: ignore[import-untyped] # likewise

from server.gateways.sms.smpp_words import OK, SmppMessage, status_words
from server.settings import SmsSettings

CONNECT_S = 10.0
STEP_S = 20.0  # for the rest of a message that has begun, and for the answer to a bind
LONGEST_PASSWORD = 8
SMALLEST, LARGEST = 16, 65_536  # bytes of a message
_READ_FAULTS = (
    exceptions.ConnectionError,
    exceptions.PDUError,
    exceptions.UnknownCommandError,
    struct.error,
    ValueError,
    OSError,
)


class LineBroken(Exception):
    """The connection is of no use any more. str() is a few words without any number of anybody."""


class BindRefused(Exception):
    """The SMS centre answers and does not let this server in. status: its own code."""

    def __init__(self, status: int) -> None:
        super().__init__(status_words(status))
        self.status = status


class SmppLine(Client):  # type: ignore[misc] # the library has no types
    """Bound when open() returns; must be closed. For one thread."""

    _socket: socket.socket | None

    def __init__(self, settings: SmsSettings) -> None:
        super().__init__(
            settings.host, settings.port, timeout=STEP_S, allow_unknown_opt_params=True
        )
        self._settings = settings
        self.logger = _silent()

    def open(self) -> None:
        """Connect and bind as transceiver. Raise OSError, BindRefused or LineBroken."""
        settings, password = self._settings, self._settings.password()
        if len(password) > LONGEST_PASSWORD:
            raise LineBroken(f"SMPP has no password of more than {LONGEST_PASSWORD} letters")
        raw = socket.create_connection((settings.host, settings.port), CONNECT_S)
        try:
            raw.settimeout(STEP_S)
            self._socket = self._secured(raw)
            self.state = consts.SMPP_CLIENT_STATE_OPEN
            self.say(
                "bind_transceiver",
                system_id=settings.system_id,
                password=password,
                system_type=settings.system_type,
            )
            answer = self._first_answer()
            if answer.status != OK:
                raise BindRefused(int(answer.status))
            if answer.command != "bind_transceiver_resp":
                raise LineBroken("no answer to the bind")
        except BaseException:
            raw.close()
            self.close()
            raise

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self.state = consts.SMPP_CLIENT_STATE_CLOSED

    def say(self, command: str, *, to: SmppMessage | None = None, **fields: Any) -> int:
        """Send a message, or the answer to one; return its sequence number. Raise LineBroken."""
        try:
            pdu = smpp.make_pdu(command, client=self, **fields)
            if to is not None:
                pdu.sequence = to.sequence
            self.send_pdu(pdu)
        except _READ_FAULTS as error:
            raise LineBroken(type(error).__name__) from None
        return int(pdu.sequence)

    def hear(self) -> SmppMessage:
        """Return the next message, waiting for it. Raise LineBroken."""
        try:
            return self.read_pdu()
        except _READ_FAULTS as error:
            raise LineBroken(type(error).__name__) from None

    def is_heard(self, other: socket.socket, timeout_s: float) -> bool:
        """Wait until something comes here or at the other socket; return whether it came here."""
        line = self._socket
        assert line is not None
        if isinstance(line, ssl.SSLSocket) and line.pending():
            return True
        with selectors.DefaultSelector() as waiting:  # select() itself knows 1,024 files only
            for one in (line, other):
                waiting.register(one, selectors.EVENT_READ)
            return any(key.fileobj is line for key, _ in waiting.select(max(0.0, timeout_s)))

    def read_pdu(self) -> SmppMessage:
        """Refuse a length no message has before memory is given to it."""
        raw_length: bytes = self._recv_exact(4)
        (length,) = struct.unpack(">L", raw_length)
        if not SMALLEST <= length <= LARGEST:
            raise exceptions.PDUError("length")
        raw = raw_length + self._recv_exact(length - 4)
        pdu: SmppMessage = smpp.parse_pdu(raw, client=self, allow_unknown_opt_params=True)
        if pdu.status == OK and pdu.command in consts.STATE_SETTERS:
            self.state = consts.STATE_SETTERS[pdu.command]
        return pdu

    def _first_answer(self) -> SmppMessage:
        try:
            return self.hear()
        except LineBroken:
            hint = "" if self._settings.security == "tls" else "; it may want TLS"
            raise LineBroken(f"it breaks off before it has answered the bind{hint}") from None

    def _secured(self, raw: socket.socket) -> socket.socket:
        if self._settings.security != "tls":
            return raw
        context = ssl.create_default_context(cafile=self._settings.ca_file)
        return context.wrap_socket(raw, server_hostname=self._settings.host)


def _silent() -> logging.Logger:
    """A logger of nobody: the library would write down whole messages, numbers included."""
    logger = logging.Logger("smpp", level=logging.CRITICAL)  # noqa: LOG001 - known to no other
    logger.addHandler(logging.NullHandler())
    return logger
