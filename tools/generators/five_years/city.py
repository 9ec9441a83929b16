"""How large everything is after five years, and when it happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from server.section_settings import RetentionSettings
from server.store.engine.connection import millis

YEARS = timedelta(days=1826)
DESKS = 20
CASES_A_DESK = 140_000
CARDS = 20_000
OPERATORS = 250
CLERKS = 60
KEPT = RetentionSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """calls: of five years, at this scale; scale: of everything else."""

    calls: int
    scale: float
    seed: int
    now: datetime

    @property
    def until(self) -> int:
        return millis(self.now)

    @property
    def since(self) -> int:
        return millis(self.now - YEARS)

    def ago(self, days: float) -> int:
        return millis(self.now - timedelta(days=days))

    def days(self, number: int) -> tuple[str, ...]:
        """Return the last days, the newest first."""
        return tuple((self.now.date() - timedelta(days=back)).isoformat() for back in range(number))

    def a_day(self, number: float, days: float) -> int:
        """Return how many come together in so many days; number: for each call of a day."""
        return max(1, round(self.calls / YEARS.days * days * number))

    def of(self, whole: float) -> int:
        """Return how many there are at this scale."""
        return max(1, round(whole * self.scale))

    @property
    def citizens(self) -> int:
        return max(1, self.calls // 12)

    @property
    def cases(self) -> int:
        return DESKS * self.of(CASES_A_DESK)

    @property
    def contacts(self) -> int:
        return max(1, self.calls * 4 // 5)

    def phone(self) -> str:
        """Return the SQL of a citizen's number, each as often as another."""
        return f"'+3906' || (10000000 + (i * 7919 + {self.seed}) % {self.citizens})"
