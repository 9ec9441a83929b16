"""A queue of waiting calls: who may take them, when, and what happens when nobody can."""

from enum import StrEnum

import msgspec

from contract.domain.agents.agent import WrapUpMode
from contract.domain.ids import DeskId, QueueId

NUMBER_PREFIX = "q-"  # a seat dials "q-tributi" to consult or transfer to a queue
MOST_URGENT, LEAST_URGENT = 0, 9
# Always open, whatever its hours say: docs/handbook/telephony.md, section 9.
SAFETY_QUEUE = QueueId("sicurezza")
DEFAULT_MAX_WAIT_S = 150  # a carrier that hears no answer may cut the call soon after

DEFAULT_ABANDONED_S = 20  # whoever hangs up sooner has hardly waited


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A dialled number that leads here, and the language it speaks."""

    number: str
    language: str = "it"


class MenuKey(msgspec.Struct, frozen=True, kw_only=True):
    """What a key pressed while waiting does: another queue, another language, a callback."""

    key: str  # one of 0-9 * #
    queue_id: QueueId | None = None
    language: str | None = None
    callback: bool = False
    voicemail: bool = False


class RingStep(msgspec.Struct, frozen=True, kw_only=True):
    """From after_s of waiting on, operators whose weakest needed skill is min_level may take it."""

    after_s: int
    min_level: int


class LanguageHours(msgspec.Struct, frozen=True, kw_only=True):
    language: str
    hours: str  # opening_hours expression, Rome's time


class RecordingMode(StrEnum):
    OFF = "off"
    ON = "on"  # only with announcement and dpia_note set; masked while sensitive data is said


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """Replicated to every seat in the base scope: names, hours and rules are data, not code."""

    id: QueueId  # 1 to 24 of a-z 0-9 -
    name: str
    entries: tuple[Entry, ...] = ()
    topic: str = ""  # skill of kind topic that is needed, "" for none
    desk_id: DeskId | None = None  # level-II desk behind it; transfers to the desk come here
    callback_desk_id: DeskId | None = None  # who calls back its citizens; None: desk_id
    priority: int = 5  # MOST_URGENT to LEAST_URGENT
    hours: str = ""  # opening_hours expression; "": always open
    language_hours: tuple[LanguageHours, ...] = ()  # narrower, for one language
    rings: tuple[RingStep, ...] = ()
    ring_s: int = 15
    max_wait_s: int = DEFAULT_MAX_WAIT_S
    overflow_to: QueueId | None = None
    overflow_after_s: int = 0  # 0: never
    last_operator_s: int = 0  # wait so long for who spoke with the citizen last; 0: do not
    menu: tuple[MenuKey, ...] = ()
    wrap_up: WrapUpMode = WrapUpMode.TIMEOUT
    wrap_up_s: int = 60
    auto_answer_ms: int = 0  # length of the tone before the call is answered; 0: by hand
    tells_position: bool = False
    tells_wait: bool = False
    tells_operator_code: bool = False
    emergency_text: str = ""  # name of the announcement played first, "" for none
    offers_callback_s: int = 0  # after so long a wait the callback is offered; 0: never
    callback_by_desk: bool = False  # who asked for it while waiting is called by the desk only
    abandoned_callback_s: int = DEFAULT_ABANDONED_S  # who gives up later is called; 0: nobody
    has_voicemail: bool = False
    recording: RecordingMode = RecordingMode.OFF
    recording_notice: str = ""  # name of the announcement; needed for recording
    dpia_note: str = ""  # where the impact assessment is filed; needed for recording
    version: int = 1
