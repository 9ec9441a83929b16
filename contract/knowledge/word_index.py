"""The inverted index: for every word, which documents hold it and how much that says."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from contract.knowledge.completions import Completions
from contract.knowledge.documents import Document, Key
from contract.knowledge.indexed_document import IndexedDocument, indexed
from contract.knowledge.phone_lookup import PhoneLookup
from contract.knowledge.postings import head_postings, text_postings
from contract.knowledge.search_hit import HitKind
from contract.knowledge.vocabulary import Vocabulary

Row = NDArray[np.float32]

TEXT_WEIGHT = 0.35
TITLE_FREQUENCY = 3
PORTION = 200


class WordIndex:
    """Documents are numbered in order of arrival; a changed document keeps its number.

    One thread at a time. pause is called often while building, never later.
    """

    def __init__(
        self,
        language: str,
        documents: Iterable[Document] = (),
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self.vocabulary = Vocabulary(language)
        self.phones = PhoneLookup()
        self.changes = 0  # how often a document came or went
        self._slots: dict[Key, int] = {}
        self._documents: list[IndexedDocument | None] = []
        self._faqs: dict[str, set[int]] = {}
        built = [self._append(document, pause) for document in documents]
        for document in built:
            document.full_text = self._full_text(document)
            pause()
        terms = len(self.vocabulary)
        self._heads = head_postings([document.heads for document in built], terms, pause)
        texts = [document.full_text for document in built]
        self._texts, self._scale = text_postings(texts, terms, pause)
        self.head_words, self.all_words = self._completions(pause)

    @property
    def size(self) -> int:
        """How many document numbers are in use, those of removed documents included."""
        return len(self._documents)

    def document(self, slot: int) -> IndexedDocument | None:
        """Return what is known of a document, None for a removed one."""
        return self._documents[slot]

    def slot(self, key: Key) -> int | None:
        """Return the number of a document."""
        return self._slots.get(key)

    def find(self, key: Key) -> IndexedDocument | None:
        slot = self._slots.get(key)
        return None if slot is None else self._documents[slot]

    def frequency(self, word: str) -> int:
        """Return how many documents hold the word, titles counting three times; 0: unknown."""
        number = self.vocabulary.number(word)
        if number is None:
            return 0
        return TITLE_FREQUENCY * self._heads.count(number) + self._texts.count(number)

    def in_heads(self, word: str) -> bool:
        """Tell whether the word stands in a title or among keywords."""
        number = self.vocabulary.number(word)
        return number is not None and self._heads.count(number) > 0

    def row(self, weights: Mapping[str, float], text_weight: float = TEXT_WEIGHT) -> Row:
        """Return per document the best of the words, each times its weight."""
        row = np.zeros(self.size, np.float32)
        for word, weight in weights.items():
            number = self.vocabulary.number(word)
            if number is None:
                continue
            slots, impacts = self._heads.of(number)
            row[slots] = np.maximum(row[slots], weight * impacts)
            slots, impacts = self._texts.of(number)
            row[slots] = np.maximum(row[slots], text_weight * weight * impacts)
        return row

    def put(self, document: Document) -> list[str]:
        """Add a document or replace the one of its key. Return the words that were unknown."""
        known = len(self.vocabulary)
        slot = self._slots.get(document.key)
        if slot is None:
            built = self._append(document, lambda: None)
            slot = self.size - 1
        else:
            self._withdraw(slot)
            built = indexed(document, self.vocabulary)
            self._place(slot, built)
        for number, impact in built.heads.items():
            self._heads.put(number, slot, impact)
            self.head_words.add(self.vocabulary.words[number])
        self._enter_text(slot, built)
        self._refresh_card(built)
        new_words = self.vocabulary.words[known:]
        for word in new_words:
            self.vocabulary.relate(word)
            self.all_words.add(word)
        return new_words

    def remove(self, key: Key) -> None:
        """Forget a document; unknown keys are ignored."""
        slot = self._slots.pop(key, None)
        if slot is None:
            return
        self.changes += 1
        removed = self._documents[slot]
        self._withdraw(slot)
        self._documents[slot] = None
        if removed:
            self._refresh_card(removed)

    def dissolve(self, pause: Callable[[], None]) -> None:
        """Free the documents bit by bit; freeing all at once would stop the GUI for two frames."""
        while self._documents:
            del self._documents[-PORTION:]
            pause()

    def _append(self, document: Document, pause: Callable[[], None]) -> IndexedDocument:
        pause()
        built = indexed(document, self.vocabulary)
        self.changes += 1
        self._slots[document.key] = self.size
        self._documents.append(built)
        self._place(self.size - 1, built)
        return built

    def _place(self, slot: int, built: IndexedDocument) -> None:
        self._documents[slot] = built
        self.phones.put(slot, built.phones)
        if built.kind is HitKind.FAQ:
            self._faqs.setdefault(built.card_id, set()).add(slot)

    def _full_text(self, document: IndexedDocument) -> "array[int]":
        if document.kind is not HitKind.CARD or document.id not in self._faqs:
            return document.text
        text = document.text[:]
        for slot in sorted(self._faqs[document.id]):
            faq = self._documents[slot]
            text.extend(faq.question if faq else ())
        return text

    def _enter_text(self, slot: int, document: IndexedDocument) -> None:
        document.full_text = self._full_text(document)
        for number, occurrences in Counter(document.full_text).items():
            impact = self._scale.impact(occurrences, len(document.full_text))
            self._texts.put(number, slot, impact)

    def _withdraw(self, slot: int) -> None:
        document = self._documents[slot]
        if document is None:
            return
        for number in document.heads:
            self._heads.drop(number, slot)
        self._withdraw_text(slot, document)
        self.phones.put(slot, ())
        if document.kind is HitKind.FAQ:
            self._faqs[document.card_id].discard(slot)

    def _withdraw_text(self, slot: int, document: IndexedDocument) -> None:
        for number in set(document.full_text):
            self._texts.drop(number, slot)

    def _refresh_card(self, faq: IndexedDocument) -> None:
        """Let a card's text follow a FAQ that came, changed or went."""
        slot = self._slots.get((HitKind.CARD, faq.card_id)) if faq.kind is HitKind.FAQ else None
        card = None if slot is None else self._documents[slot]
        if slot is not None and card:
            self._withdraw_text(slot, card)
            self._enter_text(slot, card)

    def _completions(self, pause: Callable[[], None]) -> tuple[Completions, Completions]:
        heads = self._heads.bulk_counts()
        frequencies = (TITLE_FREQUENCY * heads + self._texts.bulk_counts()).tolist()
        in_heads = (heads > 0).tolist()
        everywhere: dict[str, int] = {}
        titled: dict[str, int] = {}
        for number, word in enumerate(self.vocabulary.words):
            self.vocabulary.relate(word)
            everywhere[word] = frequencies[number]
            if in_heads[number]:
                titled[word] = frequencies[number]
            pause()
        return Completions(titled, pause), Completions(everywhere, pause)
