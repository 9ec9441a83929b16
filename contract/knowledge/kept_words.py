"""What an index is made from at once, and the bytes it is kept as."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from contract.knowledge.arrangement import Arrangement
from contract.knowledge.documents import Key
from contract.knowledge.postings import Postings
from contract.knowledge.search_hit import HitKind
from contract.knowledge.word_table import WordTable

_KINDS = tuple(HitKind)
_encode = msgspec.msgpack.encode


class KeptWords(NamedTuple):
    table: WordTable
    arrangement: Arrangement


class Before(NamedTuple):
    """What indexes were built of before, one a language, and which of their texts are gone."""

    words: Sequence[KeptWords] = ()
    removed: Iterable[Key] = ()


def packed(kept: KeptWords) -> Iterator[bytes]:
    """Yield the parts, each some megabytes at most: none holds the interpreter for long."""
    table, arrangement = kept
    stems = dict(table.stems)
    yield _encode(table.language)
    yield _encode(list(table.words))
    yield _encode([stems.pop(word) for word in table.words])
    yield _encode(stems)
    yield _encode([_KINDS.index(kind) for kind, _ in table.keys])
    yield _encode([entity_id for _, entity_id in table.keys])
    yield _encode(list(table.records))
    yield _encode(list(table.phones.items()))
    yield _encode(list(table.cards.items()))
    for numbers in (table.numbers, table.lengths, table.content_words, arrangement.alphabet):
        yield numbers.tobytes()
    for postings in (arrangement.heads, arrangement.texts):
        yield postings.starts.tobytes()
        yield postings.slots.tobytes()
        yield postings.impacts.tobytes()


def unpacked(parts: Iterator[bytes], pause: Callable[[], None]) -> KeptWords:
    """Read what packed() yielded, from the same format."""

    def read(kind: Any) -> Any:
        pause()
        return msgspec.msgpack.decode(next(parts), type=kind)

    def numbers(dtype: Any = np.int32) -> Any:
        return np.frombuffer(next(parts), dtype)

    def postings() -> Postings:
        return Postings(numbers(np.int64), numbers(), numbers(np.float32))

    language, words, stems = read(str), read(list[str]), read(list[str])
    known = dict(zip(words, stems, strict=True)) | read(dict[str, str])
    kinds = map(_KINDS.__getitem__, read(list[int]))
    table = WordTable(
        language=language,
        words=words,
        stems=known,
        keys=list(zip(kinds, read(list[str]), strict=True)),
        records=read(list[bytes]),
        phones=dict(read(list[tuple[tuple[HitKind, str], tuple[str, ...]]])),
        cards=dict(read(list[tuple[tuple[HitKind, str], str]])),
        numbers=numbers(),
        lengths=numbers().reshape(-1, 3),
        content_words=numbers(),
    )
    alphabet = numbers()
    return KeptWords(table, Arrangement(alphabet=alphabet, heads=postings(), texts=postings()))
