"""What IT is shown of the seats, the accounts and the queues; nothing of any citizen."""

from datetime import datetime

import msgspec

from contract.domain.account import Role
from contract.domain.ids import AccountId, DeskId, QueueId
from contract.wire.floor import SilentSource
from contract.wire.seat_health import SeatHealth
from contract.wire.trunks import TrunkState

SLOW_MS = 60  # of an answer of the server: then a seat's network is slow
LITTLE_DISK_MB = 2048
# The gravest first: a seat has one word, whatever else is wrong with it.
FAULTS = ("silent", "no_phone", "no_line", "no_microphone")  # no call can ring there
CONCERNS = ("unsent", "little_disk", "slow_network", "old_version")  # it works, for now
HEALTH = (*FAULTS, *CONCERNS, "ok", "off")


class SeatState(msgspec.Struct, frozen=True, kw_only=True):
    """A seat whoever sits there. state: of duty, "off" while nobody works there.

    health: one of HEALTH.
    """

    seat: str
    state: str
    reason: str = ""
    since_at: datetime | None = None
    health: str = "ok"
    told: SeatHealth = SeatHealth()
    seen_at: datetime | None = None


class SystemsNow(msgspec.Struct, frozen=True, kw_only=True):
    """GET /systems/seats, for IT. Seats by number; version: of the server."""

    at: datetime
    version: str
    seats: tuple[SeatState, ...] = ()
    silent: tuple[SilentSource, ...] = ()
    trunks: tuple[TrunkState, ...] = ()  # those that are down
    unreadable: int = 0  # rows that the server cannot read, and that all pages lack
    clock_ahead: bool = False  # so far that it is not believed: nothing is deleted by its age


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """An account without its name or password. state: "active", "blocked", "no_password"."""

    account_id: AccountId
    login: str
    role: Role
    desk_ids: tuple[DeskId, ...] = ()
    languages: tuple[str, ...] = ()
    used_at: datetime | None = None  # None: not in the sessions the server still keeps
    state: str = "active"


class QueueLine(msgspec.Struct, frozen=True, kw_only=True):
    """A queue as it is set up. people: active accounts that may take its calls."""

    queue_id: QueueId
    name: str
    numbers: tuple[str, ...] = ()
    hours: str = ""  # opening_hours expression; "": always open
    people: int = 0
    overflow: str = ""  # name of the queue that helps


class SystemsSetup(msgspec.Struct, frozen=True, kw_only=True):
    """GET /systems/accounts, for IT. Accounts by login, queues and desks by name."""

    accounts: tuple[AccountLine, ...] = ()
    queues: tuple[QueueLine, ...] = ()
    desks: dict[str, str] = {}  # names by id
