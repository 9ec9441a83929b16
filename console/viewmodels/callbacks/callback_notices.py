"""What an operator is told of callbacks, and until when."""

from console.viewmodels.kit.notice_code import Moment, NoticeCode


class CallbackNotice(NoticeCode):
    CLAIM_LOST = "claim_lost", Moment.CALLBACK_OPENS
    CLAIM_FILED = "claim_filed"
    CLAIM_GRANTED = "claim_granted"
    NOTHING_WAITING = "nothing_waiting", Moment.CALLBACK_OPENS
    QUEUE_UNREACHABLE = "queue_unreachable"
    LEASE_LOST = "lease_lost"
    CALLBACK_LEFT = "callback_left"
    ATTEMPT_RECORDED = "attempt_recorded"  # the next one opens at once, and she is to see it
    HANDED_OVER = "handed_over"
    CALLBACK_RELEASED = "callback_released"
