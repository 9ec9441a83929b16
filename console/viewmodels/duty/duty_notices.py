"""What an operator is told of the own state, and until when."""

from console.viewmodels.kit.notice_code import Moment, NoticeCode


class DutyNotice(NoticeCode):
    FORCED_PAUSE = "forced_pause"
    FORCED_READY = "forced_ready", Moment.STATE_CHOSEN, Moment.CALL_BEGINS
    FORCED_OFF = "forced_off"
    ELSEWHERE = "elsewhere"
    FLAPPING = "flapping", Moment.NOT_READY_ENDS
    SEAT_LOST = "seat_lost", Moment.NOT_READY_ENDS
    AFTER_CARE = "after_care", Moment.NOT_READY_ENDS
    STALE_WISH = "stale_wish"
    CALL_DECLINED = "call_declined"
    SECOND_DECLINED = "second_declined"
    NO_TEXT = "no_text", Moment.CALL_BEGINS, Moment.CALL_ENDS
    PAUSE_FULL = "pause_full", Moment.STATE_CHOSEN
    PAUSE_QUOTA = "pause_quota", Moment.STATE_CHOSEN
    PAUSE_ENDS_SOON = "pause_ends_soon", Moment.CAUSE_GONE
    PAUSE_OVER = "pause_over", Moment.CAUSE_GONE
    SCREEN_BREAK_DUE = "screen_break_due", Moment.CAUSE_GONE
    WRAP_UP_FORCED = "wrap_up_forced", Moment.WRAP_UP_ENDS
    WRAP_UP_MUST_CLOSE = "wrap_up_must_close", Moment.WRAP_UP_ENDS
    RECORDING_COVERED = "recording_covered"
    RECORDING_STAYS_COVERED = "recording_stays_covered"
    RECORDING_UNCOVERED = "recording_uncovered"
    NOT_RECORDED = "not_recorded", Moment.CALL_BEGINS, Moment.CALL_ENDS
    NOT_MASKED = "not_masked"
    CONTACT_OPEN = "contact_open"
    NO_MORE_TIME = "no_more_time", Moment.WRAP_UP_ENDS
    NOT_SIGNED_IN = "not_signed_in"
    UNKNOWN_ACCOUNT = "unknown_account"
    NEWS_CALL_LOST = "news_call_lost"
    CALLBACK_FIRST = "callback_first"
    CALLBACK_TURN = "callback_turn"
    NEWS_OVERRUN = "news_overrun"
    NEWS_REPAIRED = "news_repaired"
    NEWS_ALARM = "news_alarm"
    NEWS_MISUSE = "news_misuse"
    TRUNK_DOWN = "trunk_down", Moment.CAUSE_GONE
    TRUNK_ONE_DOWN = "trunk_one_down", Moment.CAUSE_GONE
    TRUNK_BACK = "trunk_back"
