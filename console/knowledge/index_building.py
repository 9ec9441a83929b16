"""What the search does on its two threads: building an index, and making documents of entries."""

import ctypes
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from console.knowledge.turn_taking import TurnTaking
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard, ThesaurusLine
from contract.sentence_encoder import SentenceEncoder

if TYPE_CHECKING:
    from contract.knowledge.documents import Document, Key
    from contract.knowledge.language_engines import LanguageEngines
    from contract.knowledge.meaning import Meaning
    from contract.knowledge.plain_search import PlainSearch

    Engine = LanguageEngines | PlainSearch

PORTION = 100  # values freed before others have their turn

log = logging.getLogger(__name__)


def built_engine(
    language: str,
    documents: "Callable[[], Iterator[Document]]",
    thesaurus_lines: Sequence[ThesaurusLine],
    meaning: "Meaning | None",
) -> "Engine":
    """Build on what there is; the imports load numpy: late, and off the GUI thread."""
    if meaning is None:
        from contract.knowledge.plain_search import PlainSearch

        return PlainSearch(language, documents(), thesaurus_lines, TurnTaking())
    from contract.knowledge.language_engines import LanguageEngines

    return LanguageEngines(language, documents(), thesaurus_lines, TurnTaking(), meaning=meaning)


def new_meaning() -> "Meaning | None":
    """Return None where numpy or what rests on it does not load."""
    try:
        from contract.knowledge.meaning import Meaning
    except ImportError as error:
        log.warning("the search does without numpy: %s", error)
        return None
    return Meaning()


def load_index_code() -> None:
    with suppress(ImportError):
        import contract.knowledge.language_engines  # noqa: F401 - loading it is the point


def loaded_encoder() -> SentenceEncoder:
    """Load the sentence model with rests. Raise NoSentenceModel."""
    return SentenceEncoder.load(TurnTaking())


def dissolve(engines: "list[Engine]") -> None:
    """Free engines on this thread; the list must hold the only references."""
    while engines:
        engines.pop().dissolve(TurnTaking())
    give_memory_back()


def free_in_turns(rows: list[list[Any]]) -> None:
    """Free lists of many values a portion at a time."""
    pause = TurnTaking()
    for part in rows:
        while part:
            del part[-PORTION:]
            pause()
    give_memory_back()


def give_memory_back() -> None:
    """Let the system have what building left behind; glibc keeps it otherwise."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def all_documents(
    cards: Sequence[ServiceCard], offices: Sequence[Office], faqs: Sequence[Faq]
) -> Iterator["Document"]:
    from contract.knowledge.documents import card_document, faq_document, office_document

    yield from map(card_document, sorted(cards, key=attrgetter("id")))
    yield from map(office_document, sorted(offices, key=attrgetter("id")))
    yield from map(faq_document, sorted(faqs, key=attrgetter("id")))


def all_headings(
    cards: Sequence[ServiceCard], offices: Sequence[Office], faqs: Sequence[Faq]
) -> Iterator["Document"]:
    """Yield what takes little time to index: no text of cards and answers."""
    from contract.knowledge.documents import card_heading, faq_heading, office_document

    yield from map(card_heading, cards)
    yield from map(office_document, offices)
    yield from map(faq_heading, faqs)


def replacements(
    engine: "Engine",
    cards: Sequence[ServiceCard],
    offices: Sequence[Office],
    faqs: Sequence[Faq],
) -> list[Callable[[], None]]:
    return [partial(engine.put, document) for document in all_documents(cards, offices, faqs)]


def removals(engine: "Engine", keys: Sequence["Key"]) -> list[Callable[[], None]]:
    return [partial(engine.remove, key) for key in keys]


def run_all(changes: Sequence[Callable[[], None]]) -> None:
    for change in changes:
        change()
