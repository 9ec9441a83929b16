"""A question as typed, cut into words, with the ones that say something marked."""

from dataclasses import dataclass

from contract.knowledge.language import municipio
from contract.knowledge.language.question_context import OF_OPENING
from contract.knowledge.language.text_folding import words
from contract.knowledge.vocabulary import Vocabulary

LONGEST = 300
MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Query:
    """content: positions of the words searched for. unfinished: the last word may go on.

    typed: the text itself. district: whose offices are meant, 0 where none is named beside what
    is looked for.
    """

    words: tuple[str, ...]
    content: tuple[int, ...]
    unfinished: bool
    typed: str = ""
    district: int = 0

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
    content, district = _without_district(listed, content, vocabulary)
    return Query(listed, content, unfinished=is_unfinished, typed=text.strip(), district=district)


def _without_district(
    listed: tuple[str, ...], content: tuple[int, ...], vocabulary: Vocabulary
) -> tuple[tuple[int, ...], int]:
    """Return what is looked for without the words that name a district, and its number.

    A district says where, not what: as a word it would ask every text for its name. So do the
    words that ask when an office is open: each of them knows its hours. Where nothing else is
    asked they stay.
    """
    named = next(municipio.mentions(listed), None)
    if named is None:
        return content, 0
    others = tuple(at for at in content if at not in named[0] and listed[at] not in OF_OPENING)
    if all(listed[at] in vocabulary.weak_words for at in others):
        return content, 0
    return others, named[1]
