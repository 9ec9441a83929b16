"""What the search does on its two threads: building an index, and making documents of entries."""

import ctypes
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec

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
_LINES = msgspec.msgpack.Decoder(tuple[ThesaurusLine, ...])

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has come since an index was built, and what has gone."""

    cards: Sequence[ServiceCard] = ()
    offices: Sequence[Office] = ()
    faqs: Sequence[Faq] = ()
    thesaurus_lines: Sequence[ThesaurusLine] = ()
    removed: "Sequence[Key]" = ()
    removed_thesaurus_ids: Sequence[str] = ()

    def documents(self) -> "Iterator[Document]":
        return all_documents(self.cards, self.offices, self.faqs)


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


def restored_engine(
    language: str,
    parts: Sequence[bytes],
    meaning: "Meaning",
    changes: "Changes",
) -> "Engine":
    """Build from what kept_parts() yielded, and bring it up to date in the same go."""
    from contract.knowledge.kept_words import Before, unpacked
    from contract.knowledge.language_engines import LanguageEngines

    pause, left = TurnTaking(), iter(parts)
    lines = {line.id: line for line in _LINES.decode(next(left))}
    for line_id in changes.removed_thesaurus_ids:
        lines.pop(line_id, None)
    lines |= {line.id: line for line in changes.thesaurus_lines}
    kept = [unpacked(left, pause) for _ in range(msgspec.msgpack.decode(next(left), type=int))]
    return LanguageEngines(
        language,
        changes.documents(),
        lines.values(),
        pause,
        meaning=meaning,
        before=Before(kept, changes.removed),
    )


def kept_parts(engine: "Engine") -> Iterator[bytes]:
    """Yield what an engine is built from again without reading the knowledge base; numpy's only."""
    from contract.knowledge.kept_words import packed
    from contract.knowledge.language_engines import LanguageEngines

    if isinstance(engine, LanguageEngines):
        kept = engine.kept
        yield msgspec.msgpack.encode(engine.lines)
        yield msgspec.msgpack.encode(len(kept))
        for words in kept:
            yield from packed(words)


def take_readings(engine: "Engine", before: "Sequence[Engine]") -> None:
    for one in before:
        engine.take_readings(one)  # type: ignore[arg-type]  # numpy loads or not: one kind of both


def drop(engines: "list[Engine]") -> None:
    """Free engines on this thread; the list must hold the only references."""
    engines.clear()
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


def changed_engine(engine: "Engine", changes: "Changes") -> "Engine":
    return engine.changed(
        changes.documents(),
        changes.removed,
        changes.thesaurus_lines,
        changes.removed_thesaurus_ids,
        TurnTaking(),
    )
