"""Every word of an index, numbered, with those that share its stem or its undoubled spelling."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import snowballstemmer

from contract.knowledge.language.stop_words import STOP_WORDS, WEAK_WORDS
from contract.knowledge.language.text_folding import without_doubles

PORTION = 500  # words between two pauses: asking the clock after each would take as long as a word


_SHORTEST_LEFT = 5
_SHORTEST_ARABIC = 3
_ARABIC_ENDINGS = ("هما", "ات", "ان", "ون", "ين", "ها", "يه", "ه", "ي")
_ALGORITHMS = {
    "it": "italian",
    "fr": "french",
    "en": "english",
    "es": "spanish",
    "de": "german",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
}


# Word stems, remembered: the stemmer itself takes tens of microseconds a word.
class Stemmer:
    """Callable: folded word in, stem out. Not to be shared between threads.

    known: stems found before.

    Of a language without endings to cut, or an unknown one, a word is its own stem.
    """

    def __init__(self, language: str, known: Mapping[str, str] | None = None) -> None:
        algorithm = _ALGORITHMS.get(language)
        self._algorithm = snowballstemmer.stemmer(algorithm) if algorithm else None
        self._cuts_iv = language == "it"
        self._is_arabic = language == "ar"
        self.known = dict(known or {})  # word -> stem

    def __call__(self, word: str) -> str:
        stem = self.known.get(word)
        if stem is None:
            stem = self.known[word] = self._stem(word)
        return stem

    def _stem(self, word: str) -> str:
        if self._is_arabic:
            return _light_arabic_stem(word)
        if self._algorithm is None or word.isdigit():
            return word
        stem = str(self._algorithm.stemWord(word))
        # Snowball cuts "-ivo" whole but keeps "-iv" of verbs: disattivo, disattivare.
        shorter = stem.removesuffix("iv")
        return shorter if self._cuts_iv and len(shorter) >= _SHORTEST_LEFT else stem


def _light_arabic_stem(word: str) -> str:
    """Cut one ending. Snowball's Arabic stemmer expects spellings that folding has levelled."""
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ARABIC:
            return word.removesuffix(ending)
    return word


class Vocabulary:
    """The words of one language in the order in which its documents bring them.

    stems: of words that were stemmed before, the words of an index among them or not.
    """

    def __init__(
        self,
        language: str,
        words: Iterable[str] = (),
        stems: Mapping[str, str] | None = None,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self.stem = Stemmer(language, stems)
        self.stop_words = STOP_WORDS.get(language, frozenset())
        self.weak_words = WEAK_WORDS.get(language, frozenset())
        self.words = list(words)
        self._numbers = dict(zip(self.words, range(len(self.words)), strict=True))
        self._by_stem: dict[str, list[str]] = {}
        self._by_undoubled: dict[str, list[str]] = {}
        for first in range(0, len(self.words), PORTION):
            for word in self.words[first : first + PORTION]:
                self._by_stem.setdefault(self.stem(word), []).append(word)
                self._by_undoubled.setdefault(without_doubles(word), []).append(word)
            pause()

    def __len__(self) -> int:
        return len(self.words)

    def number(self, word: str) -> int | None:
        """Return the number of a known word."""
        return self._numbers.get(word)

    def content(self, words: Sequence[str]) -> list[str]:
        """Return words without stop words; all of them if nothing else would be left."""
        # A title of stop words alone is found by them (test_ranking).
        return [word for word in words if word not in self.stop_words] or list(words)

    def same_stem(self, stem: str) -> Sequence[str]:
        return self._by_stem.get(stem, ())

    def same_but_doubles(self, word: str) -> Sequence[str]:
        """Return the words that differ from word in doubled letters only, "cafe" and "caffe"."""
        return self._by_undoubled.get(without_doubles(word), ())
