"""The browser's visits to the identity provider that are not ended: in memory, each counts once."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contract.wire.session import ProviderStart

LASTS = timedelta(minutes=10)
MOST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """place: under which the try was counted."""

    state: str
    nonce: str
    asked: ProviderStart
    place: str
    begun_at: datetime


class Visits:
    """Used on the loop's thread only. A server that starts anew knows none: one tries again."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._open: dict[str, Visit] = {}

    def begin(self, asked: ProviderStart, place: str) -> Visit:
        # Tries are limited by place before: only very many at once push out the oldest.
        while len(self._open) >= MOST:
            del self._open[next(iter(self._open))]
        visit = Visit(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            asked=asked,
            place=place,
            begun_at=self._clock(),
        )
        self._open[visit.state] = visit
        return visit

    def end(self, state: str, device_id: str) -> Visit | None:
        """Return a visit of this computer, which is over with it; None: there is none."""
        visit = self._open.get(state)
        if visit is None or visit.asked.device_id != device_id:
            return None
        del self._open[state]
        is_young = timedelta(0) <= self._clock() - visit.begun_at <= LASTS
        return visit if is_young else None
