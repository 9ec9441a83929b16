"""Two clocks tell that the computer slept, and not that it was busy."""

from itertools import pairwise

from phone import seat_side
from phone.seat_side import SLEPT_S, SleepWatch
from tests.support.waiting import until


async def test_sleep_is_told_once_with_its_length() -> None:
    slept_s = 50.0
    told: list[float] = []
    watch = SleepWatch(slept_s=lambda: slept_s, look_ms=5)
    looks: list[bool] = []
    watch._timer.timeout.connect(lambda: looks.append(True))
    watch.woke.connect(told.append)
    slept_s += SLEPT_S - 0.1
    await until(lambda: len(looks) > 2)
    assert told == []
    slept_s += 3600
    await until(lambda: told == [3600.0])
    looks.clear()
    await until(lambda: len(looks) > 2)
    assert told == [3600.0]
    watch._timer.stop()


def test_a_computer_that_never_slept_has_slept_for_no_time_since_the_last_look() -> None:
    # Whoever is interrupted between two clocks reads them apart: once in ten is enough.
    looks = [seat_side._slept_s() for _ in range(11)]
    assert min(abs(later - earlier) for earlier, later in pairwise(looks)) < 0.1
