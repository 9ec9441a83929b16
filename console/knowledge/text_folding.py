"""Turns typed and written text into comparable words."""

import re
import unicodedata

_SPELT_OUT = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'", "‘": "'"}
_WORD = re.compile(r"[^\W_]+")
_DOTTED_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?")


class _FoldedCharacters(dict[int, str]):
    """What each character folds to; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        lowered = chr(code).lower()
        spelt = "".join(_SPELT_OUT.get(character, character) for character in lowered)
        parts = unicodedata.normalize("NFKD", spelt).lower()
        folded = "".join(part for part in parts if not unicodedata.combining(part))
        self[code] = folded
        return folded


_FOLDED = _FoldedCharacters()


def fold(text: str) -> str:
    """Return text in lower case without accents; œ becomes oe, curly apostrophes straight."""
    return text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """Return the words in order: "D.P.R. n. 445/2000" gives dpr, n, 445, 2000.

    Everything that is no letter or digit separates, so "dell'anagrafe" gives dell, anagrafe.
    """
    folded = fold(text)
    if "." in folded:
        folded = _DOTTED_ACRONYM.sub(lambda dotted: dotted.group().replace(".", "") + " ", folded)
    return _WORD.findall(folded)


def has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def without_doubles(word: str) -> str:
    """Return word with every run of one letter reduced to a single one: caffe gives cafe."""
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])
