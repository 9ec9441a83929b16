"""The server itself and its feed."""

from sqlalchemy import Column, Index

from server.store.engine.tables.columns import WHOLE, key, keys, maybe, table, wholes, words

meta = table("meta", key("name"), *words("value"))

scope_head = table(
    "scope_head",
    key("scope"),
    *wholes("head", "floor"),
    # Of the rows that the scope holds at its head; null until they are counted.
    Column("row_count", WHOLE),
    Column("row_sum", WHOLE),
)

change_row = table(
    "change_row",
    key("scope"),
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    *words("kind", "entity_id", "op"),
    *wholes("version"),
    *maybe("command_id"),
    *wholes("at"),
    Index(None, "at"),
)

command = table(
    "command", key(), *words("account_id", "digest", "verdict"), *wholes("at"), Index(None, "at")
)

# Rows of other tables that cannot be read: out of the feed until somebody mends them.
unreadable_row = table(
    "unreadable_row",
    *keys("table_name", "row_id"),
    *words("fault"),  # the kind of error: nothing of what stands in the row
    *wholes("at"),
)

# Work that others handed over and the server refused, until its author has it.
refused_work = table(
    "refused_work",
    key("command_id"),
    *words("account_id", "box"),  # box: sealed, for a citizen's words are in it; "" once told
    *wholes("at"),
    Index(None, "account_id"),
    Index(None, "at"),
)

case_number = table(
    "case_number",
    Column("year", WHOLE, primary_key=True, autoincrement=False),
    *wholes("last"),
)
