"""Questions in words of their own: the thesaurus lines that mean about the same answer for them."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from contract.knowledge.meaning import Meaning, remembering
from contract.knowledge.phrases import Phrases
from contract.knowledge.postings import Impacts, Slots
from contract.knowledge.thesaurus import Line
from contract.knowledge.word_index import Row
from contract.sentence_encoder import NUMBERS

WEIGHT = 0.5
LIKE = 0.3  # lines that have nothing to do with a question lie as near as that
UNEXPLAINED_BELOW = 1.1  # score of the best document by words
NEAREST = 8  # lines looked at
MOST_HELD = 0.2  # share of all documents; a line that leads to more tells nothing
FEW = 10  # documents, few whatever their share
# The window shares the interpreter: read in one go it stood still for 165 ms (decision 0007).
READ_IN_ONE_GO, LOOKED_AT_IN_ONE_GO = 2, 10  # some milliseconds
REMEMBERED = 64  # lines


class LikeLines:
    """The lines of one language. They must be read before they count, a few at a time.

    A line that leads to no document is passed over.
    """

    def __init__(self, meaning: Meaning, phrases: Phrases, lines: Sequence[Line]) -> None:
        self._meaning = meaning
        self._phrases = phrases
        self._lines = lines
        self._rows = np.zeros((len(lines), NUMBERS), np.float32)
        self._unread = list(range(len(lines)))
        self._passed_over = 0  # so many of the unread, the first ones
        self._led_to = remembering(self._found_led_to, REMEMBERED)

    def take_readings(self, before: "LikeLines") -> None:
        """Go on with what was read of the same lines over other documents."""
        was_read = before._rows.any(axis=1)
        known = {line.asked: at for at, line in enumerate(before._lines) if was_read[at]}
        for at in [at for at in self._unread if self._lines[at].asked in known]:
            self._rows[at] = before._rows[known[self._lines[at].asked]]
        self._unread = [at for at in self._unread if self._lines[at].asked not in known]

    def read_some(self) -> bool:
        """Read what some more lines mean; return whether others may be left."""
        if not self._meaning.has_encoder:
            return False
        places = self._next_leading_somewhere()
        if places:
            self._rows[places] = self._meaning.of_terms([self._lines[at].asked for at in places])
        elif self._passed_over == len(self._unread):
            self._meaning.rest()
            return False
        return True

    def add(self, scores: Row, question: Row, best: float, near_enough: float) -> None:
        """Raise the documents that lines like the question lead to, most where words fail.

        best: the highest score by words. near_enough: a line as near as that also raises
        documents that hold none of the words.
        """
        share = WEIGHT * min(1.0, UNEXPLAINED_BELOW - best)
        # Words explain the question well: what its sense adds could only disturb.
        if share <= 0 or not len(self._lines):
            return
        near = self._rows @ (question / max(float(np.linalg.norm(question)), 1e-9))
        raised = np.zeros_like(scores)
        for at in self._nearest(near):
            slots, impacts = self._led_to(at)
            likeness = (float(near[at]) - LIKE) / (1 - LIKE)
            raised[slots] = np.maximum(raised[slots], likeness * impacts)
            # Without any of the words a document needs a line that is surely meant.
            if near[at] < near_enough:
                raised[scores <= 0] = 0
        scores += share * raised

    def _nearest(self, near: Row) -> list[int]:
        """Return the nearest lines that lead somewhere.

        Lines read when other documents were there may lead nowhere now: passed over here too, so
        that the answer does not depend on what was there before.
        """
        alike = np.flatnonzero(near > LIKE)
        order = (int(at) for at in alike[np.argsort(-near[alike], kind="stable")])
        return list(islice((at for at in order if len(self._led_to(at)[0])), NEAREST))

    def _next_leading_somewhere(self) -> list[int]:
        """Take the next lines to read from the unread ones, passing over some others."""
        found: list[int] = []
        for _ in range(LOOKED_AT_IN_ONE_GO):
            if len(found) == READ_IN_ONE_GO or self._passed_over == len(self._unread):
                break
            at = self._unread[self._passed_over]
            # Not remembered yet: most lines are looked at once, and the memory is for those of
            # questions.
            if len(self._found_led_to(at)[0]):
                found.append(self._unread.pop(self._passed_over))
            else:
                self._passed_over += 1
        return found

    def _found_led_to(self, at: int) -> tuple[Slots, Impacts]:
        """Return the documents a line leads to, and how well each holds one of its terms."""
        row = self._phrases.holding_any(self._lines[at].targets)
        slots = np.flatnonzero(row).astype(np.int32)
        if len(slots) > max(FEW, MOST_HELD * len(row)):
            slots = slots[:0]
        return slots, row[slots]
