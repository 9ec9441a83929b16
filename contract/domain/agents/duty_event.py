"""What changes the state of an operator on duty: one cause each, whoever it comes from."""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.agents.agent import WrapUpMode
from contract.domain.agents.duty import Duty

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
