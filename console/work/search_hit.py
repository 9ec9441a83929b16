"""What a knowledge search gives back."""

from enum import StrEnum

import msgspec


class HitKind(StrEnum):
    CARD = "card"
    OFFICE = "office"
    FAQ = "faq"


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """id is of the card, office or FAQ by kind. card_id: the card a FAQ belongs to."""

    kind: HitKind
    id: str
    title: str
    subtitle: str = ""
    score: float = 0.0
    card_id: str = ""


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """hits best first; suggestion is a corrected query worth offering when nothing was found."""

    query: str
    hits: tuple[SearchHit, ...]
    suggestion: str = ""
    search_ms: float = 0.0
