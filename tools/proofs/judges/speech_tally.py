"""Counts what became of announcements: heard, cut by a key, never begun, dropped by the reader."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.proofs.judges.figures import lowest
from tools.screen_reader.reader_session import DROPPED, Announcement, letters
from tools.screen_reader.speaking_server import Fate, Utterance

GAP_MS = 120.0
FRAMES = frozenset("\ufdd0\ufdd1\u2066\u2068\u2069")  # signs round a text, and none of it
MOST_LETTERS = 300  # said of its own accord where the cursor comes: a quarter of a minute


@dataclass(slots=True)
class Tally:
    """fates: what became of each sentence that must be heard, by its row."""

    fates: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # what the window manager was told
    last_step: str = ""

    def count(self, row: str, fate: str) -> None:
        self.last_step = row
        self.fates.setdefault(row, Counter())[str(fate)] += 1


def result(
    tally: Tally, announcements: Sequence[Announcement], utterances: Sequence[Utterance]
) -> dict[str, Any]:
    gaps = [(b.at_s - a.at_s) * 1000 for a, b in itertools.pairwise(announcements)]
    unheard = {
        row: dict(fates) for row, fates in tally.fates.items() if set(fates) != {str(Fate.SAID)}
    }
    fates = fates_of(announcements, utterances)
    longest = max(_unasked(announcements, utterances), key=len, default="")
    return {
        "sentences": {row: counted[Fate.SAID] for row, counted in tally.fates.items()},
        "unheard": unheard,
        "announced": len(announcements),
        "heard": fates[Fate.SAID],
        "cut": fates[Fate.CUT],
        "never_begun": fates[Fate.NEVER],
        "dropped": fates[DROPPED],
        "smallest_gap_ms": lowest(gaps, digits=1),
        "longest_on_a_move": len(longest),
        "windows": sorted(set(tally.seen)),
        "faults": [
            *tally.faults,
            *[f"signs are spelt: {one.text!r}" for one in utterances if FRAMES & set(one.text)],
            *(
                [f"{len(longest)} letters at once: {longest}"]
                if len(longest) > MOST_LETTERS
                else []
            ),
            *([f"not heard: {unheard}"] if unheard else []),
            *[f"{gap:.0f} ms between two announcements" for gap in gaps if gap < GAP_MS],
        ],
    }


def _unasked(announcements: Sequence[Announcement], utterances: Sequence[Utterance]) -> list[str]:
    """Return what the reader said of the place of the cursor, not since it was told to."""
    told = {letters(one.text) for one in announcements}
    return [one.text for one in utterances if letters(one.text) not in told]


def fates_of(
    announcements: Sequence[Announcement], utterances: Sequence[Utterance]
) -> Counter[str]:
    """Count what became of the announcements: a Fate, or DROPPED where Orca did not take one up."""
    asked: dict[str, list[Utterance]] = {}
    for one in utterances:
        asked.setdefault(letters(one.text), []).append(one)
    fates: Counter[str] = Counter()
    for told in announcements:
        same = asked.get(letters(told.text))
        fates[same.pop(0).fate if same else DROPPED] += 1
    return fates
