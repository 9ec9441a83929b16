"""One document as the index keeps it: what is shown and compared, and its words as numbers."""

from array import array
from collections.abc import Callable

import msgspec

from contract.knowledge.documents import Document
from contract.knowledge.language import municipio
from contract.knowledge.language.text_folding import words
from contract.knowledge.search_hit import HitKind
from contract.knowledge.vocabulary import Vocabulary

TEXT_WORDS = 400
TEXT_LENGTH = 12 * TEXT_WORDS  # characters read at most


class IndexedDocument(msgspec.Struct, frozen=True, array_like=True):
    """original_id: what this one translates, or its own id."""

    kind: HitKind
    id: str
    card_id: str
    other_card_ids: tuple[str, ...]
    title: str
    subtitle: str
    original_id: str
    office_ids: tuple[str, ...]
    folded_title: str
    title_stems: tuple[str, ...]


class DocumentWords(msgspec.Struct, frozen=True):
    """Numbers of the words in order, repeated. content_words: of the title, to weigh it by."""

    keywords: "array[int]"
    title: "array[int]"
    text: "array[int]"
    content_words: int


def indexed(
    document: Document, vocabulary: Vocabulary, numbered: Callable[[list[str]], "array[int]"]
) -> tuple[IndexedDocument, DocumentWords]:
    """Cut a document into words. numbered: gives words their numbers, new ones where needed."""
    title = words(document.title)
    content = vocabulary.content(title)
    keywords = words(document.keywords)
    text = words(document.text[:TEXT_LENGTH])[:TEXT_WORDS]
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
        title_stems=tuple(dict.fromkeys(map(vocabulary.stem, content))),
    ), DocumentWords(
        keywords=numbered(keywords + municipio.terms(keywords)),
        title=numbered(title + municipio.terms(title)),
        text=numbered(text + municipio.terms(text)),
        content_words=len(content),
    )
