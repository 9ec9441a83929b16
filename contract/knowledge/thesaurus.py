"""The city's thesaurus: everyday words, old names and abbreviations that lead to office words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from contract.domain.knowledge_entries.knowledge import ThesaurusLine
from contract.knowledge.language.text_folding import words
from contract.knowledge.vocabulary import Vocabulary

Target = tuple[str, ...]
_Key = frozenset[str]  # stems
_Keyed = list[tuple[Target, _Key]]


class Line(NamedTuple):
    """asked: the terms a citizen may use, as written. targets: what they lead to."""

    asked: str
    targets: tuple[Target, ...]


WINDOW = 6  # words of one term may lie this far apart in a question


def lines_of(text: str, language: str = "it") -> tuple[ThesaurusLine, ...]:
    """Read a thesaurus file: one entry a line, "#" starts a comment. Ids are the line numbers."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.split("#")[0].strip()
        if entry:
            found.append(ThesaurusLine(id=f"{language}-{number}", line=entry, language=language))
    return tuple(found)


class Thesaurus:
    """Entries: "a, b > c, d" (a and b also find c and d) or "a = b = c" (each finds the others)."""

    def __init__(self, vocabulary: Vocabulary, lines: Iterable[ThesaurusLine] = ()) -> None:
        self._vocabulary = vocabulary
        self._targets: dict[_Key, list[_Keyed]] = {}
        self._by_stem: dict[str, list[_Key]] = {}
        self.words: set[str] = set()
        self.lines: list[Line] = []
        for line in lines:
            self._read(line.line)
        self._ordered = sorted(self.words)

    def terms(
        self, stems_at: dict[str, list[int]]
    ) -> Iterator[tuple[tuple[int, ...], tuple[Target, ...]]]:
        """Yield for each term a question holds the positions of its words, and its targets.

        stems_at: positions of each stem in the question. The words may stand in any order.
        """
        for stem in stems_at:
            for key in self._by_stem.get(stem, ()):
                positions = _closest(key, stem, stems_at)
                if positions:
                    yield positions, tuple(self._targets_of(key))

    def beyond(self, targets: Iterable[Target]) -> tuple[Target, ...]:
        """Return what these targets lead to in their turn, each once."""
        keys = map(self._key, targets)
        return tuple(dict.fromkeys(far for key in keys for far in self._targets_of(key)))

    def starting(self, beginning: str, most: int = 3) -> list[str]:
        """Return words of the thesaurus that start so, in alphabetical order."""
        start = bisect_left(self._ordered, beginning)
        found = self._ordered[start : start + most]
        return [word for word in found if word.startswith(beginning)]

    def _read(self, line: str) -> None:
        left, one_way, right = line.partition(">")
        asked = left.replace("=", ",")
        sources = [self._phrase(part) for part in asked.split(",")]
        targets = [self._phrase(part) for part in right.split(",")] if one_way else sources
        self.lines.append(Line(asked.strip(), tuple(filter(None, targets))))
        # Kept by the line and not copied to each source: half of the time at every start.
        keyed = [(target, self._key(target)) for target in filter(None, targets)]
        for source in filter(None, sources):
            # Short words are no help: typing slips of them are other words.
            self.words.update(word for word in source if len(word) > 3)
            key = self._key(source)
            if key not in self._targets:
                # one stem is enough to find the term; the longest is the rarest
                self._by_stem.setdefault(max(sorted(key), key=len), []).append(key)
            self._targets.setdefault(key, []).append(keyed)

    def _targets_of(self, key: _Key) -> dict[Target, None]:
        """Return what a term leads to, each once, but not to itself."""
        lines = self._targets.get(key, ())
        return {target: None for line in lines for target, its_key in line if its_key != key}

    def _key(self, phrase: Target) -> _Key:
        return frozenset(map(self._vocabulary.stem, phrase))

    def _phrase(self, text: str) -> Target:
        """Return the words of a term, without stop words as long as two others are left.

        Of "senza casa" both words must be in the question: "casa" alone means something else.
        """
        listed = words(text)
        content = [word for word in listed if word not in self._vocabulary.stop_words]
        return tuple(content if len(content) > 1 else listed)


def _closest(key: _Key, anchor: str, stems_at: dict[str, list[int]]) -> tuple[int, ...] | None:
    """Return where the words of key lie nearest to the anchor; None if missing or far apart."""
    if not all(part in stems_at for part in key):
        return None
    for start in stems_at[anchor]:
        # The nearest ones: a word said twice in a question belongs to the term it stands at.
        near = {min(stems_at[part], key=lambda at: abs(at - start)) for part in key}
        # Each word of the term needs a place of its own; far apart they mean something else.
        if len(near) == len(key) and max(near) - min(near) < WINDOW:
            return tuple(sorted(near))
    return None
