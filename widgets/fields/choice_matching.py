"""Which entries of a fixed list a few typed letters mean."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from widgets.fields.labelled_field import Choice

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case without accents, one character for each character of text."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_letter, text))


@lru_cache(maxsize=1024)  # a card has a thousand letters, and an alphabet of a hundred
def _folded_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()[:1]


def matching_choices(text: str, choices: Sequence[Choice]) -> list[Choice]:
    """Entries in which every typed word begins some word; those that begin with text come first.

    An empty text means all of them. Order is otherwise that of the list.
    """
    typed = _WORD.findall(folded(text))
    found = [choice for choice in choices if _begins_words(typed, choice)]
    start = folded(text.strip())
    return sorted(found, key=lambda choice: not folded(choice.label).startswith(start))


def begins_words(text: str, words: str) -> bool:
    """Return whether every typed word begins one of words, in any order."""
    return _all_begin(_WORD.findall(folded(text)), _WORD.findall(folded(words)))


def _begins_words(typed: Sequence[str], choice: Choice) -> bool:
    words = _WORD.findall(folded(f"{choice.label} {choice.words}"))
    return _all_begin(typed, words)


def _all_begin(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in typed)
