"""Citizens of a simulated day: when they call, in what language, how long they talk and wait."""

from dataclasses import dataclass
from random import Random

# share of the day's calls in each hour, with the busy hours of a city's contact centre
HOURS = (4, 3, 2, 2, 2, 4, 12, 30, 78, 108, 112, 104, 84, 62, 66, 74, 70, 58, 44, 32, 22, 14, 8, 5)
LANGUAGES = {"it": 920, "en": 38, "es": 10, "fr": 10, "ar": 10, "zh": 6, "ro": 6}  # of 1,000
TALK_S = 175.0  # mean, of which the spread is log-normal
WRAP_UP_S = 30.0
PATIENCE_S = 240.0  # mean; a citizen who waits longer gives up


@dataclass(frozen=True, slots=True)
class CallOfDay:
    at_s: float
    language: str
    talk_s: float
    patience_s: float


def traffic(calls: int, random: Random) -> list[CallOfDay]:
    """Return about that many calls in order of time."""
    day: list[CallOfDay] = []
    for hour, share in enumerate(HOURS):
        expected = calls * share / sum(HOURS)
        at_s = hour * 3600.0
        while (at_s := at_s + random.expovariate(expected / 3600)) < (hour + 1) * 3600:
            day.append(_call(at_s, random))
    return day


def _call(at_s: float, random: Random) -> CallOfDay:
    (language,) = random.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))
    spread = 0.6
    return CallOfDay(
        at_s=at_s,
        language=language,
        talk_s=random.lognormvariate(0, spread) * TALK_S / 1.197,
        patience_s=random.expovariate(1 / PATIENCE_S),
    )
