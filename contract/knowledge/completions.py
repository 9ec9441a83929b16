"""Words that start with what was typed, the most frequent ones first choice."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_AFTER_EVERY_LETTER = "\U0010ffff"


class Completions:
    def __init__(self, words: Sequence[str], frequencies: NDArray[np.int64]) -> None:
        """Take words in the order of their letters, and how frequent each of them is."""
        self._words = words
        self._frequencies = frequencies

    def starting(self, beginning: str, most: int) -> Sequence[str]:
        """Return at most that many words by frequency; all of them, if fewer, by their letters."""
        start = bisect_left(self._words, beginning)
        end = bisect_left(self._words, beginning + _AFTER_EVERY_LETTER)
        if end - start <= most:
            return self._words[start:end]
        # Stable: equals keep their order from one key to the next (test_ranking).
        order = np.argsort(-self._frequencies[start:end], kind="stable")[:most]
        return [self._words[start + int(at)] for at in order]
