"""Every table of the central server, declared once for SQLite and PostgreSQL.

Instants are integers: milliseconds since 1970, UTC. Truth values are 0 or 1. Tuples are JSON text.
Each replicated table has (id, scope, version, deleted): scope is the feed that carries the row.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
EMPTY = ""
ZERO = text("0")
ONE = text("1")


def _key(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, server_default=EMPTY) for name in names]


def _maybe(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _wholes(*names: str) -> list[Column[int]]:
    return [Column(name, WHOLE, nullable=False, server_default=ZERO) for name in names]


def _instants(*names: str) -> list[Column[int]]:
    return [Column(name, WHOLE) for name in names]


def _caller(prefix: str = "caller_") -> list[Column[str]]:
    return _words(*(prefix + n for n in ("name", "fiscal_code", "phone", "municipio", "language")))


def _table(name: str, *items: Column[str] | Column[int] | Column[float] | Index) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def _replicated(name: str, *items: Column[str] | Column[int] | Column[float] | Index) -> Table:
    return _table(
        name,
        _key(),
        Column("scope", Text, nullable=False),
        Column("version", WHOLE, nullable=False, server_default=ONE),
        Column("deleted", WHOLE, nullable=False, server_default=ZERO),
        *items,
        Index(f"ix_{name}_scope_id", "scope", "id"),
    )


# --- the server itself and its feed ---------------------------------------------------------------

meta = _table("meta", _key("name"), *_words("value"))

scope_head = _table("scope_head", _key("scope"), *_wholes("head", "floor"))

change_row = _table(
    "change_row",
    Column("scope", Text, primary_key=True),
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    *_words("kind", "entity_id", "op"),
    *_wholes("version"),
    *_maybe("command_id"),
    *_wholes("at"),
)

command = _table(
    "command", _key(), *_words("account_id", "digest", "verdict"), *_wholes("at"), Index(None, "at")
)

case_number = _table(
    "case_number",
    Column("year", WHOLE, primary_key=True, autoincrement=False),
    *_wholes("last"),
)

# --- people who sign in ---------------------------------------------------------------------------

account = _table(
    "account",
    _key(),
    Column("login", Text, nullable=False, unique=True),  # lower case
    *_words("display_name", "role", "language", "password_hash"),  # hash "": cannot sign in
    Column("is_active", WHOLE, nullable=False, server_default=ONE),
    *_wholes("created_at", "changed_at"),
)

account_desk = _table(
    "account_desk",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    Column("desk_id", Text, primary_key=True),
)

# A refresh token is derived from (session, generation), so its successor can be told again.
session = _table(
    "session",
    _key(),
    Column("account_id", Text, ForeignKey("account.id"), nullable=False, index=True),
    *_words("device_id", "seat"),
    *_wholes("generation", "created_at", "rotated_at", "last_used_at", "expires_at"),
    *_instants("revoked_at"),
)

# subject: "login:<login>" or "address:<ip>"
login_attempt = _table(
    "login_attempt", _key("subject"), *_wholes("failures", "last_at", "blocked_until")
)

seat = _table(
    "seat", _key("seat"), *_maybe("account_id"), *_words("device_id"), *_wholes("last_seen")
)

audit = _table(
    "audit",
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    *_wholes("at"),
    *_maybe("account_id"),
    *_words("action", "subject", "prev_hash", "hash"),
)

# --- citizens: replicated to no seat --------------------------------------------------------------

citizen = _table(
    "citizen",
    _key(),
    *_caller(prefix=""),
    *_words("name_key"),  # name in lower case, single spaces
    Column("version", WHOLE, nullable=False, server_default=ONE),
    *_wholes("changed_at"),
    Index("ix_citizen_phone", "phone"),
    Index(
        "uq_citizen_fiscal_code",
        "fiscal_code",
        unique=True,
        sqlite_where=text("fiscal_code <> ''"),
        postgresql_where=text("fiscal_code <> ''"),
    ),
    Index(
        "uq_citizen_phone_name_key",
        "phone",
        "name_key",
        unique=True,
        sqlite_where=text("fiscal_code = '' AND phone <> ''"),
        postgresql_where=text("fiscal_code = '' AND phone <> ''"),
    ),
)

# --- work -----------------------------------------------------------------------------------------

contact = _replicated(
    "contact",
    *_words("operator_id", "channel", "direction", "queue", "call_key"),
    *_caller(),
    *_maybe("citizen_id", "topic_id"),
    *_words("disposition"),
    *_maybe("office_id"),
    *_words("card_ids"),
    *_maybe("desk_id", "case_id"),
    *_words("fact_address", "description"),
    *_instants("rang_at", "answered_at", "ended_at"),
    *_wholes("closed_at"),
    Column("hold_s", NUMBER, nullable=False, server_default=ZERO),
    Index("ix_contact_caller_phone", "caller_phone", "closed_at"),
    Index("ix_contact_citizen_id", "citizen_id", "closed_at"),
    Index("ix_contact_closed_at", "closed_at"),
)

case_ = _replicated(
    "case_",
    *_words("number", "desk_id", "contact_id", "opened_by"),
    *_wholes("opened_at"),
    *_words("topic_id"),
    *_caller(),
    *_maybe("citizen_id"),
    *_words("question", "state", "answer"),
    *_instants("closed_at"),
    Index("ix_case__citizen_id", "citizen_id"),
    Index("uq_case__number", "number", unique=True),
)

case_activity = _replicated(
    "case_activity",
    *_words("case_id", "desk_id", "kind"),
    *_wholes("at"),
    *_words("author_id", "text"),
    Index("ix_case_activity_case_id", "case_id"),
)

callback = _replicated(
    "callback",
    *_words("case_id", "desk_id", "topic_id"),
    *_caller(),
    *_wholes("window_start_at", "window_end_at"),
    *_words("state"),
    *_maybe("holder_id"),
    *_words("holder_name"),
    *_instants("lease_until_at"),
    *_wholes("fence", "attempts"),
    Index("ix_callback_queue", "desk_id", "state", "window_end_at"),
    Index("ix_callback_lease", "state", "lease_until_at"),
    Index("ix_callback_case_id", "case_id"),
)

callback_attempt = _replicated(
    "callback_attempt",
    *_words("callback_id", "desk_id", "author_id", "outcome"),
    *_wholes("at"),
    *_words("call_key"),
    Column("talk_s", NUMBER, nullable=False, server_default=ZERO),
    *_words("note"),
    *_instants("next_start_at", "next_end_at"),
    Index("ix_callback_attempt_callback_id", "callback_id"),
)

# --- knowledge ------------------------------------------------------------------------------------

desk = _replicated("desk", *_words("name", "topic_ids"))

topic = _replicated("topic", *_words("path"), *_maybe("desk_id"))

office = _replicated(
    "office",
    *_words("name", "municipio", "address", "phones", "email", "hours"),
    *_wholes("by_appointment"),
    *_words("how_to_get_there", "note", "keywords"),
    *_maybe("verified_on"),
)

service_card = _replicated(
    "service_card",
    *_words("title", "topic_id", "say", "who_for", "how_to", "what_is_needed", "what_you_get"),
    *_words("times", "costs", "access", "office_ids", "keywords", "source"),
    *_maybe("verified_on", "valid_until"),
)

faq = _replicated("faq", *_words("card_id", "question", "answer"))

thesaurus_line = _replicated("thesaurus_line", *_words("line", "language"))
