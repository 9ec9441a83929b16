"""What a knowledge search gives back."""

import msgspec

from console.model.knowledge.search_wish import NO_WISH, Facet, SearchWish
from contract.knowledge.search_hit import SearchHit


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """hits best first; suggestion is a corrected query worth offering when nothing was found.

    by_words_only: what the question means as a whole was not looked at, for want of the model.
    stems: of the words searched for; rare: of those nobody knows, which may be names. Both are
    read in language.
    """

    query: str
    hits: tuple[SearchHit, ...]
    suggestion: str = ""
    search_ms: float = 0.0
    by_words_only: bool = False
    language: str = ""
    stems: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    wish: SearchWish = NO_WISH
    hindrance: tuple[Facet, ...] = ()  # what of the wish leaves nothing: suggestion is without it
