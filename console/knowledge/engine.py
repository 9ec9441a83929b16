"""The search as one synchronous object: index, thesaurus, typing errors and ranking together."""

from collections.abc import Callable, Iterable, Sequence

from console.knowledge.alternatives import Alternatives
from console.knowledge.documents import Document, Key
from console.knowledge.indexed_document import IndexedDocument
from console.knowledge.phrases import Phrases
from console.knowledge.query import parse
from console.knowledge.ranking import Ranking
from console.knowledge.suggestion import suggest
from console.knowledge.thesaurus import Thesaurus
from console.knowledge.typos import Typos
from console.knowledge.word_index import WordIndex
from console.work.search_hit import HitKind, SearchHit
from contract.domain.knowledge import ThesaurusLine


class Engine:
    """One thread at a time. pause is called often while building."""

    def __init__(
        self,
        language: str,
        documents: Iterable[Document],
        thesaurus_lines: Iterable[ThesaurusLine],
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._language = language
        self._index = WordIndex(language, documents, pause)
        self._thesaurus_lines = {line.id: line for line in thesaurus_lines}
        self._read_thesaurus(pause)

    def search(self, text: str, limit: int) -> list[SearchHit]:
        """Return the best hits first, at most limit."""
        query = parse(text, self._index.vocabulary)
        hits = []
        for slot, score in self._ranking.best(query, limit):
            document = self._index.document(slot)
            if document:
                hits.append(self._hit(document, score))
        return hits

    def suggestion(self, text: str) -> str:
        """Return a corrected text that finds something, empty if there is none."""
        query = parse(text, self._index.vocabulary)
        corrected = suggest(query, self._index, self._typos)
        return corrected if corrected and self.search(corrected, 1) else ""

    def hits_of(self, keys: Sequence[Key]) -> list[SearchHit]:
        """Return known documents as hits, in the order of keys."""
        found = [self._index.find(key) for key in keys]
        return [self._hit(document, 0.0) for document in found if document]

    def put(self, document: Document) -> None:
        """Add or replace one document."""
        for word in self._index.put(document):
            self._typos.learn(word)
        self._forget()

    def remove(self, key: Key) -> None:
        self._index.remove(key)
        self._forget()

    def change_thesaurus(
        self, changed: Iterable[ThesaurusLine], removed_ids: Iterable[str]
    ) -> None:
        for line in changed:
            self._thesaurus_lines[line.id] = line
        for line_id in removed_ids:
            self._thesaurus_lines.pop(line_id, None)
        self._read_thesaurus(lambda: None)

    def dissolve(self, pause: Callable[[], None]) -> None:
        """Free the memory bit by bit; the engine is of no use afterwards."""
        self._index.dissolve(pause)

    def _read_thesaurus(self, pause: Callable[[], None]) -> None:
        lines = [line for line in self._thesaurus_lines.values() if line.language == self._language]
        thesaurus = Thesaurus(self._index.vocabulary, lines)
        self._typos = Typos(self._index, thesaurus.words, pause)
        self._alternatives = Alternatives(self._index, self._typos)
        self._phrases = Phrases(self._index, self._alternatives, self._typos, thesaurus)
        self._ranking = Ranking(self._index, self._alternatives, self._phrases)

    def _forget(self) -> None:
        self._alternatives.forget()
        self._phrases.forget()

    def _hit(self, document: IndexedDocument, score: float) -> SearchHit:
        subtitle = document.subtitle
        if document.kind is HitKind.FAQ:
            card = self._index.find((HitKind.CARD, document.card_id))
            subtitle = card.title if card else ""
        return SearchHit(
            kind=document.kind,
            id=document.id,
            title=document.title,
            subtitle=subtitle,
            score=score,
            card_id=document.card_id,
        )
