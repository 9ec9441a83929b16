"""Of each attack: was it really tried, refused each time, told, and audited where it must be."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.call_centre.house import House

LINES_WITHIN_S = 30.0  # a line of the audit or log may come after the answer


@dataclass(frozen=True, slots=True)
class Begin:
    """Where audit and log stood before an attack."""

    seq: int
    logged: int


class Verdicts:
    def __init__(self, house: House) -> None:
        self._house = house

    def begin(self) -> Begin:
        rows = self._house.server.rows("SELECT COALESCE(MAX(seq), 0) FROM audit")
        return Begin(int(rows[0][0]), len(self._log()))

    async def of(self, found: dict[str, Any], begin: Begin) -> dict[str, Any]:
        """Return {tried, refused, told, audited}: a number, then whether it was so each time."""
        for _ in range(round(LINES_WITHIN_S / 0.5)):
            lacking = self._unwritten(found, begin), self._unsaid(found, begin)
            if not any(lacking):
                break
            await asyncio.sleep(0.5)
        return verdict(found, *lacking)

    def _unwritten(self, found: dict[str, Any], begin: Begin) -> list[str]:
        """Return the actions of which the audit has too few lines."""
        query = f"SELECT action FROM audit WHERE seq > {begin.seq}"
        written = Counter(action for (action,) in self._house.server.rows(query))
        wanted: dict[str, int] = found.get("audit", {})
        return [
            f"{a}: {written[a]} of {least}" for a, least in wanted.items() if written[a] < least
        ]

    def _unsaid(self, found: dict[str, Any], begin: Begin) -> list[str]:
        said = self._log()[begin.logged :]
        return [words for words in found.get("log", ()) if words not in said]

    def _log(self) -> str:
        path = log_of(self._house)
        return path.read_text(errors="replace") if path.exists() else ""


def log_of(house: House) -> Path:
    return house.folder / "logs" / "server.log"


def verdict(found: dict[str, Any], unwritten: list[str], unsaid: list[str]) -> dict[str, Any]:
    """Return what stands in the report; nothing is so of what was not tried."""
    tried = found.get("tried", 0)
    is_tried = isinstance(tried, int) and tried > 0
    has_passed = any(found.get(name) for name in ("passed", "failed", "readable"))
    said = {
        "tried": tried,
        "refused": is_tried and found.get("refused") == tried and not has_passed,
        "told": is_tried and found.get("told") == tried and not (unsaid or found.get("untold")),
        "audited": is_tried and "audit" in found and not unwritten,
    }
    lacking = [*unwritten, *unsaid]
    return said | ({"lacking": lacking} if lacking else {})


def wrongs(judged: dict[str, Any]) -> list[str]:
    """Return what of a verdict is not as it must be."""
    wrong = [word for word in ("refused", "told", "audited") if judged.get(word) is not True]
    not_tried = [] if judged.get("tried", 0) > 0 else ["not tried"]
    return [*not_tried, *(f"not {word}" for word in wrong), *judged.get("lacking", ())]
