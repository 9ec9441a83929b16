"""What a search can be narrowed to, with how much of the knowledge base that leaves."""

import msgspec

from console.model.knowledge.search_wish import Facet, SearchWish


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """wish asks for this value alone. name: of an office. count: texts that fit, of any words."""

    facet: Facet
    wish: SearchWish
    name: str = ""
    count: int = 0
