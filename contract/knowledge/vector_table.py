"""The vectors of all texts, whatever their language, and how near a question lies to each."""

import base64
import binascii
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from contract.domain.knowledge_entries.text_vector import TextVector
from contract.knowledge.documents import Key
from contract.knowledge.search_hit import HitKind
from contract.sentence_encoder import MODEL, NUMBERS

Row = NDArray[np.float32]
_HALF_FLOATS = "<f2"
# By a share, not by one: each growth copies the table.
_GROWS_BY = 1.25


class VectorTable:
    """Places in the table are given in order of arrival; one given back is used again."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, NUMBERS), np.float32)
        self._places: dict[Key, int] = {}
        self._free: list[int] = []
        self._moved: list[Key] = []

    def __len__(self) -> int:
        return len(self._places)

    def place(self, key: Key) -> int:
        """Return where the vector of a text is, -1 if there is none."""
        return self._places.get(key, -1)

    def moved(self, seen: int) -> Sequence[Key]:
        """Return what came or went after so many that did, in order: for who keeps places."""
        return self._moved[seen:]

    @property
    def size(self) -> int:
        return len(self._rows)

    def reserve(self, count: int) -> None:
        """Make room for so many at once."""
        if count > self.size:
            rows = np.zeros((count, NUMBERS), np.float32)
            rows[: self.size] = self._rows
            # Backwards, so that pop() gives the lowest place first.
            self._free += range(self.size, count)[::-1]
            self._rows = rows

    def put(self, vector: TextVector) -> None:
        """Take a vector; of another model, of nothing known or misshapen: forget what was there."""
        key = key_of(vector.id)
        numbers = _numbers(vector)
        if key is None:
            return
        # Of another model, or broken: the old one would speak of a text that has changed.
        if numbers is None:
            self.drop(key)
            return
        place = self._places.get(key)
        if place is None:
            if not self._free:
                self.reserve(int(self.size * _GROWS_BY) + 8)
            place = self._places[key] = self._free.pop()
            self._moved.append(key)
        self._rows[place] = numbers

    def drop(self, key: Key) -> None:
        place = self._places.pop(key, None)
        if place is not None:
            # Emptied: its place is compared with each question until it is given again.
            self._rows[place] = 0
            self._free.append(place)
            self._moved.append(key)

    def nearness(self, question: Row) -> Row:
        """Return the cosine of question and each place, 0 for empty ones."""
        # Rows and question have length one, or nearly: the product is the cosine.
        near: Row = self._rows @ question
        return near


def key_of(vector_id: str) -> Key | None:
    """Return whose vector it is."""
    kind, colon, entity_id = vector_id.partition(":")
    if not colon or kind not in HitKind:
        return None
    return HitKind(kind), entity_id


def _numbers(vector: TextVector) -> Row | None:
    # Vectors of two models cannot be compared: the search goes by words until new ones come.
    if vector.model != MODEL:
        return None
    try:
        raw = base64.b64decode(vector.numbers, validate=True)
    except binascii.Error:
        return None
    if len(raw) != 2 * NUMBERS:
        return None
    numbers = np.frombuffer(raw, _HALF_FLOATS).astype(np.float32)
    # One infinite number would make every score of every question infinite.
    return numbers if np.isfinite(numbers).all() else None
