"""Whom a call may be brought to: a queue, a level-II desk, a colleague, an office, a number."""

from enum import StrEnum

import msgspec

from contract.domain.ids import DeskId, QueueId
from contract.domain.opening_times.opening_plan import Layers
from contract.domain.queue import Queue


class LineKind(StrEnum):
    """In the order in which equally good finds are offered."""

    QUEUE = "queue"
    DESK = "desk"
    COLLEAGUE = "colleague"
    OFFICE = "office"
    NUMBER = "number"


class DirectoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """to is what the phone dials when the server cannot be asked, "" when only it knows."""

    kind: LineKind
    id: str  # unique within its kind
    name: str
    detail: str = ""  # address of an office, state of a colleague
    to: str = ""
    hours: str = ""  # of a queue, opening_hours expression; "": always open
    times: Layers = ()  # of an office's telephone
    words: str = ""  # more words people use for it
    queue_id: QueueId | None = None
    queue: Queue | None = None  # with its hours for each language
    desk_id: DeskId | None = None
    seat: str = ""
    number: str = ""  # E.164
    state: str = ""  # of a colleague: a DutyState
