"""Mails and text messages to owners and citizens."""

from sqlalchemy import Index

from server.store.engine.tables.columns import (
    chosen,
    filled,
    instants,
    key,
    maybe,
    replicated,
    table,
    wholes,
    words,
)

# Mails to owners (report_id) and citizens (card_id, contact_id), written down before they are
# sent; the text is made when it leaves, and a citizen's address goes when it has left.
mail = table(
    "mail",
    key(),
    *words("report_id", "recipient", "message_id", "state", "fault"),
    *words("card_id", "office_id", "contact_id"),
    *wholes("attempts", "created_at", "next_at"),
    *instants("begun_at", "sent_at"),
    Index(None, "state", "next_at"),
    Index(None, "report_id"),
    Index(None, "recipient", "created_at"),
    Index(None, "contact_id"),
    Index(None, "created_at"),
)

# What became of each card sent to a citizen, by the id of its mail or text message.
sending = replicated(
    "sending",
    *words("contact_id", "card_id", "title"),
    chosen("language", "it"),
    *words("way", "state"),
    *maybe("problem"),
    *words("operator_id", "operator_name"),
    *wholes("asked_at", "changed_at"),
    Index(None, "changed_at"),
)

# Text messages to citizens. body: as it was cut into parts, kept once one part has left.
text_message = table(
    "text_message",
    key(),
    *words("recipient", "card_id", "office_id", "contact_id", "body", "state", "fault"),
    *wholes("parts", "attempts", "created_at", "next_at"),
    *instants("begun_at", "sent_at"),
    Index(None, "state", "next_at"),
    Index(None, "contact_id"),
    Index(None, "created_at"),
    filled("text_message", "recipient"),
)

# Parts the SMS centre has taken, by its own id of each; text_id "": a receipt came first.
text_part = table(
    "text_part",
    key(),
    *words("text_id", "receipt"),
    *wholes("number", "at"),
    Index(None, "text_id"),
    Index(None, "at"),
)
