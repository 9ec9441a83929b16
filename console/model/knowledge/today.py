"""What is shown before a search: what is new today, and since when it is known."""

from datetime import datetime

import msgspec

from contract.knowledge.search_hit import SearchHit
from contract.wire.knowledge_today import NewsKind


class TodayNews(msgspec.Struct, frozen=True, kw_only=True):
    hit: SearchHit
    what: NewsKind
    at: datetime
    why: str = ""


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """at None: the server has told nothing. has_figures: what is asked most is the city's."""

    at: datetime | None = None
    has_figures: bool = False
    news: tuple[TodayNews, ...] = ()


NO_NEWS = Today()
