"""Word stems, remembered: the stemmer itself takes tens of microseconds a word."""

from collections.abc import Mapping

import snowballstemmer

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
