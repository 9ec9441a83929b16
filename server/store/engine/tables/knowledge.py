"""The knowledge base, what is written to it, and who is at it."""

from sqlalchemy import Column, Index

from server.store.engine.tables.columns import (
    WHOLE,
    chosen,
    instants,
    keys,
    maybe,
    numbers,
    replicated,
    table,
    wholes,
    words,
)

desk = replicated("desk", *words("name", "topic_ids"))

topic = replicated("topic", *words("path"), *maybe("desk_id"))

office = replicated(
    "office",
    *words("name"),
    chosen("kind", "site"),
    *maybe("parent_id"),
    *words("municipio", "address"),
    *numbers("latitude", "longitude"),
    *words("phones", "faxes", "email", "pec", "website", "desk_times", "phone_times"),
    *words("staff", "how_to_get_there", "accessibility", "note", "keywords", "ipa_code"),
    *words("owner_email", "reviewer"),
    *maybe("review_on", "verified_on", "valid_from", "valid_until"),
    *words("withdrawn"),
)

service_card = replicated(
    "service_card",
    *words("title", "topic_id", "say"),
    chosen("language", "it"),
    *maybe("original_id"),
    *wholes("original_version"),
    *words("category"),
    chosen("status", "active"),
    *words("status_reason", "alert", "short_description"),
    *words("who_for", "how_to", "what_is_needed", "what_you_get", "times", "costs", "access"),
    *words("conditions", "contacts"),
    *maybe("responsible_id"),
    *words("other_topic_ids", "office_ids", "places"),
    *words("desk_times", "phone_times", "phones", "keywords", "source"),
    *words("owner_email", "reviewer"),
    *maybe("review_on", "verified_on", "valid_from", "valid_until"),
    *words("withdrawn"),
)

faq = replicated(
    "faq",
    *words("card_id", "question", "answer", "other_card_ids"),
    chosen("language", "it"),
    *maybe("original_id"),
    *wholes("original_version"),
    *words("keywords"),
    *maybe("verified_on", "valid_from", "valid_until"),
    *words("withdrawn"),
)

thesaurus_line = replicated(
    "thesaurus_line", *words("line", "language", "author"), *maybe("added_on")
)

text_vector = replicated("text_vector", *words("model", "digest", "numbers"))

revision = replicated(
    "revision",
    *words("entry_kind", "entry_id", "body"),
    *wholes("base_version"),
    *words("title", "state", "author_ids", "author_names"),
    *instants("begun_at", "edited_at"),
    *words("why"),
    *maybe("reviewer_id"),
    *words("review_note"),
    *instants("publish_at"),
    *words("batch_id", "report_ids", "clashes", "held_for"),
    Index("ix_revision_entry", "entry_kind", "entry_id", "state"),
    Index("ix_revision_state", "state", "publish_at"),
    Index("ix_revision_batch_id", "batch_id"),
)

entry_report = replicated(
    "entry_report",
    *words("cause", "entry_kind", "entry_id"),
    *wholes("entry_version"),
    *words("title", "field", "text"),
    *wholes("times"),
    *words("queue_id"),
    *maybe("contact_id", "author_id"),
    *words("author_name"),
    *wholes("reported_at"),
    *words("state", "owner_email"),
    *instants("asked_at", "answered_at"),
    *words("answer"),
    *maybe("mail"),
    *words("mail_fault", "note"),
    *maybe("due_on", "closed_by"),
    *instants("closed_at"),
    Index("ix_entry_report_entry", "entry_kind", "entry_id", "state"),
    Index("ix_entry_report_cause", "cause", "state"),
    Index("ix_entry_report_state", "state", "asked_at"),
    Index("ix_entry_report_author_id", "author_id"),
)

# Who told the same fault again; who told it first is the author of the report.
report_teller = table(
    "report_teller",
    *keys("report_id", "account_id"),
    Index(None, "account_id"),
)

# What each published version of an entry was, and who made it so.
knowledge_version = table(
    "knowledge_version",
    *keys("entry_kind", "entry_id"),
    Column("version", WHOLE, primary_key=True, autoincrement=False),
    *words("body"),
    *wholes("at"),
    *maybe("author_id", "reviewer_id"),
    *words("author_names", "why"),
    Index(None, "at"),
)

# Who is at which entry now; a row that has expired counts for nothing.
editing_presence = table(
    "editing_presence",
    *keys("entry_kind", "entry_id", "account_id"),
    *words("name"),
    *wholes("is_writing", "since_at", "expires_at"),
)

# What an editor typed and did not hand over; body "": gone, so that her other seats hear of it.
kept_draft = table(
    "kept_draft",
    *keys("account_id", "entry_kind", "entry_id"),
    *words("device_id", "body"),
    *wholes("number", "kept_at"),
)
