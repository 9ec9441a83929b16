"""What a published text means, as numbers: shipped with it so that no seat has to compute it."""

import msgspec


class TextVector(msgspec.Struct, frozen=True, kw_only=True):
    """id is "card:", "faq:" or "office:" and the id of what it belongs to.

    numbers: half-precision floats, little endian, as base64. Numbers of another model than a
    seat's own mean nothing to it.
    """

    id: str
    model: str
    digest: str  # of the text it was computed from
    numbers: str
    version: int = 1


def vector_id(kind: str, entity_id: str) -> str:
    """Return the id of the vector of a card, FAQ or office."""
    return f"{kind}:{entity_id}"
