"""Citizens: replicated to no seat."""

from sqlalchemy import Column, Index, text

from server.store.engine.tables.columns import ONE, WHOLE, caller, key, keys, table, wholes, words

citizen = table(
    "citizen",
    key(),
    *caller(prefix=""),
    *words("name_key"),  # name in lower case, single spaces
    Column("version", WHOLE, nullable=False, server_default=ONE),
    *wholes("changed_at"),
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
citizen_told = table(
    "citizen_told",
    key("contact_id"),
    *words("citizen_id", "standing", "filled"),
    *wholes("is_new"),
    Index(None, "citizen_id"),
)

# Which citizens the server has shown to whom; kept for as long as a contact may be on its way.
citizen_shown = table(
    "citizen_shown",
    *keys("account_id", "citizen_id"),
    Column("at", WHOLE, primary_key=True, autoincrement=False),
    Index(None, "at"),
)

# Until when the holder of a callback keeps it by beats; seats copy the end of its first lease only.
lease_beat = table(
    "lease_beat", key("callback_id"), *wholes("fence", "until_at"), Index(None, "until_at")
)
