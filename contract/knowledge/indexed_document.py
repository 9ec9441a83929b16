"""One document as the index keeps it: word numbers instead of text."""

import math
from array import array
from dataclasses import dataclass

from contract.knowledge.documents import Document
from contract.knowledge.language import municipio
from contract.knowledge.language.text_folding import words
from contract.knowledge.search_hit import HitKind
from contract.knowledge.vocabulary import Vocabulary

KEYWORD_IMPACT = 0.7
TITLE_LENGTH_DAMPING = 0.3
TEXT_WORDS = 400
TEXT_LENGTH = 12 * TEXT_WORDS  # characters read at most


@dataclass(slots=True, kw_only=True)
class IndexedDocument:
    """heads: impact (0..1) of each word of title and keywords. text: words in order, repeated.

    full_text is what the postings hold: for a card also the questions of its FAQs.
    original_id: what this one translates, or its own id.
    """

    kind: HitKind
    id: str
    card_id: str
    other_card_ids: tuple[str, ...]
    title: str
    subtitle: str
    original_id: str
    office_ids: tuple[str, ...]
    folded_title: str
    title_stems: frozenset[str]
    phones: tuple[str, ...]
    heads: dict[int, float]
    question: "array[int]"
    text: "array[int]"
    full_text: "array[int]"


def indexed(document: Document, vocabulary: Vocabulary) -> IndexedDocument:
    """Number the words of a document; words not yet known enter the vocabulary."""
    title = words(document.title)
    content = vocabulary.content(title)
    title_impact = 1 / (1 + TITLE_LENGTH_DAMPING * math.log(max(1, len(content))))
    keywords = words(document.keywords)
    heads = dict.fromkeys(vocabulary.numbered(keywords + municipio.terms(keywords)), KEYWORD_IMPACT)
    title_numbers = vocabulary.numbered(title + municipio.terms(title))
    for number in title_numbers:
        heads[number] = max(title_impact, heads.get(number, 0.0))
    text_words = words(document.text[:TEXT_LENGTH])[:TEXT_WORDS]
    text = vocabulary.numbered(text_words + municipio.terms(text_words))
    return IndexedDocument(
        kind=document.kind,
        id=document.id,
        card_id=document.card_id,
        other_card_ids=document.other_card_ids,
        title=document.title,
        subtitle=document.subtitle,
        original_id=document.original_id or document.id,
        office_ids=document.office_ids,
        folded_title=" ".join(title),
        title_stems=frozenset(map(vocabulary.stem, content)),
        phones=document.phones,
        heads=heads,
        question=title_numbers if document.kind is HitKind.FAQ else array("i"),
        text=text,
        full_text=text,
    )
