"""What a team lead's first page shows: queues, people as counts, lines, promises that break now."""

from datetime import datetime

import msgspec

from contract.domain.ids import DeskId, QueueId
from contract.domain.service_level import CallCount
from contract.wire.team import OpenAlarm, TeamMember
from contract.wire.trunks import TrunkState

LEAST_GROUP = 5  # people on duty; of fewer no time is told: it would be one person's figure
HALF_HOUR_S = 1800
SILENT_AFTER_S = 15.0  # of an exchange that is asked every five seconds: its calls are old news
PEOPLE_STATES = ("ready", "reserved", "on_call", "wrap_up", "pause", "not_ready", "line_lost")
# Kinds of Misuse: look-ups beyond the limit, passwords guessed, numbers that are not put through.
LOOK_UPS, SIGN_INS, DIALS = "look_ups", "sign_ins", "dials"
VIEW_REASONS = ("safety", "complaint", "shift", "training")  # why names are looked at


class HalfHour(msgspec.Struct, frozen=True, kw_only=True):
    """Calls that came in within one half hour. number: 0 from midnight of Rome on."""

    number: int
    calls: CallCount


class QueueNow(msgspec.Struct, frozen=True, kw_only=True):
    """stale_since: since when the exchange with its calls is silent; None: this is true now."""

    queue_id: QueueId
    name: str
    desk_id: DeskId | None = None
    waiting: int = 0
    longest_wait_s: int = 0
    today: CallCount = CallCount()
    ready: int = 0
    talking: int = 0
    late_callbacks: int = 0
    is_open: bool = True
    halves: tuple[HalfHour, ...] = ()  # those that had calls, in order
    stale_since: datetime | None = None


class PeopleInState(msgspec.Struct, frozen=True, kw_only=True):
    """longest_s None: nobody is in it, or too few people are on duty to tell a time."""

    state: str  # of PEOPLE_STATES
    count: int
    longest_s: int | None = None


class LateCallbacks(msgspec.Struct, frozen=True, kw_only=True):
    """Callbacks of a desk whose window has ended. oldest_s: how late the first is."""

    desk_id: DeskId
    desk: str
    count: int
    oldest_s: int


class LinesNow(msgspec.Struct, frozen=True, kw_only=True):
    """Lines to the outside in use by citizens' calls. total 0: nobody told how many there are."""

    talking: int = 0
    waiting: int = 0
    total: int = 0

    @property
    def in_use(self) -> int:
        return self.talking + self.waiting


class SilentSource(msgspec.Struct, frozen=True, kw_only=True):
    """An exchange that does not answer, and when it did last or the server began to ask it."""

    name: str
    heard_at: datetime


class Misuse(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern that looks like misuse, without a name. seat: where such numbers are dialled."""

    kind: str  # LOOK_UPS, SIGN_INS or DIALS
    seat: str = ""
    since_at: datetime  # when the leads were told


class UnsentWork(msgspec.Struct, frozen=True, kw_only=True):
    """Contacts that lie at a seat and have not reached the server, since the oldest of them."""

    seat: str
    contacts: int
    since_at: datetime | None = None


class FloorNow(msgspec.Struct, frozen=True, kw_only=True):
    """GET /floor. Queues by name; people in the order of PEOPLE_STATES; no name of an operator.

    alarms without a name: the seat is where help is needed.
    """

    at: datetime
    queues: tuple[QueueNow, ...] = ()
    people: tuple[PeopleInState, ...] = ()
    late: tuple[LateCallbacks, ...] = ()
    lines: LinesNow = LinesNow()
    alarms: tuple[OpenAlarm, ...] = ()
    trunks: tuple[TrunkState, ...] = ()  # those that are down
    silent: tuple[SilentSource, ...] = ()
    misuse: tuple[Misuse, ...] = ()
    unsent: tuple[UnsentWork, ...] = ()  # the longest first
    unreadable: int = 0  # rows that the server cannot read, and that all pages lack


class ViewPeople(msgspec.Struct, frozen=True, kw_only=True):
    """POST /floor/people: look at who is on duty. Each look is kept in the audit with its reason.

    reason: one of VIEW_REASONS.
    """

    reason: str


class People(msgspec.Struct, frozen=True, kw_only=True):
    """Who is on duty, by name."""

    members: tuple[TeamMember, ...] = ()
