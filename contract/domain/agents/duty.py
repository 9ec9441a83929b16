"""The whole state of one operator on duty: what the log of duty explains, and no clock or store."""

from datetime import datetime

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
