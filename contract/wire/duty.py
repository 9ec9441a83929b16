"""What a seat reports of its operator and phone, and what the server answers and sends."""

from datetime import datetime

import msgspec

from contract.domain.agents.agent import AgentView, PauseRule, Skill
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.ids import AccountId, CaseId, ContactId, DeskId, QueueId, TransferId
from contract.wire.seat_health import SeatHealth

EVENT_DUTY = "duty"  # event of the stream: an AgentView of the account that listens
EVENT_FIGURES = "figures"  # event of the stream: QueueFigures of all queues, each beat they change
EVENT_CALL = "call"  # event of the stream: CallNews for the account
PASSED_ON = "passed_on"  # kind of a CallNews
MASK_S = 60  # then a masked recording goes on by itself
NOT_DIALLED = "not_dialled"  # a number that no seat may dial; reason: in which code of refusal
WISHES = (
    "ready",
    "pause",  # reason: a PauseReason
    "case_work",  # with a call's key: that call is written up, though the server never counted it
    "case_done",
    "wrap_up_done",  # the contact is closed
    "more_time",
    "want_wrap_up",  # during the call, for queues where it is on request
    "declined",
    "answered",  # with the call's key and when: calls live on while the server is away
    "ended",
    "line",  # reason "" (registered) or why not
    "acknowledged",  # a forced state or message was read
    NOT_DIALLED,
)


class SeatCall(msgspec.Struct, frozen=True, kw_only=True):
    """A call the seat's phone has now."""

    call_key: str
    sip_id: str = ""
    offer: str = ""
    state: str  # contract.wire.phone_socket.CallState
    is_incoming: bool = True
    peer: str = ""  # E.164 of whom the seat called; of a call that came in, nothing
    has_talked: bool | None = None  # both sides, for some time: no mailbox; None: not told


