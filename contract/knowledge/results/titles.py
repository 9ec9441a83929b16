"""How well a title answers a question: what of it is explained, what of the question it holds."""

from collections.abc import Sequence

from contract.knowledge.alternatives import Alternatives
from contract.knowledge.indexed_document import IndexedDocument
from contract.knowledge.query import Query
from contract.knowledge.vocabulary import Vocabulary

TITLE_EXPLAINED, ALL_ASKED_IN_TITLE, TITLE_EQUALS = 0.25, 0.3, 0.5
TITLE_BEGINS, TITLE_BEGINS_CUT = 0.5, 0.2
MOST_ASKED_IN_TITLE, MOST = 0.14, 0.65
EXPLAINS_TITLE_FROM = 0.7
NO_BEGINNING = "\0"  # of no title


class AskedTitles:
    """Titles beside one question."""

    def __init__(self, vocabulary: Vocabulary, alternatives: Alternatives, query: Query) -> None:
        self._vocabulary = vocabulary
        self._alternatives = alternatives
        self._query = query
        meanings = [self._stems_meant(at) for at in query.content]
        self._meant = frozenset().union(*meanings)
        # Words about the asking are left out: no title holds "how do I get".
        self._matters = [
            stems
            for at, stems in zip(query.content, meanings, strict=True)
            if query.words[at] not in vocabulary.weak_words
        ]

    def shares(self, documents: Sequence[IndexedDocument]) -> tuple[list[float], list[float]]:
        """Return by how much each is raised: by what of its title is explained, and what asked."""
        explained, of_asked = [], []
        for stems in (document.title_stems for document in documents):
            held = sum(map(self._meant.__contains__, stems))
            asked = self._asked_in(stems) if held else 0
            explained.append(TITLE_EXPLAINED * held / max(1, len(stems)))
            of_asked.append(_of_words_in_title(asked, len(self._matters)))
        return explained, of_asked

    def beginnings(self, documents: Sequence[IndexedDocument]) -> list[float]:
        """Prefer a title that is the query, or that it begins: "bourse au mé", "dep cauz".

        One word begins too many titles to say which is meant.
        """
        query = self._query
        typed = [query.words[at] for at in query.content] if len(query.words) > 1 else []
        begun = query.text if query.unfinished and len(query.words) > 1 else NO_BEGINNING
        found = []
        for title in (document.folded_title for document in documents):
            if title == query.text:
                found.append(TITLE_EQUALS)
            elif title.startswith(begun):
                found.append(TITLE_BEGINS)
            else:
                found.append(TITLE_BEGINS_CUT * self._begins(title, typed))
        return found

    def hold_all(self, documents: Sequence[IndexedDocument]) -> list[bool]:
        """Return whose title holds all that is asked. One word is in too many to say anything."""
        asked = len(self._matters)
        return [asked > 1 and self._asked_in(one.title_stems) == asked for one in documents]

    def _asked_in(self, stems: Sequence[str]) -> int:
        return sum(not one.isdisjoint(stems) for one in self._matters)

    def _begins(self, title: str, typed: Sequence[str]) -> bool:
        # Looked for first as letters: few titles hold the word at all.
        if len(typed) < 2 or typed[0] not in title:
            return False
        content = self._vocabulary.content(title.split())
        return len(content) >= len(typed) and all(map(str.startswith, content, typed))

    def _stems_meant(self, at: int) -> frozenset[str]:
        """Return the stems a word stands for with some certainty, its synonyms not included."""
        weights = self._alternatives.of(self._query.words[at], self._query.is_unfinished(at))
        stem = self._vocabulary.stem
        return frozenset(
            stem(word) for word, weight in weights.items() if weight > EXPLAINS_TITLE_FROM
        )


def _of_words_in_title(held: int, asked: int) -> float:
    """Return how much is added for so many of the words that are asked: for all, or for most."""
    if held == asked:
        return ALL_ASKED_IN_TITLE
    return MOST_ASKED_IN_TITLE if held > 1 and held >= MOST * asked else 0.0
