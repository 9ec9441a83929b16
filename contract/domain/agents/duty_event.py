"""The state of one operator on duty, and what changes it: one cause each, whoever it is from."""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.domain.ids import AccountId


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the rules must remember and no query asks for."""

    call_seat: str = ""  # where the present call is; the seat may have moved meanwhile
    more_calls: tuple[str, ...] = ()  # keys of further calls that are up, such as a consultation
    past_calls: tuple[str, ...] = ()  # of the same talk as the present call, over before it
    ended_calls: tuple[str, ...] = ()  # keys of the last ones that ended
    done_call: str = ""  # key of the call whose contact is closed
    writes_up: str = ""  # key of a call nobody counted, which is written up as work on a case
    wrap_up_s: int = 0  # time limit of the present call's wrap-up
    pending_limit_s: int = 0  # of the pause that is pending
    decided_at: datetime | None = None  # newest decision; older wishes of other journals are stale
    decided_by: str = ""  # journal it came from, or "lead", "server"
    home: str = ""  # seat where she was when nothing was heard of her any more
    phone_gone_at: datetime | None = None
    break_due_at: datetime | None = None  # the screen break, while nobody is signed in
    overrun_told: bool = False  # the leads know that the present pause lasts too long


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """All that the log explains. Instants are whole milliseconds."""

    account_id: AccountId
    rev: int = 0
    state: DutyState = DutyState.OFF
    reason: str = ""
    seat: str = ""
    call_key: str = ""
    queue_id: str = ""
    offer: str = ""
    since_at: datetime | None = None
    idle_since_at: datetime | None = None
    wrap_up_mode: WrapUpMode = WrapUpMode.TIMEOUT
    wrap_up_until_at: datetime | None = None
    may_extend: bool = False
    wants_wrap_up: bool = False
    pause_until_at: datetime | None = None
    screen_break_due_at: datetime | None = None
    registered: bool = False
    has_microphone: bool = True
    has_phone: bool = False
    lost: bool = False  # nothing was heard of the seat
    unregistered: bool = False  # the exchange does not know the seat
    pending: str = ""  # what comes after the call or wrap-up: a reason, or "off"
    forced_by: str = ""
    message: str = ""
    before: str = ""  # what to return to: "ready" or a reason
    line_changes: int = 0
    line_changes_since: datetime | None = None
    memory: Memory = Memory()


RULES = 3  # of today; it rises with each change of a rule that leads elsewhere than before


class Kind(StrEnum):
    """What happened."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    RESUMED = "resumed"  # a window of a living session was heard while its operator was off
    SEAT_TAKEN = "seat_taken"  # somebody else signed in at the seat
    READY = "ready"
    PAUSE = "pause"
    CASE_WORK = "case_work"
    CASE_DONE = "case_done"
    WRAP_UP_DONE = "wrap_up_done"
    MORE_TIME = "more_time"
    WANT_WRAP_UP = "want_wrap_up"
    DECLINED = "declined"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"  # a wish that was not followed; reason: the code told to the seat
    NOTED = "noted"  # a step that concerns nothing here, such as the line of another window
    FORCED = "forced"
    ALARM = "alarm"
    ALARM_SEEN = "alarm_seen"  # by a lead
    RESERVED = "reserved"
    OFFER_CLOSED = "offer_closed"
    ANSWERED = "answered"
    ENDED = "ended"
    CALL_LOST = "call_lost"  # the phone died with its call
    WRAP_UP_OVER = "wrap_up_over"
    PAUSE_OVER = "pause_over"
    LINE = "line"  # registered, microphone or phone came or went
    SEAT_LOST = "seat_lost"
    SEAT_BACK = "seat_back"
    PHONE_LOST = "phone_lost"
    CALL_CHECKED = "call_checked"  # a call nobody could tell about is up, or is not
    SILENT_OFF = "silent_off"
    RECONCILED = "reconciled"
    CARRIED = "carried"  # what the events led to that were older and are forgotten


class Origin(StrEnum):
    SEAT = "seat"
    EXCHANGE = "exchange"
    LEAD = "lead"
    CLOCK = "clock"
    SERVER = "server"


class DutyEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One cause. What the row of the log names itself is not repeated in its detail."""

    kind: Kind
    at: datetime
    origin: Origin = Origin.SERVER
    by_id: str | None = None
    step: str | None = None
    seat: str = ""
    call_key: str = ""
    offer: str = ""
    queue_id: str = ""
    reason: str = ""
    wish: str = ""  # of REFUSED and NOTED; of FORCED: "ready", "pause" or "off"
    wrap_up_mode: WrapUpMode | None = None
    wrap_up_s: int = 0
    limit_s: int = 0  # of a pause; 0: none
    name: str = ""  # of the lead
    message: str = ""
    registered: bool | None = None
    has_microphone: bool | None = None
    has_phone: bool | None = None
    is_up: bool = False  # the seat has the call now, however old the event is
    is_own: bool = False  # a step of the seat that had the call; older logs lack it
    rules: int = 0  # number of the rules it was taken by: what it led to is explained by those
    carried: Duty | None = None  # of CARRIED

    @property
    def journal(self) -> str:
        """The seat's journal a step comes from, or who else it was."""
        return self.step.rpartition(":")[0] if self.step else str(self.origin)
