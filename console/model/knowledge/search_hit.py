"""What a knowledge search gives back."""

from collections.abc import Mapping

import msgspec

from console.model.knowledge.office_now import OfficeNow
from console.model.knowledge.search_wish import NO_WISH, Facet, SearchWish
from contract.knowledge.search_hit import SearchHit


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """hits best first; suggestion is a corrected query worth offering when nothing was found.

    by_words_only: what the question means as a whole was not looked at, for want of the model.
    stems: of the words searched for; rare: of those nobody knows, which may be names. Both are
    read in language. matched: words of texts that the question's words stand for, folded, by
    the language of the texts. is_half_word: the last word is short and none yet.
    """

    query: str
    hits: tuple[SearchHit, ...]
    suggestion: str = ""
    search_ms: float = 0.0
    by_words_only: bool = False
    language: str = ""
    stems: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    matched: Mapping[str, frozenset[str]] = {}
    is_half_word: bool = False
    wish: SearchWish = NO_WISH
    offices: Mapping[str, OfficeNow] = {}  # those among the hits, by id
    hindrance: tuple[Facet, ...] = ()  # what of the wish leaves nothing: suggestion is without it
