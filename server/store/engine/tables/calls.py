"""Queues and calls."""

from sqlalchemy import Column, Index, text

from server.store.engine.tables.columns import (
    NUMBER,
    WHOLE,
    ZERO,
    instants,
    key,
    keys,
    maybe,
    replicated,
    table,
    wholes,
    words,
)

queue = replicated(
    "queue",
    *words("name", "entries", "topic"),
    *maybe("desk_id", "callback_desk_id"),
    *wholes("priority"),
    *words("hours", "language_hours", "rings"),
    *wholes("ring_s", "max_wait_s"),
    *maybe("overflow_to"),
    *wholes("overflow_after_s", "last_operator_s"),
    *words("menu", "wrap_up"),
    *wholes("wrap_up_s", "auto_answer_ms", "tells_position", "tells_wait", "tells_operator_code"),
    *words("emergency_text"),
    *wholes("offers_callback_s", "callback_by_desk", "has_voicemail"),
    Column("abandoned_callback_s", WHOLE, nullable=False, server_default=text("20")),
    *words("recording", "recording_notice", "dpia_note"),
)

# One call at the exchange, from its first /route to its end; state: waiting, offered, answered,
# ended, abandoned, rejected, fallback, callback, voicemail, sent.
queue_call = table(
    "queue_call",
    key(),  # the exchange's name of the call, X-Call
    *words("exchange", "boot", "sip", "from_tag", "relay", "caller", "dialled", "language"),
    *maybe("queue_id", "first_queue_id"),
    Column("priority", WHOLE, nullable=False, server_default=text("5")),
    *words("state", "cause"),
    *wholes("from_seat", "arrived_at", "queued_at", "tries"),
    *instants("answered_at", "ended_at", "asked_at"),
    *maybe("offer_id", "seat", "account_id", "transfer_id", "callback_id"),
    *maybe("wanted_account_id"),  # last operator, or whose call was lost
    *wholes("wanted_until_at", "is_first"),  # is_first: head of the queue
    *words("replaces"),
    Index("ix_queue_call_state", "state", "queued_at"),
    Index("ix_queue_call_sip", "sip"),
    Index("ix_queue_call_caller", "caller", "arrived_at"),
    Index("ix_queue_call_arrived_at", "arrived_at"),
    Index("ix_queue_call_callback_id", "callback_id"),
)

# The lives of each exchange that have asked: a new one ends what waited in those before.
exchange_boot = table("exchange_boot", key("exchange"), key("boot"))

queue_offer = table(
    "queue_offer",
    key(),
    *words("call_id", "seat", "account_id", "queue_id"),
    *wholes("offered_at"),
    *instants("closed_at"),
    *words("outcome"),  # answered, rona, busy, unavailable, not_registered, unreachable, abandoned
    Index("ix_queue_offer_call_id", "call_id"),
    Index("ix_queue_offer_account_id", "account_id", "offered_at"),
    Index("ix_queue_offer_offered_at", "offered_at"),
)

# What the exchange told, once each; the figures of a day are checked against it.
exchange_event = table(
    "exchange_event",
    *keys("exchange", "sip", "ev", "offer"),
    *words("call_id", "seat", "why", "replaces"),
    *wholes("told_at", "heard_at"),
    Index("ix_exchange_event_call_id", "call_id"),
    Index("ix_exchange_event_heard_at", "heard_at"),
    Index("ix_exchange_event_told_at", "told_at"),
)

trunk = table("trunk", key("exchange"), *wholes("is_up", "since_at"))

blocked_number = table(
    "blocked_number",
    key("phone"),
    *words("reason"),
    *maybe("asked_by", "approved_by"),
    *wholes("asked_at"),
    *instants("approved_at", "until_at"),
)

call_transfer = table(
    "call_transfer",
    key(),
    *words("call_id", "from_account_id", "from_seat", "caller_phone", "target", "state", "note"),
    *wholes("at", "is_consult"),
    *maybe("contact_id", "case_id", "override_reason", "taken_by", "new_call_id"),
    *words("contact"),  # JSON of what was written
    Index("ix_call_transfer_at", "at"),
    Index("ix_call_transfer_caller_phone", "caller_phone", "at"),
    Index(None, "contact_id"),
)

voicemail = table(
    "voicemail",
    key(),
    *words("call_id", "queue_id", "caller", "file"),
    *wholes("at", "duration_s"),
    *maybe("case_id", "callback_id"),
    Index(None, "at"),
    Index(None, "caller"),
    Index(None, "case_id"),
)

# The recording of one call; state: announcing, on, masked, over.
call_recording = table(
    "call_recording",
    key("call_id"),
    *words("exchange", "relay", "sip", "account_id", "state"),
    *wholes("notice_until_at", "started_at"),  # notice_until_at: the citizen has heard it then
    *instants("masked_until_at", "ended_at"),
    Index("ix_call_recording_state", "state"),
    Index("ix_call_recording_notice_until_at", "notice_until_at"),
)

call_quality = table(
    "call_quality",
    key("call_id"),
    *words("account_id", "seat", "device"),
    *(
        Column(name, NUMBER, nullable=False, server_default=ZERO)
        for name in ("mos_mean", "mos_min", "lost_pct", "jitter_ms", "rtt_ms", "talk_s")
    ),
    *wholes("stalls", "at"),
    Index("ix_call_quality_at", "at"),
)