class DutyStep(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator did or the seat saw, in the seat's journal; number rises by one each."""

    number: int
    wish: str  # of WISHES
    reason: str = ""
    call_key: str = ""
    offer: str = ""
    at: datetime  # UTC, corrected by the server's clock


class FirstCallback(msgspec.Struct, frozen=True, kw_only=True):
    """A citizen whom this operator calls back before anything else.

    The call was lost; or, keeps_place, it was asked for while waiting and its turn has come. Such a
    one is taken first and dialled only once is_taken says that nobody else will be asked to.
    """

    call_key: str  # of the call that was lost, or in which the callback was asked for
    phone: str
    case_id: CaseId | None = None
    is_hers: bool = False  # this operator is the one who talked with the citizen
    until_at: datetime  # not dialled until then: the next operator is asked
    keeps_place: bool = False
    is_taken: bool = False
    queue_name: str = ""  # where the citizen waited, for how long, in which language
    waited_s: int = 0
    language: str = ""


class DutyReport(msgspec.Struct, frozen=True, kw_only=True):
    """Sent at each change and every REPORT_EVERY_S. POST /duty/report, answered by DutyReply."""

    seat: str
    boot: str  # id of the seat's journal; numbers of steps count from 1 in it
    registered: bool = False
    has_microphone: bool = True
    has_phone: bool = True  # False: the phone process is gone
    calls: tuple[SeatCall, ...] = ()
    steps: tuple[DutyStep, ...] = ()  # not yet confirmed, in order, at most 200
    not_calling: tuple[str, ...] = ()  # calls whose citizens are not to be called back, by key
    taking: tuple[str, ...] = ()  # those to be called back now, as soon as the reply says so
    called_back: tuple[str, ...] = ()  # those whose citizens were, however short the talk
    health: SeatHealth | None = None  # of the computer, where it has changed or is due


class DutyReply(msgspec.Struct, frozen=True, kw_only=True):
    view: AgentView
    taken: int  # steps up to this number are known; the seat forgets them
    refused: str = ""  # reason code of the last step that was not followed ("pause_full", …)
    first: tuple[FirstCallback, ...] = ()  # whom to call back now; in every reply


SIGN_OUT = "sign_out"


class ForceState(msgspec.Struct, frozen=True, kw_only=True):
    """POST /duty/force by a team lead: want "ready", "pause", "off", or SIGN_OUT.

    SIGN_OUT ends the session too: its console locks, whoever sits there.
    """

    account_id: AccountId
    want: str
    reason: str = ""
    message: str = ""  # at most 200 characters, shown to the operator


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """POST /duty/alarm: silent, to every team lead. kind: "threat", "suicide" or "emergency"."""

    kind: str
    call_key: str = ""
    id: str = ""  # minted at the seat; a repeat alarms nobody twice
    at: datetime | None = None  # when it was raised; None: now


class QueueFigures(msgspec.Struct, frozen=True, kw_only=True):
    queue_id: QueueId
    waiting: int = 0
    longest_wait_s: int = 0
    ready: int = 0  # operators who could take a call of it now
    is_open: bool = True


class CallNews(msgspec.Struct, frozen=True, kw_only=True):
    """A digit the citizen pressed, a call that was lost, an alarm. kind names it.

    "alarm" and "overrun" (a pause beyond its limit) go to the leads, about account_id.
    "callback_first": call phone back now; text "hers": this operator talked with the citizen.
    "call_lost": the call was lost and a colleague calls back; text "no_number": nobody can.
    "repaired": the state in text did not agree with the exchange and was put right.
    "recording": the call's recording is now as text says ("on", "masked" or "off").
    "misuse" goes to the leads: text is a kind of contract.wire.floor.Misuse.
    "passed_on": a colleague has answered the citizen who was transferred from that call.
    """

    kind: str  # "digit", "call_lost", "alarm", "abandoned", "callback_first", …
    call_key: str = ""
    text: str = ""
    phone: str = ""
    seat: str = ""  # where an alarm was raised
    name: str = ""  # of whom "overrun" or "misuse" is about
    account_id: AccountId | None = None


class CallContext(msgspec.Struct, frozen=True, kw_only=True):
    """GET /calls/{call_key}: what is known of a call while it rings. 404: nothing."""

    call_key: str
    queue_id: str = ""
    language: str = "it"
    caller_phone: str = ""
    waited_s: int = 0
    from_name: str = ""  # of the colleague who transfers or consults
    note: str = ""
    closed_reason: str = ""  # why it is passed to a line that is closed now
    contact: Contact | None = None  # as far as it was written
    case: Case | None = None
    citizen_call_key: str = ""  # of a consultation: the call that may follow
    is_lost: bool = False  # the call was lost; from_name talked with him, and case is to call back


class TransferRequest(msgspec.Struct, frozen=True, kw_only=True):
    """POST /transfers before the phone transfers or consults; the id makes a repeat harmless.

    Sent again with consult False it says that a consultation became the transfer. The target is
    exactly one of queue, desk, seat and number. What was written travels in
    contact (unfinished: disposition and closed_at may be provisional) and case.
    """

    id: TransferId
    call_key: str
    queue_id: QueueId | None = None
    desk_id: DeskId | None = None
    seat: str = ""
    number: str = ""
    consult: bool = False
    note: str = ""
    contact_id: ContactId | None = None
    contact: Contact | None = None
    case_id: CaseId | None = None
    caller: CallerDetails = CallerDetails()
    override_reason: str = ""  # why to a line that is closed now


class TransferReply(msgspec.Struct, frozen=True, kw_only=True):
    """to: what the phone dials or refers to ("q-tributi", "1201", "+3906…")."""

    id: TransferId
    to: str
    is_open: bool = True
    waiting: int = 0
    refused: str = ""  # "closed", "forbidden_number", "nobody"


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """GET /colleagues: who is signed in, for the directory. No figures of a person."""

    account_id: AccountId
    name: str
    seat: str
    state: str  # DutyState
    desk_ids: tuple[DeskId, ...] = ()
    skills: tuple[Skill, ...] = ()


class Colleagues(msgspec.Struct, frozen=True, kw_only=True):
    colleagues: tuple[Colleague, ...] = ()


class DutyRules(msgspec.Struct, frozen=True, kw_only=True):
    """GET /duty/rules: the rules of pauses that are limited; reasons without one are free.

    used_s and others stand where a rule counts them, as of now and for the account that asks.
    """

    pauses: tuple[PauseRule, ...] = ()
    used_s: dict[str, int] = {}  # of a daily quota, by reason
    others: dict[str, int] = {}  # how many colleagues are in a pause, or will be after their call


class CallQuality(msgspec.Struct, frozen=True, kw_only=True):
    """POST /calls/{call_key}/quality at the end of a call: how it sounded, and on what."""

    mos_mean: float
    mos_min: float
    lost_pct: float
    jitter_ms: float
    rtt_ms: float
    device: str = ""  # label of the headset
    stalls: int = 0  # of the window's loop, over 100 ms
    talk_s: float = 0.0


class MaskRequest(msgspec.Struct, frozen=True, kw_only=True):
    """POST /calls/{call_key}/mask: leave out of the recording what is said (on), or no longer.

    By whoever has the call. 409 not_recorded: it is not recorded. 503 not_masked: the relay does
    not answer, so what is said now may be recorded; the server keeps trying.
    """

    on: bool


class MaskReply(msgspec.Struct, frozen=True, kw_only=True):
    """state: "on" or "masked", then until when."""

    state: str
    masked_until: datetime | None = None
