"""How often one address may ask for a page: enough for an office, too little for guessing."""

import time
from collections import OrderedDict
from collections.abc import Callable


class PageAllowance:
    """A bucket for each address: burst at once, one more every refill_s. The loop's thread only."""

    def __init__(
        self,
        *,
        burst: int,
        refill_s: float,
        known: int = 10_000,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._refill_s = refill_s
        self._known = known
        self._monotonic_s = monotonic_s
        self._full_at: OrderedDict[str, float] = OrderedDict()  # when its bucket is full again

    def take(self, address: str) -> float:
        """Return 0 when the page may be given, else the seconds to wait."""
        now = self._monotonic_s()
        full_at = max(self._full_at.get(address, now), now) + self._refill_s
        wait = full_at - now - self._burst * self._refill_s
        if wait > 0:
            return wait
        self._full_at[address] = full_at
        self._full_at.move_to_end(address)
        if len(self._full_at) > self._known:
            self._full_at.popitem(last=False)
        return 0.0
