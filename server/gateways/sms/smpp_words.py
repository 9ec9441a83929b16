"""What an SMS centre says: the statuses of SMPP 3.4 that mean something here, and a message."""

from typing import Protocol

OK = 0x00
WRONG_LENGTH = 0x01
NOT_BOUND = 0x04
ALREADY_BOUND = 0x05
SYSTEM_ERROR = 0x08
WRONG_SENDER = 0x0A
WRONG_NUMBER = 0x0B
BIND_FAILED = 0x0D
WRONG_PASSWORD = 0x0E
WRONG_SYSTEM_ID = 0x0F
QUEUE_FULL = 0x14
SUBMIT_FAILED = 0x45
THROTTLED = 0x58
NOT_NOW = 0x64  # also our own word: a receipt is to come again

DEFAULT_ALPHABET, UCS2 = 0x00, 0x08  # data_coding

WORDS = {
    WRONG_LENGTH: "wrong length",
    NOT_BOUND: "not bound",
    ALREADY_BOUND: "bound already",
    SYSTEM_ERROR: "system error",
    WRONG_SENDER: "this sender is not allowed",
    WRONG_NUMBER: "no such number",
    BIND_FAILED: "bind refused",
    WRONG_PASSWORD: "wrong password",
    WRONG_SYSTEM_ID: "unknown system_id",
    QUEUE_FULL: "its queue is full",
    SUBMIT_FAILED: "not taken",
    THROTTLED: "too many at once",
}


class SmppMessage(Protocol):
    """A message as it is read. Fields are there where its command has them."""

    command: str
    status: int
    sequence: int
    message_id: bytes | None
    esm_class: int | None
    short_message: bytes | None
    receipted_message_id: bytes | None
    message_state: int | None


def status_words(status: int) -> str:
    """Return what a command_status says, "0x0B no such number"."""
    return f"0x{status:02X} {WORDS.get(status, '')}".rstrip()
