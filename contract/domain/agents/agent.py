"""An operator on duty: states owned by the central server, reasons, skills and the rules of pauses.

The server decides a DutyState. A seat sends the steps of its own journal; every change is a
DutyEvent (duty_event.py), and the events alone explain every state (agent_state.py).
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.domain.ids import AccountId

FLAP_CHANGES = 6  # times a seat could no more, or again, be rung in FLAP_WINDOW_S: it rests
FLAP_WINDOW_S = 60.0
REPORT_EVERY_S = 5.0  # heartbeat of a seat
SEAT_LOST_S = 10.0  # of silence after which a seat is lost
SCREEN_WORK_S = 7200.0  # at the screen, then a break of SCREEN_BREAK_S is due (D.Lgs. 81/2008)
SCREEN_BREAK_S = 900.0


class DutyState(StrEnum):
    OFF = "off"
    NOT_READY = "not_ready"
    READY = "ready"
    RESERVED = "reserved"  # a call is offered to the seat
    ON_CALL = "on_call"
    WRAP_UP = "wrap_up"
    LINE_LOST = "line_lost"  # a call may be up, nobody can tell


class PauseReason(StrEnum):
    """Chosen by digit after F5, in this order."""

    BREAK = "break"
    SCREEN_BREAK = "screen_break"
    TRAINING = "training"
    BACK_OFFICE = "back_office"
    MEETING = "meeting"
    OTHER = "other"


class NotReadyBecause(StrEnum):
    """Why somebody is not ready, beside the pause reasons."""

    SIGNED_IN = "signed_in"
    MISSED_CALL = "missed_call"
    DECLINED = "declined"
    FORCED = "forced"  # by a team lead, with a message
    NO_MICROPHONE = "no_microphone"
    LINE_LOST = "line_lost"
    SEAT_LOST = "seat_lost"
    FLAPPING = "flapping"  # the line came and went too often
    CASE_WORK = "case_work"
    AFTER_CARE = "after_care"  # after a threatening or suicidal caller


class WrapUpMode(StrEnum):
    """What follows a call. Names and meaning are the field's usual five."""

    OPTIONAL = "optional"  # none unless the contact is incomplete; ends when the operator says so
    MANDATORY = "mandatory"  # ends only when the contact is closed
    TIMEOUT = "mandatory_timeout"  # ends when the contact is closed, or at the time limit
    FORCED_TIMEOUT = "mandatory_forced_timeout"  # lasts exactly the time limit
    REQUESTED = "agent_requested"  # none, unless she asked for it during the call


class SkillKind(StrEnum):
    LANGUAGE = "language"  # code: BCP 47, "it", "ar"
    TOPIC = "topic"  # code: a queue's topic, "tributi"


class Skill(msgspec.Struct, frozen=True, kw_only=True):
    kind: SkillKind
    code: str
    level: int = 3  # 1 (can help out) to 5 (knows it best)


class PauseRule(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of one pause reason; 0 is none. Paid or not is for the lead's figures."""

    reason: PauseReason
    limit_s: int = 0  # of one pause: amber to the operator, then red, then the lead
    quota_s: int = 0  # of a day
    at_once: int = 0  # operators who may be in it together
    is_paid: bool = True

    def is_full(self, others: int) -> bool:
        """Return whether as many others are in it as may be."""
        return 0 < self.at_once <= others


class AgentView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of one operator, never a delta. rev rises with every change."""

    account_id: AccountId
    rev: int = 0
    state: DutyState = DutyState.OFF
    reason: str = ""  # PauseReason or NotReadyBecause while NOT_READY
    since_at: datetime | None = None
    seat: str = ""  # where calls ring: the seat of the newest sign-in
    call_key: str = ""
    queue_id: str = ""
    offer: str = ""
    wrap_up_mode: WrapUpMode = WrapUpMode.TIMEOUT
    wrap_up_until_at: datetime | None = None  # None while WRAP_UP: no time limit
    may_extend: bool = False
    pending: str = ""  # pause reason taken after the call or wrap-up in progress
    pause_until_at: datetime | None = None  # limit of the present pause
    screen_break_due_at: datetime | None = None
    forced_by: str = ""  # name of the lead
    message: str = ""  # hers, plain text
    skills: tuple[Skill, ...] = ()
