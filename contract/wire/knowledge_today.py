"""What the city asks most today and what is new in the knowledge base, for every seat."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.revision import EntryKind

ASKED_LIMIT = 9
NEWS_LIMIT = 9


class NewsKind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    ALERT = "alert"  # something out of the ordinary is said on it now
    WITHDRAWN = "withdrawn"  # not to be read to anybody any more


class AskedCard(msgspec.Struct, frozen=True, kw_only=True):
    """times: read for 3 s or linked to a closed contact, at all seats."""

    card_id: CardId
    times: int


class EntryNews(msgspec.Struct, frozen=True, kw_only=True):
    """why: as the editor wrote it; "" for what an import brought."""

    entry_kind: EntryKind
    entry_id: str
    what: NewsKind
    at: datetime
    why: str = ""


class KnowledgeToday(msgspec.Struct, frozen=True, kw_only=True):
    """asked: the most first, counted since a day of Rome. news: of the last day, newest first."""

    at: datetime
    since: date
    asked: tuple[AskedCard, ...] = ()
    news: tuple[EntryNews, ...] = ()
