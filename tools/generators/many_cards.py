"""As many service cards as a large city has, made of the demo city's; seeded."""

import random

from msgspec.structs import replace

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from server.knowledge_import.knowledge_files import read_knowledge
from tools.demo.central_server import CITY

_TEXTS = ("who_for", "how_to", "what_is_needed", "what_you_get", "times", "access")
_ALTERED = 0.04  # share of the words that become new ones, so that the vocabulary grows as well
_LETTERS = "abcdefghilmnoprstuvz"


def many_cards(count: int, seed: int = 1) -> list[ServiceCard]:
    """Return count cards with own ids and titles; the first ones are the demo city's own."""
    luck = random.Random(seed)
    originals = read_knowledge(CITY).cards
    copies = [
        _copy(originals[number % len(originals)], number, luck)
        for number in range(len(originals), count)
    ]
    return [*originals, *copies][:count]


def _copy(card: ServiceCard, number: int, luck: random.Random) -> ServiceCard:
    place = "zona" + "".join(luck.choices(_LETTERS, k=3))
    texts = {name: _altered(getattr(card, name), place[-2:], luck) for name in _TEXTS}
    return replace(
        card,
        id=CardId(f"copia-{number:05d}"),
        title=f"{card.title} {place} {number}",
        office_ids=(),
        **texts,
    )


def _altered(text: str, ending: str, luck: random.Random) -> str:
    words = (word + ending if luck.random() < _ALTERED else word for word in text.split())
    return " ".join(words)
