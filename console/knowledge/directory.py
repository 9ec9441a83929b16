"""Finds lines by a few letters of any of their words, in spite of accents and slips."""

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from contract.knowledge.language.text_folding import words

SHORTEST_SLIP = 4  # letters below which a slip is not guessed at
_ORDER = {kind: at for at, kind in enumerate(LineKind)}


class Directory:
    """Built once over its entries; find() is fast enough for every key."""

    def __init__(self, entries: Iterable[DirectoryEntry]) -> None:
        self.entries = tuple(entries)
        self._words = sorted(
            {
                (word, at)
                for at, entry in enumerate(self.entries)
                for word in words(f"{entry.name} {entry.words} {entry.to}")
            }
        )
        self._known = sorted({word for word, _ in self._words})

    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]:
        """Return the entries in which every typed word begins some word, best first."""
        typed = words(text)
        if not typed:
            return ()
        found = self._all_of([self._beginning(word) for word in typed])
        if not found:
            found = self._all_of([self._like(word) for word in typed])
        ranked = sorted(found, key=lambda at: self._rank(at, typed[0]))
        return tuple(self.entries[at] for at in ranked[:limit])

    def _beginning(self, start: str) -> set[int]:
        first = bisect_left(self._words, (start, -1))
        found = set()
        for word, at in self._words[first:]:
            if not word.startswith(start):
                break
            found.add(at)
        return found

    def _like(self, typed: str) -> set[int]:
        """Entries with a word that begins as typed but for one slip."""
        found = self._beginning(typed)
        if found or len(typed) < SHORTEST_SLIP:
            return found
        for word in self._known:
            near = (word[: len(typed) + more] for more in (-1, 0, 1))
            if any(OSA.distance(typed, start, score_cutoff=1) <= 1 for start in near):
                found |= self._beginning(word)
        return found

    def _all_of(self, found: list[set[int]]) -> set[int]:
        return set.intersection(*found)

    def _rank(self, at: int, first: str) -> tuple[int, bool, str]:
        entry = self.entries[at]
        begins = any(word.startswith(first) for word in words(entry.name)[:1])
        return _ORDER[entry.kind], not begins, entry.name
