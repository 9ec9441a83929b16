"""Word stems, remembered: the stemmer itself takes tens of microseconds a word."""

import snowballstemmer

_SHORTEST_LEFT = 5
_ALGORITHMS = {"it": "italian", "fr": "french", "en": "english"}


class Stemmer:
    """Callable: folded word in, stem out. Not to be shared between threads."""

    def __init__(self, language: str) -> None:
        self._algorithm = snowballstemmer.stemmer(_ALGORITHMS[language])
        self._cuts_iv = language == "it"
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        stem = self._known.get(word)
        if stem is None:
            stem = self._known[word] = self._stem(word)
        return stem

    def _stem(self, word: str) -> str:
        if word.isdigit():
            return word
        stem = str(self._algorithm.stemWord(word))
        # Snowball cuts "-ivo" whole but keeps "-iv" of verbs: disattivo, disattivare.
        shorter = stem.removesuffix("iv")
        return shorter if self._cuts_iv and len(shorter) >= _SHORTEST_LEFT else stem
