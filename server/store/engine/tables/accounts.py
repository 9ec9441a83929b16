"""People who sign in, their seats, and what they did."""

from sqlalchemy import Column, ForeignKey, Index, Text, text

from server.store.engine.tables.columns import (
    ONE,
    WHOLE,
    instants,
    key,
    maybe,
    table,
    wholes,
    words,
)

account = table(
    "account",
    key(),
    Column("login", Text, nullable=False, unique=True),  # lower case
    *words("display_name", "role", "language", "password_hash"),  # hash "": cannot sign in
    Column("is_active", WHOLE, nullable=False, server_default=ONE),
    # password_is_temporary: somebody else set it
    *wholes("created_at", "changed_at", "password_is_temporary"),
)

account_desk = table(
    "account_desk",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    key("desk_id"),
)

# sealed: secret and codes, under a key outside the database. last_step: digits of before it are
# used up. confirmed_at: NULL until the first digits came.
second_factor = table(
    "second_factor",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    *words("sealed"),
    *wholes("last_step", "created_at"),
    *instants("confirmed_at"),
)

# A refresh token is derived from (session, generation), so its successor can be told again.
session = table(
    "session",
    key(),
    Column("account_id", Text, ForeignKey("account.id"), nullable=False, index=True),
    *words("device_id", "seat"),
    *wholes("generation", "created_at", "rotated_at", "last_used_at", "expires_at"),
    *instants("revoked_at"),
    *words("ended_as"),  # reason code, "" for one that nobody else ended
    *words("seat_key"),  # what renews it signs with this key of its computer, "" for none
    Index(None, "device_id"),
    Index(None, "expires_at"),
)

# subject: "login:<login>", "device:<id>" or "address:<ip>"
login_attempt = table(
    "login_attempt", key("subject"), *wholes("failures", "last_at", "blocked_until")
)

seat = table(
    "seat",
    key("seat"),
    *maybe("account_id"),
    *words("device_id", "line_digest"),  # line_digest: hash of its telephone secret, "" for none
    *wholes("last_seen"),
)

# The keys of computers that are enrolled; key: Ed25519, Base64.
seat_key = table(
    "seat_key",
    key("key"),
    *words("seat"),
    *wholes("enrolled_at", "last_used_at"),
    Index("ix_seat_key_seat", "seat"),
)

# The newest code of a seat; digest: SHA-256. keeps_others: its keys of before stay.
seat_code = table(
    "seat_code",
    key("seat"),
    *words("digest"),
    *wholes("made_at", "expires_at", "keeps_others"),
    *instants("used_at"),
    Index("ix_seat_code_digest", "digest", unique=True),
)

# What a seat told of its computer last.
seat_health = table(
    "seat_health",
    key("seat"),
    *words("version", "system", "headset"),
    *wholes("network_ms", "disk_free_mb", "told_at", "unsent"),
    *instants("unsent_since"),
)

# As in server.usecases.sync.written_after: lines of other actions are not in the index.
_SHUTS_OUT = text(
    "action IN ('account_disable', 'account_password', 'account_sign_out', 'duty_force',"
    " 'seat_remove')"
)
audit = table(
    "audit",
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    *wholes("at"),
    *maybe("account_id"),
    *words("action", "subject", "prev_hash", "hash"),
    Index("ix_audit_shuts_out", "at", sqlite_where=_SHUTS_OUT, postgresql_where=_SHUTS_OUT),
)
