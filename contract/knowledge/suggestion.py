"""What the operator probably meant when nothing was found."""

from contract.knowledge.query import Query
from contract.knowledge.typos import Typos
from contract.knowledge.word_index import WordIndex


def suggest(query: Query, index: WordIndex, typos: Typos) -> str:
    """Return the query with its unknown words corrected generously; empty if nothing changes.

    Words that nothing resembles are left out.
    """
    suggested: list[str] = []
    for at, word in enumerate(query.words):
        if at not in query.content or index.frequency(word):
            suggested.append(word)
            continue
        corrections = typos.corrections(word, unfinished=False, generous=True)
        suggested.extend(correction.text for correction in corrections[:1])
    text = " ".join(suggested)
    return text if text != query.text else ""
