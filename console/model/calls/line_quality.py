"""How a call sounds: its latest seconds as a light, its whole length as figures."""

from collections import deque
from enum import StrEnum

from contract.wire.phone_socket import Quality

WINDOW_S = 10.0  # a word about the line rests on so much of it
ENOUGH_S = 8.0
GOOD_MOS, FAIR_MOS = 3.8, 3.1
GOOD_LOSS_PCT, FAIR_LOSS_PCT = 1.0, 3.0


class Light(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


def light_of(mos: float, lost_pct: float) -> Light:
    """Return how it sounds to the operator; the worse of the two figures decides."""
    if mos < FAIR_MOS or lost_pct >= FAIR_LOSS_PCT:
        return Light.BAD
    if mos < GOOD_MOS or lost_pct >= GOOD_LOSS_PCT:
        return Light.FAIR
    return Light.GOOD


class QualityRecord:
    """Add each report of the phone with the monotonic second it came at."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Quality]] = deque()
        self._began_s: float | None = None
        self._final: Quality | None = None
        self.device = ""  # label of the headset last heard of
        self.count = 0
        self.mos_min = 5.0
        self._mos = self._lost = self._jitter = self._rtt = 0.0

    def add(self, quality: Quality, at_s: float) -> None:
        self.device = quality.device or self.device
        if quality.is_final:
            # The phone heard all of the call, a console that was started anew only the rest of it.
            self._final = quality
            return
        if self._began_s is None:
            self._began_s = at_s
        self._recent.append((at_s, quality))
        while self._recent[0][0] < at_s - WINDOW_S:
            self._recent.popleft()
        self.count += 1
        self.mos_min = min(self.mos_min, quality.mos)
        self._mos += quality.mos
        self._lost += quality.lost_pct
        self._jitter += quality.jitter_ms
        self._rtt += quality.rtt_ms

    @property
    def light(self) -> Light | None:
        """Return how the latest seconds sounded, None before anything was heard."""
        if not self._recent:
            return None
        return light_of(self._recent_mos(), self.recent_lost_pct)

    @property
    def recent_lost_pct(self) -> float:
        """Return the mean loss of the latest seconds, in percent."""
        return sum(one.lost_pct for _, one in self._recent) / max(1, len(self._recent))

    @property
    def is_disturbed(self) -> bool:
        """Return whether the latest WINDOW_S sounded bad, not just a moment of them."""
        # A moment of loss disturbs nobody: a word about the line rests on most of its window.
        if self._began_s is None or self._recent[-1][0] - self._began_s < ENOUGH_S:
            return False
        return self.light is Light.BAD

    def whole(self) -> Quality | None:
        """Return the figures of the whole call, None when it was never measured.

        The phone's own last word goes before what was heard here.
        """
        if self._final is not None:
            return self._final
        if not self.count:
            return None
        return Quality(
            call=0,
            mos=self._recent_mos(),
            lost_pct=self._lost / self.count,
            jitter_ms=self._jitter / self.count,
            rtt_ms=self._rtt / self.count,
            mos_mean=self._mos / self.count,
            mos_min=self.mos_min,
            device=self.device,
            is_final=True,
        )

    def _recent_mos(self) -> float:
        return sum(one.mos for _, one in self._recent) / len(self._recent)
