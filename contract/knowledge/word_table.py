"""The documents of one language cut into words: all an index is built from, and what is kept."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from contract.knowledge.documents import Document, Key
from contract.knowledge.indexed_document import DocumentWords, IndexedDocument, indexed
from contract.knowledge.search_hit import HitKind
from contract.knowledge.vocabulary import Vocabulary

Numbers = NDArray[np.int32]

KEYWORDS, TITLE, TEXT = range(3)
_ORDER = {kind: at for at, kind in enumerate(HitKind)}
_NONE = np.zeros(0, np.int32)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(IndexedDocument).decode


def _rank(key: Key) -> tuple[int, str]:
    return _ORDER[key[0]], key[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """Never changed; changed() makes another one that shares what stayed.

    Documents come in the order cards, offices, FAQs and there by id, words in the order in which
    the documents bring them: two tables of the same documents are equal, however they came about.

    numbers: of the words of all documents, of each its keywords, title and text. lengths: how many
    these are, a row for each document. content_words: of each title. records: encoded, because
    few are ever looked at. phones, cards: of the documents that have any, of FAQs. stems: of all
    words, and of others.
    """

    language: str
    words: Sequence[str] = ()
    keys: Sequence[Key] = ()
    numbers: Numbers = field(default_factory=lambda: _NONE)
    lengths: Numbers = field(default_factory=lambda: _NONE.reshape(0, 3))
    content_words: Numbers = field(default_factory=lambda: _NONE)
    records: Sequence[bytes] = ()
    phones: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    cards: Mapping[Key, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def record(self, slot: int) -> IndexedDocument:
        return _decode(self.records[slot])

    def changed(
        self,
        documents: Iterable[Document],
        removed: Iterable[Key],
        pause: Callable[[], None],
    ) -> Self:
        """Return a table with the documents in place of those of their keys, less the removed."""
        vocabulary = Vocabulary(self.language, stems=self.stems)
        cut = _Cut(self.words, vocabulary)
        for document in documents:
            cut.add(document)
            pause()
        left = dict.fromkeys(self.keys)
        for key in (*removed, *cut.keys):
            left.pop(key, None)
        # The same table: whoever has an arrangement of it need not make another.
        if len(left) == len(self) and not cut.keys:
            return self
        gone = np.fromiter((key not in left for key in self.keys), np.bool_, len(self))
        keys = [*left, *cut.keys]
        order = np.array(sorted(range(len(keys)), key=lambda at: _rank(keys[at])), np.intp)
        pause()
        source = np.concatenate((np.flatnonzero(~gone), np.arange(len(cut.keys)) + len(self)))
        source = source[order]
        lengths = np.concatenate((self.lengths, cut.lengths))
        everything = np.concatenate((self.numbers, cut.numbers))
        numbers, words = _renumbered(_gathered(everything, lengths, source), cut.words)
        records = [*self.records, *cut.records]
        return replace(
            self,
            words=words,
            keys=[keys[at] for at in order.tolist()],
            numbers=numbers,
            lengths=lengths[source],
            content_words=np.concatenate((self.content_words, cut.content_words))[source],
            records=[records[at] for at in source.tolist()],
            phones=_merged(self.phones, left, cut.phones),
            cards=_merged(self.cards, left, cut.cards),
            stems=vocabulary.stem.known,
        )


class _Cut:
    """New documents, their words numbered after those that are known."""

    def __init__(self, words: Iterable[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._numbers = _Numbers(words)
        self._found: dict[Key, tuple[bytes, DocumentWords]] = {}
        self.phones: dict[Key, tuple[str, ...]] = {}
        self.cards: dict[Key, str] = {}

    def add(self, document: Document) -> None:
        record, found = indexed(document, self._vocabulary, self._numbers.of)
        self._found[document.key] = _encode(record), found
        self.phones.pop(document.key, None)  # of the same document, earlier in this go
        if document.phones:
            self.phones[document.key] = document.phones
        if document.kind is HitKind.FAQ:
            self.cards[document.key] = document.card_id

    @property
    def words(self) -> list[str]:
        return self._numbers.words

    @property
    def keys(self) -> list[Key]:
        return list(self._found)

    @property
    def records(self) -> list[bytes]:
        return [record for record, _ in self._found.values()]

    @property
    def numbers(self) -> Numbers:
        runs = [run for _, found in self._found.values() for run in _runs(found)]
        return np.concatenate([np.frombuffer(run, np.int32) for run in runs]) if runs else _NONE

    @property
    def lengths(self) -> Numbers:
        runs = [[len(run) for run in _runs(found)] for _, found in self._found.values()]
        return np.array(runs, np.int32).reshape(len(runs), 3)

    @property
    def content_words(self) -> Numbers:
        return np.array([found.content_words for _, found in self._found.values()], np.int32)


class _Numbers(dict[str, int]):
    """Gives a new number to every word asked for by []; .get() gives none."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)
        super().__init__(zip(self.words, range(len(self.words)), strict=True))

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number

    def of(self, words: Sequence[str]) -> "array[int]":
        return array("i", map(self.__getitem__, words))


def _runs(found: DocumentWords) -> "tuple[array[int], array[int], array[int]]":
    return found.keywords, found.title, found.text


def _gathered(numbers: Numbers, lengths: Numbers, source: NDArray[np.intp]) -> Numbers:
    """Return the numbers of documents in the order of source."""
    totals = lengths.sum(axis=1, dtype=np.int64)
    starts = np.cumsum(totals) - totals
    taken = totals[source]
    offsets = np.repeat(starts[source] - (np.cumsum(taken) - taken), taken)
    return numbers[offsets + np.arange(len(offsets))]


def _renumbered(numbers: Numbers, words: Sequence[str]) -> tuple[Numbers, list[str]]:
    """Number the words by their first occurrence; those that occur no more are left out."""
    first = np.full(len(words), len(numbers), np.int64)
    # Backwards, because of several values for one place numpy leaves the last.
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(numbers))]
    new = np.zeros(len(words), np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return new[numbers], [words[at] for at in order.tolist()]


def _merged[Value](
    before: Mapping[Key, Value], left: Mapping[Key, None], new: Mapping[Key, Value]
) -> dict[Key, Value]:
    return {key: value for key, value in before.items() if key in left} | dict(new)
