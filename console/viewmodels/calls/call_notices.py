"""What an operator is told of telephone and calls, and until when."""

from console.viewmodels.kit.notice_code import Moment, NoticeCode


class CallNotice(NoticeCode):
    MISSED_CALL = "missed_call", Moment.CALL_RINGS, Moment.NOT_READY_ENDS
    NO_MICROPHONE = "no_microphone", Moment.CAUSE_GONE
    LINE_LOST = "line_lost", Moment.CAUSE_GONE
    LINE_REFUSED = "line_refused", Moment.CAUSE_GONE
    LINE_CERTIFICATE = "line_certificate", Moment.CAUSE_GONE
    LINE_NOT_SET = "line_not_set", Moment.CAUSE_GONE
    PHONE_GONE = "phone_gone", Moment.CAUSE_GONE
    PHONE_FAILING = "phone_failing", Moment.CAUSE_GONE
    PHONE_GONE_IN_CALL = "phone_gone_in_call", Moment.CALL_RINGS, Moment.CONTACT_CLOSES
    PHONE_FORBIDDEN = "phone_forbidden"
    PHONE_MALFORMED = "phone_malformed"
    PHONE_TOO_SHORT = "phone_too_short"
    CALL_DROPPED = "call_dropped", Moment.CALL_RINGS, Moment.CONTACT_CLOSES
    HOLD_REMINDER = "hold_reminder", Moment.CALL_ENDS
    BAD_LINE = "bad_line", Moment.CAUSE_GONE, Moment.CALL_BEGINS, Moment.CALL_ENDS
    NO_LINE = "no_line"
    UNKNOWN_CALL = "unknown_call"
    BUSY = "busy"
    TRANSFERRED = "transferred", Moment.CALL_BEGINS
    TRANSFER_WITHOUT_CASE = "transfer_without_case", Moment.CALL_BEGINS
    TRANSFER_BRIDGED = "transfer_bridged", Moment.CALL_BEGINS
    TRANSFER_FAILED = "transfer_failed", Moment.CALL_BEGINS
    TRANSFER_CLOSED = "transfer_closed", Moment.CALL_BEGINS
    TRANSFER_FORBIDDEN_NUMBER = "transfer_forbidden_number", Moment.CALL_BEGINS
    TRANSFER_NOBODY = "transfer_nobody", Moment.CALL_BEGINS
    TRANSFER_UNKNOWN_LINE = "transfer_unknown_line", Moment.CALL_BEGINS
    LINE_CLOSED = "line_closed"
    NUMBER_BLOCKED = "number_blocked"
    UNKNOWN_QUEUE = "unknown_queue"
    NUMBER_HIDDEN = "number_hidden"
    TOO_MANY = "too_many"
    FORBIDDEN_NUMBER = "forbidden_number"
    BAD_NUMBER = "bad_number"
    WRONG_STATE = "wrong_state"
    PHONE_CANNOT = "phone_cannot"
    NO_DEVICE = "no_device"
    ENGINE = "engine"
    CONSULTATION_ENDED = "consultation_ended", Moment.CALL_BEGINS
    OUTGOING_CUT_OFF = "outgoing_cut_off", Moment.CALL_BEGINS
    OUTGOING_ENDED = "outgoing_ended", Moment.CALL_BEGINS
