"""What an operator is told of contacts and cards sent from them, and until when."""

from console.viewmodels.kit.notice_code import Moment, NoticeCode


class ContactNotice(NoticeCode):
    SAVED = "saved", Moment.CALL_RINGS, Moment.CONTACT_OPENS
    SAVED_IN_MEMORY = "saved_in_memory", Moment.CALL_RINGS, Moment.CONTACT_OPENS
    FORWARDED = "forwarded", Moment.CALL_RINGS, Moment.CONTACT_OPENS
    NUMBER_SENT = "number_sent", Moment.CALL_RINGS, Moment.CONTACT_OPENS
    NUMBER_WAITS = "number_waits", Moment.CALL_RINGS, Moment.CONTACT_OPENS
    UNDONE = "undone", Moment.CALL_RINGS
    UNDONE_ASIDE = "undone_aside", Moment.CALL_RINGS
    CORRECTION_UNDONE = "correction_undone", Moment.CALL_RINGS, Moment.CONTACT_OPENS
    CONTACT_GONE = "contact_gone", Moment.CONTACT_OPENS
    PUT_ASIDE = "put_aside", Moment.CALL_RINGS, Moment.CONTACT_CLOSES
    CARD_SENT = "card_sent"
    CARD_SENT_BY_SMS = "card_sent_by_sms"
    CARD_NOT_ARRIVED = "card_not_arrived"
    CARD_IN_DOUBT = "card_in_doubt"
    CARD_WAITS = "card_waits"
    SEND_NEEDS_CONTACT = "send_needs_contact"
    RESUMED = "resumed", Moment.CONTACT_CLOSES
    RESUMED_IN_CALL = "resumed_in_call", Moment.CONTACT_CLOSES


# What undoing takes back: none of it is so any more.
OF_CLOSED = (
    ContactNotice.SAVED,
    ContactNotice.SAVED_IN_MEMORY,
    ContactNotice.FORWARDED,
    ContactNotice.NUMBER_SENT,
    ContactNotice.NUMBER_WAITS,
)
