"""What a question may be remembered by: stems of its words, those nobody knows kept apart."""

from dataclasses import dataclass

LONGEST_RARE = 30  # letters
SHORTEST_RARE = 3
MOST_WORDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """stems: of words of the knowledge base. rare: stems of words it does not have.

    Numbers are in neither, nor is a last word that may still become this or that.
    """

    language: str
    stems: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()


def may_be_rare(word: str) -> bool:
    """Return whether a word without meaning here may be one at all: no number, no code."""
    return word.isalpha() and SHORTEST_RARE <= len(word) <= LONGEST_RARE
