"""What of a card, FAQ or office its vector is computed from."""

import base64
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.sentence_encoder import MODEL, SentenceEncoder

TITLE_SHARE = 0.65  # the rest comes from title and text together
TEXT_WORDS = 80
HALF_FLOATS = "<f2"

Described = ServiceCard | Faq | Office


class VectorText(NamedTuple):
    title: str
    text: str

    @property
    def digest(self) -> str:
        """Return what changes when the vector must be computed anew."""
        return sha256("\0".join((MODEL, *self)).encode()).hexdigest()[:32]


def vector_text(entry: Described) -> VectorText:
    """Return the title and the first words of the text, the most telling parts first."""
    match entry:
        case ServiceCard():
            title = entry.title
            parts: Sequence[str] = (
                entry.keywords,
                entry.short_description,
                entry.say,
                entry.how_to,
                entry.who_for,
                entry.what_you_get,
                entry.what_is_needed,
            )
        case Faq():
            title, parts = entry.question, (entry.keywords, entry.answer)
        case Office():
            title, parts = entry.name, (entry.keywords, entry.note)
    return VectorText(title, " ".join(" ".join(parts).split()[:TEXT_WORDS]))


def computed(encoder: SentenceEncoder, texts: Sequence[VectorText]) -> list[str]:
    """Return the numbers of each text, as TextVector carries them."""
    titles = encoder.encode([title for title, _ in texts])
    whole = encoder.encode([f"{title}. {text}" for title, text in texts])
    vectors = TITLE_SHARE * titles + (1 - TITLE_SHARE) * whole
    return [base64.b64encode(row.tobytes()).decode() for row in vectors.astype(HALF_FLOATS)]
