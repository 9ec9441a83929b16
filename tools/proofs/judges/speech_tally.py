"""Counts what became of announcements: heard, cut by a key, never begun, dropped by the reader."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.screen_reader.reader_session import DROPPED, Announcement, letters
from tools.screen_reader.speaking_server import Fate, Utterance

GAP_MS = 120.0


@dataclass(slots=True)
class Tally:
    """fates: what became of each sentence that must be heard, by its row."""

    fates: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, row: str, fate: str) -> None:
        self.fates.setdefault(row, Counter())[str(fate)] += 1


def result(
    tally: Tally, announcements: Sequence[Announcement], utterances: Sequence[Utterance]
) -> dict[str, Any]:
    gaps = [(b.at_s - a.at_s) * 1000 for a, b in itertools.pairwise(announcements)]
    unheard = {
        row: dict(fates) for row, fates in tally.fates.items() if set(fates) != {str(Fate.SAID)}
    }
    fates = fates_of(announcements, utterances)
    return {
        "sentences": {row: counted[Fate.SAID] for row, counted in tally.fates.items()},
        "unheard": unheard,
        "announced": len(announcements),
        "heard": fates[Fate.SAID],
        "cut": fates[Fate.CUT],
        "never_begun": fates[Fate.NEVER],
        "dropped": fates[DROPPED],
        "smallest_gap_ms": round(min(gaps, default=0.0), 1),
        "faults": [
            *tally.faults,
            *([f"not heard: {unheard}"] if unheard else []),
            *[f"{gap:.0f} ms between two announcements" for gap in gaps if gap < GAP_MS],
        ],
    }


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
