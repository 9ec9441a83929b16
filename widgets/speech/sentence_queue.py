"""What the screen reader is still to say: in which order, how far apart, what is dropped."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

GAP_S = 0.18  # Orca ignores what comes within 0.1 s, and the bus may be late
# In a call the operator hears citizen and reader with the same ears.
REST_S = 5.0
SAME_S = 2.0  # two parts of the window may tell of one event in the same words
MOST_WAITING = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """kind: what it speaks of; of each only the newest waits, None never gives way.

    rests: while the operator talks, REST_S pass before it without a word. after_s: it may be
    replaced so long before it is said. again_s: it is said once more so long afterwards, unless
    its kind had news or was withdrawn.
    """

    text: str
    kind: Hashable | None = None
    is_urgent: bool = False
    rests: bool = False
    after_s: float = 0.0
    again_s: float = 0.0


@dataclass(frozen=True, slots=True)
class _Waiting:
    sentence: Sentence
    put_s: float
    from_s: float  # not to be said before


class SentenceQueue:
    """Urgent sentences overtake the others; each instant is given, in s of any one clock."""

    def __init__(self) -> None:
        self.is_talking = False
        self._waiting: list[_Waiting] = []
        self._last_s = self._last_resting_s = float("-inf")
        self._last: Sentence | None = None

    def put(self, sentence: Sentence, now_s: float) -> None:
        """Let it wait for its turn; too many wait: the oldest that is not urgent goes."""
        self.withdraw(sentence.kind)
        if self._is_told_beside(sentence, now_s):
            return
        self._waiting.append(_Waiting(sentence, now_s, now_s + sentence.after_s))
        if len(self._waiting) > MOST_WAITING:
            # Something urgent is dropped only where nothing else waits (test_announcer).
            patient = (one for one in self._waiting if not one.sentence.is_urgent)
            self._waiting.remove(next(patient, self._waiting[0]))

    def _is_told_beside(self, sentence: Sentence, now_s: float) -> bool:
        """Return whether another part says just this, or said it a moment ago.

        What one part says again it says for another press of the key: that is heard again.
        """
        others = [one.sentence for one in self._waiting if not sentence.is_urgent]
        if self._last is not None and now_s < self._last_s + SAME_S:
            others.append(self._last)
        return any(
            one.text == sentence.text and None not in (one.kind, sentence.kind)
            for one in others
            if one.kind != sentence.kind
        )

    def withdraw(self, kind: Hashable | None) -> None:
        """Drop what waits of this kind: it is no longer so."""
        if kind is not None:
            self._waiting = [one for one in self._waiting if one.sentence.kind != kind]

    def reword(self, kind: Hashable, text: str) -> None:
        """Replace the words that still wait of this kind by better ones."""
        self._waiting = [
            replace(one, sentence=replace(one.sentence, text=text))
            if one.sentence.kind == kind
            else one
            for one in self._waiting
        ]

    def clear(self) -> None:
        self._last = None  # it knows who said it: a part of an operator's page
        self._waiting.clear()

    def due_s(self) -> float | None:
        """Return when the next one may be said, None when nothing waits."""
        return min(map(self._may_be_said_s, self._waiting), default=None)

    def take(self, now_s: float) -> Sentence | None:
        """Return the sentence to say now, None when none may be said yet."""
        ready = [one for one in self._waiting if self._may_be_said_s(one) <= now_s]
        if not ready:
            return None
        chosen = min(ready, key=lambda one: not one.sentence.is_urgent)  # the oldest of equals
        self._waiting.remove(chosen)
        said = chosen.sentence
        self._last_s, self._last = now_s, said
        if said.rests:
            self._last_resting_s = now_s
        if said.again_s:
            self.put(replace(said, after_s=said.again_s, again_s=0.0), now_s)
        return said

    def _may_be_said_s(self, one: _Waiting) -> float:
        """Answers to keys may come in a row: they do not keep the rest waiting for ever."""
        # Also for urgent ones: two at once lost the second, as the refused password was.
        at_s = max(one.from_s, self._last_s + GAP_S)
        if not (self.is_talking and one.sentence.rests):
            return at_s
        # What was said after this one came does not put it off: keys may be pressed in a row.
        after_any_s = min(self._last_s, one.put_s) + REST_S
        return max(at_s, after_any_s, self._last_resting_s + REST_S)
