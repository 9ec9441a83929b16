"""The duty of operators."""

from sqlalchemy import Column, ForeignKey, Index, Text

from server.store.engine.tables.columns import (
    WHOLE,
    instants,
    key,
    keys,
    maybe,
    table,
    wholes,
    words,
)

account_skill = table(
    "account_skill",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    *keys("kind", "code"),
    *wholes("level"),
)

duty = table(
    "duty",
    key("account_id"),
    *wholes("rev"),
    *words("state", "reason", "seat", "call_id", "queue_id", "offer_id"),
    *wholes("since_at", "idle_since_at"),
    *words("wrap_up_mode"),
    *instants("wrap_up_until_at", "pause_until_at", "screen_break_due_at"),
    *wholes("may_extend", "wants_wrap_up", "registered", "has_microphone", "has_phone"),
    *words("pending", "forced_by", "message", "before"),
    *instants("reported_at"),
    *words("boot", "seat_calls"),
    *wholes("taken", "lost", "unregistered", "line_changes", "line_changes_since"),
    *words("memory"),  # JSON of what no query asks for
    Index("ix_duty_state", "state"),
    Index("ix_duty_seat", "seat"),
)

duty_event = table(
    "duty_event",
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    *words("account_id"),
    *wholes("at"),
    *words("kind", "state", "reason", "seat", "call_id", "offer_id", "origin"),
    *maybe("by_id", "step"),
    *words("detail"),
    Index("ix_duty_event_account_id", "account_id", "seq"),
    Index("uq_duty_event_step", "account_id", "step", unique=True),
    Index("ix_duty_event_kind", "kind", "at"),
    Index("ix_duty_event_at", "at"),
)

pause_rule = table("pause_rule", key("reason"), *wholes("limit_s", "quota_s", "at_once", "is_paid"))
