"""Every word met, numbered, with the words that share its stem or its undoubled spelling."""

from array import array
from collections.abc import Sequence

from contract.knowledge.language.stemming import Stemmer
from contract.knowledge.language.stop_words import STOP_WORDS, WEAK_WORDS
from contract.knowledge.language.text_folding import without_doubles


class _Numbers(dict[str, int]):
    """Gives a new number to every word asked for by []; .get() gives none."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number


class Vocabulary:
    """Numbers are given in order of arrival and never taken back."""

    def __init__(self, language: str) -> None:
        self.stem = Stemmer(language)
        self.stop_words = STOP_WORDS.get(language, frozenset())
        self.weak_words = WEAK_WORDS.get(language, frozenset())
        self._numbers = _Numbers()
        self.words = self._numbers.words
        self._by_stem: dict[str, list[str]] = {}
        self._by_undoubled: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def number(self, word: str) -> int | None:
        """Return the number of a known word."""
        return self._numbers.get(word)

    def numbered(self, words: Sequence[str]) -> "array[int]":
        """Return the numbers of words, giving new ones where needed."""
        return array("i", map(self._numbers.__getitem__, words))

    def content(self, words: Sequence[str]) -> list[str]:
        """Return words without stop words; all of them if nothing else would be left."""
        return [word for word in words if word not in self.stop_words] or list(words)

    def relate(self, word: str) -> None:
        """Make a numbered word findable by its relatives. Once per word."""
        self._by_stem.setdefault(self.stem(word), []).append(word)
        undoubled = without_doubles(word)
        self._by_undoubled.setdefault(undoubled, []).append(word)

    def same_stem(self, stem: str) -> Sequence[str]:
        return self._by_stem.get(stem, ())

    def same_but_doubles(self, word: str) -> Sequence[str]:
        """Return the words that differ from word in doubled letters only, "cafe" and "caffe"."""
        return self._by_undoubled.get(without_doubles(word), ())
