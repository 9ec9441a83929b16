"""A question as typed, cut into words, with the ones that say something marked."""

from dataclasses import dataclass

from contract.knowledge.language.text_folding import words
from contract.knowledge.vocabulary import Vocabulary

LONGEST = 300
MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Query:
    """content: positions of the words searched for. unfinished: the last word may go on.

    typed: the text itself.
    """

    words: tuple[str, ...]
    content: tuple[int, ...]
    unfinished: bool
    typed: str = ""

    def is_unfinished(self, position: int) -> bool:
        return self.unfinished and position == len(self.words) - 1

    @property
    def text(self) -> str:
        return " ".join(self.words)


def parse(text: str, vocabulary: Vocabulary) -> Query:
    """Cut text into a query; over-long text is read to its first LONGEST characters only."""
    text = text[:LONGEST]
    listed = tuple(words(text)[:MOST_WORDS])
    content = tuple(
        at for at, word in enumerate(listed) if word not in vocabulary.stop_words
    ) or tuple(range(len(listed)))
    is_unfinished = bool(text) and not text[-1].isspace()
    return Query(listed, content, unfinished=is_unfinished, typed=text.strip())
