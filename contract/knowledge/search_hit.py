"""What a knowledge search finds, and what may be wished of it."""

from enum import StrEnum

import msgspec


class HitKind(StrEnum):
    CARD = "card"
    OFFICE = "office"
    FAQ = "faq"


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """id is of the card, office or FAQ by kind. card_id: the card a FAQ belongs to.

    is_doubtful: it explains none of the rare words of the question. holds_all: its title holds all
    that is asked.
    """

    kind: HitKind
    id: str
    title: str
    subtitle: str = ""
    score: float = 0.0
    card_id: str = ""
    language: str = "it"
    is_doubtful: bool = False
    holds_all: bool = False


class SearchFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What a hit must be. office_ids: given at one of them, or one of them; None: anywhere."""

    language: str = ""
    office_ids: frozenset[str] | None = None


NO_FILTERS = SearchFilters()
