"""The code of a notice, and what ends the notice by itself."""

from enum import Enum, StrEnum, auto


class Moment(Enum):
    """What happens at a seat that makes some notices old."""

    CALL_RINGS = auto()
    CALL_BEGINS = auto()  # of somebody who calls in; found running after a restart too
    CALL_ENDS = auto()
    CONTACT_OPENS = auto()
    CONTACT_CLOSES = auto()
    CALLBACK_OPENS = auto()
    NOT_READY_ENDS = auto()
    STATE_CHOSEN = auto()  # a pause, or a call taken
    WRAP_UP_ENDS = auto()
    CAUSE_GONE = auto()  # of a condition: whoever told it takes it back, reading does not end it


class NoticeCode(StrEnum):
    """The codes of a feature are a subclass: CODE = "code", and the moments that end it.

    Without a moment it stays until it is read, taken back or replaced.
    """

    until: frozenset[Moment]

    def __new__(cls, code: str, *until: Moment) -> "NoticeCode":
        member = str.__new__(cls, code)
        member._value_ = code
        member.until = frozenset(until)
        return member


def known_code(code: str) -> str:
    """Return a code the server or the phone sent with its moments; an unknown one as it is."""
    for codes in NoticeCode.__subclasses__():
        if code in codes:
            return codes(code)
    return code


class SeatNotice(NoticeCode):
    """What an operator is told of the server, the store and the seat itself."""

    OFFLINE = "offline", Moment.CAUSE_GONE
    CAME_BACK = "came_back"
    SERVER_FULL = "server_full", Moment.CAUSE_GONE
    CERTIFICATE = "certificate", Moment.CAUSE_GONE
    CLOCK = "clock", Moment.CAUSE_GONE
    UNEXPECTED = "unexpected"
    STORE_FULL = "store_full", Moment.CAUSE_GONE
    STORE_CORRUPT = "store_corrupt", Moment.CAUSE_GONE
    STORE_LOCKED = "store_locked", Moment.CAUSE_GONE
    STORE_UNWRITABLE = "store_unwritable", Moment.CAUSE_GONE
    STORE_LOW = "store_low", Moment.CAUSE_GONE
    RECOVERED = "recovered"
    PARTLY_RECOVERED = "partly_recovered"
    COPY_BROKEN = "copy_broken"
    LEFT_BEHIND = "left_behind"
    KEPT_HERE = "kept_here"
    WORDS_WAIT = "words_wait", Moment.CAUSE_GONE
    NO_KEYRING = "no_keyring", Moment.CAUSE_GONE
