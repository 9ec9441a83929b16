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


def _keys(*names: str) -> list[Column[str]]:
    return [_key(name) for name in names]


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, server_default=EMPTY) for name in names]


def _maybe(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _wholes(*names: str) -> list[Column[int]]:
    return [Column(name, WHOLE, nullable=False, server_default=ZERO) for name in names]


def _chosen(name: str, usual: str) -> Column[str]:
    """A word out of several; rows of before it have the usual one."""
    return Column(name, Text, nullable=False, server_default=text(f"'{usual}'"))


def _numbers(*names: str) -> list[Column[float]]:
    return [Column(name, NUMBER) for name in names]


def _instants(*names: str) -> list[Column[int]]:
    return [Column(name, WHOLE) for name in names]


def _caller(prefix: str = "caller_") -> list[Column[str]]:
    return _words(*(prefix + n for n in ("name", "fiscal_code", "phone", "municipio", "language")))


def _table(name: str, *items: Column[str] | Column[int] | Column[float] | Index) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def _copied(name: str, column: str, also: str = "") -> Index:
    """Return the index of those rows that a seat still copies, by the time they grow old by."""
    where = text(f"{also}deleted = 0 AND scope <> ''")
    return Index(name, column, sqlite_where=where, postgresql_where=where)


def _closed(column: str) -> Index:
    """Return the index of closed cases of somebody or something, in the order they were closed."""
    where = text("state = 'closed' AND deleted = 0")
    name = f"ix_case__closed_{column}"
    return Index(name, column, "closed_at", "id", sqlite_where=where, postgresql_where=where)


def _filled(table: str, column: str) -> Index:
    """Return the index of those rows in which the column is not empty."""
    where = text(f"{column} <> ''")
    return Index(f"ix_{table}_{column}", column, sqlite_where=where, postgresql_where=where)


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

scope_head = _table(
    "scope_head",
    _key("scope"),
    *_wholes("head", "floor"),
    # Of the rows that the scope holds at its head; null until they are counted.
    Column("row_count", WHOLE),
    Column("row_sum", WHOLE),
)

change_row = _table(
    "change_row",
    _key("scope"),
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    *_words("kind", "entity_id", "op"),
    *_wholes("version"),
    *_maybe("command_id"),
    *_wholes("at"),
    Index(None, "at"),
)

command = _table(
    "command", _key(), *_words("account_id", "digest", "verdict"), *_wholes("at"), Index(None, "at")
)

# Rows of other tables that cannot be read: out of the feed until somebody mends them.
unreadable_row = _table(
    "unreadable_row",
    *_keys("table_name", "row_id"),
    *_words("fault"),  # the kind of error: nothing of what stands in the row
    *_wholes("at"),
)

# Work that others handed over and the server refused, until its author has it.
refused_work = _table(
    "refused_work",
    _key("command_id"),
    *_words("account_id", "box"),  # box: sealed, for a citizen's words are in it; "" once told
    *_wholes("at"),
    Index(None, "account_id"),
    Index(None, "at"),
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
    # password_is_temporary: somebody else set it
    *_wholes("created_at", "changed_at", "password_is_temporary"),
)

account_desk = _table(
    "account_desk",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    _key("desk_id"),
)

# sealed: secret and codes, under a key outside the database. last_step: digits of before it are
# used up. confirmed_at: NULL until the first digits came.
second_factor = _table(
    "second_factor",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    *_words("sealed"),
    *_wholes("last_step", "created_at"),
    *_instants("confirmed_at"),
)

# A refresh token is derived from (session, generation), so its successor can be told again.
session = _table(
    "session",
    _key(),
    Column("account_id", Text, ForeignKey("account.id"), nullable=False, index=True),
    *_words("device_id", "seat"),
    *_wholes("generation", "created_at", "rotated_at", "last_used_at", "expires_at"),
    *_instants("revoked_at"),
    *_words("ended_as"),  # reason code, "" for one that nobody else ended
    *_words("seat_key"),  # what renews it signs with this key of its computer, "" for none
    Index(None, "device_id"),
    Index(None, "expires_at"),
)

# subject: "login:<login>", "device:<id>" or "address:<ip>"
login_attempt = _table(
    "login_attempt", _key("subject"), *_wholes("failures", "last_at", "blocked_until")
)

seat = _table(
    "seat",
    _key("seat"),
    *_maybe("account_id"),
    *_words("device_id", "line_digest"),  # line_digest: hash of its telephone secret, "" for none
    *_wholes("last_seen"),
)

# The keys of computers that are enrolled; key: Ed25519, Base64.
seat_key = _table(
    "seat_key",
    _key("key"),
    *_words("seat"),
    *_wholes("enrolled_at", "last_used_at"),
    Index("ix_seat_key_seat", "seat"),
)

# The newest code of a seat; digest: SHA-256. keeps_others: its keys of before stay.
seat_code = _table(
    "seat_code",
    _key("seat"),
    *_words("digest"),
    *_wholes("made_at", "expires_at", "keeps_others"),
    *_instants("used_at"),
    Index("ix_seat_code_digest", "digest", unique=True),
)

# What a seat told of its computer last.
seat_health = _table(
    "seat_health",
    _key("seat"),
    *_words("version", "system", "headset"),
    *_wholes("network_ms", "disk_free_mb", "told_at", "unsent"),
    *_instants("unsent_since"),
)

# As in server.usecases.sync.written_after: lines of other actions are not in the index.
_SHUTS_OUT = text(
    "action IN ('account_disable', 'account_password', 'account_sign_out', 'duty_force',"
    " 'seat_remove')"
)
audit = _table(
    "audit",
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    *_wholes("at"),
    *_maybe("account_id"),
    *_words("action", "subject", "prev_hash", "hash"),
    Index("ix_audit_shuts_out", "at", sqlite_where=_SHUTS_OUT, postgresql_where=_SHUTS_OUT),
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

# What one contact said of a citizen; standing: confirmed, agreed, proposed. filled: names of the
# fields that were empty in the citizen and are not since; is_new: it made the citizen.
citizen_told = _table(
    "citizen_told",
    _key("contact_id"),
    *_words("citizen_id", "standing", "filled"),
    *_wholes("is_new"),
    Index(None, "citizen_id"),
)

# Which citizens the server has shown to whom; kept for as long as a contact may be on its way.
citizen_shown = _table(
    "citizen_shown",
    *_keys("account_id", "citizen_id"),
    Column("at", WHOLE, primary_key=True, autoincrement=False),
    Index(None, "at"),
)

# Until when the holder of a callback keeps it by beats; seats copy the end of its first lease only.
lease_beat = _table(
    "lease_beat", _key("callback_id"), *_wholes("fence", "until_at"), Index(None, "until_at")
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
    *_words("case_number"),
    *_instants("promised_from", "promised_until", "recorded_at", "corrected_at"),
    Index("ix_contact_caller_phone", "caller_phone", "closed_at"),
    Index("ix_contact_citizen_id", "citizen_id", "closed_at"),
    Index("ix_contact_recorded_at", "recorded_at"),
    _filled("contact", "caller_fiscal_code"),
    _copied("ix_contact_copied", "recorded_at"),
)

# What a contact, its case and its callback were before each change after closing; nothing is lost.
contact_history = _table(
    "contact_history",
    _key(),  # of the command that changed it
    *_words("contact_id", "account_id", "change", "earlier"),  # earlier: JSON of RecordContact
    *_wholes("at"),
    Index(None, "contact_id", "at"),
)

case_ = _replicated(
    "case_",
    *_words("number", "desk_id", "contact_id", "opened_by"),
    *_wholes("opened_at"),
    *_words("topic_id"),
    *_caller(),
    *_maybe("citizen_id"),
    *_words("question", "state", "answer"),
    *_maybe("voicemail_id"),
    *_wholes("voicemail_s"),
    *_instants("closed_at"),
    Index("ix_case__citizen_id", "citizen_id"),
    Index("uq_case__number", "number", unique=True),
    _copied("ix_case__copied", "closed_at", "state = 'closed' AND "),
    *(_closed(column) for column in ("desk_id", "opened_by", "caller_phone")),
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
    *_maybe("queue_id"),
    *_wholes("abandoned_calls", "abandoned_s"),
    *_instants("abandoned_at"),
    Index("ix_callback_queue", "desk_id", "state", "window_end_at"),
    Index("ix_callback_lease", "state", "lease_until_at"),
    Index("ix_callback_case_id", "case_id"),
    Index("ix_callback_caller_phone", "caller_phone", "state"),
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
    *_words("name"),
    _chosen("kind", "site"),
    *_maybe("parent_id"),
    *_words("municipio", "address"),
    *_numbers("latitude", "longitude"),
    *_words("phones", "faxes", "email", "pec", "website", "desk_times", "phone_times"),
    *_words("staff", "how_to_get_there", "accessibility", "note", "keywords", "ipa_code"),
    *_words("owner_email", "reviewer"),
    *_maybe("review_on", "verified_on", "valid_from", "valid_until"),
    *_words("withdrawn"),
)

service_card = _replicated(
    "service_card",
    *_words("title", "topic_id", "say"),
    _chosen("language", "it"),
    *_maybe("original_id"),
    *_wholes("original_version"),
    *_words("category"),
    _chosen("status", "active"),
    *_words("status_reason", "alert", "short_description"),
    *_words("who_for", "how_to", "what_is_needed", "what_you_get", "times", "costs", "access"),
    *_words("conditions", "contacts"),
    *_maybe("responsible_id"),
    *_words("other_topic_ids", "office_ids", "places"),
    *_words("desk_times", "phone_times", "phones", "keywords", "source"),
    *_words("owner_email", "reviewer"),
    *_maybe("review_on", "verified_on", "valid_from", "valid_until"),
    *_words("withdrawn"),
)

faq = _replicated(
    "faq",
    *_words("card_id", "question", "answer", "other_card_ids"),
    _chosen("language", "it"),
    *_maybe("original_id"),
    *_wholes("original_version"),
    *_words("keywords"),
    *_maybe("verified_on", "valid_from", "valid_until"),
    *_words("withdrawn"),
)

thesaurus_line = _replicated(
    "thesaurus_line", *_words("line", "language", "author"), *_maybe("added_on")
)

text_vector = _replicated("text_vector", *_words("model", "digest", "numbers"))

revision = _replicated(
    "revision",
    *_words("entry_kind", "entry_id", "body"),
    *_wholes("base_version"),
    *_words("title", "state", "author_ids", "author_names"),
    *_instants("begun_at", "edited_at"),
    *_words("why"),
    *_maybe("reviewer_id"),
    *_words("review_note"),
    *_instants("publish_at"),
    *_words("batch_id", "report_ids", "clashes", "held_for"),
    Index("ix_revision_entry", "entry_kind", "entry_id", "state"),
    Index("ix_revision_state", "state", "publish_at"),
    Index("ix_revision_batch_id", "batch_id"),
)

entry_report = _replicated(
    "entry_report",
    *_words("cause", "entry_kind", "entry_id"),
    *_wholes("entry_version"),
    *_words("title", "field", "text"),
    *_wholes("times"),
    *_words("queue_id"),
    *_maybe("contact_id", "author_id"),
    *_words("author_name"),
    *_wholes("reported_at"),
    *_words("state", "owner_email"),
    *_instants("asked_at", "answered_at"),
    *_words("answer"),
    *_maybe("mail"),
    *_words("mail_fault", "note"),
    *_maybe("due_on", "closed_by"),
    *_instants("closed_at"),
    Index("ix_entry_report_entry", "entry_kind", "entry_id", "state"),
    Index("ix_entry_report_cause", "cause", "state"),
    Index("ix_entry_report_state", "state", "asked_at"),
    Index("ix_entry_report_author_id", "author_id"),
)

# Who told the same fault again; who told it first is the author of the report.
report_teller = _table(
    "report_teller",
    *_keys("report_id", "account_id"),
    Index(None, "account_id"),
)

# Mails to owners (report_id) and citizens (card_id, contact_id), written down before they are
# sent; the text is made when it leaves, and a citizen's address goes when it has left.
mail = _table(
    "mail",
    _key(),
    *_words("report_id", "recipient", "message_id", "state", "fault"),
    *_words("card_id", "office_id", "contact_id"),
    *_wholes("attempts", "created_at", "next_at"),
    *_instants("begun_at", "sent_at"),
    Index(None, "state", "next_at"),
    Index(None, "report_id"),
    Index(None, "recipient", "created_at"),
    Index(None, "contact_id"),
    Index(None, "created_at"),
)

# What became of each card sent to a citizen, by the id of its mail or text message.
sending = _replicated(
    "sending",
    *_words("contact_id", "card_id", "title"),
    _chosen("language", "it"),
    *_words("way", "state"),
    *_maybe("problem"),
    *_words("operator_id", "operator_name"),
    *_wholes("asked_at", "changed_at"),
    Index(None, "changed_at"),
)

# Text messages to citizens. body: as it was cut into parts, kept once one part has left.
text_message = _table(
    "text_message",
    _key(),
    *_words("recipient", "card_id", "office_id", "contact_id", "body", "state", "fault"),
    *_wholes("parts", "attempts", "created_at", "next_at"),
    *_instants("begun_at", "sent_at"),
    Index(None, "state", "next_at"),
    Index(None, "contact_id"),
    Index(None, "created_at"),
    _filled("text_message", "recipient"),
)

# Parts the SMS centre has taken, by its own id of each; text_id "": a receipt came first.
text_part = _table(
    "text_part",
    _key(),
    *_words("text_id", "receipt"),
    *_wholes("number", "at"),
    Index(None, "text_id"),
    Index(None, "at"),
)

# How often an entry was read, linked to a contact, reported, found by a search, on a day of Rome.
entry_use = _table(
    "entry_use",
    *_keys("entry_kind", "entry_id", "day"),
    *_wholes("read", "linked", "reported", "found"),
    Index(None, "day"),
)

# Searches of closed contacts. chain: which were made for one contact, not for which. No account,
# no instant: day of Rome. shown: ids of the first cards.
search = _table(
    "search",
    _key(),
    *_words("chain"),
    *_wholes("place"),
    *_words("day", "language", "shown"),
    *_maybe("opened"),
    *_wholes("is_reformulation", "is_vain"),
    Index(None, "day"),
)

# Stems of a search; of a word nobody knows "#" and a keyed digest, until three operators typed it.
# who: a keyed digest of account and word, so that nobody's words can be put together.
search_word = _table(
    "search_word",
    *_keys("search_id", "stem"),
    *_words("who"),
    Index(None, "stem"),
)

# Cards linked to the contact that a search had shown.
search_link = _table(
    "search_link",
    *_keys("search_id", "card_id"),
    Index(None, "card_id"),
)

# Words of a search without a link that were missing in the one that led to a card.
search_gap = _table(
    "search_gap",
    _key("search_id"),
    *_words("words", "who", "card_id"),
)

# Words nobody knew, once three operators have typed them.
released_word = _table("released_word", _key("token"), *_words("language", "stem"))

learned_word = _replicated("learned_word", *_words("language", "stem", "cards"))

synonym_proposal = _replicated(
    "synonym_proposal",
    *_words("words", "line", "card_id", "card_title"),
    _chosen("language", "it"),
    *_wholes("times", "people"),
    *_words("state", "lost"),
    *_maybe("decided_by"),
    *_words("decided_name"),
    *_instants("decided_at"),
)

trial_question = _replicated(
    "trial_question",
    *_words("text", "card_ids", "kind"),
    _chosen("language", "it"),
    *_maybe("added_by"),
    *_words("added_name"),
    *_maybe("added_on"),
)

search_trial = _replicated("search_trial", *_wholes("at", "is_held"), *_words("outcomes", "lost"))

# What each published version of an entry was, and who made it so.
knowledge_version = _table(
    "knowledge_version",
    *_keys("entry_kind", "entry_id"),
    Column("version", WHOLE, primary_key=True, autoincrement=False),
    *_words("body"),
    *_wholes("at"),
    *_maybe("author_id", "reviewer_id"),
    *_words("author_names", "why"),
    Index(None, "at"),
)

# Who is at which entry now; a row that has expired counts for nothing.
editing_presence = _table(
    "editing_presence",
    *_keys("entry_kind", "entry_id", "account_id"),
    *_words("name"),
    *_wholes("is_writing", "since_at", "expires_at"),
)

# What an editor typed and did not hand over; body "": gone, so that her other seats hear of it.
kept_draft = _table(
    "kept_draft",
    *_keys("account_id", "entry_kind", "entry_id"),
    *_words("device_id", "body"),
    *_wholes("number", "kept_at"),
)

# --- queues and calls -----------------------------------------------------------------------------

queue = _replicated(
    "queue",
    *_words("name", "entries", "topic"),
    *_maybe("desk_id", "callback_desk_id"),
    *_wholes("priority"),
    *_words("hours", "language_hours", "rings"),
    *_wholes("ring_s", "max_wait_s"),
    *_maybe("overflow_to"),
    *_wholes("overflow_after_s", "last_operator_s"),
    *_words("menu", "wrap_up"),
    *_wholes("wrap_up_s", "auto_answer_ms", "tells_position", "tells_wait", "tells_operator_code"),
    *_words("emergency_text"),
    *_wholes("offers_callback_s", "callback_by_desk", "has_voicemail"),
    Column("abandoned_callback_s", WHOLE, nullable=False, server_default=text("20")),
    *_words("recording", "recording_notice", "dpia_note"),
)

# One call at the exchange, from its first /route to its end; state: waiting, offered, answered,
# ended, abandoned, rejected, fallback, callback, voicemail, sent.
queue_call = _table(
    "queue_call",
    _key(),  # the exchange's name of the call, X-Call
    *_words("exchange", "boot", "sip", "from_tag", "relay", "caller", "dialled", "language"),
    *_maybe("queue_id", "first_queue_id"),
    Column("priority", WHOLE, nullable=False, server_default=text("5")),
    *_words("state", "cause"),
    *_wholes("from_seat", "arrived_at", "queued_at", "tries"),
    *_instants("answered_at", "ended_at", "asked_at"),
    *_maybe("offer_id", "seat", "account_id", "transfer_id", "callback_id"),
    *_maybe("wanted_account_id"),  # last operator, or whose call was lost
    *_wholes("wanted_until_at", "is_first"),  # is_first: head of the queue
    *_words("replaces"),
    Index("ix_queue_call_state", "state", "queued_at"),
    Index("ix_queue_call_sip", "sip"),
    Index("ix_queue_call_caller", "caller", "arrived_at"),
    Index("ix_queue_call_arrived_at", "arrived_at"),
    Index("ix_queue_call_callback_id", "callback_id"),
)

# The lives of each exchange that have asked: a new one ends what waited in those before.
exchange_boot = _table("exchange_boot", _key("exchange"), _key("boot"))

queue_offer = _table(
    "queue_offer",
    _key(),
    *_words("call_id", "seat", "account_id", "queue_id"),
    *_wholes("offered_at"),
    *_instants("closed_at"),
    *_words("outcome"),  # answered, rona, busy, unavailable, not_registered, unreachable, abandoned
    Index("ix_queue_offer_call_id", "call_id"),
    Index("ix_queue_offer_account_id", "account_id", "offered_at"),
    Index("ix_queue_offer_offered_at", "offered_at"),
)

# What the exchange told, once each; the figures of a day are checked against it.
exchange_event = _table(
    "exchange_event",
    *_keys("exchange", "sip", "ev", "offer"),
    *_words("call_id", "seat", "why", "replaces"),
    *_wholes("told_at", "heard_at"),
    Index("ix_exchange_event_call_id", "call_id"),
    Index("ix_exchange_event_heard_at", "heard_at"),
    Index("ix_exchange_event_told_at", "told_at"),
)

trunk = _table("trunk", _key("exchange"), *_wholes("is_up", "since_at"))

blocked_number = _table(
    "blocked_number",
    _key("phone"),
    *_words("reason"),
    *_maybe("asked_by", "approved_by"),
    *_wholes("asked_at"),
    *_instants("approved_at", "until_at"),
)

call_transfer = _table(
    "call_transfer",
    _key(),
    *_words("call_id", "from_account_id", "from_seat", "caller_phone", "target", "state", "note"),
    *_wholes("at", "is_consult"),
    *_maybe("contact_id", "case_id", "override_reason", "taken_by", "new_call_id"),
    *_words("contact"),  # JSON of what was written
    Index("ix_call_transfer_at", "at"),
    Index("ix_call_transfer_caller_phone", "caller_phone", "at"),
    Index(None, "contact_id"),
)

voicemail = _table(
    "voicemail",
    _key(),
    *_words("call_id", "queue_id", "caller", "file"),
    *_wholes("at", "duration_s"),
    *_maybe("case_id", "callback_id"),
    Index(None, "at"),
    Index(None, "caller"),
    Index(None, "case_id"),
)

# The recording of one call; state: announcing, on, masked, over.
call_recording = _table(
    "call_recording",
    _key("call_id"),
    *_words("exchange", "relay", "sip", "account_id", "state"),
    *_wholes("notice_until_at", "started_at"),  # notice_until_at: the citizen has heard it then
    *_instants("masked_until_at", "ended_at"),
    Index("ix_call_recording_state", "state"),
    Index("ix_call_recording_notice_until_at", "notice_until_at"),
)

call_quality = _table(
    "call_quality",
    _key("call_id"),
    *_words("account_id", "seat", "device"),
    *(
        Column(name, NUMBER, nullable=False, server_default=ZERO)
        for name in ("mos_mean", "mos_min", "lost_pct", "jitter_ms", "rtt_ms", "talk_s")
    ),
    *_wholes("stalls", "at"),
    Index("ix_call_quality_at", "at"),
)

# --- duty of the operators ------------------------------------------------------------------------

account_skill = _table(
    "account_skill",
    Column("account_id", Text, ForeignKey("account.id"), primary_key=True),
    *_keys("kind", "code"),
    *_wholes("level"),
)

duty = _table(
    "duty",
    _key("account_id"),
    *_wholes("rev"),
    *_words("state", "reason", "seat", "call_id", "queue_id", "offer_id"),
    *_wholes("since_at", "idle_since_at"),
    *_words("wrap_up_mode"),
    *_instants("wrap_up_until_at", "pause_until_at", "screen_break_due_at"),
    *_wholes("may_extend", "wants_wrap_up", "registered", "has_microphone", "has_phone"),
    *_words("pending", "forced_by", "message", "before"),
    *_instants("reported_at"),
    *_words("boot", "seat_calls"),
    *_wholes("taken", "lost", "unregistered", "line_changes", "line_changes_since"),
    *_words("memory"),  # JSON of what no query asks for
    Index("ix_duty_state", "state"),
    Index("ix_duty_seat", "seat"),
)

duty_event = _table(
    "duty_event",
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    *_words("account_id"),
    *_wholes("at"),
    *_words("kind", "state", "reason", "seat", "call_id", "offer_id", "origin"),
    *_maybe("by_id", "step"),
    *_words("detail"),
    Index("ix_duty_event_account_id", "account_id", "seq"),
    Index("uq_duty_event_step", "account_id", "step", unique=True),
    Index("ix_duty_event_kind", "kind", "at"),
    Index("ix_duty_event_at", "at"),
)

pause_rule = _table(
    "pause_rule", _key("reason"), *_wholes("limit_s", "quota_s", "at_once", "is_paid")
)
