"""Proposes to the editors words that found nothing, for the card that other words found."""

from collections.abc import Callable, Iterable, Mapping
from uuid import NAMESPACE_OID, uuid5

from contract.domain.ids import CardId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.learning import SynonymProposal
from contract.knowledge.language.text_folding import words
from contract.knowledge.vocabulary import Vocabulary
from server.store.knowledge.searches import GapTally

TIMES, PEOPLE = 3, 2  # at least, before editors are asked
MOST_TITLE_WORDS = 5  # of a thesaurus term
ENDINGS = {"it": ("o", "a", "e", "i", "")}  # what a stem nobody knows may end with


def proposed_synonyms(
    gaps: Iterable[GapTally],
    cards: Mapping[str, ServiceCard],
    spelled: Callable[[str, str], str],
) -> list[SynonymProposal]:
    """Return a proposal for each gap whose words the card's title does not have already."""
    vocabularies: dict[str, Vocabulary] = {}
    found = []
    for gap in gaps:
        card = cards.get(gap.card_id)
        # Nothing may lead to what operators must not read.
        if card is None or card.withdrawn:
            continue
        vocabulary = vocabularies.setdefault(gap.language, Vocabulary(gap.language))
        title = vocabulary.content(words(card.title))[:MOST_TITLE_WORDS]
        stems = gap.words.split()
        # The title has them: it was found for another reason.
        if set(stems) <= set(map(vocabulary.stem, title)):
            continue
        asked = " ".join(spelled(gap.language, stem) for stem in stems)
        found.append(
            SynonymProposal(
                # From its words: what was refused once is known again and not proposed a second
                # time.
                id=str(uuid5(NAMESPACE_OID, f"{gap.language}\n{gap.words}\n{gap.card_id}")),
                words=asked,
                line=f"{asked} > {' '.join(title)}",
                card_id=CardId(gap.card_id),
                card_title=card.title,
                language=gap.language,
                times=gap.times,
                people=gap.people,
            )
        )
    return found


class Spelling:
    """Writes stems as words: the commonest one of the texts, else one that has this stem."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """texts: (language, text)."""
        self._vocabularies: dict[str, Vocabulary] = {}
        self._counts: dict[tuple[str, str], dict[str, int]] = {}
        for language, text in texts:
            stem = self._vocabulary(language).stem
            for word in words(text):
                counts = self._counts.setdefault((language, stem(word)), {})
                counts[word] = counts.get(word, 0) + 1

    def __call__(self, language: str, stem: str) -> str:
        known = self._counts.get((language, stem))
        if known:
            # Equals by letters: a proposal must read the same each night.
            return min(known, key=lambda word: (-known[word], word))
        cut = self._vocabulary(language).stem
        endings = ENDINGS.get(language, ("",)) if stem[-1:] not in "aeiou" else ("",)
        return next((stem + end for end in endings if cut(stem + end) == stem), stem)

    def _vocabulary(self, language: str) -> Vocabulary:
        if language not in self._vocabularies:
            self._vocabularies[language] = Vocabulary(language)
        return self._vocabularies[language]
