"""Words that start with what was typed, the most frequent ones first choice."""

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping

import numpy as np

_AFTER_EVERY_LETTER = "\U0010ffff"


def sorted_in_turns(words: list[str], pause: Callable[[], None]) -> list[str]:
    """Sort like sorted(), in small portions: one big sort would hold the interpreter too long."""
    portions: dict[str, list[str]] = {}
    for at, word in enumerate(words):
        portions.setdefault(word[:2], []).append(word)
        if at % 500 == 0:
            pause()
    ordered: list[str] = []
    for beginning in sorted(portions):
        ordered.extend(sorted(portions[beginning]))
        pause()
    return ordered


class Completions:
    """Words known at the start lie sorted beside their frequencies; later ones are kept apart."""

    def __init__(
        self, frequencies: Mapping[str, int], pause: Callable[[], None] = lambda: None
    ) -> None:
        self._words = sorted_in_turns(list(frequencies), pause)
        self._frequencies = np.fromiter(
            (frequencies[word] for word in self._words), np.int64, len(self._words)
        )
        self._later: list[str] = []

    def add(self, word: str) -> None:
        """Add a word; one that is there already is ignored."""
        if not (_holds(self._words, word) or _holds(self._later, word)):
            insort(self._later, word)

    def starting(self, beginning: str, most: int) -> list[str]:
        """Return at most that many words, those added later first, then by frequency."""
        found = _between(self._later, beginning)[:most]
        start = bisect_left(self._words, beginning)
        end = bisect_left(self._words, beginning + _AFTER_EVERY_LETTER)
        if end - start <= most:
            return found + self._words[start:end]
        order = np.argsort(-self._frequencies[start:end], kind="stable")[: most - len(found)]
        return found + [self._words[start + int(at)] for at in order]


def _between(words: list[str], beginning: str) -> list[str]:
    start = bisect_left(words, beginning)
    return words[start : bisect_left(words, beginning + _AFTER_EVERY_LETTER)]


def _holds(words: list[str], word: str) -> bool:
    at = bisect_left(words, word)
    return at < len(words) and words[at] == word
