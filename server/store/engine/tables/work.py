"""Contacts, cases and callbacks."""

from sqlalchemy import Column, Index

from server.store.engine.tables.columns import (
    NUMBER,
    ZERO,
    caller,
    closed,
    copied,
    filled,
    instants,
    key,
    maybe,
    replicated,
    table,
    wholes,
    words,
)

contact = replicated(
    "contact",
    *words("operator_id", "channel", "direction", "queue", "call_key"),
    *caller(),
    *maybe("citizen_id", "topic_id"),
    *words("disposition"),
    *maybe("office_id"),
    *words("card_ids"),
    *maybe("desk_id", "case_id"),
    *words("fact_address", "description"),
    *instants("rang_at", "answered_at", "ended_at"),
    *wholes("closed_at"),
    Column("hold_s", NUMBER, nullable=False, server_default=ZERO),
    *words("case_number"),
    *instants("promised_from", "promised_until", "recorded_at", "corrected_at"),
    Index("ix_contact_caller_phone", "caller_phone", "closed_at"),
    Index("ix_contact_citizen_id", "citizen_id", "closed_at"),
    Index("ix_contact_recorded_at", "recorded_at"),
    filled("contact", "caller_fiscal_code"),
    copied("ix_contact_copied", "recorded_at"),
)

# What a contact, its case and its callback were before each change after closing; nothing is lost.
contact_history = table(
    "contact_history",
    key(),  # of the command that changed it
    *words("contact_id", "account_id", "change", "earlier"),  # earlier: JSON of RecordContact
    *wholes("at"),
    *maybe("citizen_id"),  # of then; none: nobody knew, or it was before anybody asked
    Index(None, "contact_id", "at"),
    Index("ix_contact_history_citizen_id", "citizen_id"),
)

case_ = replicated(
    "case_",
    *words("number", "desk_id", "contact_id", "opened_by"),
    *wholes("opened_at"),
    *words("topic_id"),
    *caller(),
    *maybe("citizen_id"),
    *words("question", "state", "answer"),
    *maybe("voicemail_id"),
    *wholes("voicemail_s"),
    *instants("closed_at"),
    Index("ix_case__citizen_id", "citizen_id"),
    Index("ix_case__contact_id", "contact_id"),
    Index("uq_case__number", "number", unique=True),
    copied("ix_case__copied", "closed_at", "state = 'closed' AND "),
    *(closed(column) for column in ("desk_id", "opened_by", "caller_phone")),
)

case_activity = replicated(
    "case_activity",
    *words("case_id", "desk_id", "kind"),
    *wholes("at"),
    *words("author_id", "text"),
    Index("ix_case_activity_case_id", "case_id"),
)

callback = replicated(
    "callback",
    *words("case_id", "desk_id", "topic_id"),
    *caller(),
    *wholes("window_start_at", "window_end_at"),
    *words("state"),
    *maybe("holder_id"),
    *words("holder_name"),
    *instants("lease_until_at"),
    *wholes("fence", "attempts", "silences"),
    *maybe("queue_id"),
    *wholes("abandoned_calls", "abandoned_s"),
    *instants("abandoned_at"),
    Index("ix_callback_queue", "desk_id", "state", "window_end_at"),
    Index("ix_callback_lease", "state", "lease_until_at"),
    Index("ix_callback_case_id", "case_id"),
    Index("ix_callback_caller_phone", "caller_phone", "state"),
)

callback_attempt = replicated(
    "callback_attempt",
    *words("callback_id", "desk_id", "author_id", "outcome"),
    *wholes("at"),
    *words("call_key"),
    Column("talk_s", NUMBER, nullable=False, server_default=ZERO),
    *words("note"),
    *instants("next_start_at", "next_end_at"),
    Index("ix_callback_attempt_callback_id", "callback_id"),
)
