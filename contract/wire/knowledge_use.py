"""How much each entry of the knowledge base is used, for those who keep it."""

from datetime import date

import msgspec

from contract.domain.knowledge_entries.revision import EntryKind

ENTRIES_LIMIT = 1000


class EntryFigures(msgspec.Struct, frozen=True, kw_only=True):
    """read: shown for 3 s. linked: to a closed contact. found: first of a search. Of all seats."""

    entry_kind: EntryKind
    entry_id: str
    read: int = 0
    linked: int = 0
    reported: int = 0
    found: int = 0


class KnowledgeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Since a day of Rome; what matters most first, ENTRIES_LIMIT at most."""

    since: date
    entries: tuple[EntryFigures, ...] = ()
