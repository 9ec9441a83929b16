"""What every seat may know of today: what is asked most in the city, and what is new."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import (
    Faq,
    Office,
    ServiceCard,
    ThesaurusLine,
    is_shown,
)
from contract.domain.knowledge_entries.personal_data import without_personal_data
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.opening_times.opening_hours import ROME
from contract.wire.knowledge_today import (
    ASKED_LIMIT,
    NEWS_LIMIT,
    AskedCard,
    EntryNews,
    KnowledgeToday,
    NewsKind,
)
from server.store.engine.connection import Connection
from server.store.knowledge.entry_use import use_since
from server.store.knowledge.knowledge_versions import (
    KeptVersion,
    flagged_cards_since,
    version_of_entry,
    written_since,
)
from server.usecases.knowledge.maintenance.entries import find_entry, texts_of

ENOUGH = 20  # uses of today, before today alone says what is asked
WEEK = timedelta(days=6)  # before today
NEWS_FOR = timedelta(hours=24)
LOOKED_AT = 60  # versions; several may be of one entry, and some are no news

Shown = Office | ServiceCard | Faq


def read_today(connection: Connection, now: datetime) -> KnowledgeToday:
    """Return figures and entries; nothing of who asked, read or wrote."""
    today = now.astimezone(ROME).date()
    since, times = _counted(connection, today)
    return KnowledgeToday(
        at=now,
        since=since,
        asked=tuple(_asked(connection, times, today)),
        news=_news(connection, now, today),
    )


def _counted(connection: Connection, today: date) -> tuple[date, dict[str, int]]:
    """Return how often each card was asked for today, or in a week while the day is young."""
    times = _times_since(connection, today)
    # A young day says what two operators asked, not what the city asks.
    if sum(times.values()) >= ENOUGH:
        return today, times
    return today - WEEK, _times_since(connection, today - WEEK)


def _times_since(connection: Connection, day: date) -> dict[str, int]:
    used = use_since(connection, day)
    return {
        entry_id: figures.read + figures.linked
        for (kind, entry_id), figures in used.items()
        if kind is EntryKind.CARD and figures.read + figures.linked
    }


def _asked(connection: Connection, times: dict[str, int], today: date) -> Iterator[AskedCard]:
    left = ASKED_LIMIT
    for card_id in sorted(times, key=lambda one: (-times[one], one)):
        card = find_entry(connection, EntryKind.CARD, card_id)
        # What may not be read to anybody is not proposed to all seats.
        if isinstance(card, ServiceCard) and is_shown(card, today):
            yield AskedCard(card_id=CardId(card_id), times=times[card_id])
            left -= 1
        if not left:
            return


def _news(connection: Connection, now: datetime, today: date) -> tuple[EntryNews, ...]:
    since = now - NEWS_FOR
    written = written_since(connection, since, LOOKED_AT)
    written += flagged_cards_since(connection, since, LOOKED_AT)
    told: dict[tuple[str, str], EntryNews] = {}
    for one in sorted(written, key=lambda version: -version.version):
        # The newest version alone: an entry is news once, as it is now.
        if (one.entry_kind, one.entry_id) not in told:
            news = _told(connection, one, today)
            if news is not None:
                told[one.entry_kind, one.entry_id] = news
    found = sorted(told.values(), key=lambda one: (one.at, one.entry_id), reverse=True)
    return tuple(found[:NEWS_LIMIT])


def _told(connection: Connection, kept: KeptVersion, today: date) -> EntryNews | None:
    """Return the news for operators; None for what they cannot or need not read."""
    kind = EntryKind(kept.entry_kind)
    entry = find_entry(connection, kind, kept.entry_id)
    if entry is None or isinstance(entry, ThesaurusLine) or _is_translation(entry):
        return None
    what = _what(connection, kept, entry)
    # A withdrawn card is news for that very reason.
    if what is not NewsKind.WITHDRAWN and not is_shown(entry, today):
        return None
    is_by_editor = kept.author_id is not None
    if not is_by_editor and what not in (NewsKind.WITHDRAWN, NewsKind.ALERT):
        return None  # an import, or an owner who said that it is right
    known = texts_of(msgspec.structs.replace(entry, withdrawn=""))
    # Editors write reasons for each other; this one goes to every seat.
    why = without_personal_data(kept.why, known).text if is_by_editor else ""
    return EntryNews(entry_kind=kind, entry_id=kept.entry_id, what=what, at=kept.at, why=why)


def _what(connection: Connection, kept: KeptVersion, entry: Shown) -> NewsKind:
    """Return what this version made of the entry, as far as it still holds."""
    before = version_of_entry(connection, kept.entry_kind, kept.entry_id, kept.version - 1)
    was = msgspec.json.decode(before.body, type=dict[str, Any]) if before is not None else {}
    # Withdrawn before it is no news any more.
    if entry.withdrawn and kept.version > 1 and not was.get("withdrawn"):
        return NewsKind.WITHDRAWN
    alert = entry.alert if isinstance(entry, ServiceCard) else ""
    if alert and alert != was.get("alert"):
        return NewsKind.ALERT
    return NewsKind.NEW if kept.version == 1 else NewsKind.CHANGED


def _is_translation(entry: Shown) -> bool:
    """Return whether it says in another language what its original says."""
    return isinstance(entry, ServiceCard | Faq) and entry.original_id is not None
