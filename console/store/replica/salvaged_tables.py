"""Which tables of a replica nobody else has, and are copied; what becomes of all the others."""

import msgspec


class Copied(msgspec.Struct, frozen=True):
    """The first column is the key; where: which of its rows are worth it."""

    name: str
    columns: tuple[str, ...]
    where: str = "1"

    @property
    def rows(self) -> str:
        """Return the SQL of all its rows that are copied, in both files."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name} WHERE {self.where}"


DRAFTS = (
    Copied("contact_draft", ("contact_id", "call_key", "is_open", "body")),
    Copied("attempt_draft", ("callback_id", "body")),
    Copied("revision_draft", ("entry", "body")),
)
# They change seldom, and may be thousands: not compared at each letter.
OTHERS = (
    Copied("notice", ("id", "at", "seen", "body"), "seen = 0"),
    Copied("duty_step", ("number", "body")),
    Copied("duty_alarm", ("number", "body")),
)
COPIED = DRAFTS + OTHERS
# Copied in their own way: of the outbox what waits, of the small facts those that are somebody's.
IN_PART = frozenset({"outbox", "meta"})
# The server sends them again, or they are made of such rows.
COMES_AGAIN = frozenset(
    {"replica_row", "sync_scope", "overlay_row", "lease_effect", "card_of_office"}
)
# What the seat saw of its calls: nobody's words and no order.
GIVEN_UP = frozenset({"past_call", "quality_due"})
